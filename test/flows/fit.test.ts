import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suggestReviews } from '../../src/fit/review/review.jobs.ts';
import { PEOPLE } from '../support/program.ts';
import { DESK, expectSound, openBrowser, openPage, PHONE } from './browser.ts';
import { type Running, startProgram } from './running.ts';

let program: Running;
let browser: Browser;
let counselor: Page;

beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  counselor = await openPage(browser, DESK);
  await counselor.goto(await program.linkFor('Counselor'));
  await counselor.waitForURL(/\/today$/);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** Answers of somebody an intensive outpatient program fits, by the beginning of each question. */
const FITS: Readonly<Record<string, string>> = {
  Age: 'adult',
  Intoxication: 'none',
  Withdrawal: 'none',
  Psychosis: 'none',
  'Criteria met': '6',
  'Suicide risk': 'none',
  'Risk of harm': 'none',
  'Physical health': 'stable',
  'Mental-health': 'none',
  'Risk of return': 'moderate',
  'Home and': 'supportive',
};

/** Somebody asks for a call, sending nothing along, and the counselor begins their assessment. */
async function assess(name: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const page = counselor;
  const asked = await page.evaluate(
    async ([who, key]) => {
      const answer = await fetch('/api/public/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key ?? '' },
        body: JSON.stringify({
          name: who,
          language: 'en',
          contact: {
            channel: 'text',
            value: '813-555-0177',
            hours: ['evening'],
            ifSomeoneElse: 'say-nothing',
          },
        }),
      });
      return { status: answer.status, words: await answer.text() };
    },
    [name, crypto.randomUUID()],
  );
  expect(asked.status, asked.words).toBe(201);
  await page.goto(`${program.url}/intake`);
  await page
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .first()
    .click();
  await page.getByRole('button', { name: 'Start the assessment' }).click();
  await page.waitForURL(/\/assessments\//);
  await page.getByText('What the table recommends').waitFor();
  for (const [label, value] of Object.entries({ ...FITS, ...more })) {
    await page
      .getByLabel(new RegExp(`^${label}`))
      .first()
      .selectOption(value);
  }
  await page.getByText('Saved', { exact: true }).waitFor();
}

const recommended = (level: string) =>
  counselor.getByRole('status').filter({ hasText: level }).first().waitFor();

/** Levels that begin care here: with the first of them comes the privacy notice. */
const ADMITS = ['Partial hospitalization', 'Intensive outpatient', 'Weekly visits'];

async function sign(level: string, more: { reason?: string } = {}): Promise<void> {
  const page = counselor;
  await page.getByRole('button', { name: 'Decide and sign…' }).click();
  if (more.reason !== undefined) {
    await page.getByLabel('Level of care', { exact: true }).selectOption({ label: level });
    await page.getByRole('button', { name: `Sign: ${level}` }).click();
    await page
      .getByText(/reason/i)
      .first()
      .waitFor();
    await page.getByLabel('Reason', { exact: true }).fill(more.reason);
    await page.getByLabel('Hours a week').fill('3');
    await page.getByLabel('Days a week, at least').fill('1');
  }
  if (ADMITS.includes(level)) {
    await page.getByLabel('The privacy notice').selectOption({ label: 'They got it and signed for it' });
  }
  const video = page.getByRole('checkbox', { name: 'By video' });
  if ((await video.count()) > 0) await video.check();
  await expectSound(page);
  await page.getByRole('button', { name: `Sign: ${level}` }).click();
}

