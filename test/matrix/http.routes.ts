/**
 * For every operation of the API document: whose rows it shows or changes, by which category, verb and purpose, and who
 * may knock at all; written by hand, so that a route that is forgotten, or one that quietly opens, fails the test.
 */
import type { Purpose } from '../../src/platform/db/door.ts';
import { KAREN, OWN_TABLE } from './http.template.ts';

/** What is asked of the written matrix about one asker and one person. */
export interface Question {
  readonly role: string;
  /** By the written matrix: whether this asker may do this to this person's rows of that category. */
  allows(purpose: Purpose, verb: 'read' | 'write', category: string): boolean;
  /** Whether the id in the address is this asker's own besides being the person's: opened by them, named to them. */
  readonly isTheirs: boolean;
  readonly isSelf: boolean;
  /** Whether the emergency that is asked about is open. */
  readonly isOpen: boolean;
  readonly isHere: boolean;
  /** Whether it is somebody of the demo program who has to do with nobody who asks. */
  readonly isBystander: boolean;
}

type May = (question: Question) => boolean;

/** Ids for the person a request is about: "consent", "participant", and what is of the organisation: "week", "run". */
export type Ids = (name: string) => string;

interface Sending {
  /** Whoever may is told all the same that there is nothing, where the row is not of the kind the command is about. */
  readonly mayMiss?: true | May;
  /** Takes the place of what was made up, where only one value of a field leads to a person. */
  readonly body?: (ids: Ids, code: string) => Readonly<Record<string, unknown>>;
  readonly query?: (ids: Ids, code: string) => string;
  /** The version that is said to be changed; 1 unless said, 0 for what is not there yet. */
  readonly version?: number;
}

/** Anybody at all; nobody is in the answer. */
interface Public {
  readonly kind: 'public';
}
/** A session of one's own: keys, codes, the lock. Nothing of a record; only these ids are not for others. */
interface Session {
  readonly kind: 'session';
}
/** The person themself, and nobody else: staff are told that there is nothing here. */
interface Own extends Sending {
  readonly kind: 'own';
}
/** A supporter, about the one person they stand behind: the parts by name, each with its category. */
interface With extends Sending {
  readonly kind: 'with';
  readonly parts?: Readonly<Record<string, string>>;
}
/** Something of the organisation and of no person in particular, for these roles; `shows`: people in the answer. */
interface Program extends Sending {
  readonly kind: 'program';
  readonly may: (role: string) => boolean;
  readonly shows?: May;
}
/** One person's, by an id in the address (or, where `body` or `query` says so, there). */
interface One extends Sending {
  readonly kind: 'one';
  readonly may: May;
  /** Who may be in the answer beside the person asked about; nobody unless said. */
  readonly shows?: May;
  /** Who of those who may also finds the person in the answer; all of them unless said. */
  readonly finds?: May;
}
/** A list of people: exactly those who are due. */
interface List extends Sending {
  readonly kind: 'list';
  readonly may: (role: string) => boolean;
  readonly due: May;
  /** SQL for whom such a list is about, one row for each thing: "select participant_id as person, owner as of ..." */
  readonly among: string;
}
export type Route = Public | Session | Own | With | Program | One | List;

const STAFF: readonly string[] = [
  'counselor',
  'facilitator',
  'coordinator',
  'prescriber',
  'nurse',
  'biller',
  'director',
  'privacy',
  'admin',
];
const anyStaff = (role: string): boolean => STAFF.includes(role);
const only =
  (...roles: readonly string[]) =>
  (role: string): boolean =>
    roles.includes(role);

const all =
  (...parts: readonly May[]): May =>
  (question) =>
    parts.every((part) => part(question));
const either =
  (...parts: readonly May[]): May =>
  (question) =>
    parts.some((part) => part(question));
const reads =
  (purpose: Purpose, ...categories: readonly string[]): May =>
  (question) =>
    categories.every((category) => question.allows(purpose, 'read', category));
const writes =
  (purpose: Purpose, ...categories: readonly string[]): May =>
  (question) =>
    categories.every((category) => question.allows(purpose, 'write', category));
const isA =
  (...roles: readonly string[]): May =>
  ({ role, isHere }) =>
    isHere && roles.includes(role);
const isTheirs: May = (question) => question.isHere && question.isTheirs;
const notTheirs: May = (question) => !question.isTheirs;
const isBystander: May = (question) => question.isBystander;
const isElsewhere: May = (question) => !question.isHere;
const not =
  (part: May): May =>
  (question) =>
    !part(question);
/** Whoever sees it may try to change it, and is told that there is nothing where they may only look. */
const edits = (
  purpose: Purpose,
  category: string,
  sees: May = reads(purpose, category),
  more: Omit<One, 'kind' | 'may'> = {},
): One => one(sees, { mayMiss: not(writes(purpose, category)), ...more });

