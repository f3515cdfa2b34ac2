import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';
import { FINDING_KINDS, ROUTES, SITES } from './codes.ts';
import { SEVERITIES } from './rule-format.ts';

const day = z.iso.date();
const words = z.string().trim().max(2000);
const needed = words.min(1, 'Write something here.');
const code = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/)
  .describe('A key of the list of medicines, or "other"');
const classes = z.array(z.string().regex(/^[a-z0-9-]{1,40}$/)).max(12);
const bothLanguages = z.object({ en: z.string(), es: z.string() });

const evidence = z.object({
  what: z.enum([
    'medicine',
    'ended',
    'lab',
    'condition',
    'use',
    'test',
    'change',
    'injection',
    'check',
    'allergy',
  ]),
  code: z.string(),
  entry: z.string().nullable(),
  on: z.string().nullable(),
  value: z.number().nullable(),
});

const warning = z.object({
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  /** What to do, in words; null for an allergy, which says enough itself. */
  // biome-ignore lint/suspicious/noThenProperty: the field guide's own word, in an answer that nobody awaits
  then: bothLanguages.nullable(),
  source: z.string().nullable(),
  isToBeConfirmed: z.boolean().describe('Whether a pharmacist has yet to confirm this rule'),
  evidence: z.array(evidence),
});
export type WarningShown = z.infer<typeof warning>;

const due = z.object({
  kind: z.enum(['injection', 'refill', 'monitoring', 'pdmp', 'naloxone']),
  entry: z.string().nullable(),
  medicine: z.string().nullable(),
  what: z.string().nullable(),
  fromOn: day,
  dueOn: day,
  lastOn: day.nullable(),
  isOverdue: z.boolean(),
});
export type DueShown = z.infer<typeof due>;

const entry = z.object({
  id: z.uuid(),
  version: z.number().int(),
  medicine: z.string(),
  /** What it is called where the program does not know it. */
  name: z.string(),
  classes: z.array(z.string()),
  route: z.enum(ROUTES),
  prescribed: z.enum(['here', 'elsewhere']),
  dose: z.string(),
  prescriber: z.string(),
  note: z.string(),
  since: day.nullable(),
  until: day.nullable(),
  endedHow: z.enum(['completed', 'tapered', 'at-once', 'changed', 'unknown', 'entered-in-error']).nullable(),
  endedNote: z.string(),
  isTaken: z.boolean(),
  lastsUntil: day.nullable(),
});
export type EntryShown = z.infer<typeof entry>;

const order = z.object({
  id: z.uuid(),
  version: z.number().int(),
  kind: z.enum(['start', 'change', 'stop']),
  medicine: z.string(),
  name: z.string(),
  route: z.enum(ROUTES),
  entry: z.uuid().nullable(),
  startsOn: day,
  supplyDays: z.number().int().nullable(),
  refills: z.number().int().nullable(),
  endsHow: z.enum(['completed', 'tapered', 'at-once']).nullable(),
  dose: z.string(),
  directions: z.string(),
  reason: z.string(),
  state: z.enum(['drafted', 'signed', 'withdrawn']),
  drafted: z.object({ by: z.string(), at: z.string() }),
  signed: z.object({ by: z.string(), at: z.string(), licence: z.string() }).nullable(),
  /** What the rules say now of a draft; what they said of one that is signed. */
  warnings: z.array(warning),
  override: z.string().nullable().describe('Why it was signed against a stop-and-call'),
});
export type OrderShown = z.infer<typeof order>;

const alert = z.object({
  id: z.uuid(),
  version: z.number().int(),
  ...warning.shape,
  owner: z.object({ name: z.string(), isMe: z.boolean() }),
  openedAt: z.string(),
  dueAt: z.string(),
  isOverdue: z.boolean(),
  acknowledged: z.object({ by: z.string(), at: z.string(), done: z.string() }).nullable(),
});
export type RuleAlertShown = z.infer<typeof alert>;

const finding = z.object({
  id: z.uuid(),
  kind: z.enum(FINDING_KINDS),
  code: z.string(),
  value: z.number().nullable(),
  on: day,
  until: day.nullable(),
  words: z.string(),
  by: z.string(),
});
export type FindingShown = z.infer<typeof finding>;

const administration = z.object({
  id: z.uuid(),
  entry: z.uuid(),
  medicine: z.string(),
  name: z.string(),
  status: z.enum(['given', 'held', 'missed']),
  on: day,
  site: z.enum(SITES).nullable(),
  lot: z.string(),
  note: z.string(),
  by: z.string(),
  withdrawn: z.object({ by: z.string(), reason: z.string() }).nullable(),
});
export type GivenShown = z.infer<typeof administration>;

