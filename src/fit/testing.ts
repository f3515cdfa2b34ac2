import { anAsk, demoId, ORG_ID, PEOPLE, type Person, type Program } from '../../test/support/program.ts';
import { systemActor } from '../guard/actors.ts';
import { USUAL } from '../guard/notice/notice.store.ts';
import { newId } from '../platform/ids.ts';
import { QUESTIONS } from './assessment/assessment.ts';

/** Nothing of concern, and a use disorder that fits intensive care. */
export const INPUTS: Record<string, string | number> = {
  ...Object.fromEntries(QUESTIONS.map(({ key, values: [usual = ''] }) => [key, usual])),
  sud: 6,
  relapse: 'moderate',
};

export const CEDAR = demoId('site', 'cedar');

/** What a clinician sends who agrees to intensive outpatient care. */
export const wishFor = (today: string, more: Readonly<Record<string, unknown>> = {}) => ({
  decided: 'IOP',
  reason: '',
  minutesPerWeek: null,
  daysMin: null,
  sites: [CEDAR],
  video: false,
  from: today,
  notice: { version: USUAL.version, isAcknowledged: true },
  ...more,
});

/** The program as Dana, Luis and others use it, a step at a time. */
export async function openIntake(program: Program) {
  const dana = await program.signIn(PEOPLE.dana);
  const luis = await program.signIn(PEOPLE.luis);
  const rosa = await program.signIn(PEOPLE.rosa);
  const post = (path: string, cookie: string, json: unknown = {}, version?: number) =>
    program.send(path, { method: 'POST', cookie, json, version });
  const put = (path: string, cookie: string, json: unknown, version?: number) =>
    program.send(path, { method: 'PUT', cookie, json, version });
  const get = (path: string, cookie: string) => program.send(path, { cookie });

  async function begun(more: Readonly<Record<string, unknown>> = {}) {
    const asked = await program.send('/api/public/ask', { method: 'POST', json: anAsk(more) });
    const { reference } = await asked.json();
    const { inquiries } = await (await get('/api/intake', rosa)).json();
    const inquiry = inquiries.find((each: { reference: string }) => each.reference === reference);
    const answer = await post(`/api/intake/${inquiry.id}/assessment`, dana);
    const { assessment } = await answer.json();
    return { inquiry: inquiry.id as string, assessment, path: `/api/assessments/${assessment}` };
  }

  async function filled(json: Readonly<Record<string, unknown>> = {}) {
    const { path, assessment } = await begun();
    const shown = await (await put(path, dana, { inputs: INPUTS, remarks: '', ...json }, 1)).json();
    return { path, assessment, participant: shown.participant as string, version: shown.version as number };
  }

  async function admitted(more: Readonly<Record<string, unknown>> = {}) {
    const { path, version, participant, assessment } = await filled();
    const answer = await post(`${path}/decision`, dana, wishFor(program.today, more), version);
    if (answer.status !== 201) throw new Error(await answer.text());
    const person: Person = { org: ORG_ID, kind: 'participant', id: participant };
    return { participant, person, assessment, path };
  }

  return { dana, luis, rosa, post, put, get, begun, filled, admitted };
}

/** A member of staff who is not in the demo program; the licence ends with the given day, or there is none. */
export async function newStaff(program: Program, role: string, expires: string | null): Promise<Person> {
  const id = newId();
  await program.house.door.asActor(systemActor('system:setup', ORG_ID), 'setup', (db) =>
    db
      .insertInto('guard.staff')
      .values({
        org_id: ORG_ID,
        staff_id: id,
        display_name: 'Ines G.',
        role,
        licence_type: expires === null ? null : 'LMHC',
        licence_state: expires === null ? null : 'FL',
        licence_expires_on: expires,
      })
      .execute(),
  );
  return { org: ORG_ID, kind: 'staff', id };
}
