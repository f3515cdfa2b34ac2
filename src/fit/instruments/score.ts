/** Answers → score, sub-scores, band, completeness and safety, by the rules in the instrument's file alone. Pure. */
import type { Gate, Instrument, Outcome, Scoring } from './instrument.ts';
import { outcomeOf, type Result } from './score-outcome.ts';
import { type Answers, faultsOf, type Given, pointsOf, settleFacts, settleSheet } from './score-sheet.ts';

export interface Scored {
  readonly instrument: string;
  /** Kept beside a stored score: what it rests on. */
  readonly ruleVersion: string;
  /**
   * "incomplete" may still carry what is certain: a positive class, a count so far with the band it cannot leave.
   * "inconsistent" and "invalid" never carry a score.
   */
  readonly status: 'complete' | 'prorated' | 'incomplete' | 'invalid' | 'inconsistent';
  /** Points, or the name of a level ("HIGH", "POSITIVE"); null where there is none or no total exists. */
  readonly score: number | string | null;
  readonly band: string | null;
  readonly subscores: Readonly<Record<string, number | null>>;
  readonly flags: readonly string[];
  /** "INVALID:item5", "INVALID:length", "INCONSISTENT:item1=0": why there is no score. */
  readonly faults: readonly string[];
  /** Numbers, from 1, of the items that should have been answered; none where the form was refused. */
  readonly missing: readonly number[];
  /** At or above the instrument's cut; null when it has none or it is not certain yet. */
  readonly isPositive: boolean | null;
  /** What the safety items say, whatever else is on the form; null when there are none. */
  readonly safety: 'alert' | 'unanswered' | 'clear' | null;
}

/**
 * Answers come in the order of `daybridge.items`, null for unanswered, exactly as many as there are items. Nothing is
 * coerced, clamped or filled in but by a published skip rule.
 */
export function scoreInstrument(instrument: Instrument, answers: Answers, given: Given = {}): Scored {
  const rules = instrument.daybridge;
  const facts = settleFacts(rules, given);
  const invalid = faultsOf(rules, answers, facts);
  if (invalid.length > 0) return refused(rules, answers, { status: 'invalid', faults: invalid, flags: [] });

  if (rules.gate !== undefined) {
    const gate = facts.known[rules.gate.ask] ?? null;
    if (gate === null) return scored(rules, answers, gateOpen(rules.gate), NONE);
    if (gate === rules.gate.closedBy) {
      if (!answers.some((answer) => answer !== null && answer > 0))
        return scored(rules, answers, gateClosed(rules.gate, rules.outcome), NONE);
      return refused(rules, answers, { status: 'inconsistent', faults: [rules.gate.conflict], flags: [] });
    }
  }

  const sheet = settleSheet(rules, answers, facts.known);
  if (sheet.faults.length > 0)
    return refused(rules, answers, { status: 'inconsistent', faults: sheet.faults, flags: sheet.flags });
  return scored(rules, answers, outcomeOf(rules.outcome, sheet, facts.known), sheet.missing);
}

const NONE: readonly number[] = [];

const gateOpen = ({ unansweredFlag }: Gate): Result => ({
  status: 'incomplete',
  score: null,
  band: null,
  flags: [unansweredFlag],
  isPositive: null,
});

const gateClosed = ({ score, band }: Gate, outcome: Outcome): Result => ({
  status: 'complete',
  score,
  band,
  flags: [],
  isPositive: outcome.kind === 'sum' && outcome.positiveFrom !== undefined ? false : null,
});

function scored(rules: Scoring, answers: Answers, result: Result, missing: readonly number[]): Scored {
  const safety = safetyOf(rules, answers, missing);
  return {
    instrument: rules.id,
    ruleVersion: rules.ruleVersion,
    status: result.status,
    score: result.score,
    band: result.band,
    subscores: result.subscores ?? {},
    flags: safety.flag === undefined ? result.flags : [safety.flag, ...result.flags],
    faults: [],
    missing,
    isPositive: result.isPositive,
    safety: safety.state,
  };
}

/** Without a score, but never without what the safety items said. */
function refused(
  rules: Scoring,
  answers: Answers,
  why: Pick<Scored, 'faults' | 'flags'> & { readonly status: 'invalid' | 'inconsistent' },
): Scored {
  const points = rules.items.map((item, index) => pointsOf(item, answers[index]));
  const blank = points.flatMap((value, index) => (value === null ? [index + 1] : []));
  const { outcome } = rules;
  const isWorst =
    outcome.kind === 'triage' &&
    outcome.levels[0]?.items.some((item) => (points[item - 1] ?? 0) > 0) === true;
  const safety = safetyOf(rules, answers, blank);
  return {
    instrument: rules.id,
    ruleVersion: rules.ruleVersion,
    status: why.status,
    score: null,
    band: isWorst ? outcome.established : null,
    subscores: {},
    flags: safety.flag === undefined ? why.flags : [safety.flag, ...why.flags],
    faults: why.faults,
    missing: NONE,
    isPositive: isWorst ? true : null,
    safety: safety.state,
  };
}

interface SafetyFound {
  readonly state: Scored['safety'];
  readonly flag?: string | undefined;
}

function safetyOf({ safety, items }: Scoring, answers: Answers, blank: readonly number[]): SafetyFound {
  if (safety === undefined) return { state: null };
  // An answer above the scale alerts too: better a needless call than a missed one.
  const isAlert = safety.items.some((item) => {
    const answer = answers[item - 1];
    return typeof answer === 'number' && answer >= safety.from;
  });
  if (isAlert) return { state: 'alert', flag: safety.flag };
  if (!safety.items.some((item) => blank.includes(item))) return { state: 'clear' };
  // In a form of another length it is not known which answer is missing.
  return { state: 'unanswered', flag: answers.length === items.length ? safety.unansweredFlag : undefined };
}
