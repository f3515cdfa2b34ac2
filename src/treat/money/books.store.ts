import { orgOf } from '../../guard/consent/consent.store.ts';
import { dayIn } from '../../platform/clock.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { type Authorisation, allowanceOf, authorisationsOf } from './authorisation.store.ts';
import { addDays, type Coverage, keyOf, type Line, linesOf, usedOf } from './billable.ts';
import { type CoverageRow, coveragesOf } from './coverage.store.ts';
import { type Payer, payersOf, rulesByPayer } from './payer.store.ts';
import type { PayerRules } from './payer-rules.ts';
import { servicesSince } from './service.store.ts';
import type { Service } from './service.ts';
import { type ForClaims, standings } from './standing.store.ts';

/** How far back money is looked for; an older authorisation that is still open reaches further. */
const BACK_DAYS = 180;
/** Who sees everybody's money, and so knows who pays; the care team has what was authorised. */
const SEES_MONEY: ReadonlySet<string> = new Set(['biller', 'system:hours']);

/** Everything money is computed from, and what comes of it, of everybody or of one person. */
export interface Books {
  readonly today: string;
  readonly payers: ReadonlyMap<string, Payer>;
  readonly rules: ReadonlyMap<string, PayerRules>;
  readonly rates: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly coverages: readonly CoverageRow[];
  readonly authorisations: readonly (Authorisation & { readonly used: number })[];
  /** All of it, claimed or not. */
  readonly lines: readonly Line[];
  /** Not claimed yet. */
  readonly open: readonly Line[];
  readonly standingOf: (person: string) => ForClaims;
}

/** Whose note of which meeting is signed, as "participant meeting". */
export type SignedNotes = (db: Db) => Promise<ReadonlySet<string>>;

export async function booksOf(
  db: Db,
  actor: Actor,
  signedNotes: SignedNotes,
  now: Date,
  participant?: string,
): Promise<Books> {
  const today = dayIn((await orgOf(db)).zone, now);
  const [payers, coverages, authorisations] = [
    await payersOf(db),
    await coveragesOf(db, participant),
    await authorisationsOf(db, participant),
  ];
  const from = authorisations
    .filter(({ end }) => end >= addDays(today, -BACK_DAYS))
    .reduce((first, { start }) => (start < first ? start : first), addDays(today, -BACK_DAYS));
  const services = await servicesSince(db, from, {
    seesEverybody: SEES_MONEY.has(actor.role),
    signed: await signedNotes(db),
    ...(participant === undefined ? {} : { participant }),
  });
  const standingOf = await standings(db, participant);
  const rules = rulesByPayer(payers);
  const whole = linesOfAll({
    services,
    // The care team does not read who pays: for it, what was authorised says so.
    coverages: SEES_MONEY.has(actor.role) ? coverages : authorisations.map(coveredByAuthorisation),
    authorisations,
    rules,
    today,
    standingOf,
  });
  const claimed = await claimedOf(db, participant);
  return {
    today,
    payers: new Map(payers.map((payer) => [payer.id, payer])),
    rules,
    rates: new Map(payers.map(({ id, rates }) => [id, rates])),
    coverages,
    authorisations: authorisations.map((one) => ({ ...one, used: usedOf(whole, one.id) })),
    lines: whole,
    open: whole.filter((line) => !claimed(line)),
    standingOf,
  };
}

function linesOfAll(given: {
  readonly services: readonly Service[];
  readonly coverages: readonly (Coverage & { readonly participant: string })[];
  readonly authorisations: readonly Authorisation[];
  readonly rules: ReadonlyMap<string, PayerRules>;
  readonly today: string;
  readonly standingOf: (person: string) => ForClaims;
}): readonly Line[] {
  const { rules, today } = given;
  const services = Map.groupBy(given.services, ({ participant }) => participant);
  const coverages = Map.groupBy(given.coverages, ({ participant }) => participant);
  const allowed = Map.groupBy(given.authorisations, ({ participant }) => participant);
  return [...services].flatMap(([person, own]) =>
    linesOf({
      services: own,
      standing: given.standingOf(person),
      coverages: coverages.get(person) ?? [],
      allowances: (allowed.get(person) ?? []).map(allowanceOf),
      rules,
      today,
    }),
  );
}

const coveredByAuthorisation = ({ id, participant, payer, level, start, end }: Authorisation) => ({
  id,
  participant,
  payer,
  level,
  since: start,
  until: end,
});

/** Whether a line, or anything it is made of, went out already. */
async function claimedOf(db: Db, participant?: string): Promise<(line: Line) => boolean> {
  const rows = await db
    .selectFrom('treat.claim_line')
    .select(['participant_id', 'line_key', 'services'])
    .where('state', '=', 'exported')
    .$if(participant !== undefined, (q) => q.where('participant_id', '=', participant ?? ''))
    .limit(100_000)
    .execute();
  const keys = new Set(rows.map((row) => `${row.participant_id} ${row.line_key}`));
  const services = new Set(
    rows.flatMap((row) => row.services.map((service) => `${row.participant_id} ${service}`)),
  );
  return (line) =>
    keys.has(`${line.participant} ${keyOf(line)}`) ||
    line.services.some((service) => services.has(`${line.participant} ${service}`));
}
