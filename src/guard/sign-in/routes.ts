import type { Context } from 'hono';
import type { HttpApp, HttpEnv } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import type { House } from '../house.ts';
import type { Opened } from '../sign-in.ts';
import { type Desk, deskOf, notTheCode, notTheKey, setCookies } from './desk.ts';
import { invitationRoute } from './invitation.routes.ts';
import { homeOf, meRoute } from './me.routes.ts';
import { presenceRoutes } from './presence.routes.ts';
import { IDLE_MINUTES } from './presence.ts';
import { signInRoute } from './route.ts';
import {
  codeSchema,
  doneSchema,
  emailCodeSchema,
  emailSchema,
  keyIdSchema,
  keysSchema,
  madeKeySchema,
  nextSchema,
  optionsSchema,
  type SignInState,
  secretSchema,
  stateSchema,
  usedKeySchema,
} from './shapes.ts';

/** Signing in and out: one-time addresses, e-mail codes, passkeys, the second step, and who I am. */
export function signInRoutes(app: HttpApp, house: House): void {
  const desk = deskOf(house);
  app.get('/sign-in/link/:token', async (c) => {
    desk.count(c, 'call');
    // A program that only looks whether the address is there must not use it up.
    if (c.req.method === 'HEAD') return c.body(null);
    const opened = await house.signIn.openLink(c.req.param('token'), c.req.header('user-agent'));
    if (opened === undefined) return c.redirect('/sign-in?link=used');
    await house.signIn.leave(c.req.raw.headers);
    return c.redirect(enter(c, opened));
  });
  const leave = async (c: Context<HttpEnv>) => {
    setCookies(c, await house.signIn.leave(c.req.raw.headers));
    return c.body(null, 204);
  };
  app.post('/leave', leave);
  app.post('/api/sign-out', leave);

  signInRoute(
    app,
    { method: 'get', path: '/api/sign-in/state', summary: 'Whether I am signed in', answer: stateSchema },
    async (c): Promise<SignInState> => {
      const who = await house.signIn.signedIn(c.req.raw.headers);
      const canMail = house.mail.isSet;
      if (who === undefined) return { is: 'signed-out', canMail };
      const isLocked = who.present.standing === 'locked';
      const ways = await house.signIn.waysOf(who);
      return {
        is: who.owesSecondStep ? 'owes-second-step' : isLocked ? 'locked' : 'signed-in',
        canMail,
        home: homeOf(who.role),
        kind: who.account.kind,
        hasSecondStep: ways.code,
        hasEmail: who.hasEmail,
        isMine: who.present.isMine,
        ways,
        idleMinutes: IDLE_MINUTES[who.account.kind],
      };
    },
  );
  codeRoutes(app, desk);
  emailRoutes(app, desk);
  passkeySignInRoutes(app, desk);
  keysRoutes(app, desk);
  secondStepRoutes(app, desk);
  presenceRoutes(app, desk);
  invitationRoute(app, desk);
  meRoute(app, house);
}

/** Gives the browser its session; the page to go to. */
function enter(c: Context, opened: Opened): string {
  setCookies(c, opened.cookies);
  return opened.owesSecondStep ? '/sign-in' : homeOf(opened.role);
}

function codeRoutes(app: HttpApp, { house: { signIn }, count, countCode }: Desk): void {
  signInRoute(
    app,
    {
      method: 'post',
      path: '/api/sign-in/code',
      summary: 'Send me a code by e-mail. The answer is the same whether the address is known or not',
      body: emailSchema,
      answer: doneSchema,
    },
    async (c, { email, language }) => {
      count(c, 'try');
      countCode(email);
      await signIn.codes.ask(email, language);
      return {};
    },
  );
  signInRoute(
    app,
    {
      method: 'post',
      path: '/api/sign-in/code/use',
      summary: 'Sign in with the code that was mailed',
      body: emailCodeSchema,
      answer: nextSchema,
    },
    async (c, { email, code }) => {
      count(c, 'try');
      const proven = await signIn.codes.use(email, code);
      const opened = proven && (await signIn.open(proven, c.req.header('user-agent')));
      if (opened === undefined) throw notTheCode();
      return { next: enter(c, opened) };
    },
  );
}

function emailRoutes(
  app: HttpApp,
  { house: { signIn }, count, countCode, someone, someoneProven }: Desk,
): void {
  signInRoute(
    app,
    {
      method: 'post',
      path: '/api/sign-in/email',
      summary: 'Send a code to the address I want to use from now on',
      needsSession: true,
      body: emailSchema,
      answer: doneSchema,
    },
    async (c, { email, language }) => {
      count(c, 'try');
      await someoneProven(c);
      countCode(email);
      await signIn.codes.askToKeep(c.req.raw.headers, email, language);
      return {};
    },
  );
  signInRoute(
    app,
    {
      method: 'post',
      path: '/api/sign-in/email/confirm',
      summary: 'Use this address from now on, with the code that went there',
      needsSession: true,
      body: emailCodeSchema,
      answer: doneSchema,
    },
    async (c, { email, code }) => {
      count(c, 'try');
      await someone(c);
      if (!(await signIn.codes.keep(c.req.raw.headers, email, code))) throw notTheCode();
      return {};
    },
  );
}

