import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, expectSound, openBrowser, openPage } from './browser.ts';
import { type Running, startProgram } from './running.ts';

const PICTURES = fileURLToPath(new URL('../out/medicine/', import.meta.url));

let program: Running;
let browser: Browser;
let osei: Page;
let nia: Page;
beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  osei = await openPage(browser, DESK);
  nia = await openPage(browser, DESK);
  for (const [page, label] of [
    [osei, 'Prescriber'],
    [nia, 'Nurse'],
  ] as const) {
    await page.goto(await program.linkFor(label));
    await page.waitForURL(/\/(today|medicine-due)$/);
    await page.goto(`${program.url}/medicine-due`);
  }
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${PICTURES}${name}.png`, fullPage: true });

async function openPerson(on: Page, code: RegExp) {
  await on.goto(`${program.url}/medicine-due`);
  await on.getByRole('link', { name: code }).click();
  await on.waitForURL(/\/people\/[0-9a-f-]+\/medicine$/);
  await on.getByRole('heading', { name: 'Medicines', exact: true }).waitFor();
}

test('the day begins with whom somebody must see: the overdue injection, with what the rule says', async () => {
  await osei.getByRole('heading', { name: /B-0417 Bruno/ }).waitFor();
  await osei.getByText('The next injection has not been given: reach out today.').first().waitFor();
  await expect.poll(() => osei.title()).toBe('Due · Daybridge');
  await expectSound(osei);
  await picture(osei, 'due-1280');
});

describe('a person’s medicines', () => {
  test('a nurse gives the injection, with its place and lot; it is no longer overdue', async () => {
    await openPerson(nia, /B-0417/);
    await nia.getByText('The next injection has not been given: reach out today.').first().waitFor();
    await expectSound(nia);
    await picture(nia, 'person-1280');
    await nia.getByRole('button', { name: /^Dose given… Naltrexone/ }).click();
    await nia.getByRole('button', { name: 'Save' }).click();
    await nia.getByText('Say where it was injected').first().waitFor();
    await nia.getByLabel('Where it was injected').selectOption('gluteal-right');
    await nia.getByLabel(/^Lot number/).fill('L5120');
    await expectSound(nia);
    await nia.getByRole('button', { name: 'Save' }).click();
    await nia.getByText(/right buttock, lot L5120/).waitFor();
    await expect.poll(() => nia.getByText('reach out today').count()).toBe(0);
  });

  test('the rules speak while an order is written; the nurse drafts it and cannot sign', async () => {
    await openPerson(nia, /A-1702/);
    await nia.getByRole('button', { name: 'Draft an order…' }).click();
    await nia.getByLabel('Medicine', { exact: true }).selectOption('naltrexone-oral');
    await nia
      .getByText(/Naltrexone with an opioid now/)
      .first()
      .waitFor();
    await expectSound(nia);
    await picture(nia, 'order-1280');
    await nia.getByLabel('Dose', { exact: true }).fill('50 mg');
    await nia.getByLabel('Directions').fill('One a day.');
    await nia.getByLabel('Reason').fill('She asked about it.');
    await nia.getByRole('button', { name: 'Keep as a draft' }).click();
    await nia.getByText('A prescriber signs this.').waitFor();
    expect(await nia.getByRole('button', { name: 'Sign…' }).count()).toBe(0);
  });

  test('the prescriber signs against a stop-and-call only with a reason, and that is kept', async () => {
    await openPerson(osei, /A-1702/);
    await osei.getByRole('button', { name: 'Sign…' }).click();
    await osei.getByRole('button', { name: 'Sign with my licence' }).click();
    await osei
      .getByText(/Stop and call \(M01\)/)
      .first()
      .waitFor();
    await osei
      .getByLabel('Why this is right for this person')
      .fill('Last dose three weeks ago; challenge done.');
    await expectSound(osei);
    await osei.getByRole('button', { name: 'Sign with my licence' }).click();
    await osei.getByText('Signed. It is on the list.').waitFor();
    await osei.getByText(/^Signed before/).click();
    await osei.getByText(/Signed against a stop-and-call: Last dose three weeks ago/).waitFor();
  });

  test('what a rule told is answered with what was done', async () => {
    await osei.getByRole('button', { name: 'What was done… M01' }).click();
    await osei.getByRole('textbox', { name: 'What was done' }).fill('Called the pharmacy and the person.');
    await osei.getByRole('button', { name: 'Note this' }).click();
    await osei.getByText(/Dr\. Osei: Called the pharmacy/).waitFor();
  });

  test('a drug test says what it did not look for, what is expected, and what is confirmed first', async () => {
    await osei.getByText('prescribed, and not found').first().waitFor();
    await osei
      .getByText(/confirm in a laboratory before anything follows/)
      .first()
      .waitFor();
    await osei
      .getByText(/Not on this panel: Fentanyl/)
      .first()
      .waitFor();
    await osei.getByRole('button', { name: 'Order a test…' }).click();
    await osei.getByRole('button', { name: 'Save' }).click();
    await osei.getByRole('button', { name: /^Note the collection…/ }).click();
    await osei.getByRole('button', { name: 'Save' }).click();
    await osei.getByRole('button', { name: /^Enter the result…/ }).click();
    await osei.getByRole('button', { name: 'Save' }).click();
    await osei.getByText('Enter what the test says about this.').first().waitFor();
    await expectSound(osei);
    for (const group of await osei.getByRole('dialog').getByRole('group').all()) {
      await group.getByText('negative', { exact: true }).click();
    }
    await osei.getByRole('button', { name: 'Save' }).click();
    await osei.getByRole('dialog').waitFor({ state: 'detached' });
    await osei
      .getByText(/^Negative: Amphetamines/)
      .first()
      .waitFor();
    const words = await osei.locator('main').innerText();
    expect(words).not.toMatch(/\b(clean|dirty|abuse|addict|failed|non-?compliant)\b/i);
  });

  test('medicines, measures and attendance stand on one line of time, in words as well', async () => {
    await osei.getByRole('img', { name: /^Medicines, measures, drug tests and attendance/ }).waitFor();
    await osei.getByText('In words and as a table').click();
    await osei.getByText(/^Gabapentin \(300 mg/).waitFor();
    await expectSound(osei);
    await picture(osei, 'whole-1280');
  });
});

test('the person reads their own list in plain words, and can print it', async () => {
  const phone = await openPage(browser);
  await phone.goto(await program.linkFor('Participant'));
  await phone.waitForURL(/\/week$/);
  await phone.goto(`${program.url}/more`);
  await phone.getByRole('link', { name: /My medicines/ }).click();
  await phone.getByRole('heading', { name: 'Sertraline' }).waitFor();
  await phone.getByText(/You have enough until/).waitFor();
  await phone.getByText('What to bring next time').waitFor();
  await phone.getByRole('button', { name: 'Print' }).waitFor();
  await expect.poll(() => phone.title()).not.toMatch(/medic/i);
  await expectSound(phone);
  await picture(phone, 'mine-390');
  await phone.context().close();
});

test.each([
  { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es-US' },
  { viewport: { width: 1440, height: 900 }, colorScheme: 'dark', locale: 'en-US' },
] as const)('the pages are sound at $viewport.width, $colorScheme, $locale', async (look) => {
  const page = await openPage(browser, look);
  await page.goto(await program.linkFor('Nurse'));
  await page.waitForURL(/\/(today|medicine-due)$/);
  await page.goto(`${program.url}/medicine-due`);
  await page.getByRole('link', { name: /A-1702/ }).waitFor();
  await expectSound(page);
  await page.getByRole('link', { name: /A-1702/ }).click();
  await page.getByRole('img').first().waitFor();
  await expectSound(page);
  await picture(page, `person-${look.viewport.width}-${look.locale}`);
  await page.context().close();
  const phone = await openPage(browser, look);
  await phone.goto(await program.linkFor('Participante'));
  await phone.waitForURL(/\/week$/);
  await phone.goto(`${program.url}/more/medicine`);
  await phone.getByRole('heading', { name: /Naltrexon/ }).waitFor();
  await expectSound(phone);
  await picture(phone, `mine-${look.viewport.width}-${look.locale}`);
  await phone.context().close();
});
