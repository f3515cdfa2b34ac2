import type { HttpApp } from '../../platform/http/app.ts';
import type { House } from '../house.ts';
import { auditRoutes } from './audit.routes.ts';
import { breachRoutes } from './breach.routes.ts';
import { closureRoutes } from './closure.routes.ts';
import { legalRoutes } from './legal.routes.ts';
import { overlayRoutes } from './overlay.ts';
import { releaseRoutes } from './release.routes.ts';
import { reportRoutes } from './report.ts';
import { retentionRoutes } from './retention.routes.ts';

/** What 42 CFR Part 2 asks of a program beside consent: a file for each section, its number in its comment. */
export function part2Routes(app: HttpApp, house: House): void {
  breachRoutes(app, house); // 2.16
  closureRoutes(app, house); // 2.19
  overlayRoutes(app, house); // 2.20
  reportRoutes(app, house); // 2.34, 2.36
  releaseRoutes(app, house); // 2.52, 2.54
  auditRoutes(app, house); // 2.53
  legalRoutes(app, house); // 2.61-2.67
  retentionRoutes(app, house);
}
