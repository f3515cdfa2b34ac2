/** What changed between two responses to one instrument, and where a series is going, by the file's own rules. Pure. */
import type { ChangeRule, Instrument } from './instrument.ts';
import type { Scored } from './score.ts';

export type Compared = Pick<Scored, 'instrument' | 'ruleVersion' | 'score' | 'status'>;

export type Change =
  /** Another instrument, other rules, or no agreed size of change. */
  | { readonly kind: 'not-comparable' }
  /** One of the two has no score. */
  | { readonly kind: 'no-score' }
  | {
      readonly kind: 'compared';
      /** Points, the later less the earlier. */
      readonly points: number;
      /** Whether it is more than noise. */
      readonly direction: 'better' | 'worse' | 'no-reliable-change';
      /** The score fell by the share that counts as a response; null where the instrument has no such rule. */
      readonly isResponse: boolean | null;
      /** The later score is in remission. */
      readonly isRemission: boolean | null;
      /** The score went up by as much as counts as deterioration. */
      readonly isDeterioration: boolean | null;
    };

export function changeBetween(instrument: Instrument, earlier: Compared, later: Compared): Change {
  const { id, ruleVersion, change } = instrument.daybridge;
  const isOurs = (one: Compared) => one.instrument === id && one.ruleVersion === ruleVersion;
  if (change.kind === 'none' || !isOurs(earlier) || !isOurs(later)) return { kind: 'not-comparable' };
  const [before, after] = [totalOf(earlier), totalOf(later)];
  if (before === null || after === null) return { kind: 'no-score' };
  return compare(change, before, after);
}

/** A total that may stand in a chart: not the count so far of an unfinished form. */
const totalOf = ({ score, status }: Compared): number | null =>
  typeof score === 'number' && (status === 'complete' || status === 'prorated') ? score : null;

function compare(rule: ChangeRule & { kind: 'total' }, before: number, after: number): Change {
  const points = after - before;
  const gain = gainOf(rule, before, after);
  return {
    kind: 'compared',
    points,
    direction:
      gain >= rule.reliablePoints ? 'better' : gain <= -rule.reliablePoints ? 'worse' : 'no-reliable-change',
    isResponse:
      rule.responseShare === undefined ? null : before > 0 && before - after >= before * rule.responseShare,
    isRemission: rule.remissionBelow === undefined ? null : after < rule.remissionBelow,
    isDeterioration: rule.deteriorationPoints === undefined ? null : points >= rule.deteriorationPoints,
  };
}

const gainOf = ({ better }: ChangeRule & { kind: 'total' }, before: number, after: number): number =>
  better === 'lower' ? before - after : after - before;

/**
 * A series in one word, for a chart's caption:
 * - "not-for-change": the instrument has no agreed size of change;
 * - "too-few": fewer than two scores;
 * - "worsening": the last is reliably worse than the first;
 * - "losing-ground": reliably worse than the best since the first, though not than the first;
 * - "remission": the last is in remission;
 * - "improving": the last is reliably better than the first;
 * - "steady": none of these.
 */
export type Trend =
  | 'not-for-change'
  | 'too-few'
  | 'worsening'
  | 'losing-ground'
  | 'remission'
  | 'improving'
  | 'steady';

/** Responses in the order of time. Those without a score, or by other rules, are passed over. */
export function trendOf(instrument: Instrument, series: readonly Compared[]): Trend {
  const { id, ruleVersion, change: rule } = instrument.daybridge;
  if (rule.kind === 'none') return 'not-for-change';
  const totals = series
    .filter((one) => one.instrument === id && one.ruleVersion === ruleVersion)
    .map(totalOf)
    .filter((total) => total !== null);
  const [first] = totals;
  const last = totals.at(-1);
  if (first === undefined || last === undefined || totals.length < 2) return 'too-few';
  const best = rule.better === 'lower' ? Math.min(...totals) : Math.max(...totals);
  const gain = gainOf(rule, first, last);
  if (gain <= -rule.reliablePoints) return 'worsening';
  if (gainOf(rule, best, last) <= -rule.reliablePoints) return 'losing-ground';
  if (rule.remissionBelow !== undefined && last < rule.remissionBelow) return 'remission';
  return gain >= rule.reliablePoints ? 'improving' : 'steady';
}
