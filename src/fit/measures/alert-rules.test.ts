import { describe, expect, test } from 'vitest';
import { instrumentOf } from '../instruments/load.ts';
import { safetyDueAt } from './alert.store.ts';
import { type AlertRule, firedBy, type RuleFacts, rulesFor, subjectOf } from './alert-rules.ts';
import type { Condition } from './measures.schema.ts';
import type { Response } from './response.store.ts';

const rule = (condition: Condition, more: Partial<AlertRule> = {}): AlertRule => ({
  id: subjectOf(condition),
  participant: null,
  condition,
  dueHours: 24,
  isOn: true,
  ...more,
});

let count = 0;
const response = (instrument: string, more: Partial<Response> = {}): Response => ({
  id: `response ${count++}`,
  instrument,
  version: '2026.1',
  ruleVersion: instrumentOf(instrument).daybridge.ruleVersion,
  language: 'en',
  mode: 'self',
  by: null,
  answeredAt: new Date('2026-11-20T15:00:00Z'),
  status: 'complete',
  score: null,
  band: null,
  subscores: {},
  flags: [],
  isPositive: null,
  safety: null,
  withdrawn: null,
  ...more,
});
const facts = (responses: readonly Response[], more: Partial<RuleFacts> = {}): RuleFacts => ({
  responses,
  silentDays: null,
  missedInRow: 0,
  ...more,
});
const fired = (condition: Condition, given: RuleFacts) =>
  firedBy([rule(condition)], given, (id) => instrumentOf(id)).map(({ kind, evidence }) => ({
    kind,
    ...evidence,
  }));

describe('a rule', () => {
  test('on a total fires from the score on', () => {
    const at = { kind: 'score', instrument: 'phq-9', at: 15 } as const;
    expect(fired(at, facts([response('phq-9', { score: 14 })]))).toEqual([]);
    expect(fired(at, facts([response('phq-9', { score: 15, band: 'moderately severe' })]))).toMatchObject([
      { kind: 'score', instrument: 'phq-9', score: 15, band: 'moderately severe' },
    ]);
  });

  test('on a strength fires from the score down', () => {
    const at = { kind: 'score', instrument: 'barc-10', at: 40 } as const;
    expect(fired(at, facts([response('barc-10', { score: 41 })]))).toEqual([]);
    expect(fired(at, facts([response('barc-10', { score: 40 })]))).toHaveLength(1);
  });

  test('looks at the newest answers alone', () => {
    const at = { kind: 'score', instrument: 'phq-9', at: 15 } as const;
    expect(fired(at, facts([response('phq-9', { score: 3 }), response('phq-9', { score: 20 })]))).toEqual([]);
  });

  test('on a part reads high risk and low protection the right way round', () => {
    const risk = { kind: 'subscore', instrument: 'bam', subscore: 'risk', at: 12 } as const;
    expect(fired(risk, facts([response('bam', { subscores: { risk: 12 } })]))).toMatchObject([{ score: 12 }]);
    expect(fired(risk, facts([response('bam', { subscores: { risk: 11 } })]))).toEqual([]);
    const protective = { kind: 'subscore', instrument: 'bam', subscore: 'protective', at: 12 } as const;
    expect(fired(protective, facts([response('bam', { subscores: { protective: 12 } })]))).toHaveLength(1);
    expect(fired(protective, facts([response('bam', { subscores: { protective: 13 } })]))).toEqual([]);
    expect(fired(risk, facts([response('bam', { subscores: { risk: null } })]))).toEqual([]);
  });

  test('on getting worse needs more than noise', () => {
    const worse = { kind: 'worse', instrument: 'phq-9' } as const;
    const series = (now: number) => [response('phq-9', { score: now }), response('phq-9', { score: 8 })];
    const { change } = instrumentOf('phq-9').daybridge;
    const enough = change.kind === 'total' ? change.reliablePoints : 0;
    expect(fired(worse, facts(series(8 + enough - 1)))).toEqual([]);
    expect(fired(worse, facts(series(8 + enough)))).toMatchObject([
      { kind: 'worse', before: 8, score: 8 + enough },
    ]);
    expect(fired(worse, facts([response('phq-9', { score: 20 })]))).toEqual([]);
  });

  test('on silence and on missed sessions counts days and sessions', () => {
    expect(fired({ kind: 'silent', days: 5 }, facts([], { silentDays: 4 }))).toEqual([]);
    expect(fired({ kind: 'silent', days: 5 }, facts([], { silentDays: 5 }))).toMatchObject([{ days: 5 }]);
    expect(fired({ kind: 'silent', days: 5 }, facts([]))).toEqual([]);
    expect(fired({ kind: 'missed-sessions', inRow: 2 }, facts([], { missedInRow: 2 }))).toMatchObject([
      { missed: 2 },
    ]);
    expect(fired({ kind: 'missed-sessions', inRow: 2 }, facts([], { missedInRow: 1 }))).toEqual([]);
  });
});

test('a rule of one person takes the place of everybody’s on the same subject, also to switch it off', () => {
  const all = rule({ kind: 'silent', days: 5 });
  const own = rule({ kind: 'silent', days: 10 }, { participant: 'one', isOn: false });
  const other = rule({ kind: 'missed-sessions', inRow: 2 });
  expect(rulesFor([all, own, other], 'one')).toEqual([other]);
  expect(rulesFor([all, own, other], 'two')).toEqual([all, other]);
});

describe('a safety alert is due', () => {
  const zone = 'America/New_York';
  test('within two hours', () => {
    expect(safetyDueAt(new Date('2026-11-23T15:00:00Z'), zone).toISOString()).toBe(
      '2026-11-23T17:00:00.000Z',
    );
  });
  test('before the day ends on the program’s wall', () => {
    expect(safetyDueAt(new Date('2026-11-24T04:00:00Z'), zone).toISOString()).toBe(
      '2026-11-24T04:59:00.000Z',
    );
  });
  test('never in less than half an hour', () => {
    expect(safetyDueAt(new Date('2026-11-24T04:50:00Z'), zone).toISOString()).toBe(
      '2026-11-24T05:20:00.000Z',
    );
  });
});
