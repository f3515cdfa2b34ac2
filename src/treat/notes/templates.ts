import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CREDENTIALS } from '../money/codes.ts';

export const KINDS = [
  'group',
  'individual',
  'family',
  'medication',
  'case-management',
  'crisis',
  'discharge',
] as const;
export type NoteKind = (typeof KINDS)[number];

/** The parts of a note that a template can ask for. */
export const ELEMENTS = [
  'goals',
  'participation',
  'intervention',
  'response',
  'risk',
  'results',
  'plan',
] as const;
export type Element = (typeof ELEMENTS)[number];

const sourced = <T extends z.ZodType>(value: T) => z.strictObject({ value, source: z.string().min(1) });

/** What notes of each kind must say, and until when they are due. */
export const TEMPLATES = z
  .strictObject({
    note: z.string(),
    dueHours: sourced(z.int().min(1).max(720)),
    alikeShare: sourced(z.number().gt(0).lt(1)),
    cosign: z.strictObject({
      roles: z.array(z.string()),
      credentials: z.array(z.enum(CREDENTIALS)),
      source: z.string().min(1),
    }),
    kinds: z.record(
      z.enum(KINDS),
      z.strictObject({ required: z.array(z.enum(ELEMENTS)).min(1), source: z.string().min(1) }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('./templates.json', import.meta.url), 'utf8')));

const KIND_OF: Readonly<Record<string, NoteKind>> = {
  group: 'group',
  skills: 'group',
  family: 'family',
  medication: 'medication',
  individual: 'individual',
  'case-management': 'case-management',
};

/** Which note is written of a meeting of this kind. */
export const noteKindOf = (meetingKind: string): NoteKind => KIND_OF[meetingKind] ?? 'individual';

/** By when a note of something that ended then is signed. */
export const dueAfter = (ended: Date): Date =>
  new Date(ended.getTime() + TEMPLATES.dueHours.value * 3_600_000);
