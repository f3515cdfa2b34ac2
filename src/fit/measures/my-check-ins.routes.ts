import { z } from '@hono/zod-openapi';
import { type Call, endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { type Sealer, sealersFor } from '../../guard/sealing.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { type FieldFault, Refusal, refusal, refuse } from '../../platform/http/problem.ts';
import { todayOf } from '../assessment/assessment-shown.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { openSafetyAlert } from './alert.store.ts';
import {
  type CheckIn,
  checkInsOf,
  checkInWhole,
  daysAfter,
  keepAnswers,
  markSent,
} from './check-in.store.ts';
import { type Library, libraryOf } from './form.store.ts';
import { formOf, languageFor } from './form.ts';
import { lookSoon } from './measures.jobs.ts';
import {
  type Filled,
  keptAnswers,
  type MyCheckInShown,
  myCheckIn,
  myCheckIns,
  sendAnswers,
  sentAnswer,
} from './measures.schema.ts';
import { keepResponse, scoreFilled } from './response.store.ts';

const common = { tag: 'Check-ins', audience: 'participant', purpose: 'self' } as const;
const params = z.object({ checkIn: z.uuid() });
const SHOWN_DAYS = 365;
const SECONDS_A_QUESTION = 8;

/** The person's own check-ins: what is asked, kept as it is answered, and sent. */
export function myCheckInRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/my/check-ins',
      summary: 'What I am asked, with what I answered so far; then what I sent in the last year',
      answer: myCheckIns,
    },
    async ({ db, actor, now }) => {
      const { today } = await todayOf(db, now);
      const found = await checkInsOf(db, actor.id, daysAfter(today, -SHOWN_DAYS));
      const desk = await deskFor(db, house, actor.id);
      const isOpen = ({ state, closesOn }: CheckIn) => state === 'open' && closesOn >= today;
      return {
        body: {
          checkIns: found
            .toSorted((one, other) => Number(isOpen(other)) - Number(isOpen(one)))
            .map((one) => shown(desk, one, today)),
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/my/check-ins/:checkIn/answers',
      summary: 'Keep what I answered so far',
      params,
      body: keptAnswers,
      answer: myCheckIn,
      versioned: true,
    },
    async ({ db, actor, params: { checkIn }, body, version, now }) => {
      const { today } = await todayOf(db, now);
      const desk = await deskFor(db, house, actor.id);
      const one = await openOne(db, checkIn, today);
      refuseWrong(desk.library, one, body.answers);
      const kept =
        one.version === version ? await keepAnswers(db, desk.sealer, one, body.answers) : undefined;
      const after = await checkInWhole(db, checkIn);
      if (after === undefined) throw refuse('not-found');
      const answer = shown(desk, after, today);
      if (kept === undefined) throw refuse('stale', { current: answer, shows: myCheckIn });
      return { body: answer, version: kept };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/my/check-ins/:checkIn/send',
      summary: 'Send my answers to my care team',
      params,
      body: sendAnswers,
      answer: sentAnswer,
      status: 201,
      command: true,
      versioned: true,
    },
    (call) => send(house, call),
  );
}

interface Desk {
  readonly library: Library;
  readonly sealer: Sealer;
  readonly language: string;
}

async function deskFor(db: Db, house: House, participant: string): Promise<Desk> {
  const identity = await db
    .selectFrom('guard.identity')
    .select('language')
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  const sealer = (await sealersFor(db, house.masterKey, [participant])).get(participant);
  if (sealer === undefined) throw refuse('not-found');
  return { library: await libraryOf(db), sealer, language: identity?.language ?? 'en' };
}

async function openOne(db: Db, id: string, today: string): Promise<CheckIn> {
  const one = await checkInWhole(db, id);
  if (one === undefined) throw refuse('not-found');
  if (one.state === 'sent') throw refusal(409, 'sent', 'You sent this already. Your care team has it.');
  if (one.state !== 'open' || one.closesOn < today) {
    throw refusal(409, 'lapsed', 'The time for this one is over. Nothing is lost: the next one comes soon.');
  }
  return one;
}

function shown({ library, sealer, language }: Desk, one: CheckIn, today: string): MyCheckInShown {
  const isOpen = one.state === 'open' && one.closesOn >= today;
  const instruments = one.asks.map(({ instrument, version }) => library.of(instrument, version));
  const forms = instruments.map((instrument) => formOf(instrument, languageFor(instrument, language)));
  const answers = isOpen && one.draftSealed !== null ? (sealer.open(one.draftSealed) as Filled[]) : [];
  const questionCount = forms.reduce((sum, { questions }) => sum + questions.length, 0);
  return {
    participant: one.participant,
    id: one.id,
    version: one.version,
    state: one.state === 'open' && !isOpen ? 'lapsed' : one.state,
    dueOn: one.dueOn,
    closesOn: one.closesOn,
    sentAt: one.sentAt?.toISOString() ?? null,
    forms: isOpen ? forms : [],
    answers,
    questionCount,
    answeredCount: answers.reduce(
      (sum, filled) =>
        sum + filled.answers.filter((answer) => answer !== null).length + Object.keys(filled.given).length,
      0,
    ),
    minutes: Math.max(1, Math.ceil((questionCount * SECONDS_A_QUESTION) / 60)),
  };
}

