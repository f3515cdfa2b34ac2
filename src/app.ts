import { readFile } from 'node:fs/promises';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { routes as bridgeRoutes, sharedPlan } from './bridge/index.ts';
import {
  decisionInForce,
  routes as fitRoutes,
  work as fitWork,
  licenceInForce,
  sharedScores,
} from './fit/index.ts';
import { caseRoutes } from './guard/cases/case.routes.ts';
import { consentRoutes } from './guard/consent/index.ts';
import { disclosureRoutes } from './guard/disclosure/disclosure.routes.ts';
import { emergencyRoutes } from './guard/emergency/index.ts';
import type { House } from './guard/house.ts';
import { findRoutes } from './guard/keys/find.routes.ts';
import { keyWork } from './guard/keys/keys.jobs.ts';
import { shredRoutes } from './guard/keys/shred.routes.ts';
import { looksRoutes } from './guard/log/looks.routes.ts';
import { sealWork } from './guard/log/seal.jobs.ts';
import { seenByRoutes } from './guard/log/seen-by.routes.ts';
import { messageWork } from './guard/messages/messages.jobs.ts';
import { notificationRoutes } from './guard/messages/notifications.routes.ts';
import { replyRoutes } from './guard/messages/replies.routes.ts';
import { noticeRoutes } from './guard/notice/notice.routes.ts';
import { part2Routes } from './guard/part2/index.ts';
import { signInRoutes } from './guard/sign-in.ts';
import { siteRoutes } from './guard/site.routes.ts';
import { supporterRoutes } from './guard/supporters/index.ts';
import { calendarRoutes } from './interop/ical/feed.routes.ts';
import { recordRoutes } from './interop/record/record.routes.ts';
import { createHttpApp, type HttpApp } from './platform/http/app.ts';
import { servePages } from './platform/http/pages.ts';
import { serveReference } from './platform/http/reference.ts';
import { routes as scheduleRoutes, work as scheduleWork, sharedWeek } from './schedule/index.ts';
import {
  drugTestRoutes,
  type MoneyNeeds,
  medicationRoutes,
  medicationWork,
  moneyRoutes,
  notesOfGoals,
  planRoutes,
  sharedDaysCame,
  sharedGoals,
  sharedMedicines,
  signedNotes,
  routes as treatRoutes,
  work as treatWork,
} from './treat/index.ts';

/** The version of package.json. */
export const version: string = JSON.parse(
  await readFile(new URL('../package.json', import.meta.url), 'utf8'),
).version;

/** Puts the rooms together into one HTTP app; `pages` is the folder of the built web pages, if there is one. */
export async function createApp(house: House, pages?: string): Promise<HttpApp> {
  const app = createHttpApp(house.log, house.settings.url.startsWith('https:'));

  app.get('/healthz', async (c) => {
    await house.door.asPart('jobs', (run) => run('select 1', []));
    return c.json({ status: 'ok', database: `${house.door.kind} ${house.door.version}`, version });
  });
  serveMetrics(app);

  signInRoutes(app, house);
  siteRoutes(app, house);
  consentRoutes(app, house);
  seenByRoutes(app, house);
  looksRoutes(app, house);
  caseRoutes(app, house);
  disclosureRoutes(app, house);
  shredRoutes(app, house);
  part2Routes(app, house);
  noticeRoutes(app, house);
  notificationRoutes(app, house);
  replyRoutes(app, house);
  findRoutes(app, house);
  emergencyRoutes(app, house);
  supporterRoutes(app, house, [
    sharedWeek,
    sharedDaysCame,
    sharedPlan,
    sharedGoals(house),
    sharedMedicines(house),
    sharedScores,
  ]);
  fitRoutes(app, house);
  scheduleRoutes(app, house);
  treatRoutes(app, house);
  bridgeRoutes(app, house);
  moneyRoutes(app, house, {
    decisionInForce,
    signedNotes,
    scoresOf: async (db, participant, now) =>
      (await sharedScores.read(db, participant, now)).scores as Awaited<ReturnType<MoneyNeeds['scoresOf']>>,
  });
  planRoutes(app, house, { decisionInForce, licenceInForce, linksToGoals: notesOfGoals });
  medicationRoutes(app, house);
  drugTestRoutes(app, house);
  calendarRoutes(app, house);
  recordRoutes(app, house);
  serveReference(app, version);
  if (pages !== undefined) await servePages(app, pages);
  return app;
}

/** Tells the job queue who does what. */
export function takeUpWork(house: House): void {
  sealWork(house);
  keyWork(house);
  messageWork(house);
  scheduleWork(house);
  fitWork(house);
  treatWork(house);
  medicationWork(house);
}

function serveMetrics(app: HttpApp): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  app.get('/metrics', async (c) =>
    c.text(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
}
