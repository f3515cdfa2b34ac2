import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personId } from '../../src/demo/people.rows.ts';
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

const NARROW = { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es-US' } as const;

async function as(person: Person, look: BrowserContextOptions = DESK): Promise<Page> {
  const page = await openPage(browser, look);
  await page.goto(await program.house.signIn.oneTimeLink(person, 10));
  await page.locator('main h1').first().waitFor();
  return page;
}

test('a counselor keeps two people apart with the keyboard; the coordinator sees the codes, never why', async () => {
  const dana = await as(PEOPLE.dana);
  await dana.goto(`${program.url}/people/${personId('R-1042')}`);
  const card = dana.getByRole('region', { name: 'Kept apart from' });
  await card.getByText('Nobody.').waitFor();
  await card.getByRole('button', { name: 'Keep somebody apart' }).focus();
  await dana.keyboard.press('Enter');
  await card.getByRole('button', { name: 'Keep them apart' }).click();
  await card.getByText('Say from whom, by record code.').first().waitFor();
  await card.getByLabel('The other’s record code').fill('m-1187');
  await card.getByLabel(/^Why/).fill('They were a couple once.');
  await expectSound(dana);
  await card.getByRole('button', { name: 'Keep them apart' }).focus();
  await dana.keyboard.press('Enter');
  await card.getByText('They were a couple once.').waitFor();
  await expectSound(dana);

  const rosa = await as(PEOPLE.rosa);
  await rosa.goto(`${program.url}/plan`);
  await rosa.getByRole('link', { name: 'Rules' }).click();
  await rosa.getByText(/R-1042/).waitFor();
  await rosa.getByText('Only the counselor knows why, and ends it.').first().waitFor();
  expect(await rosa.getByText('couple').count()).toBe(0);
  await expect.poll(() => rosa.title()).not.toContain('1042');
  await expectSound(rosa);

  await card.getByRole('button', { name: /^End this/ }).click();
  await card.getByText('ended', { exact: true }).waitFor();
  const narrow = await as(PEOPLE.rosa, NARROW);
  await narrow.goto(`${program.url}/rules`);
  await narrow.getByText('terminado').waitFor();
  await expectSound(narrow);

  const karen = await as(PEOPLE.karen, PHONE);
  await karen.goto(`${program.url}/rules`);
  await karen.getByText('This page is for the team').waitFor();
});

test('the privacy officer narrows looks with chips, reads which permission allowed one, watches, and proves the log', async () => {
  const kofi = await as(PEOPLE.kofi);
  await kofi.getByRole('link', { name: 'Who looked' }).click();
  await kofi.getByText('Nobody proved it yet.').waitFor();
  await kofi.getByRole('button', { name: 'Prove it' }).click();
  await kofi.getByText(/unbroken since|Nothing is sealed yet/).waitFor();

  await kofi.getByLabel('Record code').fill('R-1042');
  await kofi.keyboard.press('Enter');
  await expect
    .poll(() => kofi.locator('tbody tr').filter({ hasText: 'Dana R., counselor' }).count())
    .toBeGreaterThan(0);
  expect(new URL(kofi.url()).search).toBe('');
  await kofi
    .getByRole('button', { name: /^Details: Dana R\./ })
    .first()
    .click();
  const drawer = kofi.getByRole('dialog');
  await drawer.getByText('they were on the care team that day').waitFor();
  await drawer.getByText(/^counselor · team · .* · read$/).waitFor();
  await expectSound(kofi);
  await kofi.keyboard.press('Escape');

  await kofi.getByRole('button', { name: 'Taken as a file' }).click();
  await kofi.getByText('No look like that').waitFor();
  await kofi.getByRole('button', { name: 'Taken as a file' }).click();
  await kofi.getByRole('button', { name: 'Watch this search' }).click();
  await kofi.getByText('nothing new').waitFor();
  const dana = await as(PEOPLE.dana);
  await dana.goto(`${program.url}/people/${personId('R-1042')}`);
  await dana.getByText('The week must protect').waitFor();
  await kofi.reload();
  await kofi.getByText(/^\d+ new$/).waitFor();
  await expectSound(kofi);
  await kofi.getByRole('button', { name: 'Show: R-1042' }).click();
  await kofi.getByText('nothing new').waitFor();
  const [file] = await Promise.all([
    kofi.waitForEvent('download'),
    kofi.getByRole('button', { name: 'Save as a table (CSV)' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('list.csv');
  const [head] = await Promise.all([
    kofi.waitForEvent('download'),
    kofi.getByRole('link', { name: 'Save a checkpoint' }).click(),
  ]);
  expect(head.suggestedFilename()).toBe('checkpoint.json');
});

test('the privacy officer builds what left a record and hands it over; at 320 px in Spanish as well', async () => {
  const kofi = await as(PEOPLE.kofi);
  await kofi.getByRole('link', { name: 'Given out' }).click();
  await kofi.getByRole('button', { name: 'Build the list' }).click();
  await kofi.getByText('Say whose, by record code.').first().waitFor();
  await kofi.getByLabel('Record code').fill('r-1042');
  await kofi.getByLabel('Record code').press('Enter');
  await kofi.getByRole('heading', { name: 'R-1042: 0 entries' }).waitFor();
  await kofi.getByText('Nothing left in this time').waitFor();
  await expectSound(kofi);
  const [file] = await Promise.all([
    kofi.waitForEvent('download'),
    kofi.getByRole('button', { name: 'Save as paper (PDF)' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('list.pdf');
  const narrow = await as(PEOPLE.kofi, NARROW);
  for (const path of ['/guard/disclosures', '/guard/looks']) {
    await narrow.goto(`${program.url}${path}`);
    await expectSound(narrow);
  }
});

test('a person reads roles alone where the site says so, and hears of messages before they come', async () => {
  const dana = await as(PEOPLE.dana);
  await dana.goto(`${program.url}/people/${personId('R-1042')}`);
  await dana.getByText('The week must protect').waitFor();
  const karen = await as(PEOPLE.karen, PHONE);
  await karen.goto(`${program.url}/more/seen-by`);
  await karen.getByText('Dana R., counselor').first().waitFor();
  const kofi = await as(PEOPLE.kofi);
  await kofi.goto(`${program.url}/guard/looks`);
  await kofi.getByText('Show roles without names').click();
  await expect
    .poll(async () => {
      await karen.reload();
      await karen.getByText('counselor').first().waitFor();
      return karen.getByText('Dana R.').count();
    })
    .toBe(0);
  await karen.getByRole('button', { name: 'Outside' }).click();
  await karen.getByText('Nobody looked yet').waitFor();
  await expectSound(karen);

  await karen.goto(`${program.url}/more/notifications`);
  await karen.getByText('Tell me things').click();
  await karen.getByText('By e-mail').click();
  await karen.getByLabel('Not after').selectOption({ label: '8 PM' });
  await expectSound(karen);
  await karen.getByRole('button', { name: 'Save', exact: true }).click();
  await karen.getByText('Saved.').waitFor();
  await karen.getByText('There is something new to read.').first().waitFor();
  await karen.reload();
  await karen.getByLabel('Not after').waitFor();
  expect(await karen.getByLabel('Not after').inputValue()).toBe(String(20 * 60));
  await expectSound(karen);
});
