import { codeOf, type UnitRule } from './codes.ts';
import type { Level, PayerRules } from './payer-rules.ts';
import { billedMinutes, minutesBeside, type Service, type Standing } from './service.ts';
import { psychotherapyCode, tierOf, unitsOf } from './units.ts';

/** Who pays for a person, from a day on. */
export interface Coverage {
  readonly id: string;
  /** null: the person pays themself, and nobody else hears of it. */
  readonly payer: string | null;
  readonly level: Level;
  readonly since: string;
  readonly until: string | null;
}

/** What a payer agreed to, as far as counting against it goes. */
export interface Allowance {
  readonly id: string;
  readonly payer: string;
  readonly codes: readonly string[];
  readonly start: string;
  readonly end: string;
  /** Units, or days where the codes are by the day; 0 while nothing is approved. */
  readonly approved: number;
  readonly isOpen: boolean;
  readonly daysPerWeek: number | null;
  /** A physician's word that this much care is needed, where the payer asks for that instead. */
  readonly isCertification: boolean;
}

/** Why a line is not billable; each can be acted on, or is told as lost. */
export type Reason =
  | { readonly why: 'note-unsigned'; readonly notes: number; readonly dueAt: string }
  | { readonly why: 'plan-unsigned' }
  | { readonly why: 'no-consent' }
  | { readonly why: 'no-coverage' }
  | { readonly why: 'no-authorisation' }
  | { readonly why: 'no-certification' }
  | { readonly why: 'authorisation-waits' }
  | { readonly why: 'units-used-up' }
  | { readonly why: 'week-full'; readonly days: number }
  | {
      readonly why: 'short-day';
      readonly minutes: number;
      readonly needed: number;
      /** Minutes more in which they were there for what this payer does not pay: a meal, a walk, support. */
      readonly unpaid: number;
    }
  | { readonly why: 'too-short'; readonly minutes: number }
  | { readonly why: 'credential'; readonly needed: readonly string[] }
  | { readonly why: 'telehealth' }
  | { readonly why: 'no-primary-service' }
  | { readonly why: 'past-filing'; readonly on: string };
export type Why = Reason['why'];

/** What nobody can bring back; everything else is still to be saved. */
const LOST: ReadonlySet<Why> = new Set([
  'short-day',
  'too-short',
  'credential',
  'telehealth',
  'week-full',
  'past-filing',
  'no-primary-service',
]);
export const isLost = (reasons: readonly Reason[]): boolean => reasons.some(({ why }) => LOST.has(why));

export interface Line {
  readonly participant: string;
  readonly on: string;
  readonly payer: string | null;
  readonly coverage: string | null;
  readonly code: string;
  readonly units: number;
  readonly isDay: boolean;
  readonly minutes: number;
  readonly modifiers: readonly string[];
  readonly revenue: string;
  readonly place: string;
  readonly condition: string | null;
  /** Medicare's tier of the day. */
  readonly tier: number | null;
  readonly authorisation: string | null;
  readonly services: readonly string[];
  readonly reasons: readonly Reason[];
  /** The last day on which the claim may come in. */
  readonly fileBy: string | null;
}
/** Two lines of the same are the same: what went out once never goes out again. */
export const keyOf = ({ on, code, services }: Pick<Line, 'on' | 'code' | 'services'>): string =>
  `${on} ${code} ${[...services].sort()[0] ?? ''}`;

export interface Given {
  readonly services: readonly Service[];
  readonly standing: Standing;
  readonly coverages: readonly Coverage[];
  readonly allowances: readonly Allowance[];
  readonly rules: ReadonlyMap<string, PayerRules>;
  readonly today: string;
}

/**
 * Every line of one person's services, with its units, or with why it is not billable. Services of a day the person pays
 * themself, or keeps from the plan, give no line at all. Pure; what is used up is counted in the order of the days.
 */
