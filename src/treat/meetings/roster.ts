/** What a published plan changes in the meetings and rosters of its week. Pure. */

/** One person's group or visit as the plan has it. */
export interface PlannedSeat {
  readonly participant: string;
  /** YYYY-MM-DD on the program's wall. */
  readonly on: string;
  /** null: a visit. */
  readonly session: string | null;
  readonly kind: string;
  readonly activity: string;
  readonly label: { readonly en: string | null; readonly es: string | null };
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** null: by video. */
  readonly site: string | null;
  readonly room: string | null;
  readonly leaders: readonly string[];
}

/** A meeting that is there already. */
export interface HeldMeeting {
  readonly meeting: string;
  readonly on: string;
  readonly session: string | null;
  readonly kind: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly leaders: readonly string[];
  readonly roster: readonly {
    readonly participant: string;
    readonly status: string;
    readonly source: string;
  }[];
}

export interface RosterChanges {
  readonly meetings: readonly (Omit<PlannedSeat, 'participant'> & { readonly meeting: string })[];
  readonly moved: readonly { readonly meeting: string; readonly startsAt: Date; readonly endsAt: Date }[];
  readonly led: readonly { readonly meeting: string; readonly staff: string }[];
  readonly noLongerLed: readonly { readonly meeting: string; readonly staff: string }[];
  readonly expected: readonly { readonly meeting: string; readonly participant: string }[];
  readonly expectedAgain: readonly { readonly meeting: string; readonly participant: string }[];
  readonly off: readonly { readonly meeting: string; readonly participant: string }[];
}

const keyOf = (
  one: { on: string; session: string | null; kind: string; startsAt: Date },
  participant: string,
) =>
  one.session === null
    ? `${one.on} ${one.kind} ${one.startsAt.toISOString()} ${participant}`
    : `${one.on} ${one.session}`;

const isPlanned = (source: string): boolean => source === 'plan' || source === 'visit';
const somebodyCame = ({ roster }: HeldMeeting): boolean =>
  roster.some(({ status }) => status === 'here' || status === 'late' || status === 'away');

/** What is missing is added, what the plan no longer has is taken off; what happened is left alone. */
export function rosterChanges(
  planned: readonly PlannedSeat[],
  held: readonly HeldMeeting[],
  newId: () => string,
): RosterChanges {
  const there = new Map<string, HeldMeeting>();
  for (const one of held) {
    for (const { participant } of one.session === null ? one.roster : [{ participant: '' }]) {
      there.set(keyOf(one, participant), one);
    }
  }
  const meetings = new Map<string, PlannedSeat & { meeting: string }>();
  const wanted = new Map<string, Set<string>>();
  for (const seat of planned) {
    const key = keyOf(seat, seat.participant);
    const meeting = there.get(key)?.meeting ?? meetings.get(key)?.meeting ?? newId();
    if (!there.has(key)) meetings.set(key, { ...seat, meeting });
    wanted.set(meeting, (wanted.get(meeting) ?? new Set()).add(seat.participant));
  }
  const seatOf = new Map(planned.map((seat) => [keyOf(seat, seat.participant), seat]));
  const kept = [...there].flatMap(([key, one]) => {
    const seat = seatOf.get(key);
    return seat === undefined || somebodyCame(one) ? [] : [{ one, seat }];
  });
  const onRoster = new Map(
    held.flatMap((one) => one.roster.map((row) => [`${one.meeting} ${row.participant}`, row] as const)),
  );
  const seats = [...wanted].flatMap(([meeting, people]) =>
    [...people].map((participant) => ({ meeting, participant })),
  );
  return {
    meetings: [...meetings.values()],
    moved: kept.flatMap(({ one, seat: { startsAt, endsAt } }) =>
      one.startsAt.getTime() === startsAt.getTime() && one.endsAt.getTime() === endsAt.getTime()
        ? []
        : [{ meeting: one.meeting, startsAt, endsAt }],
    ),
    led: [
      ...[...meetings.values()].flatMap(({ meeting, leaders }) =>
        leaders.map((staff) => ({ meeting, staff })),
      ),
      ...kept.flatMap(({ one, seat }) =>
        seat.leaders
          .filter((staff) => !one.leaders.includes(staff))
          .map((staff) => ({ meeting: one.meeting, staff })),
      ),
    ],
    noLongerLed: kept.flatMap(({ one, seat }) =>
      one.leaders
        .filter((staff) => !seat.leaders.includes(staff))
        .map((staff) => ({ meeting: one.meeting, staff })),
    ),
    expected: seats.filter(({ meeting, participant }) => !onRoster.has(`${meeting} ${participant}`)),
    expectedAgain: seats.filter(
      ({ meeting, participant }) => onRoster.get(`${meeting} ${participant}`)?.status === 'off',
    ),
    off: held.flatMap((one) =>
      one.roster
        .filter(
          ({ participant, status, source }) =>
            status === 'expected' && isPlanned(source) && wanted.get(one.meeting)?.has(participant) !== true,
        )
        .map(({ participant }) => ({ meeting: one.meeting, participant })),
    ),
  };
}
