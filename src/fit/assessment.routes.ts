import { z } from '@hono/zod-openapi';
import { admit, inquiryWhole, moveInquiry } from '../bridge/index.ts';
import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import { participantSeen } from '../guard/seen.ts';
import type { Actor, Db } from '../platform/db/index.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { Refusal, refusal, refuse } from '../platform/http/problem.ts';
import { mondayOf, todayIn, weekAfter } from '../schedule/index.ts';
import { type AssessmentWhole, assessmentWhole, beginAssessment, keepDraft } from './assessment.store.ts';
import { QUESTIONS, wrongInputs } from './assessment.ts';
import { type Licence, licenceInForce, sign } from './decision.store.ts';
import { decisionFaults, prescriptionOf } from './decision.ts';
import { recommend } from './level-of-care.ts';
import { prefillFrom } from './screener.ts';
import { TABLE } from './table.ts';

const twoLanguages = z.object({ en: z.string(), es: z.string() });
const value = z.union([z.string().max(40), z.number().int().min(0).max(11)]);
const inputs = z
  .record(z.string().max(40), value)
  .refine((given) => Object.keys(given).length <= QUESTIONS.length, 'There are more answers than questions.');
const levels = z.enum(['NONE', 'EI', 'OP', 'IOP', 'PHP', 'RES', 'WM', 'EMERGENCY', 'REFER_MH']);

const recommendation = z.object({
  version: z.string(),
  level: z.union([levels, z.literal('INCOMPLETE')]),
  row: z.string(),
  reason: twoLanguages,
  forPerson: twoLanguages.describe('One sentence for the person'),
  considered: z.array(z.object({ row: z.string(), isMatch: z.boolean() })),
  missing: z.array(z.string()),
  flags: z.array(z.string()),
  dose: z
    .object({
      minutes: z.number().int(),
      minutesMin: z.number().int(),
      minutesMax: z.number().int(),
      days: z.number().int(),
      minutesPerDayMax: z.number().int(),
      visits: z.array(z.object({ kind: z.string(), minutes: z.number().int(), perWeek: z.number().int() })),
    })
    .nullable(),
  flips: z.array(z.object({ key: z.string(), to: z.union([z.string(), z.number()]), level: levels })),
});

const question = z.object({
  key: z.string(),
  part: z.string(),
  isRequired: z.boolean(),
  label: twoLanguages,
  help: twoLanguages.nullable(),
  options: z.array(z.object({ value: z.union([z.string(), z.number()]), words: twoLanguages })),
});

const whole = z.object({
  id: z.uuid(),
  participant: participantSeen('identity', 'assessment'),
  called: z.string().nullable(),
  recordCode: z.string().nullable(),
  language: z.enum(['en', 'es']),
  state: z.enum(['draft', 'signed']),
  inputs,
  remarks: z.string(),
  savedAt: z.iso.datetime(),
  version: z.number().int(),
  recommendation,
  questions: z.array(question),
  sites: z.array(z.object({ id: z.uuid(), name: z.string() })),
  firstDay: z.string().describe('The Monday from which the next plan can hold this person'),
  licence: z.object({ isInForce: z.boolean(), words: z.string() }),
});

const params = z.object({ assessment: z.uuid() });
const common = { tag: 'Assessment', audience: 'staff', purpose: 'treatment' } as const;

