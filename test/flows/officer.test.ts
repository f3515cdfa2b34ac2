import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE, type Person } from '../support/program.ts';
import { DESK, expectSound, openBrowser, openPage } from './browser.ts';
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

/** One duty of the privacy officer, as they come to it. */
async function duty(name: string): Promise<Page> {
  const kofi = await as(PEOPLE.kofi);
  await kofi.getByRole('link', { name: 'Duties' }).click();
  await kofi.getByRole('main').getByRole('link', { name }).click();
  await kofi.getByRole('link', { name: 'All duties' }).waitFor();
  return kofi;
}

async function soundWhenNarrow(path: string, heading: string): Promise<void> {
  const narrow = await as(PEOPLE.kofi, NARROW);
  await narrow.goto(`${program.url}${path}`);
  await narrow.getByRole('heading', { level: 1, name: heading }).waitFor();
  await expectSound(narrow);
  expect(await narrow.title()).not.toMatch(/1042|1187|karen/i);
  await narrow.context().close();
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a subpoena alone gets the words that tell nothing; an order with it lets its parts out, once', async () => {
  const kofi = await duty('Courts');
  const receive = async (papers: readonly string[], words: string) => {
    for (const paper of papers) await kofi.getByRole('checkbox', { name: paper }).check();
    await kofi.getByLabel('What was received').fill(words);
    await kofi.getByRole('button', { name: 'Keep it and see what to do' }).click();
  };
  await receive(['It holds a subpoena'], 'A letter of an attorney.');
  await kofi.getByText(/neither confirm nor deny/).waitFor();
  await kofi.getByText('nothing may go out').waitFor();
  expect(await kofi.getByRole('button', { name: 'Enter an order' }).count()).toBe(0);
  await kofi.getByRole('button', { name: 'I answered with these words' }).click();
  const before = kofi.getByRole('region', { name: 'Answered before' });
  await before.getByText('A letter of an attorney.').waitFor();

  await receive(['It holds a subpoena', 'It holds a court order'], 'An order of the circuit court.');
  await kofi.getByText('order and subpoena are here').waitFor();
  await kofi.getByRole('button', { name: 'Enter an order' }).click();
  const entering = kofi.getByRole('group', { name: 'Enter an order' });
  await entering.getByLabel('Record code').fill('r-1042');
  await entering.getByRole('button', { name: 'Keep the order' }).click();
  await entering.getByText('Say which parts.').waitFor();
  await expectSound(kofi);
  for (const part of ['attendance', 'treatment plan']) {
    await entering.getByRole('checkbox', { name: part, exact: true }).check();
  }
  await entering.getByLabel('From the day').fill('2026-01-01');
  await entering.getByLabel('Until the day').fill('2026-06-30');
  await entering.getByLabel('Who gets it').fill('Clerk of court');
  await entering.getByLabel('Of which court or office').fill('Circuit court');
  await entering.getByRole('button', { name: 'Keep the order' }).click();
  await kofi.getByText('not used yet').waitFor();
  await kofi.getByText(/^attendance and treatment plan; from Jan 1, 2026 to Jun 30, 2026$/).waitFor();
  await kofi.getByText(/To Clerk of court, Circuit court/).waitFor();

  const letOut = kofi.getByRole('button', { name: 'Let out under this order: R-1042' });
  await letOut.click();
  const release = kofi.getByRole('group', { name: 'Let out under this order: R-1042' });
  await release.getByLabel('From the day').fill('2025-01-01');
  await release.getByLabel('What it is, in a few words').fill('Days of attendance');
  await release.getByRole('button', { name: 'Write it down and let it out' }).click();
  await release.getByText(/The order is about 2026-01-01 to 2026-06-30 alone/).waitFor();
  await release.getByRole('checkbox', { name: 'treatment plan', exact: true }).uncheck();
  await release.getByLabel('From the day').fill('2026-02-01');
  await release.getByRole('button', { name: 'Write it down and let it out' }).click();
  await kofi.getByText(/^let out on /).waitFor();
  expect(await letOut.count()).toBe(0);
  await kofi.getByText('Hand over just this, to Clerk of court.').waitFor();
  await expectSound(kofi);
  await soundWhenNarrow('/guard/legal', 'Lo que piden juzgados y oficinas');

  await kofi.getByLabel('How it was answered').fill('The days of attendance went to the clerk.');
  await kofi.getByRole('button', { name: 'It is answered' }).click();
  await before.getByText('The days of attendance went to the clerk.').waitFor();
  await before.getByRole('button', { name: 'Show its orders' }).click();
  await before.getByText('R-1042').waitFor();
  await kofi.goto(`${program.url}/guard/requests`);
  await kofi.getByRole('link', { name: 'Write down a request from a court or an office' }).waitFor();
  await soundWhenNarrow('/guard/duties', 'Lo que la ley pide al programa');
});

test('an audit begins, prints a marked sheet about a record agreed on, and ends with the sheets destroyed', async () => {
  const kofi = await duty('Audits');
  const begin = kofi.getByRole('region', { name: 'Begin an audit' });
  await begin.getByRole('button', { name: 'Begin it' }).click();
  await begin.getByText('Say who checks.').first().waitFor();
  await begin.getByLabel('Who checks').fill('Ida Beck');
  await begin.getByLabel('For whom they check').fill('State authority');
  await begin.getByLabel(/^What was agreed/).fill('Signed on paper, in the safe.');
  await begin.getByLabel('The day it was signed').fill('2026-10-01');
  await begin.getByLabel(/^The last day/).fill(inDays(10));
  await begin.getByLabel('Sheets at most').fill('2');
  await begin.getByLabel(/^Record codes/).fill('r-1042, X-0');
  await begin.getByRole('button', { name: 'Begin it' }).click();
  await begin.getByText('Nobody here has the code X-0.').waitFor();
  await begin.getByLabel(/^Record codes/).fill('r-1042, m-1187');
  await begin.getByRole('button', { name: 'Begin it' }).click();

  const audit = kofi.getByRole('region', { name: 'Ida Beck, State authority' });
  await audit.getByText('0 of 2 sheets printed.').waitFor();
  await audit.getByText(/^Every sheet is destroyed by /).waitFor();
  await audit.getByLabel('About which record').selectOption('R-1042');
  const [sheet] = await Promise.all([
    kofi.waitForEvent('download'),
    audit.getByRole('button', { name: 'Print one sheet (PDF)' }).click(),
  ]);
  expect(sheet.suggestedFilename()).toBe('sheet.pdf');
  await audit.getByText('1 of 2 sheets printed.').waitFor();
  await expectSound(kofi);
  await soundWhenNarrow('/guard/audits', 'Quién revisa el programa');
  await audit.getByRole('button', { name: 'End it now' }).click();
  await audit.getByText('over', { exact: true }).waitFor();
  expect(await audit.getByRole('button', { name: 'Print one sheet (PDF)' }).count()).toBe(0);
  await audit.getByRole('button', { name: 'Write down that they are destroyed' }).click();
  await audit.getByText(/^The sheets were destroyed on /).waitFor();
});
