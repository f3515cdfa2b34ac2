/**
 * The next working day after this one, Monday to Friday; both YYYY-MM-DD. Holidays count as working days: the
 * review is then due sooner than it must be, never later.
 */
export function nextWorkingDay(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  do date.setUTCDate(date.getUTCDate() + 1);
  while (date.getUTCDay() === 0 || date.getUTCDay() === 6);
  return date.toISOString().slice(0, 10);
}
