import type { Clock } from '../platform/clock.ts';
import type { Door } from '../platform/db/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { createCallers } from '../platform/http/callers.ts';
import { createJobs } from '../platform/jobs.ts';
import type { Logger } from '../platform/log.ts';
import { createMail } from '../platform/mail.ts';
import { masterKeyFrom } from '../platform/master-key.ts';
import { createPush } from '../platform/push.ts';
import { type Key, keyFor } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import { createSms } from '../platform/sms.ts';
import { systemActor } from './actors.ts';
import type { House } from './house.ts';
import { signInKey } from './keys/root.store.ts';
import { createSignIn } from './sign-in.ts';

/** Opens everything the rooms need. `parts` lets a test bring its own database or key. */
export async function openHouse(
  settings: Settings,
  clock: Clock,
  log: Logger,
  parts: { door?: Door; masterKey?: Key } = {},
): Promise<House> {
  const door =
    parts.door ??
    (await openDatabase({
      folder: settings.dataFolder,
      ...(settings.databaseUrl === undefined ? {} : { url: settings.databaseUrl }),
      ...(settings.databaseOwnerUrl === undefined ? {} : { ownerUrl: settings.databaseOwnerUrl }),
    }));
  try {
    const masterKey = parts.masterKey ?? (await masterKeyFrom(settings.masterKey));
    const mail = createMail(settings.mailUrl, settings.mailFrom);
    const rootKey = await signInKey(door, masterKey);
    const signIn = await createSignIn({ door, settings, mail, log, clock, masterKey: rootKey });
    return {
      settings,
      clock,
      log,
      door,
      masterKey,
      mail,
      sms: createSms(settings.smsUrl, settings.smsToken),
      push: createPush(keyFor(rootKey, 'web push'), settings.url),
      signIn,
      jobs: createJobs(door, log),
      callers: createCallers(settings.trustProxy),
      publicOrg: await firstOrg(door),
    };
  } catch (fault) {
    await door.close();
    throw fault;
  }
}

/** The organisation set up first: the one whose public pages are shown. */
export async function firstOrg(door: Door): Promise<string | undefined> {
  const row = await door.asActor(systemActor('system:start'), 'setup', (db) =>
    db.selectFrom('guard.org').select('org_id').orderBy('created_at').limit(1).executeTakeFirst(),
  );
  return row?.org_id;
}
