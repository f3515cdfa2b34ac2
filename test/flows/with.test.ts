import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personId } from '../../src/demo/people.rows.ts';
import { DESK, expectSound, openBrowser, openPage, PHONE } from './browser.ts';
import { type Running, startProgram } from './running.ts';

/** Made only when asked for; for whoever wants to look at every page at once. */
const PICTURES = process.env.DAYBRIDGE_PICTURES === undefined ? undefined : 'test/out/pictures';
const SMALL = { ...PHONE, viewport: { width: 320, height: 640 } };
const DARK = { ...PHONE, colorScheme: 'dark' as const };

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

async function enter(label: string, options: BrowserContextOptions = PHONE): Promise<Page> {
  const page = await openPage(browser, options);
  await page.goto(await program.linkFor(label));
  await page.waitForURL(/\/(week|intake|today)/);
  return page;
}

/** Sound in light and dark, at both widths of a phone; a picture of each where one is asked for. */
async function expectSoundAnywhere(page: Page, name: string): Promise<void> {
  for (const { width, scheme } of [
    { width: 390, scheme: 'light' },
    { width: 320, scheme: 'dark' },
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 844 });
    await expectSound(page);
    if (PICTURES !== undefined) {
      await page.screenshot({ path: `${PICTURES}/with-${name}-${width}-${scheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(PHONE.viewport);
}

/** The person signs that Ana may see their week and nothing else. */
async function shareWeek(page: Page): Promise<void> {
  const go = () => page.getByRole('button', { name: 'Continue' }).click();
  await page.goto(`${program.url}/more/sharing/new`);
  await page.getByText('Somebody close to me').click();
  await page.getByLabel('Their name').fill('Ana');
  await page.getByLabel('Who they are to you').fill('my sister');
  await go();
  await page.getByText('my week', { exact: true }).click();
  await go();
  await page.getByRole('textbox', { name: 'What is it for?' }).fill('So she can help with rides.');
  await go();
  await page.getByText('Three months').click();
  await go();
  await page.getByRole('heading', { name: 'This is what Ana will see' }).waitFor();
  await go();
  await page.getByText('I have read this, and I say yes.').click();
  await page.getByLabel('Type your name to sign').fill('Karen R.');
  await page.getByRole('button', { name: 'Let Ana see this' }).click();
  await page.waitForURL(/\/more\/sharing\/[0-9a-f-]{36}$/);
}

test('a supporter comes in by link and code, is approved, sees the week alone, and then nothing', async () => {
  const person = await enter('Participant');
  await shareWeek(person);
  await person.getByRole('heading', { name: 'Let Ana sign in' }).waitFor();
  await person.getByRole('button', { name: 'Make a link and a code' }).click();
  const link = await person.getByLabel('The link').inputValue();
  const code = (await person.getByText(/^\d{3} \d{3}$/).textContent()) ?? '';
  expect(link).toMatch(/\/with\/join\/[\w-]{43}$/);
  await expectSoundAnywhere(person, 'invite');

  // With the keyboard alone: a wrong code, then the right one.
  const supporter = await openPage(browser, SMALL);
  await supporter.goto(link);
  await supporter.getByRole('heading', { name: 'Come in' }).waitFor();
  await expect.poll(() => supporter.title()).toBe('Come in');
  await expectSoundAnywhere(supporter, 'join');
  await supporter.getByRole('button', { name: 'Go on' }).press('Enter');
  await supporter.getByText('Type the 6 numbers.').first().waitFor();
  await supporter.getByLabel('The 6 numbers you were told').focus();
  await supporter.keyboard.type(code === '000 000' ? '000001' : '000000');
  await supporter.keyboard.press('Tab');
  await supporter.keyboard.type('Ana R.');
  await supporter.keyboard.press('Enter');
  await supporter
    .getByText(/do not go together/)
    .first()
    .waitFor();
  await supporter.getByLabel('The 6 numbers you were told').fill(code);
  await supporter.keyboard.press('Enter');
  await supporter.waitForURL(`${program.url}/with`);
  await supporter.getByRole('heading', { name: 'Nothing is shared right now' }).waitFor();
  await expectSoundAnywhere(supporter, 'nothing');

  await person.goto(`${program.url}/more/sharing`);
  await person.getByText(/They call themself “Ana R\.”/).waitFor();
  await expectSoundAnywhere(person, 'approve');
  await person.getByRole('button', { name: 'Yes, that is Ana R.' }).click();
  await person.getByText(/They call themself/).waitFor({ state: 'detached' });

  await supporter.reload();
  await supporter.getByRole('heading', { name: 'This week' }).waitFor();
  await expect.poll(() => supporter.title()).toBe('Shared');
  // What is not shared is not there at all, neither to the eye nor in what was sent.
  const sent = await supporter.evaluate(async () => (await fetch('/api/with')).text());
  expect(Object.keys(JSON.parse(sent).shared)).toEqual(['week']);
  const html = await supporter.content();
  for (const absent of [
    'Did they come',
    'The plan',
    'Their goals',
    'Their medicines',
    'Check-in scores',
    'Karen',
  ]) {
    expect(html).not.toContain(absent);
  }
  await expectSoundAnywhere(supporter, 'week');

  await person.goto(`${program.url}/more/sharing`);
  await person.getByRole('switch', { name: 'Share with Ana, my sister' }).click();
  await person.getByText(/Stopped\. They stop seeing/).waitFor();
  // The page is still open: its next look shows nothing more.
  await supporter.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await supporter.getByRole('heading', { name: 'Nothing is shared right now' }).waitFor();
  expect(await supporter.getByRole('heading', { name: 'This week' }).count()).toBe(0);
});

test('a supporter finds help, tells the counselor one way, keeps a word for themself, and leaves', async () => {
  const person = await enter('Participant');
  await shareWeek(person);
  await person.getByRole('button', { name: 'Make a link and a code' }).click();
  const link = await person.getByLabel('The link').inputValue();
  const code = (await person.getByText(/^\d{3} \d{3}$/).textContent()) ?? '';

  const page = await openPage(browser, { ...DARK, locale: 'es-US' });
  await page.goto(link);
  await page.getByLabel('Los 6 números que le dijeron').fill(code);
  await page.getByLabel('¿Cómo le llamamos?').fill('Ana R.');
  await page.getByRole('button', { name: 'Seguir' }).click();
  await page.getByRole('heading', { name: 'Ahora no hay nada compartido' }).waitFor();
  await expectSound(page);
  await page.getByRole('button', { name: 'English' }).click();

  await page.getByRole('link', { name: 'How to help' }).click();
  await page.getByRole('heading', { name: 'For you' }).waitFor();
  await expectSoundAnywhere(page, 'help');

  await page.getByRole('link', { name: 'Shared' }).click();
  await page.getByRole('link', { name: 'What can I do?' }).click();
  await page.getByRole('link', { name: 'Call 911', exact: true }).waitFor();
  await expectSoundAnywhere(page, 'worried');
  await page.getByRole('button', { name: 'Send this' }).click();
  await page.getByText('Write a few words first.').first().waitFor();
  await page.getByLabel('What worries you?').fill('She has not slept for days.');
  await page.getByRole('button', { name: 'Send this' }).click();
  await page.getByText(/If there is someone here whom this is about/).waitFor();

  const counselor = await enter('Counselor', DESK);
  await counselor.goto(`${program.url}/alerts`);
  const worry = counselor.getByRole('region', { name: 'Somebody close to them is worried' });
  await worry.getByText('She has not slept for days.').waitFor();
  await expectSound(counselor);
  if (PICTURES !== undefined) await counselor.screenshot({ path: `${PICTURES}/with-worry-staff.png` });
  await worry.getByRole('button', { name: 'I have read this' }).click();
  await worry.waitFor({ state: 'detached' });

  await page.goto(`${program.url}/with/check-in`);
  await page
    .getByRole('group', { name: 'How did you sleep this week?' })
    .getByText('Badly', { exact: true })
    .click();
  await page.getByRole('button', { name: 'Keep this for me' }).click();
  await page.getByText('Answer all three, or leave it for another day.').waitFor();
  await page
    .getByRole('group', { name: 'How heavy does it feel?' })
    .getByText('Heavy', { exact: true })
    .click();
  await page
    .getByRole('group', { name: 'Did you have someone to talk to?' })
    .getByText('Sometimes', { exact: true })
    .click();
  await page.getByRole('button', { name: 'Keep this for me' }).click();
  await page.getByText('Sleep: Badly · Weight: Heavy · Company: Sometimes').waitFor();
  await expectSoundAnywhere(page, 'check-in');

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Messages' }).waitFor();
  await expectSoundAnywhere(page, 'settings');
  await page.getByRole('button', { name: 'Leave for good' }).click();
  const dialog = page.getByRole('dialog');
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Leave for good' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto(`${program.url}/with`);
  await page.waitForURL(/\/sign-in/);
});

test('a counselor names who acts for somebody, with the proof and for a time, and hands on the link and the code', async () => {
  const counselor = await enter('Counselor', DESK);
  await counselor.goto(`${program.url}/people/${personId('R-1042')}`);
  await counselor.getByRole('button', { name: 'Add somebody who acts for them' }).click();
  const dialog = counselor.getByRole('dialog', { name: 'Add somebody who acts for them' });
  await dialog.getByRole('button', { name: /^Add, and make/ }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('Their name').fill('Pat');
  await dialog.getByLabel('Who they are to the person').fill('her agent');
  await dialog.getByLabel('The proof you saw').fill('Power of attorney, seen on paper.');
  await expectSound(counselor);
  await dialog.getByRole('button', { name: /^Add, and make/ }).click();
  const way = counselor.getByRole('dialog', { name: 'For Pat' });
  const link = await way.getByLabel('The link. Alone it opens nothing.').inputValue();
  const code = await way.getByLabel('The code. Tell it in person, not with the link.').inputValue();
  await expectSound(counselor);

  const agent = await openPage(browser, PHONE);
  await agent.goto(link);
  await agent.getByLabel('The 6 numbers you were told').fill(code);
  await agent.getByLabel('What should we call you?').fill('Pat');
  await agent.getByRole('button', { name: 'Go on' }).click();
  await agent.getByRole('heading', { name: 'This week' }).waitFor();
  for (const tile of ['Did they come?', 'The plan', 'Their goals', 'Their medicines', 'Check-in scores']) {
    await agent.getByRole('heading', { name: tile }).waitFor();
  }
  await expectSoundAnywhere(agent, 'agent');
});
