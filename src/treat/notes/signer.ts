import type { Actor, Db } from '../../platform/db/index.ts';
import { type Refusal, refusal, refuse } from '../../platform/http/problem.ts';
import { credentialOf } from '../money/codes.ts';
import { TEMPLATES } from './templates.ts';

/** A member of staff as they sign. */
export interface Signer {
  readonly name: string;
  /** The credential line: "LCSW, FL, to 2027-05-31". */
  readonly licence: string;
  /** Somebody else must sign too. */
  readonly needsCosign: boolean;
}

interface OnFile {
  readonly role: string;
  readonly type: string | null;
  readonly state: string | null;
  readonly expires: string | null;
}

/** The credential line of somebody on a day, and whether it stands alone; null where their licence has ended. */
export function credentialLine(
  { role, type, state, expires }: OnFile,
  today: string,
): Pick<Signer, 'licence' | 'needsCosign'> | null {
  const { roles, credentials } = TEMPLATES.cosign;
  if (type === null || state === null || expires === null) return { licence: role, needsCosign: true };
  if (expires < today) return null;
  const credential = credentialOf(type);
  return {
    licence: `${type}, ${state}, to ${expires}`,
    needsCosign: roles.includes(role) || (credential !== null && credentials.includes(credential)),
  };
}

/** @throws Refusal licence-ended */
export async function signerOf(db: Db, actor: Actor, today: string): Promise<Signer> {
  const staff = await db
    .selectFrom('guard.staff')
    .select(['display_name', 'role', 'licence_type', 'licence_state', 'licence_expires_on'])
    .where('staff_id', '=', actor.id)
    .executeTakeFirst();
  if (staff === undefined) throw refuse('not-found');
  const line = credentialLine(
    {
      role: staff.role,
      type: staff.licence_type,
      state: staff.licence_state,
      expires: staff.licence_expires_on,
    },
    today,
  );
  if (line === null) throw ended(staff.licence_expires_on ?? '');
  return { name: staff.display_name, ...line };
}

const ended = (on: string): Refusal =>
  refusal(
    409,
    'licence-ended',
    'Your licence on file has ended. Your drafts are kept.',
    `It ended on ${on}. Ask the administrator to enter the renewal.`,
  );
