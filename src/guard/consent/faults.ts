import type { ConsentDraft } from './draft.ts';
import type { ConsentForm, ConsentKind, Element, Language } from './forms.ts';
import { FORMS } from './forms.ts';

/** Why a consent is not one: an element that is missing, or a rule it breaks. */
export type FaultCode =
  | Element
  | 'members'
  | 'recipient-kind'
  | 'purpose-kind'
  | 'end-kind'
  | 'ended'
  | 'notes-apart'
  | 'no-notes-for-court'
  | 'condition'
  | 'together';

export interface ConsentFault {
  readonly code: FaultCode;
  /** The field it belongs to: a JSON pointer into the draft. */
  readonly pointer: string;
  readonly words: string;
}

const WORDS: Readonly<Record<FaultCode, readonly [pointer: string, en: string, es: string]>> = {
  patient: ['/patient', 'Say whose record it is.', 'Diga de quién es el expediente.'],
  discloser: ['/discloser', 'Say who shares.', 'Diga quién comparte.'],
  information: ['/categories', 'Pick what they may see.', 'Elija qué pueden ver.'],
  recipient: ['/recipient', 'Say who may see it.', 'Diga quién lo puede ver.'],
  members: [
    '/recipient/members',
    'Name who gets it through them, or say that it is those who treat you.',
    'Diga quién lo recibe por medio de ellos, o que son quienes le atienden.',
  ],
  purpose: ['/purposes', 'Say what it is for.', 'Diga para qué es.'],
  revocation: [
    '/statements/revocation',
    'The form must say how to stop it.',
    'La hoja debe decir cómo pararlo.',
  ],
  reliance: [
    '/statements/reliance',
    'The form must say what cannot be taken back.',
    'La hoja debe decir qué no se puede borrar.',
  ],
  expiry: ['/expiry', 'Say until when.', 'Diga hasta cuándo.'],
  signature: ['/signature', 'Type your name to sign.', 'Escriba su nombre para firmar.'],
  date: ['/signedOn', 'The day it was signed is missing.', 'Falta el día en que se firmó.'],
  redisclosure: [
    '/statements/redisclosure',
    'The form must say whether they may pass it on.',
    'La hoja debe decir si ellos lo pueden dar a otros.',
  ],
  refusal: [
    '/statements/refusal',
    'The form must say what happens if you say no.',
    'La hoja debe decir qué pasa si usted dice que no.',
  ],
  fundraising: [
    '/fundraising',
    'Say whether we may ask you for gifts.',
    'Diga si podemos pedirle una ayuda para el programa.',
  ],
  case: ['/caseNumber', 'Say which case it is for.', 'Diga para qué caso es.'],
  officials: [
    '/officials',
    'Name the people who watch over the case.',
    'Diga los nombres de quienes siguen el caso.',
  ],
  study: ['/study', 'Say which study it is for.', 'Diga para qué estudio es.'],
  'recipient-kind': [
    '/recipient/kind',
    'This form is not for them. Use another form.',
    'Esta hoja no es para ellos. Use otra hoja.',
  ],
  'purpose-kind': [
    '/purposes',
    'This form is not for that. Use another form.',
    'Esta hoja no es para eso. Use otra hoja.',
  ],
  'end-kind': [
    '/expiry',
    'This form cannot end that way. Pick another end.',
    'Esta hoja no puede acabar así. Elija otro fin.',
  ],
  ended: ['/expiry/on', 'That day is over. Pick a later day.', 'Ese día ya pasó. Elija uno más tarde.'],
  'notes-apart': [
    '/categories',
    'A counselor’s private notes have a form of their own. They cannot go with other things.',
    'Las notas privadas del consejero tienen su propia hoja. No pueden ir con otras cosas.',
  ],
  'no-notes-for-court': [
    '/categories',
    'The court sees if you come and how the plan goes. It sees no notes and no tests of yours.',
    'La corte ve si usted viene y cómo va el plan. No ve notas ni pruebas suyas.',
  ],
  condition: [
    '/isConditionOfCare',
    'Care may not depend on this yes.',
    'La atención no puede depender de este sí.',
  ],
  together: [
    '/kind',
    'These forms cannot be signed together. Sign each one by itself.',
    'Estas hojas no se pueden firmar juntas. Firme cada una por separado.',
  ],
};