export function linesOf(given: Given): readonly Line[] {
  const { services, standing, coverages, today } = given;
  const days = new Map<string, Service[]>();
  for (const service of services) days.set(service.on, [...(days.get(service.on) ?? []), service]);
  const lines: Line[] = [];
  const used = new Map<string, Used>();
  for (const [on, ofDay] of [...days].sort(([a], [b]) => a.localeCompare(b))) {
    const coverage = coverages.find(({ since, until }) => since <= on && (until === null || on <= until));
    if (coverage?.payer === null || standing.isKeptFromPlan(on)) continue;
    const rules = coverage === undefined ? undefined : given.rules.get(coverage.payer);
    const drafts =
      rules === undefined || coverage === undefined
        ? uncoveredDay(ofDay)
        : coveredDay(ofDay, coverage.level, rules);
    const late = rules === undefined ? [] : lateFor(addDays(on, rules.fileWithinDays), today);
    for (const draft of drafts) {
      const reasons = [...draft.reasons, ...late];
      const line = authorised({ ...draft, reasons }, { ...given, on, coverage, rules, used });
      lines.push({ ...line, reasons: [...line.reasons, ...standsFor(on, standing)] });
    }
  }
  return lines;
}

interface Draft extends Omit<Line, 'participant' | 'on' | 'payer' | 'coverage' | 'authorisation' | 'fileBy'> {
  readonly of: readonly Service[];
}

/** With nobody known to pay, a day is one line that says so. */
function uncoveredDay(services: readonly Service[]): readonly Draft[] {
  const minutes = sum([...billedMinutes(services).values()]);
  if (minutes === 0) return [];
  const of = services.filter((service) => service.class !== 'C');
  const { revenue } = codeOf('H0015');
  const draft = {
    code: 'H0015',
    units: 1,
    isDay: true,
    minutes,
    revenue,
    of,
    services: of.map(({ id }) => id),
  };
  return [{ ...draft, ...bare, place: '', reasons: [{ why: 'no-coverage' }, ...notesOf(of, 72)] }];
}
const bare = { modifiers: [], condition: null, tier: null } as const;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function coveredDay(services: readonly Service[], level: Level, rules: PayerRules): readonly Draft[] {
  const minutes = billedMinutes(services);
  const mayCount = (service: Service) =>
    service.class === 'A' || (service.class === 'B' && rules.countsClassB);
  const counted = services.filter((service) => mayCount(service) && (minutes.get(service.id) ?? 0) > 0);
  const tier = rules.tiers === undefined ? null : tierOf(counted.length, rules.tiers);
  const perDiem = rules.levels[level];
  const beside = counted.filter((service) => rules.beside.has(rules.services[service.format]));
  const inside = counted.filter((service) => !beside.includes(service));
  const aside = byCode(beside, minutes, level, rules, null);
  if (perDiem === undefined) return [...byCode(inside, minutes, level, rules, tier), ...aside];
  if (inside.length === 0) return aside;

  // Its parts are inside the day: billed as the day, or, where the payer lets them, by themselves on a day too short.
  const present = inside.map(({ id }) => minutes.get(id) ?? 0);
  const rule: UnitRule = { kind: 'perDiem', ...perDiem };
  const units = unitsOf(rule, present);
  if (units === 0 && rules.shortDay === 'services')
    return [...byCode(inside, minutes, level, rules, null), ...aside];
  const { revenue, who } = codeOf(perDiem.code);
  const unpaid = () =>
    minutesBeside(
      services.filter((service) => !mayCount(service)),
      services.filter(mayCount),
    );
  const short: Reason[] =
    units > 0
      ? []
      : [{ why: 'short-day', minutes: sum(present), needed: perDiem.minMinutes, unpaid: unpaid() }];
  return [
    {
      ...bare,
      code: perDiem.code,
      units: Math.max(1, units),
      isDay: true,
      minutes: sum(present),
      modifiers: modifiersOf(inside, rules, false),
      revenue,
      place: placeOf(inside, rules),
      of: inside,
      services: inside.map(({ id }) => id),
      reasons: [
        ...short,
        ...givenBy(inside, who),
        ...byVideo(inside, rules),
        ...notesOf(inside, rules.noteWithinHours),
      ],
    },
    ...aside,
  ];
}

