import { createApp } from '../../src/app.ts';
import { loadDemo } from '../../src/demo/index.ts';
import { personId } from '../../src/demo/people.rows.ts';
import { ORG_ID } from '../../src/demo/program.rows.ts';
import { idOf } from '../../src/demo/seed.ts';
import { LOOK_AT_ONE } from '../../src/fit/measures/measures.jobs.ts';
import { systemActor } from '../../src/guard/actors.ts';
import type { House } from '../../src/guard/house.ts';
import { PROVE_LOG } from '../../src/guard/log/chain.store.ts';
import { firstOrg, openHouse } from '../../src/guard/open-house.ts';
import { newOrgKey } from '../../src/guard/sealing.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Actor, Db } from '../../src/platform/db/index.ts';
import { databaseForTest } from '../../src/platform/db/testing.ts';
import type { HttpApp } from '../../src/platform/http/app.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { newKey } from '../../src/platform/secrets.ts';
import { settingsFrom } from '../../src/platform/settings.ts';
import { PLAN_WEEK } from '../../src/schedule/plan.jobs.ts';

/** Somebody who can sign in. */
export interface Person {
  readonly org: string;
  readonly kind: 'staff' | 'participant' | 'supporter';
  readonly id: string;
}

const staff = (key: string): Person => ({ org: ORG_ID, kind: 'staff', id: idOf('staff', key) });
const participant = (code: string): Person => ({ org: ORG_ID, kind: 'participant', id: personId(code) });

/** People of the demo program; Karen and Marisol are on Dana's care team and on no one else's. */
export const PEOPLE = {
  rosa: staff('rosa'),
  dana: staff('dana'),
  luis: staff('luis'),
  ana: staff('ana'),
  mei: staff('mei'),
  june: staff('june'),
  kofi: staff('kofi'),
  karen: participant('R-1042'),
  marisol: participant('M-1187'),
} as const satisfies Record<string, Person>;

export const demoId = idOf;
export { ORG_ID };

/** A call: what is sent, as whom, and with which headers. */
export interface Sent {
  readonly method?: string;
  readonly cookie?: string;
  readonly json?: unknown;
  readonly version?: number | undefined;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Program {
  readonly house: House;
  readonly app: HttpApp;
  /** The day the demo was loaded for, on the program's wall. */
  readonly today: string;
  /** What the log was told, at its most talkative. */
  readonly logged: string[];
  /** Signs somebody in: the cookie header of their browser. */
  signIn(person: Person): Promise<string>;
  /** Sends JSON; a command gets a key of its own unless one is given. */
  send(path: string, sent?: Sent): Promise<Response>;
  /** Reads the database as somebody, past the HTTP layer. */
  look<T>(role: string, id: string, work: (db: Db) => Promise<T>): Promise<T>;
  drop(): Promise<void>;
}

/** The whole program in this process with the demo in it, on a database of its own. */
export async function openProgram(more: { clock?: Clock } = {}): Promise<Program> {
  const { door, drop } = await databaseForTest();
  const logged: string[] = [];
  const log = createLog('debug', { write: (line) => void logged.push(line) });
  // Behind a proxy each call can come from an address of its own, so that limits per address stay out of the way.
  const settings = settingsFrom({ DAYBRIDGE_URL: 'http://localhost:4310', DAYBRIDGE_TRUST_PROXY: 'on' });
  const house = await openHouse(settings, more.clock ?? systemClock, log, { door, masterKey: newKey() });
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(house.clock.now());
  await loadDemo(house, today);
  house.publicOrg = await firstOrg(door);
  // Jobs are queued and stay queued: what they do is tested by itself.
  for (const queue of [PLAN_WEEK, LOOK_AT_ONE, PROVE_LOG]) house.jobs.takes(queue, async () => {});
  await house.jobs.start();
  const app = await createApp(house);

  return {
    house,
    app,
    today,
    logged,
    async signIn(person) {
      const token = new URL(await house.signIn.oneTimeLink(person, 10)).pathname.split('/').at(-1) ?? '';
      const opened = await house.signIn.openLink(token);
      if (opened === undefined) throw new Error('The one-time address did not open.');
      return opened.cookies.map((cookie) => cookie.split(';')[0]).join('; ');
    },
    async send(path, { method = 'GET', cookie, json, version, key, headers = {} } = {}) {
      const all = new Headers({ host: 'localhost:4310', 'x-forwarded-for': newId() });
      if (cookie !== undefined) all.set('cookie', cookie);
      if (json !== undefined) all.set('content-type', 'application/json');
      if (version !== undefined) all.set('if-match', `"${version}"`);
      if (method !== 'GET') all.set('idempotency-key', key ?? newId());
      for (const [name, value] of Object.entries(headers)) all.set(name, value);
      return app.request(path, {
        method,
        headers: all,
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
    },
    look(role, id, work) {
      const actor: Actor = { org: ORG_ID, id, role, request: newId() };
      return door.asActor(actor, 'operations', work);
    },
    async drop() {
      await house.jobs.stop();
      await drop();
    },
  };
}

/** A second organisation with a coordinator and a counselor, who have nothing to do with the first. */
export async function openNextDoor({ house }: Program): Promise<{ coordinator: Person; counselor: Person }> {
  const org = newId();
  const person = (): Person => ({ org, kind: 'staff', id: newId() });
  const [coordinator, counselor] = [person(), person()];
  await house.door.asActor(systemActor('system:setup', org), 'setup', async (db) => {
    await db
      .insertInto('guard.org')
      .values({
        org_id: org,
        name: 'Lake House',
        neutral_name: 'Lake House',
        zone: 'America/Chicago',
        phone: '312-555-0100',
        leave_url: 'https://weather.example/',
        key_wrapped: newOrgKey(house.masterKey),
      })
      .execute();
    await db
      .insertInto('guard.staff')
      .values([
        { org_id: org, staff_id: coordinator.id, display_name: 'Ida K.', role: 'coordinator' },
        { org_id: org, staff_id: counselor.id, display_name: 'Otto F.', role: 'counselor' },
      ])
      .execute();
  });
  return { coordinator, counselor };
}

/** What somebody who asks for a call sends. */
export const anAsk = (more: Readonly<Record<string, unknown>> = {}) => ({
  name: 'Sam',
  contact: { channel: 'text', value: '813-555-0190', hours: ['evening'], ifSomeoneElse: 'say-nothing' },
  language: 'en',
  ...more,
});
