/**
 * The invented people of the demo program. Nobody here exists. Each shows a kind of life that treatment has to
 * leave room for; what makes next week's plan interesting is said beside the person.
 */
export type Kind =
  | 'nine-to-five'
  | 'nights'
  | 'shifts'
  | 'parent'
  | 'elder-care'
  | 'student'
  | 'family-support'
  | 'private'
  | 'mild'
  | 'co-occurring'
  | 'step-down'
  | 'step-up';

export type Level = 'OP' | 'IOP' | 'PHP';
export type Inputs = Readonly<Record<string, string | number>>;

export interface Dose {
  readonly minutes: number;
  readonly days: number;
}

export interface DemoPerson {
  readonly code: string;
  readonly called: string;
  readonly full: string;
  readonly language: 'en' | 'es';
  readonly kinds: readonly Kind[];
  readonly level: Level;
  readonly dose: Dose;
  readonly isDual: boolean;
  /** Inputs of the level-of-care table that differ from "nothing to note". */
  readonly inputs: Inputs;
  readonly life: string;
  /** Where they can be, the usual place first; none: by video only. */
  readonly sites: readonly string[];
  readonly video: boolean;
  readonly counselor: string;
  readonly individualByVideo: boolean;
  readonly medication: boolean;
  readonly family: boolean;
  /** Weeks since the first week: 0 is this week, -1 begins next week. */
  readonly weeksIn: number;
  /** How often they come, of all times: 0..1. */
  readonly comes: number;
  /** A level of care before the present one, and the groups they came to then. */
  readonly before?: {
    readonly level: Level;
    readonly dose: Dose;
    readonly inputs: Inputs;
    readonly weeks: number;
    readonly groups: readonly string[];
  };
}

/** Somebody who finished: the weeks since their last one, and the groups they came to. */
export interface DemoFormer extends DemoPerson {
  readonly endedWeeksAgo: number;
  readonly groups: readonly string[];
}

const NINE_HOURS: Dose = { minutes: 540, days: 3 };
const TWELVE_HOURS: Dose = { minutes: 720, days: 4 };
const TWENTY_HOURS: Dose = { minutes: 1200, days: 5 };
const ONE_EVENING: Dose = { minutes: 140, days: 1 };

type Given = Pick<DemoPerson, 'code' | 'called' | 'full' | 'kinds' | 'inputs' | 'life' | 'weeksIn'> &
  Partial<DemoPerson>;
type Usual = Pick<DemoPerson, 'level' | 'dose' | 'sites' | 'counselor'> & Partial<DemoPerson>;

/** People with the same usual place, dose and counselor; each may differ. */
const group = (usual: Usual, people: readonly Given[]): DemoPerson[] =>
  people.map((given) => ({
    language: 'en',
    isDual: false,
    video: false,
    individualByVideo: false,
    medication: false,
    family: false,
    comes: 0.92,
    ...usual,
    ...given,
  }));

