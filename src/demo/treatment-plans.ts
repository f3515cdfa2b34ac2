/** What the invented people want, in their own words, and what gets in the way. */
import type { Area } from '../treat/plan/areas.ts';
import type { GoalStatus, Intervention, Problem } from '../treat/plan/treatment-plan.ts';
import type { DemoPerson } from './people/person.ts';
import { chanceOf } from './seed.ts';

interface Both {
  readonly en: string;
  readonly es: string;
}
const say = (en: string, es: string): Both => ({ en, es });

export interface DemoProblem {
  readonly key: string;
  readonly kind: Problem['kind'];
  readonly area: Area;
  readonly icd10: string | null;
  readonly words: Both;
  /** Weeks from today until it is looked at whether use alone caused it; null: not provisional. */
  readonly provisionalWeeks?: number;
}

export interface DemoGoal {
  readonly key: string;
  /** Keys of problems. */
  readonly about: readonly string[];
  readonly words: Both;
  readonly seenBy: Both;
  readonly nextStep: Both;
  readonly progress: Both;
  readonly help: readonly (readonly [activity: string, times: number, every: Intervention['every']])[];
  /** What is usual for it; chance makes some slow. */
  readonly status?: GoalStatus;
}

const USE = say('Drinking, most days, more than I want', 'Bebo, casi todos los días, más de lo que quiero');
const PILLS = say('Using pills that were not prescribed', 'Uso pastillas que no me recetaron');

const problemsOf = (person: DemoPerson): readonly DemoProblem[] => {
  const { inputs, kinds } = person;
  const problems: DemoProblem[] = [
    {
      key: 'use',
      kind: 'substance',
      area: 'use',
      icd10: inputs.opioid === 'yes' ? 'F11.20' : Number(inputs.sud) >= 4 ? 'F10.20' : 'F10.10',
      words: inputs.opioid === 'yes' ? PILLS : USE,
    },
  ];
  if (inputs.psychosis !== undefined) {
    problems.push({
      key: 'mind',
      kind: 'mental-health',
      area: 'mind',
      icd10: 'F25.9',
      words: say('Voices that come back when I do not sleep', 'Voces que vuelven cuando no duermo'),
    });
  } else if (person.isDual || inputs.psych !== undefined || inputs.suicide !== undefined) {
    const isEarly = person.weeksIn < 3 && inputs.psych !== 'severe';
    problems.push({
      key: 'mind',
      kind: 'mental-health',
      area: 'mind',
      icd10: chanceOf('mood', person.code) < 0.5 ? 'F33.1' : 'F41.1',
      words: say('Low mood and worry that do not let go', 'Tristeza y preocupación que no me sueltan'),
      // Mood and worry often fall in the first weeks without use: seen again before they are called lasting.
      ...(isEarly ? { provisionalWeeks: 3 } : {}),
    });
  }
  if (inputs.opioid === 'yes') {
    problems.push({
      key: 'withdrawal',
      kind: 'medical',
      area: 'withdrawal',
      icd10: null,
      words: say('Feeling sick between doses', 'Malestar entre una dosis y otra'),
    });
  }
  if (kinds.includes('nights') || kinds.includes('shifts')) {
    problems.push({
      key: 'sleep',
      kind: 'medical',
      area: 'health',
      icd10: 'G47.26',
      words: say('Hardly sleeping around my shifts', 'Duermo muy poco por los turnos'),
    });
  }
  if (kinds.includes('elder-care') || kinds.includes('parent')) {
    problems.push({
      key: 'care',
      kind: 'life',
      area: 'home',
      icd10: null,
      words: say('Everybody at home counts on me', 'En casa todos cuentan conmigo'),
    });
  }
  return problems;
};

