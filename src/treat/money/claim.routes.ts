import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { mustBill, recordCodes } from './biller.store.ts';
import { booksOf, type SignedNotes } from './books.store.ts';
import { exportClaim, readyFor, sentLines, voidLine } from './claim.store.ts';
import { exportedAnswer, previewAnswer, sentAnswer } from './money.schema.ts';

const common = { tag: 'Money', audience: 'staff', purpose: 'payment' } as const;
const FILE_LINES_MAX = 5000;

/** Claims: looked at first, then they leave as a file, each line once. */
export function claimRoutes(app: HttpApp, house: House, signedNotes: SignedNotes): void {
  const master = house.masterKey;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/money/claims/:payer',
      summary: 'What would go to this payer, row by row, with what each row lacks; nothing leaves by looking',
      params: z.object({ payer: z.uuid() }),
      answer: previewAnswer,
    },
    async ({ db, actor, params: { payer }, now }) => {
      mustBill(actor);
      const books = await booksOf(db, actor, signedNotes, now);
      const rows = await readyFor(db, master, books, payer);
      const codes = await recordCodes(db);
      return {
        body: {
          payer: { id: payer, name: books.payers.get(payer)?.name ?? '' },
          rows: rows.map(({ key, line, cents, problems, fewDays }) => ({
            key,
            participant: line.participant,
            recordCode: codes.get(line.participant) ?? null,
            on: line.on,
            code: line.code,
            modifiers: line.modifiers,
            units: line.units,
            isDay: line.isDay,
            minutes: line.minutes,
            cents,
            problems,
            fewDays,
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
      method: 'post',
      path: '/api/money/claims/:payer',
      summary: 'Let these lines leave as a claim file: written down first, each line once',
      params: z.object({ payer: z.uuid() }),
      body: z.strictObject({
        keys: z.array(z.string().max(200)).min(1, 'Choose at least one line.').max(FILE_LINES_MAX),
      }),
      answer: exportedAnswer,
      status: 201,
      command: true,
      fresh: true,
    },
    async ({ db, actor, params: { payer }, body: { keys }, now }) => {
      mustBill(actor);
      const books = await booksOf(db, actor, signedNotes, now);
      const exported = await exportClaim(db, master, actor, now, { books, payer, keys });
      const people = [...new Set(keys.map((key) => key.split(' ')[0] ?? ''))];
      return { body: { ...exported, people: people.map((participant) => ({ participant })) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/money/sent',
      summary: 'Claim lines that left, the newest first',
      answer: sentAnswer,
    },
    async ({ db, actor }) => {
      mustBill(actor);
      return { body: { lines: (await sentLines(db)).map(lineShown) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/money/sent/:line/void',
      summary: 'Take a claim line back with its reason; what it was made of may then go out again',
      params: z.object({ line: z.uuid() }),
      body: z.strictObject({ reason: z.string().trim().min(1, 'Say why it is void.').max(500) }),
      answer: sentAnswer,
      versioned: true,
      command: true,
    },
    async ({ db, actor, params: { line }, body: { reason }, version, now }) => {
      mustBill(actor);
      if (!(await voidLine(db, master, actor, now, { id: line, version, reason }))) {
        throw refuse('stale', {
          current: { lines: (await sentLines(db)).map(lineShown) },
          shows: sentAnswer,
        });
      }
      return { body: { lines: (await sentLines(db)).map(lineShown) } };
    },
  );
}

const lineShown = (line: Awaited<ReturnType<typeof sentLines>>[number]) => ({
  ...line,
  sentAt: line.sentAt.toISOString(),
});
