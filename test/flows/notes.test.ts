import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personId } from '../../src/demo/people.rows.ts';
import { ORG_ID } from '../../src/demo/program.rows.ts';
import { systemActor } from '../../src/guard/actors.ts';
import { DESK, expectSound, openBrowser, openPage } from './browser.ts';
import { type Running, startProgram } from './running.ts';

const PICTURES = fileURLToPath(new URL('../out/pictures/notes/', import.meta.url));

const KAREN = personId('R-1042');
const DAY = 86_400_000;
/** Ten in the morning of the next Wednesday in Tampa: some of the week is still to come. */
const wednesday = (() => {
  const day = new Date(Date.now());
  day.setUTCHours(15, 0, 0, 0);
  return new Date(day.getTime() + ((10 - day.getUTCDay()) % 7) * DAY);
})();

let program: Running;
let browser: Browser;
beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

async function signedIn(look: BrowserContextOptions = DESK, at: Running = program): Promise<Page> {
  const page = await openPage(browser, look);
  await page.goto(await at.linkFor('Counselor'));
  await page.waitForURL(/\/today$/);
  return page;
}
const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${PICTURES}${name}.png`, fullPage: true });

async function openNotesOf(page: Page, code: string) {
  await page.goto(`${program.url}/people`);
  await page.getByRole('link', { name: code }).click();
  await page.waitForURL(/\/people\/[0-9a-f-]+$/);
  await page.goto(`${page.url()}/notes`);
  await page.locator('main details').first().waitFor();
}
/** Where it is heard, whatever the size: notes as a list, the newest first. */
const entries = (page: Page) => page.locator('main li > details');

describe('the notes of one person', () => {
  test('are read where they stand, lead to the goals they speak to, and a goal leads back to them', async () => {
    const page = await signedIn();
    await openNotesOf(page, 'R-1042');
    await expect.poll(() => page.title()).toBe('Notes · Daybridge');
    await page.getByRole('heading', { name: /^Notes: / }).waitFor();
    const signed = entries(page).filter({ hasText: 'Group' }).filter({ hasText: 'Signed' }).first();
    await signed.locator('summary').click();
    await signed.getByText('What the group did').waitFor();
    await signed.getByText(/^Signed by .+, .+ \d+:\d\d [ap]m/).waitFor();
    await expectSound(page);
    await picture(page, 'list-1280-light');

    await signed.getByRole('link', { name: /^“/ }).first().click();
    await page.waitForURL(/\/plan#stands-/);
    const goal = page.locator(`section#${new URL(page.url()).hash.slice(1)}`);
    await goal.waitFor();
    await goal.getByRole('link', { name: /signed note/ }).click();
    await page.waitForURL(/\/notes#goal-/);
    await page.getByText(/^About the goal “/).waitFor();
    await entries(page).first().waitFor();
    await expectSound(page);
    await page.getByRole('link', { name: 'Show all notes' }).click();
    await page.getByText(/^About the goal “/).waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('are shown by kind, and what is added stands under the note that stays as it was', async () => {
    const page = await signedIn();
    await openNotesOf(page, 'R-1042');
    await page.getByLabel('Kind').selectOption('discharge');
    await page.getByText('No note like that').waitFor();
    await page.getByLabel('Kind').selectOption('group');
    const signed = entries(page).filter({ hasText: 'Signed' }).first();
    await signed.locator('summary').click();
    await signed.getByRole('button', { name: 'Add an addendum…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an addendum' });
    await dialog.getByLabel('What is to be added').fill('She called later: the ride home is arranged.');
    await expectSound(page);
    await dialog.getByRole('button', { name: 'Sign and add' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('1 addendum').waitFor();
    await page.getByText('She called later: the ride home is arranged.').first().waitFor();
    await page.context().close();
  });

  test('one without a session is begun, written, signed and printed', async () => {
    const page = await signedIn();
    await openNotesOf(page, 'R-1042');
    await page.getByRole('button', { name: 'Write a note without a session…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Write a note without a session' });
    await dialog.getByLabel('Minutes').fill('');
    await dialog.getByRole('button', { name: 'Begin the note' }).click();
    await dialog.getByText(/^Say on which day/).waitFor();
    await dialog.getByLabel('Minutes').fill('10');
    await expectSound(page);
    await picture(page, 'new-1280-light');
    await dialog.getByRole('button', { name: 'Begin the note' }).click();
    await page.waitForURL(/\/notes\/[0-9a-f-]+$/);
    const sign = page.getByRole('button', { name: 'Sign this note' });
    await sign.waitFor();
    expect(await sign.isDisabled()).toBe(true);
    await expectSound(page);
    await page.getByRole('group', { name: 'Goals this was about' }).getByRole('button').first().click();
    await page.getByLabel('What was done').fill('Called the housing office with her.');
    await page.getByLabel(/^Response and progress/).fill('“I can send the form tonight.”');
    await page.getByLabel('What comes next').fill('She sends the form; we call on Friday.');
    await page.getByLabel('What comes next').blur();
    await page.getByText(/^Saved \d+:\d\d [ap]m/).waitFor();
    await expect.poll(() => sign.isDisabled()).toBe(false);
    await picture(page, 'writing-1280-light');
    await sign.click();
    await page.getByText(/^Signed by Dana R\./).waitFor();
    await page.getByText('Called the housing office with her.').waitFor();
    await expectSound(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: 'This person' }).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Add an addendum…' }).isVisible()).toBe(false);
    await page.getByText('Called the housing office with her.').waitFor();
    await page.context().close();
  });

  test('are sound on a small phone, dark, in Spanish', async () => {
    const page = await signedIn({
      viewport: { width: 320, height: 800 },
      colorScheme: 'dark',
      locale: 'es-US',
    });
    await openNotesOf(page, 'R-1042');
    await entries(page).first().locator('summary').click();
    await expectSound(page);
    await picture(page, 'list-320-dark');
    await entries(page).first().getByRole('link', { name: 'Abrir o imprimir' }).click();
    await page.waitForURL(/\/notes\/[0-9a-f-]+$/);
    await page.getByText('Todas las notas').waitFor();
    await expectSound(page);
    await picture(page, 'one-320-dark');
    await page.context().close();
  });
});

