import { words } from '../design/index.ts';

/** What a part of the record is, in plain words. */
export const categoryWords = words(
  {
    record: 'that you are here',
    identity: 'your name',
    contact: 'how to reach you',
    schedule: 'your week',
    attendance: 'when you came',
    assessment: 'your assessment',
    plan: 'your care and its level',
    note: 'notes',
    counselling_note: 'counseling notes',
    measure: 'your check-ins',
    medication: 'your medicine',
    test: 'tests',
    money: 'bills',
    document: 'what you sent',
    consent: 'what you share',
    disclosure: 'what was given out',
  },
  {
    record: 'que usted está aquí',
    identity: 'su nombre',
    contact: 'cómo contactarle',
    schedule: 'su semana',
    attendance: 'cuándo vino',
    assessment: 'su evaluación',
    plan: 'su atención y su nivel',
    note: 'notas',
    counselling_note: 'notas de consejería',
    measure: 'cómo dijo que está',
    medication: 'su medicina',
    test: 'pruebas',
    money: 'cuentas',
    document: 'lo que usted envió',
    consent: 'lo que comparte',
    disclosure: 'lo que se dio a otros',
  },
);

export const roleWords = words(
  {
    counselor: 'counselor',
    facilitator: 'group leader',
    coordinator: 'coordinator',
    prescriber: 'prescriber',
    nurse: 'nurse',
    biller: 'billing',
    director: 'director',
    privacy: 'privacy officer',
    admin: 'administrator',
    supporter: 'somebody you share with',
    outside: 'another program',
    participant: 'you',
  },
  {
    counselor: 'consejería',
    facilitator: 'guía de grupo',
    coordinator: 'coordinación',
    prescriber: 'quien receta',
    nurse: 'enfermería',
    biller: 'cobros',
    director: 'dirección',
    privacy: 'privacidad',
    admin: 'administración',
    supporter: 'alguien con quien comparte',
    outside: 'otro programa',
    participant: 'usted',
  },
);

/** A word of one of the lists, or the term itself where there is none. */
export const said = (list: Readonly<Record<string, string>>, term: string): string => list[term] ?? term;
