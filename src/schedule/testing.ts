import { systemActor } from '../guard/actors.ts';
import type { House } from '../guard/house.ts';
import { addPerson, newOrgKey } from '../guard/sealing.ts';
import type { Db } from '../platform/db/index.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { newId } from '../platform/ids.ts';
import type { RunShown } from './plan.schema.ts';

const HOUR = 60;
export const at = (day: number, hour: number): number => day * 1440 + hour * HOUR;

export interface Program {
  readonly org: string;
  readonly site: string;
  readonly room: string;
  readonly coordinator: string;
  readonly counselor: string;
  readonly people: readonly string[];
  /** Monday to Thursday evening, three seats each. */
  readonly evenings: readonly string[];
}

/** Four people, four evening groups of three hours with three seats: nine hours fit for everybody. */
export async function smallProgram(house: House): Promise<Program> {
  const asDemo = <T>(org: string, work: (db: Db) => Promise<T>): Promise<T> =>
    house.door.asActor(systemActor('system:demo', org), 'operations', work);
  const org = newId();
  const of = { org_id: org };
  const [site, room, coordinator, counselor] = [newId(), newId(), newId(), newId()];
  const evenings = [0, 1, 2, 3].map(() => newId());
  const people: string[] = [];
  await asDemo(org, async (db) => {
    await db
      .insertInto('guard.org')
      .values({
        ...of,
        name: 'A small program',
        neutral_name: 'My week',
        zone: 'America/New_York',
        phone: '813-555-0100',
        leave_url: 'https://weather.example/',
        key_wrapped: newOrgKey(house.masterKey),
      })
      .execute();
    await db
      .insertInto('guard.site')
      .values({ ...of, site_id: site, name: 'North', place: '1 Main St' })
      .execute();
    await db
      .insertInto('guard.staff')
      .values([
        { ...of, staff_id: coordinator, display_name: 'Rosa V.', role: 'coordinator' },
        { ...of, staff_id: counselor, display_name: 'Dana R.', role: 'counselor' },
      ])
      .execute();
    await db
      .insertInto('schedule.room')
      .values({ ...of, room_id: room, site_id: site, name: 'Room 1', seats: 8 })
      .execute();
    await db
      .insertInto('schedule.staff_hours')
      .values(
        [0, 1, 2, 3, 4].map((day) => ({
          ...of,
          staff_id: counselor,
          start_minute: at(day, 12),
          end_minute: at(day, 21),
        })),
      )
      .execute();
    await db
      .insertInto('schedule.session')
      .values(
        evenings.map((session_id, day) => ({
          ...of,
          session_id,
          kind: 'group',
          activity: 'recovery-skills',
          label_en: 'Evening',
          label_es: 'Noche',
          start_minute: at(day, 18),
          end_minute: at(day, 21),
          site_id: site,
          room_id: room,
          requires: ['iop'],
          people_max: 3,
          from_on: '2020-01-01',
        })),
      )
      .execute();
    await db
      .insertInto('schedule.session_staff')
      .values(evenings.map((session_id) => ({ ...of, session_id, staff_id: counselor })))
      .execute();
    for (const code of ['R-2207', 'K-1180', 'T-0931', 'M-4410']) {
      const { participantId } = await addPerson(db, house.masterKey, org, {
        stage: 'participant',
        recordCode: code,
      });
      people.push(participantId);
      await db
        .insertInto('schedule.need')
        .values({
          ...of,
          participant_id: participantId,
          minutes: 540,
          days_min: 3,
          minutes_per_day_max: 240,
          visits: JSON.stringify([]),
          tags: ['iop', 'en'],
          sites: [site],
          from_on: '2020-01-01',
        })
        .execute();
    }
    await db
      .insertInto('schedule.busy')
      .values(
        people.map((participant_id) => ({
          ...of,
          participant_id,
          start_minute: at(0, 8),
          end_minute: at(0, 17),
          kind: 'work',
        })),
      )
      .execute();
  });
  return { org, site, room, coordinator, counselor, people, evenings };
}

interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly version: string | null;
}
type Body = Readonly<Record<string, unknown>>;

/** Somebody at the program's door: what they ask, over HTTP, as themself. */
export interface Caller {
  readonly cookie: string;
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, body?: Body, version?: string | number | null): Promise<Answer<T>>;
}

export async function callerAt(
  { house, app }: { house: House; app: HttpApp },
  org: string,
  kind: 'staff' | 'participant',
  id: string,
): Promise<Caller> {
  const link = await house.signIn.oneTimeLink({ org, kind, id }, 60);
  const opened = await house.signIn.openLink(link.slice(link.lastIndexOf('/') + 1));
  const cookie = (opened?.cookies ?? []).map((one) => one.split(';')[0]).join('; ');
  const ask = async <T>(method: string, path: string, body?: Body, version?: string | number | null) => {
    const response = await app.request(path, {
      method,
      headers: {
        cookie,
        ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': newId() } : {}),
        ...(version == null ? {} : { 'if-match': String(version) }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: Answer<T> = {
      status: response.status,
      body: (await response.json()) as T,
      version: response.headers.get('etag'),
    };
    return answer;
  };
  return {
    cookie,
    get: (path) => ask('GET', path),
    post: (path, body = {}, version) => ask('POST', path, body, version),
  };
}

/** Watches a run until its stream ends, as a page does; answers the last it was told. */
export async function watchRun(
  app: HttpApp,
  { cookie }: Caller,
  week: string,
  run: string,
  onRun: (run: RunShown) => void = () => {},
): Promise<RunShown> {
  const events = await app.request(`/api/plan/${week}/runs/${run}/events`, {
    headers: { cookie },
  });
  if (events.headers.get('content-type') !== 'text/event-stream') throw new Error(await events.text());
  let last: RunShown | undefined;
  let rest = '';
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let got = await reader?.read(); got?.value !== undefined; got = await reader?.read()) {
    const parts = (rest + got.value).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const told = /^data: (.*)$/m.exec(part)?.[1];
      if (told === undefined) continue;
      last = JSON.parse(told) as RunShown;
      onRun(last);
    }
  }
  return last as RunShown;
}
