import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { type Desk, notTheCode, notTheKey } from './desk.ts';
import { signInRoute } from './route.ts';
import {
  codeSchema,
  doneSchema,
  emailCodeSchema,
  keyIdSchema,
  mineSchema,
  sessionsSchema,
  usedKeySchema,
} from './shapes.ts';

const shared = { needsSession: true } as const;

/** Being there: locking the screen, showing again that it is me, and where else I am signed in. */
export function presenceRoutes(app: HttpApp, desk: Desk): void {
  lockRoutes(app, desk);
  proveRoutes(app, desk);
  sessionRoutes(app, desk);
}

function lockRoutes(app: HttpApp, { house: { signIn, clock }, count, someone }: Desk): void {
  signInRoute(
    app,
    { ...shared, method: 'post', path: '/api/sign-in/stay', summary: 'Somebody is here', answer: doneSchema },
    async (c) => {
      count(c, 'call');
      await someone(c);
      await signIn.stay(c.req.raw.headers);
      return {};
    },
  );
  signInRoute(
    app,
    { ...shared, method: 'post', path: '/api/sign-in/lock', summary: 'Lock the screen', answer: doneSchema },
    async (c) => {
      const who = await signIn.signedIn(c.req.raw.headers);
      if (who === undefined) throw refuse('not-signed-in');
      await signIn.presence.lock(who.sessionId, clock.now());
      return {};
    },
  );
}

function proveRoutes(app: HttpApp, { house: { signIn, clock }, count }: Desk): void {
  const whoever = async (headers: Headers) => {
    const who = await signIn.signedIn(headers);
    if (who === undefined || who.owesSecondStep) throw refuse('not-signed-in');
    return who;
  };
  signInRoute(
    app,
    {
      ...shared,
      method: 'post',
      path: '/api/sign-in/prove/key',
      summary: 'Show that it is me, with what the passkey answered',
      body: usedKeySchema,
      answer: doneSchema,
    },
    async (c, credential) => {
      count(c, 'try');
      const who = await whoever(c.req.raw.headers);
      if (!(await signIn.prove(who, await signIn.passkeys.signIn(c.req.raw.headers, credential)))) {
        throw notTheKey();
      }
      return {};
    },
  );
  signInRoute(
    app,
    {
      ...shared,
      method: 'post',
      path: '/api/sign-in/prove/code',
      summary: 'Show that it is me, with the code of the authenticator',
      body: codeSchema,
      answer: doneSchema,
    },
    async (c, { code }) => {
      count(c, 'try');
      const who = await whoever(c.req.raw.headers);
      // A secret that is only begun proves nothing: whoever sits here may have begun it.
      if (!(await signIn.waysOf(who)).code) throw refuse('not-found');
      await signIn.secondStep.pass(who.userId, who.sessionId, code, clock.now());
      await signIn.presence.proven(who.sessionId, clock.now());
      return {};
    },
  );
  signInRoute(
    app,
    {
      ...shared,
      method: 'post',
      path: '/api/sign-in/prove/mail',
      summary: 'Show that it is me, with the code that was mailed',
      body: emailCodeSchema,
      answer: doneSchema,
    },
    async (c, { email, code }) => {
      count(c, 'try');
      const who = await whoever(c.req.raw.headers);
      if (!(await signIn.waysOf(who)).mail) throw refuse('not-found');
      if (!(await signIn.prove(who, await signIn.codes.use(email, code)))) throw notTheCode();
      return {};
    },
  );
}

function sessionRoutes(app: HttpApp, { house: { signIn, clock }, someone, someoneProven }: Desk): void {
  signInRoute(
    app,
    {
      ...shared,
      method: 'get',
      path: '/api/sign-in/sessions',
      summary: 'Where I am signed in',
      answer: sessionsSchema,
    },
    async (c) => {
      const { userId, sessionId, account } = await someone(c);
      const sessions = await signIn.presence.list(userId, account.kind, clock.now());
      return {
        sessions: sessions.map(({ id, device, beganAt, activeAt, isMine }) => ({
          id,
          device,
          beganAt: beganAt.toISOString(),
          activeAt: activeAt.toISOString(),
          isThis: id === sessionId,
          isMine,
        })),
      };
    },
  );
  signInRoute(
    app,
    {
      ...shared,
      method: 'delete',
      path: '/api/sign-in/sessions/:id',
      summary: 'Sign out there',
      params: keyIdSchema,
      answer: doneSchema,
    },
    async (c) => {
      const { userId } = await someone(c);
      if ((await signIn.presence.end(userId, { id: c.req.param('id') ?? '' })) === 0)
        throw refuse('not-found');
      return {};
    },
  );
  signInRoute(
    app,
    {
      ...shared,
      method: 'post',
      path: '/api/sign-in/sessions/end-others',
      summary: 'Sign out everywhere but here',
      answer: doneSchema,
    },
    async (c) => {
      const { userId, sessionId } = await someone(c);
      await signIn.presence.end(userId, { allBut: sessionId });
      return {};
    },
  );
  signInRoute(
    app,
    {
      ...shared,
      method: 'post',
      path: '/api/sign-in/mine',
      summary: 'Say whether this is my own phone: it then stays signed in for 30 days, behind its own lock',
      body: mineSchema,
      answer: doneSchema,
    },
    async (c, { isMine }) => {
      const who = isMine ? await someoneProven(c) : await someone(c);
      if (who.account.kind === 'staff') throw refuse('not-found');
      if (isMine && !(await signIn.waysOf(who)).key) {
        throw refusal(409, 'no-key', 'First set up this device, so that it can be unlocked.');
      }
      await signIn.presence.setMine(who.sessionId, isMine);
      return {};
    },
  );
}