const EVENINGS = group({ level: 'IOP', dose: NINE_HOURS, sites: ['cedar'], counselor: 'dana' }, [
  {
    code: 'R-1042',
    called: 'Karen',
    full: 'Karen Whitfield',
    kinds: ['nine-to-five'],
    inputs: { sud: 6, relapse: 'moderate' },
    life: 'work Mon-Fri 9-17, best Mon-Thu 18-21',
    weeksIn: 5,
  },
  {
    code: 'M-1187',
    called: 'Marisol',
    full: 'Marisol Vega',
    language: 'es',
    kinds: ['nine-to-five', 'parent'],
    inputs: { sud: 7, relapse: 'moderate' },
    life: 'work Mon-Fri 8:30-17, care Sat 8-14',
    weeksIn: 7,
    comes: 0.85,
  },
  {
    code: 'D-1203',
    called: 'Derek',
    full: 'Derek Olsen',
    kinds: ['nine-to-five'],
    inputs: { sud: 6, relapse: 'moderate', readiness: 'ambivalent' },
    life: 'work Mon-Fri 8-16:30, rest Sat 7-11',
    weeksIn: 3,
  },
  {
    code: 'J-1219',
    called: 'Javier',
    full: 'Javier Rentería',
    language: 'es',
    kinds: ['nine-to-five', 'parent', 'family-support'],
    inputs: { sud: 5, relapse: 'moderate' },
    life: 'work Mon-Fri 7-15:30, care Mon-Fri 15:45-16:45',
    video: true,
    family: true,
    weeksIn: 6,
  },
  {
    code: 'P-1266',
    called: 'Priya',
    full: 'Priya Nair',
    kinds: ['nine-to-five', 'mild', 'co-occurring'],
    inputs: { sud: 3, relapse: 'moderate', psych: 'moderate' },
    life: 'work Mon-Fri 9-17:15, class Tue 18-20',
    weeksIn: 4,
  },
  {
    code: 'C-1301',
    called: 'Carlos',
    full: 'Carlos Ibáñez',
    language: 'es',
    kinds: ['nine-to-five', 'step-down'],
    dose: TWELVE_HOURS,
    inputs: { sud: 8, relapse: 'high', current: 'residential' },
    life: 'work Mon-Fri 8-16',
    weeksIn: 2,
  },
  {
    code: 'S-1338',
    called: 'Simone',
    full: 'Simone Baptiste',
    kinds: ['nine-to-five', 'family-support'],
    inputs: { sud: 6, relapse: 'moderate' },
    life: 'work Mon-Fri 9-17',
    counselor: 'ana',
    family: true,
    weeksIn: 4,
  },
  {
    code: 'W-1350',
    called: 'Walt',
    full: 'Walter Kessler',
    kinds: ['nights'],
    inputs: { sud: 6, relapse: 'moderate' },
    life: 'work Sun-Thu 22:30-6:30, rest Mon-Fri 7-14:30',
    weeksIn: 5,
    comes: 0.8,
  },
  {
    code: 'L-1372',
    called: 'Lucía',
    full: 'Lucía Campos',
    language: 'es',
    kinds: ['nine-to-five', 'family-support'],
    inputs: { sud: 7, relapse: 'moderate' },
    life: 'work Mon-Fri 8-17',
    counselor: 'ana',
    family: true,
    weeksIn: 8,
  },
  {
    code: 'T-1391',
    called: 'Trevor',
    full: 'Trevor Banks',
    kinds: ['shifts'],
    inputs: { sud: 5, relapse: 'moderate' },
    life: 'work Mon+Tue 6-14, work Thu+Fri 14-22, work Sat 6-14',
    sites: ['cedar', 'bayview'],
    weeksIn: 3,
    comes: 0.78,
  },
  // Free on two evenings and Saturday morning only: the Saturday group that is only thought of is the way.
  {
    code: 'R-2207',
    called: 'Raúl',
    full: 'Raúl Domínguez',
    language: 'es',
    kinds: ['nine-to-five', 'student'],
    inputs: { sud: 6, relapse: 'moderate' },
    life: 'work Mon-Thu 8-17, work Fri 8-14, class Tue+Thu 17:30-21:30, care Fri 17:30-22, care Sat 13-20',
    weeksIn: -1,
  },
  // The Saturday family hour is full, and Thursday at five is work.
  {
    code: 'F-1912',
    called: 'Faith',
    full: 'Faith Lindqvist',
    kinds: ['nine-to-five', 'family-support'],
    inputs: { sud: 5, relapse: 'moderate' },
    life: 'work Mon-Fri 9-17:30',
    family: true,
    video: true,
    weeksIn: -1,
  },
]);

