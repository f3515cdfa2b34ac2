import { cpus, release, totalmem, type } from 'node:os';

/** One measured number, with the bar it is held to where there is one. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** How it was measured, in a few words. */
  readonly how?: string;
}

/** A bench: what it measured, in the order to read it. Yields each figure as soon as it is known. */
export type Bench = (words: readonly string[]) => AsyncIterable<Figure>;

/** Every figure depends on the machine, so it stands above them. */
export function machineInWords(): string {
  const cores = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${memory} GB of memory, ${type()} ${release()}, Node ${process.versions.node}`;
}

export const keepsBar = ({ value, atMost = Infinity, atLeast = -Infinity }: Figure): boolean =>
  value <= atMost && value >= atLeast;

export function figureInWords(figure: Figure): string {
  const { what, value, unit, atMost, atLeast, how } = figure;
  const number = value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
  const bar = atMost !== undefined ? `at most ${atMost}` : atLeast !== undefined ? `at least ${atLeast}` : '';
  const verdict = bar === '' ? '' : keepsBar(figure) ? `  (${bar}: kept)` : `  (${bar}: MISSED)`;
  return `  ${what.padEnd(52)} ${number.padStart(9)} ${unit}${verdict}${how ? `\n      ${how}` : ''}`;
}

/** The value that `share` of the samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
