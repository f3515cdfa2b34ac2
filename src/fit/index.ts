import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { assessmentRoutes } from './assessment/assessment.routes.ts';
import { whoBenefitsRoutes } from './benefits/who-benefits.routes.ts';
import { decisionRoutes } from './decision/decision.routes.ts';
import { myDecisionRoutes } from './decision/decision-mine.routes.ts';
import { levelTableRoutes } from './level-of-care/level-table.routes.ts';
import { reviewWork } from './review/review.jobs.ts';
import { reviewRoutes } from './review/review.routes.ts';

export type { AssessmentShown, StaleShown } from './assessment/assessment.schema.ts';
export type { Details, Duty, DutyHours, Evidence, EvidenceItem, Substance } from './assessment/details.ts';

/** Who benefits, at which level of care, decided by a professional. */
export function routes(app: HttpApp, house: House): void {
  assessmentRoutes(app, house);
  decisionRoutes(app, house);
  myDecisionRoutes(app, house);
  reviewRoutes(app, house);
  whoBenefitsRoutes(app, house);
  levelTableRoutes(app, house);
}

export function work(house: House): void {
  reviewWork(house);
}