const PUBLIC: Public = { kind: 'public' };
const SESSION: Session = { kind: 'session' };
const OWN: Own = { kind: 'own' };
const WITH: With = { kind: 'with' };
const own = (sending: Sending): Own => ({ kind: 'own', ...sending });
const one = (may: May, more: Omit<One, 'kind' | 'may'> = {}): One => ({ kind: 'one', may, ...more });
const program = (may: Program['may'], more: Omit<Program, 'kind' | 'may'> = {}): Program => ({
  kind: 'program',
  may,
  ...more,
});
const list = (may: List['may'], among: string, due: May, more: Sending = {}): List => ({
  kind: 'list',
  may,
  among,
  due,
  ...more,
});

const privacy = isA('privacy');
const inquiry = reads('intake', 'document', 'identity', 'record');
const movesInquiry = all(inquiry, writes('intake', 'document'));
const seesMeasures = reads('treatment', 'measure', 'identity');
const asksMeasures = all(seesMeasures, writes('treatment', 'measure'));
const seesAssessments = reads('treatment', 'assessment', 'identity', 'record');
const assesses = all(seesAssessments, writes('treatment', 'assessment'));
const seesAlert = either(reads('treatment', 'measure'), isTheirs);
const seesConsents = reads('operations', 'consent');
/** Whoever is named in a consent reads what it says; only who may write consents ends it. */
const seesConsent = either(seesConsents, isTheirs);
const changesConsents = all(seesConsents, writes('operations', 'consent'));
const endsConsent = all(seesConsents, either(writes('operations', 'consent'), privacy));
const seesDisclosures = reads('operations', 'disclosure');
const inWeek = reads('operations', 'schedule');
const shownOnBoard = { shows: inWeek };
const named = { body: (_: Ids, code: string) => ({ recordCode: code }) };
/** Whoever holds a session, or sees that somebody comes to it, finds it; in it, whom they may know by name. */
const seesComing = reads('treatment', 'attendance');
const seesSession = either(isTheirs, seesComing);
const onRoster = { finds: all(seesComing, reads('treatment', 'identity')) };
const seesNotes = reads('treatment', 'note', 'record');
const seesPlan = reads('treatment', 'plan', 'record');
const seesMedicines = reads('treatment', 'medication');
const seesMoney = reads('payment', 'money', 'record');
/**
 * A pair is known to whoever plans for either of the two, or they would put them into one group; the other one has to do
 * with nobody who asks, and is planned for by the coordinator.
 */
const knowsPair = either(inWeek, isA('coordinator'));
const inPair = { shows: either(knowsPair, ({ isBystander }) => isBystander) };
const anHour = { startsAt: '2026-01-05T15:00:00Z', endsAt: '2026-01-05T16:00:00Z' };
const emptyNote = {
  goals: [],
  participation: [],
  intervention: '',
  response: '',
  risk: null,
  results: '',
  plan: '',
};
const authorised = {
  kind: 'certification',
  state: 'requested',
  codes: [],
  start: '2026-01-05',
  end: '2026-02-05',
  approved: 0,
  nextReview: null,
  deniedOn: null,
};
const mayReview = reads(
  'treatment',
  'identity',
  'assessment',
  'plan',
  'attendance',
  'measure',
  'money',
  'record',
);
const OF = 'select participant_id as person, null as of';
const everybody = `${OF} from guard.participant`;
/** Of the plan that waits to be published, in a week of its own. */
const ofDraft = { body: (ids: Ids) => ({ planId: ids('draft') }) };
/** What every officer's answer shows: the whole queue. */
const queue = { shows: privacy };

/** What a supporter may be shown, tile by tile. */
const WITH_PARTS: Readonly<Record<string, string>> = {
  week: 'schedule',
  came: 'attendance',
  plan: 'plan',
  goals: 'plan',
  medicines: 'medication',
  scores: 'measure',
};

