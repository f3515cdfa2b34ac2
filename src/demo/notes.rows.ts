import type { Key } from '../platform/secrets.ts';
import { sealJson } from '../platform/secrets.ts';
import { EMPTY_NOTE, missingIn, type NoteContent } from '../treat/notes/note.ts';
import { credentialLine } from '../treat/notes/signer.ts';
import { dueAfter, noteKindOf } from '../treat/notes/templates.ts';
import { addDays, at } from './calendar.ts';
import type { meetingRows } from './meetings.rows.ts';
import { DONE, GROUP_WORDS, OPENINGS, PLANS, SAID } from './notes.ts';
import { type Keyring, personId } from './people.rows.ts';
import { PEOPLE } from './people.ts';
import { licenceUntil, ORG_ID } from './program.rows.ts';
import { STAFF } from './program.ts';
import { chanceOf, idOf } from './seed.ts';
import type { treatmentPlanRows } from './treatment-plans.rows.ts';

/** How far back notes go; before that the program kept them on paper. */
const WRITTEN_DAYS = 14;
/** Of the last days on which sessions were, notes are still being written: on a Monday those of before the weekend. */
const OPEN_DAYS = 2;
/** What was signed before that is signed for as well, where it has to be. */
const COSIGNED_DAYS = 6;
const BEGUN_SHARE = 0.5;
const WHOLE_SHARE = 0.5;
const SIGNED_AT = 9 * 60;

type Met = ReturnType<typeof meetingRows>;
const chosen = <T>(all: readonly T[], ...seed: readonly (string | number)[]): T =>
  all[Math.floor(chanceOf(...(seed as [string])) * all.length)] as T;

