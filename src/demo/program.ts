import { intervalsIn } from './week-words.ts';

/** Everything here is invented. Numbers 555-0100 to 555-0199 are kept free for stories. */
export const ORG = {
  key: 'harbor-bend',
  name: 'Harbor Bend Recovery',
  neutralName: 'Cedar Street',
  zone: 'America/New_York',
  phone: '813-555-0142',
  leaveUrl: 'https://www.weather.gov/',
} as const;

export const SITES = [
  {
    key: 'cedar',
    name: 'Cedar Street',
    place: '2140 Cedar Street, Tampa, FL 33606',
    directions:
      'Bus 14 stops at Cedar and 3rd, two minutes on foot. Free parking behind the house; use the side door.',
  },
  {
    key: 'bayview',
    name: 'Bayview',
    place: '518 Bayview Avenue, Suite 200, Tampa, FL 33611',
    directions: 'Bus 36 stops across the street. Second floor; the elevator is left of the pharmacy.',
  },
] as const;

export const ROOMS = [
  { key: 'c1', site: 'cedar', name: 'Room 1', seats: 14 },
  { key: 'c2', site: 'cedar', name: 'Room 2', seats: 12 },
  { key: 'c3', site: 'cedar', name: 'Room 3', seats: 10 },
  { key: 'c4', site: 'cedar', name: 'Room 4', seats: 8 },
  { key: 'b1', site: 'bayview', name: 'Room A', seats: 12 },
  { key: 'b2', site: 'bayview', name: 'Room B', seats: 10 },
] as const;

type StaffRole = 'counselor' | 'facilitator' | 'coordinator' | 'prescriber' | 'director' | 'privacy';

export interface DemoStaff {
  readonly key: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly tags: readonly string[];
  readonly licence?: string;
  /** When they can lead groups and hold visits. */
  readonly hours: readonly string[];
}

export const STAFF: readonly DemoStaff[] = [
  {
    key: 'dana',
    name: 'Dana R.',
    role: 'counselor',
    tags: ['lcsw', 'en'],
    licence: 'LCSW',
    hours: ['Mon-Thu 12-21', 'Fri 12-20'],
  },
  {
    key: 'luis',
    name: 'Luis M.',
    role: 'counselor',
    tags: ['lmhc', 'en', 'es'],
    licence: 'LMHC',
    hours: ['Mon-Wed+Fri 9-17', 'Thu 9-18'],
  },
  {
    key: 'ana',
    name: 'Ana P.',
    role: 'counselor',
    tags: ['lmhc', 'en', 'es', 'family'],
    licence: 'LMHC',
    hours: ['Mon-Fri 7-15', 'Sat 9-13:30'],
  },
  {
    key: 'mei',
    name: 'Mei C.',
    role: 'counselor',
    tags: ['lcsw', 'en', 'dual'],
    licence: 'LCSW',
    hours: ['Mon-Fri 9-17'],
  },
  {
    key: 'tom',
    name: 'Tom W.',
    role: 'facilitator',
    tags: ['en'],
    hours: ['Mon-Thu 13-21', 'Sat 9-12:30'],
  },
  {
    key: 'osei',
    name: 'Dr. Osei',
    role: 'prescriber',
    tags: ['md', 'en'],
    licence: 'MD',
    hours: ['Mon+Wed 9-14', 'Fri 9-12'],
  },
  { key: 'rosa', name: 'Rosa V.', role: 'coordinator', tags: ['en', 'es'], hours: [] },
  {
    key: 'june',
    name: 'June H.',
    role: 'director',
    tags: ['lcsw', 'en'],
    licence: 'LCSW',
    hours: ['Mon-Fri 9-17', 'Sat 9-12:30'],
  },
  { key: 'kofi', name: 'Kofi A.', role: 'privacy', tags: ['en'], hours: [] },
];

