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

type StaffRole =
  | 'counselor'
  | 'facilitator'
  | 'coordinator'
  | 'prescriber'
  | 'nurse'
  | 'biller'
  | 'director'
  | 'privacy';

interface DemoStaff {
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
    hours: ['Mon-Fri 9-18'],
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
    licence: 'CAP',
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
  { key: 'nia', name: 'Nia B.', role: 'nurse', tags: ['rn', 'en'], licence: 'RN', hours: [] },
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
  { key: 'bo', name: 'Bo L.', role: 'biller', tags: ['en'], hours: [] },
];

/** Intervals of the week in which a member of staff is there. */
export const hoursOf = ({ hours }: DemoStaff) => hours.flatMap(intervalsIn);
