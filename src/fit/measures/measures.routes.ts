import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import { type Sealer, sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { todayIn } from '../../schedule/index.ts';
import { todayOf } from '../assessment/assessment-shown.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { UnknownInstrument } from '../instruments/load.ts';
import { alertsShown } from './alert.routes.ts';
import { openSafetyAlert } from './alert.store.ts';
import {
  addCheckIn,
  type CheckIn,
  checkInsOf,
  daysAfter,
  measuredPeople,
  planInForce,
} from './check-in.store.ts';
import { type Library, libraryOf } from './form.store.ts';
import { formOf, languageFor } from './form.ts';
import { nextDue } from './measure-plan.ts';
import { lookSoon } from './measures.jobs.ts';
import {
  alerts,
  askNow,
  formAnswer,
  interview,
  interviewAnswer,
  type MeasuresShown,
  measuresAnswer,
  type ResponseShown,
  withdraw,
} from './measures.schema.ts';
import { faultsIn } from './my-check-ins.routes.ts';
import { keepResponse, type Response, responsesOf } from './response.store.ts';
import { seriesOf } from './series.ts';

const common = { tag: 'Measures', audience: 'staff', purpose: 'treatment' } as const;
const ofPerson = z.object({ participant: z.uuid() });
const SHOWN_DAYS = 365;
const ASKED_DUE_DAYS = 2;

/** What somebody answered over time, for their care team. */
export function measuresRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/people/:participant/measures',
      summary: 'Everything this person answered, as trends, and what they were asked',
      params: ofPerson,
      answer: measuresAnswer,
    },
    async ({ db, params: { participant }, now }) => {
      await mustAllow(db, participant, 'measure', 'read');
      return { body: await measuresShown(db, house, participant, now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/people/:participant/alerts',
      summary: 'What must be looked at about this person',
      params: ofPerson,
      answer: alerts,
    },
    async ({ db, actor, params: { participant }, now }) => {
      await mustAllow(db, participant, 'measure', 'read');
      return {
        body: {
          alerts: await alertsShown(db, house.masterKey, actor, now, { participant, state: 'open' }),
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'operations',
      method: 'get',
      path: '/api/instruments/:instrument/form',
      summary: 'The questions of a form, for asking them in person',
      params: z.object({ instrument: z.string().min(1).max(40) }),
      query: z.object({ language: z.enum(['en', 'es']).default('en') }),
      answer: formAnswer,
    },
    async ({ db, params, query }) => {
      const instrument = known(await libraryOf(db), params.instrument);
      return { body: formOf(instrument, languageFor(instrument, query.language)) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/responses',
      summary: 'Enter what the person answered when they were asked in person or by phone',
      params: ofPerson,
      body: interview,
      answer: interviewAnswer,
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'measure', 'read');
      await mustAllow(db, participant, 'measure', 'write');
      const { zone, today } = await todayOf(db, now);
      const instrument = known(await libraryOf(db), body.instrument, body.version ?? undefined);
      const filled = { instrument: body.instrument, answers: body.answers, given: body.given };
      const fields = [...faultsIn(instrument, filled)];
      if (body.on > today) fields.push({ pointer: '/on', detail: 'That day has not come yet.' });
      if (fields.length > 0) throw refuse('invalid', { fields });
      const sealer = await sealerOf(db, house, participant);
      const language = await languageOf(db, participant);
      const { id, scored } = await keepResponse(db, sealer, actor, {
        participant,
        checkIn: null,
        instrument,
        filled,
        language: languageFor(instrument, language),
        mode: body.mode,
        // Today's at this very moment; an earlier day's at its noon.
        answeredAt: body.on === today ? now : new Date(`${body.on}T16:00:00Z`),
      });
      const alert = await openSafetyAlert(db, actor, {
        participant,
        response: id,
        instrument,
        answers: body.answers,
        scored,
        otherwise: actor.id,
        zone,
        now,
      });
      return {
        body: {
          participant,
          response: await responseById(db, sealer, participant, id, zone),
          alert: alert?.id ?? null,
        },
        after: async () => lookSoon(house, actor.org, participant),
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/check-ins',
      summary: 'Ask this person now',
      params: ofPerson,
      body: askNow,
      answer: measuresAnswer,
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'measure', 'read');
      await mustAllow(db, participant, 'measure', 'write');
      await ask(db, actor, participant, body.instruments, now);
      return { body: await measuresShown(db, house, participant, now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/responses/:response/withdraw',
      summary: 'Say that a response was entered in error: it stays, and counts no longer',
      params: z.object({ response: z.uuid() }),
      body: withdraw,
      answer: measuresAnswer,
      command: true,
    },
    async ({ db, actor, params: { response }, body, now }) => {
      const row = await db
        .selectFrom('fit.response')
        .select(['participant_id', 'withdrawn_at'])
        .where('response_id', '=', response)
        .executeTakeFirst();
      if (row === undefined) throw refuse('not-found');
      await mustAllow(db, row.participant_id, 'measure', 'write');
      if (row.withdrawn_at !== null) throw refusal(409, 'withdrawn', 'This was taken back already.');
      const sealer = await sealerOf(db, house, row.participant_id);
      await db
        .updateTable('fit.response')
        .set({
          withdrawn_by: actor.id,
          withdrawn_at: now,
          withdrawn_reason_sealed: sealer.seal(body.reason),
        })
        .where('response_id', '=', response)
        .where('withdrawn_at', 'is', null)
        .execute();
      return { body: await measuresShown(db, house, row.participant_id, now) };
    },
  );
}

async function ask(
  db: Db,
  actor: Actor,
  participant: string,
  instruments: readonly string[],
  now: Date,
): Promise<void> {
  const { today } = await todayOf(db, now);
  const library = await libraryOf(db);
  const open = (await checkInsOf(db, participant, daysAfter(today, -SHOWN_DAYS))).filter(
    ({ state, closesOn }) => state === 'open' && closesOn >= today,
  );
  const fields = instruments.flatMap((id, at) => {
    const pointer = `/instruments/${at}`;
    if (instruments.indexOf(id) !== at) return [{ pointer, detail: 'It is there twice.' }];
    if (!library.canBeSent(id)) {
      return [{ pointer, detail: 'This is asked in person, or its words are not there. Load them first.' }];
    }
    return open.some(({ asks }) => asks.some(({ instrument }) => instrument === id))
      ? [{ pointer, detail: 'They are asked this already.' }]
      : [];
  });
  if (fields.length > 0) throw refuse('invalid', { fields });
  await addCheckIn(db, actor, {
    participant,
    reason: 'asked',
    asks: instruments.map((instrument) => ({ instrument, version: library.of(instrument).version })),
    openedOn: today,
    dueOn: daysAfter(today, ASKED_DUE_DAYS),
    askedBy: actor.id,
  });
}

/** @throws Refusal not-found for an instrument that is not there, invalid for a version that is not */
function known(library: Library, id: string, version?: string): Instrument {
  try {
    return library.of(id, version);
  } catch (fault) {
    if (!(fault instanceof UnknownInstrument)) throw fault;
    if (version === undefined) throw refuse('not-found');
    throw refuse('invalid', { fields: [{ pointer: '/version', detail: fault.message }] });
  }
}

async function sealerOf(db: Db, house: House, participant: string): Promise<Sealer> {
  const sealer = (await sealersFor(db, house.masterKey, [participant])).get(participant);
  if (sealer === undefined) throw refuse('not-found');
  return sealer;
}

const languageOf = async (db: Db, participant: string): Promise<string> =>
  (
    await db
      .selectFrom('guard.identity')
      .select('language')
      .where('participant_id', '=', participant)
      .executeTakeFirst()
  )?.language ?? 'en';

async function responseById(
  db: Db,
  sealer: Sealer,
  participant: string,
  id: string,
  zone: string,
): Promise<ResponseShown> {
  const found = (await responsesOf(db, [participant])).get(participant)?.find((one) => one.id === id);
  if (found === undefined) throw refuse('not-found');
  return responseShown(found, sealer, zone);
}

const responseShown = (one: Response, sealer: Sealer, zone: string): ResponseShown => ({
  id: one.id,
  instrument: one.instrument,
  version: one.version,
  mode: one.mode,
  language: one.language,
  by: one.by,
  answeredAt: one.answeredAt.toISOString(),
  on: todayIn(zone, one.answeredAt),
  status: one.status,
  score: one.score,
  band: one.band,
  subscores: { ...one.subscores },
  flags: [...one.flags],
  isPositive: one.isPositive,
  safety: one.safety,
  withdrawn: one.withdrawn && {
    by: one.withdrawn.by,
    at: one.withdrawn.at.toISOString(),
    reason: String(sealer.open(one.withdrawn.reasonSealed)),
  },
});

async function measuresShown(db: Db, house: House, participant: string, now: Date): Promise<MeasuresShown> {
  const { zone, today } = await todayOf(db, now);
  const library = await libraryOf(db);
  const sealer = await sealerOf(db, house, participant);
  const responses = (await responsesOf(db, [participant])).get(participant) ?? [];
  const person = (await measuredPeople(db, zone, today, participant)).get(participant);
  const due = person === undefined ? [] : nextDue((await planInForce(db)).items, person);
  const ids = [
    ...new Set([
      ...responses.map(({ instrument }) => instrument),
      ...due.map(({ instrument }) => instrument),
    ]),
  ];
  const checkIns = await checkInsOf(db, participant, daysAfter(today, -SHOWN_DAYS));
  return {
    participant,
    series: ids.map((id) => {
      const own = responses.filter(({ instrument }) => instrument === id);
      const instrument = library.of(id);
      const series = seriesOf(instrument, own, ({ answeredAt }) => todayIn(zone, answeredAt));
      return {
        instrument: id,
        title: instrument.title,
        lines: series.lines.map((line) => ({ ...line, bands: [...line.bands], points: [...line.points] })),
        responses: own.map((one) => responseShown(one, sealer, zone)),
        sinceFirst: series.sinceFirst,
        sinceLast: series.sinceLast,
        isResponse: series.isResponse,
        isRemission: series.isRemission,
        nextOn: due.find((one) => one.instrument === id)?.on ?? null,
        canBeSent: library.canBeSent(id),
      };
    }),
    checkIns: checkIns.map((one) => checkInShown(one, today)),
  };
}

const checkInShown = (one: CheckIn, today: string): MeasuresShown['checkIns'][number] => ({
  id: one.id,
  version: one.version,
  reason: one.reason,
  instruments: one.asks.map(({ instrument }) => instrument),
  state: one.state === 'open' && one.closesOn < today ? 'lapsed' : one.state,
  openedOn: one.openedOn,
  dueOn: one.dueOn,
  closesOn: one.closesOn,
  sentAt: one.sentAt?.toISOString() ?? null,
});
