import { z } from '@hono/zod-openapi';
import { systemActor } from '../../guard/actors.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { QUESTIONS } from '../assessment/assessment.ts';
import { todayOf } from '../assessment/assessment-shown.ts';
import {
  decisionCount,
  decisionsAfter,
  keepRemarks,
  keepTable,
  ownTableNamed,
  putInForce,
  tableNamed,
  tableOn,
  tablesListed,
  visibleAmong,
} from './level-table.store.ts';
import { rejudge } from './rejudge.ts';
import { TABLES } from './table.ts';
import { parseTable } from './table-format.ts';
import { ownTable } from './table-own.ts';

const FROM_DAYS_MAX = 365;
/** Past decisions judged in one request: a fraction of a second. */
const JUDGED_MAX = 10_000;
/** Ids named of one change and request: enough to look at, not a list to print. */
const NAMED_MAX = 200;
const FAULTS_MAX = 50;

const version = z.string().regex(/^[\w][\w.-]{0,39}$/);
const remark = z.object({ path: z.string(), message: z.string() });
const listed = z.object({
  version: z.string(),
  about: z.string(),
  isBuiltIn: z.boolean(),
  loadedAt: z.iso.datetime().nullable(),
  loadedBy: z.string().nullable(),
  remarks: z.array(remark).describe('What a clinical director should look at, though it refuses nothing'),
  inForceFrom: z.array(z.string()),
});

const changes = z.object({
  before: z.string(),
  after: z.string(),
  judged: z.number().int().describe('Past decisions judged by this request'),
  total: z.number().int().nullable().describe('Past decisions there are: told by the first request'),
  next: z.uuid().nullable().describe('Where the next request goes on; null at the end'),
  changes: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      count: z.number().int(),
      decisions: z.array(z.uuid()).describe('Those of them that you may see, 200 at most'),
    }),
  ),
});

const common = { tag: 'Level-of-care tables', audience: 'staff', purpose: 'operations' } as const;

/** A program's own level-of-care tables: loaded whole or refused whole, compared, put in force from a day. */
export function levelTableRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/level-tables',
      summary: 'The tables there are and the one in force',
      answer: z.object({ inForce: z.string(), tables: z.array(listed) }),
    },
    async ({ db, now }) => {
      const { today } = await todayOf(db, now);
      const tables = await tablesListed(db);
      return {
        body: {
          inForce: (await tableOn(db, today)).version,
          tables: tables.map((each) => ({
            ...each,
            remarks: [...each.remarks],
            inForceFrom: [...each.inForceFrom],
          })),
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/level-tables/:version',
      summary: 'One table as it was loaded',
      params: z.object({ version }),
      answer: z.object({ table: z.unknown() }),
    },
    async ({ db, params }) => {
      const table = await tableNamed(db, params.version);
      if (table === undefined) throw refuse('not-found');
      return { body: { table } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/level-tables',
      summary: 'Load an own table: taken only when it is whole and does not contradict itself',
      body: z.object({ table: z.unknown() }),
      answer: z.object({ version: z.string(), remarks: z.array(remark) }),
      status: 201,
      command: true,
    },
    async ({ db, actor, body }) => {
      const parsed = parseTable(body.table);
      if (!parsed.ok) throw refusedTable(parsed.faults);
      const { version: name } = parsed.table;
      const taken = refusal(
        409,
        'table-there',
        'There is a table of this version already.',
        'Give it a version of its own.',
      );
      if (TABLES.has(name)) throw taken;
      // Kept before it is checked: whoever may not load a table is told so before a long check begins, and a table that
      // is refused takes this row with it.
      if (!(await keepTable(db, actor, { version: name, content: body.table }))) throw taken;
      const own = ownTable(body.table, QUESTIONS);
      if (!own.ok) throw refusedTable(own.faults);
      const remarks = own.remarks.map(({ path, message }) => ({ path, message }));
      await keepRemarks(db, name, remarks);
      return { body: { version: name, remarks } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/level-tables/:version/in-force',
      summary: 'Put a table in force from a day; what was signed before keeps its own',
      params: z.object({ version }),
      body: z.object({ from: z.iso.date() }),
      answer: z.object({ version: z.string(), from: z.string() }),
      command: true,
    },
    async ({ db, actor, params, body, now }) => {
      const { today } = await todayOf(db, now);
      const days = (Date.parse(body.from) - Date.parse(today)) / 86_400_000;
      if (!(days >= 0 && days <= FROM_DAYS_MAX)) {
        throw refuse('invalid', {
          fields: [{ pointer: '/from', detail: 'The first day is today or within a year.' }],
        });
      }
      if ((await tableNamed(db, params.version)) === undefined) throw refuse('not-found');
      await putInForce(db, actor, params.version, body.from, now);
      return { body: { version: params.version, from: body.from } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/level-tables/:version/changes',
      summary: 'Who would be judged differently by this own table: past decisions, a part at a time',
      params: z.object({ version }),
      query: z.object({ with: version.optional(), after: z.uuid().optional() }),
      answer: changes,
      callsPerMinute: 120,
    },
    async ({ db, actor, params, query, now }) => {
      const after = await ownTableNamed(db, params.version);
      const { today } = await todayOf(db, now);
      const before = query.with === undefined ? await tableOn(db, today) : await tableNamed(db, query.with);
      if (after === undefined || before === undefined) throw refuse('not-found');
      const nothing = {
        before: before.version,
        after: after.version,
        judged: 0,
        total: null,
        next: null,
        changes: [],
      };
      return {
        body: nothing,
        // Everybody's answers count, also where whoever asks may not see the person; then only what they may see is named.
        after: async () => {
          const reviewer = systemActor('system:reviewer', actor.org, actor.request);
          const { page, total } = await house.door.asActor(reviewer, 'operations', async (all) => ({
            page: await decisionsAfter(all, query.after ?? null, JUDGED_MAX),
            // Counted once: each row counted is a question to the database's own rules.
            total: query.after === undefined ? await decisionCount(all) : null,
          }));
          const found = await rejudge({ before, after, rules: QUESTIONS }, page);
          const ids = found.changes.flatMap((change) => change.ids);
          const visible = await house.door.asActor(actor, 'operations', (own) => visibleAmong(own, ids));
          return {
            ...nothing,
            judged: found.judged,
            total,
            next: page.length < JUDGED_MAX ? null : (page.at(-1)?.id ?? null),
            changes: found.changes.map(({ from, to, count, ids: changed }) => ({
              from,
              to,
              count,
              decisions: changed.filter((id) => visible.has(id)).slice(0, NAMED_MAX),
            })),
          };
        },
      };
    },
  );
}

const refusedTable = (faults: readonly { readonly path: string; readonly message: string }[]) =>
  refuse('invalid', {
    detail: 'The table was not taken. Nothing changed.',
    fields: faults
      .slice(0, FAULTS_MAX)
      .map(({ path, message }) => ({ pointer: `/table${pointerOf(path)}`, detail: message })),
  });

/** "$.rows[3].when" is "/rows/3/when". */
const pointerOf = (path: string): string =>
  path
    .replace(/^\$/, '')
    .replace(/\[(\d+)\]/g, '/$1')
    .replace(/\./g, '/');
