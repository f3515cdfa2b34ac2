import type { InputRule } from './level-of-care.ts';

interface TwoLanguages {
  readonly en: string;
  readonly es: string;
}

export type AssessmentPart = 'safety' | 'health' | 'use' | 'life' | 'course';

/** One question to the clinician: an input of the level-of-care table, with its words. */
export interface AssessmentQuestion extends InputRule {
  readonly part: AssessmentPart;
  readonly label: TwoLanguages;
  readonly help?: TwoLanguages;
  /** Words for each value; none where the values are numbers. */
  readonly words?: Readonly<Record<string, TwoLanguages>>;
}

/** All inputs of table loc-2026.1. @see field guide 2.1 */
export const QUESTIONS: readonly AssessmentQuestion[] = [
  {
    key: 'age',
    part: 'safety',
    isRequired: true,
    label: {
      en: 'Age group',
      es: 'Grupo de edad',
    },
    values: ['adult', 'adolescent'],
    words: {
      adult: {
        en: 'Adult, 18 or over',
        es: 'Adulto, 18 o más',
      },
      adolescent: {
        en: '12 to 17',
        es: '12 a 17',
      },
    },
  },
  {
    key: 'withdrawal',
    part: 'safety',
    isRequired: true,
    label: {
      en: 'Withdrawal',
      es: 'Abstinencia',
    },
    help: {
      en: 'From CIWA-Ar or COWS and the history. Severe: an earlier withdrawal seizure with daily use, or alcohol with sedatives.',
      es: 'Según CIWA-Ar o COWS y la historia. Grave: convulsión previa con consumo diario, o alcohol con sedantes.',
    },
    values: ['none', 'mild', 'moderate', 'severe', 'emergency'],
    words: {
      none: {
        en: 'None',
        es: 'Ninguna',
      },
      mild: {
        en: 'Mild',
        es: 'Leve',
      },
      moderate: {
        en: 'Moderate: could be managed with a daily check',
        es: 'Moderada: manejable con control diario',
      },
      severe: {
        en: 'Severe: a complicated course is expected',
        es: 'Grave: se espera un curso complicado',
      },
      emergency: {
        en: 'Seizure, delirium or unstable signs now',
        es: 'Convulsión, delirio o signos inestables ahora',
      },
    },
  },
  {
    key: 'wm_support',
    part: 'safety',
    isRequired: false,
    label: {
      en: 'A reliable adult at home and daily access to the clinic',
      es: 'Un adulto confiable en casa y acceso diario a la clínica',
    },
    values: ['yes', 'no'],
    words: {
      yes: {
        en: 'Yes',
        es: 'Sí',
      },
      no: {
        en: 'No',
        es: 'No',
      },
    },
  },
  {
    key: 'intox',
    part: 'safety',
    isRequired: true,
    label: {
      en: 'Intoxication now',
      es: 'Intoxicación ahora',
    },
    values: ['none', 'present_safe', 'unsafe', 'overdose'],
    words: {
      none: {
        en: 'None',
        es: 'Ninguna',
      },
      present_safe: {
        en: 'Present, safe',
        es: 'Presente, sin peligro',
      },
      unsafe: {
        en: 'Unsafe: cannot walk, protect the airway or consent',
        es: 'Con peligro: no puede caminar, proteger la vía aérea ni consentir',
      },
      overdose: {
        en: 'Overdose',
        es: 'Sobredosis',
      },
    },
  },
  {
    key: 'suicide',
    part: 'safety',
    isRequired: true,
    label: {
      en: 'Suicide risk',
      es: 'Riesgo de suicidio',
    },
    help: {
      en: 'From the C-SSRS screener and your interview.',
      es: 'Según el C-SSRS y su entrevista.',
    },
    values: ['none', 'low', 'moderate', 'high', 'imminent'],
    words: {
      none: {
        en: 'None',
        es: 'Ninguno',
      },
      low: {
        en: 'Low',
        es: 'Bajo',
      },
      moderate: {
        en: 'Moderate',
        es: 'Moderado',
      },
      high: {
        en: 'High',
        es: 'Alto',
      },
      imminent: {
        en: 'Plan and intent now, or cannot keep safe',
        es: 'Plan e intención ahora, o no puede mantenerse a salvo',
      },
    },
  },
  {
    key: 'suicide_eval',
    part: 'safety',
    isRequired: false,
    label: {
      en: 'Evaluated today by a licensed professional, with a safety plan',
      es: 'Evaluado hoy por un profesional con licencia, con plan de seguridad',
    },
    values: ['no', 'yes'],
    words: {
      no: {
        en: 'No',
        es: 'No',
      },
      yes: {
        en: 'Yes',
        es: 'Sí',
      },
    },
  },
  {
    key: 'violence',
    part: 'safety',
    isRequired: false,
    label: {
      en: 'Risk of harm to others',
      es: 'Riesgo de daño a otros',
    },
    values: ['none', 'ideation', 'imminent'],
    words: {
      none: {
        en: 'None',
        es: 'Ninguno',
      },
      ideation: {
        en: 'Thoughts',
        es: 'Ideas',
      },
      imminent: {
        en: 'Close',
        es: 'Inminente',
      },
    },
  },
  {
    key: 'medical',
    part: 'health',
    isRequired: true,
    label: {
      en: 'Physical health',
      es: 'Salud física',
    },
    help: {
      en: 'From the nursing screen.',
      es: 'Según la revisión de enfermería.',
    },
    values: ['stable', 'managed', 'needs_24h', 'emergency'],
    words: {
      stable: {
        en: 'Stable',
        es: 'Estable',
      },
      managed: {
        en: 'Managed',
        es: 'Controlada',
      },
      needs_24h: {
        en: 'Needs 24-hour nursing',
        es: 'Necesita enfermería de 24 horas',
      },
      emergency: {
        en: 'Emergency',
        es: 'Emergencia',
      },
    },
  },
  {
    key: 'pregnant',
    part: 'health',
    isRequired: false,
    label: {
      en: 'Pregnant',
      es: 'Embarazo',
    },
    values: ['no', 'yes', 'unknown'],
    words: {
      no: {
        en: 'No',
        es: 'No',
      },
      yes: {
        en: 'Yes',
        es: 'Sí',
      },
      unknown: {
        en: 'Not known',
        es: 'No se sabe',
      },
    },
  },
  {
    key: 'psychosis',
    part: 'health',
    isRequired: true,
    label: {
      en: 'Psychosis',
      es: 'Psicosis',
    },
    values: ['none', 'stable_treated', 'active_manageable', 'acute'],
    words: {
      none: {
        en: 'None',
        es: 'Ninguna',
      },
      stable_treated: {
        en: 'Stable with treatment',
        es: 'Estable con tratamiento',
      },
      active_manageable: {
        en: 'Active, manageable',
        es: 'Activa, manejable',
      },
      acute: {
        en: 'Acute',
        es: 'Aguda',
      },
    },
  },
  {
    key: 'psych',
    part: 'health',
    isRequired: true,
    label: {
      en: 'Mental-health condition and loss of function',
      es: 'Condición de salud mental y pérdida de funciones',
    },
    help: {
      en: 'From PHQ-9, GAD-7, PC-PTSD-5 and your interview.',
      es: 'Según PHQ-9, GAD-7, PC-PTSD-5 y su entrevista.',
    },
    values: ['none', 'mild', 'moderate', 'severe'],
    words: {
      none: {
        en: 'None',
        es: 'Ninguna',
      },
      mild: {
        en: 'Mild',
        es: 'Leve',
      },
      moderate: {
        en: 'Moderate',
        es: 'Moderada',
      },
      severe: {
        en: 'Severe',
        es: 'Grave',
      },
    },
  },
  {
    key: 'cognition',
    part: 'health',
    isRequired: false,
    label: {
      en: 'Thinking and memory',
      es: 'Pensamiento y memoria',
    },
    values: ['intact', 'mild_impairment', 'cannot_participate'],
    words: {
      intact: {
        en: 'Clear',
        es: 'Claros',
      },
      mild_impairment: {
        en: 'Some difficulty',
        es: 'Algo de dificultad',
      },
      cannot_participate: {
        en: 'Cannot take part in a group yet',
        es: 'Todavía no puede participar en un grupo',
      },
    },
  },
  {
    key: 'sud',
    part: 'use',
    isRequired: true,
    label: {
      en: 'Criteria met for the substance with the most',
      es: 'Criterios cumplidos de la sustancia con más',
    },
    help: {
      en: 'A count of 0 to 11 of the DSM-5 criteria in the last 12 months. 2–3 mild, 4–5 moderate, 6 or more severe.',
      es: 'De 0 a 11 criterios del DSM-5 en los últimos 12 meses. 2–3 leve, 4–5 moderado, 6 o más grave.',
    },
    values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  },
  {
    key: 'risky_use',
    part: 'use',
    isRequired: false,
    label: {
      en: 'A screening test was positive',
      es: 'Una prueba de detección fue positiva',
    },
    help: {
      en: 'AUDIT-C, DAST-10 or TAPS.',
      es: 'AUDIT-C, DAST-10 o TAPS.',
    },
    values: ['no', 'yes'],
    words: {
      no: {
        en: 'No',
        es: 'No',
      },
      yes: {
        en: 'Yes',
        es: 'Sí',
      },
    },
  },
  {
    key: 'opioid',
    part: 'use',
    isRequired: false,
    label: {
      en: 'An opioid is among the substances',
      es: 'Hay un opioide entre las sustancias',
    },
    values: ['no', 'yes'],
    words: {
      no: {
        en: 'No',
        es: 'No',
      },
      yes: {
        en: 'Yes',
        es: 'Sí',
      },
    },
  },
  {
    key: 'relapse',
    part: 'use',
    isRequired: true,
    label: {
      en: 'Risk of return to use',
      es: 'Riesgo de volver al consumo',
    },
    help: {
      en: 'From the BAM, the history and craving.',
      es: 'Según el BAM, la historia y el deseo de consumir.',
    },
    values: ['low', 'moderate', 'high', 'imminent'],
    words: {
      low: {
        en: 'Low',
        es: 'Bajo',
      },
      moderate: {
        en: 'Moderate',
        es: 'Moderado',
      },
      high: {
        en: 'High',
        es: 'Alto',
      },
      imminent: {
        en: 'Serious harm likely within days without 24-hour structure',
        es: 'Daño serio probable en días sin estructura de 24 horas',
      },
    },
  },
  {
    key: 'readiness',
    part: 'life',
    isRequired: false,
    label: {
      en: 'Readiness',
      es: 'Disposición',
    },
    values: ['willing', 'ambivalent', 'mandated', 'refuses'],
    words: {
      willing: {
        en: 'Willing',
        es: 'Dispuesto',
      },
      ambivalent: {
        en: 'In two minds',
        es: 'Con dudas',
      },
      mandated: {
        en: 'Sent by a court or employer',
        es: 'Enviado por un juzgado o empleador',
      },
      refuses: {
        en: 'Does not want treatment now',
        es: 'No quiere tratamiento ahora',
      },
    },
  },
  {
    key: 'environment',
    part: 'life',
    isRequired: true,
    label: {
      en: 'Home and the people there',
      es: 'El hogar y las personas en él',
    },
    values: ['supportive', 'limited', 'unsupportive', 'dangerous'],
    words: {
      supportive: {
        en: 'Supportive',
        es: 'De apoyo',
      },
      limited: {
        en: 'Some support',
        es: 'Algo de apoyo',
      },
      unsupportive: {
        en: 'Does not help',
        es: 'No ayuda',
      },
      dangerous: {
        en: 'Dangerous',
        es: 'Peligroso',
      },
    },
  },
  {
    key: 'recovery_housing',
    part: 'life',
    isRequired: false,
    label: {
      en: 'A bed in recovery housing is confirmed',
      es: 'Hay una cama confirmada en una vivienda de recuperación',
    },
    values: ['no', 'yes'],
    words: {
      no: {
        en: 'No',
        es: 'No',
      },
      yes: {
        en: 'Yes',
        es: 'Sí',
      },
    },
  },
  {
    key: 'current',
    part: 'course',
    isRequired: false,
    label: {
      en: 'Care now',
      es: 'Atención actual',
    },
    values: ['none', 'wm', 'residential', 'php', 'iop', 'op'],
    words: {
      none: {
        en: 'None',
        es: 'Ninguna',
      },
      wm: {
        en: 'Withdrawal management',
        es: 'Manejo de abstinencia',
      },
      residential: {
        en: 'Residential',
        es: 'Residencial',
      },
      php: {
        en: 'Partial hospitalisation',
        es: 'Hospitalización parcial',
      },
      iop: {
        en: 'Intensive outpatient',
        es: 'Ambulatorio intensivo',
      },
      op: {
        en: 'Weekly visits',
        es: 'Visitas semanales',
      },
    },
  },
  {
    key: 'response',
    part: 'course',
    isRequired: false,
    label: {
      en: 'The last 14 days',
      es: 'Los últimos 14 días',
    },
    values: ['na', 'improving', 'plateau', 'worsening'],
    words: {
      na: {
        en: 'Not in care',
        es: 'Sin atención',
      },
      improving: {
        en: 'Better',
        es: 'Mejor',
      },
      plateau: {
        en: 'The same',
        es: 'Igual',
      },
      worsening: {
        en: 'Worse',
        es: 'Peor',
      },
    },
  },
  {
    key: 'iop_failures',
    part: 'course',
    isRequired: false,
    label: {
      en: 'Intensive outpatient programs in 12 months that did not hold',
      es: 'Programas intensivos en 12 meses que no bastaron',
    },
    values: ['0', '1', '2+'],
    words: {
      '0': {
        en: 'None',
        es: 'Ninguno',
      },
      '1': {
        en: 'One',
        es: 'Uno',
      },
      '2+': {
        en: 'Two or more',
        es: 'Dos o más',
      },
    },
  },
];

/** What is wrong with a set of answers: unknown keys and values that a question does not offer. */
export function wrongInputs(
  inputs: Readonly<Record<string, unknown>>,
): readonly { key: string; detail: string }[] {
  return Object.entries(inputs).flatMap(([key, value]) => {
    const question = QUESTIONS.find((each) => each.key === key);
    if (question === undefined) return [{ key, detail: 'There is no such question.' }];
    if (question.values.some((offered) => offered === value)) return [];
    return [{ key, detail: `Choose one of: ${question.values.join(', ')}.` }];
  });
}
