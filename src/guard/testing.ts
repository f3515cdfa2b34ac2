import type { Clock } from '../platform/clock.ts';
import { systemClock } from '../platform/clock.ts';
import { databaseForTest } from '../platform/db/testing.ts';
import { createLog, type Logger } from '../platform/log.ts';
import { newKey } from '../platform/secrets.ts';
import { settingsFrom } from '../platform/settings.ts';
import type { House } from './house.ts';
import { openHouse } from './open-house.ts';

/** A whole house on a fresh database, for tests: real parts, a clock and a log of one's choice (else it says nothing). */
export async function houseForTest(
  more: { clock?: Clock; env?: Readonly<Record<string, string>>; log?: Logger } = {},
): Promise<{ house: House; drop: () => Promise<void> }> {
  const { door, drop } = await databaseForTest();
  const settings = settingsFrom({ DAYBRIDGE_URL: 'http://localhost:4310', ...more.env });
  const house = await openHouse(settings, more.clock ?? systemClock, more.log ?? createLog('silent'), {
    door,
    masterKey: newKey(),
  });
  return { house, drop };
}
