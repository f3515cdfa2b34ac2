/** What whoever receives a record under a consent may do with it. */
export const RECIPIENTS = ['covered-entity', 'part2-program', 'lawful-holder'] as const;
export type RecipientType = (typeof RECIPIENTS)[number];

const NEVER =
  'In no case may you use or disclose it, or testify about it, in civil, criminal, administrative or legislative proceedings against the patient without the patient’s written consent or a court order under 42 CFR part 2.';

/**
 * One consent, and what it binds each kind of recipient to. Only a consent for treatment, payment and health care
 * operations lets anybody pass the record on; under any other, everybody asks the patient again.
 *
 * @see 42 CFR 2.33(b), (c)
 */
export function obligationsOf(consentKind: string, recipient: RecipientType): string {
  if (consentKind !== 'tpo') {
    return `You may use this record for what the consent says. To pass it on you need another written consent of the patient (42 CFR 2.31). ${NEVER}`;
  }
  switch (recipient) {
    case 'covered-entity':
      return `As a covered entity or business associate you may use and disclose this record as the HIPAA regulations permit, until the patient takes the consent back in writing (42 CFR 2.33(b)(1)). ${NEVER}`;
    case 'part2-program':
      return `As a part 2 program that is not a covered entity or business associate you may use and disclose this record only as the patient’s consent says (42 CFR 2.33(b)(2)). ${NEVER}`;
    case 'lawful-holder':
      return `As a lawful holder you may disclose this record further only for payment and health care operations, only what is needed for them, and only to contractors, subcontractors and legal representatives who are bound by a written contract to 42 CFR part 2 (42 CFR 2.33(b)(3) and (c)). ${NEVER}`;
  }
}

/** Where nobody said what the recipient is: a health plan is a covered entity, and of all others the narrower is taken. */
export const likelyType = (recipientKind: string): RecipientType =>
  recipientKind === 'payer' ? 'covered-entity' : 'lawful-holder';
