import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve as listen, type ServerType } from '@hono/node-server';
import { createApp, takeUpWork, version } from './app.ts';
import { databaseIsEmpty, demoPeople, loadDemo } from './demo/index.ts';
import type { House } from './guard/house.ts';
import { firstOrg, openHouse } from './guard/open-house.ts';
import { systemClock } from './platform/clock.ts';
import { createLog } from './platform/log.ts';
import { SettingsFault, settingsFrom } from './platform/settings.ts';

const PAGES = fileURLToPath(new URL('../dist/web/', import.meta.url));
const LINK_MINUTES = 60;

/** `daybridge serve`: opens the house, shows the demo in an empty one, and stays until told to stop. */
export async function serve(): Promise<void> {
  const settings = settingsFrom(process.env);
  const log = createLog(settings.logLevel);
  const house = await openHouse(settings, systemClock, log);
  const isNew = await databaseIsEmpty(house);
  if (isNew && settings.demo !== false) {
    await loadDemo(house, dayOf(house.clock.now()));
    house.publicOrg = await firstOrg(house.door);
  }
  takeUpWork(house);
  await house.jobs.start();
  const app = await createApp(house, existsSync(PAGES) ? PAGES : undefined);
  const server = await listenOn(app.fetch, settings.port, settings.host);
  process.stdout.write(await greeting(house));
  stopOnSignal(house, server);
}

const dayOf = (instant: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(instant);

function listenOn(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
  hostname: string,
): Promise<ServerType> {
  return new Promise((ready, refuse) => {
    const server = listen({ fetch, port, hostname }, () => ready(server));
    server.once('error', (fault: NodeJS.ErrnoException) => {
      refuse(
        fault.code === 'EADDRINUSE'
          ? new SettingsFault(`Port ${port} is taken by another program. Set PORT to a free one.`)
          : fault,
      );
    });
  });
}

async function greeting(house: House): Promise<string> {
  const { settings, door, publicOrg } = house;
  const lines = [
    '',
    `  Daybridge ${version} is ready:  ${settings.url}/start`,
    `  Database ${door.kind} ${door.version}${settings.databaseUrl === undefined ? ` in ${settings.dataFolder}` : ''}. Stop with Ctrl-C.`,
    '',
  ];
  if (publicOrg === undefined) {
    lines.push(
      '  Nothing is set up yet. Set DAYBRIDGE_DEMO=on to see the demo program in an empty database.',
      '',
    );
    return `${lines.join('\n')}\n`;
  }
  const people = demoPeople(house);
  if (people.length > 0) {
    lines.push(`  Sign in once with one of these (each works once, for ${LINK_MINUTES} minutes):`);
    const width = Math.max(...people.map(({ label }) => label.length)) + 2;
    for (const { label, person } of people) {
      lines.push(`    ${label.padEnd(width)}${await house.signIn.oneTimeLink(person, LINK_MINUTES)}`);
    }
    lines.push('');
  }
  return `${lines.join('\n')}\n`;
}

function stopOnSignal(house: House, server: ServerType): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    await house.jobs.stop();
    await house.door.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
