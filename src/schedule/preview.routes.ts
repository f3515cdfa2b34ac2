import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { refuse } from '../platform/http/problem.ts';
import { intakePreview, prospectOf, stillIn } from './intake-preview.ts';
import { weeksIn } from './plan.store.ts';
import { planningWeek, weekParam } from './planning.ts';
import { planAgain } from './solution.ts';
import { baseOf } from './supposed.ts';
import { weekFile } from './week-file.ts';
import { previewBody, previewSchema } from './whatif.schema.ts';

/** Somebody not admitted yet against the seats that the plan worked on leaves free. Nothing of it is kept. */
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
}

const NO_PLAN = {
  opened: [],
  score: { served: 0, credited: 0, opened: 0, moves: 0, friction: 0 },
  bound: { served: 0, credited: 0 },
  status: 'feasible',
} as const;
