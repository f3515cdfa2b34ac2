import { words } from '../../design/index.ts';

export type { AssessmentShown, StaleShown } from '../../../fit/index.ts';
export type Value = string | number;
export type Level = 'NONE' | 'EI' | 'OP' | 'IOP' | 'PHP' | 'RES' | 'WM' | 'EMERGENCY' | 'REFER_MH';

/** Levels that admit somebody here. */
export const ADMITS: readonly Level[] = ['OP', 'IOP', 'PHP'];
export const LEVELS: readonly Level[] = [
  'OP',
  'IOP',
  'PHP',
  'RES',
  'WM',
  'EMERGENCY',
  'EI',
  'REFER_MH',
  'NONE',
];

export const levelWords = words(
  {
    level: {
      NONE: 'No treatment now',
      EI: 'Short talks (1 to 4)',
      OP: 'Weekly visits',
      IOP: 'Intensive outpatient',
      PHP: 'Partial hospitalization',
      RES: 'Residential',
      WM: '24-hour withdrawal care',
      EMERGENCY: 'Emergency now',
      REFER_MH: 'Mental-health service',
      INCOMPLETE: 'Not known yet',
    },
    part: {
      safety: 'Safety',
      health: 'Health',
      use: 'Substance use',
      life: 'Life',
      course: 'Care so far',
    },
    flag: {
      DUAL: 'Dual diagnosis: treat both together',
      OFFER_MOUD: 'Offer medication for opioid use disorder',
      PREGNANT_PRIORITY: 'Pregnant: admission comes first',
      ENGAGEMENT: 'Work on engagement first',
      RECOVERY_HOUSING: 'Look for recovery housing',
      AMBULATORY_WM: 'Daily withdrawal checks',
    },
  },
  {
    level: {
      NONE: 'Sin tratamiento por ahora',
      EI: 'Charlas cortas (1 a 4)',
      OP: 'Visitas semanales',
      IOP: 'Ambulatorio intensivo',
      PHP: 'Hospitalización parcial',
      RES: 'Residencial',
      WM: 'Abstinencia, atención de 24 horas',
      EMERGENCY: 'Emergencia ahora',
      REFER_MH: 'Servicio de salud mental',
      INCOMPLETE: 'Aún no se sabe',
    },
    part: {
      safety: 'Seguridad',
      health: 'Salud',
      use: 'Consumo',
      life: 'Vida',
      course: 'Atención hasta ahora',
    },
    flag: {
      DUAL: 'Diagnóstico dual: tratar ambos a la vez',
      OFFER_MOUD: 'Ofrecer medicación para el trastorno por opioides',
      PREGNANT_PRIORITY: 'Embarazo: el ingreso va primero',
      ENGAGEMENT: 'Trabajar primero la disposición',
      RECOVERY_HOUSING: 'Buscar vivienda de recuperación',
      AMBULATORY_WM: 'Control diario de abstinencia',
    },
  },
);
