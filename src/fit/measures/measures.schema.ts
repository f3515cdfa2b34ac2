/** What the routes of measures take and answer. Words of questions are in the language that is asked for. */
import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';

const instrumentId = z.string().min(1).max(40);
const twoLanguages = z.object({ en: z.string(), es: z.string() });
const answer = z.number().int().min(0).max(1000).nullable();

/** In the order of the instrument's items; null is unanswered. */
const answers = z.array(answer).max(60);
/** Facts that some rules need beside the answers, by the key of the instrument's `asks`. */
const given = z.record(z.string().max(40), z.union([z.string().max(40), z.number(), z.null()]));

// ── A form to fill in ────────────────────────────────────────────────────────────────────────────────────────────────

const question = z.object({
  /** Place in the answers, from 0; null for a fact beside them, named by `fact`. */
  index: z.number().int().nullable(),
  fact: z.string().nullable(),
  words: z.string(),
  /** Said once before the questions it belongs to. */
  lead: z.string().nullable(),
  options: z.array(z.object({ value: z.union([z.number(), z.string()]), words: z.string() })),
  /** A whole number instead of options. */
  number: z.object({ from: z.number().int(), to: z.number().int() }).nullable(),
  /** A yes here is answered by the page about help at once. */
  isSafety: z.boolean(),
  /** Answers from which it is a yes; null where `isSafety` is false. */
  safetyFrom: z.number().nullable(),
});

export const formAnswer = z.object({
  instrument: instrumentId,
  version: z.string(),
  title: z.string().describe('For staff; never shown to the person: it may name a condition'),
  language: z.string(),
  copyright: z.string(),
  lookBackDays: z.number().int().nullable(),
  questions: z.array(question),
});
export type FormShown = z.input<typeof formAnswer>;

export const filled = z.object({ instrument: instrumentId, answers, given: given.default({}) });
export type Filled = z.output<typeof filled>;

// ── The person's own side: /api/my/check-ins ─────────────────────────────────────────────────────────────────────────

export const myCheckIn = z.object({
  participant: participantSeen('measure'),
  id: z.uuid(),
  version: z.number().int(),
  state: z.enum(['open', 'sent', 'lapsed', 'withdrawn']),
  dueOn: z.iso.date(),
  closesOn: z.iso.date(),
  sentAt: z.iso.datetime().nullable(),
  forms: z.array(formAnswer).describe('Empty once it is sent or lapsed'),
  answers: z.array(filled).describe('What was answered so far'),
  questionCount: z.number().int(),
  answeredCount: z.number().int(),
  minutes: z.number().int().describe('About how long it takes'),
});
export type MyCheckInShown = z.input<typeof myCheckIn>;

/** GET /api/my/check-ins: open ones first, then the last year's. */
export const myCheckIns = z.object({ checkIns: z.array(myCheckIn) });
/** PUT /api/my/check-ins/:checkIn/answers (If-Match). Blanks are kept as blanks. */
export const keptAnswers = z.object({ answers: z.array(filled).max(20) });
/** POST /api/my/check-ins/:checkIn/send (If-Match, Idempotency-Key). */
export const sendAnswers = z.object({
  answers: z.array(filled).max(20),
  /** Sent although some questions are blank: the person was asked and said so. */
  withBlanks: z.boolean().default(false),
});
export const sentAnswer = z.object({
  checkIn: myCheckIn,
  /** A safety item was answered yes: who will see it and by when, and where help is now. */
  help: z
    .object({ who: z.string().describe('First name and role of the owner'), by: z.iso.datetime() })
    .nullable(),
});
export type SentShown = z.input<typeof sentAnswer>;

// ── The team's side ──────────────────────────────────────────────────────────────────────────────────────────────────

export const responseShown = z.object({
  id: z.uuid(),
  instrument: instrumentId,
  version: z.string(),
  mode: z.enum(['self', 'interview', 'phone']),
  language: z.string(),
  by: z.string().nullable().describe('The member of staff who asked the questions'),
  answeredAt: z.iso.datetime(),
  on: z.iso.date(),
  status: z.enum(['complete', 'prorated', 'incomplete', 'invalid', 'inconsistent']),
  score: z.union([z.number(), z.string()]).nullable(),
  band: z.string().nullable(),
  subscores: z.record(z.string(), z.number().nullable()),
  flags: z.array(z.string()),
  isPositive: z.boolean().nullable(),
  safety: z.enum(['alert', 'unanswered', 'clear']).nullable(),
  withdrawn: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string() }).nullable(),
});
export type ResponseShown = z.input<typeof responseShown>;

