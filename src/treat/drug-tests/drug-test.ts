/** What a drug test says, beside what the person is prescribed. Pure. */
import { MEDICINES } from '../medication/medicines.ts';
import type { Taken } from '../medication/record.ts';
import { MUST_BE_SAID } from './panels.ts';

export const RESULTS = ['not-detected', 'detected', 'invalid'] as const;
export type Result = (typeof RESULTS)[number];

export interface TestRead {
  readonly kind: 'presumptive' | 'definitive';
  readonly panel: readonly string[];
  readonly results: Readonly<Record<string, Result>>;
  readonly collectedOn: string;
  /** A definitive test that follows this one up. */
  readonly confirmedBy: 'ordered' | 'resulted' | null;
}

export interface SubstanceRead {
  readonly substance: string;
  readonly result: Result;
  /** Whether a prescribed medicine explains it, or should have shown. */
  readonly reading: 'expected' | 'not-expected' | 'expected-not-detected' | 'plain';
}

export interface Reading {
  readonly substances: readonly SubstanceRead[];
  /** What this test could not see: said, so that nobody takes it for negative. */
  readonly notOnPanel: readonly string[];
  /** What has no explanation yet is confirmed before anything follows from it. */
  readonly followUp: 'none' | 'needed' | 'ordered' | 'done';
}

/** `medicines` of the person, ended ones too: what counts is what they took when the test was collected. */
export function readTest(test: TestRead, medicines: readonly Taken[]): Reading {
  const then = medicines.filter(
    ({ since, until, endedHow }) =>
      endedHow !== 'entered-in-error' &&
      (since === null || since <= test.collectedOn) &&
      (until === null || until >= test.collectedOn),
  );
  const expected = showing(then);
  // An agonist that is prescribed and not found is as much a question as one that is found and not prescribed.
  const mustShow = showing(then.filter(({ classes }) => classes.includes('opioid-agonist')));
  const substances = test.panel.flatMap((substance): SubstanceRead[] => {
    const result = test.results[substance];
    if (result === undefined) return [];
    if (result === 'detected') {
      return [{ substance, result, reading: expected.has(substance) ? 'expected' : 'not-expected' }];
    }
    return [
      {
        substance,
        result,
        reading: result === 'not-detected' && mustShow.has(substance) ? 'expected-not-detected' : 'plain',
      },
    ];
  });
  const isOpen = substances.some(
    ({ reading }) => reading === 'not-expected' || reading === 'expected-not-detected',
  );
  return {
    substances,
    notOnPanel: [...new Set([...MUST_BE_SAID, ...mustShow])].filter((one) => !test.panel.includes(one)),
    followUp:
      !isOpen || test.kind === 'definitive'
        ? 'none'
        : test.confirmedBy === null
          ? 'needed'
          : test.confirmedBy === 'resulted'
            ? 'done'
            : 'ordered',
  };
}

const showing = (medicines: readonly Taken[]): ReadonlySet<string> =>
  new Set(medicines.flatMap(({ medicine }) => MEDICINES.get(medicine)?.shows ?? []));
