import type { Rounding, UnitRule } from './codes.ts';

const UNIT_MINUTES = 15;
const MORE_THAN_HALF = 8;

/**
 * Units of 15 minutes for the services of one code on one day, each in minutes of presence.
 *
 * - `full15`: whole quarters only, of each service (Michigan: 15-29 minutes are 1)
 * - `midpoint`: more than half of the last quarter counts, of each service
 * - `eightMinute`: the same, of the day's sum (Medicare)
 * - `upTo15`: a begun quarter counts, of each service
 */
function quarters(round: Rounding, services: readonly number[]): number {
  const each: Record<Rounding, (minutes: number) => number> = {
    full15: (minutes) => Math.floor(minutes / UNIT_MINUTES),
    midpoint: (minutes) => Math.floor((minutes + UNIT_MINUTES - MORE_THAN_HALF) / UNIT_MINUTES),
    eightMinute: (minutes) => Math.floor((minutes + UNIT_MINUTES - MORE_THAN_HALF) / UNIT_MINUTES),
    upTo15: (minutes) => Math.ceil(minutes / UNIT_MINUTES),
  };
  const counted = round === 'eightMinute' ? [total(services)] : services;
  return total(counted.map(each[round]));
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** Psychotherapy by minutes; null where it was too short to be any. */
export function psychotherapyCode(minutes: number): '90832' | '90834' | '90837' | null {
  if (minutes < 16) return null;
  if (minutes <= 37) return '90832';
  return minutes <= 52 ? '90834' : '90837';
}

/** Units one rule gives for the services of a day, each in minutes of presence. Pure: the same minutes, the same units. */
export function unitsOf(rule: UnitRule, services: readonly number[]): number {
  const there = services.filter((minutes) => minutes > 0);
  switch (rule.kind) {
    case 'perDiem':
      return total(there) >= rule.minMinutes && there.length >= (rule.minServices ?? 1) ? 1 : 0;
    case 'timed15':
      return quarters(rule.round, there);
    case 'session':
      return Math.min(rule.maxPerDay, services.filter((minutes) => minutes >= rule.minMinutes).length);
    case 'psychotherapy':
      return there.filter((minutes) => psychotherapyCode(minutes) !== null).length;
  }
}

/** Medicare's payment of a day by how many services it had; null for a day without any. */
export const tierOf = (
  services: number,
  { fewServices, manyServices }: { readonly fewServices: number; readonly manyServices: number },
): number | null => (services < 1 ? null : services >= manyServices ? manyServices : fewServices);
