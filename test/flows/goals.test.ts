import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
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

async function as(label: string, options: BrowserContextOptions, home: RegExp): Promise<Page> {
  const page = await openPage(browser, options);
  await page.goto(await program.linkFor(label));
  await page.waitForURL(home);
  return page;
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function openPlanOf(page: Page, code: string) {
  await page.goto(`${program.url}/people`);
  await page.getByRole('link', { name: code }).click();
  await page.getByRole('heading', { name: 'Goals, in their words' }).waitFor();
  await page.getByRole('link', { name: 'Plan & goals' }).click();
  await page.waitForURL(/\/people\/[0-9a-f-]+\/plan$/);
}

describe('the plan on the counselor’s desk', () => {
  test('shows the goals in their own words, begins a version beside what is signed, and says what is missing', async () => {
    const page = await as('Counselor', DESK, /\/today$/);
    await openPlanOf(page, 'R-1042');
    await page.getByText('Get through Fridays after work without drinking.').first().waitFor();
    await page.getByText(/^Signed by Dana R\./).waitFor();
    await expect.poll(() => page.title()).toBe('Plan & goals · Daybridge');
    await expectSound(page);

    await page.getByRole('button', { name: 'Change the plan…' }).click();
    await page.getByText(/, a draft$/).waitFor();
    await page.getByText(/^Saved \d+:\d\d [ap]m$/).waitFor();
    await page.getByRole('button', { name: 'Add a goal' }).click();
    await page.getByText(/^Saved \d+:\d\d [ap]m$/).waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Sign…' }).click();
    await page.getByText('This goal has no words yet.').waitFor();
    await page.getByText('Link this goal to at least one problem on the list.').waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Back to the plan' }).click();

    const goal = page.getByRole('group', { name: 'Goal 4' });
    await goal.getByLabel('In the person’s own words').fill('Run five kilometers in spring.');
    await goal.getByRole('checkbox').first().check();
    await goal.getByLabel('What is counted, and how much of it').fill('3 runs a week');
    await goal.getByLabel('By', { exact: true }).fill(inDays(60));
    await goal.getByRole('button', { name: 'Add an activity' }).click();
    await goal.getByLabel('Activity').selectOption('A32');
    await page.getByText(/^Saved \d+:\d\d [ap]m$/).waitFor();

    // Taken out, and back again: nothing is lost.
    await page.getByRole('button', { name: 'Leave out: Run five' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('group', { name: 'Goal 4' }).waitFor();
    await page.getByText(/^Saved \d+:\d\d [ap]m$/).waitFor();

    await page.getByRole('button', { name: 'Sign…' }).click();
    await page.getByText('They sign on their phone').waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Sign this plan' }).click();
    await page.getByText(/It waits for the person’s signature/).waitFor();
    await page.context().close();
  });

  test('says how a goal goes, and keeps it', async () => {
    const page = await as('Counselor', { ...DESK, colorScheme: 'dark' }, /\/today$/);
    await openPlanOf(page, 'R-1042');
    await page.getByRole('button', { name: /^Change how it goes: Sleep six/ }).click();
    await page.getByLabel('How it goes', { exact: true }).selectOption('on-track');
    await page.getByLabel(/^Where it stands/).fill('Six hours on four nights.');
    await expectSound(page);
    await page.getByRole('button', { name: 'Keep this' }).click();
    await page.getByText('Six hours on four nights.').first().waitFor();
    await expectSound(page);
    await page.context().close();
  });

  test('two at once lose nothing', async () => {
    const one = await as('Counselor', DESK, /\/today$/);
    const other = await as('Counselor', DESK, /\/today$/);
    await openPlanOf(one, 'D-1203');
    await one.getByText(/, a draft$/).waitFor();
    await other.goto(one.url());
    await other.getByText(/, a draft$/).waitFor();
    const first = (page: Page) => page.getByRole('group', { name: 'Goal 1' }).getByLabel('Next step');
    await first(other).fill('From the other desk.');
    await other.getByText(/^Saved \d+:\d\d [ap]m$/).waitFor();
    await first(one).fill('From this desk.');
    await one.getByText('Somebody else changed this meanwhile').waitFor();
    await expectSound(one);
    await one
      .getByRole('radio', { name: /^Theirs/ })
      .first()
      .check({ force: true });
    await one.getByRole('button', { name: 'Go on with these' }).click();
    await one.getByText(/^Saved \d+:\d\d [ap]m$/).waitFor();
    expect(await first(one).inputValue()).toBe('From the other desk.');
    await one.context().close();
    await other.context().close();
  });
});

describe('goals on a phone', () => {
  test('are the person’s own: read, answered, let go and taken back, added, and signed', async () => {
    const page = await as('Participant', PHONE, /\/week$/);
    await page.getByRole('navigation').getByRole('link', { name: 'Goals' }).click();
    await page.waitForURL(/\/goals$/);
    await page.getByText('Get through Fridays after work without drinking.').first().waitFor();
    await expect.poll(() => page.title()).toBe('Goals');
    await expectSound(page);

    await page.getByText('More about this goal').first().click();
    await page.getByLabel('What would you like to say?').first().fill('It helps to call.');
    await page.getByRole('button', { name: 'Send' }).first().click();
    await page.getByText('It helps to call.').waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'This is not my goal any more' }).first().click();
    await page.getByText('You said this is not your goal any more.', { exact: false }).waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'It is my goal again' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'It is my goal again' }).count()).toBe(0);

    await page.getByRole('button', { name: 'Add a goal of my own' }).click();
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('Write it in your own words.').first().waitFor();
    await page.getByLabel('What do you want to be different?').fill('Sing again.');
    await expectSound(page);
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('“Sing again.”').waitFor();

    await page.getByRole('button', { name: 'Read my plan' }).click();
    await page.getByRole('dialog').getByText('Run five kilometers in spring.').waitFor();
    await page.getByRole('button', { name: 'Sign my plan' }).click();
    await page.getByText('Check the box first').waitFor();
    await expectSound(page);
    await page.getByRole('checkbox', { name: 'I read it, and it is right for me.' }).check();
    await page.getByLabel('Your name').fill('Karen Whitfield');
    await page.getByRole('button', { name: 'Sign my plan' }).click();
    await page.getByText(/^You signed your plan on/).waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/streak|fail|relapse/i);
    await page.context().close();
  });

  test('speak Spanish in the dark on a small phone', async () => {
    const page = await as(
      'Participante',
      { ...PHONE, viewport: { width: 320, height: 640 }, locale: 'es-US', colorScheme: 'dark' },
      /\/week$/,
    );
    await page.goto(`${program.url}/goals`);
    await page.getByText('Llevar a mi hija al parque los domingos.').waitFor();
    await page.getByText('Su plan está listo para leer').waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Leer mi plan' }).click();
    await page.getByRole('heading', { name: 'Lo que estorba' }).waitFor();
    await expectSound(page);
    await page.context().close();
  });
});

test.each([
  { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es-US' },
  { viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-US' },
] as const)('the plan page is sound at $viewport.width, $colorScheme, $locale', async (look) => {
  const page = await as('Counselor', look, /\/today$/);
  await page.goto(`${program.url}/people`);
  await page.getByRole('link', { name: 'D-1203' }).click();
  await page.waitForURL(/\/people\/[0-9a-f-]+$/);
  await page.goto(`${page.url()}/plan`);
  await page.getByText(/, (a draft|borrador)$/).waitFor();
  await expectSound(page);
  await page.emulateMedia({ media: 'print' });
  await page.getByText(look.locale === 'en-US' ? /^Signed by Dana R\./ : /^Firmado por Dana R\./).waitFor();
  await page.context().close();
});
