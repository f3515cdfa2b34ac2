import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { assessmentRoutes } from './assessment/assessment.routes.ts';
import { whoBenefitsRoutes } from './benefits/who-benefits.routes.ts';
import { decisionRoutes } from './decision/decision.routes.ts';
import { myDecisionRoutes } from './decision/decision-mine.routes.ts';
import { levelTableRoutes } from './level-of-care/level-table.routes.ts';
import { alertRoutes } from './measures/alert.routes.ts';
import { alertRuleRoutes } from './measures/alert-rule.routes.ts';
import { measurePlanRoutes } from './measures/measure-plan.routes.ts';
import { measuresWork } from './measures/measures.jobs.ts';
import { measuresRoutes } from './measures/measures.routes.ts';
import { myCheckInRoutes } from './measures/my-check-ins.routes.ts';
import { reviewWork } from './review/review.jobs.ts';
import { reviewRoutes } from './review/review.routes.ts';

export type { AssessmentShown, StaleShown } from './assessment/assessment.schema.ts';
export type { Details, Duty, DutyHours, Evidence, EvidenceItem, Substance } from './assessment/details.ts';
export type { FitShown } from './benefits/who-benefits.routes.ts';
export { licenceInForce } from './decision/decision.store.ts';
export { decisionInForce } from './decision/decision-reading.store.ts';
export type {
  AlertRuleShown,
  AlertShown,
  FormShown,
  MeasuresShown,
  MyCheckInShown,
  PlanShown,
  SentShown,
  SeriesShown,
} from './measures/measures.schema.ts';
export { sharedScores } from './measures/shared.ts';
export type { ReviewShown, SuggestionShown } from './review/review.schema.ts';

/** Who benefits, at which level of care, decided by a professional. */
export function routes(app: HttpApp, house: House): void {
  assessmentRoutes(app, house);
  decisionRoutes(app, house);
  myDecisionRoutes(app, house);
  reviewRoutes(app, house);
  whoBenefitsRoutes(app, house);
  levelTableRoutes(app, house);
  myCheckInRoutes(app, house);
  measuresRoutes(app, house);
  measurePlanRoutes(app, house);
  alertRoutes(app, house);
  alertRuleRoutes(app, house);
}

export function work(house: House): void {
  reviewWork(house);
  measuresWork(house);
}
