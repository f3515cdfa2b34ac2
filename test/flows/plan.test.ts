import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, expectSound, openBrowser, openPage } from './browser.ts';
import { untilPlanned } from './planner.ts';
import { type Running, startProgram } from './running.ts';

let program: Running;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  page = await openPage(browser, DESK);
  await page.goto(await program.linkFor('Coordinator'));
  await page.goto(`${program.url}/plan`);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const tab = (name: string | RegExp) => page.getByRole('tab', { name });
const dialog = () => page.getByRole('dialog');
const strip = () => page.getByRole('region', { name: 'Planner run' });
/** The number of a tile or a measure on the page: "People who move". */
const figure = (name: string) => page.locator('dl > div').filter({ hasText: name }).locator('b').innerText();

/** The scenario is worked out and its tab is the one shown. */
async function untilShown(name: string | RegExp): Promise<void> {
  await tab(name).waitFor();
  await untilPlanned(page, page.getByRole('tab', { name, selected: true }));
  await page.getByText('only supposed').waitFor();
}

async function whatIf(template: string): Promise<void> {
  await page.getByRole('button', { name: 'What if…' }).click();
  await dialog().getByRole('radio', { name: template }).check({ force: true });
}

const discard = async () => {
  await page.getByRole('button', { name: 'Discard' }).first().click();
  await page.getByText('Discarded. The draft is as it was.').first().waitFor();
  await page.getByText(/^Draft \d+ · not published$/).waitFor();
};

describe('a change tried beside the draft', () => {
  test('before anything is tried, the page says what can be', async () => {
    await page.getByRole('button', { name: 'Run the planner' }).click();
    await untilPlanned(page, page.getByRole('link', { name: /^Review/ }));
    await page.getByText('Nothing is tried beside this plan yet.').waitFor();
    expect(await page.getByRole('tablist').count()).toBe(0);
  });

  test('somebody on the staff is away on a day: who moves, who is placed, and nothing of it in the draft', async () => {
    const placed = await figure('Placed');
    await whatIf('Somebody on the staff is away');
    await dialog().getByLabel('Who').selectOption({ label: 'Dana R.' });
    await dialog().getByRole('radio', { name: 'Thursday' }).check({ force: true });
    await dialog().getByText('Dana R. away Thu').waitFor();
    await expectSound(page);
    await dialog().getByRole('button', { name: 'Try it' }).click();
    await strip().waitFor();
    await expectSound(page);
    await untilShown(/^Dana R\. away Thu/);
    expect(await figure('Placed')).toMatch(/^\d+ of \d+$/);
    expect(Number(await figure('People who move'))).toBeGreaterThan(0);
    await expectSound(page);

    await tab('Draft').click();
    await expect.poll(() => figure('Placed')).toBe(placed);
    await tab('Draft').press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('only supposed').waitFor();
    await discard();
    expect(await figure('Placed')).toBe(placed);
    expect(await page.getByRole('tablist').count()).toBe(0);
  });

  test('called off, everything is as it was', async () => {
    await whatIf('New people come in');
    await dialog().getByLabel('How many people').fill('2');
    await dialog().getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('You called the run off.').waitFor();
    await expect.poll(() => page.getByRole('tablist').count()).toBe(0);
    await page.getByText(/^Draft \d+ · not published$/).waitFor();
  });

  test('a number that makes no sense and a room that is taken are said before anything starts', async () => {
    await whatIf('More seats in a group');
    await dialog().getByLabel('How many more seats').fill('many');
    await dialog().getByText('A number from 1 to 50.').waitFor();
    const go = dialog().getByRole('button', { name: 'Try it' });
    expect(await go.getAttribute('aria-disabled')).toBe('true');
    await dialog().getByRole('radio', { name: 'A new group' }).check({ force: true });
    await dialog().getByLabel('What kind of group').selectOption({ label: 'Morning group · 3 h' });
    await dialog().getByRole('radio', { name: 'Tuesday' }).check({ force: true });
    await dialog().getByLabel('Starts at').selectOption({ label: '9:00 am–12:00 pm' });
    await dialog()
      .getByText(/ is used then: | leads another group then: /)
      .waitFor();
    expect(await go.getAttribute('aria-disabled')).toBe('true');
    await expectSound(page);
    await page.keyboard.press('Escape');
  });
});

