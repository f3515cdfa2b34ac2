import type { ConsentPurpose, Language, Shareable } from './forms.ts';

type Both = Readonly<Record<Language, string>>;

/** What each part of a record is called on a form. */
export const SHARED: Readonly<Record<Shareable, Both>> = {
  identity: { en: 'my name and birth date', es: 'mi nombre y fecha de nacimiento' },
  contact: { en: 'how to reach me', es: 'cómo encontrarme' },
  schedule: { en: 'my week', es: 'mi semana' },
  attendance: { en: 'if I came', es: 'si vine' },
  assessment: { en: 'what was found when I came in', es: 'lo que se vio cuando entré' },
  plan: { en: 'my goals and my plan', es: 'mis metas y mi plan' },
  note: { en: 'notes of my visits', es: 'las notas de mis visitas' },
  counselling_note: { en: 'my counselor’s private notes', es: 'las notas privadas de mi consejero' },
  measure: { en: 'my check-in scores', es: 'mis puntos del control semanal' },
  medication: { en: 'my medicines', es: 'mis medicinas' },
  test: { en: 'my test results', es: 'los resultados de mis pruebas' },
  money: { en: 'my bills and payments', es: 'mis cuentas y pagos' },
  document: { en: 'my letters and forms', es: 'mis cartas y hojas' },
};

export const PURPOSES: Readonly<Record<ConsentPurpose, Both>> = {
  treatment: { en: 'to treat me well', es: 'para atenderme bien' },
  payment: { en: 'to get my care paid', es: 'para que se pague mi atención' },
  operations: { en: 'to run the program', es: 'para que el programa trabaje' },
  support: { en: 'to stand by me', es: 'para apoyarme' },
  legal: { en: 'for my case in court', es: 'para mi caso ante el juez' },
  research: { en: 'for a study', es: 'para un estudio' },
};

const list = (words: readonly string[], language: Language): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(words);

export const informationIn = (categories: readonly Shareable[], language: Language): string =>
  list(
    categories.map((category) => SHARED[category][language]),
    language,
  );

export const purposesIn = (purposes: readonly ConsentPurpose[], language: Language): string =>
  list(
    purposes.map((purpose) => PURPOSES[purpose][language]),
    language,
  );
