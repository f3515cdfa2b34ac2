import { z } from '@hono/zod-openapi';
import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import { mustAllow } from '../guard/may.ts';
import { sealersFor } from '../guard/sealing.ts';
import { participantSeen } from '../guard/seen.ts';
import type { HttpApp } from '../platform/http/app.ts';

const INVITATION_MINUTES = 72 * 60;

const person = z.object({
  participant: participantSeen('record', 'plan', 'identity'),
  recordCode: z.string().nullable(),
  /** Only for people on the reader's own care team. */
  called: z.string().nullable(),
  level: z.enum(['OP', 'IOP', 'PHP']),
  track: z.enum(['standard', 'dual']),
  minutesPerWeek: z.number().int(),
  daysMin: z.number().int(),
  since: z.string(),
});

/** A counselor's people, and the invitation by which a person comes to see their own week. */
export function peopleRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'People', audience: 'staff', purpose: 'treatment' } as const;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/people',
      summary: 'The people on my care team',
      answer: z.object({ people: z.array(person) }),
    },
    async ({ db }) => {
      const rows = await db
        .selectFrom('bridge.level_of_care as l')
        .innerJoin('guard.participant as p', (on) =>
          on.onRef('p.org_id', '=', 'l.org_id').onRef('p.participant_id', '=', 'l.participant_id'),
        )
        .leftJoin('guard.identity as who', (on) =>
          on.onRef('who.org_id', '=', 'l.org_id').onRef('who.participant_id', '=', 'l.participant_id'),
        )
        .select([
          'p.participant_id',
          'p.record_code',
          'who.name_sealed',
          'l.level',
          'l.track',
          'l.minutes_per_week',
          'l.days_min',
          'l.from_on',
        ])
        .where('l.until_on', 'is', null)
        .orderBy('p.record_code')
        .limit(1000)
        .execute();
      const sealers = await sealersFor(
        db,
        house.masterKey,
        rows.map((row) => row.participant_id),
      );
      return {
        body: {
          people: rows.map((row) => ({
            participant: row.participant_id,
            recordCode: row.record_code,
            called:
              row.name_sealed === null
                ? null
                : ((sealers.get(row.participant_id)?.open(row.name_sealed) as { called: string } | undefined)
                    ?.called ?? null),
            level: row.level as 'OP' | 'IOP' | 'PHP',
            track: row.track as 'standard' | 'dual',
            minutesPerWeek: row.minutes_per_week,
            daysMin: row.days_min,
            since: row.from_on,
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
      path: '/api/people/:participant/invitation',
      summary: 'A one-time address by which the person signs in for the first time',
      params: z.object({ participant: z.uuid() }),
      body: z.object({}),
      answer: z.object({ link: z.string(), minutes: z.number().int() }),
      status: 201,
    },
    async ({ db, actor, params }) => {
      // It signs in as the person: not for everybody who may know who they are, as in an emergency.
      await mustAllow(db, params.participant, 'identity', 'read');
      await mustAllow(db, params.participant, 'plan', 'write');
      return {
        body: { link: '', minutes: INVITATION_MINUTES },
        after: async () => ({
          link: await house.signIn.oneTimeLink(
            { org: actor.org, kind: 'participant', id: params.participant },
            INVITATION_MINUTES,
          ),
          minutes: INVITATION_MINUTES,
        }),
      };
    },
  );
}
