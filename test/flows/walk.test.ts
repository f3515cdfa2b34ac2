import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, expectSound, openBrowser, openPage, PHONE } from './browser.ts';
import { PERSONAS, type Persona } from './personas.ts';
import { untilPlanned } from './planner.ts';
import { type Running, startProgram } from './running.ts';

let program: Running;
let browser: Browser;
let counselor: Page;
let coordinator: Page;

beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  counselor = await openPage(browser, DESK);
  await counselor.goto(await program.linkFor('Counselor'));
  coordinator = await openPage(browser, DESK);
  await coordinator.goto(await program.linkFor('Coordinator'));
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** Everything the page asks the server for, so that a test can say what left the browser. */
function watch(page: Page): Request[] {
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  return requests;
}

const choose = async (page: Page, name: string, values: string | readonly string[]) => {
  for (const value of [values].flat())
    await page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true });
};

async function answerQuestions(page: Page, { answers }: Persona): Promise<void> {
  for (;;) {
    await page.waitForURL(/\/start\/(q\/\d+|review)$/);
    if (page.url().endsWith('/review')) return;
    const path = new URL(page.url()).pathname;
    const id = (await page.locator('main input').first().getAttribute('name')) ?? '';
    if (path.endsWith('/q/1') || path.endsWith('/q/4')) await expectSound(page);
    const given = answers[id];
    if (given === undefined) {
      await page.getByRole('button', { name: 'Skip' }).click();
    } else {
      await choose(page, id, given);
      await page.getByRole('button', { name: 'Continue' }).click();
    }
    await expect.poll(() => new URL(page.url()).pathname, { timeout: 10_000 }).not.toBe(path);
  }
}

async function tellWeek(page: Page, { tellsBy, week }: Persona): Promise<void> {
  const cell = (at: string) => page.locator(`[data-cell="${at}"]`);
  switch (tellsBy) {
    case 'preset': {
      const names: Record<string, string> = { 'nine-to-five': 'Work 9–5', nights: 'Night shifts' };
      for (const preset of week) await page.getByRole('button', { name: names[preset] ?? preset }).click();
      return;
    }
    case 'tap':
      for (const at of week) await cell(at).tap();
      return;
    case 'drag': {
      // Held for a moment, then drawn across, as a finger does it.
      const [from, to] = [await cell(week[0] ?? '').boundingBox(), await cell(week[1] ?? '').boundingBox()];
      if (from === null || to === null) throw new Error('The grid is not on the screen.');
      const point = (box: typeof from) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
      const session = await page.context().newCDPSession(page);
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point(from)] });
      await new Promise((held) => setTimeout(held, 300));
      for (let step = 1; step <= 20; step++) {
        const [a, b] = [point(from), point(to)];
        const at = { x: a.x + ((b.x - a.x) * step) / 20, y: a.y + ((b.y - a.y) * step) / 20 };
        await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at] });
      }
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      return;
    }
    case 'keys':
      for (const at of week) {
        await cell(at).focus();
        await page.keyboard.press('Space');
      }
      return;
    case 'list':
      await page.getByRole('button', { name: 'Type it as a list instead' }).click();
      for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
        await page.getByRole('checkbox', { name: day }).check({ force: true });
      }
      await page.getByRole('button', { name: 'Add to my week' }).click();
      return;
    case 'calendar':
      await page.locator('input[type="file"]').setInputFiles({
        name: 'timetable.ics',
        mimeType: 'text/calendar',
        buffer: Buffer.from(week.join('')),
      });
      await page.getByRole('button', { name: 'Yes, add to my week' }).click();
      return;
  }
}

/** From the first page to the word they say on the phone; nothing leaves the browser before the last step. */
async function ask(page: Page, persona: Persona): Promise<void> {
  const requests = watch(page);
  await page.goto(`${program.url}/start`);
  await expectSound(page);
  await page.getByRole('link', { name: 'Start', exact: true }).click();
  await page.waitForURL(/\/start\/safety$/);
  await expectSound(page);
  await page.getByRole('link', { name: /Continue/ }).click();
  await answerQuestions(page, persona);
  await expectSound(page);
  await page.getByRole('link', { name: /See/ }).first().click();
  await page.waitForURL(/\/start\/result$/);
  await expect.poll(() => page.locator('h1').textContent()).toContain('intensive program');
  await expectSound(page);
  await page.getByRole('link', { name: 'See if it fits my week' }).click();
  await page.waitForURL(/\/start\/week$/);
  await page
    .getByText(/hours fit/)
    .first()
    .waitFor();
  await tellWeek(page, persona);
  await expect.poll(() => page.getByText(/Good news/).count()).toBeGreaterThan(0);
  await expectSound(page);
  await page.getByRole('link', { name: 'See my week' }).click();
  await page.waitForURL(/\/start\/fit$/);
  await expect.poll(() => page.locator('h1').textContent()).toBe('Yes, there is a week that fits');
  await expectSound(page);

  const sent = requests.filter((request) => request.method() !== 'GET' || request.url().includes('?'));
  expect(sent.map((request) => request.url())).toEqual([]);
  expect(await page.evaluate(() => Object.keys(window.sessionStorage).length + document.cookie.length)).toBe(
    0,
  );

  await page
    .getByRole('link', { name: /Ask for/ })
    .first()
    .click();
  await page.waitForURL(/\/start\/ask$/);
  await page.locator('#ask-name').fill(persona.name);
  await page.locator('#ask-value').fill(persona.phone);
  await choose(page, 'ask-hours', 'evening');
  await page.getByRole('checkbox', { name: 'My week' }).check();
  await page.getByRole('checkbox', { name: 'My answers' }).check();
  await expectSound(page);
  await page.getByRole('button', { name: 'Ask for a call' }).click();
  await page.getByText(/^[a-z]+-\d+$/).waitFor();
  await expectSound(page);
  expect(
    requests
      .filter((request) => request.method() === 'POST')
      .map((request) => new URL(request.url()).pathname),
  ).toEqual(['/api/public/ask']);
}

