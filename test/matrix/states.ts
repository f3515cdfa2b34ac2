/** Every way in which a record can stand to those who ask for it, each with the rows that make it so. */
import { newId } from '../../src/platform/ids.ts';
import type { ConsentGiven, Standing } from './written.ts';

/** Where every made-up organisation is. */
export const ZONE = 'America/New_York';
/** Whom the law of the state keeps from everything, whatever a consent says. 2.20 */
export const KEPT_BY_THE_STATE = 'intermediary';
/** Today there, as SQL. */
const TODAY = `(now() at time zone '${ZONE}')::date`;

export interface Cast {
  /** Everybody of the staff who asks, one of each role. */
  readonly staff: readonly { readonly id: string; readonly role: string }[];
  /** A supporter and an outside recipient: whom consents may name. */
  readonly supporter: string;
  readonly outside: string;
  /** Somebody who never asks. */
  readonly stranger: string;
}

/** One row beside the record: table, and columns as SQL. Ids are quoted by whoever places it. */
export interface Beside {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}

export interface State {
  readonly name: string;
  readonly standing: Standing;
  readonly rows: readonly Beside[];
}

const NOTHING: Standing = {
  isProspect: false,
  isPrivate: false,
  team: [],
  sessions: [],
  consents: [],
  representatives: [],
  emergencies: [],
  restrictions: [],
};

const quoted = (word: string): string => `'${word}'`;
const list = (words: readonly string[]): string => `array[${words.map(quoted).join(', ')}]::text[]`;
const IN_A_WHILE = "clock_timestamp() + interval '1 hour'";
const LONG_AGO = "clock_timestamp() - interval '1 day'";
const JUST_NOW = "clock_timestamp() - interval '1 second'";

const READ = ['schedule', 'attendance', 'plan', 'measure', 'medication', 'note', 'identity', 'assessment'];
const PURPOSES = ['treatment', 'payment', 'operations', 'support'];

