import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appealsOf, warningsOf } from './authorisation.ts';
import { type Allowance, daysThatWeek, type Given, isLost, type Line, linesOf, usedOf } from './billable.ts';
import { claimHead, claimRow, problemsOf } from './claim.ts';
import { rulesOf } from './payer-rules.ts';
import { billedMinutes, type Service, type Standing } from './service.ts';
import { atRisk, totalsOf, waitingOf } from './work-list.ts';

const ON = '2026-11-30';
const at = (time: string, on = ON) => `${on}T${time}:00Z`;
let count = 0;
const service = (from: string, until: string, more: Partial<Service> = {}): Service => {
  const on = more.on ?? ON;
  return {
    id: `m${++count}`,
    participant: 'p',
    on,
    format: 'group',
    class: 'A',
    stays: [{ from: at(from, on), until: at(until, on) }],
    breaks: [],
    countedMinutes: 720,
    credentials: ['LIC'],
    people: 8,
    isTelehealth: false,
    hasSignedNote: true,
    endedAt: at(until, on),
    ...more,
  };
};
const good: Standing = {
  hasConsentForPayment: true,
  isPlanSigned: () => true,
  isKeptFromPlan: () => false,
};
const allowance = (more: Partial<Allowance> = {}): Allowance => ({
  id: 'a',
  payer: 'x',
  codes: ['H0015'],
  start: '2026-11-01',
  end: '2026-12-31',
  approved: 20,
  isOpen: true,
  daysPerWeek: null,
  isCertification: false,
  ...more,
});
const given = (
  services: readonly Service[],
  more: Partial<Given> & { readonly set?: string } = {},
): Given => ({
  services,
  standing: good,
  coverages: [{ id: 'c', payer: 'x', level: 'IOP', since: '2026-01-01', until: null }],
  allowances: [allowance()],
  rules: new Map([['x', rulesOf(more.set ?? 'commercial')]]),
  today: '2026-12-02',
  ...more,
});
const whys = (line: Line | undefined) => line?.reasons.map(({ why }) => why);
const one = (lines: readonly Line[]) => {
  expect(lines).toHaveLength(1);
  return lines[0] as Line;
};

describe('minutes that may be billed', () => {
  test('a break of 15 minutes is nobody’s', () => {
    const it = service('18:00', '21:00', { breaks: [{ from: at('19:30'), until: at('19:45') }] });
    expect(billedMinutes([it]).get(it.id)).toBe(165);
  });
  test('two services that overlap by 30 minutes count them once, for the one that began first', () => {
    const [first, then] = [service('18:00', '20:00'), service('19:30', '21:00')];
    expect([...billedMinutes([then, first]).values()].sort()).toEqual([120, 60].sort());
    expect(billedMinutes([then, first]).get(first.id)).toBe(120);
  });
  test('what does not count takes no minute from what does', () => {
    const [meal, group] = [service('18:00', '19:00', { class: 'C' }), service('18:00', '21:00')];
    expect(billedMinutes([meal, group]).get(group.id)).toBe(180);
    expect(billedMinutes([meal, group]).get(meal.id)).toBe(0);
  });
  test.each([
    ['the clock goes back', { from: '2026-11-01T04:00:00Z', until: '2026-11-01T08:00:00Z' }, 240],
    ['it goes forward', { from: '2026-03-08T05:00:00Z', until: '2026-03-08T07:00:00Z' }, 120],
  ])('in the night in which %s, true minutes count', (_, stay, minutes) => {
    const it = service('00:00', '01:00', { stays: [stay] });
    expect(billedMinutes([it]).get(it.id)).toBe(minutes);
  });
  test('no minute is ever billed twice, and never more than was there', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 6 }), (spans) => {
        const minute = (n: number) => new Date(Date.parse(at('00:00')) + n * 60_000).toISOString();
        const services = spans.map(([from, long]) =>
          service('00:00', '00:01', { stays: [{ from: minute(from), until: minute(from + long) }] }),
        );
        const there = new Set(
          spans.flatMap(([from, long]) => Array.from({ length: long }, (_, i) => from + i)),
        );
        const billed = [...billedMinutes(services).values()].reduce((all, n) => all + n, 0);
        expect(billed).toBe(there.size);
      }),
    );
  });
});

