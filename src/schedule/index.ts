import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { apartRoutes } from './apart.routes.ts';
import { feedRoutes } from './feed.routes.ts';
import { planWork } from './plan.jobs.ts';
import { planRoutes } from './plan.routes.ts';
import { previewRoutes } from './preview.routes.ts';
import { reminderWork } from './reminders.jobs.ts';
import { runRoutes } from './run.routes.ts';
import { scenarioRoutes } from './scenario.routes.ts';
import { seatsRoutes } from './seats.routes.ts';

export { clockChangeIn, instantOf, mondayOf, todayIn, wallTime, weekAfter } from './calendar.ts';
export { type Busy, busyInTheWay, clash, hasTooLongRun, type Thing } from './engine/person/rules.ts';
export { type FeedFound, type FeedItem, feedItems, findFeed } from './feed.store.ts';
export { EMPTY_DAYS, WEEKS_AFTER, WEEKS_BEFORE } from './feed.ts';
export { livesOf } from './life.store.ts';
export type { BecauseShown, FixShown, PlanBoard, PlanChanges, PlanShown, RunShown } from './plan.schema.ts';
export { reminderOf, remindersUntil } from './reminders.jobs.ts';
export { TRAVEL } from './seats.store.ts';
export { sharedWeek } from './shared.ts';
export { lifeOf, needOf, plannedWeek } from './week.store.ts';
export { scheduledMinutes } from './week.ts';
export { weekFile } from './week-file.ts';
export type {
  ExceptionShown,
  GrowthShown,
  Obstacle,
  Outcome,
  PreviewAsked,
  PreviewShown,
  ScenarioShown,
  ScenariosShown,
  WeekChange,
} from './whatif.schema.ts';

export function routes(app: HttpApp, house: House): void {
  seatsRoutes(app, house);
  feedRoutes(app, house);
  planRoutes(app, house);
  runRoutes(app, house);
  scenarioRoutes(app, house);
  previewRoutes(app, house);
  apartRoutes(app, house);
}

export function work(house: House): void {
  planWork(house);
  reminderWork(house);
}
