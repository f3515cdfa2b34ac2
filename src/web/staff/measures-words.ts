import { words } from '../design/index.ts';

/** Names and words of forms and bands, for the team. Scores keep the instrument's own terms in English. */
export const measureWords = words(
  {
    instrument: {
      'phq-9': 'PHQ-9 (mood)',
      'gad-7': 'GAD-7 (worry)',
      audit: 'AUDIT (alcohol)',
      'audit-c': 'AUDIT-C (alcohol, short)',
      'dast-10': 'DAST-10 (drugs)',
      bam: 'BAM, 30 days',
      'bam-r': 'BAM-R',
      'bam-7': 'BAM, 7 days',
      'barc-10': 'BARC-10 (recovery capital)',
      'pc-ptsd-5': 'PC-PTSD-5 (trauma)',
      'c-ssrs-screener': 'C-SSRS screener (suicide risk)',
      'dsm-5-sud': 'DSM-5 criteria',
      'taps-1': 'TAPS-1',
    },
    band: {
      minimal: 'minimal',
      mild: 'mild',
      moderate: 'moderate',
      'moderately severe': 'moderately severe',
      severe: 'severe',
    },
    line: { score: 'Score', use: 'Use', risk: 'Risk', protective: 'Protective' },
  },
  {
    instrument: {
      'phq-9': 'PHQ-9 (ánimo)',
      'gad-7': 'GAD-7 (preocupación)',
      audit: 'AUDIT (alcohol)',
      'audit-c': 'AUDIT-C (alcohol, corto)',
      'dast-10': 'DAST-10 (drogas)',
      bam: 'BAM, 30 días',
      'bam-r': 'BAM-R',
      'bam-7': 'BAM, 7 días',
      'barc-10': 'BARC-10 (capital de recuperación)',
      'pc-ptsd-5': 'PC-PTSD-5 (trauma)',
      'c-ssrs-screener': 'C-SSRS (riesgo de suicidio)',
      'dsm-5-sud': 'Criterios DSM-5',
      'taps-1': 'TAPS-1',
    },
    band: {
      minimal: 'mínimo',
      mild: 'leve',
      moderate: 'moderado',
      'moderately severe': 'moderadamente grave',
      severe: 'grave',
    },
    line: { score: 'Puntaje', use: 'Consumo', risk: 'Riesgo', protective: 'Protección' },
  },
);

/** A word of one of the lists, or the term itself where there is none. */
export const said = (list: Readonly<Record<string, string>>, term: string): string => list[term] ?? term;