const BAY_EVENINGS = group(
  {
    level: 'IOP',
    dose: NINE_HOURS,
    sites: ['bayview'],
    counselor: 'dana',
    video: true,
    individualByVideo: true,
  },
  [
    {
      code: 'B-1404',
      called: 'Ben',
      full: 'Ben Castellano',
      kinds: ['nine-to-five'],
      inputs: { sud: 6, relapse: 'moderate' },
      life: 'work Mon-Fri 9-17',
      weeksIn: 6,
    },
    {
      code: 'A-1427',
      called: 'Alicia',
      full: 'Alicia Duarte',
      language: 'es',
      kinds: ['nine-to-five', 'parent'],
      inputs: { sud: 6, relapse: 'moderate' },
      life: 'care Mon-Fri 7-8:15, work Mon-Fri 8:45-16:45, care Tue+Thu 17-18:30',
      weeksIn: 2,
    },
    {
      code: 'H-1433',
      called: 'Hannah',
      full: 'Hannah Brooks',
      kinds: ['nine-to-five', 'mild', 'co-occurring'],
      inputs: { sud: 3, relapse: 'moderate', psych: 'moderate' },
      life: 'work Mon-Fri 8:30-17',
      weeksIn: 1,
    },
  ],
);

const SPANISH_MORNINGS = group(
  { level: 'IOP', dose: NINE_HOURS, sites: ['bayview'], counselor: 'luis', language: 'es' },
  [
    {
      code: 'E-1460',
      called: 'Elena',
      full: 'Elena Morales',
      kinds: ['parent'],
      inputs: { sud: 6, relapse: 'moderate' },
      life: 'care Mon-Fri 7:15-8:15, care Mon-Fri 14:30-19',
      weeksIn: 4,
    },
    {
      code: 'G-1482',
      called: 'Guillermo',
      full: 'Guillermo Soto',
      kinds: ['nights'],
      inputs: { sud: 5, relapse: 'moderate' },
      life: 'work Mon-Fri 17-24, rest Tue-Sat 0-7:30',
      weeksIn: 7,
      comes: 0.84,
    },
    {
      code: 'N-1498',
      called: 'Noemí',
      full: 'Noemí Paredes',
      kinds: ['elder-care'],
      inputs: { sud: 6, relapse: 'moderate', environment: 'limited' },
      life: 'care Tue+Thu 8-15, care Mon+Wed+Fri 14-20',
      weeksIn: 5,
    },
    {
      code: 'O-1511',
      called: 'Osvaldo',
      full: 'Osvaldo Peña',
      kinds: ['family-support'],
      inputs: { sud: 7, relapse: 'moderate' },
      life: 'work Mon-Fri 13-19, rest Sun 8-12',
      sites: ['bayview', 'cedar'],
      family: true,
      weeksIn: 3,
    },
  ],
);

const AFTERNOONS = group({ level: 'IOP', dose: NINE_HOURS, sites: ['bayview'], counselor: 'luis' }, [
  {
    code: 'Y-1523',
    called: 'Yasmin',
    full: 'Yasmin Haddad',
    kinds: ['student'],
    inputs: { sud: 5, relapse: 'moderate' },
    life: 'class Mon-Thu 9-11:30, work Fri-Sun 10-18',
    weeksIn: 5,
  },
  {
    code: 'F-1540',
    called: 'Félix',
    full: 'Félix Aguilar',
    language: 'es',
    kinds: ['student'],
    inputs: { sud: 4, relapse: 'moderate' },
    life: 'class Tue+Thu 9-12, class Fri 9-15, work Mon+Wed 17-22',
    weeksIn: 2,
  },
  {
    code: 'Q-1556',
    called: 'Quentin',
    full: 'Quentin Marsh',
    kinds: ['elder-care'],
    inputs: { sud: 6, relapse: 'moderate' },
    life: 'care Mon-Fri 7-11:30, care Mon-Fri 18-21',
    weeksIn: 8,
  },
  {
    code: 'V-1569',
    called: 'Valentina',
    full: 'Valentina Cruz',
    kinds: ['nights'],
    inputs: { sud: 6, relapse: 'moderate' },
    life: 'work Tue-Sat 17-23:30, rest Wed-Sun 0-9',
    weeksIn: 3,
    comes: 0.86,
  },
]);

