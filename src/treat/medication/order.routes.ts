import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { type FieldFault, refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { todayHere } from '../plan/day.ts';
import {
  medicationAnswer,
  newOrder,
  type OrderAsked,
  orderAsked,
  orderChecked,
} from './medication.schema.ts';
import {
  entryWhole,
  lookAgain,
  orderWhole,
  refuseUnlessSeen,
  sealerOf,
  signerOf,
  signOrder,
} from './medication.store.ts';
import { medicationShown, warningShown } from './medication-shown.ts';
import { medicineFaults } from './medicine-faults.ts';
import { OTHER } from './medicines.ts';
import { needsReason, type Ordered, warningsOf } from './order.ts';
import { recordOf } from './record.store.ts';
import { daysAfter } from './record.ts';
import { RULES } from './rule-format.ts';

const common = { tag: 'Medication', audience: 'staff', purpose: 'treatment' } as const;
const path = '/api/people/:participant/medication/orders' as const;
const ofPerson = z.object({ participant: z.uuid() });
const ofOrder = ofPerson.extend({ order: z.uuid() });

/** An order may be written down some days late, and some weeks ahead. */
const LATE_DAYS = 7;
const AHEAD_DAYS = 90;
/** Shorter than this is no reason. */
const REASON_LENGTH_MIN = 10;

/** Orders: checked while they are written, drafted, signed with a fresh proof, never edited afterwards. */
export function orderRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/check`,
      summary: 'What the rules say about an order that is being written; nothing is saved',
      params: ofPerson,
      body: orderAsked,
      answer: orderChecked,
    },
    async ({ db, body, params: { participant }, now }) => {
      await refuseUnlessSeen(db, participant, 'medication');
      const { today } = await todayHere(db, now);
      const record = await recordOf(db, today, participant);
      const warnings = warningsOf(RULES, record, ordered(body));
      return {
        body: { participant, warnings: warnings.map(warningShown), needsReason: needsReason(warnings) },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path,
      summary: 'Draft an order',
      params: ofPerson,
      body: newOrder,
      answer: medicationAnswer,
      status: 201,
      command: true,
    },
    async ({ db, actor, body, params: { participant }, now }) => {
      await refuseUnlessSeen(db, participant, 'medication');
      const { today } = await todayHere(db, now);
      const fields = [
        ...medicineFaults(body),
        ...dayFaults(body.startsOn, today),
        ...(await lineFaults(db, participant, body)),
        ...(body.kind !== 'stop' && body.dose === ''
          ? [{ pointer: '/dose', detail: 'Write the dose.' }]
          : []),
        ...(body.kind !== 'stop' && body.directions === ''
          ? [{ pointer: '/directions', detail: 'Write how it is taken.' }]
          : []),
      ];
      if (fields.length > 0) throw refuse('invalid', { fields });
      const sealer = await sealerOf(db, house.masterKey, participant);
      const asked = ordered(body);
      await db
        .insertInto('treat.medicine_order')
        .values({
          org_id: actor.org,
          order_id: newId(),
          participant_id: participant,
          kind: asked.kind,
          medicine: asked.medicine,
          classes: [...asked.classes],
          route: body.route,
          entry_id: asked.entry,
          starts_on: asked.startsOn,
          supply_days: body.kind === 'stop' ? null : body.supplyDays,
          refills: body.kind === 'stop' ? null : body.refills,
          ends_how: asked.endsHow,
          words_sealed: sealer.seal({
            name: body.medicine === OTHER ? body.name : '',
            dose: body.dose,
            directions: body.directions,
            reason: body.reason,
          }),
          drafted_by: actor.id,
          drafted_at: now,
        })
        .execute();
      return { body: await medicationShown(db, house.masterKey, actor, participant, today, now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:order/sign`,
      summary: 'Sign an order as it was read; against a stop-and-call only with a written reason',
      params: ofOrder,
      body: z.object({ override: z.string().trim().max(2000).default('') }),
      answer: medicationAnswer,
      versioned: true,
      fresh: true,
    },
    async ({ db, actor, body, params: { participant, order: id }, now, version }) => {
      await refuseUnlessSeen(db, participant, 'medication');
      const { today } = await todayHere(db, now);
      const order = await draftRead(db, participant, id, version);
      const { name, licence } = await signerOf(db, actor, today);
      const record = await recordOf(db, today, participant);
      const warnings = warningsOf(RULES, record, {
        kind: order.kind as Ordered['kind'],
        medicine: order.medicine,
        classes: order.classes,
        entry: order.entry_id,
        startsOn: order.starts_on,
        endsHow: order.ends_how as Ordered['endsHow'],
      });
      const calls = needsReason(warnings);
      if (calls && body.override.length < REASON_LENGTH_MIN) {
        const told = warnings
          .filter(({ severity }) => severity === 'stop-and-call')
          .map(({ rule }) => rule)
          .join(', ');
        throw refuse('invalid', {
          fields: [
            {
              pointer: '/override',
              detail: `Stop and call (${told}). To go on, write why it is right for this person; it is kept.`,
            },
          ],
        });
      }
      const sealer = await sealerOf(db, house.masterKey, participant);
      await signOrder(db, actor, sealer, now, {
        order,
        licence,
        name,
        warnings,
        override: calls ? body.override : '',
      });
      await lookAgain(db, actor, participant, today, now);
      return { body: await medicationShown(db, house.masterKey, actor, participant, today, now) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:order/withdraw`,
      summary: 'Take back a draft that nobody signed',
      params: ofOrder,
      body: z.object({}),
      answer: medicationAnswer,
      versioned: true,
    },
    async ({ db, actor, params: { participant, order: id }, now, version }) => {
      await refuseUnlessSeen(db, participant, 'medication');
      await draftRead(db, participant, id, version);
      const { numUpdatedRows } = await db
        .updateTable('treat.medicine_order')
        .set({ state: 'withdrawn', withdrawn_by: actor.id, withdrawn_at: now, version: version + 1 })
        .where('order_id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw refuse('not-found');
      const { today } = await todayHere(db, now);
      return { body: await medicationShown(db, house.masterKey, actor, participant, today, now) };
    },
  );
}

/** The draft of that version. @throws Refusal when it was signed, taken back, or is another version */
async function draftRead(db: Db, participant: string, id: string, version: number) {
  const order = await orderWhole(db, participant, id);
  if (order === undefined) throw refuse('not-found');
  if (order.state !== 'drafted') {
    throw refusal(409, 'settled', 'This order was signed or taken back already. It stays as it is.');
  }
  if (order.version !== version) throw refuse('stale');
  return order;
}

const ordered = (body: OrderAsked): Ordered => ({
  kind: body.kind,
  medicine: body.medicine,
  classes: body.medicine === OTHER ? body.classes : [],
  entry: body.kind === 'start' ? null : body.entry,
  startsOn: body.startsOn,
  endsHow: body.kind === 'stop' ? body.endsHow : null,
});

function dayFaults(on: string, today: string): FieldFault[] {
  if (on < daysAfter(today, -LATE_DAYS)) {
    return [{ pointer: '/startsOn', detail: 'This lies more than a week back.' }];
  }
  return on > daysAfter(today, AHEAD_DAYS)
    ? [{ pointer: '/startsOn', detail: 'This lies more than three months ahead.' }]
    : [];
}

/** What is changed or ended was ordered here, goes on, and is the same medicine. */
async function lineFaults(
  db: Db,
  participant: string,
  { kind, entry, medicine, endsHow }: OrderAsked,
): Promise<FieldFault[]> {
  if (kind === 'start') return [];
  const line = entry === null ? undefined : await entryWhole(db, participant, entry);
  const isRight =
    line !== undefined && line.until_on === null && line.prescribed === 'here' && line.medicine === medicine;
  return [
    ...(isRight
      ? []
      : [{ pointer: '/entry', detail: 'Choose a medicine of the list that was ordered here and goes on.' }]),
    ...(kind === 'stop' && endsHow === null ? [{ pointer: '/endsHow', detail: 'Say how it ends.' }] : []),
  ];
}
