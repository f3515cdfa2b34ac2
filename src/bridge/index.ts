import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { askRoutes } from './ask.routes.ts';
import { inquiryRoutes } from './inquiry.routes.ts';
import { peopleRoutes } from './people.routes.ts';

export { type Admission, admit } from './admission.store.ts';
export { answersSentBy, inquiryWhole, moveInquiry } from './inquiry.store.ts';
export {
  changeLevel,
  dosesBetween,
  isInCare,
  type LevelInForce,
  levelsBetween,
  levelsOn,
  staysOf,
} from './level-change.store.ts';
export { sharedPlan } from './shared.ts';

/** In: who asks, who is admitted. */
export function routes(app: HttpApp, house: House): void {
  askRoutes(app, house);
  inquiryRoutes(app, house);
  peopleRoutes(app, house);
}
