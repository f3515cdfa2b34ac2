import type { Category } from '../../guard/seen.ts';
import type { DB } from '../../platform/db/index.ts';

type ColumnOf<Table extends keyof DB> = keyof DB[Table] & string;

/** A table of the person's own copy, and what of each row stands in it. */
export interface Part {
  readonly table: keyof DB;
  readonly category: Category;
  /** As it stands in the row: days, times, choices, scores. */
  readonly shows: readonly string[];
  /** Ids of staff, groups, sites and weeks: the copy says what they are called. */
  readonly names: readonly string[];
  /** Sealed words, which the person's own key opens. */
  readonly opens: readonly string[];
  /** The column that says whose row it is, where somebody else may have written one about them too. */
  readonly of: string;
  /** The newest first, by this column; what is beyond the limit of a part is left out and said so. */
  readonly newestBy: string;
  /** A row in which this name is unknown says nothing: a seat in a plan that was never published. */
  readonly onlyWith?: string;
}

function part<Table extends keyof DB>(
  table: Table,
  category: Category,
  newestBy: ColumnOf<Table>,
  holds: {
    readonly shows?: readonly ColumnOf<Table>[];
    readonly names?: readonly ColumnOf<Table>[];
    readonly opens?: readonly ColumnOf<Table>[];
    readonly of?: ColumnOf<Table>;
    readonly onlyWith?: ColumnOf<Table>;
  },
): Part {
  return { table, category, newestBy, shows: [], names: [], opens: [], of: 'participant_id', ...holds };
}

