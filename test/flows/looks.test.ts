import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PEOPLE, type Person } from '../support/program.ts';
import { DESK, expectSound, openBrowser, openPage, PHONE } from './browser.ts';
import { type Running, startProgram } from './running.ts';

let program: Running;
let browser: Browser;
beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

async function as(person: Person, look: BrowserContextOptions): Promise<Page> {
  const page = await openPage(browser, look);
  await page.goto(await program.house.signIn.oneTimeLink(person, 10));
  await page.locator('main h1').first().waitFor();
  return page;
}

describe('who looked', () => {
  test('the person sees it and says what looks wrong; the privacy officer answers; the person reads the answer', async () => {
    const dana = await as(PEOPLE.dana, DESK);
    await dana.goto(`${program.url}/people`);
    await dana.getByRole('link', { name: 'R-1042' }).click();
    await dana.getByText('The week must protect').waitFor();

    const karen = await as(PEOPLE.karen, PHONE);
    await karen.goto(`${program.url}/more`);
    await karen.getByRole('link', { name: /Who looked/ }).click();
    await karen.getByText('Dana R., counselor').first().waitFor();
    expect(await karen.title()).toBe('Who looked');
    await expectSound(karen);
    await karen
      .getByRole('button', { name: /^This looks wrong/ })
      .first()
      .click();
    await karen.getByRole('textbox').fill('I did not come that day.');
    await expectSound(karen);
    await karen.getByRole('button', { name: 'Send', exact: true }).click();
    await karen.getByText(/You get an answer by/).waitFor();

    const kofi = await as(PEOPLE.kofi, DESK);
    await kofi.waitForURL(/\/guard\/requests$/);
    await kofi.getByText('I did not come that day.').waitFor();
    await expectSound(kofi);
    await kofi.getByRole('button', { name: 'Send this answer' }).click();
    await kofi.getByText('Say what was done.').first().waitFor();
    await kofi.getByLabel('Answer', { exact: true }).fill('Dana read it to plan your week. That is allowed.');
    await kofi.getByRole('button', { name: 'Send this answer' }).click();
    await kofi.getByText('Nothing waits').waitFor();

    await karen.goto(`${program.url}/more/requests`);
    await karen.getByText('That is allowed.').waitFor();
    await karen.getByRole('radio', { name: 'A copy of my record' }).check({ force: true });
    await karen.getByRole('button', { name: 'Send my request' }).click();
    await karen.getByText(/^Answer by/).waitFor();
    await expectSound(karen);
  });

  test('the privacy officer searches, proves the log, and a subpoena alone opens nothing', async () => {
    const kofi = await as(PEOPLE.kofi, DESK);
    await kofi.getByRole('link', { name: 'Who looked' }).click();
    await kofi.getByText('Nothing is sealed yet.').waitFor();
    await kofi.getByLabel('Record code').fill('R-1042');
    await kofi.keyboard.press('Enter');
    await expect.poll(() => kofi.locator('tbody tr').count()).toBeGreaterThan(0);
    await expectSound(kofi);
    await kofi.getByLabel('Only', { exact: true }).selectOption('emergency');
    await kofi.getByText('No look like that').waitFor();
    await kofi.goto(`${program.url}/guard/requests`);
    await kofi.getByRole('checkbox', { name: 'It holds a subpoena' }).check();
    await kofi.getByLabel('What was received').fill('A letter from an attorney.');
    await kofi.getByRole('button', { name: 'Keep it and see what to do' }).click();
    await kofi.getByText(/neither confirm nor deny/).waitFor();
    await expectSound(kofi);
  });

  test.each([
    { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es-US' },
    { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'en-US' },
  ] as const)('its pages are sound at $viewport.width, $colorScheme, $locale', async (look) => {
    const karen = await as(PEOPLE.karen, look);
    for (const path of ['/more/seen-by', '/more/requests']) {
      await karen.goto(`${program.url}${path}`);
      await expectSound(karen);
    }
    const kofi = await as(PEOPLE.kofi, look);
    for (const path of ['/guard/looks', '/guard/requests']) {
      await kofi.goto(`${program.url}${path}`);
      await kofi.locator('main h1').waitFor();
      await expectSound(kofi);
    }
  });
});
