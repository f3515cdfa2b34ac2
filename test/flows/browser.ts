import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
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

// The packaged Chromium unpacks itself into the temporary folder, where another user's copy may stand in the way.
const UNPACKED = fileURLToPath(new URL('../out/browser/', import.meta.url));

async function packagedChromium(): Promise<string> {
  await mkdir(UNPACKED, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = UNPACKED;
  try {
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** The Chromium named by CHROMIUM_PATH, else the one that came with the packages. */
export async function openBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  const executablePath = named !== undefined && existsSync(named) ? named : await packagedChromium();
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
  // The whole page at once: what a sticky bar happens to cover while scrolled is no finding.
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (size !== null) await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
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
