/**
 * Large-neighbourhood search: a handful of people who compete for the same seats are taken out and found a week
 * again in another order and with other seats in favour; what is not worse stays.
 */
import { shuffle } from '../core/lots.ts';
import type { OwnWeek } from '../core/own-week.ts';
import type { Someone } from '../core/someone.ts';
import type { Score } from '../format/format.ts';
import { compareScores } from '../format/score.ts';
import { isShort } from './construct.ts';
import type { Draft } from './draft.ts';

export interface ImproveOptions {
  /** How many neighbourhoods are tried. */
  readonly rounds: number;
  /** Numbers in [0, 1), the same for the same seed. */
  readonly draw: () => number;
  readonly isStopped: () => boolean;
  /** Called whenever the plan got better. */
  readonly onBetter: () => void;
}

/** How often a neighbourhood begins with somebody who waits for a full week. */
const WAITING_SHARE = 0.6;
const PEOPLE_MIN = 2;
const PEOPLE_MORE = 7;
/** A seat's accent is drawn below this many units of friction. */
const ACCENT = 120;

export function improve(draft: Draft, { rounds, draw, isStopped, onBetter }: ImproveOptions): void {
  const { people } = draft;
  if (people.length === 0) return;
  const below = (count: number) => Math.floor(draw() * count);
  const waiting = new Set(people.filter((one) => draft.isWaiting(one)).map(({ index }) => index));
  for (let round = 0; round < rounds && !isStopped(); round++) {
    const list = waiting.size > 0 && draw() < WAITING_SHARE ? [...waiting] : undefined;
    const first = list?.[below(list.length)] ?? below(people.length);
    const chosen = neighbours(draft, first, PEOPLE_MIN + below(PEOPLE_MORE), below);
    const before: Score = draft.score;
    const had = chosen.map((one): [Someone, OwnWeek] => [one, draft.take(one)]);
    const accented: number[] = [];
    if (draw() < 0.5) {
      for (const { choices } of chosen) {
        for (const { sessions } of choices) {
          for (const session of sessions) {
            draft.setAccent(session, Math.floor(draw() * ACCENT));
            accented.push(session);
          }
        }
      }
    }
    shuffle(chosen, draw);
    for (const one of chosen) draft.put(one, draft.find(one));
    for (const session of accented) draft.setAccent(session, 0);
    const order = compareScores(draft.score, before);
    const isBroken = had.some(([, week]) =>
      week.sessions.some((session) => draft.opened[session] === 1 && isShort(draft, session)),
    );
    if (order > 0 || isBroken) {
      for (const one of chosen) draft.take(one);
      for (const [one, week] of had) draft.put(one, week);
    } else {
      for (const one of chosen) {
        if (draft.isWaiting(one)) waiting.add(one.index);
        else waiting.delete(one.index);
      }
      if (order < 0) onBetter();
    }
  }
}

/** The first one and others who sit where they, or others chosen, could sit. */
function neighbours(draft: Draft, first: number, most: number, below: (count: number) => number): Someone[] {
  const chosen = [first];
  for (let tries = 0; chosen.length < most && tries < most * 5; tries++) {
    const { choices } = draft.people[chosen[below(chosen.length)] as number] as Someone;
    const sessions = choices[below(choices.length)]?.sessions;
    const roster = [...(draft.rosters[sessions?.[below(sessions.length)] ?? -1] ?? [])];
    const other = roster[below(roster.length)];
    if (other !== undefined && !chosen.includes(other)) chosen.push(other);
  }
  return chosen.map((nth) => draft.people[nth] as Someone);
}
