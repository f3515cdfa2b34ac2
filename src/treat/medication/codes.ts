/** The codes of what the rules look at; the words for them are the pages' own. */
export const CONDITIONS = [
  'opioid-use-disorder',
  'alcohol-use-disorder',
  'opioid-withdrawal',
  'alcohol-withdrawal',
  'sedative-withdrawal',
  'opioid-pain-plan',
  'pregnancy',
  'pregnancy-possible',
  'vomiting-diarrhea',
  'eating-disorder',
  'seizures',
  'liver-disease',
  'heart-disease',
] as const;

/** With the unit a value is in: mL/min, times the upper limit of normal, ms, years, mmol/L. */
export const LABS = ['crcl', 'alt-uln', 'ast-uln', 'qtc', 'age', 'lithium-level'] as const;
export const USES = ['opioid', 'alcohol', 'stimulant', 'sedative'] as const;
export const CHANGES = ['smoking'] as const;
export const CHECKS = [
  'pdmp',
  'pregnancy-test',
  'visit',
  'otp-contact',
  'anc',
  'metabolic-set',
  'blood-pressure',
] as const;
export const NALOXONE = ['given'] as const;

/** Allergies are to a medicine of the list, or to something said in words. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  condition: CONDITIONS,
  lab: LABS,
  use: USES,
  change: CHANGES,
  check: CHECKS,
  naloxone: NALOXONE,
};
export const FINDING_KINDS = ['allergy', 'condition', 'lab', 'use', 'change', 'check', 'naloxone'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const isCodeOf = (kind: FindingKind, code: string): boolean =>
  kind === 'allergy' || (CODES[kind]?.includes(code) ?? false);

export const ROUTES = [
  'oral',
  'sublingual',
  'subcutaneous',
  'intramuscular',
  'nasal',
  'transdermal',
  'inhaled',
  'other',
] as const;
export const SITES = [
  'gluteal-left',
  'gluteal-right',
  'abdomen-left',
  'abdomen-right',
  'thigh-left',
  'thigh-right',
  'arm-left',
  'arm-right',
] as const;
