import type { Topic } from './catalogue.ts';

/** One meeting of a person as far as topics go: whether its minutes counted, and what its group note names. */
export interface MeetingAbout {
  readonly meeting: string;
  readonly on: string;
  readonly activity: string;
  readonly countedMinutes: number;
  /** Keys; empty where the note names none or is not written. */
  readonly topics: readonly string[];
}

interface TopicsSeen {
  /** In the order of the curriculum, each with the first day it was worked on. */
  readonly covered: readonly (Topic & { readonly on: string })[];
  readonly missing: readonly Topic[];
}

/**
 * Which topics of an activity somebody has worked on, and which are still to come. A meeting whose minutes did not count
 * covers nothing, and a key that the curriculum no longer has is nobody's gap.
 */
export function topicsSeen(
  activity: string,
  curriculum: readonly Topic[],
  meetings: readonly MeetingAbout[],
): TopicsSeen {
  const first = new Map<string, string>();
  for (const { on, topics } of meetings
    .filter((one) => one.activity === activity && one.countedMinutes > 0)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    for (const key of topics) if (!first.has(key)) first.set(key, on);
  }
  return {
    covered: curriculum.flatMap((topic) => {
      const on = first.get(topic.key);
      return on === undefined ? [] : [{ ...topic, on }];
    }),
    missing: curriculum.filter(({ key }) => !first.has(key)),
  };
}
