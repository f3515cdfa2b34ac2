import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { todayHere } from '../plan/day.ts';
import { sealerOf } from '../plan/plan.store.ts';
import { groupContentAt, groupNoteOf, saveGroupNote } from './group-note.store.ts';
import { keepBeside } from './keep.ts';
import {
  groupContent,
  keptGroupNote,
  keptNote,
  noteContent,
  sessionNotes,
  signAnswer,
  signAsked,
  staleGroupNote,
  staleNote,
} from './note.schema.ts';
import { beginNote, contentAt, notesWhere, saveNote } from './note.store.ts';
import { type GroupContent, missingIn, type NoteContent } from './note.ts';
import { hasGoals, namesFound, occasionOf, type Session, sessionNotesShown, sessionOf } from './session.ts';
import { groupShown, noteShownTo } from './shown.ts';
import { signGroup, signOne } from './sign.ts';
import { signerOf } from './signer.ts';
import { dueAfter } from './templates.ts';

const common = { tag: 'Notes', audience: 'staff', purpose: 'treatment' } as const;
const params = z.object({ meeting: z.uuid() });

/** What is written of a session: once of the group, and once of each person; signed as they get ready. */
export function sessionNotesRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/sessions/:meeting/notes',
      summary:
        'The notes of a session: of the group, of each person, what is missing and what reads the same',
      params,
      answer: sessionNotes,
    },
    async ({ db, actor, params: { meeting }, now }) => {
      const session = await sessionOf(db, house.masterKey, actor, meeting);
      return { body: await sessionNotesShown(db, house.masterKey, actor, session, now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/sessions/:meeting/group-note',
      summary: 'Save the note of the group (If-Match 0: begin it); beside what others saved, by field',
      params,
      body: groupContent,
      answer: keptGroupNote,
      versioned: true,
    },
    async ({ db, actor, params: { meeting }, body, version, now }) => {
      const session = await sessionOf(db, house.masterKey, actor, meeting);
      mustHaveBegun(session, now);
      if (session.kind !== 'group') {
        throw refusal(409, 'not-a-group', 'This is not a group: write the note of the person.');
      }
      const shown = (group: NonNullable<Session['group']>) =>
        groupShown(group, namesFound(session, group.content.words));
      const { thing, merged } = await keepBeside<NonNullable<Session['group']>, GroupContent>({
        sent: body,
        version,
        find: async () => mustBeOpen(await groupNoteOf(db, house.masterKey, meeting)),
        contentAt: (_, before) => groupContentAt(db, house.masterKey, meeting, before),
        keep: (content, there) =>
          saveGroupNote(db, house.masterKey, actor, {
            meeting,
            version: there?.version ?? 0,
            content,
            dueAt: dueAfter(session.meeting.endsAt),
            now,
          }),
        stale: (there, fields) =>
          refuse('stale', {
            current: { group: shown(there), sent: body, fields: [...fields] },
            shows: staleGroupNote,
          }),
      });
      return { body: { group: shown(thing), merged }, version: thing.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/sessions/:meeting/notes/:participant',
      summary: 'Save the note of one person (If-Match 0: begin it); beside what others saved, by field',
      params: params.extend({ participant: z.uuid() }),
      body: noteContent,
      answer: keptNote,
      versioned: true,
    },
    async ({ db, actor, params: { meeting, participant }, body, version, now }) => {
      const session = await sessionOf(db, house.masterKey, actor, meeting);
      // Unknown, on no roster of this session, and not for the writer to see: all the same.
      if (!session.roster.has(participant)) throw refuse('not-found');
      mustHaveBegun(session, now);
      mustBeTheirs(body, session, participant);
      const sealer = await sealerOf(db, house.masterKey, participant);
      const has = { hasGoals: hasGoals(session, participant) };
      const occasion = occasionOf(session, participant);
      const stateOf = (content: NoteContent) =>
        missingIn(content, session.kind, has).length === 0 ? ('ready' as const) : ('draft' as const);
      const { thing, merged } = await keepBeside({
        sent: body as NoteContent,
        version,
        find: async () => {
          const [note] = await notesWhere(db, house.masterKey, { meeting, participant });
          return mustBeOpen(note);
        },
        contentAt: (note, before) => contentAt(db, sealer, note.id, before),
        keep: (content, there) =>
          there === undefined
            ? beginNote(
                db,
                sealer,
                actor,
                {
                  ...occasion,
                  id: newId(),
                  participant,
                  meeting,
                  kind: session.kind,
                  dueAt: dueAfter(session.meeting.endsAt),
                },
                content,
                { state: stateOf(content), now },
              )
            : saveNote(db, sealer, actor, there, content, { state: stateOf(content), occasion, now }),
        stale: (there, fields) =>
          refuse('stale', {
            current: {
              note: noteShownTo(actor, there, { ...has, now }),
              sent: body,
              fields: [...fields],
            },
            shows: staleNote,
          }),
      });
      return { body: { note: noteShownTo(actor, thing, { ...has, now }), merged }, version: thing.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/sessions/:meeting/notes/sign',
      summary: 'Sign those that are ready, the note of the group first; each says what became of it',
      params,
      body: signAsked,
      answer: signAnswer,
      command: true,
      fresh: true,
    },
    async ({ db, actor, params: { meeting }, body, now }) => {
      const session = await sessionOf(db, house.masterKey, actor, meeting);
      const signer = await signerOf(db, actor, (await todayHere(db, now)).today);
      const group =
        body.group && session.kind === 'group'
          ? await signGroup(db, actor, session, { signer, now })
          : undefined;
      const isGroupSigned = session.group?.state === 'signed' || group?.isSigned === true;
      const outcomes = [];
      for (const asked of body.notes) {
        const outcome = await signOne(db, actor, session, asked, { signer, now, isGroupSigned });
        outcomes.push({
          participant: asked.participant,
          isSigned: outcome.isSigned,
          why: outcome.isSigned ? null : outcome.why,
        });
      }
      const after = await sessionOf(db, house.masterKey, actor, meeting);
      return {
        body: {
          group:
            group === undefined ? null : { isSigned: isGroupSigned, why: group.isSigned ? null : group.why },
          outcomes: outcomes.filter(({ participant }) => session.roster.has(participant)),
          notes: await sessionNotesShown(db, house.masterKey, actor, after, now),
        },
      };
    },
  );
}

/** @throws Refusal where it is signed: what is to be added stands beside it */
function mustBeOpen<Thing extends { readonly state: string }>(thing: Thing | undefined): Thing | undefined {
  if (thing?.state === 'signed') {
    throw refusal(409, 'signed', 'This note is signed and does not change any more. Add to it instead.');
  }
  return thing;
}

function mustHaveBegun({ meeting }: Session, now: Date): void {
  if (meeting.state === 'cancelled')
    throw refusal(409, 'cancelled', 'This session was called off. Nothing was saved.');
  if (meeting.startsAt > now)
    throw refusal(409, 'not-yet', 'This session has not begun yet. Nothing was saved.');
}

function mustBeTheirs({ goals }: NoteContent, session: Session, participant: string): void {
  const known = new Set((session.goals.get(participant) ?? []).map(({ id }) => id));
  const fields = goals.flatMap((goal, i) =>
    known.has(goal) ? [] : [{ pointer: `/goals/${i}`, detail: 'Not a goal of this person.' }],
  );
  if (fields.length > 0) throw refuse('invalid', { fields });
}
