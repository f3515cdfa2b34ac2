import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { sealersFor } from '../../guard/sealing.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { todayHere } from '../plan/day.ts';
import { dueOf } from './due.ts';
import { dueAnswer } from './medication.schema.ts';
import { alertsShown } from './medication-shown.ts';
import { SCHEDULES } from './monitoring.ts';
import { recordsOf } from './record.store.ts';

/** What comes up about medicines, over all the people of one's care teams. */
export function dueRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'Medication',
      audience: 'staff',
      purpose: 'treatment',
      method: 'get',
      path: '/api/medication/due',
      summary: 'Refills, injections, checks and what rules told, for the people of my care teams',
      answer: dueAnswer,
    },
    async ({ db, actor, now }) => {
      const { today } = await todayHere(db, now);
      const records = await recordsOf(db, today);
      const alerts = await alertsShown(db, house.masterKey, actor, now, [...records.keys()]);
      const due = new Map(
        [...records].map(([person, record]) => [person, dueOf(SCHEDULES, record)] as const),
      );
      const waiting = [...records.keys()].filter(
        (person) => (due.get(person)?.length ?? 0) > 0 || open(alerts.get(person)).length > 0,
      );
      const people = await whoAre(waiting);
      return {
        body: {
          today,
          people: people.map(({ participant, recordCode, called }) => ({
            participant,
            recordCode,
            called,
            due: [...(due.get(participant) ?? [])],
            alerts: open(alerts.get(participant)),
          })),
        },
      };

      async function whoAre(ids: readonly string[]) {
        if (ids.length === 0) return [];
        const rows = await db
          .selectFrom('guard.participant as p')
          .innerJoin('guard.identity as i', (join) =>
            join.onRef('i.org_id', '=', 'p.org_id').onRef('i.participant_id', '=', 'p.participant_id'),
          )
          .select(['p.participant_id', 'p.record_code', 'i.name_sealed'])
          .where('p.participant_id', 'in', ids)
          .where('p.stage', '=', 'participant')
          .orderBy('p.record_code')
          .limit(500)
          .execute();
        const sealers = await sealersFor(
          db,
          house.masterKey,
          rows.map((row) => row.participant_id),
        );
        return rows.map((row) => ({
          participant: row.participant_id,
          recordCode: row.record_code,
          called:
            (sealers.get(row.participant_id)?.open(row.name_sealed) as { called: string } | undefined)
              ?.called ?? null,
        }));
      }
    },
  );
}

const open = <A extends { readonly acknowledged: unknown }>(alerts: readonly A[] = []): A[] =>
  alerts.filter(({ acknowledged }) => acknowledged === null);
