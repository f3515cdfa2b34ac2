import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORG_ID } from '../../src/demo/program.rows.ts';
import { idOf } from '../../src/demo/seed.ts';
import { systemActor } from '../../src/guard/actors.ts';
import { newId } from '../../src/platform/ids.ts';
import { DESK, expectSound, openBrowser, openPage } from './browser.ts';
import { type Running, startProgram } from './running.ts';

const PICTURES = fileURLToPath(new URL('../out/pictures/session/', import.meta.url));
const MINUTE = 60_000;
const DANA = idOf('staff', 'dana');
const TOM = idOf('staff', 'tom');

let program: Running;
let browser: Browser;
let caseload: readonly string[];
beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  const dana = { org: ORG_ID, id: DANA, role: 'counselor', request: newId() };
  caseload = await program.house.door.asActor(dana, 'operations', async (db) => {
    const rows = await db.selectFrom('bridge.level_of_care').select('participant_id').distinct().execute();
    return rows.map((row) => row.participant_id).sort();
  });
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** A group of three hours, each of other people of the caseload as far as they reach. */
let made = 0;
async function hold(
  name: string,
  people: number,
  { leaders = [DANA], beganMinutesAgo = 20 }: { leaders?: readonly string[]; beganMinutesAgo?: number } = {},
): Promise<string> {
  const meeting = newId();
  const startsAt = new Date(Math.floor(Date.now() / MINUTE) * MINUTE - beganMinutesAgo * MINUTE);
  const on = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date());
  const of = { org_id: ORG_ID, meeting_id: meeting };
  const from = (made++ * 10) % Math.max(1, caseload.length - people);
  await program.house.door.asActor(systemActor('system:roster', ORG_ID), 'operations', async (db) => {
    const room = await db
      .selectFrom('schedule.room')
      .select(['site_id', 'room_id'])
      .executeTakeFirstOrThrow();
    await db
      .insertInto('treat.meeting')
      .values({
        ...of,
        ...room,
        on_date: on,
        kind: 'group',
        activity: 'process',
        label_en: name,
        label_es: name,
        starts_at: startsAt,
        ends_at: new Date(startsAt.getTime() + 180 * MINUTE),
      })
      .execute();
    await db
      .insertInto('treat.meeting_leader')
      .values(leaders.map((staff_id) => ({ ...of, staff_id })))
      .execute();
    await db
      .insertInto('treat.attendance')
      .values(
        caseload.slice(from, from + people).map((participant_id) => ({
          ...of,
          participant_id,
          on_date: on,
          status: 'expected',
          counted_minutes: 0,
        })),
      )
      .execute();
  });
  return meeting;
}

