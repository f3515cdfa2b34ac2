import type { PartCopied } from './record.store.ts';
import { ABOUT, CUT, columnWords, type Language, MADE, NO, TITLE, YES } from './words.ts';

const PAGE = { size: 'LETTER', margin: 54 } as const;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** Minutes that are a time on the wall: of a day, or of a week that begins on Monday. */
const CLOCKS: Readonly<Record<string, 'day' | 'week'>> = {
  quiet_from: 'day',
  quiet_until: 'day',
  start_minute: 'week',
  end_minute: 'week',
};
const A_MONDAY = Date.UTC(2024, 0, 1);
/** Deeper than anything that is kept; what is deeper still is written as it is. */
const DEPTH_MAX = 6;

interface How {
  readonly language: Language;
  readonly zone: string;
  readonly now: Date;
}

/** The copy to read, print and keep: tagged text in the person's language. */
export async function paperOf(parts: readonly PartCopied[], how: How): Promise<Uint8Array> {
  const { default: Pdf } = await import('pdfkit');
  const { language, now } = how;
  const pdf = new Pdf({
    ...PAGE,
    lang: language,
    tagged: true,
    displayTitle: true,
    info: { Title: TITLE[language], Producer: '', Creator: '', CreationDate: now },
  });
  const pieces: Buffer[] = [];
  pdf.on('data', (piece: Buffer) => pieces.push(piece));
  const done = new Promise<void>((end) => pdf.on('end', () => end()));
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  const say = (kind: 'H1' | 'H2' | 'P', words: string, size: number, isBold = false) => {
    whole.add(
      pdf.struct(kind, {}, () => {
        pdf
          .font(isBold ? 'Helvetica-Bold' : 'Helvetica')
          .fontSize(size)
          .text(words, { paragraphGap: kind === 'P' ? 5 : 3 });
      }),
    );
  };
  say('H1', TITLE[language], 18, true);
  say('P', MADE[language](dayWords(now.toISOString(), how)), 10);
  say('P', ABOUT[language], 10);
  for (const { title, isCut, rows } of parts) {
    say('H2', title, 13, true);
    if (isCut) say('P', CUT[language], 10);
    for (const row of rows) say('P', linesOf(row, how).join('\n'), 10);
  }
  whole.end();
  pdf.end();
  await done;
  return new Uint8Array(Buffer.concat(pieces));
}

/** "Decided: IOP", one line a thing; what holds more things stands further in. */
export function linesOf(row: Readonly<Record<string, unknown>>, how: How, depth = 0): readonly string[] {
  const indent = '   '.repeat(depth);
  return Object.entries(row).flatMap(([column, value]) => {
    const label = columnWords(column, how.language);
    if (isObject(value) && depth < DEPTH_MAX) {
      return [`${indent}${label}:`, ...linesOf(value, how, depth + 1)];
    }
    if (Array.isArray(value) && value.some(isObject) && depth < DEPTH_MAX) {
      return [
        `${indent}${label}:`,
        ...value.flatMap((item) =>
          isObject(item) ? linesOf(item, how, depth + 1) : [`${indent}   ${valueWords(item, how)}`],
        ),
      ];
    }
    const clock = CLOCKS[column];
    const words =
      clock !== undefined && typeof value === 'number'
        ? clockWords(value, clock, how.language)
        : valueWords(value, how);
    return [`${indent}${label}: ${words}`];
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueWords(value: unknown, how: How): string {
  if (Array.isArray(value)) return value.map((item) => valueWords(item, how)).join(', ');
  if (typeof value === 'boolean') return (value ? YES : NO)[how.language];
  if (typeof value === 'string') return INSTANT.test(value) ? dayWords(value, how) : value;
  return value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : `${value}`;
}

const dayWords = (at: string, { language, zone }: How): string =>
  new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'long', timeStyle: 'short' })
    .format(new Date(at))
    .replace(/[\u202f\u00a0]/g, ' ');

const clockWords = (minute: number, of: 'day' | 'week', language: Language): string =>
  new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    timeZone: 'UTC',
    hour: 'numeric',
    minute: '2-digit',
    ...(of === 'week' ? { weekday: 'long' } : {}),
  })
    .format(A_MONDAY + minute * 60_000)
    .replace(/[\u202f\u00a0]/g, ' ');
