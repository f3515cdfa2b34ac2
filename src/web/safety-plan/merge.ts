import type { SafetyPlanShown } from '../../treat/index.ts';

export type SafetyWords = SafetyPlanShown['words'];
export const PARTS = ['signs', 'coping', 'places', 'people', 'professionals', 'safer'] as const;

/** Two who wrote at once: part by part what one of them changed, and where both did, both, so that nothing is lost. */
export function together(base: SafetyWords, mine: SafetyWords, theirs: SafetyWords): SafetyWords {
  const of = (part: (typeof PARTS)[number]): string => {
    if (mine[part] === base[part] || mine[part] === theirs[part]) return theirs[part];
    if (theirs[part] === base[part]) return mine[part];
    return [theirs[part], mine[part]].filter((words) => words !== '').join('\n');
  };
  return {
    signs: of('signs'),
    coping: of('coping'),
    places: of('places'),
    people: of('people'),
    professionals: of('professionals'),
    safer: of('safer'),
  };
}
