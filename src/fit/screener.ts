/**
 * What a stranger's answers point to. Browser-safe: it runs on their own device, nothing is sent.
 *
 * Method: each answer that speaks to an input of the level-of-care table sets it; what was skipped or cannot be
 * asked of a stranger stays open. The result is a range: the level with everything open taken as usual is the best
 * match, and the levels that one open or borderline answer, one step worse or better, would lead to could also fit.
 * It is never a diagnosis and decides nothing.
 */
import { QUESTIONS as INPUTS } from './assessment.ts';
import type { LevelOfCareTable } from './level-of-care.ts';
import { type Inputs, type Level, recommend } from './level-of-care.ts';
import { QUESTIONS, type Question, type TwoLanguages } from './questions.ts';
import table from './tables/loc-2026.1.json' with { type: 'json' };

export { QUESTIONS, type Question, type TwoLanguages } from './questions.ts';

export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** Five rungs, from a visit a week to the hospital. */
export type Rung = 'weekly' | 'intensive' | 'day' | 'live-in' | 'hospital';
export const RUNGS: readonly Rung[] = ['weekly', 'intensive', 'day', 'live-in', 'hospital'];

export type SafetyConcern = 'self-harm' | 'self-harm-now' | 'withdrawal' | 'withdrawal-now';

export interface Reason {
  readonly words: TwoLanguages;
  /** The answer it rests on, so that it can be changed from there. */
  readonly question: string;
}

export interface Result {
  /** null: the answers point to no treatment now; still worth a talk. */
  readonly best: Rung | null;
  readonly alsoPossible: readonly Rung[];
  readonly reasons: readonly Reason[];
  readonly wouldChange: readonly Reason[];
  /** Mood beside substance use: both are treated together. */
  readonly isDual: boolean;
  /** A doctor first: stopping suddenly could be dangerous. */
  readonly doctorFirst: boolean;
  readonly concerns: readonly SafetyConcern[];
}

const TABLE = table as LevelOfCareTable;

const RUNG_OF: Readonly<Record<Level | 'INCOMPLETE', Rung | null>> = {
  NONE: null,
  INCOMPLETE: null,
  EI: 'weekly',
  OP: 'weekly',
  REFER_MH: 'weekly',
  IOP: 'intensive',
  PHP: 'day',
  RES: 'live-in',
  WM: 'hospital',
  EMERGENCY: 'hospital',
};

const one = (answers: Answers, id: string): string | undefined => {
  const given = answers[id];
  return typeof given === 'string' ? given : undefined;
};
const many = (answers: Answers, id: string): readonly string[] => {
  const given = answers[id];
  return given === undefined ? [] : typeof given === 'string' ? [given] : given;
};

/** The question after this one (the first when none is given); undefined at the end. */
export function nextQuestion(current?: string): Question | undefined {
  const at = current === undefined ? -1 : QUESTIONS.findIndex(({ id }) => id === current);
  return QUESTIONS[at + 1];
}

/** Which answers call for a calm page with help before anything else. */
export function safetyOf(answers: Answers): readonly SafetyConcern[] {
  const concerns: SafetyConcern[] = [];
  const danger = one(answers, 'danger');
  if (danger === 'now') concerns.push('self-harm-now');
  else if (danger === 'plan' || danger === 'passing') concerns.push('self-harm');
  const stopping = one(answers, 'stopping');
  if (stopping === 'now') concerns.push('withdrawal-now');
  else if (stopping === 'severe' || isRiskyToStop(answers)) concerns.push('withdrawal');
  return concerns;
}

/** Daily drink or calming pills and a body that feels it: not to be stopped suddenly. */
const isRiskyToStop = (answers: Answers): boolean =>
  one(answers, 'stopping') === 'rough' &&
  one(answers, 'days') === 'daily' &&
  many(answers, 'what').some((what) => what === 'alcohol' || what === 'sedatives');

