import type { TwoLanguages } from '../assessment/questions.ts';

/** What the result says, in both languages. Read aloud it must sound like a person, and never like a verdict. */
const say = (en: string, es: string): TwoLanguages => ({ en, es });

type ByAnswer = Readonly<Record<string, Readonly<Record<string, TwoLanguages>>>>;

/** What pointed this way: question, answer, sentence. Answers that point nowhere have none. */
export const REASONS: ByAnswer = {
  danger: {
    passing: say('You have had hard thoughts.', 'Ha tenido pensamientos difíciles.'),
    method: say(
      'You have had hard thoughts. Being with people more often helps.',
      'Ha tenido pensamientos difíciles. Ayuda estar con gente más seguido.',
    ),
    intent: say(
      'You told us about a plan, or that you tried. Talk with someone today.',
      'Nos habló de un plan, o de que lo intentó. Hable con alguien hoy.',
    ),
    now: say('You said you might hurt yourself now.', 'Dijo que podría hacerse daño ahora.'),
  },
  stopping: {
    rough: say('Your body feels rough when you cut down.', 'Su cuerpo se siente mal cuando usa menos.'),
    severe: say('Stopping has been hard on your body before.', 'Parar ya le hizo daño al cuerpo.'),
    now: say('Your body needs care right now.', 'Su cuerpo necesita atención ahora mismo.'),
  },
  health: {
    untreated: say('No one looks after your health yet.', 'Nadie atiende su salud todavía.'),
    nurse: say('Your health needs a nurse day and night.', 'Su salud necesita enfermería día y noche.'),
    now: say('You feel very sick right now.', 'Se siente muy mal ahora mismo.'),
  },
  control: {
    easy: say('Going without this week feels doable.', 'Pasar esta semana sin usar le parece posible.'),
    some: say('Some days are hard.', 'Algunos días son difíciles.'),
    hard: say(
      'Most days are hard, so more hours help.',
      'Casi todos los días son difíciles, así que ayudan más horas.',
    ),
    cannot: say('You do not want to do this alone.', 'No quiere hacer esto sin ayuda.'),
  },
  mood: {
    fine: say('Your mood is mostly fine.', 'Su ánimo está casi siempre bien.'),
    hard: say(
      'Your mood gets in the way. Both can be treated at once.',
      'Su ánimo le afecta. Las dos cosas se tratan a la vez.',
    ),
    severe: say('Your mood makes the day very hard.', 'Su ánimo hace muy difícil el día.'),
    voices: say('You hear or see things others do not.', 'Oye o ve cosas que otros no.'),
  },
  before: {
    weekly: say('Weekly visits alone were not enough.', 'Las visitas semanales no bastaron.'),
    stay: say(
      'You come home from a longer stay. A fuller week helps at first.',
      'Vuelve a casa después de una estancia. Al principio ayuda una semana más llena.',
    ),
  },
  home: {
    help: say(
      'You have a steady place to live and people who help.',
      'Tiene un lugar estable y gente que le ayuda.',
    ),
    mixed: say('You have some help at home.', 'Tiene algo de ayuda en casa.'),
    alone: say('You live on your own.', 'Vive por su cuenta.'),
    harder: say('Home makes it harder right now.', 'Su casa lo hace más difícil ahora.'),
    'no-place': say('You need a steady place to stay.', 'Necesita un lugar fijo donde quedarse.'),
    unsafe: say('You do not feel safe at home.', 'No siente seguridad en su casa.'),
  },
};

/** Nought to five effects named; one is said without a number. */
export const effectsWords = (named: number): TwoLanguages =>
  named === 1
    ? say('You named one way it gets in your way.', 'Nombró una forma en que le afecta.')
    : say(`You named ${named} ways it gets in your way.`, `Nombró ${named} formas en que le afecta.`);

/** What a week must leave room for. It shapes the week, never the level (field guide 2, principle 5). */
export const ROOM_FOR: ByAnswer = {
  load: {
    work: say('You want to keep working.', 'Quiere seguir trabajando.'),
    nights: say('You work nights or shifts.', 'Trabaja de noche o por turnos.'),
    children: say('Your children need you at home.', 'Sus hijos le necesitan en casa.'),
    elders: say('Someone counts on your care.', 'Alguien cuenta con su cuidado.'),
    classes: say('You want to stay in your classes.', 'Quiere seguir en sus clases.'),
  },
  privacy: {
    some: say('You want to keep this to yourself.', 'Quiere que esto quede en privado.'),
    yes: say('You want no one to find out.', 'Quiere que nadie se entere.'),
  },
  travel: {
    video: say('You can join by video.', 'Puede venir por video.'),
  },
};

