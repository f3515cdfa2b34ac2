import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const QUESTIONS = 16;
const SAFETY_AT = 9;

/** Answers the question on the page with its nth choice and goes on. */
async function answer(page: Page, nth: number, go = 'Continue') {
  const before = await page.locator('h1').textContent();
  await page.locator('input[name="answer"]').nth(nth).check({ force: true });
  await page.getByRole('button', { name: go, exact: true }).click();
  await expect.poll(() => page.locator('h1').textContent()).not.toBe(before);
}

describe('a check-in on a phone', () => {
  test('is kept when one leaves, asks about blanks, and a safety answer brings help and an alert with an owner', async () => {
    const page = await openPage(browser, PHONE);
    await page.goto(await program.linkFor('Participant'));
    await page.waitForURL(/\/week$/);
    await page.getByText('How are you?').waitFor();
    await expectSound(page);
    await page.getByRole('link', { name: 'Begin' }).click();
    await page.waitForURL(/\/check-in\/[0-9a-f-]+$/);
    await page.getByText(`1 of ${QUESTIONS}`).waitFor();
    await expect.poll(() => page.title()).toBe('Check-in');
    expect(await page.locator('main').textContent()).not.toMatch(/PHQ|GAD|depress|anxiety scale/i);
    await expectSound(page);

    for (let at = 1; at <= 3; at++) await answer(page, 1);
    await page.getByText(`4 of ${QUESTIONS}`).waitFor();
    await page.locator('input[name="answer"]').nth(2).check({ force: true });
    await page.getByText('Saved', { exact: true }).waitFor();

    // Away and back, as if the bus came.
    await page.goto(`${program.url}/check-in`);
    await page.getByText(`4 of ${QUESTIONS} answered`).waitFor();
    await expectSound(page);
    await page.getByRole('link', { name: 'Go on' }).click();
    await page.getByText(`5 of ${QUESTIONS}`).waitFor();

    for (let at = 5; at < SAFETY_AT; at++) await answer(page, 0);
    await page.locator('input[name="answer"]').nth(1).check({ force: true });
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByRole('heading', { name: 'You told us something important.' }).waitFor();
    await page.getByRole('link', { name: /988/ }).first().waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'I’m safe, go on' }).click();
    for (let at = SAFETY_AT + 1; at < QUESTIONS; at++) await answer(page, 0);
    await page.getByRole('button', { name: 'Skip this one' }).click();

    await page.getByRole('heading', { name: 'Ready to send?' }).waitFor();
    await page.getByText('1 question is not answered.').waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: /^Answer/ }).click();
    await answer(page, 0);
    await page.getByText('You answered everything.').waitFor();
    await page.getByRole('button', { name: 'Send to my care team' }).click();
    await page.getByText(/will see it and get in touch/).waitFor();
    expect(await page.locator('main').textContent()).toMatch(/Dana R\./);
    await expectSound(page);
    await page.goto(`${program.url}/check-in`);
    await page.getByText(/Sent on/).waitFor();
  });

  test('keeps answers on the page while the server cannot be reached, and speaks Spanish', async () => {
    const page = await openPage(browser, {
      ...PHONE,
      viewport: { width: 320, height: 640 },
      locale: 'es-US',
      colorScheme: 'dark',
    });
    await page.goto(await program.linkFor('Participante'));
    await page.waitForURL(/\/week$/);
    await page.getByRole('link', { name: 'Empezar' }).click();
    await page.getByText(`1 de ${QUESTIONS}`).waitFor();
    await expectSound(page);
    await page.route('**/answers', (route) => route.abort());
    await answer(page, 1, 'Continuar');
    await page.locator('input[name="answer"]').nth(1).check({ force: true });
    await page.getByText(/Falta guardar/).waitFor();
    await page.unroute('**/answers');
    await page.getByText('Guardado', { exact: true }).waitFor({ timeout: 15_000 });
    await expectSound(page);
  });

  test('what was decided is told in plain words', async () => {
    const page = await openPage(browser, PHONE);
    await page.goto(await program.linkFor('Participant'));
    await page.waitForURL(/\/week$/);
    await page.goto(`${program.url}/more`);
    await page.getByRole('link', { name: /My care/ }).click();
    await page.getByText(/hours a week/).waitFor();
    await page.getByText(/Decided with you by/).waitFor();
    await expectSound(page);
  });
});

test('an alert waits for whoever owns it', async () => {
  const page = await openPage(browser, DESK);
  await page.goto(await program.linkFor('Counselor'));
  await page.waitForURL(/\/today$/);
  const { alerts } = await page.evaluate(() => fetch('/api/alerts').then((answer) => answer.json()));
  expect(alerts).toMatchObject([{ kind: 'safety', state: 'open', owner: { isMe: true } }]);
});
