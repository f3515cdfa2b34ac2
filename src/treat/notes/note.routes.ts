import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { meetingById, rosterNames } from '../meetings/meeting.store.ts';
import { todayHere, wallDate } from '../plan/day.ts';
import { goalsToLink } from '../plan/goal.store.ts';
import { sealerOf } from '../plan/plan.store.ts';
import { type GroupNote, groupNoteOf } from './group-note.store.ts';
import { keepBeside } from './keep.ts';
import { keptNote, newNote, noteContent, notesOfPerson, oneNote, staleNote } from './note.schema.ts';
import {
  addAddendum,
  beginNote,
  contentAt,
  cosignNote,
  type Note,
  noteById,
  notesWhere,
  saveNote,
  signNote,
} from './note.store.ts';
import { missingIn, type NoteContent } from './note.ts';
import { groupShown, noteShownTo } from './shown.ts';
import { signerOf } from './signer.ts';
import { dueAfter, KINDS, TEMPLATES } from './templates.ts';
import { topicsOf } from './topics.store.ts';

const common = { tag: 'Notes', audience: 'staff', purpose: 'treatment' } as const;
const person = z.object({ participant: z.uuid() });
const one = person.extend({ note: z.uuid() });
const PAGE = 30;

/** The notes of one person: what was written of sessions, and of what happened without one. */
export function noteRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/people/:participant/notes',
      summary: 'Somebody’s notes, the newest first: all of them, those of one kind, or those about one goal',
      params: person,
      query: z.object({
        before: z.iso.datetime().optional(),
        beside: z
          .uuid()
          .optional()
          .describe('With `before`: the last note shown, of several that began at once'),
        goal: z.uuid().optional(),
        kind: z.enum(KINDS).optional(),
      }),
      answer: notesOfPerson,
    },
    async ({ db, actor, params: { participant }, query: { before, beside, goal, kind }, now }) => {
      await mustAllow(db, participant, 'note', 'read');
      const found = await notesWhere(db, house.masterKey, {
        participant,
        limit: PAGE + 1,
        ...(before === undefined ? {} : { before }),
        ...(beside === undefined ? {} : { beside }),
        ...(goal === undefined ? {} : { goal }),
        ...(kind === undefined ? {} : { kind }),
      });
      const goals = await goalsToLink(db, house.masterKey, participant);
      const hasGoals = goals.some(({ isOpen }) => isOpen);
      const called = (await rosterNames(db, house.masterKey, [participant])).get(participant);
      return {
        body: {
          participant,
          called: called ?? '',
          zone: (await todayHere(db, now)).zone,
          mayWrite: await mayWriteOf(db, participant),
          notes: found.slice(0, PAGE).map((note) => noteShownTo(actor, note, { hasGoals, now })),
          more: found.length > PAGE,
          goals: goals.map(({ id, words, isOpen }) => ({ goal: id, words, isOpen })),
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/people/:participant/notes/:note',
      summary: 'One note with what the group did and what was added since',
      params: one,
      answer: oneNote,
    },
    async ({ db, actor, params, now }) => {
      const note = await noteOf(db, house, params);
      return { body: await whole(db, actor, note, now), version: note.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/notes',
      summary: 'Begin a note of something that happened without a session',
      params: person,
      body: newNote,
      answer: oneNote,
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'note', 'write');
      const startsAt = new Date(body.startsAt);
      const endsAt = new Date(body.endsAt);
      if (endsAt > now) {
        throw refuse('invalid', {
          fields: [{ pointer: '/endsAt', detail: 'A note is of something that is over.' }],
        });
      }
      const { zone } = await todayHere(db, now);
      const has = await goalsOf(db, house, participant, body.content);
      const id = newId();
      const sealer = await sealerOf(db, house.masterKey, participant);
      await beginNote(
        db,
        sealer,
        actor,
        {
          id,
          participant,
          meeting: null,
          kind: body.kind,
          on: wallDate(startsAt, zone),
          startsAt,
          endsAt,
          by: body.by,
          groupSize: null,
          dueAt: dueAfter(endsAt),
        },
        body.content,
        { state: missingIn(body.content, body.kind, has).length === 0 ? 'ready' : 'draft', now },
      );
      const note = await noteOf(db, house, { participant, note: id });
      return { body: await whole(db, actor, note, now), version: note.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/people/:participant/notes/:note',
      summary: 'Save a note that is not signed; beside what others saved, by field',
      params: one,
      body: noteContent,
      answer: keptNote,
      versioned: true,
    },
    async ({ db, actor, params, body, version, now }) => {
      const { participant, note: id } = params;
      const sealer = await sealerOf(db, house.masterKey, participant);
      const has = await goalsOf(db, house, participant, body);
      const { thing, merged } = await keepBeside<Note, NoteContent>({
        sent: body,
        version,
        find: async () => {
          const note = await noteOf(db, house, params);
          if (note.state === 'signed') {
            throw refusal(
              409,
              'signed',
              'This note is signed and does not change any more. Add to it instead.',
            );
          }
          return note;
        },
        contentAt: (note, before) => contentAt(db, sealer, note.id, before),
        keep: async (content, there) =>
          there !== undefined &&
          (await saveNote(db, sealer, actor, there, content, {
            state: missingIn(content, there.kind, has).length === 0 ? 'ready' : 'draft',
            occasion: there,
            now,
          })),
        stale: (there, fields) =>
          refuse('stale', {
            current: { note: noteShownTo(actor, there, { ...has, now }), sent: body, fields: [...fields] },
            shows: staleNote,
          }),
      });
      if (thing.id !== id) throw refuse('not-found');
      return { body: { note: noteShownTo(actor, thing, { ...has, now }), merged }, version: thing.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/notes/:note/sign',
      summary: 'Sign a note that is no session’s',
      params: one,
      answer: oneNote,
      command: true,
      versioned: true,
      fresh: true,
    },
    async ({ db, actor, params, version, now }) => {
      const note = await noteOf(db, house, params);
      if (note.meeting !== null) {
        throw refusal(409, 'of-a-session', 'Sign this one where its session is. The draft is kept.');
      }
      if (note.state === 'signed') throw refusal(409, 'signed', 'It is signed already.');
      if (note.version !== version) throw refuse('stale');
      const missing = missingIn(note.content, note.kind, await goalsOf(db, house, note.participant));
      if (missing.length > 0) {
        throw refuse('invalid', {
          detail: 'Something is still missing. The draft is kept.',
          fields: missing.map(({ pointer, detail }) => ({ pointer, detail: detail.en })),
        });
      }
      const signer = await signerOf(db, actor, (await todayHere(db, now)).today);
      if (!(await signNote(db, actor, note, { signer, occasion: note, now }))) throw refuse('not-found');
      return { body: await whole(db, actor, await noteOf(db, house, params), now), version: version + 1 };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/notes/:note/cosign',
      summary: 'The second signature under a note of whoever practises under supervision',
      params: one,
      answer: oneNote,
      command: true,
      versioned: true,
      fresh: true,
    },
    async ({ db, actor, params, version, now }) => {
      const note = await noteOf(db, house, params);
      if (!note.needsCosign || note.cosignature !== null) {
        throw refusal(409, 'not-waiting', 'This note does not wait for a second signature.');
      }
      if (note.signedBy === actor.id) {
        throw refusal(409, 'same-person', 'The second signature is somebody else’s. Nothing was signed.');
      }
      if (note.version !== version) throw refuse('stale');
      const signer = await signerOf(db, actor, (await todayHere(db, now)).today);
      if (signer.needsCosign) {
        throw refusal(409, 'needs-supervision', 'Your own notes are signed for by somebody else. Ask them.');
      }
      if (!(await cosignNote(db, actor, note, signer, now))) throw refuse('not-found');
      return { body: await whole(db, actor, await noteOf(db, house, params), now), version: version + 1 };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/notes/:note/addenda',
      summary: 'Add to a signed note, under one’s own signature',
      params: one,
      body: z.strictObject({ words: z.string().trim().min(1).max(8000) }),
      answer: oneNote,
      status: 201,
      command: true,
      fresh: true,
    },
    async ({ db, actor, params, body, now }) => {
      const note = await noteOf(db, house, params);
      if (note.state !== 'signed') {
        throw refusal(409, 'not-signed', 'This note is not signed yet: change it instead.');
      }
      const signer = await signerOf(db, actor, (await todayHere(db, now)).today);
      const sealer = await sealerOf(db, house.masterKey, note.participant);
      await addAddendum(db, sealer, actor, note, { words: body.words, signer, now });
      return { body: await whole(db, actor, await noteOf(db, house, params), now) };
    },
  );

  async function whole(db: Db, actor: Actor, note: Note, now: Date) {
    const group = note.meeting === null ? undefined : await groupNoteOf(db, house.masterKey, note.meeting);
    const goals = await goalsToLink(db, house.masterKey, note.participant);
    const hasGoals = goals.some(({ isOpen }) => isOpen);
    return {
      participant: note.participant,
      note: noteShownTo(actor, note, { hasGoals, now }),
      zone: (await todayHere(db, now)).zone,
      mayWrite: await mayWriteOf(db, note.participant),
      required: [...TEMPLATES.kinds[note.kind].required],
      goals: goals.map(({ id, words, isOpen }) => ({ goal: id, words, isOpen })),
      // Who else was there is not of this person's record: their names are looked for where the session is.
      group: group === undefined ? null : groupShown(group, []),
      topics: group === undefined ? [] : await topicsIn(db, group),
    };
  }
}

/** What the group was about, in the words of its activity. */
async function topicsIn(db: Db, { meeting, content }: GroupNote): Promise<{ en: string; es: string }[]> {
  if (content.topics.length === 0) return [];
  const held = await meetingById(db, meeting);
  if (held === undefined) return [];
  const chosen = new Set(content.topics);
  return (await topicsOf(db, held.activity))
    .filter(({ key }) => chosen.has(key))
    .map(({ en, es }) => ({ en, es }));
}

async function mayWriteOf(db: Db, participant: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select guard.allows(${participant}, 'note', 'write') as may`.execute(db);
  return rows[0]?.may === true;
}

/** @throws Refusal not-found */
async function noteOf(
  db: Db,
  house: House,
  { participant, note }: { readonly participant: string; readonly note: string },
): Promise<Note> {
  const found = await noteById(db, house.masterKey, note);
  if (found === undefined || found.participant !== participant) throw refuse('not-found');
  return found;
}

/** Whether somebody has goals to point at. @throws Refusal invalid where a note points at what is not theirs */
async function goalsOf(
  db: Db,
  house: House,
  participant: string,
  content?: NoteContent,
): Promise<{ readonly hasGoals: boolean }> {
  const goals = await goalsToLink(db, house.masterKey, participant);
  const known = new Set(goals.map(({ id }) => id));
  const fields = (content?.goals ?? []).flatMap((goal, i) =>
    known.has(goal) ? [] : [{ pointer: `/goals/${i}`, detail: 'Not a goal of this person.' }],
  );
  if (fields.length > 0) throw refuse('invalid', { fields });
  return { hasGoals: goals.some(({ isOpen }) => isOpen) };
}
