import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHOWN_CATEGORIES } from '../src/interop/record/parts.ts';
import { newId } from '../src/platform/ids.ts';
import { mondayOf, weekAfter } from '../src/schedule/index.ts';
import { demoId, openNextDoor, openProgram, PEOPLE, type Program } from './support/program.ts';

/** Everybody who may knock. Karen and Marisol are on Dana's care team; Luis and Ana have other people. */
const ASKERS = [
  'nobody',
  'karen',
  'marisol',
  'coordinator',
  'theirCounselor',
  'otherCounselor',
  'prescriber',
  'director',
  'privacy',
  'nextDoorCoordinator',
  'nextDoorCounselor',
] as const;
type Asker = (typeof ASKERS)[number];
type Row = Readonly<Record<Asker, number>>;

/** What each gets, in the order of ASKERS. */
const row = (...statuses: readonly number[]): Row => {
  if (statuses.length !== ASKERS.length) throw new Error('One status for everybody who asks.');
  return Object.fromEntries(ASKERS.map((asker, i) => [asker, statuses[i]])) as Row;
};
const anybody = row(...ASKERS.map(() => 200));
const signedIn: Row = { ...anybody, nobody: 401 };

interface Expectation {
  /** The address asked for, with ids that are really there. */
  readonly at: () => string;
  readonly statuses: Row;
  /** The same address with an id that is nowhere: it must look like one that may not be seen. */
  readonly nowhere?: () => string;
  /** Whom an answer shows, and what of them: one access row each. */
  readonly shows?: (answer: Answer, asker: Asker) => readonly string[];
}
// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;

let program: Program;
let cookies: Record<Exclude<Asker, 'nobody'>, string>;
let week: string;
let run: string;
let feed: string;
let consent: string;
let supporter: string;
let emergency: string;
let breach: string;
let legalRequest: string;
/** Karen's own hour with Dana. */
let visit: string;
let note: string;

const assessmentOf = (code: string) => `/api/assessments/${demoId('assessment', code)}`;
const INQUIRY_PARTS = ['identity', 'document'];
const each = (ids: readonly string[], ...parts: readonly string[]) =>
  [...new Set(ids)].flatMap((id) => parts.map((part) => `${id} ${part}`));
const onBoard = (board: Answer): string[] => [
  ...board.sessions.flatMap((session: Answer) => session.people),
  ...board.visits.map((visit: Answer) => visit.person),
  ...board.people.map((person: Answer) => person.person),
  ...board.unserved.map((short: Answer) => short.person),
];

const onAlerts = ({ alerts }: Answer): string[] =>
  each(
    alerts.map((it: Answer) => it.participant),
    'measure',
    'identity',
    'record',
  );

