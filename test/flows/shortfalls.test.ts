import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personId } from '../../src/demo/people.rows.ts';
import { ORG_ID } from '../../src/demo/program.rows.ts';
import { systemActor } from '../../src/guard/actors.ts';
import { DESK, expectSound, openBrowser, openPage, PHONE } from './browser.ts';
import { type Running, startProgram } from './running.ts';

const PICTURES = fileURLToPath(new URL('../out/pictures/shortfalls/', import.meta.url));
const KAREN = personId('R-1042');
const DAY = 86_400_000;
/** Ten in the morning of the next Wednesday in Tampa: some of the week is behind, some of it is still to come. */
const wednesday = (() => {
  const day = new Date(Date.now());
  day.setUTCHours(15, 0, 0, 0);
  return new Date(day.getTime() + ((10 - day.getUTCDay()) % 7) * DAY);
})();
const ahead = wednesday.getTime() - Date.now();

let program: Running;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  [program, browser] = await Promise.all([
    startProgram({ now: () => new Date(Date.now() + ahead) }),
    openBrowser(),
  ]);
  await program.house.door.asActor(systemActor('system:roster', ORG_ID), 'operations', (db) =>
    sql`update treat.attendance a set status = 'away', reason = 'told-us'
      where participant_id = ${KAREN} and meeting_id = (
        select m.meeting_id from treat.attendance b join treat.meeting m using (org_id, meeting_id)
        where b.participant_id = ${KAREN} and m.session_id is not null and m.starts_at > ${wednesday}
          and m.starts_at < ${new Date(wednesday.getTime() + 3 * DAY)}
        order by m.starts_at limit 1)`.execute(db),
  );
  page = await openPage(browser, DESK);
  await page.goto(await program.linkFor('Counselor'));
  await page.waitForURL(/\/today$/);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const weeks = () => page.getByRole('region', { name: 'Weeks that will fall short' });

test('both read on a small dark phone in Spanish', async () => {
  const cookies = await page.context().cookies();
  const phone = await openPage(browser, {
    ...PHONE,
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
    locale: 'es-US',
  });
  await phone.context().addCookies(cookies.filter(({ name }) => name !== 'language'));
  await phone.goto(`${program.url}/today`);
  await phone.getByRole('region', { name: 'Semanas que quedarán cortas' }).waitFor();
  await expectSound(phone);
  await phone.screenshot({ path: `${PICTURES}today-320-dark.png`, fullPage: true });
  await phone.goto(`${program.url}/people/${KAREN}`);
  const topics = phone.getByRole('region', { name: 'Temas' });
  await topics.waitFor();
  await expectSound(phone);
  await topics.screenshot({ path: `${PICTURES}topics-320-dark.png` });
  await phone.context().close();
});

test('a week that will fall short is told with why and what fits, and a seat is given from there', async () => {
  await weeks().waitFor();
  await expectSound(page);
  await page.screenshot({ path: `${PICTURES}today-1280.png`, fullPage: true });

  await page.goto(`${program.url}/people`);
  const karen = weeks()
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: 'R-1042' }) });
  await karen.getByText(/of 9 h will be missing$/).waitFor();
  await karen.getByText(/told us they can’t come: [\d.]+ h/).waitFor();
  await expectSound(page);
  await page.screenshot({ path: `${PICTURES}people-1280.png`, fullPage: true });
  const before = await karen.textContent();
  await karen
    .getByRole('button', { name: /R-1042$/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Give this seat?' });
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Give the seat' }).click();
  await page.getByText('They have the seat; it is in their week.').first().waitFor();
  const now = async () => ((await karen.count()) === 0 ? '' : karen.textContent());
  await expect.poll(now).not.toBe(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('The seat is taken back.').first().waitFor();
  await expect.poll(now).toBe(before);
});

test('what somebody has worked on in their groups stands on their page', async () => {
  await page.goto(`${program.url}/people/${KAREN}`);
  const topics = page.getByRole('region', { name: 'Topics' });
  await topics.getByText('Still to come:').first().waitFor();
  await expectSound(page);
  await topics.screenshot({ path: `${PICTURES}topics-1280.png` });
});
