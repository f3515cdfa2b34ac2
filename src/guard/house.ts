import type { Clock } from '../platform/clock.ts';
import type { Door } from '../platform/db/index.ts';
import type { Callers } from '../platform/http/callers.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Logger } from '../platform/log.ts';
import type { Mail } from '../platform/mail.ts';
import type { Push } from '../platform/push.ts';
import type { Key } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import type { Sms } from '../platform/sms.ts';
import type { SignIn } from './sign-in.ts';

/** What every room is handed when the program is put together (src/app.ts). */
export interface House {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Logger;
  readonly door: Door;
  readonly masterKey: Key;
  readonly jobs: Jobs;
  readonly mail: Mail;
  readonly sms: Sms;
  readonly push: Push;
  readonly signIn: SignIn;
  readonly callers: Callers;
  /** The organisation whose public pages this address shows; undefined until one is set up. */
  publicOrg: string | undefined;
}
