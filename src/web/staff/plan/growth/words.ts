import { pluralEn, pluralEs, words } from '../../../design/index.ts';

export const growthWords = words(
  {
    title: 'New groups',
    intro: 'Which one, two or three new groups would give the most people a full week?',
    look: 'Look for groups',
    looking: 'Looking…',
    none: 'No new group would place anybody: no leader and room are free when they could come.',
    group: (name: string, when: string, where: string, leader: string) =>
      `${name}, ${[when, where].join(', ')}${leader === '' ? '' : `, with ${leader}`}`,
    video: 'by video',
    places: (n: number) => pluralEn(n, { one: 'places 1 more', other: `places ${n} more` }),
    sure: 'Each was worked out with everybody else’s week kept as it is, and checked.',
    try: 'Try it',
    tryThis: (groups: string) => `Try it beside the draft: ${groups}`,
  },
  {
    title: 'Grupos nuevos',
    intro: '¿Qué grupo nuevo, o qué dos o tres, darían una semana completa a más personas?',
    look: 'Buscar grupos',
    looking: 'Buscando…',
    none: 'Ningún grupo nuevo ubicaría a nadie: no hay quien lo dirija ni sala libre cuando podrían venir.',
    group: (name, when, where, leader) =>
      `${name}, ${[when, where].join(', ')}${leader === '' ? '' : `, con ${leader}`}`,
    video: 'por video',
    places: (n) => pluralEs(n, { one: 'ubica a 1 más', other: `ubica a ${n} más` }),
    sure: 'Cada uno se calculó sin mover la semana de nadie más, y se comprobó.',
    try: 'Probar',
    tryThis: (groups) => `Probarlo junto al borrador: ${groups}`,
  },
);
