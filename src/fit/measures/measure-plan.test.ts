import { describe, expect, test } from 'vitest';
import { DEFAULT_PLAN, mayBeAnsweredAlone } from './measure-plan.default.ts';
import {
  dueOn,
  isStillAsked,
  type LastResponse,
  type MeasuredPerson,
  nextDue,
  workingDaysAfter,
} from './measure-plan.ts';

const last = (instrument: string, on: string, more: Partial<LastResponse> = {}): LastResponse => ({
  instrument,
  on,
  score: 4,
  safety: 'clear',
  ...more,
});
const person = (more: Partial<MeasuredPerson> = {}): MeasuredPerson => ({
  level: 'IOP',
  admittedOn: '2026-10-01',
  dischargedOn: null,
  last: [],
  events: [],
  ...more,
});
const due = (who: MeasuredPerson, today: string) =>
  dueOn(DEFAULT_PLAN, who, today).map(({ instrument }) => instrument);
const nextOf = (instrument: string, who: MeasuredPerson) =>
  nextDue(DEFAULT_PLAN, who).find((each) => each.instrument === instrument)?.on;

describe('the plan that comes with the program', () => {
  test('asks everything of the field guide on the day of admission', () => {
    expect(due(person(), '2026-10-01')).toEqual([
      'audit',
      'bam',
      'barc-10',
      'c-ssrs-screener',
      'dast-10',
      'dsm-5-sud',
      'gad-7',
      'pc-ptsd-5',
      'phq-9',
    ]);
    expect(due(person(), '2026-09-30')).toEqual([]);
  });

  test('asks again on the fourteenth day, not on the thirteenth', () => {
    const who = person({ last: [last('phq-9', '2026-10-01')] });
    expect(due(who, '2026-10-14')).not.toContain('phq-9');
    expect(due(who, '2026-10-15')).toContain('phq-9');
    expect(nextOf('phq-9', who)).toBe('2026-10-15');
  });

  test('asks every week while the score is high or safety was answered yes', () => {
    const high = person({ last: [last('phq-9', '2026-10-01', { score: 15 })] });
    expect(nextOf('phq-9', high)).toBe('2026-10-08');
    const almost = person({ last: [last('phq-9', '2026-10-01', { score: 14 })] });
    expect(nextOf('phq-9', almost)).toBe('2026-10-15');
    const unsafe = person({ last: [last('phq-9', '2026-10-01', { score: 3, safety: 'alert' })] });
    expect(nextOf('phq-9', unsafe)).toBe('2026-10-08');
  });

  test('counts days, also where the clocks change', () => {
    const who = person({ last: [last('phq-9', '2026-10-25')] });
    expect(nextOf('phq-9', who)).toBe('2026-11-08');
  });

  test('asks for the weekly form at IOP and PHP, not at OP', () => {
    const answered = { last: [last('bam-7', '2026-10-05')] };
    expect(nextOf('bam-7', person(answered))).toBe('2026-10-12');
    expect(nextOf('bam-7', person({ ...answered, level: 'OP' }))).toBeUndefined();
  });

  test('asks after two missed sessions, once, and not weeks later', () => {
    const answered = [last('bam', '2026-10-20'), last('c-ssrs-screener', '2026-10-01')];
    const who = person({ last: answered, events: [{ event: 'missed-sessions', on: '2026-10-22' }] });
    expect(due(who, '2026-10-22')).toEqual(expect.arrayContaining(['bam', 'c-ssrs-screener']));
    const done = person({
      last: [last('bam', '2026-10-22'), last('c-ssrs-screener', '2026-10-23')],
      events: [{ event: 'missed-sessions', on: '2026-10-22' }],
    });
    expect(due(done, '2026-10-23')).not.toContain('bam');
    const event = { instrument: 'bam', on: '2026-10-22', reason: 'event' as const };
    expect(isStillAsked(event, '2026-11-05')).toBe(true);
    expect(isStillAsked(event, '2026-11-06')).toBe(false);
  });

  test('follows up after discharge and asks nothing else then', () => {
    const gone = person({
      dischargedOn: '2026-11-01',
      last: [last('phq-9', '2026-10-20'), last('bam', '2026-11-02')],
    });
    expect(nextOf('phq-9', gone)).toBe('2026-11-01');
    expect(nextOf('bam', gone)).toBe('2026-12-01');
    expect(nextOf('audit', gone)).toBeUndefined();
  });

  test('sends to a phone only what people answer alone', () => {
    expect(mayBeAnsweredAlone('phq-9')).toBe(true);
    expect(mayBeAnsweredAlone('c-ssrs-screener')).toBe(false);
    expect(mayBeAnsweredAlone('dsm-5-sud')).toBe(false);
  });
});

test('working days pass over the weekend', () => {
  expect(workingDaysAfter('2026-11-19', 2)).toBe('2026-11-23');
  expect(workingDaysAfter('2026-11-21', 1)).toBe('2026-11-23');
  expect(workingDaysAfter('2026-11-18', 0)).toBe('2026-11-18');
});