export function statesFor(cast: Cast): readonly State[] {
  const everyone = cast.staff.map(({ id }) => id);
  const recipients = [cast.supporter, cast.outside, ...everyone.slice(0, 1)];
  const plain = (name: string, standing: Partial<Standing>, rows: readonly Beside[] = []): State => ({
    name,
    standing: { ...NOTHING, ...standing },
    rows,
  });

  const team = (from: string, until: string): readonly Beside[] =>
    everyone.map((id) => ({
      table: 'guard.care_team',
      columns: { staff_id: quoted(id), from_on: from, until_on: until },
    }));
  const onTeam = team("'2020-01-01'", 'null');

  /** One meeting of the person with each of the staff. */
  const meeting = (on: string, status = "'expected'"): readonly Beside[] =>
    everyone.flatMap((id) => {
      const meeting_id = quoted(newId());
      return [
        {
          table: 'treat.meeting',
          columns: {
            meeting_id,
            on_date: on,
            kind: "'group'",
            activity: "''",
            starts_at: "now() - interval '2 hours'",
            ends_at: "now() - interval '1 hour'",
          },
        },
        { table: 'treat.meeting_leader', columns: { meeting_id, staff_id: quoted(id) } },
        { table: 'treat.attendance', columns: { meeting_id, on_date: on, status } },
      ];
    });

  const consent = (
    name: string,
    given: Partial<Omit<ConsentGiven, 'recipient'>>,
    columns: Readonly<Record<string, string>> = {},
    to: readonly string[] = recipients,
  ): State => {
    const { categories = READ, purposes = PURPOSES, isInForce = true } = given;
    return plain(
      name,
      { consents: to.map((recipient) => ({ recipient, categories, purposes, isInForce })) },
      to.map((recipient) => ({
        table: 'guard.consent',
        columns: {
          recipient_id: quoted(recipient),
          categories: list(categories),
          purposes: list(purposes),
          begins_at: LONG_AGO,
          expires_at: IN_A_WHILE,
          ...columns,
        },
      })),
    );
  };

  const emergency = (columns: Readonly<Record<string, string>>, who = everyone): readonly Beside[] =>
    who.map((id) => ({
      table: 'guard.emergency',
      columns: { staff_id: quoted(id), opened_at: LONG_AGO, until_at: IN_A_WHILE, ...columns },
    }));

  const kept = (columns: Readonly<Record<string, string>>, agreed = 'true'): Beside => ({
    table: 'guard.restriction',
    columns: { categories: list(READ), is_agreed: agreed, ...columns },
  });
  const keptFromStaff = everyone.map((id) => kept({ staff_id: quoted(id) }));
  const restrictions = everyone.map((staff) => ({ staff, categories: READ }));

  const represented = (columns: Readonly<Record<string, string>>): readonly Beside[] => [
    { table: 'guard.representative', columns: { supporter_id: quoted(cast.supporter), ...columns } },
  ];

  return [
    plain('no relation', {}),
    plain('asks for help', { isProspect: true }),
    plain('on the care team', { team: everyone }, onTeam),
    plain('on the care team from today', { team: everyone }, team(TODAY, 'null')),
    plain('on the care team until today', { team: everyone }, team("'2020-01-01'", TODAY)),
    plain('not on the care team yet', {}, team(`${TODAY} + 1`, 'null')),
    plain('no longer on the care team', {}, team("'2020-01-01'", `${TODAY} - 1`)),
    plain('comes to a session of each tomorrow', { sessions: everyone }, meeting(`${TODAY} + 1`)),
    plain('came to a session of each a week ago', { sessions: everyone }, meeting(`${TODAY} - 7`, "'here'")),
    plain('comes to a session of each in two days', {}, meeting(`${TODAY} + 2`)),
    plain('came to a session of each eight days ago', {}, meeting(`${TODAY} - 8`, "'here'")),
    plain('was to come to a session of each, and the plan changed', {}, meeting(TODAY, "'off'")),
    consent('a consent in force', {}),
    consent('a consent without an end', {}, { expires_at: 'null', expires_on_event: "'end-of-treatment'" }),
    consent('a consent that begins later', { isInForce: false }, { begins_at: IN_A_WHILE }),
    consent('a consent that ended a second ago', { isInForce: false }, { expires_at: JUST_NOW }),
    consent('a consent taken back a second ago', { isInForce: false }, { revoked_at: JUST_NOW }),
    consent(
      'a consent whose event came',
      { isInForce: false },
      { event_at: JUST_NOW, expires_on_event: "'end-of-treatment'" },
    ),
    consent('a consent for something else', { categories: ['document'] }),
    consent('a consent for another purpose', { purposes: ['research'] }),
    consent('a consent for somebody else', {}, {}, [cast.stranger]),
    consent('a consent for counselling notes', { categories: ['counselling_note'] }),
    consent('a consent no guardian signed yet', { isInForce: false }, { needs_guardian: 'true' }),
    consent('a consent a guardian signed', {}, { needs_guardian: 'true', guardian_signed_at: LONG_AGO }),
    consent(
      'a consent that the law of the state does not follow',
      { isInForce: false },
      { recipient_kind: quoted(KEPT_BY_THE_STATE) },
    ),
    plain(
      'a representative',
      { representatives: [cast.supporter] },
      represented({ from_on: "'2020-01-01'", until_on: 'null' }),
    ),
    plain(
      'a representative no longer',
      {},
      represented({ from_on: "'2020-01-01'", until_on: `${TODAY} - 1` }),
    ),
    plain('a representative later', {}, represented({ from_on: `${TODAY} + 1`, until_on: 'null' })),
    plain('opened in an emergency', { emergencies: everyone }, emergency({})),
    plain('an emergency that was closed', {}, emergency({ ended_at: JUST_NOW })),
    plain('an emergency that is over', {}, emergency({ until_at: JUST_NOW })),
    plain('opened in an emergency by somebody else', {}, emergency({}, [cast.stranger])),
    plain('kept from each by name', { team: everyone, restrictions }, [...onTeam, ...keptFromStaff]),
    plain(
      'kept from each by role',
      { team: everyone, restrictions: cast.staff.map(({ role }) => ({ role, categories: READ })) },
      [...onTeam, ...cast.staff.map(({ role }) => kept({ role: quoted(role) }))],
    ),
    plain('asked to be kept, not answered yet', { team: everyone }, [
      ...onTeam,
      ...everyone.map((id) => kept({ staff_id: quoted(id) }, 'null')),
    ]),
    plain('kept until a second ago', { team: everyone }, [
      ...onTeam,
      ...everyone.map((id) => kept({ staff_id: quoted(id), ended_at: JUST_NOW })),
    ]),
    plain('kept from each, and an emergency', { team: everyone, restrictions, emergencies: everyone }, [
      ...onTeam,
      ...keptFromStaff,
      ...emergency({}),
    ]),
    plain('private', { isPrivate: true }),
    plain('private, and asks for help', { isPrivate: true, isProspect: true }),
    plain('private, and comes to a session of each', { isPrivate: true, sessions: everyone }, meeting(TODAY)),
    plain('private, and on the care team', { isPrivate: true, team: everyone }, onTeam),
  ];
}
