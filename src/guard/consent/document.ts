import { sha256 } from '../../platform/secrets.ts';
import type { ConsentDraft } from './draft.ts';
import type { ConsentForm, StatementName } from './forms.ts';

/** A consent as it was signed: every element and every word the person read. Kept whole, sealed, and never changed. */
export interface ConsentDocument {
  readonly formVersion: string;
  readonly title: string;
  readonly says: string;
  readonly draft: ConsentDraft;
}

/** The statements of a form in the language it is read in. */
export const statementsOf = (
  form: ConsentForm,
  language: 'en' | 'es',
): Partial<Record<StatementName, string>> =>
  Object.fromEntries(Object.entries(form.statements).map(([name, words]) => [name, words[language]]));

export const documentOf = (draft: ConsentDraft, form: ConsentForm): ConsentDocument => ({
  formVersion: form.version,
  title: form.title[draft.language],
  says: form.says[draft.language],
  draft,
});

/** What proves later that these were the words. */
export const hashOf = (document: ConsentDocument): Uint8Array => sha256(JSON.stringify(document));

export const isIntact = (document: ConsentDocument, hash: Uint8Array): boolean =>
  Buffer.from(hashOf(document)).equals(Buffer.from(hash));
