/** What must be true of any level-of-care table, tried on invented people. @see field guide 2.4, property tests */
import {
  type Condition,
  type InputRule,
  type Inputs,
  type LevelOfCareTable,
  recommend,
} from './level-of-care.ts';
import { compileTable } from './level-of-care-compiled.ts';
import { RISKS } from './level-of-care-inputs.ts';

export interface Property {
  readonly rule: string;
  readonly tried: number;
  /** The first invented person for whom it was not so. */
  readonly broken: Inputs | null;
}

/** Invented complete answers, about half of them usual, the same for the same seed. */
export function randomInputs(rules: readonly InputRule[], seed: number): () => Inputs {
  const pick = randomIndex(seed);
  return () =>
    Object.fromEntries(
      rules.map(({ key, values }) => [key, values[pick(2) === 0 ? 0 : pick(values.length)] ?? '']),
    );
}

/** Whole numbers below a bound, by a 32-bit xorshift (Marsaglia 2003). */
function randomIndex(seed: number): (below: number) => number {
  let state = seed === 0 ? 1 : seed | 0;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

export function tableProperties(
  table: LevelOfCareTable,
  rules: readonly InputRule[],
  { tries, seed }: { readonly tries: number; readonly seed: number },
): readonly Property[] {
  const compiled = compileTable(table, rules);
  const levelOf = (inputs: Inputs) => compiled.judge(inputs).level;
  const pick = randomIndex(seed + 1);
  const rankOf = (inputs: Inputs) => table.order.indexOf(levelOf(inputs) as never);
  const risks = rules.filter(({ key }) => RISKS.some((risk) => risk === key));

  const holdsFor: Readonly<Record<string, (inputs: Inputs) => boolean>> = {
    'complete answers have one result, and the same again': (inputs) =>
      levelOf(inputs) !== 'INCOMPLETE' && levelOf(inputs) === levelOf({ ...inputs }),
    'one step more of a risk is never less care': (inputs) => {
      const { key, values } = risks[pick(risks.length)] as InputRule;
      const worse = values[values.indexOf(inputs[key] ?? '') + 1];
      if (worse === undefined) return true;
      const [before, after] = [rankOf(inputs), rankOf({ ...inputs, [key]: worse })];
      return before < 0 || after < 0 || after >= before;
    },
    'what is missing gives no level, and closes no gate but its own': (inputs) => {
      const { key, isRequired } = rules[pick(rules.length)] as InputRule;
      const { [key]: _, ...rest } = inputs;
      const gate = table.rows.find(({ id, stage }) => stage === 'gate' && id === compiled.judge(inputs).row);
      if (gate !== undefined && !keysOf(gate.when).includes(key)) return levelOf(rest) === gate.result;
      return !isRequired || ['INCOMPLETE', 'EMERGENCY'].includes(levelOf(rest));
    },
    'readiness never opens or closes a gate': (inputs) => {
      const values = rules.find(({ key }) => key === 'readiness')?.values ?? [];
      const isGate = levelOf(inputs) === 'EMERGENCY';
      return values.every((readiness) => (levelOf({ ...inputs, readiness }) === 'EMERGENCY') === isGate);
    },
    'what would change the level does change it': (inputs) =>
      compiled
        .recommend(inputs)
        .flips.every(({ key, to, level }) => levelOf({ ...inputs, [key]: to }) === level),
    'the compiled table says what the table says': (inputs) => {
      const [fast, plain] = [compiled.recommend(inputs), recommend(table, rules, inputs)];
      return JSON.stringify(fast) === JSON.stringify(plain);
    },
  };
  return Object.entries(holdsFor).map(([rule, isTrue]) => {
    const next = randomInputs(rules, seed);
    for (let tried = 1; tried <= tries; tried++) {
      const inputs = next();
      if (!isTrue(inputs)) return { rule, tried, broken: inputs };
    }
    return { rule, tried: tries, broken: null };
  });
}

const keysOf = (condition: Condition): readonly string[] =>
  'all' in condition
    ? condition.all.flatMap(keysOf)
    : 'any' in condition
      ? condition.any.flatMap(keysOf)
      : [condition.key];
