import { randomInt } from 'node:crypto';
import { keepFindable } from '../guard/keys/blind-index.ts';
import { addPerson } from '../guard/sealing.ts';
import type { Db } from '../platform/db/index.ts';
import { refuse } from '../platform/http/problem.ts';
import { newId } from '../platform/ids.ts';
import type { Key } from '../platform/secrets.ts';
import { type Ask, referenceWord } from './inquiry.ts';

const TRIES = 20;

/**
 * Keeps what somebody who asks for a call chose to tell, each part sealed under a key of their own. Runs as the
 * front door, which can write this and read nothing back.
 *
 * @returns the word both sides say on the phone
 */
export async function keepAsk(db: Db, master: Key, org: string, ask: Ask, callBy: Date): Promise<string> {
  const { participantId, sealer } = await addPerson(db, master, org);
  const of = { org_id: org, participant_id: participantId };
  await db
    .insertInto('guard.identity')
    .values({ ...of, name_sealed: sealer.seal({ called: ask.name }), language: ask.language })
    .execute();
  await db
    .insertInto('guard.contact')
    .values({ ...of, contact_sealed: sealer.seal(ask.contact) })
    .execute();
  const { channel, value } = ask.contact;
  await keepFindable(db, master, org, participantId, {
    names: [ask.name],
    ...(channel === 'email' ? { email: value } : { phone: value }),
  });
  const busy = ask.week === undefined ? [] : lifeRows(ask.week);
  if (busy.length > 0) {
    await db
      .insertInto('schedule.busy')
      .values(busy.map((row) => ({ ...of, ...row, source: 'painted' })))
      .onConflict((clash) => clash.doNothing())
      .execute();
  }
  const answers = ask.answers === undefined ? null : sealer.seal(ask.answers);
  for (let tries = 0; tries < TRIES; tries++) {
    const reference = referenceWord(randomInt);
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('bridge.inquiry')
      .values({ ...of, inquiry_id: newId(), reference, call_by: callBy, answers_sealed: answers })
      .onConflict((clash) => clash.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) return reference;
  }
  throw refuse('broken');
}

function lifeRows(week: NonNullable<Ask['week']>) {
  return [
    ...week.busy.map(({ start, end, kind }) => ({ start_minute: start, end_minute: end, kind })),
    ...week.prefer.map(({ start, end }) => ({ start_minute: start, end_minute: end, kind: 'best' })),
  ];
}