const GOALS: Readonly<Record<string, DemoGoal>> = {
  fridays: {
    key: 'fridays',
    about: ['use'],
    words: say(
      'Get through Fridays after work without drinking.',
      'Pasar los viernes después del trabajo sin beber.',
    ),
    seenBy: say('4 Fridays in a row without a drink', '4 viernes seguidos sin beber'),
    nextStep: say('Call my brother at 4:30.', 'Llamar a mi hermano a las 4:30.'),
    progress: say('4 of the last 5 Fridays.', '4 de los últimos 5 viernes.'),
    help: [
      ['A03', 2, 'week'],
      ['A17', 1, 'week'],
    ],
  },
  sleep: {
    key: 'sleep',
    about: ['use', 'sleep'],
    words: say('Sleep six hours most nights.', 'Dormir seis horas casi todas las noches.'),
    seenBy: say('6 hours on 5 nights a week', '6 horas en 5 noches por semana'),
    nextStep: say('No screen in bed this week.', 'Esta semana, sin pantalla en la cama.'),
    progress: say('5.4 h on average, from check-ins.', '5.4 h en promedio, según las preguntas.'),
    help: [['A29', 1, 'week']],
    status: 'slow',
  },
  dinner: {
    key: 'dinner',
    about: ['use'],
    words: say('Be home for dinner twice a week.', 'Cenar en casa dos veces por semana.'),
    seenBy: say('2 dinners at home a week, for 4 weeks', '2 cenas en casa por semana, 4 semanas'),
    nextStep: say('Keep Tuesday and Sunday.', 'Seguir con martes y domingo.'),
    progress: say('Every week since the first of the month.', 'Cada semana desde principios de mes.'),
    help: [['A07', 1, 'week']],
    status: 'met',
  },
  kids: {
    key: 'kids',
    about: ['use', 'care'],
    words: say(
      'Be the one who reads to my kids at night, and remember it.',
      'Ser quien les lee a mis hijos por la noche, y acordarme.',
    ),
    seenBy: say('5 bedtimes a week without having drunk', '5 noches por semana sin haber bebido'),
    nextStep: say(
      'Ask my sister to take Thursday, so that I can come.',
      'Pedirle a mi hermana el jueves, para poder venir.',
    ),
    progress: say('Four nights last week.', 'Cuatro noches la semana pasada.'),
    help: [
      ['A03', 2, 'week'],
      ['A19', 1, 'month'],
    ],
  },
  elder: {
    key: 'elder',
    about: ['care', 'use'],
    words: say('Take care of my mother without falling apart.', 'Cuidar a mi madre sin venirme abajo.'),
    seenBy: say('One free afternoon a week, kept for 6 weeks', 'Una tarde libre por semana, 6 semanas'),
    nextStep: say('Call the day center about Wednesdays.', 'Llamar al centro de día por los miércoles.'),
    progress: say('Two free afternoons so far.', 'Dos tardes libres hasta ahora.'),
    help: [
      ['A24', 1, 'two-weeks'],
      ['A03', 1, 'week'],
    ],
  },
  shift: {
    key: 'shift',
    about: ['use', 'sleep'],
    words: say(
      'Come off a night shift and go to bed, not to the store.',
      'Salir del turno de noche y acostarme, sin pasar por la tienda.',
    ),
    seenBy: say('8 of 10 shifts straight home', '8 de 10 turnos, directo a casa'),
    nextStep: say('Take the other bus.', 'Tomar el otro autobús.'),
    progress: say('6 of the last 10.', '6 de los últimos 10.'),
    help: [
      ['A03', 1, 'week'],
      ['A29', 1, 'week'],
    ],
  },
  study: {
    key: 'study',
    about: ['use'],
    words: say('Pass my classes this term.', 'Aprobar mis clases este semestre.'),
    seenBy: say('At every class for 4 weeks', 'En todas las clases, 4 semanas'),
    nextStep: say('Study at the library on Sunday.', 'Estudiar en la biblioteca el domingo.'),
    progress: say('Missed one class in three weeks.', 'Faltó a una clase en tres semanas.'),
    help: [['A04', 2, 'week']],
  },
  job: {
    key: 'job',
    about: ['use'],
    words: say('Keep my job and feel steady at it.', 'Conservar mi trabajo y sentirme firme en él.'),
    seenBy: say('On time on 19 of 20 work days', 'Puntual 19 de 20 días de trabajo'),
    nextStep: say('Pack the night before.', 'Preparar todo la noche anterior.'),
    progress: say('On time all of last week.', 'Puntual toda la semana pasada.'),
    help: [
      ['A03', 2, 'week'],
      ['A14', 1, 'week'],
    ],
  },
  doses: {
    key: 'doses',
    about: ['withdrawal', 'use'],
    words: say(
      'Feel well enough on my medicine to live my days.',
      'Sentirme bien con mi medicina para vivir mis días.',
    ),
    seenBy: say('4 weeks with every dose, and no use between', '4 semanas con cada dosis, sin consumo'),
    nextStep: say('Tell the prescriber about the mornings.', 'Contarle a la doctora cómo son las mañanas.'),
    progress: say('Begun this week.', 'Empezó esta semana.'),
    help: [
      ['A22', 1, 'week'],
      ['A27', 1, 'once'],
    ],
  },
  worry: {
    key: 'worry',
    about: ['mind'],
    words: say(
      'Stop feeling that something bad is about to happen.',
      'Dejar de sentir que algo malo va a pasar.',
    ),
    seenBy: say('Worry at 4 of 10 or less on most days', 'Preocupación de 4 de 10 o menos casi a diario'),
    nextStep: say('Try the breathing before the bus.', 'Probar la respiración antes del autobús.'),
    progress: say('Mostly 5 or 6 this week.', 'Casi siempre 5 o 6 esta semana.'),
    help: [
      ['A16', 1, 'week'],
      ['A10', 1, 'week'],
    ],
  },
  mornings: {
    key: 'mornings',
    about: ['mind', 'use'],
    words: say(
      'Get up and want the day, without a drink the night before.',
      'Levantarme con ganas del día, sin haber bebido la noche anterior.',
    ),
    seenBy: say('Out of the house by 9 on 5 days a week', 'Fuera de casa a las 9, 5 días por semana'),
    nextStep: say('Walk with the neighbor on Tuesday.', 'Caminar con la vecina el martes.'),
    progress: say('Three mornings last week.', 'Tres mañanas la semana pasada.'),
    help: [
      ['A16', 1, 'week'],
      ['A17', 1, 'week'],
    ],
  },
  quiet: {
    key: 'quiet',
    about: ['mind', 'use'],
    words: say(
      'Know what to do when the voices come, other than drink.',
      'Saber qué hacer cuando vienen las voces, que no sea beber.',
    ),
    seenBy: say('Used the card 3 times, and told somebody', 'Usó la tarjeta 3 veces y lo contó'),
    nextStep: say('Keep the card in my wallet.', 'Llevar la tarjeta en la cartera.'),
    progress: say('Used it twice.', 'La usó dos veces.'),
    help: [
      ['A22', 1, 'two-weeks'],
      ['A16', 1, 'week'],
    ],
  },
  family: {
    key: 'family',
    about: ['use'],
    words: say('Have my family trust me again.', 'Que mi familia vuelva a confiar en mí.'),
    seenBy: say('3 family hours, and what we agreed kept', '3 horas de familia, y cumplir lo acordado'),
    nextStep: say('Invite my wife for Saturday.', 'Invitar a mi esposa para el sábado.'),
    progress: say('They came once.', 'Vinieron una vez.'),
    help: [['A19', 1, 'two-weeks']],
  },
};

