import { describe, expect, test } from 'vitest';
import { dueOf, lastsUntil } from './due.ts';
import { injectionsDue } from './injections.ts';
import { monitoringDue, SCHEDULES } from './monitoring.ts';
import { daysAfter } from './record.ts';
import { ago, finding, ON, recordWith, taking } from './testing.ts';

const of = recordWith;
const kinds = (record: ReturnType<typeof recordWith>) =>
  dueOf(SCHEDULES, record).map(({ kind, what, isOverdue }) => [what ?? kind, isOverdue]);

describe('the next injection', () => {
  const daysLater = (days: number) =>
    injectionsDue(
      of({ medicines: [taking('naltrexone-xr')], given: [{ entry: 'naltrexone-xr', on: ago(days) }] }),
    )[0];

  test.each([
    [25, 'ahead', null],
    [26, 'window', null],
    [28, 'window', 28],
    [30, 'window', 28],
    [31, 'overdue', 28],
    [32, 'overdue', 32],
  ])('%i days after the last one: %s, reminder %s', (days, phase, step) => {
    expect(daysLater(days)).toMatchObject({ phase, step });
  });

  test('is due on day 28, in a window from day 26 to 30', () => {
    expect(daysLater(10)).toMatchObject({
      lastOn: ago(10),
      fromOn: daysAfter(ago(10), 26),
      dueOn: daysAfter(ago(10), 28),
      untilOn: daysAfter(ago(10), 30),
    });
  });

  test('counts what was given before a new order of the same medicine', () => {
    const [next] = injectionsDue(
      of({
        medicines: [
          taking('naltrexone-xr', { id: 'old', until: ago(20), endedHow: 'changed' }),
          taking('naltrexone-xr', { id: 'new', since: ago(19) }),
        ],
        given: [{ entry: 'old', on: ago(21) }],
      }),
    );
    expect(next).toMatchObject({ entry: 'new', lastOn: ago(21), phase: 'ahead' });
  });

  test('never given is due on the first day, and overdue the day after', () => {
    const first = (since: string) =>
      injectionsDue(of({ medicines: [taking('naltrexone-xr', { since })] }))[0]?.phase;
    expect([first(daysAfter(ON, 2)), first(ON), first(ago(1))]).toEqual(['ahead', 'window', 'overdue']);
  });

  test('is nobody’s task once it ended', () => {
    expect(
      injectionsDue(of({ medicines: [taking('naltrexone-xr', { until: ago(1), endedHow: 'completed' })] })),
    ).toEqual([]);
  });
});

describe('what was dispensed', () => {
  const fill = (on: string, days: number) => ({ entry: 'sertraline', on, days });

  test('lasts to its last day', () => {
    expect(lastsUntil({ supplied: [fill('2026-11-01', 30)] }, 'sertraline')).toBe('2026-11-30');
    expect(lastsUntil({ supplied: [] }, 'sertraline')).toBeNull();
  });

  test('filled early lasts longer; filled late begins on that day', () => {
    expect(lastsUntil({ supplied: [fill('2026-11-25', 30), fill('2026-11-01', 30)] }, 'sertraline')).toBe(
      '2026-12-30',
    );
    expect(lastsUntil({ supplied: [fill('2026-11-01', 7), fill('2026-11-20', 7)] }, 'sertraline')).toBe(
      '2026-11-26',
    );
  });

  test('comes up five days before it runs out, and is overdue after', () => {
    const until = (days: number) =>
      of({ medicines: [taking('sertraline')], supplied: [fill(ago(30 - days), 31)] });
    expect(kinds(until(25))).toEqual([]);
    expect(kinds(until(3))).toEqual([['refill', false]]);
    expect(kinds(until(-2))).toEqual([['refill', true]]);
  });
});

describe('what is checked', () => {
  const whats = (record: ReturnType<typeof recordWith>) =>
    monitoringDue(SCHEDULES, record).map(({ what, dueOn }) => [what, dueOn]);

  test('a baseline counts when it was done up to a month before the medicine began', () => {
    const naltrexone = [taking('naltrexone-oral', { since: ago(10) })];
    expect(whats(of({ medicines: naltrexone }))).toEqual([['liver', ago(10)]]);
    expect(
      whats(of({ medicines: naltrexone, findings: [finding('lab', 'alt-uln', 1, { on: ago(20) })] })),
    ).toEqual([['liver', daysAfter(ago(20), 180)]]);
    expect(
      whats(of({ medicines: naltrexone, findings: [finding('lab', 'alt-uln', 1, { on: ago(60) })] })),
    ).toEqual([['liver', ago(10)]]);
  });

  test('asked for by two medicines comes up once, on the earlier day', () => {
    const both = [taking('naltrexone-oral', { since: ago(10) }), taking('disulfiram', { since: ago(10) })];
    expect(whats(of({ medicines: both }))).toEqual([['liver', ago(10)]]);
  });

  test('a pregnancy test only where one is possible, and once', () => {
    const medicines = [taking('buprenorphine-sl', { since: ago(2) })];
    const possible = finding('condition', 'pregnancy-possible');
    const what = (findings: ReturnType<typeof finding>[]) =>
      whats(of({ medicines, findings })).map(([name]) => name);
    expect(what([])).not.toContain('pregnancy-test');
    expect(what([possible])).toContain('pregnancy-test');
    expect(what([possible, finding('check', 'pregnancy-test', null, { on: ago(1) })])).not.toContain(
      'pregnancy-test',
    );
  });

  test('a collected drug test is the toxicology that buprenorphine asks for', () => {
    const medicines = [taking('buprenorphine-sl')];
    const toxicology = (testedOn: string[]) =>
      whats(of({ medicines, testedOn })).find(([what]) => what === 'toxicology')?.[1];
    expect(toxicology([ago(3)])).toBe(daysAfter(ago(3), 30));
    expect(toxicology([])).toBe(daysAfter(ago(60), 7));
  });
});

test('naloxone comes up for whoever takes or uses opioids, and again when it expires', () => {
  const use = finding('use', 'opioid', 1);
  expect(kinds(of({ findings: [use] }))).toEqual([['naloxone', false]]);
  const given = (until: string) => finding('naloxone', 'given', null, { on: ago(300), until });
  expect(kinds(of({ findings: [use, given(daysAfter(ON, 200))] }))).toEqual([]);
  expect(kinds(of({ findings: [use, given(ago(1))] }))).toEqual([['naloxone', true]]);
  expect(kinds(of({ findings: [finding('use', 'alcohol')] }))).toEqual([]);
});

test('the monitoring program comes up for controlled medicines alone', () => {
  const pdmp = (medicine: string, on: string) =>
    kinds(of({ medicines: [taking(medicine)], findings: [finding('check', 'pdmp', null, { on })] })).filter(
      ([kind]) => kind === 'pdmp',
    );
  expect(pdmp('zolpidem', ago(80))).toEqual([['pdmp', false]]);
  expect(pdmp('zolpidem', ago(91))).toEqual([['pdmp', true]]);
  expect(pdmp('zolpidem', ago(10))).toEqual([]);
  expect(pdmp('sertraline', ago(91))).toEqual([]);
});