const FROM_ANSWERS: Readonly<Record<string, Readonly<Record<string, Inputs>>>> = {
  danger: {
    no: { suicide: 'none' },
    passing: { suicide: 'low' },
    plan: { suicide: 'moderate' },
    now: { suicide: 'imminent' },
  },
  stopping: {
    nothing: { withdrawal: 'none' },
    rough: { withdrawal: 'mild' },
    severe: { withdrawal: 'severe' },
    now: { withdrawal: 'emergency' },
  },
  control: {
    easy: { relapse: 'low' },
    some: { relapse: 'moderate' },
    hard: { relapse: 'high' },
    cannot: { relapse: 'high' },
  },
  mood: {
    fine: { psych: 'none', psychosis: 'none' },
    low: { psych: 'mild', psychosis: 'none' },
    hard: { psych: 'moderate', psychosis: 'none' },
    severe: { psych: 'severe', psychosis: 'none' },
    voices: { psych: 'moderate', psychosis: 'active_manageable' },
  },
  health: {
    no: { medical: 'stable' },
    managed: { medical: 'managed' },
    nurse: { medical: 'needs_24h' },
    pregnant: { medical: 'stable', pregnant: 'yes' },
  },
  home: {
    help: { environment: 'supportive' },
    mixed: { environment: 'limited' },
    alone: { environment: 'limited' },
    harder: { environment: 'unsupportive' },
    unsafe: { environment: 'dangerous' },
  },
  before: {
    no: { current: 'none' },
    weekly: { current: 'op', response: 'worsening' },
    intensive: { iop_failures: '1' },
    stay: { current: 'residential' },
  },
};

/**
 * The table's inputs as far as the answers tell them: for the result here, and to begin an assessment with when the
 * person sent their answers along. The count of criteria is only told from below, one per effect named.
 */
export function prefillFrom(answers: Answers): Inputs {
  const inputs: Record<string, string | number> = {};
  for (const [question, byValue] of Object.entries(FROM_ANSWERS)) {
    Object.assign(inputs, byValue[one(answers, question) ?? '']);
  }
  if (answers.effects !== undefined) inputs.sud = criteriaFrom(answers);
  if (answers.what !== undefined) inputs.opioid = many(answers, 'what').includes('opioids') ? 'yes' : 'no';
  if (one(answers, 'days') === 'daily' || one(answers, 'days') === 'weekly') inputs.risky_use = 'yes';
  return inputs;
}

function criteriaFrom(answers: Answers): number {
  const named = many(answers, 'effects').length;
  const isDaily = one(answers, 'days') === 'daily' ? 1 : 0;
  const bodyFeelsIt = ['rough', 'severe', 'now'].includes(one(answers, 'stopping') ?? '') ? 1 : 0;
  return Math.min(11, named + isDaily + bodyFeelsIt);
}

/** Where everything open is taken as usual. A stranger who came this far and named nothing: a mild disorder. */
const OPEN: Inputs = {
  age: 'adult',
  withdrawal: 'none',
  intox: 'none',
  medical: 'stable',
  suicide: 'none',
  psychosis: 'none',
  psych: 'mild',
  relapse: 'moderate',
  environment: 'limited',
  sud: 4,
};

const levelOf = (inputs: Inputs): Rung | null => RUNG_OF[recommend(TABLE, INPUTS, inputs).level];

/** What the answers point to, and why. */
export function resultOf(answers: Answers): Result {
  const known = prefillFrom(answers);
  const inputs = { ...OPEN, ...known };
  const best = levelOf(inputs);
  const concerns = safetyOf(answers);
  return {
    best,
    alsoPossible: RUNGS.filter((rung) => rung !== best && neighbours(inputs, known).has(rung)),
    reasons: reasonsFor(answers),
    wouldChange: best === 'hospital' ? [] : WOULD_CHANGE,
    isDual: inputs.psych === 'moderate' || inputs.psych === 'severe' || inputs.psychosis !== 'none',
    doctorFirst: concerns.includes('withdrawal') || concerns.includes('withdrawal-now'),
    concerns,
  };
}

/** Rungs one step away: an open input at any step, a known one (mood, urges, home, count) one step to either side. */
function neighbours(inputs: Inputs, known: Inputs): ReadonlySet<Rung> {
  const found = new Set<Rung>();
  const tryOut = (key: string, value: string | number | undefined) => {
    if (value === undefined) return;
    const rung = levelOf({ ...inputs, [key]: value });
    if (rung !== null && rung !== 'hospital') found.add(rung);
  };
  for (const key of ['relapse', 'psych', 'environment', 'sud']) {
    const values = INPUTS.find((input) => input.key === key)?.values ?? [];
    const at = values.indexOf(inputs[key] ?? '');
    tryOut(key, values[at + 1]);
    tryOut(key, values[at - 1]);
    if (known[key] === undefined) tryOut(key, values[at + 2]);
  }
  return found;
}

const say = (en: string, es: string): TwoLanguages => ({ en, es });