function passkeySignInRoutes(app: HttpApp, { house: { signIn }, count }: Desk): void {
  signInRoute(
    app,
    {
      method: 'post',
      path: '/api/sign-in/passkey/begin',
      summary: 'Begin to sign in with a passkey',
      answer: optionsSchema,
    },
    async (c) => {
      count(c, 'call');
      const { options, cookies } = await signIn.passkeys.beginSignIn();
      setCookies(c, cookies);
      return options;
    },
  );
  signInRoute(
    app,
    {
      method: 'post',
      path: '/api/sign-in/passkey',
      summary: 'Sign in with what the passkey answered',
      body: usedKeySchema,
      answer: nextSchema,
    },
    async (c, credential) => {
      count(c, 'try');
      const proven = await signIn.passkeys.signIn(c.req.raw.headers, credential);
      const opened = proven && (await signIn.open(proven, c.req.header('user-agent')));
      if (opened === undefined) throw notTheKey();
      return { next: enter(c, opened) };
    },
  );
}

function keysRoutes(app: HttpApp, { house, count, someone, someoneProven }: Desk): void {
  const { signIn, clock } = house;
  const shared = { needsSession: true } as const;
  signInRoute(
    app,
    {
      ...shared,
      method: 'get',
      path: '/api/sign-in/keys',
      summary: 'The passkeys I sign in with',
      answer: keysSchema,
    },
    async (c) => {
      await someone(c);
      return { keys: [...(await signIn.passkeys.list(c.req.raw.headers))] };
    },
  );
  signInRoute(
    app,
    {
      ...shared,
      method: 'post',
      path: '/api/sign-in/keys/begin',
      summary: 'Begin to add a passkey',
      answer: optionsSchema,
    },
    async (c) => {
      count(c, 'call');
      await someoneProven(c);
      const { options, cookies } = await signIn.passkeys.beginAdding(c.req.raw.headers);
      setCookies(c, cookies);
      return options;
    },
  );
  signInRoute(
    app,
    {
      ...shared,
      method: 'post',
      path: '/api/sign-in/keys',
      summary: 'Add the passkey the device made',
      body: madeKeySchema,
      answer: doneSchema,
    },
    async (c, credential) => {
      count(c, 'call');
      const { sessionId } = await someoneProven(c);
      if (!(await signIn.passkeys.add(c.req.raw.headers, credential))) throw notTheKey();
      await signIn.presence.proven(sessionId, clock.now());
      return {};
    },
  );
  signInRoute(
    app,
    {
      ...shared,
      method: 'delete',
      path: '/api/sign-in/keys/:id',
      summary: 'Remove a passkey',
      params: keyIdSchema,
      answer: doneSchema,
    },
    async (c) => {
      await someoneProven(c);
      const id = c.req.param('id') ?? '';
      if (!(await signIn.passkeys.remove(c.req.raw.headers, id))) throw refuse('not-found');
      return {};
    },
  );
}

function secondStepRoutes(app: HttpApp, { house, count, someone, someoneProven }: Desk): void {
  const { signIn, clock } = house;
  signInRoute(
    app,
    {
      method: 'post',
      path: '/api/sign-in/second-step/begin',
      summary: 'Begin to set up a second step',
      needsSession: true,
      answer: secretSchema,
    },
    async (c) => {
      count(c, 'call');
      return signIn.secondStep.begin((await someoneProven(c)).userId);
    },
  );
  signInRoute(
    app,
    {
      method: 'post',
      path: '/api/sign-in/second-step',
      summary: 'Show the code of the second step',
      needsSession: true,
      body: codeSchema,
      answer: nextSchema,
    },
    async (c, { code }) => {
      count(c, 'try');
      const who = await signIn.signedIn(c.req.raw.headers);
      if (who === undefined) throw refuse('not-signed-in');
      await signIn.secondStep.pass(who.userId, who.sessionId, code, clock.now());
      await signIn.presence.proven(who.sessionId, clock.now());
      return { next: homeOf(who.role) };
    },
  );
  signInRoute(
    app,
    {
      method: 'post',
      path: '/api/sign-in/second-step/end',
      summary: 'End the second step, with one last code',
      needsSession: true,
      body: codeSchema,
      answer: doneSchema,
    },
    async (c, { code }) => {
      count(c, 'try');
      await signIn.secondStep.end((await someone(c)).userId, code, clock.now());
      return {};
    },
  );
}