export const medicationAnswer = z.object({
  participant: participantSeen('medication'),
  today: day,
  list: z.array(entry),
  orders: z.array(order),
  given: z.array(administration),
  findings: z.array(finding),
  alerts: z.array(alert),
  due: z.array(due),
});
export type MedicationShown = z.infer<typeof medicationAnswer>;

export const newEntry = z.object({
  medicine: code,
  name: words.max(120).default(''),
  classes: classes.default([]),
  route: z.enum(ROUTES),
  dose: needed.max(300),
  prescriber: words.max(200).default(''),
  note: words.default(''),
  since: day.nullable(),
});

export const endEntry = z.object({
  on: day,
  how: z.enum(['completed', 'tapered', 'at-once', 'unknown', 'entered-in-error']),
  note: words.default(''),
});

export const orderAsked = z.object({
  kind: z.enum(['start', 'change', 'stop']),
  medicine: code,
  name: words.max(120).default(''),
  classes: classes.default([]),
  route: z.enum(ROUTES),
  entry: z.uuid().nullable().default(null),
  startsOn: day,
  endsHow: z.enum(['completed', 'tapered', 'at-once']).nullable().default(null),
});
export type OrderAsked = z.infer<typeof orderAsked>;

export const newOrder = orderAsked.extend({
  supplyDays: z.number().int().min(1).max(400).nullable().default(null),
  refills: z.number().int().min(0).max(24).nullable().default(null),
  dose: words.max(300).default(''),
  directions: words.default(''),
  reason: needed,
});
export type NewOrder = z.infer<typeof newOrder>;

export const orderChecked = z.object({
  participant: participantSeen('medication'),
  warnings: z.array(warning),
  needsReason: z.boolean(),
});
export type OrderChecked = z.infer<typeof orderChecked>;

export const newGiven = z.object({
  status: z.enum(['given', 'held', 'missed']),
  on: day,
  site: z.enum(SITES).nullable().default(null),
  lot: words.max(80).default(''),
  note: words.default(''),
});

export const newSupply = z.object({ on: day, days: z.number().int().min(1).max(400) });

export const newFinding = z.object({
  kind: z.enum(FINDING_KINDS),
  code,
  value: z.number().min(0).max(100_000).nullable().default(null),
  on: day,
  until: day.nullable().default(null),
  words: words.max(500).default(''),
});

export const withdrawing = z.object({ reason: needed });
export const acknowledging = z.object({ done: needed });

export const medicinesAnswer = z.object({
  version: z.string(),
  classes: z.array(z.string()),
  medicines: z.array(
    z.object({
      key: z.string(),
      ...bothLanguages.shape,
      classes: z.array(z.string()),
      routes: z.array(z.enum(ROUTES)),
      sites: z.array(z.enum(SITES)).nullable().describe('Where it is injected; null where it is not'),
    }),
  ),
});
export type MedicinesShown = z.infer<typeof medicinesAnswer>;

export const dueAnswer = z.object({
  today: day,
  people: z.array(
    z.object({
      participant: participantSeen('medication', 'identity', 'record'),
      recordCode: z.string().nullable(),
      called: z.string().nullable(),
      due: z.array(due),
      alerts: z.array(alert),
    }),
  ),
});
export type DueListShown = z.infer<typeof dueAnswer>;

export const timelineAnswer = z.object({
  participant: participantSeen('medication', 'attendance'),
  today: day,
  spans: z.array(
    z.object({
      entry: z.uuid(),
      medicine: z.string(),
      name: z.string(),
      dose: z.string(),
      from: day.nullable(),
      until: day.nullable(),
    }),
  ),
  given: z.array(z.object({ medicine: z.string(), on: day, status: z.enum(['given', 'held', 'missed']) })),
  weeks: z
    .array(
      z.object({ monday: day, minutes: z.number().int(), came: z.number().int(), away: z.number().int() }),
    )
    .describe('Minutes that counted and sessions, by week'),
});
export type MedicineTimelineShown = z.infer<typeof timelineAnswer>;

export const myMedicationAnswer = z.object({
  participant: participantSeen('medication'),
  today: day,
  medicines: z.array(
    z.object({
      id: z.uuid(),
      name: bothLanguages,
      dose: z.string(),
      isFromHere: z.boolean(),
      prescriber: z.string(),
      since: day.nullable(),
      /** The next thing about it: an injection here, or the day by which a refill is needed. */
      next: z.object({ kind: z.enum(['injection', 'refill']), fromOn: day, dueOn: day }).nullable(),
    }),
  ),
  bring: z.array(z.enum(['list', 'packages', 'wallet-card', 'dosing-times'])),
  naloxone: z
    .object({ has: z.boolean(), until: day.nullable() })
    .nullable()
    .describe('null where nothing asks for it'),
});
export type MyMedicationShown = z.infer<typeof myMedicationAnswer>;
