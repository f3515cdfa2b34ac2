import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, expectSound, openBrowser, openPage } from './browser.ts';
import { type Running, startProgram } from './running.ts';

let program: Running;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  page = await openPage(browser, DESK);
  await page.goto(await program.linkFor('Biller'));
  await page.waitForURL(/\/money$/);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

describe('the biller’s day', () => {
  test('begins with what can still be saved, by code, each with what is in the way and its clock', async () => {
    await page.getByText('Can still be saved').waitFor();
    await page
      .getByText(/notes? (is|are) not signed yet/)
      .first()
      .waitFor();
    await page
      .getByText(/^Act by/)
      .first()
      .waitFor();
    await expect.poll(() => page.title()).toBe('Money · Daybridge');
    // Codes, never names.
    expect(await page.getByText('Karen').count()).toBe(0);
    await expectSound(page);
    await page.getByLabel('Reason', { exact: true }).selectOption('short-day');
    await page
      .getByText(/of 180 minutes that day/)
      .first()
      .waitFor();
    await page.getByLabel('Reason', { exact: true }).selectOption('no-coverage');
    await page.getByRole('link', { name: 'C-1301' }).first().waitFor();
  });

  test('enters who pays; a missing number is told beside its field', async () => {
    await page.getByRole('link', { name: 'C-1301' }).first().click();
    await page.waitForURL(/\/people\/[0-9a-f-]+\/auth$/);
    await page.getByText('Nobody knows yet who pays.').waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Enter who pays…' }).click();
    await page.getByLabel('Payer', { exact: true }).selectOption({ label: 'Gulf Shore Health' });
    await page.getByLabel('From', { exact: true }).fill('2026-01-01');
    await page.getByRole('button', { name: 'Save who pays' }).click();
    await page.getByText('It stands on the card.').first().waitFor();
    await expectSound(page);
    await page.getByLabel('Member number').fill('G1234567');
    await page.getByRole('button', { name: 'Save who pays' }).click();
    await page.getByText('Member G1234567').waitFor();
  });

  test('notes what was authorized; used and left are counted, never typed', async () => {
    await page.getByRole('button', { name: 'Enter an authorization…' }).first().click();
    await page.getByLabel('How it stands').selectOption('approved');
    await page.getByLabel('First day').fill('2026-01-01');
    await page.getByLabel('Last day').fill('2025-12-01');
    await page.getByLabel('Asked for, how many').fill('60');
    await page.getByLabel('Approved, how many').fill('60');
    await page.getByRole('button', { name: 'Save this authorization' }).click();
    await page.getByText('It ends before it begins.').first().waitFor();
    await expectSound(page);
    await page.getByLabel('Last day').fill('2099-12-31');
    await page.getByRole('button', { name: 'Save this authorization' }).click();
    await page.getByText(/days? left of 60, until/).waitFor();
    await page.getByLabel('Day', { exact: true }).fill('2026-02-02');
    await page.getByRole('button', { name: 'Keep this day from the plan' }).click();
    await page.getByRole('button', { name: /^Take back: / }).waitFor();
    await expectSound(page);
  });

  test('keeps the payers, with where each rule comes from', async () => {
    await page.getByRole('link', { name: 'Payers' }).click();
    await page
      .getByText(/A day is 180 minutes/)
      .first()
      .waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Change Gulf Shore Health' }).click();
    await page.getByLabel(/^Minutes that make a day/).fill('170');
    await page.getByText('Where these numbers come from').click();
    await expectSound(page);
    await page.getByRole('button', { name: 'Save this payer' }).click();
    await page.getByText(/A day is 170 minutes/).waitFor();
  });

  test('what has its notes signed is ready, plan by plan; until somebody looks at it, no claim leaves', async () => {
    await page.getByRole('link', { name: 'Claims' }).click();
    await page.getByText('No claim has left yet').waitFor();
    await expectSound(page);
    await page.getByRole('link', { name: 'Money' }).click();
    await page.getByText('Ready to claim').first().waitFor();
    expect(await page.getByText('Nothing is ready yet.', { exact: false }).count()).toBe(0);
  });
});

test('the care team sees what is left and until when, and writes the review, which waits for a yes', async () => {
  const dana = await openPage(browser, DESK);
  await dana.goto(await program.linkFor('Counselor'));
  await dana.goto(`${program.url}/people`);
  await dana.getByRole('link', { name: 'R-1042' }).click();
  await dana.getByRole('heading', { name: 'Authorization', exact: true }).waitFor();
  await dana.getByRole('link', { name: 'Authorizations' }).click();
  await dana
    .getByText(/days? left of/)
    .first()
    .waitFor();
  expect(await dana.getByText('Enter an authorization…').count()).toBe(0);
  await expectSound(dana);
  await dana.getByRole('button', { name: 'Write the review…' }).first().click();
  await dana.getByText(/^Came to \d+ of \d+ sessions$/).waitFor();
  await dana.getByText('The person has not said yes', { exact: false }).waitFor();
  await expectSound(dana);
  await dana.context().close();
});

describe('pages about money', () => {
  test.each([
    { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es-US' },
    { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'en-US' },
    { viewport: { width: 1440, height: 900 }, colorScheme: 'dark', locale: 'en-US' },
  ] as const)('are sound at $viewport.width, $colorScheme, $locale', async (look) => {
    const other = await openPage(browser, look);
    await other.goto(await program.linkFor('Biller'));
    await other.waitForURL(/\/money$/);
    await expectSound(other);
    const person = await other.locator('a[href*="/auth"]').first().getAttribute('href');
    for (const path of ['/money/payers', '/money/sent', person ?? '']) {
      await other.goto(`${program.url}${path}`);
      await expectSound(other);
    }
    await other.context().close();
  });
});
