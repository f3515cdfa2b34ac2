/** When somebody is told: rules over numbers and dates. Pure. */
import { changeBetween } from '../instruments/change.ts';
import type { Instrument } from '../instruments/instrument.ts';
import type { AlertEvidence, AlertKind } from './alert.store.ts';
import type { Condition } from './measures.schema.ts';
import type { Response } from './response.store.ts';

export interface AlertRule {
  readonly id: string;
  /** null: for everybody. */
  readonly participant: string | null;
  readonly condition: Condition;
  readonly dueHours: number;
  readonly isOn: boolean;
}

export interface RuleFacts {
  /** Newest first; those entered in error left out. */
  readonly responses: readonly Response[];
  /** Days since a check-in was opened that nobody sent; null when nothing waits. */
  readonly silentDays: number | null;
  readonly missedInRow: number;
}

export interface Fired {
  readonly rule: AlertRule;
  readonly kind: AlertKind;
  /** The response that raised it; null where no response did. */
  readonly response: string | null;
  readonly evidence: AlertEvidence;
}

const EMPTY: AlertEvidence = {
  instrument: null,
  score: null,
  band: null,
  items: [],
  before: null,
  days: null,
  missed: null,
};

/** What makes two rules the same rule: one person's takes the place of everybody's. */
export const subjectOf = (condition: Condition): string =>
  'instrument' in condition
    ? [condition.kind, condition.instrument, condition.kind === 'subscore' ? condition.subscore : ''].join(
        ' ',
      )
    : condition.kind;

/** The rules that hold for one person: their own first, everybody's where there is no own of the same subject. */
export function rulesFor(rules: readonly AlertRule[], participant: string): readonly AlertRule[] {
  const own = rules.filter((rule) => rule.participant === participant);
  const subjects = new Set(own.map(({ condition }) => subjectOf(condition)));
  const all = rules.filter((rule) => rule.participant === null && !subjects.has(subjectOf(rule.condition)));
  return [...own, ...all].filter(({ isOn }) => isOn);
}

/** The rules that fire now. A rule over answers looks at the newest response to its instrument alone. */
export const firedBy = (
  rules: readonly AlertRule[],
  facts: RuleFacts,
  instrumentOf: (id: string) => Instrument,
): readonly Fired[] => rules.flatMap((rule) => fire(rule, facts, instrumentOf) ?? []);

function fire(
  rule: AlertRule,
  facts: RuleFacts,
  instrumentOf: (id: string) => Instrument,
): Fired | undefined {
  const { condition } = rule;
  switch (condition.kind) {
    case 'silent':
      if (facts.silentDays === null || facts.silentDays < condition.days) return undefined;
      return { rule, kind: 'silent', response: null, evidence: { ...EMPTY, days: facts.silentDays } };
    case 'missed-sessions':
      if (facts.missedInRow < condition.inRow) return undefined;
      return {
        rule,
        kind: 'missed-sessions',
        response: null,
        evidence: { ...EMPTY, missed: facts.missedInRow },
      };
  }
  const series = facts.responses.filter(({ instrument }) => instrument === condition.instrument);
  const [newest] = series;
  if (newest === undefined) return undefined;
  const instrument = instrumentOf(condition.instrument);
  const evidence: AlertEvidence = {
    ...EMPTY,
    instrument: newest.instrument,
    score: newest.score,
    band: newest.band,
  };
  const told = { rule, response: newest.id };
  switch (condition.kind) {
    case 'score': {
      const isReached =
        typeof newest.score === 'number' &&
        (isHigherBetter(instrument) ? newest.score <= condition.at : newest.score >= condition.at);
      return isReached ? { ...told, kind: 'score', evidence } : undefined;
    }
    case 'subscore': {
      const value = newest.subscores[condition.subscore] ?? null;
      if (value === null) return undefined;
      const isLow = isLowWorse(instrument, condition.subscore);
      return (isLow ? value <= condition.at : value >= condition.at)
        ? { ...told, kind: 'score', evidence: { ...evidence, score: value } }
        : undefined;
    }
    case 'worse': {
      const earlier = series.slice(1).find(({ score }) => typeof score === 'number');
      if (earlier === undefined) return undefined;
      const change = changeBetween(instrument, earlier, newest);
      return change.kind === 'compared' && change.direction === 'worse'
        ? { ...told, kind: 'worse', evidence: { ...evidence, before: Number(earlier.score) } }
        : undefined;
    }
  }
}

const isHigherBetter = ({ daybridge: { id, change } }: Instrument): boolean =>
  change.kind === 'total' ? change.better === 'higher' : HIGHER_IS_BETTER.has(id);

/** Forms whose total is a strength, though no size of change is agreed. @see field guide 1.7 */
const HIGHER_IS_BETTER: ReadonlySet<string> = new Set(['barc-10']);

/** A sub-score whose low end is the sign in the instrument's own file: protective factors. */
const isLowWorse = ({ daybridge: { outcome } }: Instrument, key: string): boolean =>
  outcome.kind === 'subscores' &&
  outcome.signs.some((sign) => sign.kind === 'at-most' && sign.subscore === key);
