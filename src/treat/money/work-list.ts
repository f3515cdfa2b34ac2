import { isLost, type Line, type Reason } from './billable.ts';

/** A line that is not billable yet, or never, with its clock. */
export interface AtRisk {
  readonly line: Line;
  readonly canBeSaved: boolean;
  /** The day by which something has to happen: the note, else the claim. */
  readonly actBy: string | null;
  readonly cents: number | null;
}

export interface Totals {
  readonly lines: number;
  readonly units: number;
  readonly days: number;
  /** Only of lines whose payer has a rate for the code; null where none has. */
  readonly cents: number | null;
}

export const rateOf = (
  line: Line,
  rates: ReadonlyMap<string, Readonly<Record<string, number>>>,
): number | null => {
  const cents = line.payer === null ? undefined : rates.get(line.payer)?.[line.code];
  return cents === undefined ? null : cents * line.units;
};

/** What can still be saved comes first, and of that what runs out first; then what is more. */
export function atRisk(
  lines: readonly Line[],
  rates: ReadonlyMap<string, Readonly<Record<string, number>>>,
): readonly AtRisk[] {
  return lines
    .filter(({ reasons }) => reasons.length > 0)
    .map((line) => ({
      line,
      canBeSaved: !isLost(line.reasons),
      actBy: clockOf(line),
      cents: rateOf(line, rates),
    }))
    .sort(
      (a, b) =>
        Number(b.canBeSaved) - Number(a.canBeSaved) ||
        (a.actBy ?? '9').localeCompare(b.actBy ?? '9') ||
        b.line.units - a.line.units ||
        a.line.participant.localeCompare(b.line.participant),
    );
}

const isNote = (reason: Reason): reason is Extract<Reason, { why: 'note-unsigned' }> =>
  reason.why === 'note-unsigned';

function clockOf({ reasons, fileBy }: Line): string | null {
  const note = reasons.find(isNote)?.dueAt.slice(0, 10);
  return [note, fileBy].filter((day) => day !== undefined && day !== null).sort()[0] ?? null;
}

export function totalsOf(
  lines: readonly Line[],
  rates: ReadonlyMap<string, Readonly<Record<string, number>>>,
): Totals {
  const cents = lines.map((line) => rateOf(line, rates)).filter((one) => one !== null);
  return {
    lines: lines.length,
    units: lines.filter(({ isDay }) => !isDay).reduce((all, { units }) => all + units, 0),
    days: lines.filter(({ isDay }) => isDay).reduce((all, { units }) => all + units, 0),
    cents: cents.length === 0 ? null : cents.reduce((all, one) => all + one, 0),
  };
}

/** What waits for the same reasons, of one person. */
export interface Waiting {
  readonly participant: string;
  readonly payer: string | null;
  readonly canBeSaved: boolean;
  readonly whys: readonly Reason[];
  readonly actBy: string | null;
  readonly totals: Totals;
  readonly days: readonly { readonly on: string; readonly code: string; readonly minutes: number }[];
}

/** The work list: one row for each person and set of reasons, in the order of `atRisk`. */
export function waitingOf(
  lines: readonly Line[],
  rates: ReadonlyMap<string, Readonly<Record<string, number>>>,
): readonly Waiting[] {
  const groups = Map.groupBy(atRisk(lines, rates), ({ line, canBeSaved }) =>
    [line.participant, canBeSaved, line.payer, ...new Set(line.reasons.map(({ why }) => why))].join(' '),
  );
  return [...groups.values()].flatMap((group): Waiting[] => {
    const [first] = group;
    if (first === undefined) return [];
    const of = group.map(({ line }) => line);
    return [
      {
        participant: first.line.participant,
        payer: first.line.payer,
        canBeSaved: first.canBeSaved,
        whys: [
          ...Map.groupBy(
            of.flatMap(({ reasons }) => reasons),
            ({ why }) => why,
          ).values(),
        ].flatMap(merged),
        actBy: first.actBy,
        totals: totalsOf(of, rates),
        days: of
          .map(({ on, code, minutes }) => ({ on, code, minutes }))
          .sort((a, b) => a.on.localeCompare(b.on)),
      },
    ];
  });
}

/** The same reason of several lines, as one: notes are added up, the rest is said of the first. */
function merged(reasons: readonly Reason[]): readonly Reason[] {
  const notes = reasons.filter(isNote);
  const [first] = notes;
  if (first === undefined) return reasons.slice(0, 1);
  return [
    {
      why: 'note-unsigned',
      notes: notes.reduce((all, { notes }) => all + notes, 0),
      dueAt: notes.reduce((due, { dueAt }) => (dueAt < due ? dueAt : due), first.dueAt),
    },
  ];
}