describe('a day that is paid by the day', () => {
  test('three hours are one day, and its parts are inside it', () => {
    const line = one(linesOf(given([service('17:00', '18:00'), service('18:00', '20:00')])));
    expect(line).toMatchObject({ code: 'H0015', units: 1, isDay: true, minutes: 180, revenue: '0906' });
    expect(line.services).toHaveLength(2);
    expect(line.reasons).toEqual([]);
  });
  test('twenty minutes late is a short day: lost with a plan that has no code for it', () => {
    const line = one(linesOf(given([service('18:20', '21:00')])));
    expect(line.reasons).toEqual([{ why: 'short-day', minutes: 160, needed: 180, unpaid: 0 }]);
    expect(isLost(line.reasons)).toBe(true);
  });
  test('or billed by its services, where the payer lets them', () => {
    const lines = linesOf(
      given([service('18:20', '20:00'), service('20:00', '21:00', { format: 'individual' })], {
        set: 'medicaid-full-15',
        allowances: [allowance({ codes: ['H0015', 'H0004', 'H0005'] })],
      }),
    );
    expect(lines.map(({ code, units }) => [code, units])).toEqual([
      ['H0005', 1],
      ['H0004', 4],
    ]);
    expect(lines[0]?.modifiers).toEqual(['HF', 'HQ']);
    expect(lines.flatMap(({ reasons }) => reasons)).toEqual([]);
  });
  test('days of a week are counted as the payer counts weeks; a short day is none of them', () => {
    const lines = linesOf(
      given([
        service('18:00', '21:00', { on: '2026-11-22' }),
        service('18:00', '21:00', { on: '2026-11-24' }),
        service('18:20', '21:00', { on: '2026-11-25' }),
        service('18:00', '21:00', { on: '2026-11-29' }),
      ]),
    );
    expect(daysThatWeek(lines, lines[0] as Line, 'sunday')).toBe(2);
    expect(daysThatWeek(lines, lines[3] as Line, 'sunday')).toBe(1);
    expect(daysThatWeek(lines, lines[3] as Line, 'monday')).toBe(2);
  });
  test('a medical visit stands beside the day', () => {
    const lines = linesOf(
      given([
        service('18:00', '21:00'),
        service('17:00', '17:20', { format: 'medication', credentials: ['MED'] }),
      ]),
    );
    expect(lines.map(({ code }) => code)).toEqual(['H0015', '99213']);
    expect(lines.every(({ reasons }) => reasons.length === 0)).toBe(true);
  });
  test('a contract’s own minutes take the place of the rule’s', () => {
    const rules = new Map([['x', rulesOf('commercial', { minMinutes: 150 })]]);
    expect(one(linesOf(given([service('18:20', '21:00')], { rules }))).reasons).toEqual([]);
  });
  test('structured support counts only where the payer says so', () => {
    const services = [service('18:00', '20:00'), service('20:00', '21:00', { class: 'B' })];
    expect(one(linesOf(given(services))).units).toBe(1);
    const lines = linesOf(given(services, { set: 'medicaid-full-15', allowances: [] }));
    expect(lines.some(({ isDay }) => isDay)).toBe(false);
  });
  test('what does not count makes no day, and on a short day it is told what the other minutes were for', () => {
    const meal = service('18:00', '21:00', { class: 'C' });
    expect(linesOf(given([meal]))).toEqual([]);
    expect(linesOf(given([meal], { coverages: [] }))).toEqual([]);
    const mixed = [service('18:00', '20:00'), service('19:30', '21:00', { class: 'C' })];
    const line = one(linesOf(given(mixed)));
    expect(line.reasons).toEqual([{ why: 'short-day', minutes: 120, needed: 180, unpaid: 60 }]);
    expect(line.services).toEqual([mixed[0]?.id]);
  });
  test('a group to which one came was an individual hour', () => {
    const lines = linesOf(
      given([service('18:00', '19:00', { people: 1 })], { set: 'medicaid-short-days', allowances: [] }),
    );
    expect(one(lines)).toMatchObject({ code: 'H0004', units: 4 });
  });
});

