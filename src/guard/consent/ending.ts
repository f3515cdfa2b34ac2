import type { ConsentPurpose, RecipientKind, Shareable } from './forms.ts';

/** Days before its end in which a consent is said to end soon. */
export const SOON_DAYS = 30;

/** One consent in force, as far as its end matters. */
export interface Running {
  readonly id: string;
  readonly participant: string;
  readonly recipient: {
    readonly kind: RecipientKind;
    readonly id: string | null;
    readonly name: string | null;
  };
  readonly categories: readonly Shareable[];
  readonly purposes: readonly ConsentPurpose[];
  /** The moment it is over; null: no day was set. */
  readonly endsAt: Date | null;
}

/**
 * What really stops when this consent ends: the parts that no other consent of this person still lets the same
 * recipient have, for every purpose it is for.
 */
export const stopsWith = (ending: Running, all: readonly Running[]): readonly Shareable[] =>
  ending.categories.filter((category) =>
    ending.purposes.some((purpose) => !all.some((other) => goesOn(ending, other, category, purpose))),
  );

const goesOn = (ending: Running, other: Running, category: Shareable, purpose: ConsentPurpose): boolean =>
  other.id !== ending.id &&
  other.participant === ending.participant &&
  isSameRecipient(ending.recipient, other.recipient) &&
  isLater(other.endsAt, ending.endsAt) &&
  other.categories.includes(category) &&
  other.purposes.includes(purpose);

const isLater = (one: Date | null, other: Date | null): boolean =>
  one === null || (other !== null && one > other);

/** Somebody who signs in is known by their id; all others by the name that was signed, whatever its case. */
const isSameRecipient = (one: Running['recipient'], other: Running['recipient']): boolean =>
  one.kind === other.kind &&
  (one.id !== null || other.id !== null
    ? one.id === other.id
    : one.name !== null && one.name.toLowerCase() === other.name?.toLowerCase());
