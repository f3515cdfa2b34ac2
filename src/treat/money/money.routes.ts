import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { authorisationRoutes } from './authorisation.routes.ts';
import { warningsOf } from './authorisation.ts';
import { isLost } from './billable.ts';
import { mustBill, recordCodes } from './biller.store.ts';
import { type Books, booksOf, type SignedNotes } from './books.store.ts';
import { claimRoutes } from './claim.routes.ts';
import { CODES } from './codes.ts';
import { type MoneyShown, moneyAnswer, payerShown, payersAnswer, wishedPayer } from './money.schema.ts';
import { addPayer, changePayer, payersOf } from './payer.store.ts';
import { RULE_SETS } from './payer-rules.ts';
import type { ReviewNeeds } from './review-packet.ts';
import { totalsOf, waitingOf } from './work-list.ts';

const common = { tag: 'Money', audience: 'staff', purpose: 'payment' } as const;
const LIST_MAX = 200;
/** The payers are the program's own, and name nobody. */
const KEEPS_PAYERS = ['biller', 'director', 'admin'];

/** What money needs to know that is kept elsewhere. */
export interface MoneyNeeds extends ReviewNeeds {
  readonly signedNotes: SignedNotes;
}

/** What can still be saved, what is ready, who pays and how. */
export function moneyRoutes(app: HttpApp, house: House, needs: MoneyNeeds): void {
  claimRoutes(app, house, needs.signedNotes);
  authorisationRoutes(app, house, needs);

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/money',
      summary: 'Money at risk and why, what can still be saved first; what is ready to claim',
      answer: moneyAnswer,
    },
    async ({ db, actor, now }) => {
      mustBill(actor);
      const books = await booksOf(db, actor, needs.signedNotes, now);
      return { body: shown(books, await recordCodes(db)) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/money/payers',
      summary: 'Who pays, by which rules',
      answer: payersAnswer,
    },
    async ({ db, actor }) => {
      mustKeepPayers(actor);
      return {
        body: {
          payers: [...(await payersOf(db))],
          ruleSets: [...RULE_SETS.values()].map((set) => ({
            key: set.key,
            label: set.label,
            minMinutes: set.levels.IOP?.minMinutes ?? null,
            round: set.round,
            fileWithinDays: set.fileWithinDays,
            sources: Object.values(set.sources),
          })),
          codes: [...CODES.values()].map(({ code, label, unit }) => ({ code, label, unit })),
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/money/payers',
      summary: 'Add a payer with its rules',
      body: wishedPayer,
      answer: payerShown,
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      mustKeepPayers(actor);
      const id = await addPayer(db, actor, body, now);
      return { body: await payerWhole(db, id) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/money/payers/:payer',
      summary: 'Change a payer, its rates or its own numbers',
      params: z.object({ payer: z.uuid() }),
      body: wishedPayer,
      answer: payerShown,
      versioned: true,
    },
    async ({ db, actor, params: { payer }, body, version, now }) => {
      mustKeepPayers(actor);
      const before = await payerWhole(db, payer);
      if (!(await changePayer(db, actor, { id: payer, version }, body, now)))
        throw refuse('stale', { current: before });
      return { body: await payerWhole(db, payer), version: version + 1 };
    },
  );
}

function mustKeepPayers(actor: Actor): void {
  if (!KEEPS_PAYERS.includes(actor.role)) throw refuse('not-found');
}

async function payerWhole(db: Db, id: string) {
  const found = (await payersOf(db)).find((payer) => payer.id === id);
  if (found === undefined) throw refuse('not-found');
  return found;
}

function shown(books: Books, codes: ReadonlyMap<string, string | null>): MoneyShown {
  const { open, rates, payers, today } = books;
  const ready = open.filter(({ reasons }) => reasons.length === 0);
  const held = open.filter(({ reasons }) => reasons.length > 0);
  const waiting = waitingOf(open, rates);
  const named = (payer: string | null) => (payer === null ? null : (payers.get(payer)?.name ?? null));
  return {
    today,
    ready: totalsOf(ready, rates),
    atRisk: totalsOf(
      held.filter(({ reasons }) => !isLost(reasons)),
      rates,
    ),
    lost: totalsOf(
      held.filter(({ reasons }) => isLost(reasons)),
      rates,
    ),
    payers: [...payers.values()].map(({ id, name }) => ({
      id,
      name,
      ready: totalsOf(
        ready.filter(({ payer }) => payer === id),
        rates,
      ),
    })),
    waiting: waiting.slice(0, LIST_MAX).map((one) => ({
      ...one,
      recordCode: codes.get(one.participant) ?? null,
      payer: named(one.payer),
    })),
    more: Math.max(0, waiting.length - LIST_MAX),
    running: books.authorisations
      .filter(({ state }) => state === 'approved' || state === 'requested')
      .map((one) => ({ ...one, warnings: warningsOf(one, today) }))
      .filter(({ warnings, end }) => warnings.length > 0 && end >= today)
      .sort((a, b) => a.end.localeCompare(b.end))
      .slice(0, LIST_MAX)
      .map((one) => ({
        participant: one.participant,
        recordCode: codes.get(one.participant) ?? null,
        payer: named(one.payer) ?? '',
        unit: one.unit,
        approved: one.approved,
        used: one.used,
        left: Math.max(0, one.approved - one.used),
        end: one.end,
        warnings: one.warnings,
      })),
  };
}
