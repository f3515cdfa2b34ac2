import { words } from '../words.ts';
import type { LifeKind } from './week.ts';

const lifeEn: Record<LifeKind, string> = {
  work: 'Work',
  care: 'Kids & care',
  class: 'Class',
  rest: 'Rest',
  best: 'Best for me',
};
const lifeEs: Record<LifeKind, string> = {
  work: 'Trabajo',
  care: 'Niños y cuidado',
  class: 'Clase',
  rest: 'Descanso',
  best: 'Mejor para mí',
};

export const gridWords = words(
  {
    life: lifeEn,
    erase: 'Erase',
    brush: 'Label to paint with',
    grid: 'Week grid. Arrow keys move, Space paints, Shift and arrows paint on.',
    free: 'free',
    cell: (day: string, time: string, what: string) => `${day} ${time}, ${what}`,
    time: 'Time',
    list: 'Read it as a list',
    nothing: 'Nothing this week yet.',
    seats: (taken: number, seats: number) => `${taken} of ${seats} seats taken`,
    proposed: 'proposed',
  },
  {
    life: lifeEs,
    erase: 'Borrar',
    brush: 'Etiqueta para pintar',
    grid: 'Semana. Las flechas mueven, Espacio pinta, Mayús y flechas siguen pintando.',
    free: 'libre',
    cell: (day, time, what) => `${day} ${time}, ${what}`,
    time: 'Hora',
    list: 'Leerlo como lista',
    nothing: 'Todavía no hay nada esta semana.',
    seats: (taken, seats) => `${taken} de ${seats} lugares ocupados`,
    proposed: 'propuesto',
  },
);
