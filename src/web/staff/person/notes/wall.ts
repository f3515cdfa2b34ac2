const MINUTE_MS = 60_000;

/** The clock on a wall at an instant, as if that wall stood in Greenwich, in milliseconds. */
function wallAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return Date.parse(
    `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00.000Z`,
  );
}

/** Today and the clock on the program's wall, as fields of a form write them: "2026-11-30", "14:05". */
export function wallNow(now: number, zone: string): { readonly on: string; readonly time: string } {
  const [on = '', time = ''] = new Date(wallAt(Math.floor(now / MINUTE_MS) * MINUTE_MS, zone))
    .toISOString()
    .split('T');
  return { on, time: time.slice(0, 5) };
}

/**
 * The instant at which the program's wall says this; undefined where a field is empty. An hour that the clocks leave out
 * is taken an hour later, one that they repeat the first time.
 */
export function instantOn(on: string, time: string, zone: string): Date | undefined {
  const wanted = Date.parse(`${on}T${time}:00.000Z`);
  if (Number.isNaN(wanted)) return undefined;
  // The wall is off by one amount before a change of clocks and by another after it: one of them is true.
  const offs = [wanted - 86_400_000, wanted + 86_400_000].map((near) => wallAt(near, zone) - near);
  const found = offs.map((off) => wanted - off).filter((at) => wallAt(at, zone) === wanted);
  return new Date(found.length > 0 ? Math.min(...found) : wanted - Math.min(...offs));
}
