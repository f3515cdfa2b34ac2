import { z } from '@hono/zod-openapi';
import { orgOf, sealerOf } from '../../guard/consent/consent.store.ts';
import { disclose } from '../../guard/disclosure/disclose.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import type { Sealer } from '../../guard/sealing.ts';
import { dayIn } from '../../platform/clock.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { addAuthorisation, authorisationsOf, changeAuthorisation } from './authorisation.store.ts';
import { appealsOf, warningsOf } from './authorisation.ts';
import { booksOf } from './books.store.ts';
import { addCoverage, changeCoverage, coveragesOf, type Member } from './coverage.store.ts';
import type { MoneyNeeds } from './money.routes.ts';
import {
  changedCoverage,
  type PersonMoneyShown,
  packetAnswer,
  packetWords,
  personMoney,
  sentDay,
  type WishedAuthorisationSent,
  wishedAuthorisation,
  wishedCoverage,
} from './money.schema.ts';
import { setPaidDay } from './paid-day.store.ts';
import { consentsForReview, nameOf } from './review.store.ts';
import { IN_A_REVIEW, packetFacts, packetText } from './review-packet.ts';
import { paidDaysOf } from './standing.store.ts';

const common = { tag: 'Money', audience: 'staff', purpose: 'payment' } as const;
const person = z.object({ participant: z.uuid() });
const path = '/api/people/:participant/authorisations' as const;

/** Who pays for a person, what was agreed to, and what is left of it. */
export function authorisationRoutes(app: HttpApp, house: House, needs: MoneyNeeds): void {
  const whole = (db: Db, actor: Actor, participant: string, now: Date) =>
    personShown(db, house, needs, actor, participant, now);

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path,
      summary: 'What is authorised for somebody, what is left of it and until when',
      params: person,
      answer: personMoney,
    },
    async ({ db, actor, params: { participant }, now }) => ({
      body: await whole(db, actor, participant, now),
    }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/coverages',
      summary: 'Who pays from a day on; what was in force ends the day before',
      params: person,
      body: wishedCoverage,
      answer: personMoney,
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'money', 'write');
      const sealer = await sealerOf(db, house.masterKey, participant);
      const { member, ...wished } = body;
      const memberSealed = member === null ? null : sealer.seal(member satisfies Member);
      await addCoverage(db, actor, participant, { ...wished, memberSealed }, now);
      return { body: await whole(db, actor, participant, now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/people/:participant/coverages/:coverage',
      summary: 'Correct the days of a coverage, or end it',
      params: person.extend({ coverage: z.uuid() }),
      body: changedCoverage,
      answer: personMoney,
      versioned: true,
    },
    async ({ db, actor, params: { participant, coverage }, body, version, now }) => {
      await mustAllow(db, participant, 'money', 'write');
      const isTheirs = (await coveragesOf(db, participant)).some(({ id }) => id === coverage);
      if (!isTheirs) throw refuse('not-found');
      if (!(await changeCoverage(db, actor, { id: coverage, version }, body, now))) {
        throw refuse('stale', { current: await whole(db, actor, participant, now), shows: personMoney });
      }
      return { body: await whole(db, actor, participant, now), version: version + 1 };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path,
      summary: 'Note what a payer was asked for, or agreed to',
      params: person,
      body: wishedAuthorisation,
      answer: personMoney,
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'money', 'write');
      const sealer = await sealerOf(db, house.masterKey, participant);
      const of = { participant, payer: body.payer };
      await addAuthorisation(db, actor, of, sealedIn(body, sealer), now);
      return { body: await whole(db, actor, participant, now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: `${path}/:authorisation`,
      summary: 'Change what was agreed to: approved, denied, extended',
      params: person.extend({ authorisation: z.uuid() }),
      body: wishedAuthorisation,
      answer: personMoney,
      versioned: true,
    },
    async ({ db, actor, params: { participant, authorisation }, body, version, now }) => {
      await mustAllow(db, participant, 'money', 'write');
      await mustBeTheirs(db, participant, authorisation);
      const sealer = await sealerOf(db, house.masterKey, participant);
      const of = { id: authorisation, version };
      if (!(await changeAuthorisation(db, actor, of, sealedIn(body, sealer), now))) {
        throw refuse('stale', { current: await whole(db, actor, participant, now), shows: personMoney });
      }
      return { body: await whole(db, actor, participant, now), version: version + 1 };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/paid-days',
      summary: 'Note that the person paid a day in full and keeps it from the plan, or take that back',
      params: person,
      body: z.strictObject({ on: sentDay, isPaid: z.boolean() }),
      answer: personMoney,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'money', 'write');
      await setPaidDay(db, actor, participant, body, now);
      return { body: await whole(db, actor, participant, now) };
    },
  );

  reviewRoutes(app, house, needs);
}

