import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personId } from '../../src/demo/people.rows.ts';
import { ORG_ID } from '../../src/demo/program.rows.ts';
import { idOf } from '../../src/demo/seed.ts';
import { DESK, expectSound, openBrowser, openPage, PHONE } from './browser.ts';
import { type Running, startProgram } from './running.ts';

let program: Running;
let browser: Browser;
beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

async function enter(label: string, options = PHONE as object): Promise<Page> {
  const page = await openPage(browser, options);
  await page.goto(await program.linkFor(label));
  await page.waitForURL(/\/(week|intake|today)/);
  return page;
}
const go = (page: Page) => page.getByRole('button', { name: /^(Continue|Seguir)$/ }).click();

test('a person lets their sister see their week, reads and prints it, and stops with one touch', async () => {
  const page = await enter('Participant');
  await page.goto(`${program.url}/more`);
  await page.getByRole('link', { name: /Who can see my things/ }).click();
  await page.getByText('You share with nobody yet.').waitFor();
  await expectSound(page);
  await page.getByRole('link', { name: 'Share with someone' }).click();

  // Nothing is ticked beforehand, and nothing goes on without an answer.
  expect(await page.locator('input:checked').count()).toBe(0);
  await go(page);
  await page.getByText('Answer this to go on.').first().waitFor();
  await page.getByText('Somebody close to me').click();
  await page.getByLabel('Their name').fill('Ana');
  await page.getByLabel('Who they are to you').fill('my sister');
  await expectSound(page);
  await go(page);

  await page.getByRole('heading', { name: 'What may they see?' }).waitFor();
  expect(await page.locator('input:checked').count()).toBe(0);
  await page.getByText('my week', { exact: true }).click();
  await page.getByText('if I came', { exact: true }).click();
  await expectSound(page);
  await go(page);
  await page.getByRole('textbox', { name: 'What is it for?' }).fill('So she can help with rides.');
  await go(page);
  await page.getByText('Three months').click();
  await expectSound(page);
  await go(page);

  await page.getByRole('heading', { name: 'This is what Ana will see' }).waitFor();
  await page.getByRole('heading', { name: 'There now' }).waitFor();
  await page.getByRole('heading', { name: 'Not shared' }).waitFor();
  await expectSound(page);
  await go(page);

  await page.getByRole('heading', { name: 'Read this and sign' }).waitFor();
  await page.getByText(/You can stop this at any time/).waitFor();
  await page.getByText('I have read this, and I say yes.').click();
  await page.getByLabel('Type your name to sign').fill('Karen R.');
  await expectSound(page);
  await page.getByRole('button', { name: 'Let Ana see this' }).click();

  await page.waitForURL(/\/more\/sharing\/[0-9a-f-]{36}$/);
  await page.getByText('my week and if I came').waitFor();
  await page.getByText('These are the words that were signed.').waitFor();
  await expect.poll(() => page.title()).toBe('Sharing');
  await expectSound(page);

  await page.getByRole('link', { name: 'Back' }).click();
  const share = page.getByRole('switch', { name: 'Share with Ana, my sister' });
  await share.waitFor();
  await expectSound(page);
  await share.click();
  await page.getByText(/Stopped\. They stop seeing/).waitFor();
  await page.getByText(/^stopped /).waitFor();
  expect(await share.count()).toBe(0);
});

