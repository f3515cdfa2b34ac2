import { type ActivityClass, type CountingRule, countDay, type Minutes } from './counting.ts';
import { minutesOf, presentAt, type Span, type Stay, without } from './presence.ts';

/** Somebody on the roster of one meeting of a week, with what became of it. */
export interface LedgerMeeting {
  readonly meeting: string;
  /** On the program's wall. */
  readonly on: string;
  readonly kind: string;
  readonly activityClass: ActivityClass;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly breaks: readonly Span[];
  readonly isByVideo: boolean;
  readonly isCalledOff: boolean;
  readonly status: 'expected' | 'here' | 'late' | 'away';
  readonly reason: 'told-us' | 'no-word' | 'excused' | null;
  /** A walk-in was never planned; a make-up is, from the moment somebody takes it up. */
  readonly source: 'plan' | 'make-up' | 'walk-in' | 'visit';
  readonly stays: readonly Stay[];
}

/** A dose and the days on which it is in force; `until` (included) is null while it still is. */
export interface Dose {
  readonly from: string;
  readonly until: string | null;
  readonly minutesPerWeek: number;
}

/** A line of the books, as far as hours go: `why` is null where nothing is in its way. */
export interface Billed {
  readonly on: string;
  readonly minutes: number;
  readonly why: string | null;
}

export interface LedgerGiven {
  readonly monday: string;
  readonly doses: readonly Dose[];
  readonly meetings: readonly LedgerMeeting[];
  readonly rule: CountingRule;
  readonly now: number;
  /** null: not for whoever asks to see. */
  readonly billed: readonly Billed[] | null;
}

/** Why minutes are fewer than those before them, the most first. */
interface Because {
  readonly why: Why;
  readonly minutes: number;
}
type Why =
  // scheduled, of what is prescribed
  | 'not-planned'
  | 'fewer-planned'
  | 'called-off'
  // delivered, of what is scheduled
  | 'told-us'
  | 'no-word'
  | 'excused'
  | 'came-late'
  | 'left-early'
  | 'not-marked'
  | 'to-come'
  // countable, of what is delivered
  | 'not-counted-activity'
  | 'video-not-counted'
  | 'too-short'
  | 'rounding'
  | 'over-cap'
  // billable, of what is countable: 'no-line', or what money says is in the way
  | (string & {});

interface Amounts {
  readonly scheduled: number;
  readonly delivered: number;
  readonly countable: number;
}

/** The five amounts of a stretch of time, in whole minutes, each for itself. */
interface Five extends Amounts {
  readonly prescribed: number;
  readonly billable: number | null;
}

interface DayLedger extends Five {
  readonly on: string;
  readonly kinds: Readonly<Record<string, Amounts>>;
}

export interface WeekLedger extends Five {
  readonly monday: string;
  /** Minutes of walk-ins at times at which nothing was planned: delivered is never more than scheduled and these. */
  readonly extra: number;
  readonly days: readonly DayLedger[];
  readonly because: {
    readonly scheduled: readonly Because[];
    readonly delivered: readonly Because[];
    readonly countable: readonly Because[];
    readonly billable: readonly Because[];
  };
}

/**
 * A person's week as five amounts that are never mixed: prescribed, scheduled, delivered, countable and billable minutes,
 * by day and by kind, and at each step what made it less. Pure; every moment is an instant.
 */
export function weekLedger(given: LedgerGiven): WeekLedger {
  const { monday, rule, now, billed } = given;
  const meetings = given.meetings.filter(({ isCalledOff }) => !isCalledOff).toSorted(inOrder);
  const doses = prescribedByDay(monday, given.doses);
  const prescribed = sum([...doses.values()]);
  const planned = plannedMinutes(meetings);
  const counted = countedMinutes(meetings, rule, now, prescribed);

  const days = [...doses].map(([on, dose]): DayLedger => {
    const ofDay = meetings.filter((one) => one.on === on);
    const amounts = amountsOf(ofDay, planned, counted);
    const paid = billed === null ? null : sum(linesOn(billed, on).map(({ minutes }) => minutes));
    return {
      on,
      prescribed: dose,
      ...amounts,
      billable: paid === null ? null : Math.min(paid, amounts.countable),
      kinds: Object.fromEntries(
        [...Map.groupBy(ofDay, ({ kind }) => kind)].map(([kind, own]) => [
          kind,
          amountsOf(own, planned, counted),
        ]),
      ),
    };
  });
  const total = (of: (day: DayLedger) => number) => sum(days.map(of));
  const countable = total((day) => day.countable);
  const billable = billed === null ? null : total((day) => day.billable ?? 0);
  const scheduled = total((day) => day.scheduled);
  return {
    monday,
    prescribed,
    scheduled,
    delivered: total((day) => day.delivered),
    countable,
    billable,
    extra: extraMinutes(meetings),
    days,
    because: {
      scheduled: whyUnplanned(given.meetings, prescribed - scheduled),
      delivered: whyMissed(meetings, planned, counted, now),
      countable: whyUncounted(meetings, counted),
      billable: billed === null ? [] : whyUnbilled(billed, countable - (billable ?? 0)),
    },
  };
}

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const inOrder = (a: LedgerMeeting, b: LedgerMeeting) =>
  a.startsAt - b.startsAt || (a.meeting < b.meeting ? -1 : 1);