const bandShown = z.object({ from: z.number(), name: z.string() });

/** One instrument over time. */
export const seriesShown = z.object({
  instrument: instrumentId,
  title: z.string(),
  /** What is drawn: "score", or a sub-score's key. */
  lines: z.array(
    z.object({
      key: z.string(),
      lowest: z.number(),
      highest: z.number(),
      bands: z.array(bandShown),
      better: z.enum(['lower', 'higher']).nullable(),
      points: z.array(z.object({ response: z.uuid(), on: z.iso.date(), value: z.number() })),
    }),
  ),
  responses: z.array(responseShown).describe('Newest first'),
  /** Between the first and the last score, and between the last two; null where there is nothing to compare. */
  sinceFirst: z.enum(['better', 'worse', 'no-reliable-change']).nullable(),
  sinceLast: z.enum(['better', 'worse', 'no-reliable-change']).nullable(),
  isResponse: z.boolean().nullable(),
  isRemission: z.boolean().nullable(),
  nextOn: z.iso.date().nullable().describe('When the plan asks for it next'),
  canBeSent: z.boolean().describe('Its words are there and it may be answered alone'),
});
export type SeriesShown = z.input<typeof seriesShown>;

export const checkInShown = z.object({
  id: z.uuid(),
  version: z.number().int(),
  reason: z.enum(['admission', 'plan', 'event', 'asked', 'discharge']),
  instruments: z.array(instrumentId),
  state: z.enum(['open', 'sent', 'lapsed', 'withdrawn']),
  openedOn: z.iso.date(),
  dueOn: z.iso.date(),
  closesOn: z.iso.date(),
  sentAt: z.iso.datetime().nullable(),
});

/** GET /api/people/:participant/measures */
export const measuresAnswer = z.object({
  participant: participantSeen('measure'),
  series: z.array(seriesShown).describe('Everything answered or asked for by the plan'),
  checkIns: z.array(checkInShown).describe('Newest first, the last year'),
});
export type MeasuresShown = z.input<typeof measuresAnswer>;

/** POST /api/people/:participant/responses: a member of staff asked the questions. */
export const interview = z.object({
  instrument: instrumentId,
  version: z.string().max(40).nullable().default(null).describe('Left out: the one in force'),
  answers,
  given: given.default({}),
  mode: z.enum(['interview', 'phone']),
  on: z.iso.date(),
});
export const interviewAnswer = z.object({
  participant: participantSeen('measure'),
  response: responseShown,
  alert: z.uuid().nullable(),
});

/** POST /api/people/:participant/check-ins: ask now. */
export const askNow = z.object({ instruments: z.array(instrumentId).min(1).max(10) });
/** POST /api/responses/:response/withdraw: entered in error. */
export const withdraw = z.object({ reason: z.string().trim().min(1, 'Say why.').max(4000) });

// ── Alerts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export const condition = z.discriminatedUnion('kind', [
  /** The total is at least this (or at most, where more is better). */
  z.object({ kind: z.literal('score'), instrument: instrumentId, at: z.number() }),
  z.object({
    kind: z.literal('subscore'),
    instrument: instrumentId,
    subscore: z.string().max(40),
    at: z.number(),
  }),
  /** Worse than noise since the last one. */
  z.object({ kind: z.literal('worse'), instrument: instrumentId }),
  /** Nothing was sent although something was asked, for so many days. */
  z.object({ kind: z.literal('silent'), days: z.number().int().min(2).max(90) }),
  z.object({ kind: z.literal('missed-sessions'), inRow: z.number().int().min(1).max(20) }),
]);
export type Condition = z.output<typeof condition>;

export const alertRule = z.object({
  id: z.uuid(),
  version: z.number().int(),
  isForAll: z.boolean(),
  condition,
  dueHours: z.number().int(),
  isOn: z.boolean(),
  setBy: z.string().nullable().describe('null: it comes with the program'),
  setAt: z.iso.datetime().nullable(),
});
export type AlertRuleShown = z.input<typeof alertRule>;

/** GET /api/alert-rules and GET /api/people/:participant/alert-rules */
export const alertRules = z.object({ rules: z.array(alertRule) });
export const personAlertRules = z.object({
  participant: participantSeen('measure'),
  rules: z.array(alertRule).describe('Those for everybody as well'),
});
/** POST and PUT of one. */
export const wishedRule = z.object({
  condition,
  dueHours: z.number().int().min(1).max(336),
  isOn: z.boolean().default(true),
});