/** The assessment, what the table recommends, and the decision that a licensed professional signs. */
export function assessmentRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/intake/:inquiry/assessment',
      summary: 'Begin the assessment of somebody who asked for help, or go on with it',
      params: z.object({ inquiry: z.uuid() }),
      body: z.object({}),
      answer: z.object({ assessment: z.uuid() }),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { inquiry } }) => {
      const found = await inquiryWhole(db, house.masterKey, inquiry);
      if (found === undefined) throw refuse('not-found');
      if (found.state === 'closed') throw refusal(409, 'closed', 'This was closed. Take it up again first.');
      // Only what the person chose to send begins the form.
      const begun = found.answers === null ? {} : prefillFrom(found.answers);
      const id = await beginAssessment(db, actor, { participant: found.participant, inquiry, inputs: begun });
      if (found.state !== 'assessing') {
        await moveInquiry(db, inquiry, found.version, { state: 'assessing', owner: actor.id });
      }
      return { body: { assessment: id } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/assessments/:assessment',
      summary: 'One assessment with what the table makes of it',
      params,
      answer: whole,
    },
    async ({ db, actor, params: { assessment }, now }) => {
      const found = await assessmentWhole(db, house.masterKey, assessment);
      return { body: await shown(db, actor, found, now), version: found.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/assessments/:assessment',
      summary: 'Keep the draft',
      params,
      body: z.object({ inputs, remarks: z.string().max(10_000) }),
      answer: whole,
      versioned: true,
    },
    async ({ db, actor, params: { assessment }, body, version, now }) => {
      refuseWrong(body.inputs);
      const before = await assessmentWhole(db, house.masterKey, assessment);
      if (before.state === 'signed') throw refusal(409, 'signed', 'This is signed and can no longer change.');
      const kept = await keepDraft(db, house.masterKey, {
        id: assessment,
        participant: before.participant,
        version,
        ...body,
        now,
      });
      if (kept === undefined)
        throw refuse('stale', { current: await shown(db, actor, before, now), shows: whole });
      const after = await assessmentWhole(db, house.masterKey, assessment);
      return { body: await shown(db, actor, after, now), version: kept };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/assessments/:assessment/decision',
      summary: 'Decide and sign; somebody matched to OP, IOP or PHP is admitted',
      params,
      body: z.object({
        decided: levels,
        reason: z.string().trim().max(4000),
        minutesPerWeek: z.number().int().min(30).max(3600).nullable(),
        daysMin: z.number().int().min(1).max(7).nullable(),
        sites: z.array(z.uuid()).max(20),
        video: z.boolean(),
        from: z.iso.date(),
      }),
      answer: z.object({
        participant: participantSeen('assessment', 'plan'),
        decided: levels,
        recordCode: z.string().nullable(),
      }),
      status: 201,
      command: true,
      versioned: true,
    },
    async ({ db, actor, params: { assessment }, body, version, now }) => {
      const found = await assessmentWhole(db, house.masterKey, assessment);
      if (found.state === 'signed') throw refusal(409, 'signed', 'This is signed already.');
      if (found.version !== version)
        throw refuse('stale', { current: await shown(db, actor, found, now), shows: whole });
      const zone = await zoneOf(db);
      const today = todayIn(zone, now);
      const licence = await licenceInForce(db, actor, today);
      const advice = recommend(TABLE, QUESTIONS, found.inputs);
      const faults = decisionFaults(body, advice, { today, sites: (await sitesOf(db)).map(({ id }) => id) });
      if (faults.length > 0) throw refuse('invalid', { fields: faults });
      const prescription = prescriptionOf(body, advice);
      const decision = await sign(db, house.masterKey, actor, {
        participant: found.participant,
        assessment,
        tableVersion: TABLE.version,
        inputs: found.inputs,
        recommended: advice.level,
        matchedRow: advice.row,
        recommendation: advice,
        decided: body.decided,
        reason: body.reason,
        minutesPerWeek: prescription?.minutes ?? null,
        daysMin: prescription?.daysMin ?? null,
        licence,
        signedAt: now,
      });
      const admitted =
        prescription === undefined
          ? undefined
          : await admit(db, actor, {
              ...prescription,
              participant: found.participant,
              inquiry: found.inquiry,
              decision,
              language: found.language,
              sites: body.sites,
              video: body.video,
              from: body.from,
            });
      return {
        body: {
          participant: found.participant,
          decided: body.decided,
          recordCode: admitted?.recordCode ?? null,
        },
      };
    },
  );
}

function refuseWrong(given: Readonly<Record<string, unknown>>): void {
  const wrong = wrongInputs(given);
  if (wrong.length === 0) return;
  throw refuse('invalid', {
    fields: wrong.map(({ key, detail }) => ({ pointer: `/inputs/${key}`, detail })),
  });
}

const sitesOf = (db: Db) =>
  db.selectFrom('guard.site').select(['site_id as id', 'name']).orderBy('name').execute();

async function zoneOf(db: Db): Promise<string> {
  return (await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow()).zone;
}

async function shown(
  db: Db,
  actor: Actor,
  found: AssessmentWhole,
  now: Date,
): Promise<z.input<typeof whole>> {
  const today = todayIn(await zoneOf(db), now);
  const advice = recommend(TABLE, QUESTIONS, found.inputs);
  return {
    id: found.id,
    participant: found.participant,
    called: found.called,
    recordCode: found.recordCode,
    language: found.language,
    state: found.state,
    inputs: { ...found.inputs },
    remarks: found.remarks,
    savedAt: found.savedAt,
    version: found.version,
    recommendation: {
      ...advice,
      considered: [...advice.considered],
      dose: advice.dose && { ...advice.dose, visits: [...advice.dose.visits] },
      missing: [...advice.missing],
      flags: [...advice.flags],
      flips: [...advice.flips],
    },
    questions: QUESTIONS.map(({ key, part, isRequired, label, help, values, words }) => ({
      key,
      part,
      isRequired,
      label,
      help: help ?? null,
      options: values.map((each) => ({
        value: each,
        words: words?.[String(each)] ?? { en: String(each), es: String(each) },
      })),
    })),
    sites: await sitesOf(db),
    firstDay: weekAfter(mondayOf(today)),
    licence: await licenceShown(db, actor, today),
  };
}

async function licenceShown(
  db: Db,
  actor: Actor,
  today: string,
): Promise<{ isInForce: boolean; words: string }> {
  try {
    const licence: Licence = await licenceInForce(db, actor, today);
    return { isInForce: true, words: `${licence.name}, ${licence.words}` };
  } catch (fault) {
    if (fault instanceof Refusal) return { isInForce: false, words: fault.detail ?? fault.title };
    throw fault;
  }
}