const REASONS: Readonly<Record<string, Readonly<Record<string, TwoLanguages>>>> = {
  danger: {
    now: say('You said you might hurt yourself now.', 'Dijo que podría hacerse daño ahora.'),
    plan: say(
      'You have had hard thoughts. More contact each week helps.',
      'Ha tenido pensamientos difíciles. Ayuda tener más contacto cada semana.',
    ),
  },
  stopping: {
    rough: say('Your body feels rough when you cut down.', 'Su cuerpo se siente mal cuando usa menos.'),
    severe: say('Stopping has been hard on your body before.', 'Parar le ha hecho daño al cuerpo antes.'),
    now: say('Your body needs care right now.', 'Su cuerpo necesita atención ahora mismo.'),
  },
  control: {
    easy: say('This week feels doable to you.', 'Esta semana le parece posible.'),
    some: say('Some days are hard.', 'Algunos días son difíciles.'),
    hard: say(
      'Most days are hard, so more hours help.',
      'Casi todos los días son difíciles, así que ayudan más horas.',
    ),
    cannot: say('You would rather not do this alone.', 'Prefiere no hacer esto sin ayuda.'),
  },
  mood: {
    hard: say(
      'Your mood gets in the way. Both can be treated at once.',
      'Su ánimo le afecta. Las dos cosas se tratan a la vez.',
    ),
    severe: say('Your mood makes the day very hard.', 'Su ánimo hace muy difícil el día.'),
    voices: say('You hear or see things others do not.', 'Oye o ve cosas que otros no.'),
  },
  health: {
    nurse: say('Your health needs a nurse day and night.', 'Su salud necesita enfermería día y noche.'),
  },
  home: {
    help: say(
      'You have a steady place to live and people who help.',
      'Tiene un lugar estable y gente que le ayuda.',
    ),
    mixed: say('You have some help at home.', 'Tiene algo de ayuda en casa.'),
    alone: say('You live on your own.', 'Vive por su cuenta.'),
    harder: say('Home makes it harder right now.', 'Su casa lo hace más difícil ahora.'),
    unsafe: say('You do not feel safe at home.', 'No se siente seguro en casa.'),
  },
  before: {
    weekly: say(
      'Weekly visits alone were not enough last time.',
      'Las visitas semanales no bastaron la última vez.',
    ),
    stay: say('You are coming home from a longer stay.', 'Regresa a casa después de una estancia larga.'),
    intensive: say('You have been in a program like this before.', 'Ya estuvo en un programa como este.'),
  },
};
const LOADS: Readonly<Record<string, TwoLanguages>> = {
  work: say('You want to keep working.', 'Quiere seguir trabajando.'),
  children: say('Your children need you at home.', 'Sus hijos le necesitan en casa.'),
  elders: say('Someone at home counts on your care.', 'Alguien en casa cuenta con su cuidado.'),
  classes: say('You want to stay in your classes.', 'Quiere seguir en sus clases.'),
};
const REASONS_MAX = 5;

function reasonsFor(answers: Answers): readonly Reason[] {
  const found = Object.entries(REASONS).flatMap(([question, byValue]) => {
    const words = byValue[one(answers, question) ?? ''];
    return words === undefined ? [] : [{ words, question }];
  });
  const loads = many(answers, 'load').flatMap((load) => {
    const words = LOADS[load];
    return words === undefined ? [] : [{ words, question: 'load' }];
  });
  const effects = many(answers, 'effects').length;
  const hold =
    effects >= 2
      ? [
          {
            words: say(
              `You named ${effects} ways it gets in your way.`,
              `Nombró ${effects} formas en que le afecta.`,
            ),
            question: 'effects',
          },
        ]
      : [];
  return [...hold, ...found, ...loads].slice(0, REASONS_MAX);
}

const WOULD_CHANGE: readonly Reason[] = [
  {
    words: say(
      'If home stops being safe, a live-in place may fit better.',
      'Si su casa deja de ser segura, puede quedarle mejor un lugar residencial.',
    ),
    question: 'home',
  },
  {
    words: say(
      'If your mood gets much worse, a day program may fit better.',
      'Si su ánimo empeora mucho, puede quedarle mejor un programa de día.',
    ),
    question: 'mood',
  },
  {
    words: say(
      'If most days get easier, weekly visits may be enough.',
      'Si los días se hacen más fáciles, pueden bastar las visitas semanales.',
    ),
    question: 'control',
  },
];
