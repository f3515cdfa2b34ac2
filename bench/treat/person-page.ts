/** What a counselor's page of one person asks for, over HTTP inside one process, every part at once as the page does. */
import { createApp } from '../../src/app.ts';
import { openHouse } from '../../src/guard/open-house.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import { settingsFrom } from '../../src/platform/settings.ts';
import type { Filled } from './filled.ts';

/** The parts of src/web/staff/person/Person.tsx that are there when the page opens. */
const PARTS = ['fit', 'measures', 'alerts', 'hours', 'treatment-plan', 'safety-plan', 'authorisations'];
/** Nobody was assessed here: asked for, and not found. */
const EMPTY = 'fit';

export interface PersonPage {
  /** Everything the page shows of somebody; any other answer is an error. */
  open(person: string): Promise<void>;
}

export async function openPersonPage({ door, masterKey, org, staff }: Filled): Promise<PersonPage> {
  const settings = settingsFrom({ DAYBRIDGE_URL: 'http://localhost:4310' });
  const house = await openHouse(settings, systemClock, createLog('silent'), { door, masterKey });
  const app = await createApp(house);
  const link = await house.signIn.oneTimeLink({ org, kind: 'staff', id: staff }, 10);
  const cookie = (await app.request(new URL(link).pathname)).headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return {
    async open(person) {
      await Promise.all(
        PARTS.map(async (part) => {
          const path = `/api/people/${person}/${part}`;
          const answer = await app.request(path, { headers: { cookie } });
          await answer.arrayBuffer();
          if (answer.status !== (part === EMPTY ? 404 : 200))
            throw new Error(`${part} answered ${answer.status}.`);
        }),
      );
    },
  };
}
