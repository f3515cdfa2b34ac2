import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { base32 } from '@better-auth/utils/base32';
import { getRequestListener } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { demoPeople, loadDemo } from '../../src/demo/index.ts';
import { firstOrg } from '../../src/guard/open-house.ts';
import { hotp } from '../../src/guard/sign-in/hotp.ts';
import { houseForTest } from '../../src/guard/testing.ts';
import { DESK, expectSound, giveDevice, openBrowser, openPage, PHONE } from './browser.ts';

const PAGES = fileURLToPath(new URL('../../dist/web/', import.meta.url));

const letters: string[] = [];
const closings: (() => Promise<unknown>)[] = [];
let browser: Browser;
let linkFor: (label: string) => Promise<string>;
let url: string;

/** The program with a mail server beside it, on a phone's browser: what a person sees of signing in. */
beforeAll(async () => {
  const mailPort = await startPostOffice();
  const server = createServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { house, drop } = await houseForTest({
    env: { DAYBRIDGE_URL: url, DAYBRIDGE_MAIL_URL: `smtp://localhost:${mailPort}` },
  });
  await loadDemo(house, new Date().toISOString().slice(0, 10));
  house.publicOrg = await firstOrg(house.door);
  const app = await createApp(house, PAGES);
  server.on('request', getRequestListener(app.fetch));
  linkFor = async (label) => {
    const guest = demoPeople(house).find((each) => each.label === label);
    if (guest === undefined) throw new Error(`The demo has no ${label}.`);
    return house.signIn.oneTimeLink(guest.person, 10);
  };
  browser = await openBrowser();
  closings.push(
    () => browser.close(),
    async () => {
      server.closeAllConnections();
      server.close();
    },
    drop,
  );
});
afterAll(async () => {
  for (const close of closings) await close();
});

async function startPostOffice(): Promise<number> {
  const office = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let letter = '';
      stream.on('data', (part) => {
        letter += part;
      });
      stream.on('end', () => {
        letters.push(letter);
        done();
      });
    },
  });
  const listening = office.listen(0, 'localhost');
  await once(office.server, 'listening');
  closings.push(() => new Promise<void>((closed) => office.close(closed)));
  return (listening.address() as AddressInfo).port;
}

const pathOf = (page: Page): string => new URL(page.url()).pathname;

async function codeFromMail(): Promise<string> {
  await expect.poll(() => letters.length).toBe(1);
  return /: (\d{6})/.exec(letters.shift() ?? '')?.[1] ?? '';
}

