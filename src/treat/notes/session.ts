/** One session with everything that its notes need: who came, what was written, what reads the same. */
import { namesIn } from '../../guard/names.ts';
import { sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import type { Key } from '../../platform/secrets.ts';
import { type RosterRow, rosterOf } from '../attendance/attendance.store.ts';
import { type Meeting, meetingById, rosterNames } from '../meetings/meeting.store.ts';
import { type GoalToLink, goalsToLink } from '../plan/goal.store.ts';
import { readTheSame } from './alike.ts';
import { type GroupNote, groupNoteOf } from './group-note.store.ts';
import type { SessionNotesShown } from './note.schema.ts';
import { lastResponses, type Note, notesWhere, type Occasion } from './note.store.ts';
import { groupShown, noteShownTo } from './shown.ts';
import { dueAfter, type NoteKind, noteKindOf, TEMPLATES } from './templates.ts';
import { topicsOf } from './topics.store.ts';

export interface Session {
  readonly meeting: Meeting;
  readonly kind: NoteKind;
  readonly isMine: boolean;
  readonly roster: ReadonlyMap<string, RosterRow>;
  /** Every name of everybody on it, to find them in what is written. */
  readonly names: readonly { readonly id: string; readonly names: readonly string[] }[];
  readonly goals: ReadonlyMap<string, readonly GoalToLink[]>;
  readonly notes: ReadonlyMap<string, Note>;
  readonly group: GroupNote | undefined;
}

/** @throws Refusal not-found where whoever asks neither holds it nor sees anybody on it */
export async function sessionOf(db: Db, master: Key, actor: Actor, id: string): Promise<Session> {
  const meeting = await meetingById(db, id);
  if (meeting === undefined) throw refuse('not-found');
  const rows = await rosterOf(db, id);
  const isMine = meeting.leaders.some((leader) => leader.id === actor.id);
  if (!isMine && rows.length === 0) throw refuse('not-found');
  const people = rows.map(({ participant }) => participant);
  const goals = new Map<string, readonly GoalToLink[]>();
  const names = await everyName(db, master, people);
  for (const { id: person } of names) goals.set(person, await goalsToLink(db, master, person));
  return {
    meeting,
    kind: noteKindOf(meeting.kind),
    isMine,
    roster: new Map(rows.map((row) => [row.participant, row])),
    names,
    goals,
    notes: new Map((await notesWhere(db, master, { meeting: id })).map((note) => [note.participant, note])),
    group: await groupNoteOf(db, master, id),
  };
}

async function everyName(db: Db, master: Key, people: readonly string[]): Promise<Session['names']> {
  if (people.length === 0) return [];
  const rows = await db
    .selectFrom('guard.identity as i')
    .leftJoin('guard.alias as a', (on) =>
      on.onRef('a.org_id', '=', 'i.org_id').onRef('a.participant_id', '=', 'i.participant_id'),
    )
    .select(['i.participant_id', 'i.name_sealed', 'a.alias_sealed'])
    .where('i.participant_id', 'in', people)
    .execute();
  const sealers = await sealersFor(db, master, people);
  return rows.flatMap((row) => {
    const sealer = sealers.get(row.participant_id);
    if (sealer === undefined) return [];
    const { called, full } = sealer.open(row.name_sealed) as { called: string; full?: string };
    const alias = row.alias_sealed === null ? undefined : (sealer.open(row.alias_sealed) as string);
    return [{ id: row.participant_id, names: [called, full, alias].filter((name) => name !== undefined) }];
  });
}

const hasCome = (row: RosterRow | undefined): boolean => row?.status === 'here' || row?.status === 'late';

/** When somebody came and left; as planned where nobody noted it. */
export function occasionOf({ meeting, kind, roster }: Session, participant: string): Occasion {
  const stays = roster.get(participant)?.stays ?? [];
  const [first] = stays;
  const until = stays.at(-1)?.until;
  return {
    on: meeting.on,
    startsAt: first === undefined ? meeting.startsAt : new Date(first.from),
    endsAt: until === undefined || until === null ? meeting.endsAt : new Date(until),
    by: first?.by ?? (meeting.place === null ? 'video' : 'room'),
    groupSize: kind === 'group' ? [...roster.values()].filter(hasCome).length : null,
  };
}

/** Names of the roster that stand in a text, once a place; of everybody but whoever it is about. */
export const namesFound = (session: Session, text: string, about?: string) => {
  const found = namesIn(
    text,
    session.names.filter(({ id }) => id !== about),
  );
  return [...new Map(found.map(({ words, start, end }) => [start, { words, start, end }])).values()];
};

/** Whether it is over for somebody: the session has ended, or they left and it is known when. */
export function isOver({ meeting, roster }: Session, participant: string, now: Date): boolean {
  const last = roster.get(participant)?.stays.at(-1);
  return meeting.endsAt <= now || (last !== undefined && last.until !== null && new Date(last.until) <= now);
}

export const cameTo = (session: Session, participant: string): boolean =>
  hasCome(session.roster.get(participant));

export const hasGoals = (session: Session, participant: string): boolean =>
  (session.goals.get(participant) ?? []).some(({ isOpen }) => isOpen);

export async function sessionNotesShown(
  db: Db,
  master: Key,
  actor: Actor,
  session: Session,
  now: Date,
): Promise<SessionNotesShown> {
  const { meeting, kind, notes, group } = session;
  const here = [...session.roster.keys()].filter((person) => cameTo(session, person));
  const called = await rosterNames(db, master, [...session.roster.keys()]);
  const last = await lastResponses(db, master, here, meeting.startsAt);
  const said = here.flatMap((participant) => {
    const response = notes.get(participant)?.content.response;
    return response === undefined ? [] : [{ participant, response, last: last.get(participant) ?? null }];
  });
  const stateOf = (participant: string) => notes.get(participant)?.state ?? 'draft';
  const count = (state: string) => here.filter((person) => stateOf(person) === state).length;
  return {
    meeting: meeting.id,
    kind,
    required: [...TEMPLATES.kinds[kind].required],
    isMine: session.isMine,
    topics: [...(await topicsOf(db, meeting.activity))],
    dueAt: dueAfter(meeting.endsAt).toISOString(),
    group: group === undefined ? null : groupShown(group, namesFound(session, group.content.words)),
    people: [...called]
      .map(([participant, name]) => {
        const note = notes.get(participant);
        return {
          participant,
          called: name,
          came: cameTo(session, participant),
          goals: (session.goals.get(participant) ?? []).map((goal) => ({
            goal: goal.id,
            words: goal.words,
            isOpen: goal.isOpen,
          })),
          note:
            note === undefined
              ? null
              : noteShownTo(actor, note, { hasGoals: hasGoals(session, participant), now }),
          names: note === undefined ? [] : namesFound(session, note.content.response, participant),
        };
      })
      .sort((a, b) => a.called.localeCompare(b.called)),
    alike: [...readTheSame(said)],
    counts: { toWrite: count('draft'), ready: count('ready'), signed: count('signed') },
  };
}