/** Answers to what was not asked, too many of them, or outside of what can be answered: told by place, kept by nobody. */
function refuseWrong(library: Library, { asks }: CheckIn, filled: readonly Filled[]): void {
  const fields = filled.flatMap((one, at): FieldFault[] => {
    const asked = asks.find(({ instrument }) => instrument === one.instrument);
    const isTwice = filled.findIndex(({ instrument }) => instrument === one.instrument) !== at;
    if (asked === undefined || isTwice) {
      return [{ pointer: `/answers/${at}/instrument`, detail: 'This was not asked.' }];
    }
    return faultsIn(library.of(asked.instrument, asked.version), one).map(({ pointer, detail }) => ({
      pointer: `/answers/${at}${pointer}`,
      detail,
    }));
  });
  if (fields.length > 0) throw refuse('invalid', { fields });
}

/** What is wrong with a filled-in form, by place: "/answers/3", "/given/sex". */
export function faultsIn(instrument: Instrument, filled: Filled): readonly FieldFault[] {
  const { asks, items } = instrument.daybridge;
  const unknown = Object.keys(filled.given)
    .filter((key) => !asks.some((ask) => ask.key === key))
    .map((key) => ({ pointer: `/given/${key}`, detail: 'This is not asked here.' }));
  const { faults } = scoreFilled(instrument, filled);
  return [
    ...unknown,
    ...faults.map((fault) => {
      const item = /^INVALID:item(\d+)$/.exec(fault)?.[1];
      if (item !== undefined) {
        return { pointer: `/answers/${Number(item) - 1}`, detail: 'This is none of the answers.' };
      }
      if (fault === 'INVALID:length') {
        return {
          pointer: '/answers',
          detail: `It has ${items.length} questions, not ${filled.answers.length}.`,
        };
      }
      const fact = /^INVALID:(\w+)$/.exec(fault)?.[1];
      if (fact !== undefined) return { pointer: `/given/${fact}`, detail: 'This is none of the answers.' };
      return { pointer: '/answers', detail: 'Two of these answers do not go together. Please look again.' };
    }),
  ];
}

type Send = Call<z.output<typeof params>, object, z.output<typeof sendAnswers>>;

async function send(house: House, { db, actor, params: { checkIn }, body, version, now }: Send) {
  const { zone, today } = await todayOf(db, now);
  const desk = await deskFor(db, house, actor.id);
  const one = await openOne(db, checkIn, today);
  if (one.version !== version) {
    throw refuse('stale', { current: shown(desk, one, today), shows: myCheckIn });
  }
  refuseWrong(desk.library, one, body.answers);
  const forms = one.asks.map(({ instrument: id, version: of }) => {
    const instrument = desk.library.of(id, of);
    const filled = body.answers.find(({ instrument: answered }) => answered === id) ?? {
      instrument: id,
      answers: instrument.daybridge.items.map(() => null),
      given: {},
    };
    return { instrument, filled, scored: scoreFilled(instrument, filled) };
  });
  if (!body.withBlanks) refuseBlanks(forms);
  if (!(await markSent(db, one, now)))
    throw refuse('stale', { current: shown(desk, one, today), shows: myCheckIn });
  let help: z.input<typeof sentAnswer>['help'] = null;
  for (const { instrument, filled } of forms) {
    const { id, scored } = await keepResponse(db, desk.sealer, actor, {
      participant: actor.id,
      checkIn: one.id,
      instrument,
      filled,
      language: languageFor(instrument, desk.language),
      mode: 'self',
      answeredAt: now,
    });
    const alert = await openSafetyAlert(db, actor, {
      participant: actor.id,
      response: id,
      instrument,
      answers: filled.answers,
      scored,
      otherwise: null,
      zone,
      now,
    });
    if (alert !== null && help === null) {
      const owner = await db
        .selectFrom('guard.staff')
        .select('display_name')
        .where('staff_id', '=', alert.owner)
        .executeTakeFirst();
      help = { who: owner?.display_name ?? '', by: alert.dueAt.toISOString() };
    }
  }
  const after = await checkInWhole(db, checkIn);
  if (after === undefined) throw refuse('not-found');
  return {
    body: { checkIn: shown(desk, after, today), help },
    version: after.version,
    after: async () => lookSoon(house, actor.org, actor.id),
  };
}

/** Blanks are the person's to leave; they are asked once whether they meant to. */
function refuseBlanks(forms: readonly { filled: Filled; scored: ReturnType<typeof scoreFilled> }[]): void {
  const fields = forms.flatMap(({ filled, scored }, at) =>
    scored.missing.map((item) => ({
      pointer: `/answers/${at}/answers/${item - 1}`,
      detail: filled.answers[item - 1] === null ? 'Not answered yet.' : 'Please look at this one again.',
    })),
  );
  if (fields.length === 0) return;
  throw new Refusal({
    status: 422,
    code: 'blanks',
    title: 'Some questions are not answered yet. You can answer them, or send it without.',
    fields,
  });
}
