/** A line that is longer cannot be an assessment. */
export const LINE_BYTES_MAX = 64 * 1024;

const NEWLINE = 10;

/**
 * The lines of a stream of bytes, as many at a time as have come, without their ends; the last may lack one. It ends
 * with the first line that is too long, of which nothing more is kept in memory.
 */
export async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Uint8Array[]> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of source) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines: Uint8Array[] = [];
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      lines.push(bytes.subarray(from, end));
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > LINE_BYTES_MAX) {
      yield [...lines, rest];
      return;
    }
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [rest];
}