/** Services by themselves, those of one code on one line. */
function byCode(
  services: readonly Service[],
  minutes: ReadonlyMap<string, number>,
  level: Level,
  rules: PayerRules,
  tier: number | null,
): readonly Draft[] {
  const groups = new Map<string, Service[]>();
  for (const service of services) {
    const code = ownCode(service, minutes.get(service.id) ?? 0, rules);
    // A session is a line of its own; what is counted in quarters is counted for the day.
    const key = codeOf(code).rule.kind === 'timed15' ? code : `${code} ${service.id}`;
    groups.set(key, [...(groups.get(key) ?? []), service]);
  }
  const hasPrimary = services.some(
    (service) => codeOf(ownCode(service, minutes.get(service.id) ?? 0, rules)).isPrimary === true,
  );
  const perDay = new Map<string, number>();
  return [...groups].map(([key, of]): Draft => {
    const code = key.split(' ')[0] ?? key;
    const { rule, revenue, who, isGroup } = codeOf(code);
    const present = of.map(({ id }) => minutes.get(id) ?? 0);
    const before = perDay.get(code) ?? 0;
    const most = rule.kind === 'session' ? rule.maxPerDay : (rules.limits?.[code]?.unitsPerDay ?? Infinity);
    const found = unitsOf(rule.kind === 'timed15' ? { ...rule, round: rules.round } : rule, present);
    const units = Math.min(found, most - before);
    perDay.set(code, before + units);
    const few: Reason[] = units > 0 ? [] : [{ why: 'too-short', minutes: sum(present) }];
    const primary: Reason[] =
      tier !== null && rules.tiers?.needsPrimary === true && !hasPrimary
        ? [{ why: 'no-primary-service' }]
        : [];
    return {
      ...bare,
      code,
      units: Math.max(1, units),
      isDay: false,
      minutes: sum(present),
      modifiers: modifiersOf(of, rules, isGroup === true),
      revenue: rules.tiers?.revenue[level] ?? revenue,
      place: placeOf(of, rules),
      condition: rules.tiers?.condition[level] ?? null,
      tier,
      of,
      services: of.map(({ id }) => id),
      reasons: [
        ...few,
        ...primary,
        ...givenBy(of, who),
        ...byVideo(of, rules),
        ...notesOf(of, rules.noteWithinHours),
      ],
    };
  });
}

/** The code a service has by itself: a group of one is an individual hour, and psychotherapy goes by its minutes. */
function ownCode({ format, people }: Service, minutes: number, rules: PayerRules): string {
  const code = codeOf(rules.services[format]);
  const alone = people === 1 && code.alone !== undefined ? codeOf(code.alone) : code;
  return alone.rule.kind === 'psychotherapy' ? (psychotherapyCode(minutes) ?? alone.code) : alone.code;
}

function givenBy(services: readonly Service[], who: readonly string[]): readonly Reason[] {
  const all = services.every(({ credentials }) => credentials.some((credential) => who.includes(credential)));
  return all ? [] : [{ why: 'credential', needed: who }];
}

const byVideo = (services: readonly Service[], rules: PayerRules): readonly Reason[] =>
  rules.telehealth === 'not-allowed' && services.some(({ isTelehealth }) => isTelehealth)
    ? [{ why: 'telehealth' }]
    : [];

function notesOf(services: readonly Service[], withinHours: number): readonly Reason[] {
  const unsigned = services.filter(({ hasSignedNote }) => !hasSignedNote);
  if (unsigned.length === 0) return [];
  const first = Math.min(...unsigned.map(({ endedAt }) => Date.parse(endedAt)));
  return [
    {
      why: 'note-unsigned',
      notes: unsigned.length,
      dueAt: new Date(first + withinHours * 3_600_000).toISOString(),
    },
  ];
}

function modifiersOf(services: readonly Service[], rules: PayerRules, isGroup: boolean): readonly string[] {
  const { always, telehealth, group } = rules.modifiers;
  const isVideo = services.every(({ isTelehealth }) => isTelehealth);
  return [
    ...always,
    ...(isGroup && group !== null ? [group] : []),
    ...(isVideo && telehealth !== null ? [telehealth] : []),
  ];
}
const placeOf = (services: readonly Service[], { places }: PayerRules): string =>
  services.every(({ isTelehealth }) => isTelehealth) ? places.home : places.here;