const MORNINGS = group({ level: 'IOP', dose: NINE_HOURS, sites: ['cedar'], counselor: 'ana' }, [
  {
    code: 'B-1582',
    called: 'Brooke',
    full: 'Brooke Tanner',
    kinds: ['parent'],
    inputs: { sud: 6, relapse: 'moderate' },
    life: 'care Mon-Fri 7-8:15, care Mon-Fri 14:30-19',
    weeksIn: 6,
  },
  {
    code: 'I-1601',
    called: 'Ian',
    full: 'Ian Foster',
    kinds: ['shifts'],
    inputs: { sud: 6, relapse: 'moderate' },
    life: 'work Wed-Sun 15-23',
    weeksIn: 1,
  },
  {
    code: 'M-1614',
    called: 'Mónica',
    full: 'Mónica Reyes',
    language: 'es',
    kinds: ['parent'],
    inputs: { sud: 5, relapse: 'moderate' },
    life: 'care Mon-Fri 7:30-8:20, care Mon-Fri 14:45-18, best Mon-Fri 9-12',
    weeksIn: 4,
  },
  {
    code: 'Z-1630',
    called: 'Zach',
    full: 'Zachary Dunn',
    kinds: ['elder-care', 'step-down'],
    dose: TWELVE_HOURS,
    inputs: { sud: 8, relapse: 'high', current: 'wm' },
    life: 'care Mon-Fri 17-21, care Sat+Sun 8-20',
    weeksIn: 2,
  },
  // Two mornings a week are all that caring for a mother leaves: three days do not fit.
  {
    code: 'H-1655',
    called: 'Helen',
    full: 'Helen Okafor',
    kinds: ['elder-care'],
    inputs: { sud: 5, relapse: 'moderate' },
    life: 'care Mon+Wed+Fri 7-21, care Tue+Thu 13-21, care Sat+Sun 7-21',
    weeksIn: 1,
    comes: 0.9,
  },
  // Asleep whenever the prescriber is there.
  {
    code: 'T-0931',
    called: 'Tess',
    full: 'Tess Brandt',
    kinds: ['nights'],
    inputs: { sud: 7, relapse: 'moderate', opioid: 'yes' },
    life: 'work Sun-Thu 22:30-6:30, rest Mon-Fri 7-14:30',
    counselor: 'dana',
    medication: true,
    video: true,
    weeksIn: 0,
  },
]);

const BY_VIDEO = group(
  { level: 'IOP', dose: NINE_HOURS, sites: [], video: true, individualByVideo: true, counselor: 'dana' },
  [
    {
      code: 'X-1647',
      called: 'Alex',
      full: 'Alexandra Monroe',
      kinds: ['private'],
      inputs: { sud: 6, relapse: 'moderate' },
      life: 'work Mon-Fri 9:15-14:30, work Mon+Wed+Fri 14:30-18, best Mon+Wed+Fri 7:30-9',
      weeksIn: 4,
      comes: 0.97,
    },
    {
      code: 'U-1660',
      called: 'J.',
      full: 'Jonathan Price',
      kinds: ['private'],
      inputs: { sud: 5, relapse: 'moderate' },
      life: 'work Mon-Fri 10-14:30, work Mon+Wed+Fri 15-19',
      weeksIn: 2,
      comes: 0.95,
    },
  ],
);

