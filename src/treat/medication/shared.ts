import { z } from '@hono/zod-openapi';
import type { House } from '../../guard/house.ts';
import { type Tile, tile } from '../../guard/supporters/tile.ts';
import { todayHere } from '../plan/day.ts';
import { type EntryWords, sealerOf } from './medication.store.ts';
import { MEDICINES } from './medicines.ts';
import { isTaken, type Taken } from './record.ts';

const LIST_MAX = 100;

/** What they take now and when: neither what for, nor who prescribes it, nor whether they did. */
export const sharedMedicines = (house: House): Tile =>
  tile(
    'medicines',
    'medication',
    {
      medicines: z.array(z.object({ name: z.object({ en: z.string(), es: z.string() }), taken: z.string() })),
    },
    async (db, participant, now) => {
      const { today } = await todayHere(db, now);
      const sealer = await sealerOf(db, house.masterKey, participant);
      const lines = await db
        .selectFrom('treat.medicine_entry')
        .select(['medicine', 'until_on', 'ended_how', 'words_sealed'])
        .where('participant_id', '=', participant)
        .orderBy('since_on')
        .orderBy('entry_id')
        .limit(LIST_MAX)
        .execute();
      return {
        medicines: lines
          .filter(({ until_on, ended_how }) =>
            isTaken({ on: today }, { until: until_on, endedHow: ended_how as Taken['endedHow'] }),
          )
          .map((line) => {
            const words = sealer.open(line.words_sealed) as EntryWords;
            const known = MEDICINES.get(line.medicine);
            return {
              name: { en: known?.en ?? words.name, es: known?.es ?? words.name },
              taken: words.dose,
            };
          }),
      };
    },
  );
