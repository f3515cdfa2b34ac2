/** Sessions happen and count. */
export { countedByWeek, countedInWeek, missedInRow, type WeekDelivered } from './attendance.store.ts';