const BOTH_TOGETHER = group(
  { level: 'IOP', dose: NINE_HOURS, sites: ['cedar'], counselor: 'mei', isDual: true },
  [
    {
      code: 'B-0417',
      called: 'Bruno',
      full: 'Bruno Salas',
      kinds: ['co-occurring'],
      dose: TWELVE_HOURS,
      inputs: { sud: 7, relapse: 'high', psych: 'moderate' },
      life: 'work Tue+Thu+Fri 13-20, work Sat 9-15',
      medication: true,
      weeksIn: 5,
    },
    {
      code: 'A-1702',
      called: 'Amelia',
      full: 'Amelia Grant',
      kinds: ['co-occurring', 'parent'],
      inputs: { sud: 6, relapse: 'moderate', psych: 'moderate' },
      life: 'care Mon-Fri 7-8:15, work Sat+Sun 10-16',
      medication: true,
      weeksIn: 3,
    },
    {
      code: 'C-1718',
      called: 'Cora',
      full: 'Cora Jennings',
      kinds: ['co-occurring'],
      inputs: { sud: 5, relapse: 'moderate', psychosis: 'stable_treated' },
      life: 'rest Mon-Sun 0-7, care Sat 9-17',
      medication: true,
      weeksIn: 6,
    },
    {
      code: 'D-1725',
      called: 'Daniel',
      full: 'Daniel Ortiz',
      kinds: ['co-occurring', 'student'],
      inputs: { sud: 5, relapse: 'moderate', psych: 'moderate' },
      life: 'class Tue+Thu 8-11, class Fri 13-16',
      weeksIn: 2,
    },
    {
      code: 'G-1733',
      called: 'Gwen',
      full: 'Gwen Palmer',
      kinds: ['co-occurring', 'elder-care'],
      inputs: { sud: 6, relapse: 'moderate', psych: 'moderate' },
      life: 'care Tue+Thu+Sat 14-20, care Mon-Sun 6:30-8',
      weeksIn: 7,
      comes: 0.8,
    },
    {
      code: 'L-1749',
      called: 'Leo',
      full: 'Leo Barros',
      kinds: ['co-occurring', 'step-down'],
      inputs: { sud: 7, relapse: 'moderate', psych: 'moderate', current: 'residential' },
      dose: TWELVE_HOURS,
      life: 'work Mon-Fri 18-22, rest Sun 8-12',
      medication: true,
      weeksIn: 1,
    },
    {
      code: 'S-1756',
      called: 'Sofía',
      full: 'Sofía Lara',
      language: 'es',
      kinds: ['co-occurring', 'family-support'],
      inputs: { sud: 6, relapse: 'moderate', psych: 'moderate' },
      life: 'work Tue+Thu 13-19, work Sat 7-11:30',
      family: true,
      weeksIn: 4,
    },
    // Must not share a group with B-0417, who is in both groups of this track.
    {
      code: 'K-1180',
      called: 'Kim',
      full: 'Kim Dalton',
      kinds: ['co-occurring'],
      dose: TWELVE_HOURS,
      inputs: { sud: 7, relapse: 'high', psych: 'moderate' },
      life: 'work Fri-Sun 16-22',
      weeksIn: -1,
    },
  ],
);

const DAY_PROGRAM = group({ level: 'PHP', dose: TWENTY_HOURS, sites: ['cedar'], counselor: 'mei' }, [
  {
    code: 'P-1801',
    called: 'Paula',
    full: 'Paula Whitmore',
    kinds: ['co-occurring'],
    inputs: { sud: 7, relapse: 'high', psych: 'severe' },
    life: 'care Sat 10-14',
    medication: true,
    weeksIn: 2,
  },
  {
    code: 'R-1815',
    called: 'Rubén',
    full: 'Rubén Acosta',
    language: 'es',
    kinds: ['family-support'],
    inputs: { sud: 9, relapse: 'imminent' },
    life: 'care Mon-Fri 17-20',
    weeksIn: 1,
  },
  {
    code: 'N-1822',
    called: 'Nadia',
    full: 'Nadia Petrov',
    kinds: ['co-occurring'],
    inputs: { sud: 6, relapse: 'moderate', suicide: 'high', suicide_eval: 'yes', psych: 'moderate' },
    life: 'rest Mon-Sun 0-7',
    medication: true,
    weeksIn: 1,
  },
  {
    code: 'E-1839',
    called: 'Eli',
    full: 'Eli Carver',
    kinds: ['step-up'],
    inputs: { sud: 8, relapse: 'high', current: 'iop', response: 'worsening' },
    life: 'work Mon-Fri 15-18',
    weeksIn: 1,
    comes: 0.82,
    before: {
      level: 'IOP',
      dose: NINE_HOURS,
      inputs: { sud: 8, relapse: 'high' },
      weeks: 5,
      groups: ['morning-mon', 'morning-wed', 'morning-thu'],
    },
  },
  {
    code: 'T-1846',
    called: 'Teresa',
    full: 'Teresa Molina',
    language: 'es',
    kinds: ['co-occurring', 'parent'],
    inputs: { sud: 6, relapse: 'moderate', psych: 'severe' },
    life: 'care Mon-Fri 7-8:15, care Mon-Fri 15-19',
    medication: true,
    weeksIn: 3,
  },
]);

