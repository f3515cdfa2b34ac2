/**
 * Which category each table of a person belongs to, and what its policies say beyond that category; written by hand,
 * so that a table that is forgotten, or a policy that quietly changes, fails the test.
 */
import type { Asker } from './written.ts';

/** A row of the fixture, as the test needs it. */
export interface Row {
  readonly participant: string | null;
  readonly columns: Readonly<Record<string, unknown>>;
}

export interface TableRule {
  readonly category: string;
  /** Seen as well, whatever the category says. */
  readonly seenToo?: (asker: Asker, row: Row) => boolean;
  /** Never seen, whatever the category says. */
  readonly never?: (asker: Asker, row: Row) => boolean;
  /** Writing, or changing alone, asks for more than the category: it may be refused where the matrix would allow it. */
  readonly isStricter?: true | 'change';
  /** Who may write without the category's permission, and why that is right. */
  readonly writtenToo?: (asker: Asker, person: string) => boolean;
}

const isPerson = ({ role }: Asker): boolean => role === 'participant';
const isSelf = (asker: Asker, person: string | null): boolean => asker.id === person;
const isOutside = ({ role }: Asker): boolean => role === 'supporter' || role === 'outside';
/** Drafts, overrides and what rules tell are the team's. */
const isNotTeam = ({ role }: Asker): boolean => ['participant', 'supporter', 'outside'].includes(role);
const plain = (category: string): TableRule => ({ category });