/** Everything the program holds of a person, in the order in which a person would look for it. */
export const PARTS: readonly Part[] = [
  part('guard.participant', 'record', 'created_at', {
    shows: ['record_code', 'stage', 'is_private', 'created_at'],
  }),
  part('guard.identity', 'identity', 'version', { shows: ['language'], opens: ['name_sealed'] }),
  part('guard.alias', 'identity', 'version', { opens: ['alias_sealed'] }),
  part('guard.contact', 'contact', 'version', { opens: ['contact_sealed'] }),
  part('guard.care_team', 'record', 'from_on', {
    names: ['staff_id'],
    shows: ['from_on', 'until_on'],
  }),
  part('bridge.inquiry', 'document', 'asked_at', {
    shows: ['reference', 'asked_at', 'state', 'closed_reason'],
    opens: ['answers_sealed'],
  }),
  part('bridge.episode', 'plan', 'opened_on', { shows: ['opened_on', 'closed_on'] }),
  part('bridge.level_of_care', 'plan', 'from_on', {
    shows: ['level', 'track', 'minutes_per_week', 'days_min', 'visits', 'from_on', 'until_on'],
  }),
  part('fit.decision', 'assessment', 'signed_at', {
    shows: [
      'signed_at',
      'decided',
      'recommended',
      'minutes_per_week',
      'days_min',
      'inputs',
      'signed_name',
      'licence',
    ],
    names: ['decided_by'],
    opens: ['reason_sealed'],
  }),
  part('fit.second_signature', 'assessment', 'signed_at', {
    shows: ['signed_at', 'agrees', 'signed_name', 'licence'],
    opens: ['reason_sealed'],
  }),
  part('fit.response', 'measure', 'answered_at', {
    shows: ['answered_at', 'instrument', 'version', 'score', 'band', 'safety', 'status', 'withdrawn_at'],
    opens: ['answers_sealed', 'withdrawn_reason_sealed'],
  }),
  part('fit.checkin', 'measure', 'opened_on', {
    shows: ['opened_on', 'due_on', 'reason', 'state', 'sent_at'],
    opens: ['draft_sealed'],
  }),
  part('fit.alert', 'measure', 'opened_at', {
    shows: ['opened_at', 'kind', 'state', 'acknowledged_at', 'closed_at'],
    opens: ['done_sealed'],
  }),
  part('treat.attendance', 'attendance', 'on_date', {
    shows: ['on_date', 'status', 'counted_minutes'],
    names: ['session_id'],
  }),
  part('treat.absence_notice', 'attendance', 'said_at', {
    shows: ['said', 'reason', 'said_at', 'taken_back_at'],
  }),
  part('treat.swap_request', 'attendance', 'asked_at', {
    shows: ['state', 'asked_at', 'answered_at'],
  }),
  part('treat.safety_plan', 'plan', 'saved_at', {
    shows: ['number', 'from_person', 'begun_at', 'saved_at'],
    opens: ['words_sealed'],
  }),
  part('treat.plan', 'plan', 'begun_at', {
    shows: [
      'number',
      'state',
      'level',
      'track',
      'signed_name',
      'licence',
      'signed_at',
      'person_answer',
      'person_at',
    ],
    opens: ['areas_sealed', 'person_words_sealed'],
  }),
  part('treat.plan_problem', 'plan', 'place', {
    shows: ['kind', 'area', 'icd10', 'status', 'review_on', 'archived_at'],
    opens: ['words_sealed'],
  }),
  part('treat.plan_goal', 'plan', 'place', {
    shows: ['archived_at'],
    opens: ['words_sealed', 'next_step_sealed'],
  }),
  part('treat.plan_objective', 'plan', 'place', {
    shows: ['target_on', 'archived_at'],
    opens: ['words_sealed'],
  }),
  part('treat.plan_intervention', 'plan', 'place', {
    shows: ['activity_id', 'times', 'every', 'archived_at'],
    opens: ['words_sealed'],
  }),
  part('treat.goal', 'plan', 'added_at', {
    shows: ['added_at', 'from_person', 'status', 'status_at'],
    opens: ['words_sealed', 'progress_sealed'],
  }),
  part('treat.goal_remark', 'plan', 'at', {
    shows: ['at', 'kind', 'status', 'from_person'],
    opens: ['words_sealed'],
  }),
  part('treat.note', 'note', 'on_date', {
    shows: [
      'on_date',
      'kind',
      'starts_at',
      'ends_at',
      'signed_name',
      'licence',
      'signed_at',
      'cosigned_name',
      'cosigned_licence',
      'cosigned_at',
    ],
    opens: ['words_sealed'],
  }),
  part('treat.addendum', 'note', 'signed_at', {
    shows: ['signed_name', 'licence', 'signed_at'],
    opens: ['words_sealed'],
  }),
  part('treat.medicine_entry', 'medication', 'entered_at', {
    shows: ['medicine', 'route', 'prescribed', 'since_on', 'until_on', 'ended_how'],
    opens: ['words_sealed', 'ended_words_sealed'],
  }),
  part('treat.administration', 'medication', 'on_date', {
    shows: ['on_date', 'status', 'withdrawn_at'],
    opens: ['words_sealed', 'withdrawn_reason_sealed'],
  }),
  part('treat.supply', 'medication', 'filled_on', { shows: ['filled_on', 'days'] }),
  part('treat.finding', 'medication', 'on_date', {
    shows: ['on_date', 'kind', 'code', 'value', 'until_on', 'withdrawn_at'],
    opens: ['words_sealed', 'withdrawn_reason_sealed'],
  }),
  part('treat.drug_test', 'test', 'ordered_at', {
    shows: ['ordered_at', 'kind', 'specimen', 'panel', 'state', 'collected_on', 'results', 'resulted_at'],
    opens: ['words_sealed', 'result_words_sealed', 'withdrawn_reason_sealed'],
  }),
  part('treat.coverage', 'money', 'since', {
    names: ['payer_id'],
    shows: ['level', 'since', 'until'],
    opens: ['member_sealed'],
  }),
  part('treat.authorisation', 'money', 'start_on', {
    names: ['payer_id'],
    shows: [
      'state',
      'level',
      'codes',
      'start_on',
      'end_on',
      'requested',
      'approved',
      'criteria',
      'denied_on',
    ],
    opens: ['number_sealed'],
  }),
  part('treat.paid_by_person', 'money', 'on_date', { shows: ['on_date', 'undone_at'] }),
  part('treat.claim_line', 'money', 'on_date', {
    names: ['payer_id'],
    shows: ['on_date', 'code', 'units', 'minutes', 'state', 'voided_at'],
    opens: ['void_sealed'],
  }),
  part('schedule.need', 'schedule', 'from_on', {
    shows: ['minutes', 'days_min', 'minutes_per_day_max', 'visits', 'video', 'from_on', 'until_on'],
    names: ['sites'],
  }),
  part('schedule.busy', 'schedule', 'start_minute', {
    shows: ['start_minute', 'end_minute', 'kind', 'travel_minutes', 'source'],
  }),
  part('schedule.placement', 'schedule', 'plan_id', {
    names: ['plan_id', 'session_id'],
    onlyWith: 'plan_id',
  }),
  part('schedule.visit', 'schedule', 'plan_id', {
    shows: ['kind', 'start_minute', 'minutes'],
    names: ['plan_id', 'staff_id', 'site_id'],
    onlyWith: 'plan_id',
  }),
  part('schedule.unserved', 'schedule', 'plan_id', {
    shows: ['minutes'],
    names: ['plan_id'],
    onlyWith: 'plan_id',
  }),
  part('schedule.feed', 'schedule', 'created_at', {
    shows: ['word', 'created_at', 'last_used_at', 'revoked_at'],
  }),
  part('guard.consent', 'consent', 'signed_at', {
    shows: ['kind', 'categories', 'purposes', 'signed_at', 'begins_at', 'expires_at', 'revoked_at'],
    opens: ['document_sealed', 'revocation_sealed'],
  }),
  part('guard.supporter', 'consent', 'asked_at', {
    shows: ['asked_at', 'approved_at', 'left_at'],
    opens: ['about_sealed'],
  }),
  part('guard.representative', 'consent', 'from_on', { shows: ['basis', 'from_on', 'until_on'] }),
  part('guard.restriction', 'consent', 'asked_at', {
    shows: ['asked_at', 'categories', 'recipient', 'role', 'is_agreed', 'ended_at'],
    names: ['staff_id'],
    opens: ['reason_sealed'],
  }),
  part('guard.notice_given', 'consent', 'at', {
    shows: ['at', 'notice_version', 'is_acknowledged'],
    names: ['by_id'],
    opens: ['reason_sealed'],
  }),
  part('guard.emergency', 'consent', 'opened_at', {
    shows: ['opened_at', 'until_at', 'ended_at', 'is_justified'],
    names: ['staff_id'],
    opens: ['reason_sealed'],
  }),
  part('guard.disclosure', 'disclosure', 'at', {
    shows: ['at', 'basis', 'way', 'categories', 'purpose'],
    names: ['by_id'],
    opens: ['recipient_sealed', 'what_sealed'],
  }),
  part('guard.privacy_case', 'disclosure', 'asked_at', {
    shows: ['asked_at', 'kind', 'due_on', 'state'],
    opens: ['said_sealed', 'answer_sealed'],
    of: 'asked_by',
  }),
  part('guard.message_choice', 'contact', 'version', {
    shows: ['is_on', 'channels', 'quiet_from', 'quiet_until', 'may_say', 'stopped_at'],
  }),
  part('guard.message', 'contact', 'not_before', {
    shows: ['kind', 'channel', 'state', 'sent_at', 'reply', 'replied_at'],
  }),
  part('guard.push_device', 'contact', 'added_at', { shows: ['added_at', 'gone_at'] }),
  part('guard.access', 'record', 'access_id', {
    shows: ['at', 'category', 'actor_role', 'purpose'],
    names: ['actor_id'],
  }),
];