const goalKeysOf = (person: DemoPerson): readonly string[] => {
  const { code, kinds, inputs, isDual } = person;
  if (code === 'R-1042') return ['fridays', 'sleep', 'dinner'];
  const has = (kind: DemoPerson['kinds'][number]) => kinds.includes(kind);
  const isBoth = isDual || inputs.psych !== undefined || inputs.suicide !== undefined;
  const first = has('parent')
    ? 'kids'
    : has('elder-care')
      ? 'elder'
      : has('nights') || has('shifts')
        ? 'shift'
        : has('student')
          ? 'study'
          : chanceOf('first goal', code) < 0.5
            ? 'fridays'
            : 'job';
  return [
    first,
    ...(inputs.opioid === 'yes' ? ['doses'] : []),
    ...(inputs.psychosis !== undefined ? ['quiet'] : isBoth ? ['mornings', 'worry'] : []),
    ...(has('family-support') ? ['family'] : []),
    ...(chanceOf('dinner', code) < 0.3 ? ['dinner'] : []),
  ];
};

export interface DemoPlanWords {
  readonly problems: readonly DemoProblem[];
  readonly goals: readonly DemoGoal[];
}

/** Of one person: what gets in the way, and what they want. */
export function planWordsOf(person: DemoPerson): DemoPlanWords {
  const problems = problemsOf(person);
  const known = new Set(problems.map(({ key }) => key));
  return {
    problems,
    goals: goalKeysOf(person).flatMap((key) => {
      const goal = GOALS[key];
      return goal === undefined ? [] : [{ ...goal, about: goal.about.filter((one) => known.has(one)) }];
    }),
  };
}

interface Said {
  readonly code: string;
  /** Key of the goal. */
  readonly goal: string;
  readonly words: string;
  readonly isFromPerson: boolean;
  readonly daysAgo: number;
}

export const SAID: readonly Said[] = [
  {
    code: 'R-1042',
    goal: 'fridays',
    words: 'The call at 4:30 helps more than I thought.',
    isFromPerson: true,
    daysAgo: 4,
  },
  {
    code: 'R-1042',
    goal: 'fridays',
    words: 'Good to read. Let us keep it in.',
    isFromPerson: false,
    daysAgo: 3,
  },
  {
    code: 'M-1187',
    goal: 'kids',
    words: 'Los martes son los más difíciles.',
    isFromPerson: true,
    daysAgo: 2,
  },
];

/** Goals that people added on their phone; no plan has taken them up yet. */
export const OWN_GOALS: readonly { readonly code: string; readonly key: string; readonly words: string }[] = [
  { code: 'M-1187', key: 'park', words: 'Llevar a mi hija al parque los domingos.' },
  { code: 'D-1203', key: 'fishing', words: 'Go fishing with my dad again.' },
];
