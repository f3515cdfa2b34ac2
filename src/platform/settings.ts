import { resolve } from 'node:path';
import { z } from 'zod';
import type { KeySource } from './master-key.ts';

const flag = z
  .enum(['on', 'off', '1', '0', 'true', 'false'])
  .transform((word) => ['on', '1', 'true'].includes(word));

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4310),
  HOST: z.string().default('127.0.0.1'),
  DAYBRIDGE_DATA: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  DATABASE_OWNER_URL: z.string().optional(),
  DAYBRIDGE_DEMO: flag.optional(),
  DAYBRIDGE_URL: z.url().optional(),
  DAYBRIDGE_KEY_FILE: z.string().optional(),
  DAYBRIDGE_KEY_COMMAND: z.string().optional(),
  DAYBRIDGE_MAIL_URL: z.string().optional(),
  DAYBRIDGE_MAIL_FROM: z.string().optional(),
  DAYBRIDGE_SMS_URL: z.url().optional(),
  DAYBRIDGE_SMS_TOKEN: z.string().optional(),
  DAYBRIDGE_SMS_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  DAYBRIDGE_TRUST_PROXY: flag.default(false),
  DAYBRIDGE_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Everything that can be set from outside, listed with its meaning in docs/operate.md. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly databaseUrl?: string;
  readonly databaseOwnerUrl?: string;
  /** undefined: show the demo program when the database is empty. */
  readonly demo?: boolean;
  /** The address people type; decides cookies and passkeys. Default http://localhost:PORT. */
  readonly url: string;
  readonly masterKey: KeySource;
  readonly mailUrl?: string;
  readonly mailFrom: string;
  /** Where text messages are handed over, and the words that prove it is us. */
  readonly smsUrl?: string;
  readonly smsToken?: string;
  /** What the provider signs replies with. */
  readonly smsSecret?: string;
  readonly trustProxy: boolean;
  readonly logLevel: string;
}

/** A setting from the environment makes no sense. */
export class SettingsFault extends Error {}

/**
 * Reads the settings; an empty value counts as not set.
 *
 * @throws SettingsFault naming each wrong variable and what is expected
 */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new SettingsFault(`These settings are not usable:\n  ${lines.join('\n  ')}\nSee docs/operate.md.`);
  }
  const set = read.data;
  if (set.DAYBRIDGE_KEY_COMMAND !== undefined && set.DAYBRIDGE_KEY_FILE !== undefined) {
    throw new SettingsFault(
      'Set DAYBRIDGE_KEY_FILE or DAYBRIDGE_KEY_COMMAND, not both. See docs/operate.md.',
    );
  }
  const dataFolder = resolve(set.DAYBRIDGE_DATA);
  return {
    port: set.PORT,
    host: set.HOST,
    dataFolder,
    url: set.DAYBRIDGE_URL ?? `http://localhost:${set.PORT}`,
    masterKey:
      set.DAYBRIDGE_KEY_COMMAND === undefined
        ? { from: 'file', file: set.DAYBRIDGE_KEY_FILE ?? resolve(dataFolder, 'keys', 'master.key') }
        : { from: 'command', command: set.DAYBRIDGE_KEY_COMMAND },
    mailFrom: set.DAYBRIDGE_MAIL_FROM ?? 'no-reply@localhost',
    trustProxy: set.DAYBRIDGE_TRUST_PROXY,
    logLevel: set.DAYBRIDGE_LOG,
    ...(set.DATABASE_URL === undefined ? {} : { databaseUrl: set.DATABASE_URL }),
    ...(set.DATABASE_OWNER_URL === undefined ? {} : { databaseOwnerUrl: set.DATABASE_OWNER_URL }),
    ...(set.DAYBRIDGE_DEMO === undefined ? {} : { demo: set.DAYBRIDGE_DEMO }),
    ...(set.DAYBRIDGE_SMS_URL === undefined ? {} : { smsUrl: set.DAYBRIDGE_SMS_URL }),
    ...(set.DAYBRIDGE_SMS_TOKEN === undefined ? {} : { smsToken: set.DAYBRIDGE_SMS_TOKEN }),
    ...(set.DAYBRIDGE_SMS_SECRET === undefined ? {} : { smsSecret: set.DAYBRIDGE_SMS_SECRET }),
    ...(set.DAYBRIDGE_MAIL_URL === undefined ? {} : { mailUrl: set.DAYBRIDGE_MAIL_URL }),
  };
}
