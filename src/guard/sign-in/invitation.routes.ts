import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { systemActor } from '../actors.ts';
import { acceptInvite } from '../supporters/supporter.store.ts';
import { type Desk, setCookies } from './desk.ts';
import { homeOf } from './me.routes.ts';
import { signInRoute } from './route.ts';
import { invitationSchema, nextSchema } from './shapes.ts';

// One answer for a link that is unknown, over, used or tried too often, and for a code that does not fit.
const notTheWayIn = () =>
  refusal(
    422,
    'no-way-in',
    'That link and code do not go together, or they are too old.',
    'Ask the person who gave them to you for new ones.',
  );

/** A supporter comes in for the first time: the link, the code they were told, the name they go by. */
export function invitationRoute(app: HttpApp, { house, count }: Desk): void {
  signInRoute(
    app,
    {
      method: 'post',
      path: '/api/sign-in/invitation',
      summary: 'Come in with a link and the code that was told in person',
      body: invitationSchema,
      answer: nextSchema,
    },
    async (c, said) => {
      count(c, 'try');
      const org = house.publicOrg;
      if (org === undefined) throw refuse('not-ready');
      // Not one transaction with the refusal: a wrong code stays counted.
      const supporter = await house.door.asActor(
        systemActor('system:sign-in', org, c.get('request')),
        'sign-in',
        (db) => acceptInvite(db, house.masterKey, { ...said, now: house.clock.now() }),
      );
      if (supporter === undefined) throw notTheWayIn();
      const opened = await house.signIn.begin(
        { org, kind: 'supporter', id: supporter },
        c.req.header('user-agent'),
      );
      if (opened === undefined) throw notTheWayIn();
      await house.signIn.leave(c.req.raw.headers);
      setCookies(c, opened.cookies);
      return { next: homeOf(opened.role) };
    },
  );
}
