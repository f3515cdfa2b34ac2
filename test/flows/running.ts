import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { createApp, takeUpWork } from '../../src/app.ts';
import { demoPeople, loadDemo } from '../../src/demo/index.ts';
import type { House } from '../../src/guard/house.ts';
import { firstOrg } from '../../src/guard/open-house.ts';
import { houseForTest } from '../../src/guard/testing.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';

const PAGES = fileURLToPath(new URL('../../dist/web/', import.meta.url));

export interface Running {
  readonly url: string;
  /** Its insides, to let time pass: what the program does by itself. */
  readonly house: House;
  /** A one-time address for the demo's "Coordinator", "Counselor", "Participant" or "Participante". */
  linkFor(label: string): Promise<string>;
  stop(): Promise<void>;
}

/** The whole program with the demo in it, on a database and a port of its own, at this hour or another. */
export async function startProgram(clock?: Clock): Promise<Running> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { house, drop } = await houseForTest({
    env: { DAYBRIDGE_URL: url },
    // What broke inside stands beside the walk that stumbled over it.
    log: createLog('error', process.stderr),
    ...(clock === undefined ? {} : { clock }),
  });
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(house.clock.now());
  await loadDemo(house, today);
  house.publicOrg = await firstOrg(house.door);
  takeUpWork(house);
  await house.jobs.start();
  const app = await createApp(house, PAGES);
  const server = await new Promise<ReturnType<typeof serve>>((ready) => {
    const listening = serve({ fetch: app.fetch, port, hostname: 'localhost' }, () => ready(listening));
  });
  return {
    url,
    house,
    async linkFor(label) {
      const guest = demoPeople(house).find((each) => each.label === label);
      if (guest === undefined) throw new Error(`The demo has no ${label}.`);
      return house.signIn.oneTimeLink(guest.person, 10);
    },
    async stop() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await house.jobs.stop();
      await drop();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