describe('from the assessment to a signed decision', () => {
  test('a match for partial hospitalization, which is dual as well', async () => {
    await assess('Wren', { Psychosis: 'active_manageable' });
    await recommended('Partial hospitalization');
    await counselor.getByText('Dual diagnosis: treat both together').waitFor();
    await sign('Partial hospitalization');
    await counselor.waitForURL(/\/people$/);
  });

  test('a dual-diagnosis match at intensive outpatient, with substances counted and a duty to protect', async () => {
    await assess('Sage', { 'Mental-health': 'moderate' });
    await recommended('Intensive outpatient');
    await counselor.getByText('Dual diagnosis: treat both together').waitFor();
    await counselor.getByRole('button', { name: 'Add a substance' }).click();
    await counselor.getByText('DSM-5 criteria in the last 12 months', { exact: true }).click();
    for (const at of [1, 2, 3, 4, 5, 6]) {
      await counselor.getByLabel(new RegExp(`^${at}\\. `)).selectOption('yes');
    }
    await counselor.getByRole('button', { name: 'All others: not met' }).click();
    await counselor.getByText('6 of 11: severe').waitFor();
    await counselor.getByRole('button', { name: 'Add a duty' }).click();
    await counselor.getByText('Saved', { exact: true }).waitFor();
    await expectSound(counselor);
    await sign('Intensive outpatient');
    await counselor.waitForURL(/\/people$/);
  });

  test('a withdrawal that needs care day and night admits nobody here', async () => {
    await assess('Rio', { Withdrawal: 'severe' });
    await recommended('24-hour withdrawal care');
    await sign('24-hour withdrawal care');
    await counselor.waitForURL(/\/intake$/);
  });

  test('an intent to die is an emergency now', async () => {
    await assess('Juno', { 'Suicide risk': 'imminent' });
    await recommended('Emergency now');
    await expectSound(counselor);
    await sign('Emergency now');
    await counselor.waitForURL(/\/intake$/);
  });

  test('a decision that differs needs a reason', async () => {
    await assess('Lark');
    await recommended('Intensive outpatient');
    await sign('Weekly visits', { reason: 'They have a strong home program and want to begin lightly.' });
    await counselor.waitForURL(/\/people$/);
  });

  test('what a colleague changed meanwhile is chosen beside one’s own, and nothing is lost', async () => {
    await assess('Teal');
    const other = await openPage(browser, DESK);
    await other.goto(await program.linkFor('Counselor'));
    await other.goto(counselor.url());
    await other.getByRole('textbox', { name: 'Remarks' }).fill('From the other desk.');
    await other.getByText('Saved', { exact: true }).waitFor();
    await counselor.getByRole('textbox', { name: 'Remarks' }).fill('From this desk.');
    await counselor.getByText('Somebody else changed this meanwhile').waitFor();
    await expectSound(counselor);
    await counselor
      .getByRole('radio', { name: /^Theirs/ })
      .last()
      .check({ force: true });
    await counselor.getByRole('button', { name: 'Go on with these' }).click();
    await counselor.getByText('Saved', { exact: true }).waitFor();
    expect(await counselor.getByRole('textbox', { name: 'Remarks' }).inputValue()).toBe(
      'From the other desk.',
    );
    await other.context().close();
  });
});

describe('where a place asks for a second signature', () => {
  test('the director says so, the first signer asks a colleague, and care begins with the second', async () => {
    const as = async (person: (typeof PEOPLE)[keyof typeof PEOPLE]) => {
      const page = await openPage(browser, DESK);
      await page.goto(await program.house.signIn.oneTimeLink(person, 10));
      await page.locator('main h1').first().waitFor();
      return page;
    };
    const june = await as(PEOPLE.june);
    await june.goto(`${program.url}/program`);
    const cedar = june.getByRole('checkbox', { name: /Cedar Street need/ });
    await cedar.click();
    await expect.poll(() => cedar.isChecked()).toBe(true);
    await expectSound(june);

    await assess('Perry');
    await recommended('Intensive outpatient');
    await counselor.getByRole('button', { name: 'Decide and sign…' }).click();
    for (const box of await counselor.getByRole('dialog').getByRole('checkbox').all()) await box.uncheck();
    await counselor.getByRole('checkbox', { name: 'Cedar Street' }).check();
    await counselor
      .getByLabel('The privacy notice')
      .selectOption({ label: 'They got it and would rather not sign' });
    await counselor.getByLabel('Why is there no signature?').fill('Wants to read it at home first.');
    await counselor.getByLabel('Who signs second?').selectOption({ index: 1 });
    const asked = await counselor.getByLabel('Who signs second?').locator('option:checked').textContent();
    await expectSound(counselor);
    const path = counselor.url();
    await counselor.getByRole('button', { name: 'Sign: Intensive outpatient' }).click();
    await counselor.getByText('It waits for the second signature').waitFor();

    const second = await as(
      asked?.startsWith('Luis') ? PEOPLE.luis : asked?.startsWith('Ana') ? PEOPLE.ana : PEOPLE.mei,
    );
    await second.goto(path);
    await second.getByText('Waits for a second signature').waitFor();
    await expectSound(second);
    await second.getByRole('button', { name: 'Give it back' }).click();
    await second
      .getByText(/Say why|reason/i)
      .first()
      .waitFor();
    await second.getByRole('button', { name: 'I agree: sign second' }).click();
    await second.getByText('In force').waitFor();
    await cedar.click();
    await expect.poll(() => cedar.isChecked()).toBe(false);
    await june.context().close();
    await second.context().close();
  });
});

