import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium as driver, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** A cheap phone at a bus stop. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};
export const DESK = { viewport: { width: 1280, height: 900 } };

// Pages are served from this machine; the browser has no business anywhere else.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--headless=new',
];

/** The Chromium named by CHROMIUM_PATH: by whoever has one, else by unpacked.ts before the first walk. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  if (executablePath === undefined) throw new Error('CHROMIUM_PATH names no browser.');
  return driver.launch({
    executablePath,
    headless: true,
    args: [...chromium.args.filter((arg) => !arg.includes('single-process')), ...QUIET],
  });
}

/** A fresh page in the language and size of somebody; its times are those of their wall. */
export async function openPage(browser: Browser, options: BrowserContextOptions = PHONE): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'America/New_York', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

/** No finding of axe in any of the standards held, and nothing wider than the screen. */
export async function expectSound(page: Page): Promise<void> {
  await page.locator('main h1:visible, dialog h1:visible').first().waitFor();
  const size = page.viewportSize();
  const violations = await findingsOf(page, size);
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  expect(found, new URL(page.url()).pathname).toEqual([]);
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(tooWide, `${new URL(page.url()).pathname} is wider than the screen`).toBeLessThanOrEqual(0);
  if (size !== null) await page.setViewportSize(size);
}

/** What axe finds on the whole page at once: what a sticky bar happens to cover while scrolled is no finding. */
async function findingsOf(page: Page, size: ReturnType<Page['viewportSize']>) {
  const heightOf = () => page.evaluate(() => document.documentElement.scrollHeight);
  for (;;) {
    const height = Math.max(size?.height ?? 0, await heightOf());
    if (size !== null) await page.setViewportSize({ width: size.width, height });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    // What came late has made it longer, and a bar may have covered some of it.
    if (violations.length === 0 || (await heightOf()) <= height) return violations;
  }
}

/** A device with a face, finger or PIN of its own; `knowsOwner` false: it is merely touched. */
export async function giveDevice(page: Page, { knowsOwner }: { knowsOwner: boolean }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: knowsOwner ? 'internal' : 'usb',
      hasResidentKey: true,
      hasUserVerification: knowsOwner,
      isUserVerified: knowsOwner,
      automaticPresenceSimulation: true,
    },
  });
}
