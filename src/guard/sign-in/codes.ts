import { AsyncLocalStorage } from 'node:async_hooks';
import { createHmac } from 'node:crypto';
import { APIError } from 'better-auth/api';
import type { Logger } from '../../platform/log.ts';
import type { Mail } from '../../platform/mail.ts';
import type { Key } from '../../platform/secrets.ts';
import { CODE_MINUTES, type Library } from './library.ts';

export type Language = 'en' | 'es';

/** What the library hands over after somebody proved who they are. */
export interface Proven {
  readonly userId: string;
  readonly token: string;
  readonly cookies: readonly string[];
}

/**
 * Codes by e-mail. An address is kept nowhere: who is a user here is itself a secret, so the library knows a keyed
 * hash in its place, and the letter goes to the address that was just typed.
 */
export interface EmailCodes {
  /** A short word for the address, to count by. */
  aliasOf(address: string): string;
  /** Sends a code, if the address is somebody's; tells nothing either way. */
  ask(address: string, language: Language): Promise<void>;
  /** Opens a session; undefined when the code does not fit, is too old, or was tried too often */
  use(address: string, code: string): Promise<Proven | undefined>;
  /** Sends a code to an address the signed-in person wants to use from now on. */
  askToKeep(headers: Headers, address: string, language: Language): Promise<void>;
  /** From now on codes go to this address; false when the code does not fit. */
  keep(headers: Headers, address: string, code: string): Promise<boolean>;
}

interface Letter {
  readonly to: string;
  readonly language: Language;
}

/** Where a code that the library makes is sent: to the address typed in the same request. */
export function codePost(mail: Mail, log: Logger) {
  const letters = new AsyncLocalStorage<Letter>();
  return {
    addressedTo: <T>(letter: Letter, work: () => Promise<T>): Promise<T> => letters.run(letter, work),
    /** Not waited for: how long a mail server takes would tell whose address is known. */
    deliver(code: string): void {
      const letter = letters.getStore();
      if (letter === undefined || !mail.isSet) return;
      mail.send({ to: letter.to, ...wordsOf(code, letter.language) }).catch((fault: Error) => {
        log.error({ kind: fault.name }, 'A sign-in code could not be mailed. Is DAYBRIDGE_MAIL_URL right?');
      });
    },
  };
}

const wordsOf = (code: string, language: Language): { subject: string; text: string } =>
  language === 'es'
    ? { subject: 'Su código', text: `Su código: ${code}\n\nSirve por ${CODE_MINUTES} minutos.` }
    : { subject: 'Your code', text: `Your code: ${code}\n\nIt works for ${CODE_MINUTES} minutes.` };

export function emailCodes(
  library: Library,
  { addressedTo }: ReturnType<typeof codePost>,
  key: Key,
): EmailCodes {
  const aliasOf = (address: string): string =>
    `${createHmac('sha256', key).update(address.trim().toLowerCase()).digest('hex').slice(0, 48)}@mail.invalid`;
  return {
    aliasOf,
    async ask(address, language) {
      await addressedTo({ to: address, language }, () =>
        library.api.sendVerificationOTP({ body: { email: aliasOf(address), type: 'sign-in' } }),
      );
    },
    async use(address, code) {
      const opened = await unlessRefused(
        library.api.signInEmailOTP({ body: { email: aliasOf(address), otp: code }, returnHeaders: true }),
      );
      return (
        opened && {
          userId: opened.response.user.id,
          token: opened.response.token,
          cookies: opened.headers.getSetCookie(),
        }
      );
    },
    async askToKeep(headers, address, language) {
      // Refused only for the address in use already, which is told by its code never coming due.
      await addressedTo({ to: address, language }, () =>
        unlessRefused(
          library.api.requestEmailChangeEmailOTP({ headers, body: { newEmail: aliasOf(address) } }),
        ),
      );
    },
    async keep(headers, address, code) {
      const kept = await unlessRefused(
        library.api.changeEmailEmailOTP({ headers, body: { newEmail: aliasOf(address), otp: code } }),
      );
      return kept !== undefined;
    },
  };
}

/** The library's no as undefined; a fault of the machine stays one. */
export async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (fault) {
    if (fault instanceof APIError && fault.statusCode < 500) return undefined;
    throw fault;
  }
}
