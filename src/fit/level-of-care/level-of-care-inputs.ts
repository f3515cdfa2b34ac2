import type { InputRule } from './level-of-care.ts';

/**
 * The inputs of table loc-2026.1 and every value each can take, the usual one first, then from the least to the most
 * intensive need where there is such an order. Apart from their words (assessment.ts), because this much also runs in
 * the browser.
 *
 * @see field guide 2.1
 */
export const INPUT_RULES = [
  { key: 'age', isRequired: true, values: ['adult', 'adolescent'] },
  { key: 'withdrawal', isRequired: true, values: ['none', 'mild', 'moderate', 'severe', 'emergency'] },
  { key: 'wm_support', isRequired: false, values: ['yes', 'no'] },
  { key: 'intox', isRequired: true, values: ['none', 'present_safe', 'unsafe', 'overdose'] },
  { key: 'suicide', isRequired: true, values: ['none', 'low', 'moderate', 'high', 'imminent'] },
  { key: 'suicide_eval', isRequired: false, values: ['no', 'yes'] },
  { key: 'violence', isRequired: false, values: ['none', 'ideation', 'imminent'] },
  { key: 'medical', isRequired: true, values: ['stable', 'managed', 'needs_24h', 'emergency'] },
  { key: 'pregnant', isRequired: false, values: ['no', 'yes', 'unknown'] },
  { key: 'psychosis', isRequired: true, values: ['none', 'stable_treated', 'active_manageable', 'acute'] },
  { key: 'psych', isRequired: true, values: ['none', 'mild', 'moderate', 'severe'] },
  { key: 'cognition', isRequired: false, values: ['intact', 'mild_impairment', 'cannot_participate'] },
  { key: 'sud', isRequired: true, values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
  { key: 'risky_use', isRequired: false, values: ['no', 'yes'] },
  { key: 'opioid', isRequired: false, values: ['no', 'yes'] },
  { key: 'relapse', isRequired: true, values: ['low', 'moderate', 'high', 'imminent'] },
  { key: 'readiness', isRequired: false, values: ['willing', 'ambivalent', 'mandated', 'refuses'] },
  { key: 'environment', isRequired: true, values: ['supportive', 'limited', 'unsupportive', 'dangerous'] },
  { key: 'recovery_housing', isRequired: false, values: ['no', 'yes'] },
  { key: 'current', isRequired: false, values: ['none', 'wm', 'residential', 'php', 'iop', 'op'] },
  { key: 'response', isRequired: false, values: ['na', 'improving', 'plateau', 'worsening'] },
  { key: 'iop_failures', isRequired: false, values: ['0', '1', '2+'] },
] as const satisfies readonly InputRule[];

export type InputKey = (typeof INPUT_RULES)[number]['key'];
/** The values an input can take: `ValueOf<'age'>` is 'adult' | 'adolescent'. */
export type ValueOf<K extends InputKey> = Extract<
  (typeof INPUT_RULES)[number],
  { readonly key: K }
>['values'][number];

/** Inputs whose values run from the least to the most risk: a step along them never calls for less care. */
export const RISKS: readonly InputKey[] = [
  'withdrawal',
  'wm_support',
  'intox',
  'suicide',
  'violence',
  'medical',
  'psychosis',
  'psych',
  'cognition',
  'sud',
  'risky_use',
  'relapse',
  'environment',
  'iop_failures',
];
