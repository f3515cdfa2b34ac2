import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { refuse } from '../platform/http/problem.ts';
import { growthOf } from './growth.ts';
import { intakePreview, prospectOf, stillIn } from './intake-preview.ts';
import { planOf, weeksIn } from './plan.store.ts';
import { planningWeek, weekParam } from './planning.ts';
import { planAgain } from './solution.ts';
import { baseOf } from './supposed.ts';
import { weekFile } from './week-file.ts';
import { growthBody, growthSchema, previewBody, previewSchema } from './whatif.schema.ts';

/** What a plan has room for: somebody not admitted yet, and groups that could be opened. Nothing of it is kept. */
export function previewRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'Plan',
      audience: 'staff',
      purpose: 'operations',
      method: 'post',
      path: '/api/plan/:week/preview',
      summary: 'The week that somebody new would get beside the plan, or why none fits',
      params: weekParam,
      body: previewBody,
      answer: previewSchema,
    },
    async ({ db, params, body, now }) => {
      const { week: monday } = await planningWeek(db, params.week, now);
      const week = await weekFile(db, monday);
      const person = prospectOf(week, body);
      if ('field' in person) {
        throw refuse('invalid', { fields: [{ pointer: `/${person.field}`, detail: person.message }] });
      }
      const base = await baseOf(db, monday);
      const weeks = base === undefined ? new Map() : stillIn(week, await weeksIn(db, base.id));
      const plan = planAgain(base ?? NO_PLAN, weeks);
      return {
        body: { isBesidePlan: base !== undefined, ...intakePreview(week, plan, weeks, person) },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      tag: 'Plan',
      audience: 'staff',
      purpose: 'operations',
      method: 'post',
      path: '/api/plan/:week/growth',
      summary: 'Which one, two or three new groups would give the most people of a plan a full week',
      params: weekParam,
      body: growthBody,
      answer: growthSchema,
    },
    async ({ db, params, body, now }) => {
      const { week: monday } = await planningWeek(db, params.week, now);
      const base = await planOf(db, monday, body.planId);
      if (base === undefined || base.scenario !== null) throw refuse('not-found');
      const week = await weekFile(db, monday);
      const found = await growthOf(week, planAgain(base, stillIn(week, await weeksIn(db, base.id))));
      return {
        body: {
          suggestions: found.map(({ groups, people }) => ({
            groups: groups.map(({ staff, ...group }) => ({
              kind: 'add-group' as const,
              ...group,
              staff: [...staff],
            })),
            people: [...people],
          })),
        },
      };
    },
  );
}

const NO_PLAN = {
  opened: [],
  score: { served: 0, credited: 0, opened: 0, moves: 0, friction: 0 },
  bound: { served: 0, credited: 0 },
  status: 'feasible',
} as const;