async function signedIn(look: object = DESK, label = 'Counselor'): Promise<Page> {
  const page = await openPage(browser, look);
  await page.goto(await program.linkFor(label));
  await page.waitForURL(/\/today$/);
  return page;
}
const openSession = async (page: Page, meeting: string) => {
  await page.goto(`${program.url}/session/${meeting}`);
  await page.locator('main li').first().waitFor();
};
const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${PICTURES}${name}.png`, fullPage: true });
/** The first count is of who came; the one of notes may read the same. */
const came = (page: Page, words: string) =>
  page.locator('main dl > div').first().getByText(words, { exact: true }).waitFor();
const line = (page: Page, nth: number) => page.locator('main li').nth(nth);
const press = (page: Page, nth: number, what: string) =>
  line(page, nth).getByRole('button', { name: what, exact: true });
const isPressed = async (page: Page, nth: number, what: string) => {
  await line(page, nth).locator(`button[aria-pressed="true"]`, { hasText: what }).first().waitFor();
};
const statuses = (page: Page, meeting: string): Promise<string[]> =>
  page.evaluate(
    (path) =>
      fetch(path)
        .then((answer) => answer.json())
        .then(({ roster }) => roster.map(({ status }: { status: string }) => status)),
    `/api/sessions/${meeting}`,
  );

describe('attendance', () => {
  test('of ten with two exceptions takes three taps and a reason, and twenty seconds', async () => {
    const meeting = await hold('Quiet group', 10);
    const page = await signedIn();
    await page.getByRole('link', { name: /^(Start|Go on)$/ }).waitFor();
    await expectSound(page);
    await picture(page, 'today-1280');
    await page.getByRole('link', { name: /^Open Quiet group/ }).click();
    await page.waitForURL(/\/session\//);
    await page.locator('main li').nth(9).waitFor();
    await expect.poll(() => page.title()).toBe('Session · Daybridge');
    await expect.poll(() => page.locator('main li').count()).toBe(10);
    const begun = performance.now();
    let taps = 0;
    const tap = async (button: ReturnType<Page['getByRole']>) => {
      taps++;
      await button.click();
    };
    await tap(page.getByRole('button', { name: 'Rest are here' }));
    await came(page, '10 of 10');
    await tap(press(page, 2, 'Late'));
    await line(page, 2)
      .getByText(/Came \d+:\d\d [ap]m, counts/)
      .waitFor();
    await tap(press(page, 4, 'Away'));
    await press(page, 4, 'Told us').click();
    await came(page, '9 of 10');
    await page.getByText(/^Saved \d+:\d\d [ap]m$/).waitFor();
    const seconds = (performance.now() - begun) / 1000;
    expect(taps).toBeLessThanOrEqual(4);
    expect(seconds).toBeLessThanOrEqual(20);
    const now = await statuses(page, meeting);
    expect([now[2], now[4], now.filter((each) => each === 'here').length]).toEqual(['late', 'away', 8]);
    await page.getByText(/^2\d(\.\d+)? h$/).waitFor();
    await expectSound(page);
    await picture(page, 'session-1280');
    await page.context().close();
  });

  test('a late hour is nudged by five minutes; whoever leaves early and comes back counts without the gap', async () => {
    const meeting = await hold('Nudged group', 2);
    const page = await signedIn();
    await openSession(page, meeting);
    await press(page, 0, 'Late').click();
    const time = line(page, 0).getByRole('group', { name: 'Came at' });
    const before = await time.locator('output').textContent();
    await time.getByRole('button', { name: /5 minutes earlier/ }).click();
    await expect.poll(() => time.locator('output').textContent()).not.toBe(before);
    await press(page, 1, 'Here').click();
    await line(page, 1).getByRole('button', { expanded: false }).click();
    await line(page, 1).getByRole('button', { name: 'Left early' }).click();
    await line(page, 1)
      .getByText(/left \d+:\d\d/)
      .waitFor();
    await line(page, 1).getByRole('button', { name: 'Came back' }).click();
    await line(page, 1)
      .getByText(/back \d+:\d\d/)
      .waitFor();
    await page.getByText(/^Saved/).waitFor();
    await expectSound(page);
    await page.context().close();
  });

  test('undo takes the last mark back', async () => {
    const meeting = await hold('Undone group', 3);
    const page = await signedIn();
    await openSession(page, meeting);
    await page.getByRole('button', { name: 'Rest are here' }).click();
    await came(page, '3 of 3');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await came(page, '0 of 3');
    await expect.poll(() => statuses(page, meeting)).toEqual(['expected', 'expected', 'expected']);
    await page.context().close();
  });

  test('by keyboard alone: next, here, late, away with its reason, the rest, undo, the list, and off', async () => {
    const meeting = await hold('Keyed group', 5);
    const page = await signedIn();
    await openSession(page, meeting);
    const { keyboard } = page;
    await keyboard.press('j');
    await keyboard.press('1');
    await isPressed(page, 0, 'Here');
    await keyboard.press('j');
    await keyboard.press('2');
    await isPressed(page, 1, 'Late');
    await keyboard.press('j');
    await keyboard.press('3');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Told us');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await line(page, 2)
      .getByText(/^No word/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Write to them' }).click();
    await page.getByText(/^“Somebody has a question for you.” goes to them/).waitFor();
    await keyboard.press('a');
    await came(page, '4 of 5');
    await keyboard.press('.');
    await came(page, '2 of 5');
    await keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keys' });
    await list.getByLabel('Single keys work on this device').uncheck();
    await expectSound(page);
    await keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    await keyboard.press('a');
    await expect
      .poll(() => statuses(page, meeting))
      .toEqual(['here', 'late', 'away', 'expected', 'expected']);
    await page.context().close();
  });
});

describe('without a network', () => {
  test('marks wait, outlive the page, and are sent once it is back', async () => {
    const meeting = await hold('Far group', 3);
    const page = await signedIn();
    await openSession(page, meeting);
    await page.route('**/marks', (route) => route.abort('internetdisconnected'));
    await page.getByRole('button', { name: 'Rest are here' }).click();
    await page.getByText('3 waiting to be sent').waitFor();
    await came(page, '3 of 3');
    await expectSound(page);
    await picture(page, 'waiting-1280');
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    expect(await statuses(page, meeting)).toEqual(['expected', 'expected', 'expected']);
    await page.reload();
    await page.getByText('3 waiting to be sent').waitFor();
    await page.unroute('**/marks');
    await expect.poll(() => statuses(page, meeting), { timeout: 20_000 }).toEqual(['here', 'here', 'here']);
    await page.getByText(/^Saved/).waitFor();
    await page.context().close();
  });

  test('what somebody else marked in the meantime is told, and one chooses', async () => {
    const meeting = await hold('Shared group', 2, { leaders: [DANA, TOM] });
    const page = await signedIn();
    await openSession(page, meeting);
    await page.route('**/marks', (route) => route.abort('internetdisconnected'));
    await press(page, 0, 'Here').click();
    await page.getByText('1 waiting to be sent').waitFor();
    const other = await signedIn();
    await openSession(other, meeting);
    await press(other, 0, 'Away').click();
    await press(other, 0, 'Excused').click();
    await other.getByText(/^Saved/).waitFor();
    await page.unroute('**/marks');
    await page.getByText('1 mark was not saved').waitFor({ timeout: 20_000 });
    await expectSound(page);
    expect((await statuses(page, meeting))[0]).toBe('away');
    await page.getByRole('button', { name: /^Save mine/ }).click();
    await expect.poll(async () => (await statuses(page, meeting))[0]).toBe('here');
    await page.getByText('1 mark was not saved').waitFor({ state: 'detached' });
    await other.context().close();
    await page.context().close();
  });
});

test('the notes of a group of eight are written and signed in forty clicks besides the words', async () => {
  const meeting = await hold('Written group', 8, { beganMinutesAgo: 190 });
  const page = await signedIn();
  await openSession(page, meeting);
  await page.getByRole('button', { name: 'Rest are here' }).click();
  await page.getByText('8 notes still to write').waitFor();
  let clicks = 0;
  const click = async (button: ReturnType<Page['getByRole']>) => {
    clicks++;
    await button.click();
  };
  const people = await page.evaluate(
    (path) => fetch(path).then((answer) => answer.json()),
    `/api/sessions/${meeting}/notes`,
  );
  const [first] = people.people as { called: string }[];
  const did = page.getByLabel('What the group did');
  await did.fill(`${first?.called} mapped a moment of high risk with the group.`);
  await page.getByText(/Names don’t belong here/).waitFor();
  await expectSound(page);
  await did.fill(
    'Members mapped one high-risk moment of the past week and practised a coping step in pairs.',
  );
  await page.getByText(/Names don’t belong here/).waitFor({ state: 'detached' });
  for (let nth = 0; nth < 8; nth++) {
    const goals = page.getByRole('group', { name: 'Goals this was about' }).getByRole('button');
    if ((await goals.count()) > 0) await click(goals.first());
    await click(page.getByRole('button', { name: 'Took part', exact: true }));
    await page.getByLabel('Response and progress').fill(`Answer ${nth}: “My own words, number ${nth}.”`);
    await click(page.getByRole('button', { name: 'None seen' }));
    await page.getByLabel('What comes next').fill(`Step ${nth} before Friday.`);
    if (nth === 1) await picture(page, 'notes-1280');
    if (nth < 7) await click(page.getByRole('button', { name: 'Next person' }));
  }
  await page.getByText('Every note is written').waitFor();
  await expectSound(page);
  await click(page.getByRole('button', { name: 'Sign 8 ready' }));
  await page.getByText('Every note is signed').waitFor();
  expect(clicks).toBeLessThanOrEqual(40);
  await expectSound(page);
  await picture(page, 'signed-1280');
  await page.context().close();
});

test('a walk-in comes from one’s own people, and a break is nobody’s time', async () => {
  const meeting = await hold('Open group', 2);
  const page = await signedIn();
  await openSession(page, meeting);
  await page.getByRole('button', { name: 'Add a walk-in' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a walk-in' });
  await dialog.getByRole('button', { name: /^Add / }).first().waitFor();
  await expectSound(page);
  await dialog.getByRole('button', { name: /^Add / }).first().click();
  await page.getByText('Walk-in', { exact: true }).waitFor();
  await came(page, '0 of 3');
  await page.getByRole('button', { name: 'Add a break…' }).click();
  await page.getByRole('button', { name: 'Save this break' }).click();
  await page.getByText('2.75 h without breaks').waitFor();
  await expectSound(page);
  await page.context().close();
});

test('the palette goes to pages, people and sessions by a few letters', async () => {
  await hold('Sought group', 1);
  const page = await signedIn();
  await page.getByRole('button', { name: /^Search or do/ }).waitFor();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'A page, a person, a session' });
  await box.fill('sought');
  await page.getByRole('option', { name: /Sought group/ }).waitFor();
  await expectSound(page);
  await picture(page, 'palette-1280');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/session\//);
  await page.getByRole('heading', { name: /Sought group/ }).waitFor();
  await page.keyboard.press('Control+k');
  await box.fill('r-1042');
  await page.getByRole('option', { name: /R-1042/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/people\/[0-9a-f-]+$/);
  await page.getByRole('heading', { name: 'Hours counted and prescribed' }).waitFor();
  await expectSound(page);
  await picture(page, 'person-1280');
  await page.getByRole('navigation', { name: 'This person' }).getByRole('link', { name: 'Sharing' }).click();
  await page.waitForURL(/\/sharing$/);
  await expectSound(page);
  await page.context().close();
});

describe('the pages', () => {
  test.each([
    { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es-US' },
    { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'en-US' },
    { viewport: { width: 1180, height: 820 }, colorScheme: 'dark', locale: 'en-US' },
    { viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-US' },
  ] as const)('are sound at $viewport.width, $colorScheme, $locale', async (look) => {
    const meeting = await hold('Evening group', 8);
    const page = await signedIn(look);
    const name = (what: string) => `${what}-${look.viewport.width}-${look.colorScheme}`;
    await page.locator('main h2').first().waitFor();
    await expectSound(page);
    await picture(page, name('today'));
    await openSession(page, meeting);
    await page.locator('#roster + button').click();
    await line(page, 2).getByRole('group').getByRole('button').nth(1).click();
    await line(page, 4).getByRole('group').getByRole('button').nth(2).click();
    await line(page, 4).getByRole('group').last().getByRole('button').first().click();
    await expectSound(page);
    await picture(page, name('session'));
    await page.goto(`${program.url}/people`);
    await page.getByRole('link', { name: 'R-1042' }).click();
    await page.locator('svg[role="img"] rect').first().waitFor();
    await expectSound(page);
    await picture(page, name('person'));
    await page.context().close();
  });

  test('of whoever sees people about medicines begin with their day as well', async () => {
    const page = await signedIn(DESK, 'Prescriber');
    await page.getByRole('heading', { name: 'Medicines' }).waitFor();
    await expectSound(page);
    await picture(page, 'today-prescriber');
    await page.context().close();
  });
});