test('two keys go to Today, People and what is due, not while somebody writes, and are listed', async () => {
  const page = await signedIn();
  const { keyboard } = page;
  await page.getByRole('heading', { name: 'Notes due' }).waitFor();
  await keyboard.press('g');
  await keyboard.press('p');
  await page.waitForURL(/\/people$/);
  await page.getByRole('heading', { name: 'My people' }).waitFor();
  await keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keys' });
  await list.getByText('Go to: Notes due').waitFor();
  await expectSound(page);
  await keyboard.press('g');
  await keyboard.press('t');
  await keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe('/people');
  await page.getByRole('link', { name: 'R-1042' }).click();
  await page.waitForURL(/\/people\/[0-9a-f-]+$/);
  await page.goto(`${page.url()}/notes`);
  await page.getByRole('button', { name: 'Write a note without a session…' }).click();
  await page.getByLabel('Minutes').press('g');
  await page.getByLabel('Minutes').press('t');
  expect(new URL(page.url()).pathname).toMatch(/\/notes$/);
  await keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await keyboard.press('g');
  await keyboard.press('n');
  await page.waitForURL(/\/today#notes-due$/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('notes-due');
  await expectSound(page);
  await page.context().close();
});

test('a seat that makes up for a missed session is given from the hours card, and taken back', async () => {
  const ahead = wednesday.getTime() - Date.now();
  const midweek = await startProgram({ now: () => new Date(Date.now() + ahead) });
  try {
    await midweek.house.door.asActor(systemActor('system:roster', ORG_ID), 'operations', (db) =>
      sql`update treat.attendance a set status = 'away', reason = 'told-us'
        where participant_id = ${KAREN} and meeting_id = (
          select m.meeting_id from treat.attendance b join treat.meeting m using (org_id, meeting_id)
          where b.participant_id = ${KAREN} and m.session_id is not null and m.starts_at > ${wednesday}
            and m.starts_at < ${new Date(wednesday.getTime() + 3 * DAY)}
          order by m.starts_at limit 1)`.execute(db),
    );
    const page = await signedIn(DESK, midweek);
    await page.goto(`${midweek.url}/people/${KAREN}`);
    const open = page.getByRole('button', { name: 'Make-up…' });
    await open.click();
    const dialog = page.getByRole('dialog', { name: 'A seat to make up for it' });
    await dialog.getByRole('radio').first().check({ force: true });
    await expectSound(page);
    await picture(page, 'make-up-1280-light');
    await dialog.getByRole('button', { name: 'Give the seat' }).click();
    await page.getByText('They have the seat; it is in their week.').waitFor();
    await open.click();
    await dialog.getByRole('button', { name: /^Take it back: / }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back. It is not in their week any more.').waitFor();
    await page.setViewportSize({ width: 320, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await open.click();
    await dialog.getByRole('radio').first().waitFor();
    expect(await dialog.getByText('Seats they have').count()).toBe(0);
    await expectSound(page);
    await picture(page, 'make-up-320-dark');
    await page.context().close();
  } finally {
    await midweek.stop();
  }
});
