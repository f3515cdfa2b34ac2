import type { Sealer } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { todayIn } from '../../schedule/index.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { type Scored, scoreInstrument } from '../instruments/score.ts';
import type { LastResponse } from './measure-plan.ts';
import type { Filled } from './measures.schema.ts';

export interface Response {
  readonly id: string;
  readonly instrument: string;
  readonly version: string;
  readonly ruleVersion: string;
  readonly language: string;
  readonly mode: 'self' | 'interview' | 'phone';
  readonly by: string | null;
  readonly answeredAt: Date;
  readonly status: Scored['status'];
  readonly score: number | string | null;
  readonly band: string | null;
  readonly subscores: Readonly<Record<string, number | null>>;
  readonly flags: readonly string[];
  readonly isPositive: boolean | null;
  readonly safety: Scored['safety'];
  readonly withdrawn: { readonly by: string; readonly at: Date; readonly reasonSealed: Uint8Array } | null;
}

export interface Answered {
  readonly participant: string;
  readonly checkIn: string | null;
  readonly instrument: Instrument;
  readonly filled: Filled;
  readonly language: string;
  readonly mode: 'self' | 'interview' | 'phone';
  readonly answeredAt: Date;
}

export const scoreFilled = (instrument: Instrument, { answers, given }: Filled): Scored =>
  scoreInstrument(instrument, answers, given);

/** Keeps what was answered with what its rules make of it. @returns the response's id */
export async function keepResponse(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  { participant, checkIn, instrument, filled, language, mode, answeredAt }: Answered,
): Promise<{ id: string; scored: Scored }> {
  const scored = scoreFilled(instrument, filled);
  const id = newId();
  await db
    .insertInto('fit.response')
    .values({
      org_id: actor.org,
      response_id: id,
      participant_id: participant,
      checkin_id: checkIn,
      instrument: instrument.daybridge.id,
      version: instrument.version,
      rule_version: scored.ruleVersion,
      language,
      mode,
      given_by: mode === 'self' ? null : actor.id,
      answered_at: answeredAt,
      answers_sealed: sealer.seal({ answers: filled.answers, given: filled.given }),
      status: scored.status,
      score: typeof scored.score === 'number' ? scored.score : null,
      score_word: typeof scored.score === 'string' ? scored.score : null,
      band: scored.band,
      subscores: JSON.stringify(scored.subscores),
      flags: JSON.stringify(scored.flags),
      is_positive: scored.isPositive,
      safety: scored.safety,
    })
    .execute();
  return { id, scored };
}

/** The newest of each person and instrument that was not entered in error. */
export async function lastResponsesOf(
  db: Db,
  people: readonly string[],
  zone: string,
): Promise<ReadonlyMap<string, readonly LastResponse[]>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('fit.response')
    .distinctOn(['participant_id', 'instrument'])
    .select(['participant_id', 'instrument', 'answered_at', 'score', 'safety'])
    .where('participant_id', 'in', people)
    .where('withdrawn_at', 'is', null)
    .orderBy('participant_id')
    .orderBy('instrument')
    .orderBy('answered_at', 'desc')
    .orderBy('response_id')
    .execute();
  return Map.groupBy(
    rows.map((row) => ({
      participant: row.participant_id,
      instrument: row.instrument,
      on: todayIn(zone, new Date(row.answered_at)),
      score: row.score === null ? null : Number(row.score),
      safety: row.safety as Response['safety'],
    })),
    ({ participant }) => participant,
  );
}

/** Everything answered by these people, newest first; those entered in error among them. */
export async function responsesOf(
  db: Db,
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly Response[]>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('fit.response')
    .leftJoin('guard.staff as giver', (join) =>
      join
        .onRef('giver.org_id', '=', 'fit.response.org_id')
        .onRef('giver.staff_id', '=', 'fit.response.given_by'),
    )
    .leftJoin('guard.staff as withdrawer', (join) =>
      join
        .onRef('withdrawer.org_id', '=', 'fit.response.org_id')
        .onRef('withdrawer.staff_id', '=', 'fit.response.withdrawn_by'),
    )
    .select([
      'response_id',
      'participant_id',
      'instrument',
      'version',
      'rule_version',
      'language',
      'mode',
      'answered_at',
      'status',
      'score',
      'score_word',
      'band',
      'subscores',
      'flags',
      'is_positive',
      'safety',
      'withdrawn_at',
      'withdrawn_reason_sealed',
      'giver.display_name as given_name',
      'withdrawer.display_name as withdrawer_name',
    ])
    .where('participant_id', 'in', people)
    .orderBy('answered_at', 'desc')
    .orderBy('response_id')
    .execute();
  const found = new Map<string, Response[]>();
  for (const row of rows) {
    const one: Response = {
      id: row.response_id,
      instrument: row.instrument,
      version: row.version,
      ruleVersion: row.rule_version,
      language: row.language,
      mode: row.mode as Response['mode'],
      by: row.given_name,
      answeredAt: new Date(row.answered_at),
      status: row.status as Response['status'],
      score: row.score === null ? row.score_word : Number(row.score),
      band: row.band,
      subscores: row.subscores as Record<string, number | null>,
      flags: row.flags as string[],
      isPositive: row.is_positive,
      safety: row.safety as Response['safety'],
      withdrawn:
        row.withdrawn_at === null || row.withdrawn_reason_sealed === null
          ? null
          : {
              by: row.withdrawer_name ?? '',
              at: new Date(row.withdrawn_at),
              reasonSealed: row.withdrawn_reason_sealed,
            },
    };
    const theirs = found.get(row.participant_id);
    if (theirs === undefined) found.set(row.participant_id, [one]);
    else theirs.push(one);
  }
  return found;
}