/** The review a payer asks for: facts first, a person's words where facts end, and out only under a consent. */
function reviewRoutes(app: HttpApp, house: House, needs: MoneyNeeds): void {
  const params = person.extend({ authorisation: z.uuid() });
  const master = house.masterKey;
  const gathered = async (db: Db, actor: Actor, of: z.output<typeof params>, now: Date) => {
    const { participant, authorisation } = of;
    // Who may not read the assessment has no review to write.
    for (const category of IN_A_REVIEW) await mustAllow(db, participant, category, 'read');
    const one = await mustBeTheirs(db, participant, authorisation);
    const books = await booksOf(db, actor, needs.signedNotes, now, participant);
    const name = await nameOf(db, master, participant);
    const facts = await packetFacts(db, master, needs, { participant, since: one.start, now });
    const used = books.authorisations.find(({ id }) => id === authorisation)?.used ?? 0;
    return { one, facts, used, payer: books.payers.get(one.payer)?.name ?? '', name };
  };

  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'treatment',
      method: 'get',
      path: `${path}/:authorisation/packet`,
      summary: 'What a review would tell the payer: the minimum, as facts',
      params,
      answer: packetAnswer,
    },
    async ({ db, actor, params: of, now }) => {
      const { one, facts, used, payer } = await gathered(db, actor, of, now);
      const { zone } = await orgOf(db);
      return {
        body: {
          participant: of.participant,
          payer,
          since: one.start,
          level: one.level,
          used,
          approved: one.approved,
          ...facts,
          ratedOn: facts.ratedAt === null ? null : dayIn(zone, new Date(facts.ratedAt)),
          consents: [...(await consentsForReview(db, master, of.participant))],
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'treatment',
      method: 'post',
      path: `${path}/:authorisation/packet`,
      summary: 'Let the review leave under a consent: written down first, with what must go along',
      params,
      body: packetWords.extend({
        consent: z.uuid(),
        way: z.enum(['fax', 'mail', 'export', 'print', 'spoken']),
      }),
      answer: z.object({
        participant: packetAnswer.shape.participant,
        id: z.uuid(),
        to: z.string(),
        text: z.string(),
        statement: z.string(),
        scope: z.string(),
      }),
      status: 201,
      command: true,
      fresh: true,
    },
    async ({ db, actor, params: of, body: { consent, way, ...words }, now }) => {
      const { one, facts, used, payer, name } = await gathered(db, actor, of, now);
      const text = packetText(
        { ...name, payer, level: one.level, since: one.start, used, approved: one.approved },
        facts,
        words,
      );
      const left = await disclose(db, master, actor, now, {
        basis: 'consent',
        consent,
        participant: of.participant,
        way,
        purpose: 'payment',
        categories: IN_A_REVIEW,
        what: `A review of care since ${one.start} for ${payer}`,
        content: text,
      });
      const { statement = '', scope = '' } = left.accompanying ?? {};
      return { body: { participant: of.participant, id: left.id, to: left.to, text, statement, scope } };
    },
  );
}

async function mustBeTheirs(db: Db, participant: string, authorisation: string) {
  const found = (await authorisationsOf(db, participant)).find(({ id }) => id === authorisation);
  if (found === undefined) throw refuse('not-found');
  return found;
}

const sealedIn = ({ number, contact, payer: _, ...wished }: WishedAuthorisationSent, sealer: Sealer) => ({
  ...wished,
  numberSealed: number === null || number === '' ? null : sealer.seal(number),
  contactSealed: contact === null || contact === '' ? null : sealer.seal(contact),
});

async function personShown(
  db: Db,
  house: House,
  needs: MoneyNeeds,
  actor: Actor,
  participant: string,
  now: Date,
): Promise<PersonMoneyShown> {
  const mayBill = actor.role === 'biller';
  await mustAllow(db, participant, 'money', 'read');
  const who = await db
    .selectFrom('guard.participant')
    .select('record_code')
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  const sealer = await sealerOf(db, house.masterKey, participant);
  const books = await booksOf(db, actor, needs.signedNotes, now, participant);
  const named = (payer: string) => books.payers.get(payer)?.name ?? '';
  const opened = (sealed: Uint8Array | null) =>
    sealed === null || !mayBill ? null : (sealer.open(sealed) as string);
  return {
    participant,
    recordCode: who?.record_code ?? null,
    today: books.today,
    mayChange: mayBill,
    coverages: books.coverages.map(({ memberSealed, payer, id, level, since, until, version }) => ({
      id,
      payer: payer === null ? null : named(payer),
      level,
      since,
      until,
      member: memberSealed === null ? null : (sealer.open(memberSealed) as Member),
      version,
    })),
    authorisations: books.authorisations.map((one) => ({
      id: one.id,
      payer: { id: one.payer, name: named(one.payer) },
      kind: one.kind,
      state: one.state,
      level: one.level,
      codes: [...one.codes],
      unit: one.unit,
      daysPerWeek: one.daysPerWeek,
      start: one.start,
      end: one.end,
      requested: one.requested,
      approved: one.approved,
      pended: one.pended,
      nextReview: one.nextReview,
      criteria: one.criteria,
      deniedOn: one.deniedOn,
      number: opened(one.numberSealed),
      contact: opened(one.contactSealed),
      used: one.used,
      left: Math.max(0, one.approved - one.used),
      warnings: one.state === 'approved' ? warningsOf(one, books.today) : [],
      appeals:
        one.deniedOn === null
          ? null
          : appealsOf(one.deniedOn, books.rules.get(one.payer)?.appeals ?? DEFAULT_APPEALS),
      version: one.version,
    })),
    paidDays: mayBill ? await paidDaysOf(db, participant) : [],
  };
}
/** 42 CFR 438.402-438.410, where a payer's rules are gone. */
const DEFAULT_APPEALS = { peerToPeerHours: 72, expeditedHours: 72, standardDays: 30 };
