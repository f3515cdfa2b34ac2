import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { dayIn } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import type { Key } from '../../platform/secrets.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { sealersFor } from '../sealing.ts';
import { participantSeen } from '../seen.ts';
import { orgOf } from './consent.store.ts';
import type { ConsentDocument } from './document.ts';
import { type Running, SOON_DAYS, stopsWith } from './ending.ts';
import { CONSENT_KINDS, CONSENT_PURPOSES, type ConsentKind, RECIPIENT_KINDS, SHAREABLE } from './forms.ts';

const LIST_MAX = 200;

const ending = z.object({
  consent: z.uuid(),
  participant: participantSeen('consent'),
  recordCode: z.string().nullable(),
  kind: z.enum(CONSENT_KINDS),
  recipient: z.object({
    kind: z.enum(RECIPIENT_KINDS),
    name: z.string().nullable().describe('null: a class of recipients, or the record is closed to you'),
  }),
  purposes: z.array(z.enum(CONSENT_PURPOSES)),
  lastOn: z.iso.date().describe('The last day on which it holds, on the wall of the program'),
  stops: z
    .array(z.enum(SHAREABLE))
    .describe('The parts this recipient gets no more from then on; empty: another consent goes on'),
});

/** Whose consent ends soon: a look ahead for whoever may read consents, so that nothing stops by surprise. */
export function endingRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'Sharing',
      audience: 'staff',
      purpose: 'operations',
      method: 'get',
      path: '/api/consents-ending',
      summary: `Consents I may read that end within ${SOON_DAYS} days, for whom each is, and what stops then`,
      answer: z.object({ ending: z.array(ending) }),
    },
    async ({ db }) => ({ body: { ending: await endingSoon(db, house.masterKey) } }),
  );
}

async function endingSoon(db: Db, master: Key): Promise<z.input<typeof ending>[]> {
  const inForce = db.selectFrom('guard.consent as c').where(sql<boolean>`guard.in_force(c)`);
  const soon = await inForce
    .leftJoin('guard.participant as p', (on) =>
      on.onRef('p.org_id', '=', 'c.org_id').onRef('p.participant_id', '=', 'c.participant_id'),
    )
    .select(['c.consent_id', 'c.kind', 'p.record_code'])
    // Said beside in_force, by its clock: days are cheap to compare, and most consents ended long ago.
    .where(
      sql<boolean>`c.expires_at > now() and c.expires_at <= now() + ${SOON_DAYS}::int * interval '1 day'`,
    )
    .orderBy('c.expires_at')
    .orderBy('c.consent_id')
    .limit(LIST_MAX)
    .execute();
  if (soon.length === 0) return [];
  // Everything else these people signed: what goes on under another consent does not stop.
  const rows = await inForce
    .select([
      'c.consent_id',
      'c.participant_id',
      'c.recipient_kind',
      'c.recipient_id',
      'c.categories',
      'c.purposes',
      'c.expires_at',
      'c.document_sealed',
    ])
    .where('c.participant_id', 'in', (q) =>
      q
        .selectFrom('guard.consent as s')
        .select('s.participant_id')
        .where(
          's.consent_id',
          'in',
          soon.map(({ consent_id }) => consent_id),
        ),
    )
    .execute();
  const sealers = await sealersFor(db, master, [...new Set(rows.map((row) => row.participant_id))]);
  const running = rows.map((row): Running => {
    const opened = sealers.get(row.participant_id)?.open(row.document_sealed) as
      | { document: ConsentDocument }
      | undefined;
    return {
      id: row.consent_id,
      participant: row.participant_id,
      recipient: {
        kind: row.recipient_kind as Running['recipient']['kind'],
        id: row.recipient_id,
        name: opened?.document.draft.recipient?.name ?? null,
      },
      categories: row.categories as Running['categories'],
      purposes: row.purposes as Running['purposes'],
      endsAt: row.expires_at,
    };
  });
  const { zone } = await orgOf(db);
  return soon.flatMap(({ consent_id, kind, record_code }) => {
    const one = running.find(({ id }) => id === consent_id);
    if (one === undefined || one.endsAt === null) return [];
    return {
      consent: one.id,
      participant: one.participant,
      recordCode: record_code,
      kind: kind as ConsentKind,
      recipient: { kind: one.recipient.kind, name: one.recipient.name },
      purposes: [...one.purposes],
      lastOn: dayIn(zone, new Date(one.endsAt.getTime() - 1)),
      stops: [...stopsWith(one, running)],
    };
  });
}
