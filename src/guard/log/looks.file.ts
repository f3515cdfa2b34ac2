import { listAsCsv, listAsPdf } from '../paper.ts';
import type { Look } from './looks.store.ts';

const COLUMNS = ['at', 'who', 'role', 'record code', 'category', 'purpose', 'how', 'care team', 'request'];

/** Looks as a table, instants in UTC. */
export const looksCsv = (looks: readonly Look[]): string =>
  listAsCsv([
    COLUMNS,
    ...looks.map((look) => [
      look.at,
      look.who ?? '',
      look.role,
      look.recordCode ?? '',
      look.category,
      look.purpose,
      look.verb,
      look.isOnTeam ? 'yes' : 'no',
      look.request,
    ]),
  ]);

/** Looks on paper, a request of one person at a time, with the times of the program's wall. */
export function looksPdf(
  looks: readonly Look[],
  { language, zone, now }: { language: 'en' | 'es'; zone: string; now: Date },
): Promise<Uint8Array> {
  const t = WORDS[language];
  const time = new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  const entries = [...Map.groupBy(looks, ({ request, participant }) => `${request} ${participant}`).values()];
  return listAsPdf({
    title: t.title,
    lead: t.lead(time.format(now), looks.length),
    none: t.none,
    entries: entries.flatMap((rows) => {
      const [look] = rows;
      if (look === undefined) return [];
      return [
        {
          heading: `${time.format(new Date(look.at))}: ${look.who ?? look.role}`,
          lines: [
            `${t.person}: ${look.recordCode ?? '-'}`,
            `${t.seen}: ${rows.map(({ category }) => category).join(', ')}`,
            `${t.role}: ${look.role}. ${t.why}: ${look.purpose}${look.verb === 'export' ? `. ${t.file}` : ''}`,
            `${t.request}: ${look.request}`,
          ],
        },
      ];
    }),
    language,
    now,
  });
}

const WORDS = {
  en: {
    title: 'Who looked at what',
    lead: (on: string, count: number) => `${count} looks, the newest first, made on ${on}.`,
    none: 'No look like that.',
    person: 'Record code',
    seen: 'Seen',
    role: 'Role',
    why: 'Why',
    file: 'Taken away as a file',
    request: 'Request',
  },
  es: {
    title: 'Quién miró qué',
    lead: (on: string, count: number) => `${count} registros, los más nuevos primero, hecho el ${on}.`,
    none: 'Nada así.',
    person: 'Código',
    seen: 'Visto',
    role: 'Puesto',
    why: 'Por qué',
    file: 'Se llevó como archivo',
    request: 'Solicitud',
  },
} as const;
