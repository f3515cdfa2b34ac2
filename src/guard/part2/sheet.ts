interface Page {
  readonly title: string;
  readonly lines: readonly string[];
  readonly foot: string;
  /** Across the page, pale: whose copy this is. */
  readonly mark?: string;
}

/** Pages to print, each beginning anew, as PDF. Nothing in it names what kind of program it comes from. */
export async function pagesOf(pages: readonly Page[], now: Date): Promise<Uint8Array> {
  const { default: Pdf } = await import('pdfkit');
  const pdf = new Pdf({
    size: 'LETTER',
    margin: 54,
    autoFirstPage: false,
    lang: 'en',
    tagged: true,
    displayTitle: true,
    info: { Title: 'For you', Producer: '', Creator: '', CreationDate: now },
  });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<void>((end) => pdf.on('end', () => end()));
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  let mark: string | undefined;
  // A page that runs over is marked as well.
  pdf.on('pageAdded', () => {
    if (mark !== undefined) watermark(pdf, mark);
  });
  for (const page of pages) {
    mark = page.mark;
    pdf.addPage();
    whole.add(
      pdf.struct(
        'H1',
        {},
        () => void pdf.font('Helvetica-Bold').fontSize(16).text(page.title, { paragraphGap: 8 }),
      ),
    );
    for (const line of [...page.lines, page.foot]) {
      whole.add(
        pdf.struct('P', {}, () => void pdf.font('Helvetica').fontSize(11).text(line, { paragraphGap: 6 })),
      );
    }
  }
  if (pages.length === 0) pdf.addPage();
  whole.end();
  pdf.end();
  await done;
  return new Uint8Array(Buffer.concat(parts));
}

function watermark(pdf: PDFKit.PDFDocument, words: string): void {
  const { x, y } = pdf;
  pdf.markContent('Artifact', { type: 'Page' });
  pdf.save().rotate(-35, { origin: [306, 396] });
  pdf.font('Helvetica-Bold').fontSize(20).fillColor('#767676', 0.35);
  for (const top of [196, 396, 596])
    pdf.text(words, 40, top, { width: 540, align: 'center', lineBreak: false });
  pdf.restore().endMarkedContent();
  pdf.fillColor('black', 1);
  pdf.x = x;
  pdf.y = y;
}
