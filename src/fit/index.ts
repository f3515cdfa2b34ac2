import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { assessmentRoutes } from './assessment.routes.ts';

/** Who benefits, at which level of care, decided by a professional. */
export function routes(app: HttpApp, house: House): void {
  assessmentRoutes(app, house);
}
