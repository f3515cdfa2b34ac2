/** What the details come to: criteria counted, what does not go together, what nobody has confirmed yet. Pure. */

import dsm5 from '../instruments/dsm-5-sud.json' with { type: 'json' };
import type { Instrument } from '../instruments/instrument.ts';
import { scoreInstrument } from '../instruments/score.ts';
import type { Inputs } from '../level-of-care/level-of-care.ts';
import { INPUT_RULES, type InputKey } from '../level-of-care/level-of-care-inputs.ts';
import type { Details, DutyHours, Evidence, EvidenceItem, Substance } from './details.ts';

interface TwoLanguages {
  readonly en: string;
  readonly es: string;
}

/** Criteria met of one substance: the instrument's own count and severity. @see field guide 1.10 */
export interface CriteriaCount {
  readonly name: Substance['name'];
  /** null: nothing assessed yet, or refused because a criterion does not apply to this class. */
  readonly count: number | null;
  /** Criteria not assessed. */
  readonly missing: number;
  /** "no SUD", "mild", "moderate", "severe", or what it can still be. */
  readonly severity: string | null;
  readonly flags: readonly string[];
  readonly faults: readonly string[];
}

const DSM5 = dsm5 as unknown as Instrument;

export function criteriaOf({ name, isSupervised, criteria }: Substance): CriteriaCount {
  const answers = criteria.map((met) => (met === null ? null : met ? 1 : 0));
  if (answers.every((answer) => answer === null)) {
    return { name, count: null, missing: answers.length, severity: null, flags: [], faults: [] };
  }
  const scored = scoreInstrument(DSM5, answers, { supervised: isSupervised ? 1 : 0, substance: name });
  return {
    name,
    count: typeof scored.score === 'number' ? scored.score : null,
    missing: scored.missing.length,
    severity: scored.band,
    flags: scored.flags,
    faults: scored.faults,
  };
}

/** The table's `sud`: the highest count of any substance; null while none is counted. Tobacco is no level of care's. */
export function suggestedSud(counts: readonly CriteriaCount[]): number | null {
  const counted = counts.flatMap(({ name, count }) => (count === null || name === 'tobacco' ? [] : [count]));
  return counted.length === 0 ? null : Math.max(...counted);
}

export interface Contradiction {
  /** JSON pointer into the assessment: "/details/substances/0/lastUseOn". */
  readonly pointer: string;
  readonly detail: TwoLanguages;
}

const said = (pointer: string, en: string, es: string): Contradiction => ({ pointer, detail: { en, es } });

/** What does not go together. It is said, and refuses nothing: the clinician knows which of the two is right. */
export function contradictionsIn(details: Details, inputs: Inputs, today: string): readonly Contradiction[] {
  return [
    ...details.substances.flatMap((substance, at) => ofSubstance(substance, at, details.age, today)),
    ...ofCounts(details, inputs),
    ...ofLife(details, inputs),
    ...ofTreatment(details, today),
  ];
}

function ofSubstance(
  { firstUseAge, lastUseOn, frequency, name, criteria }: Substance,
  at: number,
  age: number | null,
  today: string,
): readonly Contradiction[] {
  const path = `/details/substances/${at}`;
  const found: Contradiction[] = [];
  if (lastUseOn !== null && lastUseOn > today) {
    found.push(
      said(`${path}/lastUseOn`, 'The last use is in the future.', 'El último uso está en el futuro.'),
    );
  }
  if (firstUseAge !== null && age !== null && firstUseAge > age) {
    found.push(
      said(
        `${path}/firstUseAge`,
        `First use at ${firstUseAge}, but the person is ${age}.`,
        `Primer uso a los ${firstUseAge}, pero la persona tiene ${age}.`,
      ),
    );
  }
  if (frequency === 'daily' && lastUseOn !== null && daysBetween(lastUseOn, today) > 31) {
    found.push(
      said(
        `${path}/frequency`,
        'Daily use, but the last use is more than a month ago.',
        'Uso diario, pero el último uso fue hace más de un mes.',
      ),
    );
  }
  if (['hallucinogen', 'pcp', 'inhalant'].includes(name) && criteria[10] === true) {
    found.push(
      said(
        `${path}/criteria/10`,
        'Withdrawal is not a criterion for this substance, so nothing is counted.',
        'La abstinencia no es un criterio para esta sustancia; no se cuenta nada.',
      ),
    );
  }
  return found;
}

