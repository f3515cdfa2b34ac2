import type {
  ConsentKind,
  ConsentPurpose,
  EndEvent,
  Language,
  RecipientKind,
  Shareable,
  StatementName,
} from './forms.ts';

export interface Recipient {
  readonly kind: RecipientKind;
  /** A name, or in words a class: "my treating providers". */
  readonly name: string;
  /** Of an intermediary: who is behind it, by name or as "those who treat me". */
  readonly members?: readonly string[] | undefined;
}

export type Expiry = { readonly on: string } | { readonly event: EndEvent };

/** A consent as far as it is filled in. Nothing in it is chosen beforehand: what is not there was not said. */
export interface ConsentDraft {
  readonly kind: ConsentKind;
  readonly language: Language;
  readonly patient?: string | undefined;
  readonly discloser?: string | undefined;
  readonly categories?: readonly Shareable[] | undefined;
  /** What is shared, in the words the person reads. */
  readonly information?: string | undefined;
  readonly recipient?: Recipient | undefined;
  readonly purposes?: readonly ConsentPurpose[] | undefined;
  /** Why, in the person's words: "so that she can help with rides". */
  readonly because?: string | undefined;
  readonly expiry?: Expiry | undefined;
  /** The statements as they were shown. */
  readonly statements?: Readonly<Partial<Record<StatementName, string | undefined>>> | undefined;
  /** Whether gifts may be asked for with what is shared, and what the person said to that. */
  readonly fundraising?: 'not-used' | 'may-ask' | 'may-not-ask' | undefined;
  readonly caseNumber?: string | undefined;
  readonly officials?: readonly string[] | undefined;
  readonly study?: string | undefined;
  /** Whether somebody made care here depend on this yes. */
  readonly isConditionOfCare?: boolean | undefined;
  readonly signature?:
    | {
        readonly name: string;
        readonly by: 'participant' | 'guardian' | 'representative';
        readonly how: 'typed' | 'paper';
      }
    | undefined;
  /** The day it was signed, on the program's wall. */
  readonly signedOn?: string | undefined;
}

export type WholeConsent = Required<
  Pick<
    ConsentDraft,
    | 'kind'
    | 'language'
    | 'patient'
    | 'discloser'
    | 'categories'
    | 'information'
    | 'recipient'
    | 'purposes'
    | 'expiry'
    | 'statements'
    | 'signature'
    | 'signedOn'
  >
> &
  ConsentDraft;

/** A form nobody has touched yet: there are no ticks in it. */
export const untouched = (kind: ConsentKind, language: Language): ConsentDraft => ({ kind, language });
