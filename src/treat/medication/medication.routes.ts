import { z } from '@hono/zod-openapi';
import { type Call, endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { type FieldFault, refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { todayHere } from '../plan/day.ts';
import { isCodeOf } from './codes.ts';
import { dueRoutes } from './due.routes.ts';
import {
  acknowledging,
  endEntry,
  medicationAnswer,
  medicinesAnswer,
  newEntry,
  newFinding,
  newGiven,
  newSupply,
  withdrawing,
} from './medication.schema.ts';
import { addEntry, endLine, entryWhole, lookAgain, refuseUnlessSeen, sealerOf } from './medication.store.ts';
import { medicationShown } from './medication-shown.ts';
import { medicineFaults } from './medicine-faults.ts';
import { CLASSES, MEDICINES, OTHER } from './medicines.ts';
import { myMedicationRoutes } from './my-medication.routes.ts';
import { orderRoutes } from './order.routes.ts';
import { timelineRoutes } from './timeline.routes.ts';

const common = { tag: 'Medication', audience: 'staff', purpose: 'treatment' } as const;
const path = '/api/people/:participant/medication' as const;
const ofPerson = z.object({ participant: z.uuid() });
const ofEntry = ofPerson.extend({ entry: z.uuid() });

/** Medicines: what somebody takes, what is given here, what is watched. The program reminds and records; it never doses. */
export function medicationRoutes(app: HttpApp, house: House): void {
  orderRoutes(app, house);
  timelineRoutes(app, house);
  dueRoutes(app, house);
  myMedicationRoutes(app, house);

  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'operations',
      method: 'get',
      path: '/api/medicines',
      summary: 'The medicines the program knows, with the classes its rules ask for',
      answer: medicinesAnswer,
    },
    async () => ({
      body: {
        version: '2026.1',
        classes: [...CLASSES],
        medicines: [...MEDICINES.values()].map(({ key, en, es, classes, routes, injection }) => ({
          key,
          en,
          es,
          classes,
          routes,
          sites: injection?.sites ?? null,
        })),
      },
    }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path,
      summary: 'What somebody takes, what was ordered and given, what must be looked at, and what comes up',
      params: ofPerson,
      answer: medicationAnswer,
    },
    async (call) => {
      await refuseUnlessSeen(call.db, call.params.participant, 'medication');
      return { body: await shownFor(call) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path,
      summary: 'Put something on the list that others prescribe, or that needs no prescription',
      params: ofPerson,
      body: newEntry,
      answer: medicationAnswer,
      status: 201,
      command: true,
    },
    async (call) => {
      const { db, actor, body, now, params } = call;
      const { participant } = params;
      await refuseUnlessSeen(db, participant, 'medication');
      const { today } = await todayHere(db, now);
      const fields = [...medicineFaults(body), ...laterThan(today, body.since, '/since')];
      if (fields.length > 0) throw refuse('invalid', { fields });
      const sealer = await sealerOf(db, house.masterKey, participant);
      await addEntry(db, actor, sealer, now, {
        participant,
        medicine: body.medicine,
        classes: body.medicine === OTHER ? body.classes : [],
        route: body.route,
        order: null,
        since: body.since,
        words: {
          name: body.medicine === OTHER ? body.name : '',
          dose: body.dose,
          prescriber: body.prescriber,
          note: body.note,
        },
      });
      await lookAgain(db, actor, participant, today, now);
      return { body: await shownFor(call) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:entry/end`,
      summary: 'Note that something others prescribe is no longer taken, or was entered in error',
      params: ofEntry,
      body: endEntry,
      answer: medicationAnswer,
      command: true,
    },
    async (call) => {
      const { db, actor, body, now, params } = call;
      await refuseUnlessSeen(db, params.participant, 'medication');
      const line = await entryWhole(db, params.participant, params.entry);
      if (line === undefined) throw refuse('not-found');
      if (line.prescribed === 'here' && body.how !== 'entered-in-error') {
        throw refusal(
          409,
          'ordered-here',
          'This was ordered here: it ends by an order.',
          'Draft an order that ends it.',
        );
      }
      const { today } = await todayHere(db, now);
      const fields = laterThan(today, body.on, '/on');
      if (fields.length > 0) throw refuse('invalid', { fields });
      const sealer = await sealerOf(db, house.masterKey, params.participant);
      await endLine(db, actor, sealer, { ...params, ...body });
      await lookAgain(db, actor, params.participant, today, now);
      return { body: await shownFor(call) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:entry/given`,
      summary: 'Record a dose given here, held or missed',
      params: ofEntry,
      body: newGiven,
      answer: medicationAnswer,
      status: 201,
      command: true,
    },
    async (call) => {
      const { db, actor, body, now, params } = call;
      await refuseUnlessSeen(db, params.participant, 'medication');
      const line = await entryWhole(db, params.participant, params.entry);
      if (line === undefined) throw refuse('not-found');
      const { today } = await todayHere(db, now);
      const fields = [...laterThan(today, body.on, '/on'), ...siteFaults(line.medicine, body)];
      if (fields.length > 0) throw refuse('invalid', { fields });
      const sealer = await sealerOf(db, house.masterKey, params.participant);
      await db
        .insertInto('treat.administration')
        .values({
          org_id: actor.org,
          administration_id: newId(),
          participant_id: params.participant,
          entry_id: params.entry,
          status: body.status,
          on_date: body.on,
          site: body.site,
          words_sealed: sealer.seal({ lot: body.lot, note: body.note }),
          recorded_by: actor.id,
          recorded_at: now,
        })
        .execute();
      await lookAgain(db, actor, params.participant, today, now);
      return { body: await shownFor(call) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:entry/supply`,
      summary: 'Note for how many days something was dispensed',
      params: ofEntry,
      body: newSupply,
      answer: medicationAnswer,
      status: 201,
      command: true,
    },
    async (call) => {
      const { db, actor, body, now, params } = call;
      await refuseUnlessSeen(db, params.participant, 'medication');
      if ((await entryWhole(db, params.participant, params.entry)) === undefined) throw refuse('not-found');
      const { today } = await todayHere(db, now);
      const fields = laterThan(today, body.on, '/on');
      if (fields.length > 0) throw refuse('invalid', { fields });
      await db
        .insertInto('treat.supply')
        .values({
          org_id: actor.org,
          supply_id: newId(),
          participant_id: params.participant,
          entry_id: params.entry,
          filled_on: body.on,
          days: body.days,
          recorded_by: actor.id,
          recorded_at: now,
        })
        .execute();
      return { body: await shownFor(call) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/findings`,
      summary: 'Note an allergy, a condition, a laboratory value, use, a check done, naloxone given',
      params: ofPerson,
      body: newFinding,
      answer: medicationAnswer,
      status: 201,
      command: true,
    },
    async (call) => {
      const { db, actor, body, now, params } = call;
      const { participant } = params;
      await refuseUnlessSeen(db, participant, 'medication');
      const { today } = await todayHere(db, now);
      const fields = findingFaults(body, today);
      if (fields.length > 0) throw refuse('invalid', { fields });
      const sealer = await sealerOf(db, house.masterKey, participant);
      await db
        .insertInto('treat.finding')
        .values({
          org_id: actor.org,
          finding_id: newId(),
          participant_id: participant,
          kind: body.kind,
          code: body.code,
          value: body.value,
          on_date: body.on,
          until_on: body.until,
          words_sealed: body.words === '' ? null : sealer.seal(body.words),
          recorded_by: actor.id,
          recorded_at: now,
        })
        .execute();
      await lookAgain(db, actor, participant, today, now);
      return { body: await shownFor(call) };
    },
  );

  for (const [kind, table, id] of [
    ['findings', 'treat.finding', 'finding_id'],
    ['administrations', 'treat.administration', 'administration_id'],
  ] as const) {
    endpoint(
      app,
      house,
      {
        ...common,
        method: 'post',
        path: `${path}/${kind}/:it/withdraw`,
        summary: `Say that one of the ${kind} was entered in error: it stays, and counts no longer`,
        params: ofPerson.extend({ it: z.uuid() }),
        body: withdrawing,
        answer: medicationAnswer,
        command: true,
      },
      async (call) => {
        const { db, actor, body, now, params } = call;
        const { participant, it } = params;
        await refuseUnlessSeen(db, participant, 'medication');
        const sealer = await sealerOf(db, house.masterKey, participant);
        const { numUpdatedRows } = await db
          .updateTable(table)
          .set({
            withdrawn_by: actor.id,
            withdrawn_at: now,
            withdrawn_reason_sealed: sealer.seal(body.reason),
          })
          .where('participant_id', '=', participant)
          .where(id as 'finding_id', '=', it)
          .where('withdrawn_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows !== 1n) throw refuse('not-found');
        await lookAgain(db, actor, participant, (await todayHere(db, now)).today, now);
        return { body: await shownFor(call) };
      },
    );
  }

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/findings/:finding/over`,
      summary: 'Note that a condition has passed',
      params: ofPerson.extend({ finding: z.uuid() }),
      body: z.object({ on: z.iso.date() }),
      answer: medicationAnswer,
      command: true,
    },
    async (call) => {
      const { db, actor, body, now, params } = call;
      const { participant, finding } = params;
      await refuseUnlessSeen(db, participant, 'medication');
      const { today } = await todayHere(db, now);
      const fields = laterThan(today, body.on, '/on');
      if (fields.length > 0) throw refuse('invalid', { fields });
      const { numUpdatedRows } = await db
        .updateTable('treat.finding')
        .set({ until_on: body.on })
        .where('participant_id', '=', participant)
        .where('finding_id', '=', finding)
        .where('kind', 'in', ['condition', 'allergy'])
        .where('on_date', '<=', body.on)
        .where('until_on', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw refuse('not-found');
      await lookAgain(db, actor, participant, today, now);
      return { body: await shownFor(call) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/alerts/:alert/acknowledge`,
      summary: 'Say what was done about something a rule told',
      params: ofPerson.extend({ alert: z.uuid() }),
      body: acknowledging,
      answer: medicationAnswer,
      versioned: true,
    },
    async (call) => {
      const { db, actor, body, now, params, version } = call;
      const { participant, alert } = params;
      await refuseUnlessSeen(db, participant, 'medication');
      const sealer = await sealerOf(db, house.masterKey, participant);
      const { numUpdatedRows } = await db
        .updateTable('treat.medication_alert')
        .set({
          acknowledged_by: actor.id,
          acknowledged_at: now,
          done_sealed: sealer.seal(body.done),
          version: version + 1,
        })
        .where('participant_id', '=', participant)
        .where('alert_id', '=', alert)
        .where('version', '=', version)
        .where('acknowledged_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows === 1n) return { body: await shownFor(call) };
      const there = (await shownFor(call)).alerts.find(({ id }) => id === alert);
      if (there === undefined) throw refuse('not-found');
      throw there.acknowledged === null && there.version === version
        ? refuse('not-found')
        : refusal(409, 'acknowledged', 'Somebody answered this already. Nothing was saved.');
    },
  );
}

type OnPerson = Pick<
  Call<{ readonly participant: string }, unknown, unknown>,
  'db' | 'actor' | 'params' | 'now' | 'house'
>;

const shownFor = async ({ db, actor, params, now, house }: OnPerson) =>
  medicationShown(db, house.masterKey, actor, params.participant, (await todayHere(db, now)).today, now);

const laterThan = (today: string, on: string | null, pointer: string): FieldFault[] =>
  on !== null && on > today ? [{ pointer, detail: 'That day has not come yet.' }] : [];

function siteFaults(
  medicine: string,
  { status, site }: { readonly status: string; readonly site: string | null },
): FieldFault[] {
  const sites: readonly string[] | undefined = MEDICINES.get(medicine)?.injection?.sites;
  if (sites === undefined || status !== 'given') {
    return site === null ? [] : [{ pointer: '/site', detail: 'Nothing was injected here.' }];
  }
  return site !== null && sites.includes(site)
    ? []
    : [{ pointer: '/site', detail: 'Say where it was injected: only these places are right for it.' }];
}

function findingFaults(body: z.output<typeof newFinding>, today: string): FieldFault[] {
  const { kind, code, value, on, until, words } = body;
  const isSaid = kind !== 'allergy' || (code === OTHER ? words !== '' : MEDICINES.has(code));
  return [
    ...(isCodeOf(kind, code) ? [] : [{ pointer: '/code', detail: 'Choose from what is offered.' }]),
    ...(isSaid ? [] : [{ pointer: '/words', detail: 'Say to what.' }]),
    ...(kind === 'lab' && value === null ? [{ pointer: '/value', detail: 'Write the value.' }] : []),
    ...laterThan(today, on, '/on'),
    ...(until !== null && until < on
      ? [{ pointer: '/until', detail: 'This comes before the first day.' }]
      : []),
  ];
}
