/** Invented people of every kind the mission names, each telling their week in a way of their own. */
export interface Persona {
  readonly who: string;
  readonly name: string;
  readonly phone: string;
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
  readonly tellsBy: 'preset' | 'tap' | 'drag' | 'keys' | 'list' | 'calendar';
  /** Preset names, or cells "day-row" of the paint grid (row 0 is 7 am), or the calendar file's text. */
  readonly week: readonly string[];
}

const base = {
  who: 'me',
  danger: 'no',
  stopping: 'nothing',
  what: ['alcohol'],
  days: 'weekly',
  effects: ['more', 'cutdown', 'urges'],
  control: 'some',
  mood: 'low',
  health: 'no',
  home: 'help',
} as const;

const cells = (days: readonly number[], fromHour: number, toHour: number): string[] =>
  days.flatMap((day) =>
    Array.from({ length: toHour - fromHour }, (_, nth) => `${day}-${fromHour - 7 + nth}`),
  );

const WEEKDAYS = [0, 1, 2, 3, 4];

const CLASSES = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Example//Timetable//EN',
  'BEGIN:VEVENT',
  'UID:class-1@example.com',
  'DTSTAMP:20260801T120000Z',
  'DTSTART;TZID=America/New_York:20260824T090000',
  'DTEND;TZID=America/New_York:20260824T123000',
  'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH',
  'SUMMARY:Organic chemistry with Professor Somebody',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

export const PERSONAS: readonly Persona[] = [
  {
    who: 'works nine to five',
    name: 'Pat',
    phone: '813-555-0101',
    answers: { ...base, load: ['work'] },
    tellsBy: 'preset',
    week: ['nine-to-five'],
  },
  {
    who: 'works nights',
    name: 'Noel',
    phone: '813-555-0102',
    answers: { ...base, what: ['stimulants'], control: 'hard', home: 'alone', load: ['work'] },
    tellsBy: 'preset',
    week: ['nights'],
  },
  {
    who: 'brings children to school',
    name: 'Mia',
    phone: '813-555-0103',
    answers: { ...base, home: 'mixed', load: ['children'] },
    tellsBy: 'tap',
    week: [...cells(WEEKDAYS, 7, 8), ...cells(WEEKDAYS, 15, 16)],
  },
  {
    who: 'cares for an elder',
    name: 'Ed',
    phone: '813-555-0104',
    answers: { ...base, what: ['sedatives'], home: 'mixed', load: ['elders'] },
    tellsBy: 'drag',
    week: ['0-5', '4-8'],
  },
  {
    who: 'studies',
    name: 'Kim',
    phone: '813-555-0105',
    answers: { ...base, what: ['cannabis'], mood: 'hard', load: ['classes'] },
    tellsBy: 'calendar',
    week: [CLASSES],
  },
  {
    who: 'has a family behind them',
    name: 'Joe',
    phone: '813-555-0106',
    answers: { ...base, effects: ['more', 'cutdown', 'urges', 'health'], load: ['work'] },
    tellsBy: 'list',
    week: ['08:00', '16:00'],
  },
  {
    who: 'needs privacy',
    name: 'A.',
    phone: '813-555-0107',
    answers: { ...base, privacy: 'yes', load: ['work'], travel: ['car', 'video'] },
    tellsBy: 'keys',
    week: cells([0, 1, 2], 13, 17),
  },
  {
    who: 'lives with depression too',
    name: 'Lou',
    phone: '813-555-0108',
    answers: { ...base, effects: ['more', 'health', 'urges', 'cutdown'], mood: 'hard' },
    tellsBy: 'preset',
    week: ['nine-to-five'],
  },
];
