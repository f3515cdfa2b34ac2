import { words } from '../../design/index.ts';

interface TwoLanguages {
  readonly en: string;
  readonly es: string;
}
export type Value = string | number;
export type Level = 'NONE' | 'EI' | 'OP' | 'IOP' | 'PHP' | 'RES' | 'WM' | 'EMERGENCY' | 'REFER_MH';

/** One assessment as GET /api/assessments/:id answers. */
export interface AssessmentShown {
  readonly id: string;
  readonly called: string | null;
  readonly recordCode: string | null;
  readonly state: 'draft' | 'signed';
  readonly inputs: Readonly<Record<string, Value>>;
  readonly remarks: string;
  readonly savedAt: string;
  readonly version: number;
  readonly recommendation: Recommended;
  readonly questions: readonly {
    readonly key: string;
    readonly part: string;
    readonly isRequired: boolean;
    readonly label: TwoLanguages;
    readonly help: TwoLanguages | null;
    readonly options: readonly { readonly value: Value; readonly words: TwoLanguages }[];
  }[];
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  readonly firstDay: string;
  readonly licence: { readonly isInForce: boolean; readonly words: string };
}

export interface Recommended {
  readonly version: string;
  readonly level: Level | 'INCOMPLETE';
  readonly row: string;
  readonly reason: TwoLanguages;
  readonly forPerson: TwoLanguages;
  readonly considered: readonly { readonly row: string; readonly isMatch: boolean }[];
  readonly missing: readonly string[];
  readonly flags: readonly string[];
  readonly dose: {
    readonly minutes: number;
    readonly minutesMin: number;
    readonly minutesMax: number;
    readonly days: number;
  } | null;
  readonly flips: readonly { readonly key: string; readonly to: Value; readonly level: Level }[];
}

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