/** "If …" for the answer that would have to be another, worse or better. */
export const IF: Readonly<Record<string, Readonly<Record<'worse' | 'better', TwoLanguages>>>> = {
  control: {
    worse: say('If your days get harder', 'Si sus días se hacen más difíciles'),
    better: say('If your days get easier', 'Si sus días se hacen más fáciles'),
  },
  home: {
    worse: say('If home gets harder or less safe', 'Si su casa se pone más difícil o menos segura'),
    better: say('If home gets calmer', 'Si su casa se pone más tranquila'),
  },
  mood: {
    worse: say('If your mood gets worse', 'Si su ánimo empeora'),
    better: say('If your mood gets better', 'Si su ánimo mejora'),
  },
};

/** "… may fit better." */
export const THEN: Readonly<Record<'weekly' | 'intensive' | 'day' | 'live-in', TwoLanguages>> = {
  weekly: say('weekly visits may be enough.', 'pueden bastar las visitas semanales.'),
  intensive: say('a few groups each week may fit better.', 'pueden quedarle mejor unos grupos cada semana.'),
  day: say('a day program may fit better.', 'puede quedarle mejor un programa de día.'),
  'live-in': say('a live-in place may fit better.', 'puede quedarle mejor un lugar donde vivir un tiempo.'),
};

/** What nobody can tell from a page like this. */
export const STILL_CHECKED: readonly TwoLanguages[] = [
  say('Your health and your medicines.', 'Su salud y sus medicinas.'),
  say(
    'Your mood and your safety, face to face. Low mood with use is common. Both can be treated at once.',
    'Su ánimo y su seguridad, cara a cara. Es común el ánimo bajo junto al consumo. Las dos cosas se tratan a la vez.',
  ),
  say('How the last year went, in more detail.', 'Cómo fue el último año, con más detalle.'),
];

/** A question that was skipped and matters for the level. */
export const SKIPPED: Readonly<Record<string, TwoLanguages>> = {
  danger: say(
    'You did not say if you thought of hurting yourself.',
    'No dijo si ha pensado en hacerse daño.',
  ),
  stopping: say(
    'We do not know how your body takes it when you stop.',
    'No sabemos cómo lo toma su cuerpo cuando para.',
  ),
  what: say('You skipped what you want help with.', 'Saltó con qué quiere ayuda.'),
  effects: say('You skipped how the last year went.', 'Saltó cómo le fue en el último año.'),
  control: say('You skipped how hard this week would be.', 'Saltó qué tan difícil sería esta semana.'),
  mood: say('You skipped mood.', 'Saltó el ánimo.'),
  health: say('You skipped health.', 'Saltó la salud.'),
  home: say('You skipped home.', 'Saltó la casa.'),
};

export type CardCode =
  | 'call-now'
  | 'talk'
  | 'doctor-first'
  | 'pregnancy-first'
  | 'not-safe-at-home'
  | 'medicine';

export const CARDS: Readonly<
  Record<CardCode, { readonly title: TwoLanguages; readonly body: TwoLanguages }>
> = {
  'call-now': {
    title: say('Get help now', 'Busque ayuda ahora'),
    body: say(
      'Call 911 if you are in danger. Call or text 988 to talk. Ask someone near you to stay with you.',
      'Llame al 911 si está en peligro. Llame o escriba al 988 para hablar. Pida a alguien cercano que se quede con usted.',
    ),
  },
  talk: {
    title: say('You do not have to carry it alone', 'No tiene que cargarlo a solas'),
    body: say(
      'You can talk with someone at any hour. Call or text 988. It is free.',
      'Puede hablar con alguien a cualquier hora. Llame o escriba al 988. Es gratis.',
    ),
  },
  'doctor-first': {
    title: say('See a doctor before you stop', 'Vea a un médico antes de dejarlo'),
    body: say(
      'Stopping all at once can be dangerous. Call us or your doctor first, so you can stop safely. If you shake hard, see things or pass out, call 911.',
      'Dejarlo de golpe puede ser peligroso. Llámenos o llame antes a su médico, para dejarlo sin riesgo. Si tiembla mucho, ve cosas o se desmaya, llame al 911.',
    ),
  },
  'pregnancy-first': {
    title: say('You come first', 'Usted va primero'),
    body: say(
      'People who are pregnant get the first open place. Do not stop on your own. Call us, or your doctor, so you are both safe.',
      'Quien está embarazada recibe el primer lugar libre. No lo deje por su cuenta. Llámenos o llame a su médico, por el bien de los dos.',
    ),
  },
  'not-safe-at-home': {
    title: say('If home is not safe', 'Si su casa no es segura'),
    body: say(
      'Call 1-800-799-7233 at any hour to plan a way out. If you are in danger now, call 911.',
      'Llame al 1-800-799-7233 a cualquier hora para planear una salida. Si está en peligro ahora, llame al 911.',
    ),
  },
  medicine: {
    title: say('Medicine can help', 'Hay medicinas que ayudan'),
    body: say(
      'Ask for it when we call. Taking it or not never changes the care you get. Keep naloxone near. It can save a life.',
      'Pregunte por ellas cuando le llamemos. Tomarlas o no nunca cambia la atención que recibe. Tenga naloxona cerca. Puede salvar una vida.',
    ),
  },
};