describe('Medicare', () => {
  const certified = [allowance({ codes: [], isCertification: true })];
  const day = (n: number) =>
    Array.from({ length: n }, (_, i) => service(`1${i}:00`, `1${i}:50`, { credentials: ['LIC'] }));
  test.each([
    [1, 3],
    [3, 3],
    [4, 4],
  ])('%i services a day are tier %i, marked with condition 92', (n, tier) => {
    const lines = linesOf(given(day(n), { set: 'medicare', allowances: certified }));
    expect(lines).toHaveLength(n);
    expect(lines[0]).toMatchObject({ tier, condition: '92', revenue: '0906', code: 'G0410', reasons: [] });
  });
  test('without a certification in force no day is billable', () => {
    expect(whys(linesOf(given(day(3), { set: 'medicare', allowances: [] }))[0])).toEqual([
      'no-certification',
    ]);
  });
});

describe('what is in the way', () => {
  const full = () => service('18:00', '21:00');
  test.each<[string, Partial<Given>, string]>([
    ['no consent', { standing: { ...good, hasConsentForPayment: false } }, 'no-consent'],
    ['no signed plan', { standing: { ...good, isPlanSigned: () => false } }, 'plan-unsigned'],
    ['nobody known to pay', { coverages: [] }, 'no-coverage'],
    ['nothing authorised', { allowances: [] }, 'no-authorisation'],
    ['not answered yet', { allowances: [allowance({ approved: 0 })] }, 'authorisation-waits'],
    ['over', { allowances: [allowance({ end: '2026-11-29' })] }, 'no-authorisation'],
    ['too late', { today: '2027-06-01' }, 'past-filing'],
  ])('%s', (_, more, why) => {
    expect(whys(one(linesOf(given([full()], more))))).toContain(why);
  });
  test('a note that is not signed, with the hour it is due', () => {
    const line = one(linesOf(given([service('18:00', '21:00', { hasSignedNote: false })])));
    expect(line.reasons).toEqual([{ why: 'note-unsigned', notes: 1, dueAt: '2026-12-03T21:00:00.000Z' }]);
    expect(isLost(line.reasons)).toBe(false);
  });
  test('a credential that may not bill it', () => {
    expect(whys(one(linesOf(given([service('18:00', '21:00', { credentials: ['PEER'] })]))))).toEqual([
      'credential',
    ]);
  });
  test('what the person pays themself, or keeps from the plan, gives no line at all', () => {
    const own = [{ id: 'c', payer: null, level: 'IOP' as const, since: '2026-01-01', until: null }];
    expect(linesOf(given([full()], { coverages: own }))).toEqual([]);
    const standing = { ...good, isKeptFromPlan: (on: string) => on === ON };
    const other = service('18:00', '21:00', { on: '2026-12-01' });
    expect(linesOf(given([full(), other], { standing })).map(({ on }) => on)).toEqual(['2026-12-01']);
  });
  test('units are used up in the order of the days, signed or not; what is over is not billable, and was given', () => {
    const days = ['2026-11-23', '2026-11-24', '2026-11-25'].map((on) =>
      service('18:00', '21:00', { on, hasSignedNote: false }),
    );
    const lines = linesOf(given(days, { allowances: [allowance({ approved: 2 })] }));
    expect(usedOf(lines, 'a')).toBe(2);
    expect(whys(lines[2])).toContain('units-used-up');
  });
  test('more days a week than were agreed to', () => {
    const days = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-29'].map((on) =>
      service('18:00', '21:00', { on }),
    );
    const lines = linesOf(given(days, { allowances: [allowance({ daysPerWeek: 2 })] }));
    // The payer's week begins on Sunday.
    expect(lines.map(whys)).toEqual([[], [], ['week-full'], []]);
  });
});

