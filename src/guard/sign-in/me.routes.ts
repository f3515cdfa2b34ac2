import { z } from '@hono/zod-openapi';
import type { HttpApp } from '../../platform/http/app.ts';
import { endpoint, kindOf } from '../endpoint.ts';
import type { House } from '../house.ts';
import { sealersFor } from '../sealing.ts';
import { saidName } from '../supporters/supporter.store.ts';

const HOMES: Readonly<Record<string, string>> = {
  participant: '/week',
  supporter: '/with',
  coordinator: '/intake',
  counselor: '/today',
  facilitator: '/today',
  prescriber: '/today',
  nurse: '/today',
  biller: '/money',
  director: '/program',
  admin: '/program',
  privacy: '/guard/requests',
};

/** The page a role starts its day on. */
export const homeOf = (role: string): string => HOMES[role] ?? '/sign-in/keys';

const meSchema = z.object({
  /** Of staff: what waits on a device they share is theirs alone. */
  id: z.uuid().optional(),
  kind: z.enum(['staff', 'participant', 'supporter']),
  role: z.string(),
  name: z.string(),
  home: z.string(),
});
export type Me = z.infer<typeof meSchema>;

export function meRoute(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      method: 'get',
      path: '/api/me',
      summary: 'Who I am signed in as',
      tag: 'Sign-in',
      audience: 'signed-in',
      purpose: 'sign-in',
      answer: meSchema,
    },
    async ({ db, actor }) => {
      const kind = kindOf(actor.role);
      const me = { kind, role: actor.role, home: homeOf(actor.role) };
      if (kind === 'staff') {
        const staff = await db
          .selectFrom('guard.staff')
          .select('display_name')
          .where('staff_id', '=', actor.id)
          .executeTakeFirst();
        return { body: { ...me, id: actor.id, name: staff?.display_name ?? '' } };
      }
      if (kind === 'supporter')
        return { body: { ...me, name: await saidName(db, house.masterKey, actor.id) } };
      const identity = await db
        .selectFrom('guard.identity')
        .select('name_sealed')
        .where('participant_id', '=', actor.id)
        .executeTakeFirst();
      const sealer = (await sealersFor(db, house.masterKey, [actor.id])).get(actor.id);
      const called =
        identity === undefined
          ? undefined
          : (sealer?.open(identity.name_sealed) as { called: string } | undefined);
      return { body: { ...me, name: called?.called ?? '' } };
    },
  );
}
