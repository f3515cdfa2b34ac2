import type { IconName } from '../icons.ts';
import type { LifeKind } from './week.ts';

/** A session's type: colour, icon and word go together everywhere. */
export type SessionTone = 'group' | 'individual' | 'family' | 'medication' | 'skills';

export const TONE_ICON: Readonly<Record<SessionTone, IconName>> = {
  group: 'group',
  individual: 'person',
  family: 'home',
  medication: 'pill',
  skills: 'book',
};

export const LIFE_ICON: Readonly<Record<LifeKind, IconName>> = {
  work: 'work',
  care: 'child',
  class: 'class',
  rest: 'moon',
  best: 'star',
};

/** Painted time borrows the session tones, so that the palette stays small. */
export const LIFE_TONE: Readonly<Record<LifeKind, string>> = {
  work: 'tone-individual',
  care: 'tone-family',
  class: 'tone-skills',
  rest: 'tone-life',
  best: 'tone-group',
};
