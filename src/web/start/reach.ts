import type { Walk } from './walk.ts';

/** Where the person can be for a group: at which places, and by video. */
export interface Reach {
  readonly sites: readonly string[];
  readonly video: boolean;
}

/** What they said on the week's page, else what they answered about getting there, else anywhere. */
export function reachOf({ sites, video, answers }: Walk, every: readonly string[]): Reach {
  const travel = answers.travel;
  const ways = travel === undefined ? [] : typeof travel === 'string' ? [travel] : travel;
  const onlyVideo = ways.length > 0 && ways.every((way) => way === 'video');
  return {
    sites: sites ?? (onlyVideo ? [] : every),
    video: video ?? (ways.length === 0 || ways.includes('video')),
  };
}
