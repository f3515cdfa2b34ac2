import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSound, openBrowser, openPage } from './browser.ts';
import { type Running, startProgram } from './running.ts';

let program: Running;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  page = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(await program.linkFor('Counselor'));
  await page.waitForURL(/\/today$/);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

async function openKaren(on: Page) {
  await on.goto(`${program.url}/people`);
  await on.getByRole('link', { name: 'R-1042' }).click();
  await on.waitForURL(/\/people\/[0-9a-f-]+$/);
  await on.getByRole('heading', { name: 'Measures' }).waitFor();
}

describe('the person page', () => {
  test('shows who this program is made for, what the week protects, and every measure with its bands in words', async () => {
    await openKaren(page);
    await page.getByText('The week must protect').waitFor();
    await page.getByText('PHQ-9 (mood)').first().waitFor();
    await page.getByRole('img', { name: /^PHQ-9/ }).waitFor();
    await page
      .getByText(/more than chance|beyond chance/)
      .first()
      .waitFor();
    await expect.poll(() => page.title()).toBe('Person · Daybridge');
    await expectSound(page);
  });

  test('takes what was answered in person; a yes to a safety question is an alert on top, taken on and closed', async () => {
    await page.getByRole('button', { name: 'Enter answers…' }).click();
    await page.getByLabel('Form', { exact: true }).selectOption('c-ssrs-screener');
    await page.locator('#answer-0').selectOption('1');
    for (let at = 1; at < 7; at++) await page.locator(`#answer-${at}`).selectOption('0');
    await expectSound(page);
    await page.getByRole('button', { name: 'Save these answers' }).click();
    await page.getByText('A safety question was answered yes').first().waitFor();
    await expectSound(page);

    await page.goto(`${program.url}/alerts`);
    await page.getByRole('button', { name: 'Take it on' }).first().click();
    await page.getByLabel('What was done').first().waitFor();
    await page.getByRole('button', { name: 'Close with this' }).first().click();
    await page.getByText('Say what was done.').first().waitFor();
    await page.getByLabel('What was done').first().fill('Called. Safe tonight, plan gone through.');
    await expectSound(page);
    await page.getByRole('button', { name: 'Close with this' }).first().click();
    await page.getByText('Nothing waits').waitFor();
    await page.getByRole('button', { name: 'Closed this month' }).click();
    await page.getByText(/Safe tonight/).waitFor();
  });

  test('asks now what is not open already, and takes back what was entered in error', async () => {
    await openKaren(page);
    await page.getByRole('button', { name: 'Ask now…' }).click();
    await page.getByRole('checkbox', { name: 'BAM, 30 days', exact: true }).check();
    await page.getByRole('button', { name: 'Ask them' }).click();
    await page.getByText('Asked. It waits on their phone.').waitFor();
    await page.getByRole('button', { name: /^Entered in error… C-SSRS/ }).click();
    await page.getByLabel('Reason').fill('Entered for the wrong person.');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText(/Taken back by Dana/).waitFor();
  });
});

test('the program’s plan of measures and rules are changed and undone', async () => {
  await page.goto(`${program.url}/program`);
  await page.getByText('This plan comes with the program.').waitFor();
  await expectSound(page);
  await page
    .getByRole('button', { name: /^Remove: AUDIT/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Undo my changes' }).click();
  await page.getByText('Add a line').click();
  await page.getByRole('button', { name: 'Add', exact: true }).first().click();
  await page.getByRole('button', { name: 'Set this plan' }).click();
  await page.getByText(/^Set by Dana/).waitFor();
  await page.getByText('Add a rule').click();
  await page.getByLabel('From which number on').fill('20');
  await page.getByRole('button', { name: 'Add', exact: true }).last().click();
  await page.getByRole('checkbox', { name: /PHQ-9 \(mood\) reaches 20/ }).waitFor();
});

describe('the team’s pages about care', () => {
  test.each([
    { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es-US' },
    { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'en-US' },
  ] as const)('are sound at $viewport.width, $colorScheme, $locale', async (look) => {
    const phone = await openPage(browser, look);
    await phone.goto(await program.linkFor('Counselor'));
    await phone.waitForURL(/\/today$/);
    for (const path of ['/alerts', '/reviews', '/program']) {
      await phone.goto(`${program.url}${path}`);
      await expectSound(phone);
    }
    await phone.goto(page.url());
    await phone.goto(`${program.url}/people`);
    await phone.getByRole('link', { name: 'R-1042' }).click();
    await phone.getByRole('img').first().waitFor();
    await expectSound(phone);
    await phone.context().close();
  });
});
