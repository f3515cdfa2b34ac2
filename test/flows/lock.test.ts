import { base32 } from '@better-auth/utils/base32';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hotp } from '../../src/guard/sign-in/hotp.ts';
import { DESK, expectSound, giveDevice, openBrowser, openPage, PHONE } from './browser.ts';
import { type Running, startProgram } from './running.ts';

let program: Running;
let browser: Browser;

beforeAll(async () => {
  program = await startProgram();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

const path = (page: Page): string => new URL(page.url()).pathname;
const lockScreen = (page: Page) => page.getByRole('dialog', { name: 'Locked' });

/** The proof of every session lies six minutes back. */
const letProofsAge = () =>
  program.house.door.asPart('auth', (run) =>
    run("update presence set proven_at = proven_at - interval '6 minutes'", []),
  );

describe('a screen nobody touches', () => {
  test('says so, stays when somebody is there, locks, and opens with the page as it was left', async () => {
    const page = await openPage(browser, DESK);
    await giveDevice(page, { knowsOwner: true });
    await page.goto(await program.linkFor('Counselor'));
    await page.goto(`${program.url}/sign-in/keys`);
    await page.getByRole('button', { name: 'Set up this device' }).click();
    await page.getByText('This device is set up.').waitFor();

    await page.clock.install();
    await page.goto(`${program.url}/people`);
    const draft = page.getByRole('textbox').first();
    await draft.fill('what I was typing');
    await page.clock.fastForward('13:30');
    const near = page.getByRole('dialog', { name: 'Are you still here?' });
    await near.waitFor();
    await expectSound(page);
    await near.getByRole('button', { name: 'Stay' }).click();
    await near.waitFor({ state: 'detached' });

    await page.clock.fastForward('16:00');
    await lockScreen(page).waitFor();
    await expectSound(page);
    // Nothing under the lock is reached by the keyboard, and no Escape takes it away.
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Escape');
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press('Tab');
      const isInside = await page.evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
      );
      expect(isInside, await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))).toBe(true);
    }
    await lockScreen(page).waitFor();
    // Nor does the server answer somebody who goes round the screen.
    expect(await page.evaluate(async () => (await fetch('/api/me')).status)).toBe(423);

    await lockScreen(page).getByRole('button', { name: 'Use this device' }).click();
    await lockScreen(page).waitFor({ state: 'detached' });
    expect(await draft.inputValue()).toBe('what I was typing');
    expect(path(page)).toBe('/people');
    expect(await page.evaluate(async () => (await fetch('/api/me')).status)).toBe(200);
  });

  test('is locked by hand, in every tab, and a reload does not open it', async () => {
    const page = await openPage(browser, DESK);
    await giveDevice(page, { knowsOwner: true });
    await page.goto(await program.linkFor('Coordinator'));
    await page.getByRole('button', { name: 'Lock the screen' }).click();
    await lockScreen(page).getByText('You have not set up a way to unlock.').waitFor();
    await page.reload();
    await lockScreen(page).waitFor();
    await lockScreen(page).getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in?over=1');
    await page.getByText('You were signed out').waitFor();
  });

  test('signs a participant out on a device that is not theirs, and says why', async () => {
    const page = await openPage(browser, PHONE);
    await page.goto(await program.linkFor('Participant'));
    await page.clock.install();
    await page.goto(`${program.url}/week`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.clock.fastForward('18:30');
    await page.getByRole('dialog', { name: 'Are you still here?' }).waitFor();
    await expectSound(page);
    await page.clock.fastForward('02:00');
    await page.waitForURL('**/sign-in?over=1');
    await expectSound(page);
  });
});

describe('what needs the person, not only an open page', () => {
  test('asks for a proof, then does what was asked; without one nothing is done', async () => {
    const page = await openPage(browser, DESK);
    await page.goto(await program.linkFor('Counselor'));
    await page.goto(`${program.url}/sign-in/keys`);
    await letProofsAge();
    await page.getByRole('button', { name: 'Set up a second step' }).click();
    const proof = page.getByRole('dialog', { name: 'Show that it is you' });
    await proof.waitFor(); // the device of the first walk is a way, so a second one is not set up without it
    await expectSound(page);
    await proof.getByRole('button', { name: 'Not now' }).click();
    await proof.waitFor({ state: 'detached' });
  });

  test('a code of the authenticator is enough, on a phone and in Spanish', async () => {
    const page = await openPage(browser, { ...PHONE, locale: 'es-US', colorScheme: 'dark' });
    await page.goto(await program.linkFor('Participante'));
    const { secret } = await page.evaluate(async () => {
      const post = (to: string, body?: unknown) =>
        fetch(to, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      return (await post('/api/sign-in/second-step/begin')).json();
    });
    const step = () => Math.floor(Date.now() / 30_000);
    const codeAt = (at: number) => hotp(base32.decode(secret), at);
    expect(
      await page.evaluate(
        async (code) =>
          (
            await fetch('/api/sign-in/second-step', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ code }),
            })
          ).status,
        codeAt(step() - 1),
      ),
    ).toBe(200);
    await letProofsAge();
    await page.goto(`${program.url}/sign-in/keys`);
    await page.getByRole('button', { name: 'Configurar este dispositivo' }).click();
    const proof = page.getByRole('dialog', { name: 'Muestre que es usted' });
    await proof.waitFor();
    await expectSound(page);
    await proof.getByLabel('Los 6 números que muestra su autenticador').fill(codeAt(step()));
    await proof.getByRole('button', { name: 'Seguir' }).click();
    await proof.waitFor({ state: 'detached' });
  });

  test('other devices are listed and signed out from here', async () => {
    const [here, there] = [await openPage(browser, PHONE), await openPage(browser, DESK)];
    await there.goto(await program.linkFor('Participant'));
    await here.goto(await program.linkFor('Participant'));
    await here.goto(`${program.url}/sign-in/keys`);
    await here
      .getByRole('button', { name: /^Sign out there/ })
      .first()
      .click();
    await here.getByText('Signed out there.').waitFor();
    await expectSound(here);
    await there.goto(`${program.url}/week`);
    await there.waitForURL('**/sign-in*');
  });
});