export interface DemoSession {
  readonly key: string;
  readonly kind: 'group' | 'skills' | 'family';
  readonly activity: string;
  readonly en: string;
  readonly es: string;
  readonly start: number;
  readonly end: number;
  readonly room: string | null;
  readonly site: string | null;
  readonly staff: readonly string[];
  readonly requires: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly status: 'fixed' | 'candidate';
  readonly openCost: number;
}

interface Series {
  readonly key: string;
  readonly kind: DemoSession['kind'];
  readonly activity: string;
  readonly en: string;
  readonly es: string;
  /** "Mon+Wed 18-21" */
  readonly when: string;
  /** null: by video. */
  readonly room: (typeof ROOMS)[number]['key'] | null;
  readonly leader: string;
  readonly requires: readonly string[];
  readonly max: number;
  /** What opening it costs, for groups that are only thought of. */
  readonly candidate?: number;
}

const RECOVERY_GROUP = { kind: 'group', activity: 'recovery-skills', requires: ['iop'] } as const;
const SERIES: readonly Series[] = [
  {
    ...RECOVERY_GROUP,
    key: 'morning',
    en: 'Morning group',
    es: 'Grupo de la mañana',
    when: 'Mon-Fri 9-12',
    room: 'c1',
    leader: 'ana',
    max: 8,
  },
  {
    ...RECOVERY_GROUP,
    key: 'spanish',
    en: 'Morning group in Spanish',
    es: 'Grupo de la mañana en español',
    when: 'Mon+Wed+Fri 9-12',
    room: 'b1',
    leader: 'luis',
    requires: ['iop', 'es'],
    max: 6,
  },
  {
    ...RECOVERY_GROUP,
    key: 'afternoon',
    en: 'Afternoon group',
    es: 'Grupo de la tarde',
    when: 'Mon-Thu 13-16',
    room: 'b1',
    leader: 'luis',
    max: 8,
  },
  {
    ...RECOVERY_GROUP,
    key: 'evening',
    en: 'Evening group',
    es: 'Grupo de la noche',
    when: 'Mon+Wed 18-21',
    room: 'c2',
    leader: 'dana',
    max: 10,
  },
  {
    ...RECOVERY_GROUP,
    key: 'evening',
    en: 'Evening group',
    es: 'Grupo de la noche',
    when: 'Tue+Thu 18-21',
    room: 'c2',
    leader: 'tom',
    max: 10,
  },
  {
    ...RECOVERY_GROUP,
    key: 'bay-evening',
    en: 'Evening group',
    es: 'Grupo de la noche',
    when: 'Mon+Wed 18-21',
    room: 'b1',
    leader: 'tom',
    max: 8,
  },
  {
    ...RECOVERY_GROUP,
    key: 'bay-saturday',
    en: 'Saturday group',
    es: 'Grupo del sábado',
    when: 'Sat 9-12',
    room: 'b1',
    leader: 'tom',
    max: 8,
  },
  {
    ...RECOVERY_GROUP,
    key: 'early-video',
    en: 'Early video group',
    es: 'Grupo temprano por video',
    when: 'Mon+Wed+Fri 7-9',
    room: null,
    leader: 'ana',
    max: 6,
  },
  {
    ...RECOVERY_GROUP,
    key: 'video',
    en: 'Video group',
    es: 'Grupo por video',
    when: 'Tue+Thu 15-17',
    room: null,
    leader: 'dana',
    max: 10,
  },
  {
    ...RECOVERY_GROUP,
    key: 'late-video',
    en: 'Evening video group',
    es: 'Grupo de la noche por video',
    when: 'Tue+Thu 19:30-21',
    room: null,
    leader: 'dana',
    max: 8,
  },
  {
    key: 'skills',
    kind: 'skills',
    activity: 'skills',
    en: 'Skills',
    es: 'Habilidades',
    when: 'Tue+Thu 13:30-15',
    room: 'c2',
    leader: 'tom',
    requires: ['iop'],
    max: 10,
  },
  {
    key: 'family',
    kind: 'family',
    activity: 'family',
    en: 'Family hour by video',
    es: 'Hora de la familia por video',
    when: 'Thu 17-18',
    room: null,
    leader: 'luis',
    requires: ['iop'],
    max: 8,
  },
  {
    key: 'family',
    kind: 'family',
    activity: 'family',
    en: 'Family hour',
    es: 'Hora de la familia',
    when: 'Sat 12:15-13:15',
    room: 'c4',
    leader: 'ana',
    requires: ['iop'],
    max: 4,
  },
  {
    key: 'dual',
    kind: 'group',
    activity: 'both-together',
    en: 'Whole health group',
    es: 'Grupo de salud integral',
    when: 'Mon+Wed 14-17',
    room: 'c3',
    leader: 'mei',
    requires: ['iop', 'dual'],
    max: 8,
  },
  {
    key: 'day',
    kind: 'group',
    activity: 'day-program',
    en: 'Day group',
    es: 'Grupo de día',
    when: 'Mon-Fri 9-11',
    room: 'c3',
    leader: 'mei',
    requires: ['php'],
    max: 8,
  },
  {
    key: 'day-skills',
    kind: 'skills',
    activity: 'day-program',
    en: 'Day skills',
    es: 'Habilidades de día',
    when: 'Mon-Fri 11:15-13:15',
    room: 'c3',
    leader: 'june',
    requires: ['php'],
    max: 8,
  },
  {
    key: 'weekly',
    kind: 'group',
    activity: 'continuing',
    en: 'Weekly group',
    es: 'Grupo semanal',
    when: 'Thu 16-17:30',
    room: 'c1',
    leader: 'tom',
    requires: ['op'],
    max: 6,
  },
  {
    key: 'weekly-video',
    kind: 'group',
    activity: 'continuing',
    en: 'Weekly group by video',
    es: 'Grupo semanal por video',
    when: 'Mon 12:15-13:45',
    room: null,
    leader: 'dana',
    requires: ['op'],
    max: 6,
  },
  {
    ...RECOVERY_GROUP,
    key: 'saturday',
    en: 'Saturday group',
    es: 'Grupo del sábado',
    when: 'Sat 9-12',
    room: 'c1',
    leader: 'june',
    max: 12,
    candidate: 180,
  },
  {
    ...RECOVERY_GROUP,
    key: 'video',
    en: 'Friday video group',
    es: 'Grupo de los viernes por video',
    when: 'Fri 15-17',
    room: null,
    leader: 'mei',
    max: 10,
    candidate: 120,
  },
  {
    key: 'dual',
    kind: 'group',
    activity: 'both-together',
    en: 'Whole health group',
    es: 'Grupo de salud integral',
    when: 'Tue+Thu 14-17',
    room: 'c3',
    leader: 'mei',
    requires: ['iop', 'dual'],
    max: 8,
    candidate: 180,
  },
];

const DAY_KEYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MIN_TO_OPEN = 3;

export const SESSIONS: readonly DemoSession[] = SERIES.flatMap((series) =>
  intervalsIn(series.when).map(({ day, start, end }) => ({
    key: `${series.key}-${DAY_KEYS[day]}`,
    kind: series.kind,
    activity: series.activity,
    en: series.en,
    es: series.es,
    start,
    end,
    room: series.room,
    site: ROOMS.find(({ key }) => key === series.room)?.site ?? null,
    staff: [series.leader],
    requires: series.requires,
    min: series.candidate === undefined ? 2 : MIN_TO_OPEN,
    max: series.max,
    status: series.candidate === undefined ? 'fixed' : 'candidate',
    openCost: series.candidate ?? 0,
  })),
);

/** Intervals of the week in which a member of staff is there. */
export const hoursOf = ({ hours }: DemoStaff) => hours.flatMap(intervalsIn);
