import { z } from '@hono/zod-openapi';
import { tile } from '../../guard/supporters/tile.ts';
import { todayIn } from '../../schedule/index.ts';
import { responsesOf } from './response.store.ts';

/** The newest score of each form and the one before; never an answer, never a screening for danger. */
export const sharedScores = tile(
  'scores',
  'measure',
  {
    scores: z.array(
      z.object({
        instrument: z.string(),
        on: z.iso.date(),
        score: z.number(),
        band: z.string().nullable(),
        before: z.number().nullable(),
      }),
    ),
  },
  async (db, participant) => {
    const org = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
    const responses = (await responsesOf(db, [participant])).get(participant) ?? [];
    const counted = responses.flatMap((it) =>
      it.withdrawn === null &&
      (it.status === 'complete' || it.status === 'prorated') &&
      typeof it.score === 'number'
        ? [{ ...it, score: it.score }]
        : [],
    );
    const newest = new Map<string, (typeof counted)[number][]>();
    for (const each of counted) newest.set(each.instrument, [...(newest.get(each.instrument) ?? []), each]);
    return {
      scores: [...newest.values()].flatMap(([last, before]) =>
        last === undefined
          ? []
          : [
              {
                instrument: last.instrument,
                on: todayIn(org.zone, last.answeredAt),
                score: last.score,
                band: last.band,
                before: before?.score ?? null,
              },
            ],
      ),
    };
  },
);
