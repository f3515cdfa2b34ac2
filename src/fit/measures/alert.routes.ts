import { z } from '@hono/zod-openapi';
import { type Call, endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { Refusal, refusal, refuse } from '../../platform/http/problem.ts';
import type { Key } from '../../platform/secrets.ts';
import { todayOf } from '../assessment/assessment-shown.ts';
import { careTeamOf, licenceInForce } from '../decision/decision.store.ts';
import { INSTRUMENTS } from '../instruments/load.ts';
import type { AlertEvidence, AlertKind } from './alert.store.ts';
import { type AlertShown, alertShown, alerts, closeAlert, handOverAlert } from './measures.schema.ts';

const common = { tag: 'Alerts', audience: 'staff', purpose: 'treatment' } as const;
const params = z.object({ alert: z.uuid() });
/** Closed ones are shown for a month; older ones are in the record of who did what. */
const CLOSED_DAYS = 30;
const MOST = 500;

/** What must be looked at in time: seen, taken on, handed over, closed with what was done. */
export function alertRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/alerts',
      summary: 'Alerts on the people of my care team, soonest due first; or those closed in the last month',
      query: z.object({ state: z.enum(['open', 'closed']).default('open') }),
      answer: alerts,
    },
    async ({ db, actor, query, now }) => ({
      body: { alerts: await alertsShown(db, house.masterKey, actor, now, { state: query.state }) },
    }),
  );

  const answering = { ...common, method: 'post', params, answer: alertShown, versioned: true } as const;
  endpoint(
    app,
    house,
    {
      ...answering,
      path: '/api/alerts/:alert/acknowledge',
      summary: 'Take an alert on; one about safety takes a licence in force',
      body: z.object({}),
    },
    async (call) => {
      const one = await openOne(house.masterKey, call);
      if (one.state !== 'open') throw refusal(409, 'taken-on', 'Somebody has taken this on already.');
      const { today } = await todayOf(call.db, call.now);
      const licence = one.kind === 'safety' ? (await licenceInForce(call.db, call.actor, today)).words : null;
      return answer(house.masterKey, call, {
        state: 'acknowledged',
        owner: call.actor.id,
        acknowledged_by: call.actor.id,
        acknowledged_at: call.now,
        licence,
      });
    },
  );

  endpoint(
    app,
    house,
    {
      ...answering,
      path: '/api/alerts/:alert/close',
      summary: 'Close an alert with what was done',
      body: closeAlert,
    },
    async (call) => {
      const one = await openOne(house.masterKey, call);
      if (one.kind === 'safety' && one.state === 'open') {
        throw refusal(409, 'not-taken-on', 'Somebody with a licence takes this on before it is closed.');
      }
      const sealer = (await sealersFor(call.db, house.masterKey, [one.participant])).get(one.participant);
      if (sealer === undefined) throw refuse('not-found');
      return answer(house.masterKey, call, {
        state: 'closed',
        closed_by: call.actor.id,
        closed_at: call.now,
        done_sealed: sealer.seal(call.body.done),
        ...(one.state === 'open' ? { acknowledged_by: call.actor.id, acknowledged_at: call.now } : {}),
      });
    },
  );

  endpoint(
    app,
    house,
    {
      ...answering,
      path: '/api/alerts/:alert/hand-over',
      summary: 'Hand an alert over to somebody else of the care team',
      body: handOverAlert,
    },
    async (call) => {
      const one = await openOne(house.masterKey, call);
      if (!(await careTeamOf(call.db, one.participant)).includes(call.body.to)) {
        throw refuse('invalid', {
          fields: [{ pointer: '/to', detail: 'Choose somebody who is on this care team.' }],
        });
      }
      return answer(house.masterKey, call, { owner: call.body.to });
    },
  );
}

type Answering<B> = Call<z.output<typeof params>, object, B>;

/** The alert as it stands, if it is the version that was read and not closed. */
async function openOne<B>(master: Key, call: Answering<B>): Promise<AlertShown> {
  const one = await alertWhole(call.db, master, call.actor, call.now, call.params.alert);
  if (one === undefined) throw refuse('not-found');
  if (one.version !== call.version) throw refuse('stale', { current: one, shows: alertShown });
  if (one.state === 'closed') throw refusal(409, 'closed', 'This is closed already.');
  return one;
}

interface Change {
  readonly state?: 'acknowledged' | 'closed';
  readonly owner?: string;
  readonly acknowledged_by?: string;
  readonly acknowledged_at?: Date;
  readonly licence?: string | null;
  readonly closed_by?: string;
  readonly closed_at?: Date;
  readonly done_sealed?: Uint8Array;
}

