import { createHash } from 'node:crypto';

const SEED = 'daybridge demo 1';

/** An id that is the same on every start: a UUID of version 4 made of a hash instead of chance. */
export function idOf(kind: string, key: string): string {
  const bytes = createHash('sha256').update(`${SEED}/${kind}/${key}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A number in [0, 1) that looks like chance and depends on the words alone. */
export const chanceOf = (...words: readonly (string | number)[]): number =>
  createHash('sha256')
    .update(`${SEED}/${words.join('/')}`)
    .digest()
    .readUInt32BE() /
  2 ** 32;
