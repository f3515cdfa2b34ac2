import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';
import { PROBLEMS } from './claim.ts';
import { CODES } from './codes.ts';
import { LEVELS, ownNumbers, RULE_SETS } from './payer-rules.ts';

const day = z.iso.date();
/** A date that is sent: far enough from the ends of the calendar that days can be added to it. */
export const sentDay = day.refine((on) => '1900' < on && on < '2200', 'That date is too far away.');
const level = z.enum(LEVELS);
const code = z.string().refine((code) => CODES.has(code), 'We do not know this code.');

const reason = z.discriminatedUnion('why', [
  z.object({ why: z.literal('note-unsigned'), notes: z.number().int(), dueAt: z.string() }),
  z.object({ why: z.literal('plan-unsigned') }),
  z.object({ why: z.literal('no-consent') }),
  z.object({ why: z.literal('no-coverage') }),
  z.object({ why: z.literal('no-authorisation') }),
  z.object({ why: z.literal('no-certification') }),
  z.object({ why: z.literal('authorisation-waits') }),
  z.object({ why: z.literal('units-used-up') }),
  z.object({ why: z.literal('week-full'), days: z.number().int() }),
  z.object({
    why: z.literal('short-day'),
    minutes: z.number().int(),
    needed: z.number().int(),
    unpaid: z.number().int().describe('Minutes more, of what this payer does not pay'),
  }),
  z.object({ why: z.literal('too-short'), minutes: z.number().int() }),
  z.object({ why: z.literal('credential'), needed: z.array(z.string()).readonly() }),
  z.object({ why: z.literal('telehealth') }),
  z.object({ why: z.literal('no-primary-service') }),
  z.object({ why: z.literal('past-filing'), on: day }),
]);
const warning = z.discriminatedUnion('of', [
  z.object({ of: z.literal('units'), percent: z.union([z.literal(75), z.literal(90), z.literal(100)]) }),
  z.object({ of: z.literal('end'), days: z.number().int() }),
  z.object({ of: z.literal('over') }),
  z.object({ of: z.literal('review'), on: day }),
]);
const totals = z.object({
  lines: z.number().int(),
  units: z.number().int(),
  days: z.number().int(),
  cents: z.number().int().nullable(),
});

export const moneyAnswer = z.object({
  today: day,
  ready: totals,
  atRisk: totals,
  lost: totals,
  payers: z.array(z.object({ id: z.uuid(), name: z.string(), ready: totals })),
  waiting: z.array(
    z.object({
      participant: participantSeen('record', 'attendance', 'money'),
      recordCode: z.string().nullable(),
      payer: z.string().nullable(),
      canBeSaved: z.boolean(),
      whys: z.array(reason).readonly(),
      actBy: day.nullable(),
      totals,
      days: z.array(z.object({ on: day, code: z.string(), minutes: z.number().int() })).readonly(),
    }),
  ),
  /** Rows beyond the list's limit. */
  more: z.number().int(),
  running: z.array(
    z.object({
      participant: participantSeen('record', 'money'),
      recordCode: z.string().nullable(),
      payer: z.string(),
      unit: z.enum(['day', 'unit']),
      approved: z.number().int(),
      used: z.number().int(),
      left: z.number().int(),
      end: day,
      warnings: z.array(warning).readonly(),
    }),
  ),
});
export type MoneyShown = z.infer<typeof moneyAnswer>;

const cents = z.int().min(1).max(10_000_000);
export const wishedPayer = z.strictObject({
  name: z.string().trim().min(1, 'Say what the payer is called.').max(120),
  ruleSet: z.string().refine((key) => RULE_SETS.has(key), 'There are no such rules.'),
  own: ownNumbers.default({}),
  rates: z
    .record(code, cents)
    .refine((rates) => Object.keys(rates).length <= 60, 'That is too many.')
    .default({}),
  payerNumber: z.string().trim().min(1).max(40).nullable().default(null),
  providerNumber: z
    .string()
    .regex(/^\d{10}$/, 'An NPI has ten digits.')
    .nullable()
    .default(null),
  endedOn: sentDay.nullable().default(null),
});
export const payerShown = z.object({
  id: z.uuid(),
  name: z.string(),
  ruleSet: z.string(),
  own: ownNumbers,
  rates: z.record(z.string(), z.number().int()),
  payerNumber: z.string().nullable(),
  providerNumber: z.string().nullable(),
  endedOn: day.nullable(),
  version: z.number().int(),
});
export const payersAnswer = z.object({
  payers: z.array(payerShown),
  ruleSets: z.array(
    z.object({
      key: z.string(),
      label: z.object({ en: z.string(), es: z.string() }),
      minMinutes: z.number().int().nullable(),
      round: z.string(),
      fileWithinDays: z.number().int(),
      /** Where the set's numbers come from. */
      sources: z.array(z.string()),
    }),
  ),
  codes: z.array(z.object({ code: z.string(), label: z.string(), unit: z.string() })),
});
export type PayersShown = z.infer<typeof payersAnswer>;

export const previewAnswer = z.object({
  payer: z.object({ id: z.uuid(), name: z.string() }),
  rows: z.array(
    z.object({
      key: z.string(),
      participant: participantSeen('record', 'attendance', 'money'),
      recordCode: z.string().nullable(),
      on: day,
      code: z.string(),
      modifiers: z.array(z.string()).readonly(),
      units: z.number().int(),
      isDay: z.boolean(),
      minutes: z.number().int(),
      cents: z.number().int().nullable(),
      problems: z.array(z.enum(PROBLEMS)).readonly(),
      fewDays: z.object({ days: z.number().int(), needed: z.number().int() }).nullable(),
    }),
  ),
});
export type PreviewShown = z.infer<typeof previewAnswer>;

