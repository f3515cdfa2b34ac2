import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../guard/actors.ts';
import type { Actor, Db, Door } from '../platform/db/index.ts';
import { databaseForTest } from '../platform/db/testing.ts';
import { newId } from '../platform/ids.ts';
import { newKey } from '../platform/secrets.ts';
import { databaseIsEmpty, loadDemo } from './index.ts';
import { ORG_ID } from './program.rows.ts';

const TODAY = '2026-11-25';
let door: Door;
let drop: () => Promise<void>;
const house = () => ({ door, masterKey: newKey() });

const as = (role: string, id = newId()): Actor => ({ org: ORG_ID, id, role, request: newId() });
const count = (actor: Actor, table: string) =>
  door.asActor(actor, 'operations', async (db: Db) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db);
    return rows[0]?.n;
  });

beforeAll(async () => {
  ({ door, drop } = await databaseForTest());
  expect(await databaseIsEmpty(house())).toBe(true);
  const from = performance.now();
  await loadDemo(house(), TODAY);
  console.log('ms', performance.now() - from);
}, 60_000);
afterAll(() => drop());

describe('the demo program', () => {
  test('is there', async () => {
    expect(await databaseIsEmpty(house())).toBe(false);
    for (const table of [
      'guard.participant',
      'schedule.session',
      'schedule.plan',
      'schedule.placement',
      'schedule.visit',
      'bridge.inquiry',
      'schedule.unserved',
    ])
      console.log(table, await count(as('coordinator'), table));
    console.log(await count(systemActor('system:planner', ORG_ID), 'schedule.busy'));
  });
});