export const alertShown = z.object({
  participant: participantSeen('measure', 'identity', 'record'),
  recordCode: z.string().nullable(),
  called: z.string().nullable(),
  id: z.uuid(),
  version: z.number().int(),
  kind: z.enum(['safety', 'score', 'worse', 'silent', 'missed-sessions']),
  evidence: z.object({
    instrument: instrumentId.nullable(),
    score: z.union([z.number(), z.string()]).nullable(),
    band: z.string().nullable(),
    /** Numbers, from 1, of the items that raised it. */
    items: z.array(z.number().int()),
    before: z.number().nullable(),
    days: z.number().int().nullable(),
    missed: z.number().int().nullable(),
    /** What the instrument says staff must do, and the instrument to give next. */
    action: twoLanguages.nullable(),
    next: instrumentId.nullable(),
  }),
  owner: z.object({ id: z.uuid(), name: z.string(), isMe: z.boolean() }),
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  isOverdue: z.boolean(),
  hasClimbed: z.boolean(),
  state: z.enum(['open', 'acknowledged', 'closed']),
  acknowledged: z.object({ by: z.string(), at: z.iso.datetime(), licence: z.string() }).nullable(),
  closed: z.object({ by: z.string(), at: z.iso.datetime(), done: z.string() }).nullable(),
  mayIAcknowledge: z.boolean().describe('A safety alert takes a licence in force'),
});
export type AlertShown = z.input<typeof alertShown>;

/** GET /api/alerts?state=open|closed: of everybody on my care team, soonest due first. */
export const alerts = z.object({ alerts: z.array(alertShown) });
/** POST /api/alerts/:alert/acknowledge (If-Match), /close (If-Match), /hand-over (If-Match). */
export const closeAlert = z.object({ done: z.string().trim().min(1, 'Say what was done.').max(4000) });
export const handOverAlert = z.object({ to: z.uuid() });

// ── What is asked when ───────────────────────────────────────────────────────────────────────────────────────────────

/** One line of the plan: an instrument, for whom, and what makes it due. @see field guide 1.12 */
export const planItem = z.object({
  instrument: instrumentId,
  levels: z.array(z.enum(['OP', 'IOP', 'PHP'])).min(1),
  when: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('admission') }),
    z.object({
      kind: z.literal('every'),
      days: z.number().int().min(7).max(400),
      /** Only while the last score is at least this, or its safety item was answered yes. */
      whileAt: z.number().nullable().default(null),
      whileSafety: z.boolean().default(false),
    }),
    z.object({
      kind: z.literal('event'),
      event: z.enum(['return-to-use', 'missed-sessions', 'emergency-visit', 'medication-change']),
      workingDays: z.number().int().min(0).max(14),
    }),
    z.object({ kind: z.literal('discharge'), afterDays: z.array(z.number().int().min(0).max(400)).min(1) }),
  ]),
});
export type PlanItem = z.output<typeof planItem>;

/** GET and PUT /api/measures/plan; also what can be asked at all. */
export const planAnswer = z.object({
  items: z.array(planItem),
  isOwn: z.boolean().describe('Set by this program; otherwise the one that comes with it'),
  setBy: z.string().nullable(),
  setAt: z.iso.datetime().nullable(),
  instruments: z.array(
    z.object({
      instrument: instrumentId,
      version: z.string(),
      title: z.string(),
      languages: z.array(z.string()).describe('In which its words are there'),
      needsWords: z.boolean().describe('Its licence does not let the words ship: load a content pack'),
      canBeSent: z.boolean(),
      copyright: z.string(),
      source: z.string(),
      subscores: z.array(z.string()),
    }),
  ),
});
export type PlanShown = z.input<typeof planAnswer>;
export const wishedPlan = z.object({ items: z.array(planItem).min(1).max(100) });

/** GET /api/content-packs; PUT takes a pack as src/fit/instruments/content-pack.ts reads it. */
export const contentPacks = z.object({
  packs: z.array(
    z.object({
      instrument: instrumentId,
      version: z.string(),
      language: z.string(),
      notice: z.string(),
      loadedBy: z.string(),
      loadedAt: z.iso.datetime(),
      isInForce: z.boolean().describe('For the version of the instrument that is in force'),
    }),
  ),
});
