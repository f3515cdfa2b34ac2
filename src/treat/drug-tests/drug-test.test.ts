import { describe, expect, test } from 'vitest';
import { MEDICINES } from '../medication/medicines.ts';
import { ago, taking } from '../medication/testing.ts';
import { readTest, type TestRead } from './drug-test.ts';
import { PANELS, SUBSTANCES } from './panels.ts';

const CUP = ['amphetamines', 'opiates', 'buprenorphine', 'benzodiazepines'];
const aTest = (results: TestRead['results'], more: Partial<TestRead> = {}): TestRead => ({
  kind: 'presumptive',
  panel: CUP,
  results: { ...Object.fromEntries(CUP.map((one) => [one, 'not-detected' as const])), ...results },
  collectedOn: ago(1),
  confirmedBy: null,
  ...more,
});
const readings = (of: TestRead, ...medicines: Parameters<typeof readTest>[1]) =>
  Object.fromEntries(
    readTest(of, medicines)
      .substances.filter(({ reading }) => reading !== 'plain')
      .map(({ substance, reading }) => [substance, reading]),
  );

describe('a result', () => {
  test('that a prescribed medicine explains is expected, and nothing follows from it', () => {
    const buprenorphine = taking('buprenorphine-naloxone');
    expect(readings(aTest({ buprenorphine: 'detected' }), buprenorphine)).toEqual({
      buprenorphine: 'expected',
    });
    expect(readTest(aTest({ buprenorphine: 'detected' }), [buprenorphine]).followUp).toBe('none');
  });

  test('is not explained by a medicine that ended before, or by a line entered in error', () => {
    for (const endedHow of ['completed', 'entered-in-error'] as const) {
      const before = taking('clonazepam', { until: endedHow === 'completed' ? ago(10) : ago(0), endedHow });
      expect(readings(aTest({ benzodiazepines: 'detected' }), before)).toEqual({
        benzodiazepines: 'not-expected',
      });
    }
  });

  test('that should show a prescribed agonist and does not is a flag; of another medicine it is none', () => {
    expect(readings(aTest({}), taking('buprenorphine-sl'), taking('clonazepam'))).toEqual({
      buprenorphine: 'expected-not-detected',
    });
  });

  test('that could not be read is no result', () => {
    expect(readings(aTest({ buprenorphine: 'invalid' }), taking('buprenorphine-sl'))).toEqual({});
  });
});

describe('before anything follows', () => {
  const open = (more: Partial<TestRead> = {}) =>
    readTest(aTest({ amphetamines: 'detected' }, more), []).followUp;

  test('a presumptive result without an explanation is confirmed', () => {
    expect([open(), open({ confirmedBy: 'ordered' }), open({ confirmedBy: 'resulted' })]).toEqual([
      'needed',
      'ordered',
      'done',
    ]);
    expect(open({ kind: 'definitive' })).toBe('none');
    expect(readTest(aTest({}), []).followUp).toBe('none');
  });
});

test('what the panel does not look for is said: fentanyl always, and a prescribed agonist', () => {
  expect(readTest(aTest({}), []).notOnPanel).toEqual(['fentanyl', 'alcohol']);
  expect(readTest(aTest({}), [taking('methadone')]).notOnPanel).toContain('methadone');
});

test('panels and medicines name only substances that there are', () => {
  const named = [
    ...PANELS.flatMap(({ substances }) => substances),
    ...[...MEDICINES.values()].flatMap(({ shows }) => shows),
  ];
  expect(named.filter((key) => !SUBSTANCES.has(key))).toEqual([]);
});