const STEP_DOWN_INPUTS = { sud: 7, relapse: 'low', current: 'iop', response: 'improving' };
const WEEKLY = group({ level: 'OP', dose: ONE_EVENING, sites: ['cedar'], counselor: 'dana' }, [
  {
    code: 'O-1853',
    called: 'Owen',
    full: 'Owen Blake',
    kinds: ['student', 'mild'],
    inputs: { sud: 3, relapse: 'low' },
    life: 'class Mon-Fri 9-14:30',
    weeksIn: 5,
  },
  {
    code: 'J-1860',
    called: 'Judith',
    full: 'Judith Stern',
    kinds: ['step-down'],
    inputs: STEP_DOWN_INPUTS,
    life: 'work Mon-Fri 9-15',
    weeksIn: 2,
    video: true,
    before: {
      level: 'IOP',
      dose: NINE_HOURS,
      inputs: { sud: 7, relapse: 'moderate' },
      weeks: 6,
      groups: ['evening-mon', 'evening-wed', 'evening-thu'],
    },
  },
  {
    code: 'D-1877',
    called: 'Diego',
    full: 'Diego Fuentes',
    language: 'es',
    kinds: ['step-down', 'parent'],
    inputs: STEP_DOWN_INPUTS,
    life: 'care Mon-Fri 7-8:30, work Tue-Fri 9-15:15',
    weeksIn: 1,
    video: true,
    individualByVideo: true,
    before: {
      level: 'IOP',
      dose: NINE_HOURS,
      inputs: { sud: 7, relapse: 'moderate' },
      weeks: 7,
      groups: ['spanish-mon', 'spanish-wed', 'spanish-fri'],
    },
  },
  {
    code: 'W-1884',
    called: 'Wanda',
    full: 'Wanda Fischer',
    kinds: ['nine-to-five', 'mild'],
    inputs: { sud: 3, relapse: 'low' },
    life: 'work Mon-Fri 7-15:15',
    weeksIn: 6,
  },
]);

export const PEOPLE: readonly DemoPerson[] = [
  ...EVENINGS,
  ...BAY_EVENINGS,
  ...SPANISH_MORNINGS,
  ...AFTERNOONS,
  ...MORNINGS,
  ...BY_VIDEO,
  ...BOTH_TOGETHER,
  ...DAY_PROGRAM,
  ...WEEKLY,
];

/** Pairs who share no group, and the reason that only their care teams may read. */
export const APART: readonly (readonly [string, string, string])[] = [
  ['K-1180', 'B-0417', 'They were married. Kim asked for this on the phone.'],
  ['W-1884', 'D-1877', 'They work on the same team.'],
  ['Y-1523', 'F-1540', 'Same class at college; both asked.'],
];

/** People who finished their stay: their record stays, their seat is free. */
export const FORMER: readonly DemoFormer[] = [
  ...group({ level: 'IOP', dose: NINE_HOURS, sites: ['cedar'], counselor: 'dana' }, [
    {
      code: 'C-0988',
      called: 'Claire',
      full: 'Claire Novak',
      kinds: ['nine-to-five'],
      inputs: { sud: 6, relapse: 'moderate' },
      life: 'work Mon-Fri 9-17',
      weeksIn: 8,
    },
  ]).map((person) => ({
    ...person,
    endedWeeksAgo: 2,
    groups: ['evening-mon', 'evening-tue', 'evening-thu'],
  })),
  ...group({ level: 'IOP', dose: NINE_HOURS, sites: ['bayview'], counselor: 'luis' }, [
    {
      code: 'P-0954',
      called: 'Pilar',
      full: 'Pilar Ríos',
      language: 'es',
      kinds: ['parent'],
      inputs: { sud: 6, relapse: 'moderate' },
      life: 'care Mon-Fri 7-8:15',
      weeksIn: 8,
    },
  ]).map((person) => ({
    ...person,
    endedWeeksAgo: 1,
    groups: ['spanish-mon', 'spanish-wed', 'spanish-fri'],
  })),
];
