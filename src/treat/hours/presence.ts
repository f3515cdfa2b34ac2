/** Who was there for how long. Pure; every moment is an instant, so days on which clocks change count true minutes. */

/** A stretch of time in milliseconds since 1970, half open. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A stretch of time as it is written down: ISO 8601 instants; `until` is null while it lasts. */
export interface Written {
  readonly from: string;
  readonly until: string | null;
}

/** What is over of what was written down, in milliseconds. */
export const spansOf = (written: readonly Written[]): readonly Span[] =>
  written.flatMap(({ from, until }) =>
    until === null ? [] : [{ from: Date.parse(from), until: Date.parse(until) }],
  );

/** One stay of somebody at a meeting. */
export interface Stay extends Written {
  readonly by: 'room' | 'video' | 'phone';
}

const MINUTE_MS = 60_000;
const lengthOf = ({ from, until }: Span): number => Math.max(0, until - from);

/** The same time as spans that do not touch, in order. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const ordered = spans.filter((span) => span.until > span.from).toSorted((a, b) => a.from - b.from);
  const out: Span[] = [];
  for (const span of ordered) {
    const last = out.at(-1);
    if (last !== undefined && span.from <= last.until) {
      out[out.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    } else out.push(span);
  }
  return out;
}

/** `spans` without the time of `gaps`. Both may overlap among themselves. */
export function without(spans: readonly Span[], gaps: readonly Span[]): readonly Span[] {
  return merged(gaps).reduce<readonly Span[]>(
    (left, gap) =>
      left.flatMap((span) =>
        [
          { from: span.from, until: Math.min(span.until, gap.from) },
          { from: Math.max(span.from, gap.until), until: span.until },
        ].filter((part) => part.until > part.from),
      ),
    merged(spans),
  );
}

/** Whole minutes of all spans together, each moment once. */
export const minutesOf = (spans: readonly Span[]): number =>
  Math.floor(merged(spans).reduce((sum, span) => sum + lengthOf(span), 0) / MINUTE_MS);

/**
 * The time somebody was at a meeting: their stays, cut to the meeting, its breaks left out. A stay that is not over
 * counts up to `now`.
 */
export function presentAt(
  meeting: Span & { readonly breaks: readonly Span[] },
  stays: readonly Stay[],
  now: number,
): readonly Span[] {
  const cut = stays.map(({ from, until }) => ({
    from: Math.max(Date.parse(from), meeting.from),
    until: Math.min(until === null ? now : Date.parse(until), meeting.until),
  }));
  return without(cut, meeting.breaks);
}