/** Said in the language of whoever reads the form. */
export function faultOf(code: FaultCode, language: Language): ConsentFault {
  const [pointer, en, es] = WORDS[code];
  return { code, pointer, words: language === 'es' ? es : en };
}

const isSaid = (words: string | undefined): boolean => (words ?? '').trim() !== '';
const isAny = (list: readonly unknown[] | undefined): boolean => (list ?? []).length > 0;

const IS_THERE: Readonly<Record<Element, (draft: ConsentDraft) => boolean>> = {
  patient: ({ patient }) => isSaid(patient),
  discloser: ({ discloser }) => isSaid(discloser),
  information: ({ categories, information }) => isAny(categories) && isSaid(information),
  recipient: ({ recipient }) => isSaid(recipient?.name),
  purpose: ({ purposes }) => isAny(purposes),
  revocation: ({ statements }) => isSaid(statements?.revocation),
  reliance: ({ statements }) => isSaid(statements?.reliance),
  expiry: ({ expiry }) => expiry !== undefined,
  signature: ({ signature }) => isSaid(signature?.name),
  date: ({ signedOn }) => isSaid(signedOn),
  redisclosure: ({ statements }) => isSaid(statements?.redisclosure),
  refusal: ({ statements }) => isSaid(statements?.refusal),
  fundraising: ({ fundraising, statements }) =>
    fundraising === 'not-used' || (fundraising !== undefined && isSaid(statements?.fundraising)),
  case: ({ caseNumber }) => isSaid(caseNumber),
  officials: ({ officials }) => isAny(officials),
  study: ({ study }) => isSaid(study),
};

const CLINICAL_DETAIL: readonly string[] = ['note', 'counselling_note', 'measure', 'test', 'assessment'];

/**
 * Everything that keeps this from being a consent; empty when it is one.
 * @param today the day on the program's wall, YYYY-MM-DD
 * @see 42 CFR 2.31(a)-(d), 2.35
 */
export function faultsIn(draft: ConsentDraft, today: string): readonly ConsentFault[] {
  const form = FORMS[draft.kind];
  const missing = form.requires.filter((element) => !IS_THERE[element](draft));
  return [...missing, ...rulesBrokenBy(draft, form, today)].map((code) => faultOf(code, draft.language));
}

function rulesBrokenBy(draft: ConsentDraft, form: ConsentForm, today: string): readonly FaultCode[] {
  const { recipient, purposes = [], categories = [], expiry } = draft;
  const broken: FaultCode[] = [];
  if (recipient !== undefined && !form.recipients.includes(recipient.kind)) broken.push('recipient-kind');
  if (recipient?.kind === 'intermediary' && !isAny(recipient.members)) broken.push('members');
  if (purposes.some((purpose) => !form.purposes.includes(purpose))) broken.push('purpose-kind');
  if (expiry !== undefined && !form.ends.includes('on' in expiry ? 'date' : expiry.event)) {
    broken.push('end-kind');
  }
  if (expiry !== undefined && 'on' in expiry && expiry.on < today) broken.push('ended');
  const hasNotes = categories.includes('counselling_note');
  if (draft.kind === 'counselling-notes' ? categories.some((it) => it !== 'counselling_note') : hasNotes) {
    broken.push('notes-apart');
  }
  if (draft.kind === 'criminal-justice' && categories.some((it) => CLINICAL_DETAIL.includes(it))) {
    broken.push('no-notes-for-court');
  }
  if (draft.isConditionOfCare === true && !form.mayConditionCare) broken.push('condition');
  return broken;
}

/**
 * Whether these forms may be signed in one go. Counselling notes go alone or with their own kind; a consent for use in
 * proceedings goes with nothing, not even another of its kind.
 * @see 42 CFR 2.31(b)-(d)
 */
export function maySignTogether(kinds: readonly ConsentKind[]): boolean {
  if (kinds.length < 2) return true;
  const isFine = (kind: ConsentKind): boolean => {
    const { alone } = FORMS[kind];
    return alone === 'may-join' || (alone === 'with-its-own-kind' && kinds.every((other) => other === kind));
  };
  return kinds.every(isFine);
}