export const ROUTES: Readonly<Record<string, Route>> = {
  'get /api/public/site': PUBLIC,
  'get /api/public/seats': PUBLIC,
  'get /api/public/notice': PUBLIC,
  'post /api/public/ask': PUBLIC,

  'get /api/sign-in/state': SESSION,
  'get /api/sign-in/keys': SESSION,
  'get /api/sign-in/sessions': SESSION,
  'get /api/me': SESSION,
  'post /api/sign-in/code': SESSION,
  'post /api/sign-in/code/use': SESSION,
  'post /api/sign-in/email': SESSION,
  'post /api/sign-in/email/confirm': SESSION,
  'post /api/sign-in/passkey': SESSION,
  'post /api/sign-in/passkey/begin': SESSION,
  'post /api/sign-in/invitation': SESSION,
  'post /api/sign-in/keys': SESSION,
  'post /api/sign-in/keys/begin': SESSION,
  'delete /api/sign-in/keys/{id}': SESSION,
  'post /api/sign-in/second-step': SESSION,
  'post /api/sign-in/second-step/begin': SESSION,
  'post /api/sign-in/second-step/end': SESSION,
  'post /api/sign-in/stay': SESSION,
  'post /api/sign-in/lock': SESSION,
  'post /api/sign-in/prove/key': SESSION,
  'post /api/sign-in/prove/code': SESSION,
  'post /api/sign-in/prove/mail': SESSION,
  'delete /api/sign-in/sessions/{id}': SESSION,
  'post /api/sign-in/sessions/end-others': SESSION,
  'post /api/sign-in/mine': SESSION,

  'get /api/week': OWN,
  'get /api/week/feeds': OWN,
  'post /api/week/feeds': OWN,
  'post /api/week/feeds/{feed}/stop': OWN,
  'get /api/my/check-ins': OWN,
  'put /api/my/check-ins/{checkIn}/answers': OWN,
  'post /api/my/check-ins/{checkIn}/send': OWN,
  'get /api/my/decision': OWN,
  'get /api/my/disclosures': OWN,
  'get /api/my/disclosures/file': own({ query: () => '?as=csv' }),
  'get /api/my/emergencies': OWN,
  'get /api/my/notice': OWN,
  'post /api/my/notice': OWN,
  'get /api/my/notifications': OWN,
  'put /api/my/notifications': OWN,
  'post /api/my/notifications/device': OWN,
  'post /api/my/notifications/devices/forget': OWN,
  'get /api/my/requests': OWN,
  'post /api/my/requests': OWN,
  'get /api/my/seen-by': OWN,
  'post /api/my/seen-by/{look}/looks-wrong': OWN,
  'get /api/my/sharing': OWN,
  'post /api/my/sharing': OWN,
  'post /api/my/sharing/preview': OWN,
  'get /api/my/sharing/{consent}': OWN,
  'post /api/my/sharing/{consent}/stop': OWN,
  'put /api/my/privacy': OWN,
  'put /api/my/alias': OWN,
  'post /api/my/restrictions': OWN,
  // One of them had an end already.
  'post /api/my/restrictions/{restriction}/end': own({ mayMiss: true }),

  'get /api/my/supporters': OWN,
  'post /api/my/supporters/{supporter}/invite': OWN,
  // Whoever stands behind them in the template came in long ago: there is no name to say yes to, and no link.
  'post /api/my/supporters/{supporter}/approve': own({ mayMiss: true }),
  'post /api/my/supporters/{supporter}/take-back': own({ mayMiss: true }),
  'get /api/my/record/file': own({ query: () => '?as=json' }),

  'get /api/with': { kind: 'with', parts: WITH_PARTS },
  'get /api/with/check-ins': WITH,
  'post /api/with/check-ins': WITH,
  'delete /api/with/check-ins': WITH,
  'post /api/with/worry': WITH,
  'post /api/with/leave': WITH,

  'get /api/consent-forms': program(() => true),
  'get /api/sites': program(anyStaff),
  'put /api/sites/{site}/second-signature': program(only('director', 'admin')),
  'get /api/instruments/{instrument}/form': program(anyStaff),
  'get /api/content-packs': program(anyStaff),
  'put /api/content-packs': program(only('admin')),
  'get /api/measures/plan': program(only('counselor', 'director', 'admin')),
  'put /api/measures/plan': program(only('counselor', 'director')),
  'get /api/alert-rules': program(only('counselor', 'director')),
  'post /api/alert-rules': program(only('counselor', 'director')),
  'get /api/activities': program(anyStaff),
  'put /api/activities/{activity}': program(only('coordinator', 'director', 'admin'), { body: () => ({}) }),
  // Of one's own care team, whoever will lack hours this week.
  'get /api/hours/short': program(anyStaff, { shows: reads('treatment', 'attendance', 'plan') }),
  'get /api/level-tables': program(anyStaff),
  'post /api/level-tables': program(only('director', 'admin')),
  // The one asked for is this program's own.
  'get /api/level-tables/{version}': program(only('counselor', 'director', 'admin'), {
    mayMiss: isElsewhere,
  }),
  'get /api/level-tables/{version}/changes': program(only('counselor', 'director', 'admin')),
  'post /api/level-tables/{version}/in-force': program(only('director', 'admin')),
  'get /api/guard/chain': program(only('privacy')),
  'post /api/guard/chain': program(only('privacy')),
  'get /api/guard/chain/checkpoint': program(only('privacy')),
  'post /api/guard/notices': program(only('privacy')),
  'post /api/guard/legal-requests': program(only('privacy')),

  'get /api/intake': list(
    anyStaff,
    `${OF} from bridge.inquiry where state <> 'admitted'
     and (state <> 'closed' or asked_at > now() - interval '30 days')`,
    inquiry,
  ),
  'get /api/intake/{inquiry}': one(inquiry),
  'post /api/intake/{inquiry}/called': one(movesInquiry),
  'post /api/intake/{inquiry}/close': one(movesInquiry),
  'post /api/intake/{inquiry}/reopen': one(movesInquiry),
  'post /api/intake/{inquiry}/assessment': one(
    all(movesInquiry, reads('treatment', 'document'), writes('treatment', 'assessment')),
  ),

  'get /api/people': list(
    anyStaff,
    `${OF} from bridge.level_of_care where until_on is null`,
    reads('treatment', 'plan', 'record'),
  ),
  'post /api/people/find': list(
    anyStaff,
    everybody,
    all(not(isBystander), reads('treatment', 'identity', 'record')),
    {
      body: () => ({ name: KAREN.name, phone: undefined, email: undefined, bornOn: undefined }),
    },
  ),
  'get /api/reviews': list(
    anyStaff,
    `${OF} from bridge.level_of_care join fit.decision using (org_id, participant_id) where until_on is null`,
    reads('treatment', 'plan', 'assessment', 'record'),
  ),
  'get /api/people/{participant}/fit': one(seesAssessments),
  'get /api/assessments/{assessment}': one(seesAssessments),
  'put /api/assessments/{assessment}': one(assesses, { body: () => ({ inputs: {} }) }),
  'post /api/assessments/{assessment}/decision': one(assesses),
  'post /api/decisions/{decision}/second': one(assesses),
  'post /api/people/{participant}/assessment': one(assesses, { body: () => ({ suggestion: null }) }),
  'post /api/suggestions/{suggestion}/dismiss': one(assesses),
  // A link that signs in as the person: only for who writes the plan of their care.
  'post /api/people/{participant}/invitation': one(
    all(reads('treatment', 'identity'), writes('treatment', 'plan')),
  ),

  'get /api/people/{participant}/measures': one(seesMeasures),
  'post /api/people/{participant}/responses': one(asksMeasures, {
    body: () => ({ instrument: 'phq-9', version: null }),
  }),
  'post /api/people/{participant}/check-ins': one(asksMeasures),
  'post /api/responses/{response}/withdraw': one(asksMeasures),
  'get /api/people/{participant}/hours': one(reads('treatment', 'attendance')),
  'get /api/people/{participant}/make-ups': one(reads('treatment', 'attendance', 'schedule')),
  'post /api/people/{participant}/make-ups/{meeting}/take-back': one(
    all(reads('treatment', 'attendance', 'schedule'), writes('treatment', 'attendance')),
  ),
  'post /api/people/{participant}/make-ups': one(
    all(reads('treatment', 'attendance'), writes('treatment', 'attendance')),
  ),
  'get /api/people/{participant}/topics': one(reads('treatment', 'attendance', 'note')),
  'get /api/people/{participant}/alerts': one(seesMeasures),
  'get /api/alerts': list(
    anyStaff,
    "select participant_id as person, owner as of from fit.alert where state <> 'closed'",
    either(reads('treatment', 'measure'), isTheirs),
  ),
  'post /api/alerts/{alert}/acknowledge': one(seesAlert),
  'post /api/alerts/{alert}/close': one(seesAlert),
  'post /api/alerts/{alert}/hand-over': one(seesAlert),
  'get /api/people/{participant}/alert-rules': one(seesMeasures),
  'post /api/people/{participant}/alert-rules': one(asksMeasures),
  'put /api/alert-rules/{rule}': edits('treatment', 'measure'),

  'get /api/people/{participant}/sharing': one(seesConsents),
  // The form says whose consent it is: from whom the name is kept, the form is kept.
  'post /api/people/{participant}/sharing': one(all(changesConsents, reads('operations', 'identity'))),
  'get /api/people/{participant}/sharing/{consent}': one(seesConsent),
  'post /api/people/{participant}/sharing/{consent}/stop': one(endsConsent),
  'post /api/people/{participant}/sharing/{consent}/case-over': one(endsConsent, { mayMiss: true }),
  'post /api/people/{participant}/sharing/{consent}/guardian': one(endsConsent, { mayMiss: true }),
  'get /api/consents-ending': list(
    anyStaff,
    `select participant_id as person, recipient_id as of from guard.consent c
     where guard.in_force(c) and expires_at <= now() + interval '30 days'`,
    seesConsent,
  ),
  'put /api/people/{participant}/privacy': one(privacy),
  'post /api/people/{participant}/representatives': one(all(isA('counselor', 'privacy'), seesConsents)),
  'get /api/people/{participant}/notice': one(reads('treatment', 'consent')),
  'post /api/people/{participant}/notice': one(
    all(reads('treatment', 'consent'), writes('treatment', 'consent')),
    { body: (ids) => ({ version: ids('notice') }) },
  ),
  'get /api/people/{participant}/supporters': one(seesConsents),
  'post /api/people/{participant}/supporters': one(changesConsents),
  'post /api/people/{participant}/supporters/{supporter}/invite': one(changesConsents),
  'post /api/people/{participant}/supporters/{supporter}/take-back': one(changesConsents, { mayMiss: true }),
  'get /api/worries': list(
    anyStaff,
    `${OF} from guard.worry where read_at is null`,
    reads('treatment', 'note', 'record'),
  ),
  'post /api/worries/{worry}/read': one(all(reads('treatment', 'note'), writes('treatment', 'note'))),
  'get /api/restrictions': list(
    only('privacy'),
    'select participant_id as person, staff_id as of from guard.restriction where ended_at is null',
    // Whom something is kept from does not read so, be it the privacy officer.
    all(reads('operations', 'consent'), notTheirs),
  ),
  'post /api/restrictions/{restriction}/answer': one(all(privacy, notTheirs)),

  'get /api/people/{participant}/disclosures': one(seesDisclosures),
  'get /api/people/{participant}/disclosures/file': one(seesDisclosures, { query: () => '?as=csv' }),
  'post /api/people/{participant}/disclosures': one(all(seesConsent, writes('operations', 'disclosure')), {
    body: (ids) => ({ consent: ids('consent') }),
  }),

  'post /api/guard/looks/search': one(privacy, {
    ...queue,
    body: (_, code) => ({
      person: code,
      marks: [],
      staff: undefined,
      purpose: undefined,
      category: undefined,
    }),
  }),
  'post /api/guard/looks/file': one(privacy, {
    ...queue,
    body: (_, code) => ({
      person: code,
      marks: [],
      staff: undefined,
      purpose: undefined,
      category: undefined,
    }),
  }),
  'get /api/guard/looks/{look}': one(privacy),
  'get /api/guard/staff-shown': program(only('privacy')),
  'put /api/guard/staff-shown': program(only('privacy')),
  'get /api/guard/look-watches': program(only('privacy'), queue),
  'post /api/guard/look-watches': one(privacy, {
    ...queue,
    body: (_, code) => ({ person: code, marks: [] }),
  }),
  'post /api/guard/look-watches/{watch}': one(privacy, queue),
  'post /api/guard/accounting': one(privacy, { body: (_, code) => ({ person: code }) }),
  'post /api/guard/accounting/file': one(privacy, {
    body: (_, code) => ({ person: code, as: 'csv', language: 'en' }),
  }),
  'get /api/guard/breaches': program(only('privacy')),
  'post /api/guard/breaches': program(only('privacy'), queue),
  'get /api/guard/breaches/{case}': program(only('privacy'), queue),
  'post /api/guard/breaches/{case}/assessment': program(only('privacy'), queue),
  'post /api/guard/breaches/{case}/letters': program(only('privacy'), queue),
  'get /api/guard/breaches/{case}/letters': program(only('privacy'), queue),
  'post /api/guard/breaches/{case}/told': program(only('privacy'), queue),
  'get /api/guard/closing': program(only('privacy'), queue),
  'post /api/guard/closing': program(only('privacy'), queue),
  'post /api/guard/closing/transfers': one(privacy, {
    ...queue,
    body: (ids, code) => ({ recordCode: code, consent: ids('consent') }),
  }),
  'post /api/guard/closing/carry-out': program(only('privacy'), queue),
  'get /api/guard/state-law': program(only('privacy')),
  'post /api/guard/state-law': program(only('privacy'), { mayMiss: true }),
  'get /api/guard/drug-monitoring': program(only('privacy')),
  'post /api/guard/drug-monitoring': program(only('privacy')),
  'get /api/guard/data-releases': program(only('privacy')),
  'post /api/guard/data-releases': program(only('privacy')),
  'get /api/guard/audits': program(only('privacy'), queue),
  'post /api/guard/audits': one(privacy, { ...queue, body: (_, code) => ({ recordCodes: [code] }) }),
  'post /api/guard/audits/{audit}/print': one(privacy, named),
  'post /api/guard/audits/{audit}/end': program(only('privacy'), queue),
  'get /api/guard/legal-requests/{case}/orders': program(only('privacy'), queue),
  'post /api/guard/legal-requests/{case}/orders': one(privacy, { ...queue, ...named }),
  'post /api/guard/orders/{order}/release': one(privacy, named),
  'get /api/guard/retention': program(only('privacy'), queue),
  'post /api/guard/retention': one(privacy, { ...queue, ...named }),
  'post /api/guard/retention/purge': program(only('privacy'), queue),
  'get /api/guard/cases': list(
    only('privacy'),
    `${OF} from guard.privacy_case where state = 'open'`,
    privacy,
  ),
  'post /api/guard/cases/{case}/answer': one(privacy, queue),
  'get /api/guard/shreddings': list(only('privacy'), `${OF} from guard.shredding`, privacy),
  'post /api/guard/shreddings': one(privacy, { ...queue, ...named }),
  'post /api/guard/shreddings/{shredding}/take-back': one(privacy, queue),
  'post /api/guard/holds': one(privacy, { ...queue, ...named }),
  'post /api/guard/holds/{hold}/end': one(privacy, queue),

  'post /api/people/{participant}/emergency': one(
    all(isA('counselor', 'prescriber', 'nurse'), reads('treatment', 'record')),
  ),
  'get /api/emergencies/mine': list(
    anyStaff,
    'select participant_id as person, staff_id as of from guard.emergency',
    isTheirs,
  ),
  'post /api/emergencies/{emergency}/end': one(isTheirs),
  'get /api/emergencies/{emergency}/record': one(
    all(isTheirs, (question) => question.isOpen, reads('treatment', 'identity')),
  ),
  'get /api/emergencies': list(
    only('privacy'),
    'select participant_id as person, staff_id as of from guard.emergency',
    reads('operations', 'consent'),
  ),
  'post /api/emergencies/{emergency}/review': one(privacy),

  'get /api/today': program(anyStaff, { shows: onRoster.finds }),
  'get /api/sessions/{meeting}': one(seesSession, onRoster),
  'post /api/sessions/{meeting}/marks': one(seesSession, {
    ...onRoster,
    body: (ids) => ({ marks: [{ participant: ids('participant'), version: 1, mark: { is: 'here' } }] }),
  }),
  'post /api/sessions/{meeting}/people': one(all(isTheirs, writes('treatment', 'attendance')), {
    ...onRoster,
    body: (ids) => ({ participant: ids('participant'), makesUp: undefined }),
  }),
  // Only who is marked away is written to.
  'post /api/sessions/{meeting}/ask-after': one(all(isTheirs, seesComing, reads('treatment', 'record')), {
    body: (ids) => ({ participant: ids('participant') }),
  }),
  'put /api/sessions/{meeting}/breaks': one(isTheirs, { ...onRoster, body: () => ({ breaks: [] }) }),
  'get /api/sessions/{meeting}/notes': one(seesSession, onRoster),
  'put /api/sessions/{meeting}/group-note': one(seesSession, { mayMiss: notTheirs, version: 0 }),
  'put /api/sessions/{meeting}/notes/{participant}': one(seesComing, {
    // What its author began, they and whoever holds the session go on with.
    mayMiss: not(all(isTheirs, writes('treatment', 'note'))),
    body: () => emptyNote,
    version: 0,
  }),
  'post /api/sessions/{meeting}/notes/sign': one(seesSession, {
    ...onRoster,
    body: (ids) => ({ group: true, notes: [{ participant: ids('participant'), version: 1 }] }),
  }),
  'get /api/people/{participant}/notes': one(seesNotes),
  'post /api/people/{participant}/notes': edits('treatment', 'note', seesNotes, {
    body: () => ({ ...anHour, content: emptyNote }),
  }),
  'get /api/people/{participant}/notes/{note}': one(seesNotes),
  // A draft is its author's: whoever else reads it is told that there is nothing to change.
  'put /api/people/{participant}/notes/{note}': one(seesNotes, {
    mayMiss: notTheirs,
    body: () => emptyNote,
  }),
  'post /api/people/{participant}/notes/{note}/sign': one(seesNotes, { mayMiss: notTheirs }),
  'post /api/people/{participant}/notes/{note}/cosign': edits('treatment', 'note', seesNotes),
  'post /api/people/{participant}/notes/{note}/addenda': edits('treatment', 'note', seesNotes),
  'get /api/notes/due': list(
    anyStaff,
    `select a.participant_id as person, l.staff_id as of from treat.attendance a
     join treat.meeting m using (org_id, meeting_id) join treat.meeting_leader l using (org_id, meeting_id)
     where a.status in ('here', 'late') and m.on_date >= current_date - 7
     union all ${OF} from treat.note where state = 'signed' and needs_cosign and cosigned_at is null`,
    // Theirs to write, or anybody's to sign for.
    either(
      all(isTheirs, onRoster.finds),
      all(notTheirs, reads('treatment', 'note', 'identity'), writes('treatment', 'note')),
    ),
  ),
  'get /api/people/{participant}/counselling-notes': one(reads('treatment', 'counselling_note')),
  'post /api/people/{participant}/counselling-notes': one(
    all(reads('treatment', 'counselling_note'), writes('treatment', 'counselling_note')),
  ),
  // Whose note it is, their author alone may change: nobody of those who ask.
  'put /api/people/{participant}/counselling-notes/{note}': one(isTheirs),

  'get /api/people/{participant}/treatment-plan': one(seesPlan),
  'put /api/people/{participant}/treatment-plan': edits('treatment', 'plan', seesPlan),
  'post /api/people/{participant}/treatment-plan/draft': edits('treatment', 'plan', seesPlan),
  'post /api/people/{participant}/treatment-plan/sign': edits('treatment', 'plan', seesPlan),
  'get /api/people/{participant}/treatment-plan/{plan}': one(seesPlan),
  // What is signed in the template was answered: nothing waits.
  'post /api/people/{participant}/treatment-plan/{plan}/not-signed': one(seesPlan, { mayMiss: true }),
  'put /api/people/{participant}/goals/{goal}': edits('treatment', 'plan', seesPlan),
  'post /api/people/{participant}/goals/{goal}/remarks': edits('treatment', 'plan', seesPlan),
  'get /api/treatment-plans/due': program(anyStaff, { shows: seesPlan }),
  'get /api/my/milestones': OWN,
  // One that the plan took back is not theirs any more.
  'get /api/my/sessions/{meeting}/swap': own({ mayMiss: true }),
  'post /api/my/sessions/{meeting}/swap': own({ mayMiss: true }),
  'post /api/my/sessions/{meeting}/say': own({ mayMiss: true }),
  'get /api/swaps': program(anyStaff, { shows: onRoster.finds }),
  'post /api/swaps/{request}/answer': one(all(seesComing, writes('treatment', 'attendance')), {
    shows: onRoster.finds,
    finds: onRoster.finds,
  }),
  'get /api/my/safety-plan': OWN,
  'put /api/my/safety-plan': OWN,
  'get /api/people/{participant}/safety-plan': one(seesPlan),
  'put /api/people/{participant}/safety-plan': one(all(seesPlan, writes('treatment', 'plan'))),
  'get /api/my/goals': OWN,
  'post /api/my/goals': OWN,
  'post /api/my/goals/{goal}/say': OWN,
  'post /api/my/treatment-plan/{plan}/sign': own({ mayMiss: true }),

  'get /api/medicines': program(anyStaff),
  'get /api/medication/due': program(anyStaff, { shows: seesMedicines }),
  'get /api/my/medication': OWN,
  'get /api/people/{participant}/medication': one(seesMedicines),
  'get /api/people/{participant}/medication/timeline': one(seesMedicines),
  'post /api/people/{participant}/medication': edits('treatment', 'medication'),
  'post /api/people/{participant}/medication/{entry}/end': edits('treatment', 'medication'),
  'post /api/people/{participant}/medication/{entry}/given': edits('treatment', 'medication'),
  'post /api/people/{participant}/medication/{entry}/supply': edits('treatment', 'medication'),
  'post /api/people/{participant}/medication/findings': edits('treatment', 'medication'),
  'post /api/people/{participant}/medication/findings/{it}/withdraw': edits('treatment', 'medication'),
  'post /api/people/{participant}/medication/administrations/{it}/withdraw': edits('treatment', 'medication'),
  'post /api/people/{participant}/medication/findings/{finding}/over': edits('treatment', 'medication'),
  'post /api/people/{participant}/medication/alerts/{alert}/acknowledge': edits('treatment', 'medication'),
  'post /api/people/{participant}/medication/orders/check': one(seesMedicines),
  'post /api/people/{participant}/medication/orders': edits('treatment', 'medication'),
  'post /api/people/{participant}/medication/orders/{order}/sign': one(seesMedicines, {
    mayMiss: not(all(writes('treatment', 'medication'), isA('prescriber'))),
  }),
  'post /api/people/{participant}/medication/orders/{order}/withdraw': edits('treatment', 'medication'),
  'get /api/people/{participant}/drug-tests': one(reads('treatment', 'test')),
  'post /api/people/{participant}/drug-tests': edits('treatment', 'test'),
  'post /api/people/{participant}/drug-tests/{test}/collect': edits('treatment', 'test'),
  'post /api/people/{participant}/drug-tests/{test}/result': edits('treatment', 'test'),
  'post /api/people/{participant}/drug-tests/{test}/withdraw': edits('treatment', 'test'),

  'get /api/money': program(only('biller'), { shows: seesMoney }),
  'get /api/money/payers': program(only('biller', 'director', 'admin')),
  'post /api/money/payers': program(only('biller', 'director', 'admin')),
  'put /api/money/payers/{payer}': program(only('biller', 'director', 'admin')),
  'get /api/money/claims/{payer}': program(only('biller'), { shows: seesMoney }),
  'post /api/money/claims/{payer}': program(only('biller'), { shows: seesMoney }),
  'get /api/money/sent': list(
    only('biller'),
    `${OF} from treat.claim_line join treat.claim_export using (org_id, export_id)`,
    seesMoney,
  ),
  'post /api/money/sent/{line}/void': one(all(isA('biller'), seesMoney), { shows: seesMoney }),
  'get /api/people/{participant}/authorisations': one(seesMoney),
  'post /api/people/{participant}/authorisations': one(all(seesMoney, writes('payment', 'money')), {
    body: () => authorised,
  }),
  'put /api/people/{participant}/authorisations/{authorisation}': one(
    all(seesMoney, writes('payment', 'money')),
    { body: () => authorised },
  ),
  'post /api/people/{participant}/coverages': one(all(seesMoney, writes('payment', 'money')), {
    body: () => ({ payer: null, member: null, since: '2026-01-05', until: null }),
  }),
  'put /api/people/{participant}/coverages/{coverage}': one(all(seesMoney, writes('payment', 'money')), {
    body: () => ({ since: '2026-01-05', until: null }),
  }),
  'post /api/people/{participant}/paid-days': one(all(seesMoney, writes('payment', 'money')), {
    body: () => ({ on: '2026-01-05', isPaid: true }),
  }),
  'get /api/people/{participant}/authorisations/{authorisation}/packet': one(mayReview),
  'post /api/people/{participant}/authorisations/{authorisation}/packet': one(mayReview, {
    body: (ids) => ({ consent: ids('consent') }),
  }),

  'post /api/people/{participant}/reports': one(
    all(either(reads('treatment', 'consent'), isTheirs), writes('treatment', 'disclosure')),
    { body: (ids) => ({ consent: ids('consent') }) },
  ),
  'get /api/my/letters': OWN,

  'get /api/apart': program(anyStaff, { shows: inPair.shows }),
  // By record code: whoever reads codes finds the two, and is told that there is nothing where they plan for neither.
  'post /api/apart': one(all(isA('counselor', 'coordinator'), reads('operations', 'record')), {
    ...inPair,
    mayMiss: not(knowsPair),
    body: (_, code) => ({ one: code, other: KAREN.code }),
  }),
  'get /api/people/{participant}/apart': one(inWeek, inPair),
  'post /api/apart/{one}/{other}': one(knowsPair, inPair),

  'get /api/plan/{week}': list(
    only('coordinator'),
    `${OF} from schedule.need where daterange(from_on, until_on, '[]')
       && daterange(date_trunc('week', current_date)::date, date_trunc('week', current_date)::date + 7)`,
    inWeek,
  ),
  'get /api/plan/{week}/changes': program(only('coordinator'), shownOnBoard),
  'get /api/plan/{week}/scenarios': program(only('coordinator'), shownOnBoard),
  'get /api/plan/{week}/runs/{run}/events': program(only('coordinator')),
  'post /api/plan/{week}/publish': program(only('coordinator'), ofDraft),
  'post /api/plan/{week}/undo': program(only('coordinator')),
  'post /api/plan/{week}/runs': program(only('coordinator')),
  'post /api/plan/{week}/runs/{run}/use-best': program(only('coordinator')),
  'post /api/plan/{week}/runs/{run}/cancel': program(only('coordinator')),
  'post /api/plan/{week}/scenarios': program(only('coordinator'), shownOnBoard),
  'post /api/plan/{week}/repair': program(only('coordinator'), shownOnBoard),
  'post /api/plan/{week}/fix': program(only('coordinator'), {
    ...shownOnBoard,
    body: (ids) => ({ planId: ids('draft'), person: KAREN.id, fix: 0 }),
  }),
  'post /api/plan/{week}/scenarios/{scenario}/use': program(only('coordinator'), shownOnBoard),
  'post /api/plan/{week}/scenarios/{scenario}/discard': program(only('coordinator'), shownOnBoard),
  'post /api/plan/{week}/exceptions/{exception}/remove': program(only('coordinator'), shownOnBoard),
  'post /api/plan/{week}/preview': program(only('coordinator'), shownOnBoard),
  'post /api/plan/{week}/growth': program(only('coordinator'), { ...shownOnBoard, ...ofDraft }),
};

/** Ids in addresses that are of the organisation or of the program, and of no person. */
export const FIXED: Readonly<Record<string, string>> = {
  instrument: 'phq-9',
  version: OWN_TABLE,
  activity: 'recovery-skills',
};
