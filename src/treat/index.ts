/** Sessions happen and count. */
export { countedByWeek, countedInWeek, type WeekDelivered } from './attendance.store.ts';