const setUpDevice = (page: Page) => page.getByRole('button', { name: 'Set up this device' }).click();
const signOut = async (page: Page) => {
  await page.goto(`${url}/sign-in/keys`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL('**/sign-in');
};

test('a device that was set up signs its owner in, and no longer once it is removed', async () => {
  const page = await openPage(browser, PHONE);
  await giveDevice(page, { knowsOwner: true });
  await page.goto(await linkFor('Participant'));
  expect(pathOf(page)).toBe('/week');
  await page.goto(`${url}/sign-in/keys`);
  await page.getByText('No device is set up yet.').waitFor();
  await expectSound(page);
  await setUpDevice(page);
  await page.getByText('This device is set up.').waitFor();
  await setUpDevice(page);
  await page.getByText('This device is set up already.').waitFor();
  await expectSound(page);

  await signOut(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Sign in with this device' }).click();
  await page.waitForURL('**/week');

  await page.goto(`${url}/sign-in/keys`);
  await page.getByRole('button', { name: /^Remove/ }).click();
  await expectSound(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No device is set up yet.').waitFor();
  await signOut(page);
  await page.getByRole('button', { name: 'Sign in with this device' }).click();
  await page.getByText('Your device did not sign you in.').waitFor();
  expect(pathOf(page)).toBe('/sign-in');
});

test('a device that does not know its owner is not enough', async () => {
  const page = await openPage(browser, PHONE);
  await giveDevice(page, { knowsOwner: false });
  await page.goto(await linkFor('Participant'));
  await page.goto(`${url}/sign-in/keys`);
  await setUpDevice(page);
  await page.getByText('Your device did not go along.').waitFor();
  await page.getByText('No device is set up yet.').waitFor();

  // Nor when the page asks it for less than the program does.
  const status = await page.evaluate(async () => {
    const post = (path: string, body?: unknown) =>
      fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const options = await (await post('/api/sign-in/keys/begin')).json();
    options.authenticatorSelection = { userVerification: 'discouraged', residentKey: 'discouraged' };
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const made = await navigator.credentials.create({ publicKey });
    return made instanceof PublicKeyCredential ? (await post('/api/sign-in/keys', made.toJSON())).status : 0;
  });
  expect(status).toBe(422);
});

test('a code by e-mail signs in, wherever the person said codes should go', async () => {
  const page = await openPage(browser, PHONE);
  await page.goto(await linkFor('Participant'));
  await page.goto(`${url}/sign-in/keys`);
  await page.getByLabel('Your e-mail address').fill('somebody');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByRole('alert').waitFor();
  await expectSound(page);
  await page.getByLabel('Your e-mail address').fill('somebody@example.com');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('The 6 numbers from the e-mail').fill(await codeFromMail());
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('On. We can send you a code').waitFor();

  await signOut(page);
  await page.getByLabel('Your e-mail address').fill('somebody@example.com');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  const field = page.getByLabel('The 6 numbers from the e-mail');
  await field.and(page.locator(':focus')).waitFor();
  expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
  const code = await codeFromMail();
  await field.fill(code === '000000' ? '111111' : '000000');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('alert').waitFor();
  await expectSound(page);
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL('**/week');
});

test('a second step is set up with an authenticator and asked for from then on', async () => {
  const page = await openPage(browser, DESK);
  await page.goto(await linkFor('Counselor'));
  await page.goto(`${url}/sign-in/keys`);
  await page.getByRole('button', { name: 'Set up a second step' }).click();
  const shown = (await page.locator('main code').textContent()) ?? '';
  expect(shown).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  await expectSound(page);
  const secret = base32.decode(shown.replace(/ /g, ''));
  // Each step works once, so the second sign-in shows the code of the one after.
  const step = Math.floor(Date.now() / 30_000);
  await page.getByLabel('The 6 numbers your authenticator shows').fill(hotp(secret, step));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByText('On. Each sign-in asks').waitFor();

  await page.goto(await linkFor('Counselor'));
  expect(pathOf(page)).toBe('/sign-in');
  await expectSound(page);
  await page.goto(`${url}/intake`);
  await page.waitForURL('**/sign-in');
  await page.getByLabel('The 6 numbers your authenticator shows').fill(hotp(secret, step + 1));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL('**/today');
});

test('a link that was used already says what to do instead, in both languages', async () => {
  const page = await openPage(browser, { ...PHONE, locale: 'es-US' });
  const link = await linkFor('Participante');
  await page.goto(link);
  await page.goto(`${url}/sign-in/keys`);
  await page.getByRole('button', { name: 'Salir de la cuenta' }).click();
  await page.waitForURL('**/sign-in');
  await page.goto(link);
  await page.getByText('Ese enlace ya se usó').waitFor();
  await expectSound(page);
});

test('Leave ends the session on the server, not only on the screen', async () => {
  const page = await openPage(browser, PHONE);
  await page.goto(await linkFor('Participant'));
  const isSignedIn = async (cookie: string) =>
    (await fetch(`${url}/api/me`, { headers: { cookie } })).status === 200;
  const kept = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  expect(await isSignedIn(kept)).toBe(true);
  await page.route(
    (address) => address.origin !== url,
    (route) => route.fulfill({ body: 'Sunny' }),
  );
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await page.getByText('Sunny').waitFor();
  await expect.poll(() => isSignedIn(kept)).toBe(false);
  await expect.poll(async () => (await page.context().cookies(url)).map(({ name }) => name)).toEqual([]);
});