describe('the clock of an authorisation', () => {
  const running = { start: '2026-11-01', end: '2026-12-31', approved: 20, used: 0, nextReview: null };
  test.each([
    [14, []],
    [15, [{ of: 'units', percent: 75 }]],
    [18, [{ of: 'units', percent: 90 }]],
    [20, [{ of: 'units', percent: 100 }]],
  ])('%i of 20 used', (used, warnings) => {
    expect(warningsOf({ ...running, used }, '2026-11-30')).toEqual(warnings);
  });
  test.each([
    ['2026-12-23', []],
    ['2026-12-24', [{ of: 'end', days: 7 }]],
    ['2026-12-28', [{ of: 'end', days: 3 }]],
    ['2026-12-31', [{ of: 'end', days: 0 }]],
    ['2027-01-01', [{ of: 'over' }]],
  ])('on %s', (today, warnings) => expect(warningsOf(running, today)).toEqual(warnings));
  test('a denial has its three deadlines', () => {
    const appeals = { peerToPeerHours: 72, expeditedHours: 72, standardDays: 30 };
    expect(appealsOf('2026-11-30', appeals)).toEqual({
      peerToPeerBy: '2026-12-03',
      expeditedBy: '2026-12-03',
      standardBy: '2026-12-30',
    });
  });
});

describe('the work list', () => {
  test('what can be saved comes first, and of that what runs out first; totals in days, money only with a rate', () => {
    const lines = linesOf(
      given(
        [
          service('18:20', '21:00', { on: '2026-11-23' }),
          service('18:00', '21:00', { on: '2026-11-25', hasSignedNote: false }),
          service('18:00', '21:00', { on: '2026-11-24', hasSignedNote: false }),
          service('18:00', '21:00', { on: '2026-11-26' }),
        ],
        {},
      ),
    );
    const list = atRisk(lines, new Map());
    expect(list.map(({ line: { on }, canBeSaved }) => [on, canBeSaved])).toEqual([
      ['2026-11-24', true],
      ['2026-11-25', true],
      ['2026-11-23', false],
    ]);
    expect(totalsOf(lines, new Map())).toMatchObject({ lines: 4, days: 4, units: 0, cents: null });
    expect(totalsOf(lines, new Map([['x', { H0015: 18_000 }]])).cents).toBe(72_000);
    const [first, second] = waitingOf(lines, new Map());
    expect(first).toMatchObject({ canBeSaved: true, whys: [{ why: 'note-unsigned', notes: 2 }] });
    expect(second).toMatchObject({ canBeSaved: false, days: [{ on: '2026-11-23' }] });
  });
});

describe('a row of a claim', () => {
  const facts = {
    member: { number: 'G1', name: '=cmd|calc', bornOn: '1980-01-01' },
    diagnoses: ['F10.20'],
    payer: { payerNumber: 'GSH01', providerNumber: '1000000004' },
  };
  test('says what it lacks', () => {
    expect(problemsOf(facts)).toEqual([]);
    expect(problemsOf({ ...facts, member: null, diagnoses: [] })).toEqual([
      'member-number',
      'member-name',
      'birth-date',
      'diagnosis',
    ]);
  });
  test('is one line of the file, in which no cell is a formula', () => {
    const line = one(linesOf(given([service('18:00', '21:00')])));
    const claim = {
      id: 'l',
      line,
      facts,
      authorisationNumber: '@A1',
      cents: 18_200,
      statement: 's "x"',
      scope: '-1',
    };
    const text = claimRow(claim);
    expect(text.split('\r\n')).toHaveLength(2);
    expect(text).toContain(`"'=cmd|calc"`);
    expect(text).toContain(`"'@A1"`);
    expect(text).toContain(`"'-1"`);
    expect(text).toContain('"182.00"');
    expect(text).toContain('"s ""x"""');
    expect(text.split('","')).toHaveLength(claimHead().split('","').length);
  });
});
