/** How long a way in stays open, in hours, and how often its code may be tried. */
export const INVITE_HOURS = 72;
export const TRIES_MAX = 5;

/** What stands in the database about one supporter and the newest way in they were given. */
export interface Known {
  readonly approvedAt: Date | null;
  readonly leftAt: Date | null;
  readonly invite: {
    readonly endsAt: Date;
    readonly tries: number;
    readonly acceptedAt: Date | null;
  } | null;
}

/**
 * Where somebody stands who was named as a supporter: only named; given a link and a code; the code was typed wrong too
 * often or came too late; they said their name and wait for a yes; here; gone.
 */
export type SupporterState = 'named' | 'invited' | 'invite-over' | 'said-their-name' | 'here' | 'left';

export function stateOf({ approvedAt, leftAt, invite }: Known, now: Date): SupporterState {
  if (leftAt !== null) return 'left';
  if (invite === null) return 'named';
  if (invite.acceptedAt !== null) return approvedAt === null ? 'said-their-name' : 'here';
  return isOpen(invite, now) ? 'invited' : 'invite-over';
}

/** Whether a code may still be tried. */
export const isOpen = ({ endsAt, tries, acceptedAt }: NonNullable<Known['invite']>, now: Date): boolean =>
  acceptedAt === null && tries < TRIES_MAX && now.getTime() < endsAt.getTime();
