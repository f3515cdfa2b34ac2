import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QUESTIONS } from '../assessment/assessment.ts';
import { type Inputs, type Level, recommend, weeklyDoseOf } from './level-of-care.ts';
import { makeReader } from './level-of-care-given.ts';
import { RISKS } from './level-of-care-inputs.ts';
import { TABLE } from './table.ts';
import { VIGNETTES, type Vignette } from './vignettes.ts';

const ask = (inputs: Inputs) => recommend(TABLE, QUESTIONS, inputs);

const given = makeReader(QUESTIONS);
/** Inputs as the guide writes them: left out is usual, null is not assessed. */
function person(written: Vignette['inputs']): Inputs {
  const read = given(written);
  if (!read.ok) throw new Error(read.message);
  return read.inputs;
}

describe('table loc-2026.1', () => {
  test('has the 34 worked vignettes of the field guide', () => {
    expect(VIGNETTES.table).toBe(TABLE.version);
    expect(VIGNETTES.vignettes).toHaveLength(34);
    expect(new Set(VIGNETTES.vignettes.map(({ id }) => id)).size).toBe(34);
  });

  test.each(VIGNETTES.vignettes)('$id: $words: $level by $row', (vignette) => {
    const inputs = person(vignette.inputs);
    const { level, row, flags } = ask(inputs);
    const dose = level === 'INCOMPLETE' ? null : weeklyDoseOf(TABLE, inputs, level);
    expect({ level, row, flags: [...flags].sort(), dose }).toEqual({
      level: vignette.level,
      row: vignette.row,
      flags: vignette.flags,
      dose: vignette.dose,
    });
  });

  test('every row decides at least one vignette', () => {
    const reached = new Set(VIGNETTES.vignettes.map(({ row }) => row));
    expect(TABLE.rows.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  test('every row speaks to staff and to the person in words of their own', () => {
    for (const { id, reason, forPerson } of TABLE.rows) expect(forPerson, id).not.toEqual(reason);
  });

  test('every dose has a visit one to one', () => {
    const steps = Object.values(TABLE.doses).flatMap((levels) => Object.values(levels).flat());
    for (const { visits } of steps) expect(visits.some(({ kind }) => kind === 'individual')).toBe(true);
  });

  const complete = fc.record(
    Object.fromEntries(QUESTIONS.map((question) => [question.key, fc.constantFrom(...question.values)])),
  );

  test('every complete set of answers has exactly one result, and the same one again', () => {
    fc.assert(
      fc.property(complete, (inputs) => {
        const found = ask(inputs);
        expect(found.level).not.toBe('INCOMPLETE');
        expect(found.considered.filter(({ isMatch }) => isMatch)).toEqual([
          { row: found.row, isMatch: true },
        ]);
        expect(ask(inputs)).toEqual(found);
      }),
      { numRuns: 2000 },
    );
  });

  test('a worse answer to a risk never yields a less intensive level', () => {
    fc.assert(
      fc.property(complete, fc.constantFrom(...RISKS), (inputs, key) => {
        const values = QUESTIONS.find((question) => question.key === key)?.values ?? [];
        const worse = values[values.indexOf(inputs[key] ?? '') + 1];
        if (worse === undefined) return;
        const [before, after] = [ask(inputs).level, ask({ ...inputs, [key]: worse }).level];
        if (before === 'REFER_MH' || after === 'REFER_MH') return;
        expect(TABLE.order.indexOf(after as Level)).toBeGreaterThanOrEqual(
          TABLE.order.indexOf(before as Level),
        );
      }),
      { numRuns: 5000 },
    );
  });

  test('gates fire on whatever is known, however much is missing', () => {
    fc.assert(
      fc.property(complete, fc.subarray(QUESTIONS.map(({ key }) => key)), (inputs, gone) => {
        if (ask(inputs).level !== 'EMERGENCY') return;
        const gate = TABLE.rows.find(({ id }) => id === ask(inputs).row);
        const kept = gone.filter((key) => !JSON.stringify(gate?.when).includes(`"${key}"`));
        const some = Object.fromEntries(Object.entries(inputs).filter(([key]) => !kept.includes(key)));
        expect(ask(some).level).toBe('EMERGENCY');
      }),
      { numRuns: 1000 },
    );
  });

  test('readiness never opens or closes a gate', () => {
    fc.assert(
      fc.property(
        complete,
        fc.constantFrom('willing', 'ambivalent', 'mandated', 'refuses'),
        (inputs, readiness) => {
          const isEmergency = ask(inputs).level === 'EMERGENCY';
          expect(ask({ ...inputs, readiness }).level === 'EMERGENCY').toBe(isEmergency);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('what would change the level really changes it', () => {
    fc.assert(
      fc.property(complete, (inputs) => {
        for (const { key, to, level } of ask(inputs).flips) {
          expect(ask({ ...inputs, [key]: to }).level).toBe(level);
        }
      }),
      { numRuns: 300 },
    );
  });
});
