import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';
import { PARTICIPATION } from './note.ts';
import { ELEMENTS, KINDS } from './templates.ts';

const words = z.string().max(8000).default('');
const twoLanguages = z.object({ en: z.string(), es: z.string() });

export const noteContent = z.strictObject({
  goals: z.array(z.uuid()).max(10).default([]),
  participation: z.array(z.enum(PARTICIPATION)).max(PARTICIPATION.length).default([]),
  intervention: words,
  response: words,
  risk: z
    .strictObject({ level: z.enum(['none', 'watch', 'acted']), words })
    .nullable()
    .default(null),
  results: words,
  plan: words,
});
export const groupContent = z.strictObject({
  topics: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/))
    .max(12)
    .default([]),
  words,
});

const state = z.enum(['draft', 'ready', 'signed']);
const missing = z.array(z.object({ pointer: z.string(), detail: twoLanguages }));
const signature = z.object({
  by: z.string(),
  licence: z.string().describe('The credential line'),
  at: z.iso.datetime(),
});
const place = z.object({ words: z.string(), start: z.number().int(), end: z.number().int() });

export const noteShown = z.object({
  participant: participantSeen('note'),
  note: z.uuid(),
  kind: z.enum(KINDS),
  meeting: z.uuid().nullable(),
  on: z.iso.date(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  by: z.enum(['room', 'video', 'phone']),
  groupSize: z.number().int().nullable().describe('How many came; a number only'),
  state,
  content: noteContent,
  missing: missing.describe('What keeps it from being signed'),
  author: z.string(),
  isMine: z.boolean().describe('Begun by whoever asks'),
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  dueAt: z.iso.datetime(),
  isOverdue: z.boolean().describe('Not signed, and the time is over'),
  signature: signature.extend({ isLate: z.boolean().describe('Signed after it was due') }).nullable(),
  needsCosignature: z.boolean(),
  cosignature: signature.nullable(),
  addenda: z.array(z.object({ addendum: z.uuid(), words: z.string(), signature })),
  version: z.number().int(),
});
export type NoteShown = z.output<typeof noteShown>;

/** What somebody else changed in the meantime and was kept beside what was sent; null: nobody did. */
const merged = z.object({ fields: z.array(z.string()), by: z.string() }).nullable();

export const keptNote = z.object({ note: noteShown, merged });
export type KeptNoteShown = z.output<typeof keptNote>;
/** Both changed the same field: the newer version, what was sent, and which fields. */
export const staleNote = z.object({
  note: noteShown,
  sent: noteContent,
  fields: z.array(z.string()),
});

export const groupNoteShown = z.object({
  meeting: z.uuid(),
  state,
  content: groupContent,
  missing,
  names: z.array(place).describe('Names of the roster that stand in it: it is not signed with them'),
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  signature: signature.extend({ isLate: z.boolean() }).nullable(),
  version: z.number().int(),
});
export type GroupNoteShown = z.output<typeof groupNoteShown>;
export const keptGroupNote = z.object({ group: groupNoteShown, merged });
export type KeptGroupNoteShown = z.output<typeof keptGroupNote>;
export const staleGroupNote = z.object({
  group: groupNoteShown,
  sent: groupContent,
  fields: z.array(z.string()),
});

export const sessionNotes = z.object({
  meeting: z.uuid(),
  kind: z.enum(KINDS),
  required: z.array(z.enum(ELEMENTS)).describe('What the template of this kind asks for'),
  isMine: z.boolean().describe('Whoever asks holds it, and so writes its notes'),
  topics: z.array(twoLanguages.extend({ key: z.string() })).describe('To choose from, of the activity'),
  dueAt: z.iso.datetime(),
  group: groupNoteShown.nullable().describe('null: not begun, or not a group'),
  people: z.array(
    z.object({
      participant: participantSeen('identity', 'plan', 'note'),
      called: z.string(),
      came: z.boolean().describe('Only of who came there is a note'),
      goals: z.array(z.object({ goal: z.uuid(), words: z.string(), isOpen: z.boolean() })),
      note: noteShown.nullable().describe('null: not begun'),
      names: z.array(place).describe('Names of others of the roster in the response'),
    }),
  ),
  alike: z
    .array(
      z.object({
        participant: z.uuid(),
        like: z.uuid().nullable().describe('null: their own last note'),
        share: z.number(),
      }),
    )
    .describe('Responses that read the same: payers may deny copies'),
  counts: z.object({
    toWrite: z.number().int(),
    ready: z.number().int(),
    signed: z.number().int(),
  }),
});
export type SessionNotesShown = z.output<typeof sessionNotes>;

export const signAsked = z.strictObject({
  group: z.boolean().default(true).describe('The group note as well, where it is ready'),
  notes: z.array(z.strictObject({ participant: z.uuid(), version: z.number().int().min(1) })).max(60),
});
const refused = z.object({
  code: z.enum([
    'missing',
    'stale',
    'names',
    'group-not-signed',
    'not-there',
    'not-begun',
    'signed',
    'not-over',
  ]),
  detail: twoLanguages,
  missing,
});
export const signAnswer = z.object({
  group: z.object({ isSigned: z.boolean(), why: refused.nullable() }).nullable(),
  outcomes: z.array(
    z.object({
      participant: participantSeen('note'),
      isSigned: z.boolean(),
      why: refused.nullable(),
    }),
  ),
  notes: sessionNotes,
});
export type SignedShown = z.output<typeof signAnswer>;
export type SignRefused = z.output<typeof refused>;

export const newNote = z
  .strictObject({
    kind: z.enum(KINDS).exclude(['group']),
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }),
    by: z.enum(['room', 'video', 'phone']),
    content: noteContent,
  })
  .refine(
    ({ startsAt, endsAt }) =>
      Date.parse(startsAt) < Date.parse(endsAt) &&
      Date.parse(endsAt) <= Date.parse(startsAt) + 12 * 3_600_000,
    { path: ['endsAt'], message: 'It ends after it begins, on the same day.' },
  );

