import type { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { rosterNames } from '../meetings/meeting.store.ts';
import { todayHere } from '../plan/day.ts';
import { notesDue } from './note.schema.ts';
import { signerOf } from './signer.ts';
import { dueAfter, type NoteKind, noteKindOf } from './templates.ts';

const LIST_MAX = 300;
/** As long as whoever held a session sees its people. */
const DAYS_OPEN = 7;

/** The meetings somebody led of late, as a list: who may be seen is then asked of their people, not of everybody. */
const ledLately = (actor: Actor, today: string) => sql`array(
      select l.meeting_id from treat.meeting_leader l
      join treat.meeting m on m.org_id = l.org_id and m.meeting_id = l.meeting_id
      where l.staff_id = ${actor.id} and m.on_date >= ${today}::date - ${DAYS_OPEN}::int)`;

interface Waiting {
  readonly participant: string;
  readonly meeting: string | null;
  readonly note: string | null;
  readonly kind: NoteKind;
  readonly on: string;
  readonly ended: Date;
  readonly due: Date;
  readonly state: string | null;
  readonly version: number;
  readonly signedBy: string | null;
}

/** What waits for somebody: notes to write, to sign, and to sign for, the most urgent first. */
export function notesDueRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      method: 'get',
      path: '/api/notes/due',
      summary: 'Notes that wait for me: to write, to sign, to sign for, with the time that is left',
      tag: 'Notes',
      audience: 'staff',
      purpose: 'treatment',
      answer: notesDue,
    },
    async ({ db, actor, now }) => {
      const { zone, today } = await todayHere(db, now);
      const written = [...(await ofMySessions(db, actor, today, now)), ...(await begunWithout(db, actor))];
      const alone = await signsAlone(db, actor, today);
      const cosign = alone ? await toCosign(db, actor) : [];
      const names = await rosterNames(db, house.masterKey, [
        ...new Set([...written, ...cosign].map(({ participant }) => participant)),
      ]);
      const shown = (all: readonly Waiting[]) =>
        all
          .toSorted((a, b) => a.due.getTime() - b.due.getTime())
          .flatMap((one) => {
            const called = names.get(one.participant);
            return called === undefined ? [] : [{ ...entryOf(one, now), called }];
          });
      return {
        body: {
          now: now.toISOString(),
          zone,
          groups: (await groupsToSign(db, actor, today, now)).map(({ meeting, on, due }) => ({
            meeting,
            on,
            dueAt: due.toISOString(),
            isOverdue: due < now,
          })),
          toWrite: shown(written.filter(({ state }) => state !== 'ready')),
          toSign: shown(written.filter(({ state }) => state === 'ready')),
          toCosign: shown(cosign).map((entry) => ({
            ...entry,
            signedBy: cosign.find(({ note }) => note === entry.note)?.signedBy ?? '',
          })),
        },
      };
    },
  );
}

type Entry = z.input<typeof notesDue>['toWrite'][number];

const entryOf = (one: Waiting, now: Date): Omit<Entry, 'called'> => ({
  participant: one.participant,
  meeting: one.meeting,
  note: one.note,
  kind: one.kind,
  on: one.on,
  endedAt: one.ended.toISOString(),
  dueAt: one.due.toISOString(),
  isOverdue: one.due < now,
  version: one.version,
});

