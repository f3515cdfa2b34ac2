import { ROOMS } from './program.ts';
import { intervalsIn } from './week-words.ts';

interface DemoSession {
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
    when: 'Tue-Fri 9-12',
    room: 'c1',
    leader: 'ana',
    max: 10,
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
    when: 'Tue-Thu 13-16',
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
    requires: ['iop', 'family'],
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
    requires: ['iop', 'family'],
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
