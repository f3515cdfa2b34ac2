/** Sessions happen and count. */
export { countedInWeek } from './attendance.store.ts';
