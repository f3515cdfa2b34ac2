import { words } from '../design/public.ts';

/** The activities of the catalogue by id, as anybody would say them. */
export const activityWords = words(
  {
    A01: 'First talk and goals',
    A02: 'Full assessment',
    A03: 'Skills to not go back to use (group)',
    A04: 'Early-recovery skills (group)',
    A05: 'Talk about what you want',
    A06: 'Rewards for steps kept',
    A07: 'Building a life that works (CRA)',
    A08: 'Twelve-step introduction',
    A09: 'SMART and other support groups, introduction',
    A10: 'Skills for strong feelings (DBT group)',
    A11: 'Mindfulness (group)',
    A12: 'Coping after hard experiences (group)',
    A13: 'Therapy for trauma, one to one',
    A14: 'Talking group',
    A15: 'How the brain, withdrawal and medicine work (class)',
    A16: 'Group for mood and use together',
    A17: 'One to one with your counselor',
    A18: 'Couple sessions',
    A19: 'Family sessions',
    A20: 'Class for families',
    A21: 'Family program for teens',
    A22: 'Visit about medicine',
    A23: 'Nurse visit',
    A24: 'Help with papers, housing, rides',
    A25: 'Peer coaching',
    A26: 'Help with work',
    A27: 'Overdose safety and naloxone',
    A28: 'Help to quit tobacco',
    A29: 'Sleep skills (group)',
    A30: 'Living with pain (group)',
    A31: 'Anger and talking skills (group)',
    A32: 'Movement, art or music',
    A33: 'Urine or saliva test',
    A34: 'Safety plan',
    A35: 'Planning what comes after',
    A36: 'Staying in touch afterwards',
  },
  {
    A01: 'Primera charla y metas',
    A02: 'Evaluación completa',
    A03: 'Habilidades para no volver al consumo (grupo)',
    A04: 'Habilidades del comienzo (grupo)',
    A05: 'Hablar de lo que usted quiere',
    A06: 'Premios por pasos cumplidos',
    A07: 'Armar una vida que funcione (CRA)',
    A08: 'Introducción a los doce pasos',
    A09: 'Introducción a SMART y otros grupos de apoyo',
    A10: 'Habilidades para emociones fuertes (grupo DBT)',
    A11: 'Atención plena (grupo)',
    A12: 'Salir adelante tras experiencias duras (grupo)',
    A13: 'Terapia de trauma, a solas',
    A14: 'Grupo de conversación',
    A15: 'Cómo funcionan el cerebro, la abstinencia y la medicina (clase)',
    A16: 'Grupo para el ánimo y el consumo juntos',
    A17: 'A solas con su consejero',
    A18: 'Sesiones de pareja',
    A19: 'Sesiones de familia',
    A20: 'Clase para familias',
    A21: 'Programa familiar para jóvenes',
    A22: 'Visita por la medicina',
    A23: 'Visita de enfermería',
    A24: 'Ayuda con papeles, vivienda, transporte',
    A25: 'Apoyo de pares',
    A26: 'Ayuda con el trabajo',
    A27: 'Prevención de sobredosis y naloxona',
    A28: 'Ayuda para dejar el tabaco',
    A29: 'Habilidades para dormir (grupo)',
    A30: 'Vivir con dolor (grupo)',
    A31: 'Enojo y comunicación (grupo)',
    A32: 'Movimiento, arte o música',
    A33: 'Prueba de orina o saliva',
    A34: 'Plan de seguridad',
    A35: 'Planear lo que sigue',
    A36: 'Seguir en contacto después',
  },
);
export type ActivityId = keyof (typeof activityWords)['en'];

/** How a goal goes, without shame, and how often something is. */
export const goalWords = words(
  {
    status: { 'on-track': 'on track', slow: 'slow', met: 'met', 'set-aside': 'set aside' },
    often: (times: number, every: string) => {
      const n = times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
      if (every === 'once') return times === 1 ? 'one time' : `${n}`;
      return `${n} ${every === 'week' ? 'a week' : every === 'two-weeks' ? 'every two weeks' : 'a month'}`;
    },
  },
  {
    status: { 'on-track': 'va bien', slow: 'va despacio', met: 'cumplida', 'set-aside': 'de lado' },
    often: (times, every) => {
      const n = times === 1 ? 'una vez' : `${times} veces`;
      if (every === 'once') return n;
      return `${n} ${every === 'week' ? 'por semana' : every === 'two-weeks' ? 'cada dos semanas' : 'al mes'}`;
    },
  },
);
export const STATUS_TONES = { 'on-track': 'ok', slow: 'neutral', met: 'ok', 'set-aside': 'neutral' } as const;
