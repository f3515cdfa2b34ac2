/** A part of a draft lifted out to be decided anew: some people and candidates, beside everything else as it stands. */
import type { OwnWeek } from '../core/own-week.ts';
import type { Someone } from '../core/someone.ts';
import type { Score } from '../format/format.ts';
import { compareScores } from '../format/score.ts';
import { closeShort } from '../search/construct.ts';
import type { Draft } from '../search/draft.ts';
import type { Scope } from './rows.ts';

/** What a region could become. */
export interface Decision {
  readonly weeks: ReadonlyMap<number, OwnWeek>;
  readonly opened: readonly number[];
}

/** The candidates that only these people sit in, and that can open beside the rest. */
export function candidatesOf(draft: Draft, people: readonly Someone[]): number[] {
  const inside = new Set(people.map(({ index }) => index));
  const sought = new Set(people.flatMap(({ choices }) => choices.flatMap(({ sessions }) => [...sessions])));
  return [...sought]
    .filter((session) => draft.house.isCandidate[session] === 1 && draft.house.isBarred[session] === 0)
    .filter((session) => [...(draft.rosters[session] ?? [])].every((nth) => inside.has(nth)))
    .sort((a, b) => a - b);
}

/** Everything these people and candidates could use, were they not there; the draft is left as it was. */
export function scopeOf(draft: Draft, people: readonly Someone[], candidates: readonly number[]): Scope {
  const had = lift(draft, people, candidates);
  const { free } = draft;
  const mayOpen = candidates.filter((session) => draft.mayOpen(session));
  const seats = draft.house.seats.map((_, session) =>
    draft.runs(session) || mayOpen.includes(session) ? draft.seatsLeft(session) : 0,
  );
  const shunned = new Map(people.map((one) => [one.index, new Map(draft.shunned(one) ?? [])]));
  const scope: Scope = {
    house: draft.house,
    people,
    candidates: mayOpen,
    seats,
    free: {
      ...free,
      slot: Float64Array.from(free.slot),
      isPriced: Uint8Array.from(free.isPriced),
      left:
        free.left === null
          ? null
          : { day: Int32Array.from(free.left.day), week: Int32Array.from(free.left.week) },
    },
    shunned: ({ index }) => shunned.get(index),
  };
  setDown(draft, had);
  return scope;
}

/** How a region stands in the draft. */
export function standing(draft: Draft, people: readonly Someone[], candidates: readonly number[]): Decision {
  return {
    weeks: new Map(people.map(({ index }) => [index, draft.weeks[index] as OwnWeek])),
    opened: candidates.filter((session) => draft.opened[session] === 1),
  };
}

/**
 * Puts a decision into the draft where it is better than what stands; whoever's week is not free gets the best that is.
 *
 * @returns whether the draft is better now
 */
export function take(
  draft: Draft,
  people: readonly Someone[],
  candidates: readonly number[],
  decision: Decision,
): boolean {
  const before: Score = draft.score;
  const wasOpen = draft.opened.slice();
  const all = draft.weeks.slice();
  lift(draft, people, candidates);
  for (const session of decision.opened) if (draft.mayOpen(session)) draft.open(session);
  const left: Someone[] = [];
  for (const one of people) {
    const week = decision.weeks.get(one.index);
    if (week !== undefined && draft.fits(one, week)) draft.put(one, week);
    else left.push(one);
  }
  for (const one of left) draft.put(one, draft.find(one));
  closeShort(draft);
  if (compareScores(draft.score, before) < 0) return true;
  restore(draft, all, wasOpen);
  return false;
}

/** The draft as it was, wherever it differs. */
export function restore(draft: Draft, weeks: readonly OwnWeek[], opened: Uint8Array): void {
  const moved = draft.people.filter(({ index }) => draft.weeks[index] !== weeks[index]);
  for (const one of moved) draft.take(one);
  opened.forEach((isOpen, session) => {
    if (isOpen === 0 && draft.opened[session] === 1) draft.close(session);
  });
  opened.forEach((isOpen, session) => {
    if (isOpen === 1 && draft.opened[session] === 0) draft.open(session);
  });
  for (const one of moved) draft.put(one, weeks[one.index] as OwnWeek);
}

function lift(draft: Draft, people: readonly Someone[], candidates: readonly number[]): Decision {
  const had = standing(draft, people, candidates);
  for (const one of people) draft.take(one);
  for (const session of had.opened) draft.close(session);
  return had;
}

function setDown(draft: Draft, had: Decision): void {
  for (const session of had.opened) draft.open(session);
  for (const [index, week] of had.weeks) draft.put(draft.people[index] as Someone, week);
}