/** Of who came to sessions I held: what is not written, or not signed. */
async function ofMySessions(db: Db, actor: Actor, today: string, now: Date): Promise<readonly Waiting[]> {
  const { rows } = await sql<{
    participant: string;
    meeting: string;
    kind: string;
    on: string;
    ended: Date;
    note: string | null;
    state: string | null;
    version: number | null;
  }>`
    select a.participant_id as participant, m.meeting_id as meeting, m.kind, m.on_date as on, m.ends_at as ended,
      n.note_id as note, n.state, n.version
    from treat.meeting m
    join treat.meeting_leader l on l.org_id = m.org_id and l.meeting_id = m.meeting_id and l.staff_id = ${actor.id}
    join treat.attendance a on a.org_id = m.org_id and a.meeting_id = m.meeting_id and a.status in ('here', 'late')
    left join treat.note n on n.org_id = a.org_id and n.meeting_id = a.meeting_id and n.participant_id = a.participant_id
      and n.meeting_id = any(${ledLately(actor, today)})
    where a.meeting_id = any(${ledLately(actor, today)}) and m.state <> 'cancelled' and m.ends_at <= ${now}
      and (n.state is null or n.state <> 'signed')
    order by m.ends_at, a.participant_id
    limit ${LIST_MAX}`.execute(db);
  return rows.map(({ kind, version, ...row }) => ({
    ...row,
    kind: noteKindOf(kind),
    due: dueAfter(row.ended),
    version: version ?? 0,
    signedBy: null,
  }));
}

/** What I began of something that was no session. */
async function begunWithout(db: Db, actor: Actor): Promise<readonly Waiting[]> {
  const rows = await db
    .selectFrom('treat.note')
    .selectAll()
    .where('author_id', '=', actor.id)
    .where('state', '<>', 'signed')
    .where('meeting_id', 'is', null)
    .orderBy('due_at')
    .limit(LIST_MAX)
    .execute();
  return rows.map((row) => waitingOf(row, null));
}

/** Signed by somebody whose notes want a second signature, which I may give. */
async function toCosign(db: Db, actor: Actor): Promise<readonly Waiting[]> {
  const rows = await db
    .selectFrom('treat.note')
    .selectAll()
    .where('state', '=', 'signed')
    .where('needs_cosign', '=', true)
    .where('cosigned_at', 'is', null)
    .where('signed_by', '<>', actor.id)
    .where(sql<boolean>`guard.allows(participant_id, 'note', 'write')`)
    .orderBy('due_at')
    .limit(LIST_MAX)
    .execute();
  return rows.map((row) => waitingOf(row, row.signed_name));
}

const waitingOf = (
  row: {
    readonly participant_id: string;
    readonly meeting_id: string | null;
    readonly note_id: string;
    readonly kind: string;
    readonly on_date: string;
    readonly ends_at: Date;
    readonly due_at: Date;
    readonly state: string;
    readonly version: number;
  },
  signedBy: string | null,
): Waiting => ({
  participant: row.participant_id,
  meeting: row.meeting_id,
  note: row.note_id,
  kind: row.kind as NoteKind,
  on: row.on_date,
  ended: row.ends_at,
  due: row.due_at,
  state: row.state,
  version: row.version,
  signedBy,
});

async function groupsToSign(db: Db, actor: Actor, today: string, now: Date) {
  const { rows } = await sql<{ meeting: string; on: string; ended: Date }>`
    select m.meeting_id as meeting, m.on_date as on, m.ends_at as ended
    from treat.meeting m
    join treat.meeting_leader l on l.org_id = m.org_id and l.meeting_id = m.meeting_id and l.staff_id = ${actor.id}
    left join treat.group_note g on g.org_id = m.org_id and g.meeting_id = m.meeting_id
      and g.meeting_id = any(${ledLately(actor, today)})
    where m.kind in ('group', 'skills') and m.state <> 'cancelled' and m.ends_at <= ${now}
      and m.on_date >= ${today}::date - ${DAYS_OPEN}::int and (g.state is null or g.state <> 'signed')
      and exists (select from treat.attendance a
        where a.org_id = m.org_id and a.meeting_id = m.meeting_id
          and a.meeting_id = any(${ledLately(actor, today)}) and a.status in ('here', 'late'))
    order by m.ends_at, m.meeting_id
    limit ${LIST_MAX}`.execute(db);
  return rows.map(({ ended, ...row }) => ({ ...row, due: dueAfter(ended) }));
}

/** Whether somebody's signature stands alone, and so may stand under another's. */
async function signsAlone(db: Db, actor: Actor, today: string): Promise<boolean> {
  const signer = await signerOf(db, actor, today).catch(() => undefined);
  return signer?.needsCosign === false;
}
