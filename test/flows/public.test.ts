import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSound, openBrowser, openPage, PHONE } from './browser.ts';
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

async function onPhone(path: string, work: (page: Page) => Promise<void>): Promise<void> {
  const page = await openPage(browser, PHONE);
  await page.goto(`${program.url}${path}`);
  await page.locator('main h1').first().waitFor();
  await work(page);
  await page.context().close();
}

const cell = (page: Page, at: string) => page.locator(`[data-cell="${at}"]`);
const said = (page: Page, at: string) => cell(page, at).getAttribute('aria-label');

/** A finger that goes down on one cell, waits, moves to another in small steps, and goes up. */
async function finger(page: Page, from: string, to: string, waitMs: number): Promise<void> {
  const boxes = [await cell(page, from).boundingBox(), await cell(page, to).boundingBox()];
  const [a, b] = boxes.map((box) => {
    if (box === null) throw new Error('The cell is not on the screen.');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  if (a === undefined || b === undefined) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [a] });
  if (waitMs > 0) await new Promise((held) => setTimeout(held, waitMs));
  for (let step = 1; step <= 15; step++) {
    const at = { x: a.x + ((b.x - a.x) * step) / 15, y: a.y + ((b.y - a.y) * step) / 15 };
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at] });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

describe('painting with a finger', () => {
  test('a tap toggles, a hold paints what it is drawn over, a quick swipe scrolls and paints nothing', () =>
    onPhone('/start/week', async (page) => {
      const free = await said(page, '1-5');
      await cell(page, '1-5').tap();
      expect(await said(page, '1-5')).not.toBe(free);
      await cell(page, '1-5').tap();
      expect(await said(page, '1-5')).toBe(free);

      const scrolled = () => page.evaluate(() => window.scrollY);
      const before = await scrolled();
      await finger(page, '2-3', '2-7', 300);
      expect(await scrolled()).toBe(before);
      for (const row of [3, 4, 5, 6, 7]) expect(await said(page, `2-${row}`)).toContain('Work');

      await finger(page, '4-8', '4-2', 0);
      for (const row of [2, 5, 8]) expect(await said(page, `4-${row}`)).toContain('free');
      await page.getByRole('button', { name: 'Undo' }).click();
      expect(await said(page, '2-5')).toContain('free');
    }));

  test('the keyboard paints too', () =>
    onPhone('/start/week', async (page) => {
      await cell(page, '0-0').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Space');
      expect(await said(page, '1-0')).toContain('Work');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      expect(await said(page, '1-2')).toContain('Work');
    }));
});

describe('a calendar file', () => {
  const outlook = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:Microsoft Exchange Server 2010',
    'BEGIN:VEVENT',
    'UID:shift-1',
    'DTSTAMP:20260101T000000Z',
    'DTSTART;TZID=Eastern Standard Time:20260105T090000',
    'DTEND;TZID=Eastern Standard Time:20260105T130000',
    'RRULE:FREQ=WEEKLY;BYDAY=MO,WE',
    'SUMMARY:Secret meeting with Somebody',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

  test('from Outlook, with its own zone names, paints its times and sends nothing', () =>
    onPhone('/start/week', async (page) => {
      const sent: string[] = [];
      page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name: 'shifts.ics', mimeType: 'text/calendar', buffer: Buffer.from(outlook) });
      await page.getByRole('dialog').waitFor();
      expect(await page.getByRole('dialog').textContent()).not.toContain('Secret');
      await expectSound(page);
      await page.getByRole('button', { name: 'Yes, add to my week' }).click();
      for (const at of ['0-2', '0-5', '2-2', '2-5']) expect(await said(page, at)).not.toContain('free');
      for (const at of ['0-1', '0-6', '1-3']) expect(await said(page, at)).toContain('free');
      expect(sent).toEqual([]);
    }));

  test.each([
    ['no calendar at all', Buffer.from('<html>hello</html>')],
    ['rubbish', Buffer.from(Uint8Array.from({ length: 5000 }, (_, nth) => (nth * 37) % 256))],
  ])('that is %s is turned down with a reason, and the week stays', (_what, buffer) =>
    onPhone('/start/week', async (page) => {
      await cell(page, '3-3').tap();
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name: 'x.ics', mimeType: 'text/calendar', buffer });
      await page.getByText('We couldn’t use that file').waitFor();
      await page.getByRole('button', { name: 'Close' }).last().click();
      expect(await said(page, '3-3')).toContain('Work');
    }),
  );
});

