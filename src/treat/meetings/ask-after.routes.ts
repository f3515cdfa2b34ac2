import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import { say } from '../../guard/messages/message.store.ts';
import { WORDS } from '../../guard/messages/words.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { rosterOf } from '../attendance/attendance.store.ts';
import { todayHere } from '../plan/day.ts';
import { meetingById } from './meeting.store.ts';

/** Of use on the day itself. */
const HOURS_OF_USE = 12;

/** A word to somebody who did not come: neutral, by the ways they chose, and once for each session. */
export function askAfterRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'Sessions',
      audience: 'staff',
      purpose: 'treatment',
      method: 'post',
      path: '/api/sessions/:meeting/ask-after',
      summary: 'Write to somebody who is away from this session: neutral words, once, by the ways they chose',
      params: z.object({ meeting: z.uuid() }),
      body: z.strictObject({ participant: z.uuid() }),
      answer: z.object({
        participant: participantSeen('attendance'),
        isNew: z.boolean().describe('false: they were written to already because of this session'),
        text: z.object({ en: z.string(), es: z.string() }),
      }),
      command: true,
    },
    async ({ db, actor, params: { meeting }, body: { participant }, now }) => {
      const held = await meetingById(db, meeting);
      if (held === undefined || !held.leaders.some(({ id }) => id === actor.id)) throw refuse('not-found');
      await mustAllow(db, participant, 'attendance', 'read');
      await mustAllow(db, participant, 'record', 'read');
      const row = (await rosterOf(db, meeting)).find((one) => one.participant === participant);
      if (row === undefined) throw refuse('not-found');
      const { today } = await todayHere(db, now);
      if (row.status !== 'away' || held.on !== today) {
        throw refusal(409, 'not-away', 'Only who is marked away from a session of today is written to.');
      }
      const notAfter = new Date(now.getTime() + HOURS_OF_USE * 3_600_000);
      const occasion = `away ${meeting}`;
      const said = await say(db, actor, [{ participant, kind: 'ask', occasion, notBefore: now, notAfter }]);
      return { body: { participant, isNew: said === 1, text: WORDS.kinds.ask } };
    },
  );
}