async function answer<B>(master: Key, call: Answering<B>, change: Change) {
  const { db, actor, now, version, params: of } = call;
  const { numUpdatedRows } = await db
    .updateTable('fit.alert')
    .set({ ...change, version: version + 1 })
    .where('alert_id', '=', of.alert)
    .where('version', '=', version)
    .executeTakeFirst();
  const after = await alertWhole(db, master, actor, now, of.alert);
  if (after === undefined) throw refuse('not-found');
  if (numUpdatedRows !== 1n) throw refuse('stale', { current: after, shows: alertShown });
  return { body: after, version: version + 1 };
}

const alertWhole = async (
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  id: string,
): Promise<AlertShown | undefined> => (await alertsShown(db, master, actor, now, { id }))[0];

/** Alerts with who they are about, as far as the database lets whoever asks see. */
export async function alertsShown(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  which: { readonly state?: 'open' | 'closed'; readonly id?: string; readonly participant?: string },
): Promise<AlertShown[]> {
  const rows = await db
    .selectFrom('fit.alert as a')
    .leftJoin('guard.participant as p', (join) =>
      join.onRef('p.org_id', '=', 'a.org_id').onRef('p.participant_id', '=', 'a.participant_id'),
    )
    .leftJoin('guard.identity as i', (join) =>
      join.onRef('i.org_id', '=', 'a.org_id').onRef('i.participant_id', '=', 'a.participant_id'),
    )
    .leftJoin('guard.staff as o', (join) =>
      join.onRef('o.org_id', '=', 'a.org_id').onRef('o.staff_id', '=', 'a.owner'),
    )
    .leftJoin('guard.staff as k', (join) =>
      join.onRef('k.org_id', '=', 'a.org_id').onRef('k.staff_id', '=', 'a.acknowledged_by'),
    )
    .leftJoin('guard.staff as c', (join) =>
      join.onRef('c.org_id', '=', 'a.org_id').onRef('c.staff_id', '=', 'a.closed_by'),
    )
    .selectAll('a')
    .select([
      'p.record_code',
      'i.name_sealed',
      'o.display_name as owner_name',
      'k.display_name as taken_name',
      'c.display_name as closed_name',
    ])
    .$if(which.id !== undefined, (q) => q.where('a.alert_id', '=', which.id ?? ''))
    .$if(which.participant !== undefined, (q) => q.where('a.participant_id', '=', which.participant ?? ''))
    .$if(which.state === 'open', (q) => q.where('a.state', '<>', 'closed'))
    .$if(which.state === 'closed', (q) =>
      q
        .where('a.state', '=', 'closed')
        .where('a.closed_at', '>', new Date(now.getTime() - CLOSED_DAYS * 86_400_000)),
    )
    .orderBy('a.due_at')
    .orderBy('a.alert_id')
    .limit(MOST)
    .execute();
  const isLicensed = rows.length > 0 && (await hasLicence(db, actor, now));
  const sealers = await sealersFor(db, master, [...new Set(rows.map((row) => row.participant_id))]);
  return rows.map((row): AlertShown => {
    const sealer = sealers.get(row.participant_id);
    const evidence = row.evidence as unknown as AlertEvidence;
    const instrument = INSTRUMENTS.find(({ daybridge }) => daybridge.id === evidence.instrument);
    const safety = row.kind === 'safety' ? instrument?.daybridge.safety : undefined;
    const dueAt = new Date(row.due_at);
    return {
      participant: row.participant_id,
      recordCode: row.record_code,
      called:
        row.name_sealed === null || sealer === undefined
          ? null
          : (sealer.open(row.name_sealed) as { called: string }).called,
      id: row.alert_id,
      version: row.version,
      kind: row.kind as AlertKind,
      evidence: {
        ...evidence,
        items: [...evidence.items],
        action: safety?.action ?? null,
        next: safety?.next ?? null,
      },
      owner: { id: row.owner, name: row.owner_name ?? '', isMe: row.owner === actor.id },
      openedAt: new Date(row.opened_at).toISOString(),
      dueAt: dueAt.toISOString(),
      isOverdue: row.state === 'open' && dueAt < now,
      hasClimbed: row.climbed_at !== null,
      state: row.state as AlertShown['state'],
      acknowledged:
        row.acknowledged_at === null
          ? null
          : {
              by: row.taken_name ?? '',
              at: new Date(row.acknowledged_at).toISOString(),
              licence: row.licence ?? '',
            },
      closed:
        row.closed_at === null
          ? null
          : {
              by: row.closed_name ?? '',
              at: new Date(row.closed_at).toISOString(),
              done:
                row.done_sealed === null || sealer === undefined ? '' : String(sealer.open(row.done_sealed)),
            },
      mayIAcknowledge: row.state === 'open' && (row.kind !== 'safety' || isLicensed),
    };
  });
}

async function hasLicence(db: Db, actor: Actor, now: Date): Promise<boolean> {
  const { today } = await todayOf(db, now);
  try {
    await licenceInForce(db, actor, today);
    return true;
  } catch (fault) {
    if (fault instanceof Refusal) return false;
    throw fault;
  }
}