test('a person asks that their health plan sees nothing of what they pay themself, and keeps the record private', async () => {
  const page = await enter('Participante', { ...PHONE, locale: 'es-US' });
  await page.goto(`${program.url}/more/sharing`);
  await page.getByRole('button', { name: 'Que alguien no vea algo' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Lo pago todo yo').check();
  await dialog.getByText('si vine', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Pedir esto' }).click();
  await page.getByText(/De acuerdo: no lo ven/).waitFor();
  await page.getByLabel('Mantener privado mi expediente').check();
  await page.getByLabel('Cómo me llaman en mi grupo').fill('Mari');
  await page.getByRole('button', { name: 'Guardar este nombre' }).click();
  await page.getByText('Guardado.').waitFor();
  await page.reload();
  await page.getByLabel('Mantener privado mi expediente').waitFor();
  expect(await page.getByLabel('Mantener privado mi expediente').isChecked()).toBe(true);
  expect(await page.getByLabel('Cómo me llaman en mi grupo').inputValue()).toBe('Mari');
  await expectSound(page);
});

test('a locked record opens in an emergency with all four fields, inside a red frame, and closes; the person reads it', async () => {
  const page = await enter('Counselor', DESK);
  await page.goto(`${program.url}/people/${personId('M-1187')}/locked`);
  await page.getByRole('heading', { name: 'You are not on this care team' }).waitFor();
  await expectSound(page);
  await page.getByRole('button', { name: 'Open for an emergency' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Found unconscious.' }).click();
  await dialog.getByRole('button', { name: 'Open this record now' }).click();
  await dialog.getByText('All four are needed by law.').first().waitFor();
  await dialog.getByLabel('Who needs to know').fill('Dr. Ortiz');
  await dialog.getByLabel('Where they work').fill('A hospital');
  await dialog.getByRole('button', { name: 'Open this record now' }).click();
  await page.getByText(/Open in an emergency: (60|59) min left/).waitFor();
  await page.getByText('How to reach them').waitFor();
  await page.getByText(/^Marisol/).waitFor();
  await expect.poll(() => page.title()).not.toMatch(/Marisol/);
  await expectSound(page);
  await page.getByRole('button', { name: 'Close it now' }).click();
  await page.getByRole('heading', { name: 'You are not on this care team' }).waitFor();
  expect(await page.getByText(/^Marisol/).count()).toBe(0);

  const theirs = await enter('Participante', { ...PHONE, locale: 'es-US' });
  await theirs.goto(`${program.url}/more/sharing`);
  await theirs.getByRole('heading', { name: 'Abierto en una emergencia' }).waitFor();
  await theirs.getByText(/Found unconscious/).waitFor();
  await expectSound(theirs);
});

test('the page of somebody else’s person is that locked record too, and becomes theirs for a while', async () => {
  const page = await enter('Counselor', DESK);
  await page.goto(`${program.url}/people/${personId('E-1460')}`);
  await page.getByRole('heading', { name: 'You are not on this care team' }).waitFor();
  await page.getByRole('button', { name: 'Open for an emergency' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What happened').fill('Fell on the stairs.');
  await dialog.getByLabel('Who needs to know').fill('Dr. Ortiz');
  await dialog.getByLabel('Where they work').fill('A hospital');
  await dialog.getByRole('button', { name: 'Open this record now' }).click();
  await page.getByText(/Open in an emergency: (60|59) min left/).waitFor();
  await expectSound(page);
  await page.getByRole('button', { name: 'Close it now' }).click();
  await page.getByRole('heading', { name: 'You are not on this care team' }).waitFor();

  await page.goto(`${program.url}/people/${personId('R-1042')}`);
  await page.getByRole('heading', { name: 'Who may see what' }).waitFor();
  await page.getByText('not signed yet').waitFor();
  await expectSound(page);
});

test('the privacy officer says of each opening whether it was right, and answers what people asked', async () => {
  const kofi = { org: ORG_ID, kind: 'staff', id: idOf('staff', 'kofi') } as const;
  const asking = await enter('Participant');
  await asking.goto(`${program.url}/more/sharing`);
  await asking.getByRole('button', { name: 'Keep something from someone' }).click();
  const dialog = asking.getByRole('dialog');
  await dialog.getByLabel('From whom').selectOption('nurse');
  await dialog.getByText('my week', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Ask for this' }).click();
  await asking.getByText(/We have not answered yet/).waitFor();

  const page = await openPage(browser, DESK);
  await page.goto(await program.house.signIn.oneTimeLink(kofi, 10));
  await page.locator('main h1').first().waitFor();
  await page.goto(`${program.url}/guard/break-glass`);
  await page.getByText('Fell on the stairs.').waitFor();
  await expectSound(page);
  const card = page.getByRole('region').filter({ hasText: 'Fell on the stairs.' });
  await card.getByRole('button', { name: 'It was right' }).click();
  await card.getByText('Say what you found first.').waitFor();
  await card.getByLabel('What you found').fill('The hospital confirms it.');
  await card.getByRole('button', { name: 'It was right' }).click();
  await card.getByText('rightly opened').waitFor();

  await page.goto(`${program.url}/guard/consents`);
  const asked = page.getByRole('region').filter({ hasText: 'nurse' });
  await asked.getByLabel('What you tell them').fill('Gladly.');
  await expectSound(page);
  await asked.getByRole('button', { name: 'Agree', exact: true }).click();
  await asked.getByText('Gladly.').waitFor();

  await asking.reload();
  await asking.getByText(/Agreed: it is kept from them\. Gladly\./).waitFor();
});
