/** The doses of a table against the hours that make a level what it is. */
import type { DoseStep, InputRule, LevelOfCareTable } from './level-of-care.ts';
import type { Finding } from './table-check.ts';

/**
 * Minutes a week below or above which care is no longer of that level, whatever a table says.
 *
 * @see field guide 2.3; 42 CFR 410.43 (PHP 20 h), SAMHSA Advisory 2021 (IOP 9 h adults, 6 h adolescents)
 */
const LIMITS: Readonly<Record<string, Readonly<Record<string, readonly [least: number, most: number]>>>> = {
  adult: { OP: [60, 539], IOP: [540, 1140], PHP: [1200, 1800] },
  adolescent: { OP: [60, 359], IOP: [360, 1140], PHP: [1200, 1800] },
};
const PHP_DAYS_MIN = 5;
const HOUR_MINUTES = 60;

export function doseFindings(table: LevelOfCareTable, rules: readonly InputRule[]): Finding[] {
  const ages = (rules.find(({ key }) => key === 'age')?.values ?? []).map(String);
  const given = new Set<string>(table.rows.map(({ result }) => result));
  const findings: Finding[] = [];
  for (const [age, levels] of Object.entries(table.doses)) {
    const path = `$.doses.${age}`;
    if (!ages.includes(age)) findings.push(unknown(path, `There is no age "${age}": ${ages.join(', ')}.`));
    for (const [level, steps] of Object.entries(levels)) {
      if (given.has(level)) findings.push(...stepFindings(`${path}.${level}`, age, level, steps));
      else findings.push(unknown(`${path}.${level}`, `No row results in ${level}.`));
    }
  }
  for (const age of ages) {
    for (const level of Object.keys(LIMITS[age] ?? {})) {
      if (given.has(level) && table.doses[age]?.[level] === undefined)
        findings.push(wrong(`$.doses.${age}`, `There is no dose of ${level} for an ${age}.`, { age }));
    }
  }
  for (const [index, { levels = [] }] of table.flags.entries()) {
    for (const [at, level] of levels.entries()) {
      if (!given.has(level))
        findings.push(unknown(`$.flags[${index}].levels[${at}]`, `No row results in ${level}.`));
    }
  }
  return findings;
}

function stepFindings(path: string, age: string, level: string, steps: readonly DoseStep[]): Finding[] {
  const [least, most] = LIMITS[age]?.[level] ?? [0, Number.POSITIVE_INFINITY];
  return steps.flatMap((step, index) => {
    const say = (isRight: boolean, field: string, message: string) =>
      isRight ? [] : [wrong(`${path}[${index}].${field}`, message, { age })];
    const before = steps[index - 1];
    const { minutes, minutesMin, minutesMax, days, minutesPerDayMax, weekly, pointsFrom } = step;
    const limits = `${level} is ${least} to ${most} minutes a week for an ${age}.`;
    return [
      ...say(
        before === undefined ? pointsFrom === 0 : pointsFrom > before.pointsFrom,
        'pointsFrom',
        'Steps begin at 0 points and rise.',
      ),
      ...say(before === undefined || minutes >= before.minutes, 'minutes', 'More points, fewer minutes.'),
      ...say(minutesMin >= least, 'minutesMin', limits),
      ...say(minutesMax <= most, 'minutesMax', limits),
      ...say(
        minutesMin <= minutes && minutes <= minutesMax,
        'minutes',
        'The start is not within its own range.',
      ),
      ...say(
        days * minutesPerDayMax >= minutes,
        'minutesPerDayMax',
        `${days} days of ${minutesPerDayMax} minutes do not hold ${minutes}.`,
      ),
      ...say(level !== 'PHP' || days >= PHP_DAYS_MIN, 'days', `PHP is at least ${PHP_DAYS_MIN} days a week.`),
      ...say(
        weekly.hoursMin <= weekly.hoursMax &&
          weekly.hoursMin * HOUR_MINUTES >= least &&
          weekly.hoursMax * HOUR_MINUTES <= most,
        'weekly',
        limits,
      ),
      ...say(
        weekly.days === null || weekly.days === days,
        'weekly.days',
        `The dose itself is on ${days} days.`,
      ),
    ];
  });
}

const unknown = (path: string, message: string): Finding => ({
  kind: 'unknown',
  path,
  message,
  example: null,
});
const wrong = (path: string, message: string, example: Readonly<Record<string, string>>): Finding => ({
  kind: 'dose',
  path,
  message,
  example,
});
