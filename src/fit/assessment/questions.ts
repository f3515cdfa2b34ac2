/**
 * The public screener's questions, in both languages, one to a page. Data only: what the answers mean is in
 * screener-inputs.ts. Own wording throughout; no item of a published instrument stands here.
 */
export interface TwoLanguages {
  readonly en: string;
  readonly es: string;
}

export interface Option {
  readonly value: string;
  readonly words: TwoLanguages;
}

export interface Question {
  readonly id: string;
  readonly kind: 'one' | 'many';
  readonly ask: TwoLanguages;
  readonly hint?: TwoLanguages;
  readonly why: TwoLanguages;
  /** From the lightest to the most serious answer, where there is such an order. */
  readonly options: readonly Option[];
  /** The few that keep people safe cannot be skipped, and say so. */
  readonly isSafety: boolean;
}

const say = (en: string, es: string): TwoLanguages => ({ en, es });
const option = (value: string, en: string, es: string): Option => ({ value, words: say(en, es) });

const SAFETY_WHY = say(
  'This one keeps you safe. We ask it of everyone, so it can’t be skipped.',
  'Es por su seguridad. La hacemos a todos, por eso no se puede saltar.',
);

export const QUESTIONS: readonly Question[] = [
  {
    id: 'who',
    kind: 'one',
    isSafety: false,
    ask: say('Who is this for?', '¿Para quién es esto?'),
    hint: say(
      'If it is for someone else, answer as they would.',
      'Si es para otra persona, conteste como ella lo haría.',
    ),
    why: say('So we can talk to the right person.', 'Para hablarle a la persona correcta.'),
    options: [
      option('me', 'Me', 'Para mí'),
      option('young', 'Me, and I am under 18', 'Para mí, y tengo menos de 18 años'),
      option('someone', 'Someone I care about', 'Para alguien que me importa'),
    ],
  },
  {
    id: 'danger',
    kind: 'one',
    isSafety: true,
    ask: say('Have you had thoughts of hurting yourself?', '¿Ha pensado en hacerse daño?'),
    hint: say('In the last month.', 'En el último mes.'),
    why: SAFETY_WHY,
    options: [
      option('no', 'No', 'No'),
      option('passing', 'Yes, but I would not act on them', 'Sí, pero no lo haría'),
      option('method', 'Yes, and I have thought about how', 'Sí, y he pensado cómo'),
      option('intent', 'I have a plan, or I tried not long ago', 'Tengo un plan, o lo intenté hace poco'),
      option('now', 'I might hurt myself now', 'Podría hacerme daño ahora'),
      option('unsaid', 'I would rather not say', 'Prefiero no decirlo'),
    ],
  },
  {
    id: 'stopping',
    kind: 'one',
    isSafety: true,
    ask: say(
      'What happens in your body when you stop or cut down?',
      '¿Qué le pasa al cuerpo cuando para o usa menos?',
    ),
    hint: say('Think of the last time. A guess is fine.', 'Piense en la última vez. Puede ser un cálculo.'),
    why: SAFETY_WHY,
    options: [
      option('nothing', 'Not much', 'Casi nada'),
      option('rough', 'I feel rough: shaky, sick or sweaty', 'Me siento mal: temblor, náusea o sudor'),
      option(
        'severe',
        'I have had a fit or seen things that were not there',
        'He tenido convulsiones o he visto cosas que no estaban',
      ),
      option(
        'now',
        'I am shaking hard or confused right now',
        'Ahora mismo tiemblo mucho o siento confusión',
      ),
      option('unknown', 'I have not stopped, so I don’t know', 'No he parado, así que no sé'),
    ],
  },
  {
    id: 'what',
    kind: 'many',
    isSafety: false,
    ask: say('What would you like help with?', '¿Con qué quiere ayuda?'),
    hint: say('Pick all that fit.', 'Marque todo lo que aplique.'),
    why: say(
      'Some kinds of help work best for some things.',
      'Hay ayudas que funcionan mejor para ciertas cosas.',
    ),
    options: [
      option('alcohol', 'Alcohol', 'Alcohol'),
      option('opioids', 'Pain pills, heroin or fentanyl', 'Pastillas para el dolor, heroína o fentanilo'),
      option('stimulants', 'Cocaine or meth', 'Cocaína o metanfetamina'),
      option('cannabis', 'Cannabis', 'Marihuana'),
      option('sedatives', 'Pills to sleep or calm down', 'Pastillas para dormir o calmarse'),
      option('other', 'Something else', 'Otra cosa'),
    ],
  },
  {
    id: 'days',
    kind: 'one',
    isSafety: false,
    ask: say(
      'In the last 30 days, how often did you use it?',
      'En los últimos 30 días, ¿cada cuánto lo usó?',
    ),
    why: say(
      'It tells us how much time a week may help.',
      'Nos dice cuánto tiempo a la semana puede ayudar.',
    ),
    options: [
      option('none', 'Not at all', 'Ningún día'),
      option('some', 'A few days', 'Unos pocos días'),
      option('weekly', 'Some days each week', 'Algunos días cada semana'),
      option('daily', 'Daily, or nearly', 'A diario, o casi'),
    ],
  },
  {
    id: 'effects',
    kind: 'many',
    isSafety: false,
    ask: say('Which of these fit the last year?', '¿Qué le ha pasado en el último año?'),
    hint: say('Pick all that fit.', 'Marque todo lo que aplique.'),
    why: say('These tell us how strong a hold it has.', 'Esto nos dice cuánto le afecta.'),
    options: [
      option('more', 'I took more than I meant to', 'Usé más de lo que quería'),
      option('cutdown', 'I tried to cut down and could not', 'Quise usar menos y no pude'),
      option('urges', 'I had strong urges', 'Tuve muchas ganas'),
      option(
        'people',
        'It got in the way at work, at home or with people',
        'Me afectó en el trabajo, en casa o con la gente',
      ),
      option('health', 'It hurt my health or mood', 'Dañó mi salud o mi ánimo'),
      option('none', 'None of these', 'Nada de esto'),
    ],
  },
  {
    id: 'control',
    kind: 'one',
    isSafety: false,
    ask: say('How hard would it be not to use this week?', '¿Qué tan difícil sería no usarlo esta semana?'),
    why: say('More support helps when it is hard.', 'Cuando es difícil, ayuda tener más apoyo.'),
    options: [
      option('easy', 'Not hard', 'No es difícil'),
      option('some', 'Some days are hard', 'Hay días difíciles'),
      option('hard', 'Most days are hard', 'Casi todos los días son difíciles'),
      option('cannot', 'I do not think I could on my own', 'No creo que pueda por mi cuenta'),
    ],
  },
  {
    id: 'mood',
    kind: 'one',
    isSafety: false,
    ask: say('How have your mood and nerves been?', '¿Cómo han estado su ánimo y sus nervios?'),
    hint: say('In the last two weeks.', 'En las últimas dos semanas.'),
    why: say('Both can be treated at the same time.', 'Las dos cosas se pueden tratar a la vez.'),
    options: [
      option('fine', 'Mostly fine', 'Casi siempre bien'),
      option('low', 'Low or tense on some days', 'Bajo o tenso algunos días'),
      option('hard', 'Hard: it gets in the way most days', 'Difícil: me afecta casi todos los días'),
      option('severe', 'I can hardly get through the day', 'Apenas puedo con el día'),
      option('voices', 'I hear or see things others do not', 'Oigo o veo cosas que otros no'),
    ],
  },
  {
    id: 'health',
    kind: 'one',
    isSafety: false,
    ask: say(
      'Do you have a health problem that needs care now?',
      '¿Tiene un problema de salud que necesita atención ahora?',
    ),
    why: say('Some health needs come first.', 'Algunas necesidades de salud van primero.'),
    options: [
      option('no', 'No', 'No'),
      option('managed', 'Yes, and a doctor looks after it', 'Sí, y un médico lo atiende'),
      option('untreated', 'Yes, and no one looks after it', 'Sí, y nadie lo atiende'),
      option('nurse', 'Yes, I need a nurse day and night', 'Sí, necesito enfermería día y noche'),
      option(
        'now',
        'I feel very sick now: chest pain, or hard to breathe',
        'Me siento muy mal ahora: dolor de pecho o me cuesta respirar',
      ),
      option('pregnant', 'I am pregnant', 'Estoy embarazada'),
    ],
  },
  {
    id: 'home',
    kind: 'one',
    isSafety: false,
    ask: say(
      'Where you live, do people help or make it harder?',
      'En su casa, ¿la gente ayuda o lo hace más difícil?',
    ),
    why: say(
      'You go home each night in this kind of program.',
      'En este tipo de programa usted duerme en su casa.',
    ),
    options: [
      option('help', 'They help', 'Ayudan'),
      option('mixed', 'Some help, some do not', 'Unos ayudan y otros no'),
      option('alone', 'I live alone', 'Vivo sin nadie más'),
      option('harder', 'They make it harder', 'Lo hacen más difícil'),
      option('no-place', 'I have no steady place to stay', 'No tengo un lugar fijo donde quedarme'),
      option('unsafe', 'I do not feel safe there', 'Ahí no siento seguridad'),
    ],
  },
  {
    id: 'load',
    kind: 'many',
    isSafety: false,
    ask: say('What must your week leave room for?', '¿Para qué debe dejar tiempo su semana?'),
    hint: say('Pick all that fit.', 'Marque todo lo que aplique.'),
    why: say(
      'We plan around your life. It never lowers the care you get.',
      'Planeamos según su vida. Nunca baja la atención que recibe.',
    ),
    options: [
      option('work', 'Work', 'Trabajo'),
      option('nights', 'Night or shift work', 'Trabajo de noche o por turnos'),
      option('children', 'Children', 'Hijos'),
      option('elders', 'A parent or someone I care for', 'Un padre o alguien que cuido'),
      option('classes', 'Classes', 'Clases'),
      option('none', 'None of these', 'Nada de esto'),
    ],
  },
  {
    id: 'privacy',
    kind: 'one',
    isSafety: false,
    ask: say('Are you worried that someone may find out?', '¿Le preocupa que alguien se entere?'),
    why: say(
      'Your privacy is the law. We can plan for it too.',
      'Su privacidad es ley. También podemos planear para cuidarla.',
    ),
    options: [
      option('no', 'Not much', 'No mucho'),
      option('some', 'A little', 'Un poco'),
      option('yes', 'Yes, very much', 'Sí, mucho'),
    ],
  },
  {
    id: 'before',
    kind: 'one',
    isSafety: false,
    ask: say('Have you had help before?', '¿Ha tenido ayuda antes?'),
    hint: say('Pick the one that came last.', 'Marque la más reciente.'),
    why: say(
      'What helped or did not tells us where to start.',
      'Lo que ayudó o no nos dice por dónde empezar.',
    ),
    options: [
      option('no', 'No', 'No'),
      option('weekly', 'Weekly visits, and it was not enough', 'Visitas semanales, y no bastó'),
      option('intensive', 'A program like this one', 'Un programa como este'),
      option(
        'stay',
        'I am coming home from a hospital or live-in stay',
        'Vuelvo de un hospital o de un programa residencial',
      ),
    ],
  },
  {
    id: 'travel',
    kind: 'many',
    isSafety: false,
    ask: say('How could you join?', '¿Cómo podría venir?'),
    hint: say('Pick all that fit.', 'Marque todo lo que aplique.'),
    why: say('We only show groups you can get to.', 'Solo mostramos grupos a los que puede llegar.'),
    options: [
      option('car', 'By car or a ride', 'En carro o me llevan'),
      option('bus', 'By bus', 'En autobús'),
      option('video', 'By video from home', 'Por video desde casa'),
    ],
  },
];