export const exportedAnswer = z.object({
  id: z.uuid(),
  lines: z.number().int(),
  people: z.array(z.object({ participant: participantSeen('identity', 'attendance', 'money') })),
  file: z.object({ name: z.string(), text: z.string() }),
});
export type ExportedShown = z.infer<typeof exportedAnswer>;

export const sentAnswer = z.object({
  lines: z.array(
    z.object({
      id: z.uuid(),
      participant: participantSeen('record', 'money'),
      recordCode: z.string().nullable(),
      payer: z.string(),
      on: day,
      code: z.string(),
      units: z.number().int(),
      isDay: z.boolean(),
      sentAt: z.iso.datetime(),
      state: z.enum(['exported', 'void']),
      version: z.number().int(),
    }),
  ),
});
export type SentShown = z.infer<typeof sentAnswer>;

const member = z.strictObject({
  number: z.string().trim().min(1, 'It stands on the card.').max(40),
  group: z.string().trim().min(1).max(40).optional(),
  name: z.string().trim().min(1).max(120).optional().describe('As it stands on the card'),
  bornOn: sentDay.optional(),
});
const wholeDays = (
  { since, until }: { since: string; until: string | null },
  context: z.RefinementCtx,
): void => {
  if (until !== null && until < since)
    context.addIssue({ code: 'custom', path: ['until'], message: 'It ends before it begins.' });
};
export const wishedCoverage = z
  .strictObject({
    payer: z.uuid().nullable().describe('null: the person pays themself'),
    level,
    since: sentDay,
    until: sentDay.nullable().default(null),
    member: member.nullable().default(null),
  })
  .superRefine(wholeDays)
  .superRefine(({ payer, member }, context) => {
    if ((payer === null) !== (member === null))
      context.addIssue({
        code: 'custom',
        path: ['member', 'number'],
        message: payer === null ? 'Who pays themself has no plan number.' : 'Say the number on the card.',
      });
  });
export const changedCoverage = z
  .strictObject({ level, since: sentDay, until: sentDay.nullable() })
  .superRefine(wholeDays);

const count = z.int().min(0).max(2000);
const authorisationFields = {
  kind: z.enum(['authorisation', 'certification']),
  state: z.enum(['requested', 'approved', 'denied', 'withdrawn']),
  level,
  codes: z.array(code).max(20),
  unit: z.enum(['day', 'unit']),
  daysPerWeek: z.int().min(1).max(7).nullable(),
  start: sentDay,
  end: sentDay,
  requested: count,
  approved: count,
  pended: count,
  nextReview: sentDay.nullable(),
  criteria: z.string().trim().max(120),
  deniedOn: sentDay.nullable(),
  number: z.string().trim().max(60).nullable(),
  contact: z.string().trim().max(300).nullable(),
};
export const wishedAuthorisation = z
  .strictObject({ ...authorisationFields, payer: z.uuid() })
  .superRefine((wished, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (wished.end < wished.start) fault('end', 'It ends before it begins.');
    if (wished.kind === 'authorisation' && wished.codes.length === 0)
      fault('codes', 'Say which codes it is for.');
    if (wished.state !== 'approved' && wished.approved > 0)
      fault('approved', 'Only what is approved has approved units.');
    if ((wished.state === 'denied') !== (wished.deniedOn !== null))
      fault('deniedOn', 'A denial has its date, and only a denial.');
  });
export type WishedAuthorisationSent = z.infer<typeof wishedAuthorisation>;

export const personMoney = z.object({
  participant: participantSeen('record', 'money', 'attendance'),
  recordCode: z.string().nullable(),
  today: day,
  /** Whoever bills keeps these; the care team plans with them. */
  mayChange: z.boolean(),
  coverages: z.array(
    z.object({
      id: z.uuid(),
      payer: z.string().nullable(),
      level,
      since: day,
      until: day.nullable(),
      member: member.nullable(),
      version: z.number().int(),
    }),
  ),
  authorisations: z.array(
    z.object({
      ...authorisationFields,
      /** null for who may plan with it and need not know it. */
      number: z.string().nullable(),
      contact: z.string().nullable(),
      id: z.uuid(),
      payer: z.object({ id: z.uuid(), name: z.string() }),
      used: z.number().int(),
      left: z.number().int(),
      warnings: z.array(warning).readonly(),
      appeals: z.object({ peerToPeerBy: day, expeditedBy: day, standardBy: day }).nullable(),
      version: z.number().int(),
    }),
  ),
  paidDays: z.array(day).readonly(),
});
export type PersonMoneyShown = z.infer<typeof personMoney>;

const said = z.string().trim().max(1000);
/** What a computer cannot know of a stay; short, and only what this payer needs. */
export const packetWords = z.strictObject({
  barriers: said,
  whyNotLess: z.string().trim().min(1, 'Say why less would not be enough.').max(1000),
  aftercare: said,
  dischargeOn: sentDay.nullable(),
});
export const packetAnswer = z.object({
  participant: participantSeen('identity', 'assessment', 'plan', 'attendance', 'measure', 'money'),
  payer: z.string(),
  since: day,
  level: z.string(),
  diagnoses: z.array(z.string()).readonly(),
  areas: z.array(z.object({ area: z.string(), rating: z.number().int() })).readonly(),
  ratedOn: day.nullable(),
  scores: z
    .array(z.object({ instrument: z.string(), on: day, score: z.number(), before: z.number().nullable() }))
    .readonly(),
  attendance: z.object({ came: z.number().int(), due: z.number().int() }),
  used: z.number().int(),
  approved: z.number().int(),
  /** Consents under which it may leave. */
  consents: z.array(z.object({ id: z.uuid(), to: z.string() })),
});
export type PacketShown = z.infer<typeof packetAnswer>;
