import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSound, openBrowser, openPage, PHONE } from './browser.ts';
import { type Running, startProgram } from './running.ts';

const PICTURES = fileURLToPath(new URL('../out/pictures/own-side/', import.meta.url));
const WEEK_MS = 7 * 86_400_000;
/** From now to a Monday morning, so that a whole week is ahead whenever this runs. */
const MONDAY = Date.parse('2026-01-05T14:00:00Z');
const ahead = WEEK_MS - ((Date.now() - MONDAY) % WEEK_MS);

let program: Running;
let browser: Browser;
beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  [program, browser] = await Promise.all([
    startProgram({ now: () => new Date(Date.now() + ahead) }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

async function as(label: string, options: BrowserContextOptions, home: RegExp): Promise<Page> {
  const page = await openPage(browser, options);
  await page.goto(await program.linkFor(label));
  await page.waitForURL(home);
  return page;
}
const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${PICTURES}${name}.png`, fullPage: true });
const SMALL = { ...PHONE, viewport: { width: 320, height: 640 } };
const group = (page: Page, name: RegExp) => page.getByRole('group', { name }).first();

describe('whether somebody comes', () => {
  test('is said on the card of what is next, and another time is two presses away', async () => {
    const page = await as('Participant', PHONE, /\/week$/);
    const card = page.getByRole('region', { name: /^(Next up|On now)/ });
    await card.getByRole('button', { name: 'I’m coming' }).click();
    await page.getByText('We told the team that you are coming.').waitFor();
    await expectSound(page);
    await picture(page, 'week-390');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back. The team is told.').waitFor();

    await card.getByRole('button', { name: 'Can’t make it' }).click();
    await page.waitForURL(/\/swap\/[0-9a-f-]+$/);
    await page.getByText('The team knows that you can’t make it:').waitFor();
    await expect.poll(() => page.title()).toBe('Another time');
    // Whether anything fits or not: what happens next is said, and somebody can be called.
    await page
      .getByRole('heading', { name: /^(Times this week that fit yours|No other session fits)/ })
      .waitFor();
    await page
      .getByRole('link', { name: /^Call / })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Work', exact: true }).click();
    await page.locator('button[aria-pressed="true"]', { hasText: 'Work' }).waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'I can come after all' }).click();
    await page.getByText('Good. The team knows that you are coming.').waitFor();
    await page.context().close();
  });

  test('a time that fits is asked for, the counselor gives the seat, and it stands in the week', async () => {
    const page = await as('Participant', { ...PHONE, colorScheme: 'dark' }, /\/week$/);
    const meetings = await page.evaluate(async () => {
      const { items } = await (await fetch('/api/week')).json();
      return items.flatMap(({ meeting }: { meeting: string | null }) => (meeting === null ? [] : [meeting]));
    });
    const ask = page.getByRole('button', { name: /^Ask for this one/ }).first();
    for (const meeting of meetings as string[]) {
      await page.goto(`${program.url}/swap/${meeting}`);
      await page.getByRole('button', { name: /^(Can’t make it|I can come after all)$/ }).waitFor();
      const say = page.getByRole('button', { name: 'Can’t make it' });
      if (await say.isVisible()) await say.click();
      await page.getByRole('button', { name: 'I can come after all' }).waitFor();
      if (await ask.isVisible()) break;
      await page.getByRole('button', { name: 'I can come after all' }).click();
      await say.waitFor();
    }
    await expectSound(page);
    await picture(page, 'swap-390-dark');
    await ask.click();
    await page.getByRole('heading', { name: 'You asked for this one' }).waitFor();
    await expectSound(page);

    const desk = await as('Counselor', { viewport: { width: 1280, height: 900 } }, /\/today$/);
    await desk.getByRole('heading', { name: 'Other times asked for' }).waitFor();
    await expectSound(desk);
    await picture(desk, 'today-1280');
    await desk
      .getByRole('region', { name: 'Other times asked for' })
      .getByRole('button', { name: /^Give the seat/ })
      .click();
    await desk.getByText('They have the seat; it is in their week.').first().waitFor();
    await desk.context().close();

    await page.reload();
    await page.getByRole('heading', { name: 'You have this seat' }).waitFor();
    await page.context().close();
  });

  test('reads in Spanish on a small phone, day by day', async () => {
    const page = await as('Participante', { ...SMALL, locale: 'es-US' }, /\/week$/);
    await group(page, /^¿Viene\?/).waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'No puedo ir' }).first().click();
    await page.getByRole('heading', { name: '¿Cuándo puede venir en su lugar?' }).waitFor();
    await page.getByRole('button', { name: 'Sí puedo ir' }).waitFor();
    await expectSound(page);
    await page.goto(`${program.url}/more/safety-plan`);
    await page.getByRole('button', { name: 'Escribir' }).click();
    await page.getByLabel('Lo que puedo hacer por mi cuenta').fill('Caminar al parque.');
    await page.getByText('Guardado').waitFor();
    await expectSound(page);
    await picture(page, 'safety-plan-320-es');
    await page.context().close();
  });
});

describe('a safety plan', () => {
  test('is written with the counselor and read, gone on with and printed on the phone', async () => {
    const desk = await as('Counselor', { viewport: { width: 1280, height: 900 } }, /\/today$/);
    await desk.goto(`${program.url}/people`);
    await desk.getByRole('link', { name: 'R-1042' }).click();
    await desk.getByRole('button', { name: 'Write together' }).click();
    await desk.getByLabel('Signs that a hard time is coming').fill('I stop answering the phone.');
    await desk.getByText('Saved', { exact: true }).waitFor();
    await expectSound(desk);
    await desk.context().close();

    const page = await as('Participant', { ...SMALL, colorScheme: 'dark' }, /\/week$/);
    await page.goto(`${program.url}/more`);
    await page.getByRole('link', { name: /^My safety plan/ }).click();
    await page.getByText('I stop answering the phone.').waitFor();
    await expect.poll(() => page.title()).toBe('My plan');
    await page.getByRole('link', { name: 'Call or text 988' }).first().waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Write' }).click();
    await page.getByLabel('What I can do by myself').fill('A walk to the river.');
    await page.getByText('Saved', { exact: true }).waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Done writing' }).click();
    await page.emulateMedia({ media: 'print' });
    await page.getByText('A walk to the river.').waitFor();
    await page.context().close();
  });
});

test('what somebody has behind them is said without a streak', async () => {
  const page = await as('Participant', PHONE, /\/week$/);
  await page.goto(`${program.url}/goals`);
  const card = page.getByRole('region', { name: 'What you have behind you' });
  await card.getByText(/^You came to \d of your last \d sessions\.$/).waitFor();
  expect(await card.textContent()).not.toMatch(/streak|in a row|reset|missed \d/i);
  await expectSound(page);
  await page.context().close();
});