export const TABLES: Readonly<Record<string, TableRule>> = {
  'bridge.episode': plain('plan'),
  'bridge.inquiry': plain('document'),
  'bridge.level_of_care': plain('plan'),
  'fit.alert': {
    category: 'measure',
    // Its owner sees that it is there even when they are no longer on the care team.
    seenToo: ({ id }, { columns }) => columns.owner === id,
    isStricter: true,
  },
  'fit.alert_rule': { category: 'measure', never: isPerson, isStricter: true },
  'fit.assessment': { category: 'assessment', never: isPerson, isStricter: true },
  'fit.checkin': { category: 'measure', isStricter: true },
  'fit.decision': { category: 'assessment', isStricter: true },
  'fit.response': { category: 'measure', isStricter: true },
  'fit.second_signature': { category: 'assessment', isStricter: true },
  'fit.suggestion': { category: 'assessment', never: isPerson, isStricter: true },
  'guard.access': {
    category: 'nothing',
    seenToo: ({ role, id }, { participant }) =>
      id === participant || role === 'privacy' || role === 'system:sealer',
    // Whoever acts notes that they did; what is noted never changes.
    writtenToo: () => true,
    isStricter: true,
  },
  'guard.alias': { category: 'identity', writtenToo: isSelf, isStricter: true },
  'guard.audit_person': {
    category: 'nothing',
    seenToo: ({ role }) => role === 'privacy',
    writtenToo: ({ role }) => role === 'privacy',
    isStricter: true,
  },
  'guard.blind_index': {
    category: 'identity',
    writtenToo: ({ role }) => role === 'system:keys',
  },
  'guard.breach_person': {
    category: 'nothing',
    // The person themself once they were told: nobody in the fixture was.
    seenToo: ({ role }) => role === 'privacy',
    writtenToo: ({ role }) => role === 'privacy',
    isStricter: true,
  },
  'guard.care_team': plain('record'),
  'guard.consent': {
    category: 'consent',
    seenToo: ({ id }, { columns }) => columns.recipient_id === id,
    // The privacy officer ends one that was taken back in writing.
    writtenToo: ({ role }) => role === 'privacy',
    isStricter: true,
  },
  'guard.contact': plain('contact'),
  'guard.court_order': {
    category: 'nothing',
    seenToo: ({ role }) => role === 'privacy',
    writtenToo: ({ role }) => role === 'privacy',
    isStricter: true,
  },
  'guard.disclosure': { category: 'disclosure', isStricter: true },
  'guard.disposition': {
    category: 'nothing',
    seenToo: ({ role }) => role === 'privacy',
    writtenToo: ({ role }) => role === 'privacy',
    isStricter: true,
  },
  'guard.emergency': {
    category: 'consent',
    seenToo: ({ id }, { columns }) => columns.staff_id === id,
    // Opening and ending one's own, and the privacy officer's review.
    writtenToo: ({ role }) => ['counselor', 'prescriber', 'nurse', 'privacy'].includes(role),
    isStricter: true,
  },
  'guard.hold': {
    category: 'nothing',
    seenToo: ({ role }) => role === 'privacy' || role === 'system:keys',
    writtenToo: ({ role }) => role === 'privacy',
    isStricter: true,
  },
  'guard.identity': plain('identity'),
  'guard.message': {
    category: 'contact',
    // Said by the program; sent by the messenger.
    writtenToo: () => true,
    isStricter: true,
  },
  'guard.message_choice': { category: 'contact', writtenToo: ({ role }) => role === 'system:messenger' },
  'guard.look_watch': {
    category: 'record',
    // What the privacy officer watches is theirs alone.
    never: ({ role }) => role !== 'privacy',
    writtenToo: ({ role }) => role === 'privacy',
    isStricter: true,
  },
  'guard.notice_given': { category: 'consent', isStricter: true },
  'guard.participant': {
    category: 'record',
    writtenToo: (asker, person) => asker.role === 'privacy' || isSelf(asker, person),
  },
  'guard.participant_key': {
    category: 'record',
    // The one wraps it anew, the other opens an address with it; neither sees whose words it opens.
    seenToo: ({ role }) => role === 'system:keys' || role === 'system:messenger',
    writtenToo: ({ role }) => role === 'system:keys',
    // Changed by that one alone: whoever may add somebody adds their key, and never touches it again.
    isStricter: 'change',
  },
  'guard.privacy_case': {
    category: 'nothing',
    seenToo: ({ role, id }, { participant, columns }) =>
      role === 'privacy' ||
      columns.asked_by === id ||
      (isPerson({ role, id, isHere: true }) && id === participant),
    writtenToo: () => true,
    isStricter: true,
  },
  'guard.push_device': {
    category: 'contact',
    writtenToo: (asker, person) => asker.role === 'system:messenger' || isSelf(asker, person),
    isStricter: true,
  },
  'guard.representative': {
    category: 'consent',
    seenToo: ({ id }, { columns }) => columns.supporter_id === id,
    writtenToo: ({ role }) => role === 'counselor' || role === 'privacy',
    isStricter: true,
  },
  'guard.restriction': {
    category: 'consent',
    never: ({ id }, { columns }) => columns.staff_id === id,
    writtenToo: (asker, person) => asker.role === 'privacy' || isSelf(asker, person),
    isStricter: true,
  },
  'guard.retention': {
    category: 'disclosure',
    writtenToo: ({ role }) => role === 'privacy',
    isStricter: true,
  },
  'guard.shredding': {
    category: 'disclosure',
    seenToo: ({ role }) => role === 'system:keys',
    writtenToo: ({ role }) => role === 'privacy' || role === 'system:keys',
    isStricter: true,
  },
  'guard.supporter': {
    category: 'consent',
    // Whether somebody left is asked at each sign-in.
    seenToo: ({ id, role }, { columns }) => columns.supporter_id === id || role === 'system:sign-in',
    writtenToo: ({ role }) => role === 'supporter',
    isStricter: true,
  },
  'guard.supporter_invite': {
    category: 'consent',
    seenToo: ({ id, role }, { columns }) => columns.supporter_id === id || role === 'system:sign-in',
    // A code that was typed is counted, right or wrong.
    writtenToo: ({ role }) => role === 'system:sign-in',
    isStricter: true,
  },
  'guard.worry': {
    category: 'note',
    // Said in confidence to the care team.
    never: ({ role }) => ['participant', 'supporter', 'outside'].includes(role),
    isStricter: true,
  },
  'schedule.apart': {
    category: 'schedule',
    never: ({ role }) => ['participant', 'supporter', 'outside'].includes(role),
    // A pair is the other one's too: whoever plans for them knows it, or they would put the two into one group.
    seenToo: ({ role }) => role === 'coordinator',
    // They may say it as well, and the role that said it ends it.
    writtenToo: ({ role }) => role === 'counselor' || role === 'coordinator',
    isStricter: true,
  },
  'schedule.apart_reason': {
    category: 'record',
    // A fixture row belongs to no role that asks: only the role that said it reads it.
    never: ({ role }, { columns }) => columns.owner_role !== role,
    writtenToo: () => true,
    isStricter: true,
  },
  'schedule.busy': plain('schedule'),
  'schedule.feed': {
    category: 'schedule',
    seenToo: ({ role }) => role === 'system:feed',
    writtenToo: ({ role }) => role === 'system:feed',
  },
  'schedule.need': plain('schedule'),
  'schedule.placement': plain('schedule'),
  'schedule.supposed_seat': plain('schedule'),
  'schedule.unserved': plain('schedule'),
  'schedule.visit': plain('schedule'),
  'treat.addendum': { category: 'note', isStricter: true },
  // The person says whether they come and what they would take instead; the team answers, and nobody outside is told.
  'treat.absence_notice': { category: 'attendance', never: isOutside, writtenToo: isSelf, isStricter: true },
  'treat.swap_request': { category: 'attendance', never: isOutside, writtenToo: isSelf, isStricter: true },
  'treat.attendance': plain('attendance'),
  'treat.authorisation': plain('money'),
  // The care team plans with what is authorised; a plan's number and what was claimed are not its to know.
  'treat.claim_line': { category: 'money', never: ({ role }) => role === 'counselor', isStricter: true },
  'treat.coverage': { category: 'money', never: ({ role }) => role === 'counselor' },
  'treat.paid_by_person': plain('money'),
  // A fixture row is nobody's who asks: its author alone reads it, and whom a consent to counseling notes names. 2.11
  'treat.counselling_note': {
    category: 'counselling_note',
    never: ({ role }) => role !== 'outside',
    isStricter: true,
  },
  // Drafts are the team's: the person, and whom they let in, read what was signed.
  'treat.note': { category: 'note', never: isNotTeam, isStricter: true },
  'treat.note_draft': { category: 'note', never: isNotTeam, isStricter: true },
  // The person adds their own words and signs; what is only drafted is shown to nobody outside.
  'treat.goal': { category: 'plan', writtenToo: isSelf, isStricter: true },
  'treat.goal_remark': { category: 'plan', never: isOutside, writtenToo: isSelf, isStricter: true },
  'treat.plan': { category: 'plan', never: isOutside, isStricter: true },
  'treat.safety_plan': { category: 'plan', never: isOutside, writtenToo: isSelf, isStricter: true },
  'treat.plan_goal': { category: 'plan', never: isOutside },
  'treat.plan_intervention': { category: 'plan', never: isOutside },
  'treat.plan_objective': { category: 'plan', never: isOutside },
  'treat.plan_problem': { category: 'plan', never: isOutside },
  'treat.administration': { category: 'medication', isStricter: true },
  'treat.drug_test': { category: 'test', isStricter: true },
  'treat.finding': { category: 'medication', never: ({ role }) => role === 'supporter', isStricter: true },
  'treat.medication_alert': { category: 'medication', never: isNotTeam, isStricter: true },
  'treat.medicine_entry': { category: 'medication', isStricter: true },
  'treat.medicine_order': { category: 'medication', never: isNotTeam, isStricter: true },
  'treat.supply': { category: 'medication', isStricter: true },
};
