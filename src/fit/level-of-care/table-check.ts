/**
 * Whether a level-of-care table is whole and agrees with itself, over every input there is and not a sample of them
 * (table-boxes.ts says how). Each finding says where, why and, where there is one, for which answers.
 */
import type { Condition, InputRule, Inputs, Level, LevelOfCareTable } from './level-of-care.ts';
import { RISKS } from './level-of-care-inputs.ts';
import { everyValue, type MaskCondition, maskOf, masksOf } from './level-of-care-masks.ts';
import { type Box, type Decided, decidedParts, sizeOf, withValues } from './table-boxes.ts';
import { doseFindings } from './table-doses.ts';

/**
 * - `gap`: answers that no row decides
 * - `dead-row`: a row, flag or point that no answers reach
 * - `contradiction`: what two parts of the table say against each other
 * - `unknown`: an input, value, level or age that does not exist
 * - `dose`: hours or days that are not of their level
 * - `not-monotone`: one step more risk, and less care
 * - `too-large`: more cases than are worth telling apart, so that the rest was not checked
 */
export type FindingKind =
  | 'gap'
  | 'dead-row'
  | 'contradiction'
  | 'unknown'
  | 'dose'
  | 'not-monotone'
  | 'too-large';

export interface Finding {
  readonly kind: FindingKind;
  /** JSON path into the table: "$.rows[3].when.all[0].in[1]". */
  readonly path: string;
  readonly message: string;
  /** Answers that show it; null where it shows in the table itself. */
  readonly example: Inputs | null;
}

export interface TableCheck {
  readonly findings: readonly Finding[];
  /** How many combinations of answers were decided, all of them; and pairs one step of risk apart. */
  readonly combinations: number;
  readonly steps: number;
  /** The cases they fall into. */
  readonly cases: number;
}

/** Forty times those of the table in force; a table beyond that could not be read by a person either. */
const CASES_MAX = 1_000_000;

class TooManyCases extends Error {}

export function checkTable(
  table: LevelOfCareTable,
  rules: readonly InputRule[],
  risks: readonly string[] = RISKS,
): TableCheck {
  const findings = [
    ...unknownFindings(table, rules),
    ...contradictions(table, rules),
    ...doseFindings(table, rules),
  ];
  const counted = { combinations: 0, steps: 0, cases: 0 };
  const rows = table.rows.map(({ when }) => masksOf(when, rules));
  let walked = 0;
  function* parts(of: readonly MaskCondition[], whole: Box): Generator<Decided> {
    for (const part of decidedParts(of, whole)) {
      if (++walked > CASES_MAX) throw new TooManyCases();
      yield part;
    }
  }
  const walk: Walk = { table, rules, rows, risks, counted, parts };
  try {
    findings.push(...reachFindings(walk), ...markFindings(walk), ...stepFindings(walk));
  } catch (fault) {
    if (!(fault instanceof TooManyCases)) throw fault;
    const message = `The rows tell more than ${CASES_MAX} cases apart; the rest was not checked.`;
    findings.push({ kind: 'too-large', path: '$.rows', message, example: null });
  }
  return { findings, ...counted };
}

interface Walk {
  readonly table: LevelOfCareTable;
  readonly rules: readonly InputRule[];
  readonly rows: readonly MaskCondition[];
  readonly risks: readonly string[];
  readonly counted: { combinations: number; steps: number; cases: number };
  readonly parts: (rows: readonly MaskCondition[], whole: Box) => Generator<Decided>;
}

function first(parts: Iterable<Decided>, isIt: (part: Decided) => boolean): Decided | undefined {
  for (const part of parts) if (isIt(part)) return part;
  return undefined;
}

/** The most usual answers of a box. */
const exampleOf = (box: Box, rules: readonly InputRule[]): Inputs =>
  Object.fromEntries(
    rules.map(({ key, values }, index) => [
      key,
      values.find((_, at) => ((box[index] ?? 0) & (1 << at)) !== 0) ?? '',
    ]),
  );

