import { addDays, type Language } from '../design/index.ts';
import type { Kind, Part, Until } from './sharing.ts';

export type Whom = 'close' | 'doctor' | 'program' | 'notes';
export type Step = 'who' | 'what' | 'why' | 'until' | 'preview' | 'sign';

/** What the person said so far; nothing is said for them. */
export interface Answers {
  readonly whom: Whom | undefined;
  readonly name: string;
  readonly relation: string;
  readonly parts: readonly Part[];
  readonly because: string;
  readonly until: 'month' | 'quarter' | 'treatment' | 'none' | 'day' | undefined;
  readonly day: string;
  readonly gifts: 'may-ask' | 'may-not-ask' | undefined;
}

export const NOBODY: Answers = {
  whom: undefined,
  name: '',
  relation: '',
  parts: [],
  because: '',
  until: undefined,
  day: '',
  gifts: undefined,
};

/** A form whose content is fixed asks neither what nor why. */
export const STEPS = ({ whom }: Answers): readonly Step[] =>
  whom === 'program' || whom === 'notes'
    ? ['who', 'until', 'preview', 'sign']
    : ['who', 'what', 'why', 'until', 'preview', 'sign'];

const CLOSE: readonly Part[] = ['schedule', 'attendance', 'plan', 'measure', 'medication', 'note'];
const DOCTOR: readonly Part[] = [
  'identity',
  'contact',
  'schedule',
  'attendance',
  'assessment',
  'plan',
  'note',
  'measure',
  'medication',
  'test',
  'document',
];

/** What can be shared with them at all. */
export function partsFor(whom: Whom | undefined): readonly Part[] {
  switch (whom) {
    case 'doctor':
      return DOCTOR;
    case 'program':
      return [...DOCTOR, 'money'];
    case 'notes':
      return ['counselling_note'];
    default:
      return CLOSE;
  }
}

const OTHERS = {
  en: 'My treating providers, health plans, third-party payers, and people helping to operate this program',
  es: 'Quienes me atienden, los planes de salud, otros que pagan, y quienes ayudan a este programa a trabajar',
} as const;

const KINDS: Readonly<Record<Whom, Kind>> = {
  close: 'specific',
  doctor: 'specific',
  program: 'tpo',
  notes: 'counselling-notes',
};

/** What is sent, to be previewed and then to be signed. */
export function draftFrom(answers: Answers, language: Language) {
  const whom = answers.whom ?? 'close';
  const isFixed = whom === 'program' || whom === 'notes';
  return {
    kind: KINDS[whom],
    language,
    categories: isFixed ? partsFor(whom) : answers.parts,
    recipient:
      whom === 'program'
        ? { kind: 'class', name: OTHERS[language] }
        : {
            kind: whom === 'close' ? 'supporter' : 'organisation',
            name: answers.name.trim(),
            ...(whom === 'close' && answers.relation.trim() !== ''
              ? { relation: answers.relation.trim() }
              : {}),
          },
    purposes:
      whom === 'close'
        ? ['support']
        : whom === 'program'
          ? ['treatment', 'payment', 'operations']
          : ['treatment'],
    ...(answers.because.trim() === '' ? {} : { because: answers.because.trim() }),
    expiry: endOf(answers),
    ...(answers.gifts === undefined ? {} : { fundraising: answers.gifts }),
  };
}

const MONTH_DAYS = 30;

function endOf({ until, day }: Answers): Until {
  const today = new Date().toISOString().slice(0, 10);
  switch (until) {
    case 'month':
      return { on: addDays(today, MONTH_DAYS) };
    case 'quarter':
      return { on: addDays(today, 3 * MONTH_DAYS) };
    case 'day':
      return { on: day };
    case 'none':
      return { event: 'none' };
    default:
      return { event: 'end-of-treatment' };
  }
}