/** Every GET of the API document. A route without a row here fails the test: decide who may see it first. */
const EXPECTED: Readonly<Record<string, Expectation>> = {
  '/api/sign-in/state': { at: () => '/api/sign-in/state', statuses: anybody },
  '/api/sign-in/keys': { at: () => '/api/sign-in/keys', statuses: signedIn },
  '/api/sign-in/sessions': { at: () => '/api/sign-in/sessions', statuses: signedIn },
  '/api/me': { at: () => '/api/me', statuses: signedIn },
  '/api/public/site': { at: () => '/api/public/site', statuses: anybody },
  '/api/public/seats': { at: () => '/api/public/seats', statuses: anybody },
  '/api/week': {
    at: () => '/api/week',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'identity', 'schedule', 'attendance'),
  },
  '/api/week/feeds': {
    at: () => '/api/week/feeds',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
  },
  '/api/intake': {
    at: () => '/api/intake',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ inquiries }) =>
      each(
        inquiries.map((it: Answer) => it.participant),
        ...INQUIRY_PARTS,
      ),
  },
  '/api/intake/{inquiry}': {
    at: () => `/api/intake/${demoId('inquiry', 'harbor-41')}`,
    nowhere: () => `/api/intake/${newId()}`,
    statuses: row(401, 404, 404, 200, 200, 200, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], ...INQUIRY_PARTS, 'contact', 'schedule'),
  },
  '/api/people': {
    at: () => '/api/people',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ people }) =>
      each(
        people.map((it: Answer) => it.participant),
        'record',
        'plan',
        'identity',
      ),
  },
  '/api/reviews': {
    at: () => '/api/reviews',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ reviews }) =>
      each(
        reviews.map((it: Answer) => it.participant),
        'record',
        'identity',
        'plan',
        'assessment',
      ),
  },
  '/api/sessions/{meeting}/notes': {
    at: () => `/api/sessions/${visit}/notes`,
    nowhere: () => `/api/sessions/${newId()}/notes`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ people }) =>
      each(
        people.map((it: Answer) => it.participant),
        'identity',
        'plan',
        'note',
      ),
  },
  '/api/notes/due': {
    at: () => '/api/notes/due',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ toWrite, toSign, toCosign }) =>
      each(
        [...toWrite, ...toSign, ...toCosign].map((it: Answer) => it.participant),
        'identity',
        'attendance',
      ),
  },
  '/api/people/{participant}/notes': {
    at: () => `/api/people/${PEOPLE.karen.id}/notes`,
    nowhere: () => `/api/people/${newId()}/notes`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'note', 'identity', 'plan'),
  },
  '/api/people/{participant}/notes/{note}': {
    at: () => `/api/people/${PEOPLE.karen.id}/notes/${note}`,
    nowhere: () => `/api/people/${PEOPLE.karen.id}/notes/${newId()}`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: (answer) => each([answer.note.participant], 'note', 'plan'),
  },
  // Their author alone: whoever else is on the care team sees an empty page of their own.
  '/api/people/{participant}/counselling-notes': {
    at: () => `/api/people/${PEOPLE.karen.id}/counselling-notes`,
    nowhere: () => `/api/people/${newId()}/counselling-notes`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'counselling_note'),
  },
  '/api/people/{participant}/fit': {
    at: () => `/api/people/${PEOPLE.karen.id}/fit`,
    nowhere: () => `/api/people/${newId()}/fit`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'assessment', 'plan', 'schedule', 'document'),
  },
  '/api/people/{participant}/measures': {
    at: () => `/api/people/${PEOPLE.karen.id}/measures`,
    nowhere: () => `/api/people/${newId()}/measures`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'measure'),
  },
  '/api/today': {
    at: () => '/api/today',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ meetings }) =>
      each(
        meetings.flatMap((it: Answer) => (it.with === null ? [] : [it.with.participant])),
        'identity',
        'attendance',
      ),
  },
  '/api/sessions/{meeting}': {
    at: () => `/api/sessions/${visit}`,
    nowhere: () => `/api/sessions/${newId()}`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ roster }) =>
      each(
        roster.map((it: Answer) => it.participant),
        'identity',
        'attendance',
      ),
  },
  '/api/people/{participant}/make-ups': {
    at: () => `/api/people/${PEOPLE.karen.id}/make-ups`,
    nowhere: () => `/api/people/${newId()}/make-ups`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'attendance', 'schedule'),
  },
  '/api/people/{participant}/hours': {
    at: () => `/api/people/${PEOPLE.karen.id}/hours`,
    nowhere: () => `/api/people/${newId()}/hours`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant, ledger }) =>
      each(
        [participant],
        'attendance',
        'plan',
        ...(ledger?.billable ? ['money'] : []),
        ...(ledger?.shortfall ? ['schedule'] : []),
      ),
  },
  '/api/people/{participant}/topics': {
    at: () => `/api/people/${PEOPLE.karen.id}/topics`,
    nowhere: () => `/api/people/${newId()}/topics`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'attendance', 'note'),
  },
  '/api/hours/short': {
    at: () => '/api/hours/short',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ people }) =>
      each(
        people.map((it: Answer) => it.participant),
        'record',
        'attendance',
        'plan',
        'schedule',
      ),
  },
  '/api/activities': {
    at: () => '/api/activities',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
  },
  '/api/people/{participant}/treatment-plan': {
    at: () => `/api/people/${PEOPLE.karen.id}/treatment-plan`,
    nowhere: () => `/api/people/${newId()}/treatment-plan`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'plan', 'assessment'),
  },
  '/api/people/{participant}/safety-plan': {
    at: () => `/api/people/${PEOPLE.karen.id}/safety-plan`,
    nowhere: () => `/api/people/${newId()}/safety-plan`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'plan'),
  },
  '/api/swaps': {
    at: () => '/api/swaps',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ swaps }) =>
      each(
        swaps.map((it: Answer) => it.participant),
        'identity',
        'attendance',
      ),
  },
  '/api/my/sessions/{meeting}/swap': {
    at: () => `/api/my/sessions/${visit}/swap`,
    nowhere: () => `/api/my/sessions/${newId()}/swap`,
    statuses: row(401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'attendance', 'schedule'),
  },
  '/api/people/{participant}/treatment-plan/{plan}': {
    at: () => `/api/people/${PEOPLE.karen.id}/treatment-plan/${demoId('treatment-plan', 'R-1042 1')}`,
    nowhere: () => `/api/people/${newId()}/treatment-plan/${newId()}`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'plan'),
  },
  '/api/treatment-plans/due': {
    at: () => '/api/treatment-plans/due',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ plans }) =>
      each(
        plans.map((it: Answer) => it.participant),
        'plan',
        'record',
      ),
  },
  '/api/my/milestones': {
    at: () => '/api/my/milestones',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'attendance', 'plan'),
  },
  '/api/my/safety-plan': {
    at: () => '/api/my/safety-plan',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'plan'),
  },
  '/api/my/goals': {
    at: () => '/api/my/goals',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'plan'),
  },
  '/api/people/{participant}/alerts': {
    at: () => `/api/people/${PEOPLE.karen.id}/alerts`,
    nowhere: () => `/api/people/${newId()}/alerts`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: onAlerts,
  },
  '/api/people/{participant}/alert-rules': {
    at: () => `/api/people/${PEOPLE.karen.id}/alert-rules`,
    nowhere: () => `/api/people/${newId()}/alert-rules`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'measure'),
  },
  '/api/instruments/{instrument}/form': {
    at: () => '/api/instruments/phq-9/form',
    nowhere: () => '/api/instruments/none/form',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
  },
  '/api/alerts': {
    at: () => '/api/alerts',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: onAlerts,
  },
  '/api/alert-rules': {
    at: () => '/api/alert-rules',
    statuses: row(401, 404, 404, 404, 200, 200, 404, 200, 404, 404, 200),
  },
  '/api/measures/plan': {
    at: () => '/api/measures/plan',
    statuses: row(401, 404, 404, 404, 200, 200, 404, 200, 404, 404, 200),
  },
  '/api/sites': {
    at: () => '/api/sites',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
  },
  '/api/content-packs': {
    at: () => '/api/content-packs',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
  },
  '/api/my/check-ins': {
    at: () => '/api/my/check-ins',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ checkIns }) =>
      each(
        checkIns.map((it: Answer) => it.participant),
        'measure',
      ),
  },
  '/api/my/seen-by': {
    at: () => '/api/my/seen-by',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'record'),
  },
  '/api/my/requests': {
    at: () => '/api/my/requests',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
  },
  '/api/guard/looks/{look}': {
    at: () => '/api/guard/looks/1',
    nowhere: () => '/api/guard/looks/999999999',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
    shows: ({ look }) => each([look.participant], 'record'),
  },
  '/api/guard/staff-shown': {
    at: () => '/api/guard/staff-shown',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/look-watches': {
    at: () => '/api/guard/look-watches',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/chain/checkpoint': {
    at: () => '/api/guard/chain/checkpoint',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/apart': {
    at: () => '/api/apart',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ pairs }) =>
      each(
        pairs.flatMap(({ people }: Answer) => people.map((it: Answer) => it.participant)),
        'schedule',
      ),
  },
  '/api/people/{participant}/apart': {
    at: () => `/api/people/${PEOPLE.karen.id}/apart`,
    nowhere: () => `/api/people/${newId()}/apart`,
    statuses: row(401, 404, 404, 200, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ pairs }) =>
      each(
        pairs.flatMap(({ people }: Answer) => people.map((it: Answer) => it.participant)),
        'schedule',
      ),
  },
  '/api/guard/chain': {
    at: () => '/api/guard/chain',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/shreddings': {
    at: () => '/api/guard/shreddings',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/public/notice': { at: () => '/api/public/notice', statuses: anybody },
  '/api/my/notice': {
    at: () => '/api/my/notice',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
  },
  '/api/people/{participant}/notice': {
    at: () => `/api/people/${PEOPLE.karen.id}/notice`,
    nowhere: () => `/api/people/${newId()}/notice`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 200, 404, 404),
    shows: ({ participant }) => each([participant], 'consent'),
  },
  '/api/my/notifications': {
    at: () => '/api/my/notifications',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'contact'),
  },
  '/api/my/disclosures': {
    at: () => '/api/my/disclosures',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'disclosure'),
  },
  '/api/my/disclosures/file': {
    at: () => '/api/my/disclosures/file?as=csv',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: (_, asker) => [`${PEOPLE[asker as 'karen'].id} disclosure`],
  },
  '/api/my/record/file': {
    at: () => '/api/my/record/file?as=pdf',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: (_, asker) => each([PEOPLE[asker as 'karen'].id], ...SHOWN_CATEGORIES),
  },
  '/api/people/{participant}/disclosures': {
    at: () => `/api/people/${PEOPLE.karen.id}/disclosures`,
    nowhere: () => `/api/people/${newId()}/disclosures`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 200, 404, 404),
    shows: ({ participant }) => each([participant], 'disclosure'),
  },
  '/api/people/{participant}/disclosures/file': {
    at: () => `/api/people/${PEOPLE.karen.id}/disclosures/file?as=pdf`,
    nowhere: () => `/api/people/${newId()}/disclosures/file?as=pdf`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 200, 404, 404),
    shows: () => [`${PEOPLE.karen.id} disclosure`],
  },
  '/api/guard/audits': {
    at: () => '/api/guard/audits',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/closing': {
    at: () => '/api/guard/closing',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/state-law': {
    at: () => '/api/guard/state-law',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/data-releases': {
    at: () => '/api/guard/data-releases',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/drug-monitoring': {
    at: () => '/api/guard/drug-monitoring',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/retention': {
    at: () => '/api/guard/retention',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/breaches': {
    at: () => '/api/guard/breaches',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/breaches/{case}': {
    at: () => `/api/guard/breaches/${breach}`,
    nowhere: () => `/api/guard/breaches/${newId()}`,
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
    shows: ({ affected }) =>
      each(
        affected.map((it: Answer) => it.participant),
        'disclosure',
      ),
  },
  '/api/guard/breaches/{case}/letters': {
    at: () => `/api/guard/breaches/${breach}/letters`,
    nowhere: () => `/api/guard/breaches/${newId()}/letters`,
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/guard/legal-requests/{case}/orders': {
    at: () => `/api/guard/legal-requests/${legalRequest}/orders`,
    nowhere: () => `/api/guard/legal-requests/${newId()}/orders`,
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/my/letters': {
    at: () => '/api/my/letters',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'disclosure'),
  },
  '/api/guard/cases': {
    at: () => '/api/guard/cases',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
  },
  '/api/my/decision': {
    at: () => '/api/my/decision',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'assessment', 'plan'),
  },
  '/api/level-tables': {
    at: () => '/api/level-tables',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
  },
  '/api/level-tables/{version}': {
    at: () => '/api/level-tables/own-1',
    nowhere: () => '/api/level-tables/own-9',
    statuses: row(401, 404, 404, 404, 200, 200, 404, 200, 404, 404, 404),
  },
  '/api/level-tables/{version}/changes': {
    at: () => '/api/level-tables/own-1/changes',
    nowhere: () => '/api/level-tables/own-9/changes',
    statuses: row(401, 404, 404, 404, 200, 200, 404, 200, 404, 404, 404),
  },
  '/api/assessments/{assessment}': {
    at: () => assessmentOf('R-1042'),
    nowhere: () => `/api/assessments/${newId()}`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'identity', 'assessment'),
  },
  '/api/medicines': {
    at: () => '/api/medicines',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
  },
  '/api/medication/due': {
    at: () => '/api/medication/due',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ people }) =>
      each(
        people.map((it: Answer) => it.participant),
        'medication',
        'identity',
        'record',
      ),
  },
  '/api/my/medication': {
    at: () => '/api/my/medication',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'medication'),
  },
  '/api/people/{participant}/medication': {
    at: () => `/api/people/${PEOPLE.karen.id}/medication`,
    nowhere: () => `/api/people/${newId()}/medication`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'medication'),
  },
  '/api/people/{participant}/medication/timeline': {
    at: () => `/api/people/${PEOPLE.karen.id}/medication/timeline`,
    nowhere: () => `/api/people/${newId()}/medication/timeline`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'medication', 'attendance'),
  },
  '/api/people/{participant}/drug-tests': {
    at: () => `/api/people/${PEOPLE.karen.id}/drug-tests`,
    nowhere: () => `/api/people/${newId()}/drug-tests`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'test', 'medication'),
  },
  '/api/consent-forms': { at: () => '/api/consent-forms', statuses: signedIn },
  '/api/my/sharing': {
    at: () => '/api/my/sharing',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'consent'),
  },
  '/api/my/supporters': {
    at: () => '/api/my/supporters',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'consent'),
  },
  '/api/people/{participant}/supporters': {
    at: () => `/api/people/${PEOPLE.karen.id}/supporters`,
    nowhere: () => `/api/people/${newId()}/supporters`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 200, 404, 404),
    shows: ({ participant }) => each([participant], 'consent'),
  },
  '/api/worries': {
    at: () => '/api/worries',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ worries }) =>
      each(
        worries.map((it: Answer) => it.participant),
        'note',
        'identity',
        'record',
      ),
  },
  // A supporter asks in src/guard/supporters/supporters.test.ts.
  '/api/with': {
    at: () => '/api/with',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  },
  '/api/with/check-ins': {
    at: () => '/api/with/check-ins',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  },
  '/api/my/sharing/{consent}': {
    at: () => `/api/my/sharing/${consent}`,
    nowhere: () => `/api/my/sharing/${newId()}`,
    statuses: row(401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'consent'),
  },
  '/api/consents-ending': {
    at: () => '/api/consents-ending',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
  },
  '/api/people/{participant}/sharing': {
    at: () => `/api/people/${PEOPLE.karen.id}/sharing`,
    nowhere: () => `/api/people/${newId()}/sharing`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 200, 404, 404),
    shows: ({ participant }) => each([participant], 'consent'),
  },
  '/api/people/{participant}/sharing/{consent}': {
    at: () => `/api/people/${PEOPLE.karen.id}/sharing/${consent}`,
    nowhere: () => `/api/people/${PEOPLE.karen.id}/sharing/${newId()}`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 200, 404, 404),
    shows: ({ participant }) => each([participant], 'consent'),
  },
  '/api/restrictions': {
    at: () => '/api/restrictions',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
    shows: ({ restrictions }) =>
      each(
        restrictions.map((it: Answer) => it.participant),
        'consent',
      ),
  },
  '/api/my/emergencies': {
    at: () => '/api/my/emergencies',
    statuses: row(401, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ emergencies }) =>
      each(
        emergencies.map((it: Answer) => it.participant),
        'consent',
      ),
  },
  '/api/emergencies/mine': {
    at: () => '/api/emergencies/mine',
    statuses: row(401, 404, 404, 200, 200, 200, 200, 200, 200, 200, 200),
    shows: ({ emergencies }) =>
      each(
        emergencies.map((it: Answer) => it.participant),
        'record',
      ),
  },
  // Closed again: not even for whoever opened it.
  '/api/emergencies/{emergency}/record': {
    at: () => `/api/emergencies/${emergency}/record`,
    nowhere: () => `/api/emergencies/${newId()}/record`,
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  },
  '/api/emergencies': {
    at: () => '/api/emergencies',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404),
    shows: ({ emergencies }) =>
      each(
        emergencies.map((it: Answer) => it.participant),
        'consent',
      ),
  },
  '/api/money': {
    at: () => '/api/money',
    // Whoever bills, alone: src/treat/money/money.test.ts asks as them.
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  },
  '/api/money/payers': {
    at: () => '/api/money/payers',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404),
  },
  '/api/money/claims/{payer}': {
    at: () => `/api/money/claims/${demoId('payer', 'gulf-shore')}`,
    nowhere: () => `/api/money/claims/${newId()}`,
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  },
  '/api/money/sent': {
    at: () => '/api/money/sent',
    statuses: row(401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
  },
  '/api/people/{participant}/authorisations': {
    at: () => `/api/people/${PEOPLE.karen.id}/authorisations`,
    nowhere: () => `/api/people/${newId()}/authorisations`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) => each([participant], 'record', 'money', 'attendance'),
  },
  '/api/people/{participant}/authorisations/{authorisation}/packet': {
    at: () => `/api/people/${PEOPLE.karen.id}/authorisations/${demoId('authorisation', 'R-1042')}/packet`,
    nowhere: () => `/api/people/${PEOPLE.karen.id}/authorisations/${newId()}/packet`,
    statuses: row(401, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404),
    shows: ({ participant }) =>
      each([participant], 'identity', 'assessment', 'plan', 'attendance', 'measure', 'money'),
  },
  '/api/plan/{week}': {
    at: () => `/api/plan/${week}`,
    statuses: row(401, 404, 404, 200, 404, 404, 404, 404, 404, 200, 404),
    shows: (board) => each(onBoard(board), 'schedule'),
  },
  '/api/plan/{week}/changes': {
    at: () => `/api/plan/${week}/changes`,
    nowhere: () => `/api/plan/${week}/changes?plan=${newId()}`,
    statuses: row(401, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404),
    shows: ({ people }) =>
      each(
        people.map((it: Answer) => it.person),
        'schedule',
      ),
  },
  '/api/plan/{week}/scenarios': {
    at: () => `/api/plan/${weekAfter(week, 2)}/scenarios`,
    statuses: row(401, 404, 404, 200, 404, 404, 404, 404, 404, 200, 404),
    shows: ({ scenarios }) =>
      each(
        scenarios.flatMap(({ changes }: Answer) =>
          changes.flatMap((it: Answer) => it.person ?? it.like ?? []),
        ),
        'schedule',
      ),
  },
  '/api/plan/{week}/runs/{run}/events': {
    at: () => `/api/plan/${weekAfter(week)}/runs/${run}/events`,
    nowhere: () => `/api/plan/${weekAfter(week)}/runs/${newId()}/events`,
    statuses: row(401, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404),
  },
};

