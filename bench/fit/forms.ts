/** The forms of somebody who is assessed, each blank now and then, scored by the files of the instruments. */
import { instrumentOf } from '../../src/fit/instruments/load.ts';
import { scoreInstrument } from '../../src/fit/instruments/score.ts';

const FORMS = ['phq-9', 'gad-7', 'audit-c', 'dsm-5-sud'].map((id) => instrumentOf(id));
/** The chance that one answer is left out: about every fifth person has a blank somewhere. */
const BLANK_SHARE = 1 / 150;

export type Filled = readonly (readonly (number | null)[])[];

/** @param random numbers from 0 up to 1, not including it */
export function filledForms(random: () => number): Filled {
  return FORMS.map(({ daybridge: { items } }) =>
    items.map(({ answers }) => {
      if (random() < BLANK_SHARE) return null;
      if ('from' in answers) return answers.from + Math.floor(random() * (answers.to - answers.from + 1));
      return answers[Math.floor(random() * answers.length)] ?? null;
    }),
  );
}

/** The DSM-5 criteria counted, after every form was scored; null while it is not certain. */
export function scoredForms(filled: Filled): number | null {
  let criteria: number | null = null;
  for (let form = 0; form < FORMS.length; form++) {
    const instrument = FORMS[form];
    if (instrument === undefined) continue;
    const { score, status } = scoreInstrument(instrument, filled[form] ?? [], { sex: 'F' });
    if (instrument.daybridge.id === 'dsm-5-sud')
      criteria = status === 'complete' && typeof score === 'number' ? score : null;
  }
  return criteria;
}