/** Tables of a person that are not in their copy, and why; whoever adds a table decides. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'fit.alert_rule': 'when the program looks up; says nothing of the person',
  'fit.assessment': 'working notes until a decision is signed, and that decision is in the copy',
  'fit.suggestion': 'what the program asks staff to look at; what came of it is in the decisions',
  'guard.audit_person': 'that an audit looked is in what was given out',
  'guard.blind_index': 'digests by which a name is found',
  'guard.breach_person': 'whoever it touched is told in a letter',
  'guard.court_order': 'what an order let out is in what was given out',
  'guard.disposition': 'what became of it when the program closed',
  'guard.look_watch': 'what the privacy officer watches for; the looks themselves are in the copy',
  'guard.hold': 'a legal hold is the program’s own record of a court',
  'guard.participant_key': 'the key itself',
  'guard.retention': 'until when the program must keep it',
  'guard.shredding': 'the receipt is handed over when it is done',
  'guard.supporter_invite': 'digests of an address that was sent',
  'guard.worry': 'the words of somebody who stands behind them',
  'schedule.apart': 'would tell of another person',
  'schedule.apart_reason': 'would tell of another person',
  'schedule.supposed_seat': 'what was only tried',
  'treat.counselling_note': 'what a counselor keeps for themself, apart from the record (2.11, 2.23)',
  'treat.medication_alert': 'what the program asks staff to look at; what came of it is in the lists',
  'treat.medicine_order':
    'what was signed begins or ends a line of the list of medicines, and that is in the copy',
  'treat.note_draft': 'a note while it was written; what was signed is in the copy',
};

export const SHOWN_CATEGORIES = [...new Set(PARTS.map(({ category }) => category))] as [
  Category,
  ...Category[],
];