describe('from the board itself', () => {
  test('new groups that would place most people are named, or why there are none', async () => {
    await page.getByRole('button', { name: 'Look for groups' }).click();
    await page
      .getByText(/^places \d+ more$|^No new group would place anybody/)
      .first()
      .waitFor();
    await expectSound(page);
  });

  test('a way out of “Can’t be placed” is tried beside the draft, and found again', async () => {
    const fix = page.getByRole('button', { name: /^Try it: / }).first();
    const name = ((await fix.getAttribute('aria-label')) ?? '').replace('Try it: ', '');
    await fix.click();
    await untilShown(/placed/);
    expect(await page.locator('main').innerText()).toMatch(/\+\d+ vs the draft/);
    await expectSound(page);
    await tab('Draft').click();
    await page
      .getByRole('button', { name: `See it: ${name}` })
      .first()
      .waitFor();
  });

  test('a group that cannot meet is one press away from the plan that moves the fewest', async () => {
    await page
      .getByRole('button', { name: /^Skills/ })
      .first()
      .click();
    await expectSound(page);
    await dialog().getByRole('button', { name: 'This group cannot meet' }).click();
    await untilShown(/^Without Skills/);
    await page.getByText(/ha(s|ve) to move|Nobody has to move/).waitFor();
    await expectSound(page);
  });

  test('draft and scenarios stand side by side, and one of them becomes the draft', async () => {
    await tab('Compare').click();
    const table = page.getByRole('table');
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
      'What counts',
      'Draft',
      expect.any(String),
      expect.stringMatching(/^Without Skills/),
    ]);
    await expectSound(page);
    await table.getByRole('button', { name: /^Look at it: Without Skills/ }).click();
    await page.getByRole('button', { name: 'Use this plan' }).click();
    await page.getByText('Draft 2 · not published').first().waitFor();
    await page.getByRole('region', { name: 'Only in this week' }).waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: /^As always again/ }).click();
    await expect.poll(() => page.getByRole('region', { name: 'Only in this week' }).count()).toBe(0);
  });

  test('somebody of the staff, for a day, from their visits', async () => {
    await page.getByRole('button', { name: 'Ana P.: groups, visits, away' }).click();
    await dialog().getByRole('radio', { name: 'Tuesday' }).check({ force: true });
    await dialog()
      .getByText(/^That day: /)
      .waitFor();
    await expectSound(page);
    await page.keyboard.press('Escape');
  });
});

describe('one new intake', () => {
  test('is answered well within a second, with a week or with reasons', async () => {
    await page.getByRole('button', { name: 'Preview an intake' }).click();
    await dialog().getByRole('status').waitFor();
    const answered = page.waitForResponse(/\/preview$/);
    await dialog().getByRole('button', { name: 'Work 9–5' }).click();
    const { responseEnd } = (await answered).request().timing();
    expect(responseEnd).toBeLessThan(1000);
    await dialog()
      .getByText(/^Yes: \d|^Not a full week so far$/)
      .waitFor();
    await expectSound(page);
    await dialog().getByLabel('Hours a week').fill('a lot');
    await dialog().getByText('A number from 1 to 40.').waitFor();
    await dialog().getByLabel('Hours a week').fill('20');
    await dialog().getByLabel('Days at least').fill('5');
    for (const place of ['Bayview', 'Cedar Street', 'By video']) {
      await dialog().getByRole('checkbox', { name: place }).uncheck();
    }
    await dialog().getByText('Not a full week so far').waitFor();
    await dialog().getByRole('button', { name: 'Paint the week' }).click();
    await expectSound(page);
    await page.keyboard.press('Escape');
  });
});

test.each([
  { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es-US' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'en-US' },
] as const)(
  'the board with its scenarios is sound at $viewport.width, $colorScheme, $locale',
  async (look) => {
    const phone = await openPage(browser, look);
    await phone.goto(await program.linkFor('Coordinator'));
    await phone.goto(`${program.url}/plan`);
    await phone.getByRole('tab').last().click();
    await phone.getByRole('table').waitFor();
    await expectSound(phone);
    await phone.getByRole('tab').nth(1).click();
    await phone.getByText(/only supposed|solo supuesto/).waitFor();
    await expectSound(phone);
    await phone.getByRole('button', { name: /^(What if|¿Y si)/ }).click();
    await expectSound(phone);
    await phone.keyboard.press('Escape');
    await phone.getByRole('button', { name: /^(Preview an intake|Ver un ingreso)/ }).click();
    await phone.getByRole('dialog').getByRole('status').waitFor();
    await expectSound(phone);
    await phone.context().close();
  },
);