/** Every answer decided, by every row. */
function reachFindings({ table, rules, rows, counted, parts }: Walk): Finding[] {
  const reached = new Set<number>();
  let open: Box | undefined;
  for (const { box, row } of parts(rows, everyValue(rules))) {
    counted.cases++;
    counted.combinations += sizeOf(box);
    if (row >= 0) reached.add(row);
    else open ??= box;
  }
  const findings: Finding[] = table.rows.flatMap(({ id }, row) => {
    if (reached.has(row)) return [];
    const alone = first(parts(rows.slice(row, row + 1), everyValue(rules)), (part) => part.row === 0);
    const message =
      alone === undefined
        ? `No answers can fulfil the condition of ${id}.`
        : `No answers reach ${id}: the rows above it decide all of its cases.`;
    const example = alone === undefined ? null : exampleOf(alone.box, rules);
    return [{ kind: 'dead-row' as const, path: `$.rows[${row}]`, message, example }];
  });
  if (open !== undefined) {
    const message = 'There are answers that no row decides.';
    findings.push({ kind: 'gap', path: '$.rows', message, example: exampleOf(open, rules) });
  }
  return findings;
}

/** Flags and points that nobody can have. */
function markFindings({ table, rules, rows, parts }: Walk): Finding[] {
  const dead = (path: string, id: string, isReached: boolean): Finding[] =>
    isReached
      ? []
      : [{ kind: 'dead-row', path, message: `Nobody can have ${id} at its levels.`, example: null }];
  const reaches = (when: Condition, levels: readonly string[] | undefined): boolean => {
    const isThere = ({ row }: Decided) => {
      const level = table.rows[row]?.result;
      return level !== undefined && level !== 'EMERGENCY' && (levels?.includes(level) ?? true);
    };
    const marked = parts([masksOf(when, rules)], everyValue(rules));
    return (
      first(marked, ({ box, row }) => row === 0 && first(parts(rows, box), isThere) !== undefined) !==
      undefined
    );
  };
  return [
    ...table.flags.flatMap(({ id, when, levels }, index) =>
      dead(`$.flags[${index}]`, id, reaches(when, levels)),
    ),
    ...table.points.flatMap(({ id, when }, index) =>
      dead(`$.points[${index}]`, id, reaches(when, undefined)),
    ),
  ];
}

/** One step more risk never yields a less intensive level; a referral stands outside the order. */
function stepFindings({ table, rules, rows, risks, counted, parts }: Walk): Finding[] {
  const found = new Map<string, Finding>();
  const rankOf = (row: number) => table.order.indexOf(table.rows[row]?.result as Level);
  for (const [rule, { key, values }] of rules.entries()) {
    if (!risks.includes(key)) continue;
    for (let value = 0; value + 1 < values.length; value++) {
      for (const lower of parts(rows, withValues(everyValue(rules), rule, 1 << value))) {
        const rank = rankOf(lower.row);
        counted.steps += sizeOf(lower.box);
        if (rank <= 0) continue;
        for (const higher of parts(rows, withValues(lower.box, rule, 2 << value))) {
          const other = rankOf(higher.row);
          if (other < 0 || other >= rank) continue;
          const [from, to] = [table.rows[lower.row]?.id, table.rows[higher.row]?.id];
          const name = `${key} ${value} ${from} ${to}`;
          if (found.has(name)) continue;
          const levels = `${table.order[rank]} by ${from}, ${table.order[other]} by ${to}`;
          found.set(name, {
            kind: 'not-monotone',
            path: `$.rows[${higher.row}]`,
            message: `${key} from ${values[value]} to ${values[value + 1]} lowers the level: ${levels}.`,
            example: { ...exampleOf(higher.box, rules), [key]: values[value] ?? '' },
          });
        }
      }
    }
  }
  return [...found.values()];
}

