import { PushGone } from '../../platform/push.ts';
import { SmsRefused } from '../../platform/sms.ts';
import { systemActor } from '../actors.ts';
import { everyOrg } from '../every-org.ts';
import type { House } from '../house.ts';
import { claimDue, type Going, markFailed, markGone, markSent } from './message.store.ts';
import { wordsOf } from './words.ts';

const SEND = 'send-messages';
const EVERY_MS = 30 * 1000;

type Post = Pick<House, 'door' | 'masterKey' | 'clock' | 'mail' | 'sms' | 'push' | 'log'>;

/** Registers the messenger: it looks every half minute for what is due. */
export function messageWork(house: House): void {
  everyOrg(house, { job: SEND, part: 'messenger', everyMs: EVERY_MS }, async (org) => {
    while ((await sendDue(house, org)) > 0);
  });
}

/** Sends what is due of one organisation; claimed in one transaction, noted in another, sent between them. */
export async function sendDue(house: Post, org: string): Promise<number> {
  const messenger = systemActor('system:messenger', org);
  const now = house.clock.now();
  const { zone, going } = await house.door.asActor(messenger, 'operations', async (db) => {
    const row = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
    return { zone: row.zone, going: await claimDue(db, house.masterKey, now, row.zone) };
  });
  for (const one of going) {
    const outcome = await post(house, one, zone, now);
    await house.door.asActor(messenger, 'operations', async (db) => {
      for (const device of outcome.gone) await markGone(db, device, now);
      if (outcome.is === 'sent') await markSent(db, one.id, outcome.ref, now);
      else await markFailed(db, one, { isFinal: outcome.is === 'refused', now });
    });
  }
  return going.length;
}

interface Outcome {
  readonly is: 'sent' | 'refused' | 'unreachable';
  readonly ref: string | null;
  /** Devices that nothing reaches any more. */
  readonly gone: readonly string[];
}

async function post(house: Post, one: Going, zone: string, now: Date): Promise<Outcome> {
  const { subject, text } = wordsOf(one.kind, one.channel, one.facts, {
    language: one.language,
    zone,
    now,
    maySay: one.maySay,
  });
  const none = { ref: null, gone: [] };
  try {
    if (one.channel === 'email') {
      await house.mail.send({ to: one.to, subject, text, id: one.id });
      return { is: 'sent', ...none };
    }
    if (one.channel === 'sms') {
      return { is: 'sent', ...none, ref: await house.sms.send({ to: one.to, text, id: one.id }) };
    }
    return await pushTo(house, one, text);
  } catch (fault) {
    const isFinal = fault instanceof SmsRefused || isRefusedLetter(fault);
    house.log.warn({ part: 'messenger', kind: (fault as Error).name, channel: one.channel, message: one.id });
    return { is: isFinal ? 'refused' : 'unreachable', ...none };
  }
}

/** To every device of the person; one that is reached is enough. */
async function pushTo(house: Post, one: Going, text: string): Promise<Outcome> {
  const gone: string[] = [];
  let reached = false;
  for (const { id, address } of one.devices) {
    try {
      await house.push.send(address, text, one.id.replaceAll('-', ''));
      reached = true;
    } catch (fault) {
      if (fault instanceof PushGone) gone.push(id);
    }
  }
  // With no device left the next try goes another way, if there is one.
  return { is: reached ? 'sent' : 'unreachable', ref: null, gone };
}

/** A mail server's lasting no (5xx). */
const isRefusedLetter = (fault: unknown): boolean => {
  const code = (fault as { responseCode?: unknown }).responseCode;
  return typeof code === 'number' && code >= 500;
};