function ofCounts(details: Details, inputs: Inputs): readonly Contradiction[] {
  const found: Contradiction[] = [];
  const counts = details.substances.map(criteriaOf);
  const sud = suggestedSud(counts);
  if (sud !== null && typeof inputs.sud === 'number' && inputs.sud !== sud) {
    found.push(
      said(
        '/inputs/sud',
        `The criteria come to ${sud}, the answer says ${inputs.sud}.`,
        `Los criterios suman ${sud}, la respuesta dice ${inputs.sud}.`,
      ),
    );
  }
  const hasOpioid = details.substances.some(({ name }) => name === 'opioid');
  if (hasOpioid && inputs.opioid === 'no') {
    found.push(
      said(
        '/inputs/opioid',
        'An opioid is listed, the answer says none.',
        'Hay un opioide en la lista, la respuesta dice que no.',
      ),
    );
  }
  if (details.substances.length > 0 && !hasOpioid && inputs.opioid === 'yes') {
    found.push(
      said(
        '/inputs/opioid',
        'The answer says an opioid, none is listed.',
        'La respuesta dice que hay un opioide, no hay ninguno en la lista.',
      ),
    );
  }
  return found;
}

function ofLife(details: Details, inputs: Inputs): readonly Contradiction[] {
  const found: Contradiction[] = [];
  const { age, home } = details;
  if (age !== null && inputs.age !== undefined && age >= 18 !== (inputs.age === 'adult')) {
    found.push(
      said(
        '/inputs/age',
        `The age group does not go with ${age} years.`,
        `El grupo de edad no corresponde a ${age} años.`,
      ),
    );
  }
  if (age !== null && age < 12) {
    found.push(
      said(
        '/details/age',
        'The table is for people of 12 and over.',
        'La tabla es para personas de 12 años o más.',
      ),
    );
  }
  if (home?.isSafe === 'no' && (inputs.environment === 'supportive' || inputs.environment === 'limited')) {
    found.push(
      said(
        '/inputs/environment',
        'Home is not safe, but the answer calls it supportive.',
        'El hogar no es seguro, pero la respuesta dice que apoya.',
      ),
    );
  }
  if (
    inputs.psych === 'none' &&
    details.conditions.some(
      ({ state, severity }) => state !== 'past' && (severity === 'moderate' || severity === 'severe'),
    )
  ) {
    found.push(
      said(
        '/inputs/psych',
        'A mental-health condition is listed as moderate or severe, the answer says none.',
        'Hay una condición de salud mental moderada o grave en la lista, la respuesta dice ninguna.',
      ),
    );
  }
  details.duties.forEach(({ hours }, at) => {
    hours.forEach((each, index) => {
      if (each.start !== each.end) return;
      found.push(
        said(
          `/details/duties/${at}/hours/${index}`,
          'It begins and ends at the same time.',
          'Empieza y termina a la misma hora.',
        ),
      );
    });
  });
  return found;
}

function ofTreatment({ earlierTreatment }: Details, today: string): readonly Contradiction[] {
  return earlierTreatment.flatMap(({ when }, at) =>
    when !== null && when > today.slice(0, when.length)
      ? [
          said(
            `/details/earlierTreatment/${at}/when`,
            'Earlier treatment in the future.',
            'Tratamiento anterior en el futuro.',
          ),
        ]
      : [],
  );
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const isPrefilled = ({ source }: EvidenceItem): boolean =>
  source === 'screener' || source === 'last-assessment';

/** Inputs that only began the form: nobody licensed has confirmed them yet. In the table's order. */
export const unconfirmedIn = (inputs: Inputs, evidence: Evidence): readonly InputKey[] =>
  INPUT_RULES.flatMap(({ key }) => {
    const item = evidence[key];
    return inputs[key] !== undefined && item !== undefined && isPrefilled(item) && !item.isConfirmed
      ? [key]
      : [];
  });

/** The evidence of inputs that begin a form. */
export const prefilledEvidence = (inputs: Inputs, source: 'screener' | 'last-assessment'): Evidence =>
  Object.fromEntries(
    INPUT_RULES.filter(({ key }) => inputs[key] !== undefined).map(({ key }): [InputKey, EvidenceItem] => [
      key,
      { source, sentence: '', response: null, instrument: null, score: null, isConfirmed: false },
    ]),
  );

/**
 * The evidence after a form was saved without a word on it: an answer that was changed is the clinician's own, so what
 * it began with no longer stands behind it.
 */
export const evidenceAfter = (evidence: Evidence, before: Inputs, after: Inputs): Evidence =>
  Object.fromEntries(
    Object.entries(evidence).filter(
      ([key, item]) => item !== undefined && (!isPrefilled(item) || before[key] === after[key]),
    ),
  );

/** A duty's hours as minutes of the week from Monday 00:00; what runs past midnight goes on the next day. */
export const weekMinutesOf = ({ days, start, end }: DutyHours): readonly { start: number; end: number }[] =>
  [...new Set(days)]
    .sort((one, other) => one - other)
    .flatMap((weekday) => {
      const at = (weekday - 1) * 1440;
      if (start < end) return [{ start: at + start, end: at + end }];
      if (start === end) return [];
      const next = (weekday % 7) * 1440;
      return [{ start: at + start, end: at + 1440 }, ...(end > 0 ? [{ start: next, end: next + end }] : [])];
    });
