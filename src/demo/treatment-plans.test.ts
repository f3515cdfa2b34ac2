import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newKey } from '../platform/secrets.ts';
import { ratingsOf } from '../treat/plan/areas.ts';
import { planFaults } from '../treat/plan/treatment-plan.ts';
import { decisionRows, Keyring, wholeInputs } from './people.rows.ts';
import { PEOPLE } from './people.ts';
import { demoPlans, treatmentPlanRows } from './treatment-plans.rows.ts';
import { OWN_GOALS, planWordsOf, SAID } from './treatment-plans.ts';

const TODAY = '2025-11-02';
const UNKIND =
  /addict|alcoholic|\babus|\bclean\b|\bdirty\b|relapse|no-show|non-?compliant|refus|denied|reject|\bfail|junkie|adict|alcohólic|recaíd/i;

const plansOn = (today: string) => {
  const keys = new Keyring(newKey());
  return demoPlans(today, decisionRows(today, keys));
};

describe('the invented plans', () => {
  test('could each be signed: both conditions, every heavy area, own words, a day to see it by', () => {
    for (const { person, number, content } of plansOn(TODAY)) {
      const faults = planFaults(content, {
        today: TODAY,
        track: person.isDual ? 'dual' : 'standard',
        ratings: ratingsOf(wholeInputs(person.inputs)),
        statuses: new Map(),
        letGo: new Set(),
      });
      expect(faults, `${person.code} ${number}`).toEqual([]);
    }
  });

  test('are there for everybody whose care has begun, in order, none later than yesterday', () => {
    fc.assert(
      fc.property(
        fc
          .date({ min: new Date('2026-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
          .map((date) => date.toISOString().slice(0, 10)),
        (today) => {
          const plans = plansOn(today);
          for (const person of PEOPLE.filter(({ weeksIn }) => weeksIn >= 0)) {
            const own = plans.filter((plan) => plan.person === person);
            const days = own.flatMap(({ signedOn }) => signedOn ?? []);
            expect(own.length, person.code).toBeGreaterThan(0);
            expect(days).toEqual(days.toSorted());
            expect(days.every((day) => day < today)).toBe(true);
            expect(own.map(({ number }) => number)).toEqual(own.map((_, at) => at + 1));
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  test('are said in the person’s language and with no unkind word', () => {
    for (const { person, content } of plansOn(TODAY)) {
      const { goals } = planWordsOf(person);
      expect(content.goals.map(({ words }) => words)).toEqual(
        goals.map(({ words }) => words[person.language]),
      );
      expect(JSON.stringify(content)).not.toMatch(UNKIND);
    }
    expect(JSON.stringify([SAID, OWN_GOALS])).not.toMatch(UNKIND);
  });

  test('seal every word', () => {
    const keys = new Keyring(newKey());
    const rows = treatmentPlanRows(TODAY, keys, decisionRows(TODAY, keys));
    const bare = JSON.stringify(rows, (_, value) => (value instanceof Uint8Array ? undefined : value));
    for (const { content } of plansOn(TODAY)) {
      for (const { words, nextStep } of content.goals) {
        expect(bare).not.toContain(words);
        expect(bare).not.toContain(nextStep);
      }
    }
  });
});
