import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { HttpApp, HttpEnv } from '../../platform/http/app.ts';
import { fieldFaults, refuse } from '../../platform/http/problem.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { sealersFor } from '../sealing.ts';
import type { SignedIn } from '../sign-in.ts';

const HOMES: Readonly<Record<string, string>> = {
  participant: '/week',
  coordinator: '/intake',
  counselor: '/intake',
};
const homeOf = (role: string): string => HOMES[role] ?? '/sign-in/keys';

const CALLS_PER_MINUTE = 60;
const CODES_PER_MINUTE = 5;

/** Signing in and out: the library's own routes, one-time addresses, the second step, and who I am. */
export function signInRoutes(app: HttpApp, house: House): void {
  const calls = house.callers.perMinute(CALLS_PER_MINUTE);
  const codes = house.callers.perMinute(CODES_PER_MINUTE);
  const count = (c: Context<HttpEnv>) => {
    const [address, now] = [house.callers.addressOf(c), house.clock.now().getTime()];
    const isCode = c.req.path.includes('otp') || c.req.path.includes('second-step');
    if (!calls.allows(address, now) || (isCode && !codes.allows(address, now))) throw refuse('too-many');
  };

  app.on(['GET', 'POST'], '/api/auth/*', async (c) => {
    count(c);
    return house.signIn.answer(c.req.raw);
  });

  app.get('/sign-in/link/:token', async (c) => {
    count(c);
    const opened = await house.signIn.openLink(c.req.param('token'));
    if (opened === undefined) return c.redirect('/sign-in?link=used');
    setCookies(c, opened.cookies);
    return c.redirect(homeOf(opened.role));
  });

  const leave = async (c: Context<HttpEnv>) => {
    setCookies(c, await house.signIn.leave(c.req.raw.headers));
    return c.body(null, 204);
  };
  app.post('/leave', leave);
  app.post('/api/sign-out', leave);

  secondStepRoutes(app, house, count);

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
      answer: z.object({
        kind: z.enum(['staff', 'participant']),
        role: z.string(),
        name: z.string(),
        home: z.string(),
      }),
    },
    async ({ db, actor }) => {
      const kind = actor.role === 'participant' ? ('participant' as const) : ('staff' as const);
      const me = { kind, role: actor.role, home: homeOf(actor.role) };
      if (kind === 'staff') {
        const staff = await db
          .selectFrom('guard.staff')
          .select('display_name')
          .where('staff_id', '=', actor.id)
          .executeTakeFirst();
        return { body: { ...me, name: staff?.display_name ?? '' } };
      }
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

function secondStepRoutes(app: HttpApp, house: House, count: (c: Context<HttpEnv>) => void): void {
  const someone = async (c: Context<HttpEnv>): Promise<SignedIn> => {
    const who = await house.signIn.signedIn(c.req.raw.headers);
    if (who === undefined) throw refuse('not-signed-in');
    return who;
  };
  app.get('/api/sign-in/state', async (c) => {
    const who = await house.signIn.signedIn(c.req.raw.headers);
    if (who === undefined) return c.json({ is: 'signed-out', canMail: house.mail.isSet });
    const isOn = await house.signIn.secondStep.isOn(who.userId);
    return c.json({
      is: who.owesSecondStep ? 'owes-second-step' : 'signed-in',
      canMail: house.mail.isSet,
      home: homeOf(who.role),
      kind: who.account.kind,
      hasSecondStep: isOn,
    });
  });
  app.post('/api/sign-in/second-step/begin', async (c) => {
    count(c);
    const who = await someone(c);
    if (who.owesSecondStep) throw refuse('not-signed-in');
    return c.json(await house.signIn.secondStep.begin(who.userId));
  });
  app.post('/api/sign-in/second-step', async (c) => {
    count(c);
    const who = await someone(c);
    const read = z
      .object({ code: z.string().regex(/^\d{6}$/) })
      .safeParse(await c.req.json().catch(() => null));
    if (!read.success) throw refuse('invalid', { fields: fieldFaults(read.error) });
    await house.signIn.secondStep.pass(who.userId, who.sessionId, read.data.code, house.clock.now());
    return c.json({ home: homeOf(who.role) });
  });
}

function setCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}
