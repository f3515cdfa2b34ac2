/** Octets a content line may have, its break not counted (RFC 5545 §3.1). */
const LINE_OCTETS_MAX = 75;

/**
 * One content line folded by octets, never inside a character, with its CRLF.
 *
 * By octets and not by letters: one line too long, or half a character, and some readers drop the whole file.
 */
export function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > LINE_OCTETS_MAX) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return `${out}\r\n`;
}

function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** TEXT of RFC 5545 §3.3.11; control characters and halves of characters, which no calendar may hold, are left out. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|\n/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get through
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f\uFFFD]/g, '')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