beforeAll(async () => {
  // The clock stands still, so that a proof of who one is stays fresh for as long as all of this takes.
  const began = new Date();
  program = await openProgram({ clock: { now: () => began } });
  const nextDoor = await openNextDoor(program);
  const who = {
    karen: PEOPLE.karen,
    marisol: PEOPLE.marisol,
    coordinator: PEOPLE.rosa,
    theirCounselor: PEOPLE.dana,
    otherCounselor: PEOPLE.luis,
    prescriber: { ...PEOPLE.dana, id: demoId('staff', 'osei') },
    director: PEOPLE.june,
    privacy: PEOPLE.kofi,
    nextDoorCoordinator: nextDoor.coordinator,
    nextDoorCounselor: nextDoor.counselor,
  };
  const pairs: [string, string][] = [];
  for (const [asker, person] of Object.entries(who)) pairs.push([asker, await program.signIn(person)]);
  cookies = Object.fromEntries(pairs) as typeof cookies;
  week = mondayOf(program.today);
  const begun = await program.send(`/api/plan/${weekAfter(week)}/runs`, {
    method: 'POST',
    cookie: cookies.coordinator,
    json: {},
  });
  run = (await begun.json()).run.id;
  await program.send(`/api/plan/${weekAfter(week, 2)}/scenarios`, {
    method: 'POST',
    cookie: cookies.coordinator,
    json: { changes: [{ kind: 'accept-intakes', count: 1, like: PEOPLE.karen.id }] },
  });
  const table = JSON.parse(
    await readFile(new URL('../src/fit/level-of-care/tables/loc-2026.1.json', import.meta.url), 'utf8'),
  );
  await program.send('/api/level-tables', {
    method: 'POST',
    cookie: cookies.director,
    json: { table: { ...table, version: 'own-1' } },
  });
  const made = await program.send('/api/week/feeds', {
    method: 'POST',
    cookie: cookies.karen,
    json: { word: 'Busy' },
  });
  feed = (await made.json()).id;
  const signed = await program.send('/api/my/sharing', {
    method: 'POST',
    cookie: cookies.karen,
    json: {
      kind: 'specific',
      language: 'en',
      categories: ['schedule'],
      recipient: { kind: 'supporter', name: 'Ana' },
      purposes: ['support'],
      expiry: { event: 'end-of-treatment' },
      signature: 'Karen',
      agreed: true,
    },
  });
  const itsConsent = (await signed.json()).consent;
  consent = itsConsent.id;
  supporter = itsConsent.recipient.id;
  const opened = await program.send(`/api/people/${PEOPLE.karen.id}/emergency`, {
    method: 'POST',
    cookie: cookies.otherCounselor,
    json: {
      nature: 'Fell.',
      recipient: { name: 'Dr. Ortiz', affiliation: 'A hospital' },
      discloser: 'Luis M.',
    },
  });
  emergency = (await opened.json()).emergency.id;
  await program.send(`/api/emergencies/${emergency}/end`, {
    method: 'POST',
    cookie: cookies.otherCounselor,
    json: {},
  });
  const reported = await program.send('/api/guard/breaches', {
    method: 'POST',
    cookie: cookies.privacy,
    json: {
      words: 'A screen was left open.',
      discoveredOn: program.today,
      lookedFor: { actor: PEOPLE.luis.id },
    },
  });
  breach = (await reported.json()).breach.case;
  const asked = await program.send('/api/guard/legal-requests', {
    method: 'POST',
    cookie: cookies.privacy,
    json: { words: 'It came by post.', hasOrder: true, hasSubpoena: true },
  });
  legalRequest = (await asked.json()).case;
  const visits = await program.look('counselor', PEOPLE.dana.id, (db) =>
    db
      .selectFrom('treat.attendance as a')
      .innerJoin('treat.meeting as m', (join) =>
        join.onRef('m.org_id', '=', 'a.org_id').onRef('m.meeting_id', '=', 'a.meeting_id'),
      )
      .select('m.meeting_id')
      .where('a.participant_id', '=', PEOPLE.karen.id)
      .where('m.session_id', 'is', null)
      .where('m.kind', '=', 'individual')
      .orderBy('m.starts_at', 'desc')
      .execute(),
  );
  visit = visits[0]?.meeting_id ?? '';
  const signedNotes = await program.look('counselor', PEOPLE.dana.id, (db) =>
    db
      .selectFrom('treat.note')
      .select('note_id')
      .where('participant_id', '=', PEOPLE.karen.id)
      .where('state', '=', 'signed')
      .limit(1)
      .execute(),
  );
  note = signedNotes[0]?.note_id ?? '';
});
afterAll(() => program.drop());

