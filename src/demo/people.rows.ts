import { QUESTIONS } from '../fit/assessment/assessment.ts';
import { recommend } from '../fit/level-of-care/level-of-care.ts';
import { TABLE } from '../fit/level-of-care/table.ts';
import { type Key, newKey, seal, sealJson } from '../platform/secrets.ts';
import { addDays, firstWeek, signedAt, signedOn } from './calendar.ts';
import type { DemoFormer, DemoPerson, Inputs, Kind } from './people/person.ts';
import { APART, FORMER, PEOPLE } from './people.ts';
import { activitiesOf, perDayMax, tagsOf, visitsOf } from './problem.ts';
import { licenceUntil, ORG_ID } from './program.rows.ts';
import { STAFF } from './program.ts';
import { chanceOf, idOf } from './seed.ts';
import { lifeOf } from './week-words.ts';

export const personId = (code: string): string => idOf('person', code);
const of = (code: string) => ({ org_id: ORG_ID, participant_id: personId(code) });

/** Everybody's data key: the one thing that is new on every start. */
export class Keyring {
  readonly #orgKey: Key;
  readonly #keys = new Map<string, Key>();
  constructor(orgKey: Key) {
    this.#orgKey = orgKey;
  }
  #keyOf(code: string): Key {
    const key = this.#keys.get(code) ?? newKey();
    this.#keys.set(code, key);
    return key;
  }
  seal(code: string, value: unknown): Uint8Array {
    return sealJson(this.#keyOf(code), value);
  }
  wrapped(code: string): Uint8Array {
    return seal(this.#orgKey, this.#keyOf(code));
  }
}

/** All inputs of the table: what is noted of this person, and the usual value of the rest. */
export const wholeInputs = (noted: Inputs): Inputs => ({
  ...Object.fromEntries(
    QUESTIONS.flatMap(({ key, values: [usual] }) => (usual === undefined ? [] : [[key, usual]])),
  ),
  ...noted,
});

interface Step {
  readonly key: string;
  readonly person: DemoPerson;
  readonly on: string;
  readonly until: string | null;
}

const isFormer = (person: DemoPerson): person is DemoFormer => 'endedWeeksAgo' in person;

/** The last day of somebody's stay; null while it goes on. */
const endedOn = (person: DemoPerson, today: string): string | null =>
  isFormer(person) ? addDays(firstWeek({ weeksIn: person.endedWeeksAgo }, today), -1) : null;

/** Each level of care of somebody's stay, first to last. */
function stepsOf(person: DemoPerson, today: string): readonly Step[] {
  const first = firstWeek(person, today);
  const on = signedOn(first, today);
  const present = { key: person.code, person, on, until: endedOn(person, today) };
  if (person.before === undefined) return [present];
  const { weeks, groups: _, ...earlier } = person.before;
  return [
    {
      key: `${person.code} before`,
      person: { ...person, ...earlier },
      on: signedOn(addDays(first, -7 * weeks), today),
      until: addDays(on, -1),
    },
    present,
  ];
}

export const EVERYBODY: readonly DemoPerson[] = [...PEOPLE, ...FORMER];

const admittedOn = (person: DemoPerson, today: string): string => stepsOf(person, today)[0]?.on ?? today;

const HOURS = ['morning', 'afternoon', 'evening'] as const;
const FIRST_NUMBER = 100;

export function contactOf({ code, kinds }: DemoPerson, place: number) {
  const pick = <T>(what: string, from: readonly T[]): T | undefined =>
    from[Math.floor(chanceOf(what, code) * from.length)];
  return {
    channel: pick('channel', ['call', 'text', 'text'] as const),
    value: `813-555-0${FIRST_NUMBER + (place % 100)}`,
    hours: [pick('hours', HOURS)],
    ifSomeoneElse: kinds.includes('private')
      ? 'say-nothing'
      : pick('else', ['say-neutral', 'say-neutral', 'say-nothing', 'ok'] as const),
  };
}

/** Who they are, how to reach them, and the week they live. */
export const personRows = (today: string, keys: Keyring) => ({
  participants: EVERYBODY.map((person) => ({
    ...of(person.code),
    record_code: person.code,
    stage: isFormer(person) ? 'former' : 'participant',
    created_at: signedAt(addDays(admittedOn(person, today), -2)),
  })),
  keys: EVERYBODY.map(({ code }) => ({ ...of(code), key_wrapped: keys.wrapped(code) })),
  identities: EVERYBODY.map(({ code, called, full, language }) => ({
    ...of(code),
    name_sealed: keys.seal(code, { called, full }),
    language,
  })),
  contacts: EVERYBODY.map((person, place) => ({
    ...of(person.code),
    contact_sealed: keys.seal(person.code, contactOf(person, place)),
  })),
  teams: EVERYBODY.flatMap((person) =>
    [person.counselor, ...(person.medication ? ['osei', 'nia'] : [])].map((staff) => ({
      ...of(person.code),
      staff_id: idOf('staff', staff),
      from_on: admittedOn(person, today),
      until_on: endedOn(person, today),
    })),
  ),
  busy: EVERYBODY.flatMap(({ code, life }) =>
    lifeOf(life).map(({ start, end, kind }) => ({
      ...of(code),
      start_minute: start,
      end_minute: end,
      kind,
      source: kind === 'class' ? 'calendar' : 'painted',
    })),
  ),
  needs: PEOPLE.map((person) => ({
    ...of(person.code),
    minutes: person.dose.minutes,
    days_min: person.dose.days,
    minutes_per_day_max: perDayMax(person),
    visits: JSON.stringify(
      visitsOf(person).map((visit) => ({ ...visit, staff: visit.staff.map((key) => idOf('staff', key)) })),
    ),
    activities: JSON.stringify(activitiesOf(person)),
    tags: tagsOf(person),
    sites: person.sites.map((key) => idOf('site', key)),
    video: person.video,
    from_on: firstWeek(person, today),
  })),
  apart: APART.map(([one, other]) => ({
    org_id: ORG_ID,
    ...pairOf(one, other).ids,
    owner_role: 'counselor',
    said_by: idOf('staff', 'dana'),
  })),
  apartReasons: APART.map(([one, other, reason]) => {
    const { first, ids } = pairOf(one, other);
    return {
      org_id: ORG_ID,
      ...ids,
      owner_role: 'counselor',
      said_by: idOf('staff', 'dana'),
      reason_sealed: keys.seal(first, reason),
    };
  }),
});

/** A pair is kept under whoever comes first. */
function pairOf(one: string, other: string) {
  const [first = one, second = other] = [one, other].sort((a, b) => (personId(a) < personId(b) ? -1 : 1));
  return { first, ids: { participant_id: personId(first), other_id: personId(second) } };
}

const REMARKS: Readonly<Record<Kind, string>> = {
  'nine-to-five': 'Works days and wants to keep the job. Evenings fit best.',
  nights: 'Works nights and sleeps in the morning. Nothing before the afternoon.',
  shifts: 'Shifts change; the week was painted from the present roster.',
  parent: 'Takes the children to school and picks them up. The weeks have to leave room for that.',
  'elder-care': 'Cares for an older relative. A cousin can step in now and then.',
  student: 'In college this term; the timetable was brought as a calendar file.',
  'family-support': 'Family is close and wants to take part in the family hour.',
  private: 'Works in public view. Video only, and no messages beyond the agreed channel.',
  mild: 'Early, with a lot that works well. Motivated by getting sleep and mornings back.',
  'co-occurring': 'Mood and use feed one another; both are treated together.',
  'step-down': 'Comes from a more intensive level and keeps what was learned there.',
  'step-up': 'The last two weeks were hard. More hours for a while, agreed together.',
};
const remarksOn = ({ kinds }: DemoPerson): string => kinds.map((kind) => REMARKS[kind]).join(' ');

/** What was decided: assessments, signatures, stays and the levels of care in them. */
export function decisionRows(today: string, keys: Keyring) {
  const steps = EVERYBODY.flatMap((person) => stepsOf(person, today));
  return {
    assessments: steps.map(({ key, person, on }) => ({
      ...of(person.code),
      assessment_id: idOf('assessment', key),
      author_id: idOf('staff', person.counselor),
      inputs: JSON.stringify(wholeInputs(person.inputs)),
      remarks_sealed: keys.seal(person.code, remarksOn(person)),
      state: 'signed',
      started_at: signedAt(addDays(on, -1)),
      saved_at: signedAt(on),
      version: 2,
    })),
    decisions: steps.map(({ key, person, on }) => {
      const inputs = wholeInputs(person.inputs);
      const recommendation = recommend(TABLE, QUESTIONS, inputs);
      const counselor = STAFF.find((one) => one.key === person.counselor);
      return {
        ...of(person.code),
        decision_id: idOf('decision', key),
        assessment_id: idOf('assessment', key),
        table_version: recommendation.version,
        inputs: JSON.stringify(inputs),
        recommended: recommendation.level,
        matched_row: recommendation.row,
        recommendation: JSON.stringify(recommendation),
        decided: person.level,
        minutes_per_week: person.dose.minutes,
        days_min: person.dose.days,
        decided_by: idOf('staff', person.counselor),
        licence: `${counselor?.licence}, FL, to ${licenceUntil(today)}`,
        signed_name: counselor?.name ?? '',
        signed_at: signedAt(on),
      };
    }),
    episodes: EVERYBODY.map((person) => ({
      ...of(person.code),
      episode_id: idOf('episode', person.code),
      opened_on: admittedOn(person, today),
      closed_on: endedOn(person, today),
    })),
    levels: steps.map(({ key, person, on, until }) => ({
      ...of(person.code),
      level_id: idOf('level', key),
      episode_id: idOf('episode', person.code),
      level: person.level,
      track: person.isDual ? 'dual' : 'standard',
      minutes_per_week: person.dose.minutes,
      days_min: person.dose.days,
      minutes_per_day_max: perDayMax(person),
      visits: JSON.stringify(visitsOf(person).map(({ kind, minutes, count }) => ({ kind, minutes, count }))),
      from_on: on,
      until_on: until,
      decision_id: idOf('decision', key),
    })),
  };
}
