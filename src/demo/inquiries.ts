/** People who asked for a call and are not in care. Invented, like everybody here. */
export interface DemoInquiry {
  readonly reference: string;
  readonly called: string;
  readonly language: 'en' | 'es';
  /** Days before today, and the clock then. */
  readonly asked: { readonly daysAgo: number; readonly at: string };
  readonly state: 'new' | 'called';
  readonly contact: {
    readonly channel: 'call' | 'text' | 'email';
    readonly value: string;
    readonly hours: readonly ('morning' | 'afternoon' | 'evening')[];
    readonly ifSomeoneElse: 'say-nothing' | 'say-neutral' | 'ok';
  };
  readonly life?: string;
  /** What they chose to send of their answers on the public pages. */
  readonly answers?: Readonly<Record<string, string | readonly string[]>>;
}

export const INQUIRIES: readonly DemoInquiry[] = [
  {
    reference: 'harbor-41',
    called: 'Sam',
    language: 'en',
    asked: { daysAgo: 1, at: '18:40' },
    state: 'new',
    contact: { channel: 'text', value: '813-555-0161', hours: ['evening'], ifSomeoneElse: 'say-neutral' },
    life: 'work Mon-Fri 9-17, best Mon-Thu 18-21',
    answers: {
      who: 'me',
      danger: 'no',
      stopping: 'nothing',
      what: ['alcohol'],
      days: 'daily',
      effects: ['more', 'cutdown', 'urges', 'people'],
      control: 'some',
      mood: 'low',
      health: 'no',
      home: 'help',
      load: ['work'],
      privacy: 'some',
      before: 'no',
      travel: ['car'],
    },
  },
  {
    reference: 'willow-27',
    called: 'Rosario',
    language: 'es',
    asked: { daysAgo: 1, at: '12:05' },
    state: 'new',
    contact: { channel: 'call', value: '813-555-0168', hours: ['morning'], ifSomeoneElse: 'say-nothing' },
    life: 'care Mon-Fri 7-8:15, care Mon-Fri 14:30-18',
  },
  {
    reference: 'copper-63',
    called: 'T.',
    language: 'en',
    asked: { daysAgo: 2, at: '23:12' },
    state: 'new',
    contact: { channel: 'email', value: 't.anonymous@mail.example', hours: [], ifSomeoneElse: 'say-nothing' },
  },
  {
    reference: 'meadow-18',
    called: 'Andre',
    language: 'en',
    asked: { daysAgo: 3, at: '9:30' },
    state: 'called',
    contact: { channel: 'call', value: '813-555-0173', hours: ['morning', 'afternoon'], ifSomeoneElse: 'ok' },
    life: 'work Sun-Thu 22-6, rest Mon-Fri 7-14',
    answers: {
      who: 'me',
      danger: 'no',
      stopping: 'nothing',
      what: ['stimulants', 'alcohol'],
      days: 'weekly',
      effects: ['more', 'urges', 'health'],
      control: 'hard',
      mood: 'hard',
      health: 'no',
      home: 'mixed',
      load: ['work'],
      before: 'weekly',
      travel: ['bus', 'video'],
    },
  },
  {
    reference: 'lantern-55',
    called: 'Beatriz',
    language: 'es',
    asked: { daysAgo: 5, at: '16:20' },
    state: 'called',
    contact: { channel: 'text', value: '813-555-0179', hours: ['afternoon'], ifSomeoneElse: 'say-neutral' },
    life: 'class Mon+Wed 9-12, class Tue+Thu 10-15, work Sat 9-17',
    answers: {
      who: 'me',
      danger: 'no',
      stopping: 'nothing',
      what: ['cannabis'],
      days: 'daily',
      effects: ['cutdown', 'urges'],
      control: 'some',
      mood: 'low',
      health: 'managed',
      home: 'alone',
      load: ['classes', 'work'],
      privacy: 'yes',
      before: 'no',
      travel: ['bus'],
    },
  },
];