const goals = z.array(z.object({ goal: z.uuid(), words: z.string(), isOpen: z.boolean() }));
const mayWrite = z.boolean().describe('Whoever asks may write notes of this person');

export const notesOfPerson = z.object({
  participant: participantSeen('note', 'identity', 'plan'),
  called: z.string(),
  zone: z.string(),
  mayWrite,
  notes: z.array(noteShown),
  more: z.boolean().describe('There are older ones: ask with `before` and `beside`'),
  goals,
});
export type NotesOfPersonShown = z.output<typeof notesOfPerson>;

export const oneNote = z.object({
  participant: participantSeen('plan'),
  note: noteShown,
  zone: z.string(),
  mayWrite,
  required: z.array(z.enum(ELEMENTS)).describe('What the template of this kind asks for'),
  goals: goals.describe('Of the person’s plan, to say what a note speaks to'),
  group: groupNoteShown.nullable().describe('What the whole group did'),
  topics: z.array(twoLanguages).describe('Of the group, in words'),
});
export type OneNoteShown = z.output<typeof oneNote>;

const dueEntry = z.object({
  participant: participantSeen('identity', 'attendance'),
  called: z.string(),
  meeting: z.uuid().nullable(),
  note: z.uuid().nullable().describe('null: not begun'),
  kind: z.enum(KINDS),
  on: z.iso.date(),
  endedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  isOverdue: z.boolean(),
  version: z.number().int(),
});
export const notesDue = z.object({
  now: z.iso.datetime(),
  zone: z.string(),
  groups: z
    .array(z.object({ meeting: z.uuid(), on: z.iso.date(), dueAt: z.iso.datetime(), isOverdue: z.boolean() }))
    .describe('Groups I held whose group note is not signed'),
  toWrite: z.array(dueEntry),
  toSign: z.array(dueEntry).describe('Ready'),
  toCosign: z.array(dueEntry.extend({ signedBy: z.string() })),
});
export type NotesDueShown = z.output<typeof notesDue>;

const counsellingNote = z.object({
  note: z.uuid(),
  on: z.iso.date(),
  words: z.string(),
  savedAt: z.iso.datetime(),
  version: z.number().int(),
});
export const counsellingNotes = z.object({
  participant: participantSeen('counselling_note'),
  notes: z.array(counsellingNote),
});
export type CounsellingNotesShown = z.output<typeof counsellingNotes>;
export const counsellingWords = z.strictObject({
  on: z.iso.date(),
  words: z.string().trim().min(1).max(20_000),
});