const MISSING: Readonly<Record<string, string>> = {
  Age: 'adult',
  Intoxication: 'none',
  Withdrawal: 'none',
  Psychosis: 'none',
  'Criteria met': '5',
  'Suicide risk': 'none',
  'Physical health': 'stable',
  'Mental-health': 'mild',
  'Risk of return': 'moderate',
  'Home and': 'supportive',
};

/** The counselor completes the assessment, agrees, signs, and hands over a one-time address. */
async function admitAndInvite(persona: Persona): Promise<string> {
  const page = counselor;
  // Signing asks for the person anew after five minutes, and eight walks take longer: each begins with signing in.
  await page.goto(await program.linkFor('Counselor'));
  await page.waitForURL(/\/today$/);
  await page.goto(`${program.url}/intake`);
  await page
    .getByRole('link', { name: new RegExp(`^${persona.name.replace('.', '\\.')} `) })
    .first()
    .click();
  await page.getByText(persona.phone).waitFor();
  await expectSound(page);
  await page.getByRole('button', { name: 'We reached them' }).click();
  await page.getByRole('button', { name: 'Start the assessment' }).click();
  await page.waitForURL(/\/assessments\//);
  await page.getByText('What the table recommends').waitFor();
  for (const [label, value] of Object.entries(MISSING)) {
    const field = page.getByLabel(new RegExp(`^${label}`)).first();
    if ((await field.inputValue()) === '') await field.selectOption(value);
  }
  await page.getByRole('status').filter({ hasText: 'Intensive outpatient' }).waitFor();
  // What their own answers began is confirmed, part by part, before anything is signed.
  for (;;) {
    const confirm = page.getByRole('button', { name: /^Confirm/ }).first();
    if ((await confirm.count()) === 0) break;
    await confirm.click();
  }
  await page.getByText('Saved', { exact: true }).waitFor();
  await expectSound(page);
  await page.getByRole('button', { name: 'Decide and sign…' }).click();
  await page.getByRole('checkbox', { name: 'By video' }).check();
  await page.getByLabel('The privacy notice').selectOption({ label: 'They got it and signed for it' });
  for (const site of ['Bayview', 'Cedar Street']) await page.getByRole('checkbox', { name: site }).check();
  await expectSound(page);
  await page.getByRole('button', { name: 'Sign: Intensive outpatient' }).click();
  await page.waitForURL(/\/people$/);
  await page.getByText(/Record code [A-Z]-\d{4}/).waitFor();
  const code = /[A-Z]-\d{4}/.exec((await page.getByText(/Record code/).textContent()) ?? '')?.[0] ?? '';
  await expectSound(page);
  await page.getByRole('button', { name: `Invite to sign in: ${code}` }).click();
  return page.getByRole('textbox', { name: 'Address' }).inputValue();
}

/** The coordinator runs the planner and publishes. */
async function planAndPublish(): Promise<void> {
  const page = coordinator;
  await page.goto(`${program.url}/plan`);
  await page
    .getByRole('button', { name: /^Run the planner|^Run again/ })
    .first()
    .click();
  const review = page.getByRole('link', { name: /^Review/ });
  await untilPlanned(page, review);
  await expectSound(page);
  await review.click();
  await page.getByRole('button', { name: /^Publish to/ }).click();
  await page
    .getByText(/Published to/)
    .first()
    .waitFor();
}

describe('somebody who', () => {
  test.each(PERSONAS)('$who finds a week, is admitted, and sees it', async (persona) => {
    const page = await openPage(browser, PHONE);
    await ask(page, persona);
    const invitation = await admitAndInvite(persona);
    await planAndPublish();
    await page.goto(invitation);
    await page.waitForURL(/\/week$/);
    await page
      .getByRole('button', { name: /next week/i })
      .first()
      .click();
    await expect.poll(() => page.locator('main').textContent(), { timeout: 15_000 }).toMatch(/of 9 h/);
    await expectSound(page);
    await expect.poll(() => page.title()).toBe('My week');
    await page.context().close();
  });
});
