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
    await expect.poll(() => karen.title()).toBe('Who looked');
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

  test('2.23: the person keeps a copy of their record, and it is noted as given out', async () => {
    const karen = await as(PEOPLE.karen, PHONE);
    await karen.goto(`${program.url}/more`);
    await karen.getByRole('link', { name: /A copy of everything/ }).click();
    await karen.getByRole('heading', { name: 'A copy of my record' }).waitFor();
    await expect.poll(() => karen.title()).toBe('My record');
    await expectSound(karen);
    for (const [button, name] of [
      ['Keep it to read or print (PDF)', 'copy.pdf'],
      ['Keep it for another program (JSON)', 'copy.json'],
    ] as const) {
      const [kept] = await Promise.all([
        karen.waitForEvent('download'),
        karen.getByRole('button', { name: button }).click(),
      ]);
      expect(kept.suggestedFilename()).toBe(name);
    }
    await karen.goto(`${program.url}/more/given-out`);
    await karen.getByText('A copy of my whole record').first().waitFor();
    await expectSound(karen);
  });

  test('the privacy officer searches, proves the log, and a subpoena alone opens nothing', async () => {
    const kofi = await as(PEOPLE.kofi, DESK);
    await kofi.getByRole('link', { name: 'Who looked' }).click();
    await kofi.getByText('Nobody proved it yet.').waitFor();
    await kofi.getByLabel('Record code').fill('R-1042');
    await kofi.keyboard.press('Enter');
    await expect.poll(() => kofi.locator('tbody tr').count()).toBeGreaterThan(0);
    await expectSound(kofi);
    await kofi.getByRole('button', { name: 'In an emergency' }).click();
    await kofi.getByText('No look like that').waitFor();
    await kofi.goto(`${program.url}/guard/legal`);
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

  test('something leaves under a consent with what must go along, and the person reads and keeps the list', async () => {
    const karen = await as(PEOPLE.karen, PHONE);
    const signed = await karen.evaluate(async () => {
      const answer = await fetch('/api/my/sharing', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({
          kind: 'specific',
          language: 'en',
          categories: ['attendance', 'plan'],
          recipient: { kind: 'organisation', name: 'Bay Clinic' },
          purposes: ['treatment'],
          expiry: { event: 'end-of-treatment' },
          signature: 'Karen',
          agreed: true,
        }),
      });
      return answer.status;
    });
    expect(signed).toBe(201);

    const dana = await as(PEOPLE.dana, DESK);
    await dana.goto(`${program.url}/people`);
    await dana.getByLabel('Find somebody').fill('karen');
    await dana.keyboard.press('Enter');
    await dana.getByRole('status').getByRole('link', { name: 'R-1042' }).waitFor();
    await expectSound(dana);
    await dana.getByLabel('Find somebody').fill('kare');
    await dana.keyboard.press('Enter');
    await dana.getByText('Nobody you may see has exactly that.').waitFor();
    await dana.getByRole('link', { name: 'R-1042' }).first().click();
    await dana.getByRole('button', { name: 'Send something to Bay Clinic' }).click();
    await expectSound(dana);
    await dana.getByRole('checkbox', { name: 'Attendance' }).check({ force: true });
    await dana.getByRole('button', { name: 'Write it down and go on' }).click();
    await dana.getByText('Say in a few words what it is.').first().waitFor();
    await dana.getByLabel('What is it, in a few words').fill('On how many days she came');
    await dana.getByRole('button', { name: 'Write it down and go on' }).click();
    await dana.getByText(/protected by Federal confidentiality rules/).waitFor();
    await dana.getByText(/to the disclosure of attendance and treatment plan/).waitFor();
    await expectSound(dana);

    await karen.goto(`${program.url}/more/seen-by`);
    await karen.getByRole('link', { name: 'What was given out' }).click();
    await karen.getByText('To Bay Clinic').waitFor();
    await karen.getByText('On how many days she came').waitFor();
    await expectSound(karen);
    const [file] = await Promise.all([
      karen.waitForEvent('download'),
      karen.getByRole('link', { name: 'Keep as a paper (PDF)' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('list.pdf');
  });

  test('the privacy officer asks for a record to be shredded, holds it, and takes it back', async () => {
    const kofi = await as(PEOPLE.kofi, DESK);
    await kofi.getByRole('link', { name: 'Erasure' }).click();
    await kofi.getByText('Nothing waits to be shredded').waitFor();
    await expectSound(kofi);
    await kofi.getByLabel('Record code').first().fill('M-1187');
    await kofi.getByLabel('Days in which it can be taken back').fill('2');
    await kofi.getByRole('button', { name: 'Shred this record when the days are over' }).click();
    await kofi.getByText(/Only a person who asks for it themself/).waitFor();
    await kofi.getByLabel('Days in which it can be taken back').fill('30');
    await kofi.getByRole('button', { name: 'Shred this record when the days are over' }).click();
    await kofi.getByText('waiting', { exact: true }).waitFor();
    await kofi.getByLabel('Record code').nth(1).fill('M-1187');
    await kofi.getByLabel('Why it must be kept').fill('A letter of a court.');
    await kofi.getByRole('button', { name: 'Hold it' }).click();
    await kofi.getByText('A letter of a court.').waitFor();
    await kofi.getByText('held', { exact: true }).waitFor();
    await kofi.getByRole('button', { name: 'Keep the record after all: M-1187' }).click();
    await kofi.getByText('taken back', { exact: true }).waitFor();
    await expectSound(kofi);
  });
});