describe('on a phone, before anybody is asked', () => {
  test.each([
    ['danger', 'intent', 'You told us something important'],
    ['stopping', 'severe', 'You told us something important'],
  ])('an answer about %s brings help at once', async (question, value, heading) => {
    const page = await openPage(browser, PHONE);
    await page.goto(`${program.url}/start`);
    await page.getByRole('link', { name: 'Start', exact: true }).click();
    await page.getByRole('link', { name: /Continue/ }).click();
    for (let at = 1; at < 20; at++) {
      await page.waitForURL(/\/start\/q\/\d+$/);
      const path = new URL(page.url()).pathname;
      const name = (await page.locator('main input').first().getAttribute('name')) ?? '';
      const choices = page.locator(`input[name="${name}"]`);
      if (name === question) {
        const named = page.locator(`input[name="${name}"][value="${value}"]`);
        await ((await named.count()) > 0 ? named : choices.last()).check({ force: true });
        await page.getByRole('button', { name: 'Continue' }).click();
        break;
      }
      await choices.first().check({ force: true });
      await page.getByRole('button', { name: 'Continue' }).click();
      await expect.poll(() => new URL(page.url()).pathname).not.toBe(path);
    }
    await page.getByRole('heading', { name: new RegExp(heading) }).waitFor();
    await page
      .getByRole('link', { name: /988|911/ })
      .first()
      .waitFor();
    await page.context().close();
  });
});

describe('looking again', () => {
  test('a review begins from the list, is confirmed, signed at another level, and is no longer open', async () => {
    const page = counselor;
    await page.goto(`${program.url}/reviews`);
    await page.getByRole('button', { name: 'Begin a review' }).first().waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Begin a review' }).first().click();
    await page.waitForURL(/\/assessments\//);
    await page.getByRole('heading', { name: /^Review of/ }).waitFor();
    await page.getByText('To confirm before signing').waitFor();
    await page.getByRole('button', { name: 'Decide and sign…' }).click();
    await page.getByText(/only began the form/).waitFor();
    await page.getByRole('button', { name: 'Back to the answers' }).click();
    await page.getByLabel(/^The last 14 days/).selectOption('improving');
    for (;;) {
      const confirm = page.getByRole('button', { name: /^Confirm/ }).first();
      if ((await confirm.count()) === 0) break;
      await confirm.click();
    }
    await page.getByText('Saved', { exact: true }).waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Decide and sign…' }).click();
    await page.getByLabel('Level of care', { exact: true }).selectOption({ label: 'Weekly visits' });
    const reason = page.getByLabel('Reason', { exact: true });
    if ((await reason.count()) > 0) await reason.fill('Goals are met and home is steady.');
    await page.getByLabel('Hours a week').fill('3');
    await page.getByLabel('Days a week, at least').fill('1');
    await page.getByRole('button', { name: 'Sign: Weekly visits' }).click();
    await page.waitForURL(/\/people$/);
  });

  test('a sign that came up by itself is set aside with a reason', async () => {
    const page = counselor;
    expect(await suggestReviews(program.house, program.house.publicOrg ?? '')).toBeGreaterThan(0);
    await page.goto(`${program.url}/reviews`);
    await page.getByRole('button', { name: 'Begin a review' }).first().waitFor();
    await page.getByRole('button', { name: 'Not now…' }).first().click();
    await page.getByRole('button', { name: 'Set it aside' }).click();
    await page.getByText('Say why.').first().waitFor();
    await page.getByLabel('Reason').fill('On holiday that week, agreed before.');
    await page.getByRole('button', { name: 'Set it aside' }).click();
    await page.getByText('Noted. It stays quiet for two weeks.').waitFor();
  });
});
