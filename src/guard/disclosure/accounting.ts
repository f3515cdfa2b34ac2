import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import { listAsCsv, listAsPdf } from '../paper.ts';
import type { Sealer } from '../sealing.ts';
import type { Basis, Way } from './disclose.ts';

const YEARS = 3; // 42 CFR 2.25(a)

export interface Entry {
  readonly id: string;
  readonly at: string;
  /** Who let it leave, by the name the person knows. */
  readonly by: string | null;
  readonly basis: Basis;
  readonly to: string;
  readonly affiliation: string | null;
  readonly toKind: string;
  readonly way: Way;
  readonly categories: string[];
  readonly purpose: string;
  readonly what: string;
  readonly notice: 'long' | 'short' | null;
}

/** Which part of the list is asked for; days are those of the wall in `zone`. */
export interface Wanted {
  readonly only?: 'intermediary' | undefined;
  readonly basis?: Basis | undefined;
  readonly fromOn?: string | undefined;
  readonly untilOn?: string | undefined;
  readonly zone?: string | undefined;
}

/**
 * What left the record in the last three years, the newest first: date, name of whoever received it (and address or
 * affiliation where known), what, and why.
 *
 * @see 42 CFR 2.25; `only: 'intermediary'` is the list of 42 CFR 2.24
 */
export async function accountingOf(
  db: Db,
  sealer: Sealer,
  participant: string,
  now: Date,
  { only, basis, fromOn, untilOn, zone = 'UTC' }: Wanted = {},
): Promise<readonly Entry[]> {
  const from = new Date(now);
  from.setUTCFullYear(from.getUTCFullYear() - YEARS);
  let rows = db
    .selectFrom('guard.disclosure as d')
    .leftJoin('guard.staff as s', (on) =>
      on.onRef('s.org_id', '=', 'd.org_id').onRef('s.staff_id', '=', 'd.by_id'),
    )
    .selectAll('d')
    .select('s.display_name')
    .where('d.participant_id', '=', participant)
    .where('d.at', '>=', from)
    .orderBy('d.at', 'desc')
    .limit(5000);
  if (only !== undefined) rows = rows.where('d.recipient_kind', '=', only);
  if (basis !== undefined) rows = rows.where('d.basis', '=', basis);
  const day = sql<string>`(d.at at time zone ${zone})::date`;
  if (fromOn !== undefined) rows = rows.where(day, '>=', fromOn);
  if (untilOn !== undefined) rows = rows.where(day, '<=', untilOn);
  return (await rows.execute()).map((row) => {
    const to = sealer.open(row.recipient_sealed) as { name: string; affiliation?: string };
    return {
      id: row.disclosure_id,
      at: row.at.toISOString(),
      by: row.display_name,
      basis: row.basis as Basis,
      to: to.name,
      affiliation: to.affiliation ?? null,
      toKind: row.recipient_kind,
      way: row.way as Way,
      categories: row.categories,
      purpose: row.purpose,
      what: sealer.open(row.what_sealed) as string,
      notice: row.notice as 'long' | 'short' | null,
    };
  });
}

const COLUMNS = ['date', 'to', 'affiliation', 'what', 'parts', 'purpose', 'because', 'how', 'by'] as const;

const cellsOf = (entry: Entry): readonly string[] => [
  entry.at,
  entry.to,
  entry.affiliation ?? '',
  entry.what,
  entry.categories.join(' '),
  entry.purpose,
  entry.basis,
  entry.way,
  entry.by ?? '',
];

export const accountingCsv = (entries: readonly Entry[]): string =>
  listAsCsv([COLUMNS, ...entries.map(cellsOf)]);

/** The same to read and to keep, on paper, in the person's language. */
export async function accountingPdf(
  entries: readonly Entry[],
  { language, zone, now }: { language: 'en' | 'es'; zone: string; now: Date },
): Promise<Uint8Array> {
  const t = WORDS[language];
  const day = (at: string | Date) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'long', timeStyle: 'short' }).format(
      new Date(at),
    );
  return listAsPdf({
    title: t.title,
    lead: t.lead(day(now)),
    none: t.none,
    entries: entries.map((entry) => ({
      heading: `${day(entry.at)}: ${entry.to}`,
      lines: [
        entry.what,
        `${t.why}: ${t.bases[entry.basis]}`,
        `${t.how}: ${t.ways[entry.way]}`,
        ...(entry.affiliation === null ? [] : [`${t.where}: ${entry.affiliation}`]),
        ...(entry.by === null ? [] : [`${t.by}: ${entry.by}`]),
      ],
    })),
    language,
    now,
  });
}

const WORDS = {
  en: {
    title: 'Who got something from my record',
    lead: (on: string) => `The last three years, made on ${on}.`,
    none: 'Nothing left in this time.',
    why: 'Because of',
    how: 'How',
    where: 'Of',
    by: 'Sent by',
    bases: {
      consent: 'my consent',
      emergency: 'a medical emergency',
      'court-order': 'an order of a court',
      audit: 'a check of the program that the law allows',
      research: 'a study that the law allows',
      'public-health': 'public health, with no name',
      'the-person': 'my own wish',
      'report-by-law': 'a report that the law asks for',
    },
    ways: {
      screen: 'on a screen',
      print: 'on paper',
      export: 'as a file',
      mail: 'by mail',
      fax: 'by fax',
      api: 'from program to program',
      claim: 'with a bill',
      spoken: 'in words',
    },
  },
  es: {
    title: 'Quién recibió algo de mi expediente',
    lead: (on: string) => `Los últimos tres años, hecho el ${on}.`,
    none: 'No salió nada en este tiempo.',
    why: 'Por',
    how: 'Cómo',
    where: 'De',
    by: 'Lo envió',
    bases: {
      consent: 'mi permiso',
      emergency: 'una emergencia médica',
      'court-order': 'la orden de un juez',
      audit: 'una revisión del programa que la ley permite',
      research: 'un estudio que la ley permite',
      'public-health': 'salud pública, sin nombre',
      'the-person': 'mi propio deseo',
      'report-by-law': 'un aviso que la ley pide',
    },
    ways: {
      screen: 'en una pantalla',
      print: 'en papel',
      export: 'como archivo',
      mail: 'por correo',
      fax: 'por fax',
      api: 'de programa a programa',
      claim: 'con una cuenta',
      spoken: 'de palabra',
    },
  },
} as const;
