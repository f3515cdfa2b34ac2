import { dosesBetween } from '../../bridge/index.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { livesOf } from '../../schedule/index.ts';
import { classOfActivities } from '../activities/activity.store.ts';
import { booksOf } from '../money/books.store.ts';
import { signedNotes } from '../notes/signed-notes.ts';
import type { CountingRule } from './counting.ts';
import { type MakeUpOpening, openingsFor, type RosterOfWeek, rostersOf, thingsOf } from './ledger.store.ts';
import { type Billed, type LedgerGiven, type Shortfall, shortfallOf, weekLedger } from './ledger.ts';
import { makeUps } from './make-up.ts';
import { countingRule } from './rule.store.ts';

/** Everything one week's ledgers are computed from: of everybody whoever asks may see, or of these people. */
interface WeekHours {
  readonly monday: string;
  readonly people: readonly string[];
  readonly givenOf: (participant: string, billed: readonly Billed[] | null) => LedgerGiven;
  readonly rosterOf: (participant: string) => readonly RosterOfWeek[];
}

export async function weekHours(
  db: Db,
  monday: string,
  now: Date,
  people?: readonly string[],
): Promise<WeekHours> {
  const rule: CountingRule = await countingRule(db);
  const rosters = await rostersOf(db, monday, await classOfActivities(db), people);
  const doses = await dosesBetween(db, monday, sundayOf(monday), people);
  return {
    monday,
    people: people ?? [...new Set([...doses.keys(), ...rosters.keys()])].sort(),
    rosterOf: (participant) => rosters.get(participant) ?? [],
    givenOf: (participant, billed) => ({
      monday,
      doses: doses.get(participant) ?? [],
      meetings: rosters.get(participant) ?? [],
      rule,
      now: now.getTime(),
      billed,
    }),
  };
}

const sundayOf = (monday: string): string =>
  new Date(Date.parse(`${monday}T00:00:00Z`) + 6 * 86_400_000).toISOString().slice(0, 10);

/** What money makes of a week, by person: of everybody, or of one. */
export async function billedInWeek(
  db: Db,
  actor: Actor,
  monday: string,
  now: Date,
  participant?: string,
): Promise<ReadonlyMap<string, readonly Billed[]>> {
  const { lines } = await booksOf(db, actor, signedNotes, now, participant);
  const sunday = sundayOf(monday);
  return new Map(
    [
      ...Map.groupBy(
        lines.filter(({ on }) => monday <= on && on <= sunday),
        (line) => line.participant,
      ),
    ].map(([person, own]) => [
      person,
      own.map(({ on, minutes, reasons }) => ({ on, minutes, why: reasons[0]?.why ?? null })),
    ]),
  );
}

/** Somebody whose week will fall short, and the sessions that could still make it whole. */
interface ShortWeek extends Shortfall {
  readonly participant: string;
  readonly prescribed: number;
  readonly offers: readonly MakeUpOpening[];
}

/** Of these people, those whose week will lack minutes, the most first, each with what fits around their life. */
export async function shortWeeks(db: Db, hours: WeekHours, now: Date): Promise<readonly ShortWeek[]> {
  const short = hours.people.flatMap((participant) => {
    const given = hours.givenOf(participant, null);
    const shortfall = shortfallOf(given);
    return shortfall === null
      ? []
      : [{ participant, ...shortfall, prescribed: weekLedger(given).prescribed }];
  });
  const who = short.map(({ participant }) => participant);
  const lives = await livesOf(db, who);
  const classOf = await classOfActivities(db);
  const openings = await openingsFor(db, who, { monday: hours.monday, after: now }, classOf);
  return short
    .map((one) => {
      const life = lives.get(one.participant);
      const own = openings.get(one.participant) ?? [];
      const offers =
        life === undefined
          ? []
          : makeUps(own, { ...life, things: thingsOf(hours.rosterOf(one.participant)) });
      return { ...one, offers };
    })
    .sort((a, b) => b.minutes - a.minutes || (a.participant < b.participant ? -1 : 1));
}
