import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { todayHere } from '../plan/day.ts';
import { dueOf, lastsUntil } from './due.ts';
import { injectionsDue } from './injections.ts';
import { myMedicationAnswer } from './medication.schema.ts';
import { type EntryWords, sealerOf } from './medication.store.ts';
import { MEDICINES } from './medicines.ts';
import { recordOf } from './record.store.ts';
import { isTaken, newest } from './record.ts';

/** The person's own medicines in plain words: what, since when, what comes next, what to bring. No rule, no alert. */
export function myMedicationRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'My week',
      audience: 'participant',
      purpose: 'self',
      method: 'get',
      path: '/api/my/medication',
      summary: 'My medicines, what comes next, and what to bring',
      answer: myMedicationAnswer,
    },
    async ({ db, actor, now }) => {
      const { today } = await todayHere(db, now);
      const record = await recordOf(db, today, actor.id);
      const sealer = await sealerOf(db, house.masterKey, actor.id);
      const lines = await db
        .selectFrom('treat.medicine_entry')
        .selectAll()
        .where('participant_id', '=', actor.id)
        .orderBy('since_on')
        .orderBy('entry_id')
        .limit(100)
        .execute();
      // Nothing is checked about the person here: only what they themselves do next.
      const due = dueOf([], record);
      const injections = injectionsDue(record);
      const taken = record.medicines.filter((one) => isTaken(record, one));
      const naloxone = newest(record, 'naloxone', 'given');
      return {
        body: {
          participant: actor.id,
          today,
          medicines: lines
            .filter(({ entry_id }) => taken.some(({ id }) => id === entry_id))
            .map((line) => {
              const words = sealer.open(line.words_sealed) as EntryWords;
              const known = MEDICINES.get(line.medicine);
              const injection = injections.find(({ entry }) => entry === line.entry_id);
              const until = lastsUntil(record, line.entry_id);
              return {
                id: line.entry_id,
                name: { en: known?.en ?? words.name, es: known?.es ?? words.name },
                dose: words.dose,
                isFromHere: line.prescribed === 'here',
                prescriber: words.prescriber,
                since: line.since_on,
                next:
                  injection !== undefined
                    ? { kind: 'injection' as const, fromOn: injection.fromOn, dueOn: injection.dueOn }
                    : until !== null
                      ? { kind: 'refill' as const, fromOn: until, dueOn: until }
                      : null,
              };
            }),
          bring: [
            ...(taken.length > 0 ? (['list'] as const) : []),
            ...(due.some(({ kind }) => kind === 'refill') ? (['packages'] as const) : []),
            ...(taken.some(({ classes }) => classes.includes('naltrexone'))
              ? (['wallet-card'] as const)
              : []),
            ...(taken.some(({ classes }) => classes.includes('methadone'))
              ? (['dosing-times'] as const)
              : []),
          ],
          naloxone:
            naloxone !== undefined
              ? {
                  has: naloxone.until === null || naloxone.until >= today,
                  until: naloxone.until,
                }
              : due.some(({ kind }) => kind === 'naloxone')
                ? { has: false, until: null }
                : null,
        },
      };
    },
  );
}