const linesOn = (billed: readonly Billed[], on: string) =>
  billed.filter((line) => line.on === on && line.why === null);
const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * The dose of each day of a week: a seventh of what is prescribed for the week, of whichever level is in force on that
 * day. Whole minutes that add up, so that a week under one dose is that dose.
 */
export function prescribedByDay(monday: string, doses: readonly Dose[]): ReadonlyMap<string, number> {
  let sevenths = 0;
  return new Map(
    DAYS.map((day) => {
      const on = dayAfter(monday, day);
      const before = Math.floor(sevenths / 7);
      // Where two overlap, the newer is in force.
      const dose = doses
        .filter(({ from, until }) => from <= on && (until === null || on <= until))
        .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
      sevenths += dose?.minutesPerWeek ?? 0;
      return [on, Math.floor(sevenths / 7) - before];
    }),
  );
}

const whole = ({ startsAt, endsAt, breaks }: LedgerMeeting): readonly Span[] =>
  without([{ from: startsAt, until: endsAt }], breaks);

/** Planned minutes of each meeting, less its breaks; of two at once, the earlier keeps what they share. */
function plannedMinutes(meetings: readonly LedgerMeeting[]): ReadonlyMap<string, number> {
  let taken: readonly Span[] = [];
  return new Map(
    meetings.map((one) => {
      if (one.source === 'walk-in') return [one.meeting, 0];
      const own = without(whole(one), taken);
      taken = [...taken, ...own];
      return [one.meeting, minutesOf(own)];
    }),
  );
}

function extraMinutes(meetings: readonly LedgerMeeting[]): number {
  const planned = meetings.filter(({ source }) => source !== 'walk-in').flatMap(whole);
  return minutesOf(without(meetings.filter(({ source }) => source === 'walk-in').flatMap(whole), planned));
}

interface Counted extends Minutes {
  /** What is left of `counted` under the week's cap on support. */
  readonly countable: number;
}

function countedMinutes(
  meetings: readonly LedgerMeeting[],
  rule: CountingRule,
  now: number,
  prescribed: number,
): ReadonlyMap<string, Counted> {
  const came = meetings.filter(({ status }) => status === 'here' || status === 'late');
  const classes = new Map(came.map((one) => [one.meeting, one.activityClass]));
  let supportLeft = Math.floor(prescribed * rule.supportShare);
  const counted = [...Map.groupBy(came, ({ on }) => on).values()].flatMap((day) =>
    countDay(
      day.map((one) => ({
        meeting: one.meeting,
        startsAt: one.startsAt,
        plannedMinutes: minutesOf(whole(one)),
        present: presentAt({ from: one.startsAt, until: one.endsAt, breaks: one.breaks }, one.stays, now),
        activityClass: one.activityClass,
        byVideoAlone: one.stays.length > 0 && one.stays.every(({ by }) => by !== 'room'),
      })),
      rule,
    ),
  );
  return new Map(
    counted.map((minutes) => {
      if (classes.get(minutes.meeting) !== 'B')
        return [minutes.meeting, { ...minutes, countable: minutes.counted }];
      const countable = Math.min(minutes.counted, supportLeft);
      supportLeft -= countable;
      return [minutes.meeting, { ...minutes, countable }];
    }),
  );
}

