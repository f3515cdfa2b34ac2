import { words } from '../../../design/index.ts';

/** What stands in a plan, as the team says it. */
export const planWords = words(
  {
    kind: {
      substance: 'Substance use',
      'mental-health': 'Mental health',
      medical: 'Physical health',
      life: 'Life',
    },
    state: { active: 'Active', provisional: 'Provisional: may come from use', resolved: 'Resolved' },
    area: {
      withdrawal: 'Withdrawal and medication',
      health: 'Physical health',
      mind: 'Mental health and thinking',
      use: 'Risk of use',
      home: 'Home, safety, support',
      wants: 'What they want',
    },
    every: { week: 'a week', 'two-weeks': 'every two weeks', month: 'a month', once: 'in all' },
    why: {
      first: 'First plan',
      interval: 'Review',
      'level-change': 'Review: the level changed',
    },
    saved: (time: string) => `Saved ${time}`,
    saving: 'Saving…',
    unsaved: 'Not saved yet. It stays on this page and is tried again.',
    stale: 'Somebody else changed this. Choose below.',
  },
  {
    kind: {
      substance: 'Consumo',
      'mental-health': 'Salud mental',
      medical: 'Salud física',
      life: 'Vida',
    },
    state: { active: 'Activo', provisional: 'Provisional: puede venir del consumo', resolved: 'Resuelto' },
    area: {
      withdrawal: 'Abstinencia y medicación',
      health: 'Salud física',
      mind: 'Salud mental y pensamiento',
      use: 'Riesgo de consumo',
      home: 'Hogar, seguridad, apoyo',
      wants: 'Lo que quiere',
    },
    every: { week: 'por semana', 'two-weeks': 'cada dos semanas', month: 'al mes', once: 'en total' },
    why: {
      first: 'Primer plan',
      interval: 'Revisión',
      'level-change': 'Revisión: cambió el nivel',
    },
    saved: (time) => `Guardado ${time}`,
    saving: 'Guardando…',
    unsaved: 'Aún sin guardar. Sigue en esta página y se intenta otra vez.',
    stale: 'Alguien más cambió esto. Elija abajo.',
  },
);

export const KINDS = ['substance', 'mental-health', 'medical', 'life'] as const;
export const STATES = ['active', 'provisional', 'resolved'] as const;
export const EVERY = ['week', 'two-weeks', 'month', 'once'] as const;
export const AREAS = ['withdrawal', 'health', 'mind', 'use', 'home', 'wants'] as const;
export const STATUSES = ['on-track', 'slow', 'met', 'set-aside'] as const;