/** Notes of the last two weeks: signed, but for the newest, some of which are begun. */
export function noteRows(
  today: string,
  orgKey: Key,
  keys: Keyring,
  met: Met,
  treated: ReturnType<typeof treatmentPlanRows>,
) {
  const from = addDays(today, -WRITTEN_DAYS);
  const held = [...new Set(met.meetings.map(({ on_date }) => on_date))].filter((on) => on < today).toSorted();
  const signedUntil = addDays(held.at(-OPEN_DAYS) ?? today, -1);
  const cosignedUntil = addDays(today, -COSIGNED_DAYS);
  const meetings = new Map(met.meetings.map((meeting) => [meeting.meeting_id, meeting]));
  const leaders = new Map(met.leaders.map((leader) => [leader.meeting_id, leader.staff_id]));
  const sizes = new Map<string, number>();
  const came = met.attendance.filter(({ status }) => status === 'here' || status === 'late');
  for (const { meeting_id } of came) sizes.set(meeting_id, (sizes.get(meeting_id) ?? 0) + 1);
  const goals = Map.groupBy(treated.goals, ({ participant_id }) => participant_id);
  const people = new Map(PEOPLE.map((person) => [personId(person.code), person]));

  const notes = came.flatMap((row) => {
    const person = people.get(row.participant_id);
    const meeting = meetings.get(row.meeting_id);
    const author = leaders.get(row.meeting_id);
    if (person === undefined || meeting === undefined || author === undefined) return [];
    if (row.on_date < from || row.on_date >= today) return [];
    const isSigned = row.on_date <= signedUntil;
    const seed = [person.code, row.meeting_id] as const;
    if (!isSigned && chanceOf('begun', ...seed) >= BEGUN_SHARE) return [];
    const kind = noteKindOf(meeting.kind);
    const [goal] = goals.get(row.participant_id) ?? [];
    const isWhole = isSigned || chanceOf('whole', ...seed) < WHOLE_SHARE;
    const content: NoteContent = {
      ...EMPTY_NOTE,
      goals: goal === undefined ? [] : [goal.goal_id],
      participation: [chosen(['took-part', 'shared', 'listened', 'practised'] as const, 'part', ...seed)],
      intervention: DONE[kind] ?? '',
      response: `${chosen(OPENINGS, 'opening', ...seed)} ${chosen(SAID, 'said', ...seed)}`,
      risk: isWhole ? { level: 'none', words: '' } : null,
      results: kind === 'medication' ? 'None today.' : '',
      plan: isWhole ? chosen(PLANS, 'plan', ...seed) : '',
    };
    const { goals: goalIds, ...words } = content;
    const isReady = missingIn(content, kind, { hasGoals: goal !== undefined }).length === 0;
    const first = signatureOf(author, today, addDays(row.on_date, 1));
    const needsCosign = isSigned && (first?.needsCosign ?? false);
    const stays = JSON.parse(row.stays) as { from: string; until: string; by: string }[];
    return [
      {
        code: person.code,
        content,
        row: {
          org_id: ORG_ID,
          note_id: idOf('note', `${person.code} ${row.meeting_id}`),
          participant_id: row.participant_id,
          meeting_id: row.meeting_id,
          kind,
          on_date: row.on_date,
          starts_at: new Date(stays[0]?.from ?? meeting.starts_at),
          ends_at: new Date(stays.at(-1)?.until ?? meeting.ends_at),
          by: stays[0]?.by ?? 'room',
          group_size: kind === 'group' ? (sizes.get(row.meeting_id) ?? null) : null,
          author_id: author,
          goal_ids: [...goalIds],
          words_sealed: keys.seal(person.code, words),
          state: isSigned ? 'signed' : isReady ? 'ready' : 'draft',
          due_at: dueAfter(meeting.ends_at),
          saved_by: author,
          saved_at: meeting.ends_at,
          ...(isSigned ? first?.columns : {}),
          needs_cosign: needsCosign,
          ...(needsCosign && row.on_date <= cosignedUntil
            ? cosigned(person.counselor, today, row.on_date)
            : {}),
        },
      },
    ];
  });
  return {
    notes: notes.map(({ row }) => row),
    drafts: notes
      .filter(({ row }) => row.state !== 'signed')
      .map(({ row, code, content }) => ({
        org_id: ORG_ID,
        participant_id: row.participant_id,
        note_id: row.note_id,
        version: 1,
        by_id: row.author_id,
        at: row.saved_at,
        content_sealed: keys.seal(code, content),
      })),
    groups: met.meetings.flatMap((meeting) => {
      const author = leaders.get(meeting.meeting_id);
      const { on_date } = meeting;
      if (author === undefined || on_date < from || on_date > signedUntil) return [];
      if (noteKindOf(meeting.kind) !== 'group' || (sizes.get(meeting.meeting_id) ?? 0) === 0) return [];
      return [
        {
          org_id: ORG_ID,
          meeting_id: meeting.meeting_id,
          author_id: author,
          words_sealed: sealJson(orgKey, chosen(GROUP_WORDS, 'group', meeting.meeting_id)),
          state: 'signed',
          due_at: dueAfter(meeting.ends_at),
          saved_by: author,
          saved_at: meeting.ends_at,
          ...signatureOf(author, today, addDays(on_date, 1))?.columns,
        },
      ];
    }),
  };
}

/** Somebody's signature on a morning. */
function signatureOf(staffId: string, today: string, on: string) {
  const staff = STAFF.find(({ key }) => idOf('staff', key) === staffId);
  const line =
    staff &&
    credentialLine(
      { role: staff.role, type: staff.licence ?? null, state: 'FL', expires: licenceUntil(today) },
      today,
    );
  if (staff === undefined || line === undefined || line === null) return undefined;
  return {
    needsCosign: line.needsCosign,
    columns: {
      signed_by: staffId,
      signed_name: staff.name,
      licence: line.licence,
      signed_at: at(on, SIGNED_AT),
    },
  };
}

function cosigned(counselor: string, today: string, on: string) {
  const second = signatureOf(idOf('staff', counselor), today, addDays(on, 2));
  if (second === undefined) return {};
  return {
    cosigned_by: second.columns.signed_by,
    cosigned_name: second.columns.signed_name,
    cosigned_licence: second.columns.licence,
    cosigned_at: second.columns.signed_at,
  };
}
