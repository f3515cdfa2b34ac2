import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSound, openBrowser, openPage } from './browser.ts';
import { untilPlanned } from './planner.ts';
import { type Running, startProgram } from './running.ts';

/** The README's pictures are made anew only when asked for, so that a test run leaves the tree as it was. */
const PICTURES = process.env.DAYBRIDGE_PICTURES === undefined ? undefined : 'docs/pictures';

let program: Running;
let browser: Browser;
beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  if (PICTURES !== undefined) await mkdir(PICTURES, { recursive: true });
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

async function as(label: string, options: BrowserContextOptions): Promise<Page> {
  const page = await openPage(browser, options);
  await page.goto(await program.linkFor(label));
  await page.locator('main h1').first().waitFor();
  return page;
}

const keep = async (page: Page, name: string) => {
  if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}.png` });
};

const LOOKS = [
  { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es-US' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'en-US' },
  { viewport: { width: 1280, height: 900 }, colorScheme: 'dark', locale: 'en-US' },
] as const;

describe('the participant’s pages', () => {
  test.each(LOOKS)('are sound at $viewport.width, $colorScheme, $locale', async (look) => {
    const page = await as('Participant', look);
    for (const path of ['/week', '/week/print', '/week/calendar', '/more', '/sign-in/keys']) {
      await page.goto(`${program.url}${path}`);
      await expectSound(page);
      await expect.poll(() => page.title()).not.toMatch(/daybridge|harbor|cedar|karen|recovery|treatment/i);
    }
    await page.goto(`${program.url}/week`);
    await page.locator('main h1').waitFor();
    if (look.viewport.width === 390) await keep(page, 'week');
    await page.context().close();
  });

  test('the week prints on one page of either paper, and the paper says nothing', async () => {
    const page = await as('Participant', { viewport: { width: 1280, height: 900 } });
    await page.goto(`${program.url}/week/print`);
    await page.getByRole('button', { name: /Print/ }).waitFor();
    await page.emulateMedia({ media: 'print' });
    const words = await page.locator('body').innerText();
    expect(words).not.toMatch(/Harbor|Cedar|Bayview|Dana|Karen|group|recovery/i);
    for (const format of ['A4', 'Letter'] as const) {
      const pdf = (await page.pdf({ format })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    }
    await page.context().close();
  });

  test('nobody sees a week without signing in', async () => {
    const page = await openPage(browser);
    await page.goto(`${program.url}/week`);
    await page.waitForURL(/\/sign-in$/);
    await page.context().close();
  });
});

describe('the team’s pages', () => {
  test.each(LOOKS)('are sound at $viewport.width, $colorScheme, $locale', async (look) => {
    const counselor = await as('Counselor', look);
    for (const path of ['/intake', '/people', '/sign-in/keys']) {
      await counselor.goto(`${program.url}${path}`);
      await counselor.locator('main h1').first().waitFor();
      await expectSound(counselor);
    }
    await counselor.goto(`${program.url}/intake`);
    await counselor.locator('main ul a').first().click();
    await counselor.waitForURL(/\/intake\/.+/);
    await counselor
      .getByText(/813-555-|@/)
      .first()
      .waitFor();
    await expectSound(counselor);
    await expect.poll(() => counselor.title()).not.toMatch(/beatriz|sam\b|rosario/i);
    await counselor.context().close();

    const coordinator = await as('Coordinator', look);
    await coordinator.goto(`${program.url}/plan`);
    await expectSound(coordinator);
    await coordinator.context().close();
  });

  test('the planner is called off and run again; the board shows its plan', async () => {
    const page = await as('Coordinator', { viewport: { width: 1440, height: 900 } });
    await page.goto(`${program.url}/plan`);
    await page.getByRole('button', { name: 'Run the planner' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('You called the run off.').waitFor();
    await page.getByRole('button', { name: 'Run the planner' }).click();
    await untilPlanned(page, page.getByRole('link', { name: /^Review/ }));
    await expectSound(page);
    await keep(page, 'plan');
    await page.context().close();
  });
});

test('the page about the API is sound too', async () => {
  const page = await openPage(browser, { viewport: { width: 320, height: 800 } });
  await page.goto(`${program.url}/api`);
  await expectSound(page);
  await page.context().close();
});

if (PICTURES !== undefined) {
  test('a picture of a painted week', async () => {
    const page = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await page.goto(`${program.url}/start/week`);
    await page.getByRole('button', { name: 'Work 9–5' }).click();
    await page.getByText(/Good news/).waitFor();
    await page.evaluate(() => window.scrollTo(0, 0));
    await keep(page, 'paint');
    await page.context().close();
  });
}
