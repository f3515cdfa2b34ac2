/** Ids of groups and people that only a change supposes: the same change at the same place has the same. */
const INVENTED = '00000000-0000-4000-8000-';

export const inventedId = (nth: number, copy = 0): string =>
  `${INVENTED}${nth.toString(16).padStart(6, '0')}${copy.toString(16).padStart(6, '0')}`;

export const isInvented = (id: string): boolean => id.startsWith(INVENTED);

/** Tags that let one person alone into a group, or keep some out of it. */
export const supposedTag = (word: 'alone' | 'together', nth: number): string => `supposed:${word}:${nth}`;

export const isSupposedTag = (tag: string): boolean => tag.startsWith('supposed:');