const ask = (path: string, asker: Asker) =>
  program.send(path, asker === 'nobody' ? {} : { cookie: cookies[asker] });

const isJson = (answer: Response) => /json/.test(answer.headers.get('content-type') ?? '');

async function bodyOf(answer: Response): Promise<string> {
  if (answer.headers.get('content-type') === 'text/event-stream') {
    await answer.body?.cancel();
    return '';
  }
  return answer.text();
}

/** A refusal as the person sees it, apart from the id of the request. */
async function refusalOf(answer: Response) {
  const { request: _, ...problem } = JSON.parse(await bodyOf(answer));
  return { status: answer.status, problem };
}

async function documented(): Promise<[string, string][]> {
  const { paths } = await (await program.send('/api/openapi.json')).json();
  return Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method): [string, string] => [method, path]),
  );
}

test('every GET of the API document has its row in the table of who may see it', async () => {
  const gets = (await documented()).filter(([method]) => method === 'get').map(([, path]) => path);
  expect(Object.keys(EXPECTED).sort()).toEqual(gets.sort());
});

describe.each(Object.entries(EXPECTED))('%s', (_, { at, statuses, nowhere, shows }) => {
  test('answers each as the table says', async () => {
    const seen: Partial<Record<Asker, number>> = {};
    for (const asker of ASKERS) {
      const answer = await ask(at(), asker);
      seen[asker] = answer.status;
      await bodyOf(answer);
    }
    expect(seen).toEqual(statuses);
  });

  test('looks to whom may not see it as if it were not there', async () => {
    if (nowhere === undefined) return;
    for (const asker of ASKERS) {
      const missing = await refusalOf(await ask(nowhere(), asker));
      expect(missing.status).toBe(asker === 'nobody' ? 401 : 404);
      if (statuses[asker] !== 200) expect(await refusalOf(await ask(at(), asker))).toEqual(missing);
    }
  });

  test('notes who was shown, once per person and part of the record', async () => {
    for (const asker of ASKERS) {
      const before = await rowsOfAccess();
      const answer = await ask(at(), asker);
      const words = await bodyOf(answer);
      const noted = (await rowsOfAccess()).slice(before.length);
      const expected =
        answer.status === 200 && shows !== undefined
          ? shows(isJson(answer) ? JSON.parse(words) : undefined, asker)
          : [];
      expect(noted.map((it) => `${it.participant_id} ${it.category}`).sort()).toEqual([...expected].sort());
    }
  });
});