interface Used {
  units: number;
  readonly weeks: Map<string, Set<string>>;
}

/** Sets a line against what was authorised for its day and code. What cannot be billed anyway uses nothing up. */
function authorised(
  { of, ...draft }: Draft,
  {
    allowances,
    on,
    coverage,
    rules,
    used,
  }: Pick<Given, 'allowances'> & {
    readonly on: string;
    readonly coverage: Coverage | undefined;
    readonly rules: PayerRules | undefined;
    readonly used: Map<string, Used>;
  },
): Line {
  const line = {
    ...draft,
    participant: of[0]?.participant ?? '',
    on,
    payer: coverage?.payer ?? null,
    coverage: coverage?.id ?? null,
    authorisation: null,
    fileBy: rules === undefined ? null : addDays(on, rules.fileWithinDays),
  };
  if (rules === undefined || rules.beside.has(line.code)) return line;
  const inForce = allowances.filter(
    ({ payer, start, end }) => payer === line.payer && start <= on && on <= end,
  );
  const isCertified = inForce.some(({ isCertification, isOpen }) => isCertification && isOpen);
  if (rules.certifyEveryDays !== undefined && !isCertified)
    return withReason(line, { why: 'no-certification' });
  if (rules.authorisation === 'not-needed') return line;
  const fitting = inForce.filter(
    ({ codes, isCertification }) => !isCertification && codes.includes(line.code),
  );
  if (fitting.length === 0) return withReason(line, { why: 'no-authorisation' });
  const isUsing = !isLost(line.reasons);
  const known = (id: string): Used => used.get(id) ?? { units: 0, weeks: new Map() };
  const room = fitting.find(({ id, approved, isOpen }) => isOpen && known(id).units + line.units <= approved);
  if (room === undefined) {
    const isWaiting = fitting.some(({ isOpen }) => isOpen) && fitting.every(({ approved }) => approved === 0);
    return withReason(line, { why: isWaiting ? 'authorisation-waits' : 'units-used-up' });
  }
  const under = { ...line, authorisation: room.id };
  const so = known(room.id);
  const week = weekOf(on, rules.weekStarts);
  const days = so.weeks.get(week) ?? new Set<string>();
  if (room.daysPerWeek !== null && !days.has(on) && days.size >= room.daysPerWeek) {
    return withReason(under, { why: 'week-full', days: room.daysPerWeek });
  }
  if (isUsing) {
    so.weeks.set(week, new Set([...days, on]));
    used.set(room.id, { units: so.units + line.units, weeks: so.weeks });
  }
  return under;
}
const withReason = (line: Line, reason: Reason): Line => ({ ...line, reasons: [reason, ...line.reasons] });

const lateFor = (fileBy: string, today: string): readonly Reason[] =>
  fileBy < today ? [{ why: 'past-filing', on: fileBy }] : [];

const standsFor = (on: string, standing: Standing): readonly Reason[] => [
  ...(standing.hasConsentForPayment ? [] : [{ why: 'no-consent' } as const]),
  ...(standing.isPlanSigned(on) ? [] : [{ why: 'plan-unsigned' } as const]),
];

/** The date `days` after `date`. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first day of the payer's week. */
export function weekOf(date: string, starts: 'sunday' | 'monday'): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -(starts === 'sunday' ? day : (day + 6) % 7));
}

/** Units of an authorisation that services took: what was given counts, whether its note is signed or not. */
export const usedOf = (lines: readonly Line[], authorisation: string): number =>
  sum(
    lines
      .filter((line) => line.authorisation === authorisation && !isLost(line.reasons))
      .map(({ units }) => units),
  );

/** Days of a payer's week on which somebody was there for a code that is meant for several: fewer is told, not blocked. */
export function daysThatWeek(lines: readonly Line[], of: Line, starts: 'sunday' | 'monday'): number {
  const week = weekOf(of.on, starts);
  const days = lines.filter(
    ({ participant, code, on, reasons }) =>
      participant === of.participant &&
      code === of.code &&
      weekOf(on, starts) === week &&
      !reasons.some(({ why }) => why === 'short-day'),
  );
  return new Set(days.map(({ on }) => on)).size;
}
