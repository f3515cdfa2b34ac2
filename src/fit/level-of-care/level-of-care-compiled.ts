/** A table made ready to judge many people: the same answers as `recommend`, some dozens of times as fast. */
import {
  type Condition,
  type Dose,
  decide,
  doseOf,
  type InputRule,
  type Inputs,
  type Level,
  type LevelOfCareTable,
  type Recommendation,
} from './level-of-care.ts';
import { classesOf, type MaskCondition, masksOf } from './level-of-care-masks.ts';

export interface CompiledTable {
  readonly table: LevelOfCareTable;
  /** Only the level and the row: for judging many again. */
  judge(given: Inputs): Judged;
  /** As `decide`. A value that no rule offers counts as not known. */
  decide(given: Inputs): Omit<Recommendation, 'flips'>;
  /** As `recommend`: with what would change the level, which takes by far the most time. */
  recommend(given: Inputs): Recommendation;
}

export interface Judged {
  readonly level: Recommendation['level'];
  readonly row: string;
}

type Flip = Recommendation['flips'][number];
type Test = () => boolean;

export function compileTable(table: LevelOfCareTable, rules: readonly InputRule[]): CompiledTable {
  /** For each rule the bit of the value at hand; 0 while it is not known. Everything below reads it. */
  const bits = new Int32Array(rules.length);
  const testOf = (condition: MaskCondition): Test => {
    if ('mask' in condition) {
      const { rule, mask } = condition;
      return () => ((bits[rule] ?? 0) & mask) !== 0;
    }
    const isAll = 'all' in condition;
    const parts = ('all' in condition ? condition.all : condition.any).map(testOf);
    return () => {
      for (const part of parts) if (part() !== isAll) return !isAll;
      return isAll;
    };
  };
  const compiled = (when: Condition) => testOf(masksOf(when, rules));

  const bitOf = rules.map(({ values }) => new Map(values.map((value, index) => [value, 1 << index])));
  const required = rules.flatMap(({ isRequired }, index) => (isRequired ? [index] : []));
  const tests = table.rows.map(({ when }) => compiled(when));
  const classes = classesOf(
    table.rows.map(({ when }) => masksOf(when, rules)),
    rules,
  );
  const firstLevel = table.rows.findIndex(({ stage }) => stage === 'level');
  const gatesEnd = firstLevel < 0 ? table.rows.length : firstLevel;
  const incomplete = decide(table, [{ key: '', isRequired: true, values: [] }], {});
  const judged: readonly Judged[] = table.rows.map(({ id, result }) => ({ level: result, row: id }));
  const consideredUpTo = table.rows.map((_, last) =>
    table.rows.slice(0, last + 1).map(({ id }, index) => ({ row: id, isMatch: index === last })),
  );
  const considered = table.rows.slice(0, gatesEnd).map(({ id }) => ({ row: id, isMatch: false }));
  const flags = table.flags.map(({ id, when, levels }) => ({ id, levels, test: compiled(when) }));
  const points = table.points.map(({ when }) => compiled(when));
  const doses = new Map<string, Dose | null>();

  const know = (given: Inputs) => {
    for (let index = 0; index < rules.length; index++) {
      const rule = rules[index] as InputRule;
      const value = given[rule.key];
      bits[index] = value === undefined ? (rule.isRequired ? 0 : 1) : (bitOf[index]?.get(value) ?? 0);
    }
  };
  const isComplete = () => {
    for (const index of required) if (bits[index] === 0) return false;
    return true;
  };
  /** The row that decides; -1 where something required is missing or no row fits. */
  const rowOf = (): number => {
    for (let row = 0; row < gatesEnd; row++) if (tests[row]?.()) return row;
    if (!isComplete()) return -1;
    for (let row = gatesEnd; row < tests.length; row++) if (tests[row]?.()) return row;
    return -1;
  };

  const doseFor = (given: Inputs, level: Level): Dose | null => {
    let earned = 0;
    for (const test of points) if (test()) earned++;
    const key = `${given.age ?? 'adult'} ${level} ${earned}`;
    let dose = doses.get(key);
    if (dose === undefined) {
      dose = doseOf(table, given, level);
      doses.set(key, dose);
    }
    return dose;
  };

  const missingNow = () =>
    isComplete() ? [] : required.flatMap((index) => (bits[index] === 0 ? [rules[index]?.key ?? ''] : []));

  const decideNow = (given: Inputs, at: number): Omit<Recommendation, 'flips'> => {
    const row = table.rows[at];
    const missing = missingNow();
    if (row === undefined) {
      const all = missing.length > 0 ? considered : table.rows.map(({ id }) => ({ row: id, isMatch: false }));
      return { ...incomplete, considered: all, missing };
    }
    const raised: string[] = [];
    if (row.result !== 'EMERGENCY') {
      for (const { id, levels, test } of flags)
        if ((levels === undefined || levels.includes(row.result)) && test()) raised.push(id);
    }
    return {
      version: table.version,
      level: row.result,
      row: row.id,
      reason: row.reason,
      forPerson: row.forPerson,
      considered: consideredUpTo[at] ?? [],
      missing,
      flags: raised,
      dose: doseFor(given, row.result),
    };
  };

  /** The nearest value of one input, stepping one way, that leads to another level. */
  const nearest = (index: number, step: 1 | -1, level: Level): Flip | undefined => {
    const { key, values } = rules[index] as InputRule;
    const before = bits[index] ?? 0;
    const at = before === 0 ? -1 : 31 - Math.clz32(before);
    let found: Flip | undefined;
    let tried = classes[index]?.[at] ?? -1;
    for (let other = at + step; found === undefined && other >= 0 && other < values.length; other += step) {
      const like = classes[index]?.[other] ?? -1;
      if (like === tried) continue;
      tried = like;
      bits[index] = 1 << other;
      const result = table.rows[rowOf()]?.result;
      if (result !== undefined && result !== level) found = { key, to: values[other] ?? '', level: result };
    }
    bits[index] = before;
    return found;
  };

  const flipsNow = (level: Level): Flip[] => {
    const flips: Flip[] = [];
    for (let index = 0; index < rules.length; index++) {
      const [up, down] = [nearest(index, 1, level), nearest(index, -1, level)];
      if (up !== undefined) flips.push(up);
      if (down !== undefined) flips.push(down);
    }
    return flips;
  };

  return {
    table,
    judge(given) {
      know(given);
      return judged[rowOf()] ?? { level: 'INCOMPLETE', row: 'G9' };
    },
    decide(given) {
      know(given);
      return decideNow(given, rowOf());
    },
    recommend(given) {
      know(given);
      const first = decideNow(given, rowOf());
      return { ...first, flips: first.level === 'INCOMPLETE' ? [] : flipsNow(first.level) };
    },
  };
}