/** Inputs and values in conditions that nobody can give. */
function unknownFindings(table: LevelOfCareTable, rules: readonly InputRule[]): Finding[] {
  const say = (path: string, message: string): Finding[] => [
    { kind: 'unknown', path, message, example: null },
  ];
  const visit = (condition: Condition, path: string): Finding[] => {
    if ('all' in condition) return condition.all.flatMap((part, at) => visit(part, `${path}.all[${at}]`));
    if ('any' in condition) return condition.any.flatMap((part, at) => visit(part, `${path}.any[${at}]`));
    const rule = rules.find(({ key }) => key === condition.key);
    if (rule === undefined) return say(`${path}.key`, `There is no input "${condition.key}".`);
    if ('in' in condition) {
      const offered = rule.values.map(String);
      return condition.in.flatMap((value, at) =>
        offered.includes(value)
          ? []
          : say(`${path}.in[${at}]`, `${rule.key} is never "${value}": ${offered.join(', ')}.`),
      );
    }
    return maskOf(condition, rule) === 0 ? say(path, `No value of ${rule.key} can fulfil this.`) : [];
  };
  const parts = { rows: table.rows, flags: table.flags, points: table.points };
  return [
    ...Object.entries(parts).flatMap(([name, marks]) =>
      marks.flatMap(({ when }, index) => visit(when, `$.${name}[${index}].when`)),
    ),
    ...table.rows.flatMap(({ result }, index) =>
      result === 'REFER_MH' || table.order.includes(result)
        ? []
        : say(`$.rows[${index}].result`, `${result} has no place in the order of levels.`),
    ),
  ];
}

/** What decides when something required is missing. */
const INCOMPLETE_ROW = 'G9';

/** What two parts of the table say against each other, and gates that would not work as such. */
function contradictions(table: LevelOfCareTable, rules: readonly InputRule[]): Finding[] {
  const findings: Finding[] = [];
  const say = (path: string, message: string) =>
    findings.push({ kind: 'contradiction', path, message, example: null });
  for (const [name, marks] of Object.entries({
    rows: table.rows,
    flags: table.flags,
    points: table.points,
  })) {
    const seen = new Set<string>(name === 'rows' ? [INCOMPLETE_ROW] : []);
    for (const [index, { id }] of marks.entries()) {
      if (seen.has(id)) say(`$.${name}[${index}].id`, `"${id}" is taken.`);
      seen.add(id);
    }
  }
  if (new Set(table.order).size < table.order.length) say('$.order', 'A level stands in it twice.');
  if (table.order.includes('REFER_MH')) say('$.order', 'A referral is neither more nor less intensive.');
  const firstLevel = table.rows.findIndex(({ stage }) => stage === 'level');
  const conditions = table.rows.map(({ when }) => canonical(masksOf(when, rules)));
  for (const [index, row] of table.rows.entries()) {
    const path = `$.rows[${index}]`;
    if (row.stage === 'gate' && firstLevel >= 0 && index > firstLevel)
      say(`${path}.stage`, `The gate ${row.id} stands below the level ${table.rows[firstLevel]?.id}.`);
    if ((row.stage === 'gate') !== (row.result === 'EMERGENCY'))
      say(`${path}.result`, `${row.id}: gates, and only they, lead to EMERGENCY, however much is missing.`);
    for (const [before, other] of table.rows.slice(0, index).entries()) {
      if (other.result === row.result) continue;
      if (conditions[before] === conditions[index])
        say(`${path}.when`, `${other.id} and ${row.id} ask for the same and lead elsewhere.`);
      if (other.reason.en === row.reason.en || other.reason.es === row.reason.es)
        say(`${path}.reason`, `${other.id} and ${row.id} have the same reason and lead elsewhere.`);
    }
  }
  return findings;
}

/** The same words for the same condition, in whatever order its parts stand. */
function canonical(condition: MaskCondition): string {
  if ('mask' in condition) return `${condition.rule}:${condition.mask}`;
  const parts = 'all' in condition ? condition.all : condition.any;
  const words = [...new Set(parts.map(canonical))].sort();
  return words.length === 1 ? (words[0] ?? '') : `${'all' in condition ? 'all' : 'any'}(${words.join(' ')})`;
}