describe('on the way', () => {
  test('an answer that says danger brings help at once, and the walk goes on', () =>
    onPhone('/start/q/2', async (page) => {
      await page.locator('input[name="danger"][value="intent"]').check({ force: true });
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('link', { name: /988/ }).first().waitFor();
      await expectSound(page);
      await page.getByRole('button', { name: /go on/i }).click();
      await page.waitForURL(/\/start\/q\/3$/);
    }));

  test('the other language keeps what was said', () =>
    onPhone('/start/q/1', async (page) => {
      await page.locator('input[name="who"][value="me"]').check({ force: true });
      await page.getByRole('button', { name: 'Español' }).click();
      await page.getByRole('heading', { name: /Para quién/ }).waitFor();
      expect(await page.locator('input[name="who"][value="me"]').isChecked()).toBe(true);
      await expectSound(page);
    }));

  test('Leave leaves at once; going back shows nothing that was said', () =>
    onPhone('/start/week', async (page) => {
      await cell(page, '1-5').tap();
      const left: string[] = [];
      await page.route(/weather\.gov/, (route) => {
        left.push(route.request().url());
        return route.fulfill({
          status: 200,
          contentType: 'text/html',
          body: '<title>Weather</title><h1>Sunny</h1>',
        });
      });
      await page.getByRole('button', { name: 'Leave', exact: true }).click();
      await page.getByRole('heading', { name: 'Sunny' }).waitFor();
      expect(left).toHaveLength(1);
      expect(left[0]).not.toContain('?');
      await page.goto(`${program.url}/start/week`);
      await cell(page, '1-5').waitFor();
      expect(await said(page, '1-5')).toContain('free');
    }));

  test('a lost connection at Ask keeps the form, and trying again makes one request of it', () =>
    onPhone('/start/ask', async (page) => {
      await page.locator('#ask-name').fill('Robin');
      await page.locator('#ask-value').fill('813-555-0177');
      await page.locator('input[name="ask-hours"][value="morning"]').check({ force: true });
      const keys: (string | undefined)[] = [];
      let isLost = true;
      await page.route('**/api/public/ask', async (route) => {
        keys.push(route.request().headers()['idempotency-key']);
        // The first answer is lost on its way back: the request itself arrived.
        const answer = await route.fetch();
        if (isLost) {
          isLost = false;
          return route.abort();
        }
        return route.fulfill({ response: answer });
      });
      await page.getByRole('button', { name: 'Ask for a call' }).click();
      await page.getByRole('alert').waitFor();
      expect(await page.locator('#ask-name').inputValue()).toBe('Robin');
      await page.getByRole('button', { name: 'Ask for a call' }).click();
      await page.getByText(/^[a-z]+-\d+$/).waitFor();
      expect(keys).toHaveLength(2);
      expect(keys[0]).toBe(keys[1]);
      const coordinator = await openPage(browser);
      await coordinator.goto(await program.linkFor('Coordinator'));
      await coordinator.getByText('Robin').first().waitFor();
      expect(await coordinator.getByText('Robin').count()).toBe(1);
      await coordinator.context().close();
    }));
});

describe('every public page', () => {
  const PAGES = [
    '/start',
    '/start/safety',
    '/start/q/4',
    '/start/review',
    '/start/result',
    '/start/week',
    '/start/fit',
    '/start/ask',
    '/start/other',
    '/help-now',
    '/privacy',
    '/a11y',
    '/sign-in',
  ];

  test.each([
    { width: 320, colorScheme: 'light', locale: 'es-US' },
    { width: 390, colorScheme: 'dark', locale: 'en-US' },
    { width: 1280, colorScheme: 'dark', locale: 'es-US' },
    { width: 1280, colorScheme: 'light', locale: 'en-US' },
  ] as const)(
    'is sound and neutral at $width, $colorScheme, $locale',
    async ({ width, colorScheme, locale }) => {
      const page = await openPage(browser, { viewport: { width, height: 900 }, colorScheme, locale });
      for (const path of PAGES) {
        await page.goto(`${program.url}${path}`);
        await expectSound(page);
        await expect
          .poll(() => page.title())
          .not.toMatch(/daybridge|harbor|addict|alcohol|drug|recovery|treatment/i);
      }
      await page.context().close();
    },
  );
});