const rowsOfAccess = () =>
  program.look('privacy', PEOPLE.kofi.id, (db) =>
    db
      .selectFrom('guard.access')
      .select(['access_id', 'participant_id', 'category', 'actor_id'])
      .orderBy('access_id')
      .execute(),
  );

describe('a command on somebody one may not see', () => {
  /** Who may not, and what they try; the same on an id that is nowhere must look the same. */
  const tries: readonly [string, Asker, (id: string) => string, () => string, object][] = [
    ['calls', 'prescriber', (id) => `/api/intake/${id}/called`, () => demoId('inquiry', 'harbor-41'), {}],
    ['calls', 'marisol', (id) => `/api/intake/${id}/called`, () => demoId('inquiry', 'harbor-41'), {}],
    [
      'closes',
      'nextDoorCoordinator',
      (id) => `/api/intake/${id}/close`,
      () => demoId('inquiry', 'harbor-41'),
      { reason: 'other' },
    ],
    [
      'begins to assess',
      'nextDoorCounselor',
      (id) => `/api/intake/${id}/assessment`,
      () => demoId('inquiry', 'harbor-41'),
      {},
    ],
    [
      'signs for',
      'otherCounselor',
      (id) => `/api/assessments/${id}/decision`,
      () => demoId('assessment', 'R-1042'),
      {
        decided: 'OP',
        reason: 'Because.',
        minutesPerWeek: null,
        daysMin: null,
        sites: [],
        video: true,
        from: '2026-01-01',
      },
    ],
    ['reviews', 'otherCounselor', (id) => `/api/people/${id}/assessment`, () => PEOPLE.karen.id, {}],
    ['reviews', 'coordinator', (id) => `/api/people/${id}/assessment`, () => PEOPLE.karen.id, {}],
    ['reviews', 'karen', (id) => `/api/people/${id}/assessment`, () => PEOPLE.karen.id, {}],
    [
      'signs second for',
      'otherCounselor',
      (id) => `/api/decisions/${id}/second`,
      () => demoId('decision', 'R-1042'),
      { agrees: true, reason: '' },
    ],
    ['invites', 'otherCounselor', (id) => `/api/people/${id}/invitation`, () => PEOPLE.karen.id, {}],
    ['invites', 'coordinator', (id) => `/api/people/${id}/invitation`, () => PEOPLE.karen.id, {}],
    ['invites', 'nextDoorCounselor', (id) => `/api/people/${id}/invitation`, () => PEOPLE.karen.id, {}],
    ['calls off', 'theirCounselor', (id) => `/api/plan/${nextWeek()}/runs/${id}/cancel`, () => run, {}],
    ['calls off', 'nextDoorCoordinator', (id) => `/api/plan/${nextWeek()}/runs/${id}/cancel`, () => run, {}],
    ['keeps', 'nextDoorCoordinator', (id) => `/api/plan/${nextWeek()}/runs/${id}/use-best`, () => run, {}],
    ['lets somebody in for', 'marisol', (id) => `/api/my/supporters/${id}/invite`, () => supporter, {}],
    [
      'lets somebody in for',
      'otherCounselor',
      (id) => `/api/people/${PEOPLE.karen.id}/supporters/${id}/invite`,
      () => supporter,
      {},
    ],
    ['says yes for', 'marisol', (id) => `/api/my/supporters/${id}/approve`, () => supporter, {}],
    ['stops a consent of', 'marisol', (id) => `/api/my/sharing/${id}/stop`, () => consent, {}],
    [
      'opens in an emergency',
      'nextDoorCounselor',
      (id) => `/api/people/${id}/emergency`,
      () => PEOPLE.karen.id,
      {
        nature: 'Fell.',
        recipient: { name: 'Dr. Ortiz', affiliation: 'A hospital' },
        discloser: 'Otto F.',
      },
    ],
    [
      'opens in an emergency',
      'coordinator',
      (id) => `/api/people/${id}/emergency`,
      () => PEOPLE.karen.id,
      { nature: 'Fell.', recipient: { name: 'Dr. Ortiz', affiliation: 'A hospital' }, discloser: 'Rosa' },
    ],
    ['stops the calendar of', 'marisol', (id) => `/api/week/feeds/${id}/stop`, () => feed, {}],
  ];
  const nextWeek = () => weekAfter(week);

  test.each(tries)('%s %s: as if it were not there', async (_, asker, path, there, json) => {
    const send = (id: string) =>
      program.send(path(id), {
        method: 'POST',
        json,
        version: 1,
        ...(asker === 'nobody' ? {} : { cookie: cookies[asker] }),
      });
    const before = await rowsOfAccess();
    const missing = await refusalOf(await send(newId()));
    expect(missing.status).toBe(404);
    expect(await refusalOf(await send(there()))).toEqual(missing);
    expect(await rowsOfAccess()).toHaveLength(before.length);
  });

  test('every command asks who one is', async () => {
    const commands = (await documented()).filter(([method]) => method !== 'get');
    const open = ['/api/public/ask', '/api/sign-in/code', '/api/sign-in/code/use'];
    const opened = [...open, '/api/sign-in/passkey', '/api/sign-in/passkey/begin'];
    for (const [method, path] of commands.filter(([, each]) => !opened.includes(each))) {
      const answer = await program.send(path.replace(/\{week\}/, week).replace(/\{\w+\}/g, newId()), {
        method: method.toUpperCase(),
        json: { code: '123456', email: 'sam@mail.example' },
        version: 1,
      });
      expect({ path, status: answer.status }).toEqual({
        path,
        status: path.startsWith('/api/sign-in/') ? expect.toBeOneOf([401, 422]) : 401,
      });
    }
  });
});

describe('a command that shows somebody', () => {
  const shownIn = async (path: string, cookie: string, version: number, key: string) => {
    const before = await rowsOfAccess();
    const answer = await program.send(path, { method: 'POST', cookie, json: {}, version, key });
    const noted = (await rowsOfAccess()).slice(before.length);
    return { status: answer.status, noted: noted.map(({ category }) => category).sort() };
  };

  test('is a look each time it is answered: done, repeated, and told that it came too late', async () => {
    const path = `/api/intake/${demoId('inquiry', 'willow-27')}/called`;
    const noted = ['contact', 'document', 'identity', 'schedule'];
    const key = newId();
    expect(await shownIn(path, cookies.coordinator, 1, key)).toEqual({ status: 200, noted });
    expect(await shownIn(path, cookies.coordinator, 1, key)).toEqual({ status: 200, noted });
    expect(await shownIn(path, cookies.theirCounselor, 1, newId())).toEqual({ status: 412, noted });
    expect(await shownIn(path, cookies.theirCounselor, 2, newId())).toEqual({ status: 409, noted: [] });
  });
});
