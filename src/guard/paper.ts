/** One entry of a list on paper. */
export interface Entry {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** A list to read and to keep, as PDF/UA-tagged text in the reader's language. */
export async function listAsPdf({
  title,
  lead,
  none,
  entries,
  language,
  now,
}: {
  readonly title: string;
  readonly lead: string;
  /** Said where there is no entry. */
  readonly none: string;
  readonly entries: readonly Entry[];
  readonly language: 'en' | 'es';
  readonly now: Date;
}): Promise<Uint8Array> {
  const { default: Pdf } = await import('pdfkit');
  const pdf = new Pdf({
    size: 'LETTER',
    margin: 54,
    lang: language,
    tagged: true,
    displayTitle: true,
    info: { Title: title, Producer: '', Creator: '', CreationDate: now },
  });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<void>((end) => pdf.on('end', () => end()));
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  const say = (kind: 'H1' | 'H2' | 'P', words: string, size: number, font: string) => {
    whole.add(
      pdf.struct(kind, {}, () => {
        pdf
          .font(font)
          .fontSize(size)
          .text(words, { paragraphGap: kind === 'P' ? 4 : 2 });
      }),
    );
  };
  say('H1', title, 18, 'Helvetica-Bold');
  say('P', lead, 10, 'Helvetica');
  if (entries.length === 0) say('P', none, 11, 'Helvetica');
  for (const { heading, lines } of entries) {
    say('H2', heading, 11, 'Helvetica-Bold');
    say('P', lines.join('\n'), 10, 'Helvetica');
  }
  whole.end();
  pdf.end();
  await done;
  return new Uint8Array(Buffer.concat(parts));
}

/** RFC 4180. A cell that a spreadsheet would take for a formula is led by an apostrophe. */
export const listAsCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');

const cell = (words: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
  return `"${harmless.replaceAll('"', '""')}"`;
};
