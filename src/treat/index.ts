import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { absenceRoutes } from './absence/absence.routes.ts';
import { seatWork } from './absence/seat.jobs.ts';
import { swapsRoutes } from './absence/swaps.routes.ts';
import { activityRoutes } from './activities/activity.routes.ts';
import { hoursRoutes } from './hours/hours.routes.ts';
import { makeUpRoutes } from './hours/make-up.routes.ts';
import { askAfterRoutes } from './meetings/ask-after.routes.ts';
import { makeUpSeatRoutes } from './meetings/make-up-seat.routes.ts';
import { meetingRoutes } from './meetings/meeting.routes.ts';
import { rosterWork } from './meetings/roster.jobs.ts';
import { counsellingNoteRoutes } from './notes/counselling-note.routes.ts';
import { notesDueRoutes } from './notes/due.routes.ts';
import { noteRoutes } from './notes/note.routes.ts';
import { sessionNotesRoutes } from './notes/session-notes.routes.ts';
import { safetyPlanRoutes } from './safety-plan/safety-plan.routes.ts';
import { milestonesRoutes } from './week/my-milestones.routes.ts';
import { weekRoutes } from './week/my-week.routes.ts';

export type { SwapShown, SwapsShown } from './absence/absence.schema.ts';
export { seatsGiven } from './absence/seat.store.ts';
export type { ActivitiesShown, TopicsShown } from './activities/activity.routes.ts';
export { countedByWeek, missedInRow, type WeekDelivered } from './attendance/counted.store.ts';
export { drugTestRoutes } from './drug-tests/drug-test.routes.ts';
export type { DrugTestShown, DrugTestsShown } from './drug-tests/drug-test.schema.ts';
export type { HoursShown } from './hours/hours.routes.ts';
export type { ShortWeeksShown } from './hours/hours.schema.ts';
export { medicationWork } from './medication/medication.jobs.ts';
export { medicationRoutes } from './medication/medication.routes.ts';
export type {
  DueListShown,
  DueShown,
  EntryShown,
  FindingShown,
  GivenShown,
  MedicationShown,
  MedicinesShown,
  MedicineTimelineShown,
  MyMedicationShown,
  OrderChecked,
  OrderShown,
  RuleAlertShown,
  WarningShown,
} from './medication/medication.schema.ts';
export { sharedMedicines } from './medication/shared.ts';
export type { MakeUpsShown } from './meetings/make-up-seat.routes.ts';
export type { MarksShown, SessionShown, TodayShown } from './meetings/meeting.schema.ts';
export { type MoneyNeeds, moneyRoutes } from './money/money.routes.ts';
export type {
  ExportedShown,
  MoneyShown,
  PacketShown,
  PayersShown,
  PersonMoneyShown,
  PreviewShown,
  SentShown,
} from './money/money.schema.ts';
export type {
  CounsellingNotesShown,
  KeptGroupNoteShown,
  KeptNoteShown,
  NotesDueShown,
  NotesOfPersonShown,
  OneNoteShown,
  SessionNotesShown,
  SignedShown,
} from './notes/note.schema.ts';
export { notesOfGoals } from './notes/note.store.ts';
export { signedNotes } from './notes/signed-notes.ts';
export { type GoalToLink, goalsToLink } from './plan/goal.store.ts';
export { planRoutes } from './plan/plan.routes.ts';
export type { MyGoalsShown, StalePlanShown, TreatmentPlanShown } from './plan/plan.schema.ts';
export type { PlansDueShown } from './plan/plans-due.routes.ts';
export { sharedGoals } from './plan/shared.ts';
export type { SafetyPlanShown, StaleSafetyPlanShown } from './safety-plan/safety-plan.routes.ts';
export type { MilestonesShown } from './week/my-milestones.routes.ts';
export { sharedDaysCame } from './week/shared.ts';

/** Sessions happen and count. */
export function routes(app: HttpApp, house: House): void {
  weekRoutes(app, house);
  milestonesRoutes(app, house);
  absenceRoutes(app, house);
  swapsRoutes(app, house);
  safetyPlanRoutes(app, house);
  meetingRoutes(app, house);
  askAfterRoutes(app, house);
  sessionNotesRoutes(app, house);
  noteRoutes(app, house);
  notesDueRoutes(app, house);
  counsellingNoteRoutes(app, house);
  hoursRoutes(app, house);
  makeUpRoutes(app, house);
  makeUpSeatRoutes(app, house);
  activityRoutes(app, house);
}

export function work(house: House): void {
  rosterWork(house);
  seatWork(house);
}