function amountsOf(
  meetings: readonly LedgerMeeting[],
  planned: ReadonlyMap<string, number>,
  counted: ReadonlyMap<string, Counted>,
): Amounts {
  return {
    scheduled: sum(meetings.map(({ meeting }) => planned.get(meeting) ?? 0)),
    delivered: sum(meetings.map(({ meeting }) => counted.get(meeting)?.delivered ?? 0)),
    countable: sum(meetings.map(({ meeting }) => counted.get(meeting)?.countable ?? 0)),
  };
}

function together(reasons: readonly Because[]): readonly Because[] {
  const minutes = new Map<Why, number>();
  for (const one of reasons) minutes.set(one.why, (minutes.get(one.why) ?? 0) + one.minutes);
  return [...minutes]
    .filter(([, many]) => many > 0)
    .map(([why, many]) => ({ why, minutes: many }))
    .sort((a, b) => b.minutes - a.minutes || (a.why < b.why ? -1 : 1));
}

function whyUnplanned(meetings: readonly LedgerMeeting[], missing: number): readonly Because[] {
  if (missing <= 0) return [];
  const calledOff = minutesOf(meetings.filter(({ isCalledOff }) => isCalledOff).flatMap(whole));
  const off = Math.min(missing, calledOff);
  const why = meetings.length === 0 ? 'not-planned' : 'fewer-planned';
  return together([
    { why: 'called-off', minutes: off },
    { why, minutes: missing - off },
  ]);
}

function whyMissed(
  meetings: readonly LedgerMeeting[],
  planned: ReadonlyMap<string, number>,
  counted: ReadonlyMap<string, Counted>,
  now: number,
): readonly Because[] {
  return together(
    meetings.map((one) => ({
      why: whyNotThere(one, now),
      minutes: Math.max(0, (planned.get(one.meeting) ?? 0) - (counted.get(one.meeting)?.delivered ?? 0)),
    })),
  );
}

function whyNotThere({ status, reason, endsAt }: LedgerMeeting, now: number): Why {
  switch (status) {
    case 'away':
      return reason ?? 'no-word';
    case 'expected':
      return endsAt > now ? 'to-come' : 'not-marked';
    case 'late':
      return 'came-late';
    case 'here':
      return endsAt > now ? 'to-come' : 'left-early';
  }
}

const UNCOUNTED: ReadonlySet<string> = new Set(['not-counted-activity', 'video-not-counted', 'too-short']);

function whyUncounted(
  meetings: readonly LedgerMeeting[],
  counted: ReadonlyMap<string, Counted>,
): readonly Because[] {
  return together(
    meetings.flatMap(({ meeting }) => {
      const minutes = counted.get(meeting);
      if (minutes === undefined) return [];
      return [
        {
          why: UNCOUNTED.has(minutes.because) ? minutes.because : 'rounding',
          minutes: minutes.delivered - minutes.counted,
        },
        { why: 'over-cap', minutes: minutes.counted - minutes.countable },
      ];
    }),
  );
}

function whyUnbilled(billed: readonly Billed[], missing: number): readonly Because[] {
  if (missing <= 0) return [];
  let left = missing;
  const told = billed.flatMap(({ why, minutes }) => {
    if (why === null) return [];
    const here = Math.min(left, minutes);
    left -= here;
    return [{ why, minutes: here }];
  });
  return together([...told, { why: 'no-line', minutes: left }]);
}

/** How many minutes a week will lack of what is prescribed, if everything still to come happens whole. */
export interface Shortfall {
  readonly minutes: number;
  readonly because: readonly Because[];
}

/** null where nothing is prescribed, or nothing will be missing. */
export function shortfallOf(given: LedgerGiven): Shortfall | null {
  const expected = weekLedger({
    ...given,
    meetings: given.meetings.map((one) =>
      one.status === 'expected' && one.endsAt > given.now ? attended(one) : one,
    ),
    now: Math.max(given.now, ...given.meetings.map(({ endsAt }) => endsAt)),
    billed: null,
  });
  const minutes = expected.prescribed - expected.countable;
  if (minutes <= 0) return null;
  const { scheduled, delivered, countable } = expected.because;
  return { minutes, because: together([...scheduled, ...delivered, ...countable]) };
}

const attended = (one: LedgerMeeting): LedgerMeeting => ({
  ...one,
  status: 'here',
  stays: [
    {
      from: new Date(one.startsAt).toISOString(),
      until: new Date(one.endsAt).toISOString(),
      by: one.isByVideo ? 'video' : 'room',
    },
  ],
});
