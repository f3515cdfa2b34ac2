import { AFTERNOONS, BY_VIDEO, MORNINGS, SPANISH_MORNINGS } from './people/daytime.ts';
import { BAY_EVENINGS, EVENINGS } from './people/evenings.ts';
import { type DemoFormer, type DemoPerson, group, NINE_HOURS } from './people/person.ts';
import { BOTH_TOGETHER, DAY_PROGRAM, WEEKLY } from './people/tracks.ts';

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
