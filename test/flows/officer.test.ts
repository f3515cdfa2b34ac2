import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE, type Person } from '../support/program.ts';
import { DESK, expectSound, openBrowser, openPage } from './browser.ts';
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

const NARROW = { viewport: { width: 320, height: 800 }, colorScheme: 'dark', locale: 'es-US' } as const;

async function as(person: Person, look: BrowserContextOptions = DESK): Promise<Page> {
  const page = await openPage(browser, look);
  await page.goto(await program.house.signIn.oneTimeLink(person, 10));
  await page.locator('main h1').first().waitFor();
  return page;
}

/** One duty of the privacy officer, as they come to it. */
async function duty(name: string): Promise<Page> {
  const kofi = await as(PEOPLE.kofi);
  await kofi.getByRole('link', { name: 'Duties' }).click();
  await kofi.getByRole('main').getByRole('link', { name }).click();
  await kofi.getByRole('link', { name: 'All duties' }).waitFor();
  return kofi;
}

async function soundWhenNarrow(path: string, heading: string): Promise<void> {
  const narrow = await as(PEOPLE.kofi, NARROW);
  await narrow.goto(`${program.url}${path}`);
  await narrow.getByRole('heading', { level: 1, name: heading }).waitFor();
  await expectSound(narrow);
  await expect.poll(() => narrow.title()).not.toMatch(/1042|1187|karen/i);
  await narrow.context().close();
}

/** Karen signs that somebody may know when she came and what her plan is. */
async function sign(name: string, expiry: object): Promise<void> {
  const karen = await as(PEOPLE.karen);
  await karen.evaluate(
    async (more) => {
      const answer = await fetch('/api/my/sharing', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-daybridge': '1',
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify({
          kind: 'specific',
          language: 'en',
          categories: ['attendance', 'plan'],
          purposes: ['treatment'],
          signature: 'Karen',
          agreed: true,
          ...more,
        }),
      });
      if (answer.status !== 201) throw new Error(await answer.text());
    },
    { recipient: { kind: 'organisation', name }, expiry },
  );
  await karen.context().close();
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a subpoena alone gets the words that tell nothing; an order with it lets its parts out, once', async () => {
  const kofi = await duty('Courts');
  const receive = async (papers: readonly string[], words: string) => {
    for (const paper of papers) await kofi.getByRole('checkbox', { name: paper }).check();
    await kofi.getByLabel('What was received').fill(words);
    await kofi.getByRole('button', { name: 'Keep it and see what to do' }).click();
  };
  await receive(['It holds a subpoena'], 'A letter of an attorney.');
  await kofi.getByText(/neither confirm nor deny/).waitFor();
  await kofi.getByText('nothing may go out').waitFor();
  expect(await kofi.getByRole('button', { name: 'Enter an order' }).count()).toBe(0);
  await kofi.getByRole('button', { name: 'I answered with these words' }).click();
  const before = kofi.getByRole('region', { name: 'Answered before' });
  await before.getByText('A letter of an attorney.').waitFor();

  await receive(['It holds a subpoena', 'It holds a court order'], 'An order of the circuit court.');
  await kofi.getByText('order and subpoena are here').waitFor();
  await kofi.getByRole('button', { name: 'Enter an order' }).click();
  const entering = kofi.getByRole('group', { name: 'Enter an order' });
  await entering.getByLabel('Record code').fill('r-1042');
  await entering.getByRole('button', { name: 'Keep the order' }).click();
  await entering.getByText('Say which parts.').waitFor();
  await entering.getByText('Choose a day.').first().waitFor();
  await expectSound(kofi);
  for (const part of ['attendance', 'treatment plan']) {
    await entering.getByRole('checkbox', { name: part, exact: true }).check();
  }
  await entering.getByLabel('From the day').fill('2026-01-01');
  await entering.getByLabel('Until the day').fill('2026-06-30');
  await entering.getByLabel('Who gets it').fill('Clerk of court');
  await entering.getByLabel('Of which court or office').fill('Circuit court');
  await entering.getByRole('button', { name: 'Keep the order' }).click();
  await kofi.getByText('not used yet').waitFor();
  await kofi.getByText(/^attendance and treatment plan; from Jan 1, 2026 to Jun 30, 2026$/).waitFor();
  await kofi.getByText(/To Clerk of court, Circuit court/).waitFor();

  const letOut = kofi.getByRole('button', { name: 'Let out under this order: R-1042' });
  await letOut.click();
  const release = kofi.getByRole('group', { name: 'Let out under this order: R-1042' });
  await release.getByLabel('From the day').fill('2025-01-01');
  await release.getByLabel('What it is, in a few words').fill('Days of attendance');
  await release.getByRole('button', { name: 'Write it down and let it out' }).click();
  await release.getByText(/The order is about 2026-01-01 to 2026-06-30 alone/).waitFor();
  await release.getByRole('checkbox', { name: 'treatment plan', exact: true }).uncheck();
  await release.getByLabel('From the day').fill('2026-02-01');
  await release.getByRole('button', { name: 'Write it down and let it out' }).click();
  await kofi.getByText(/^let out on /).waitFor();
  expect(await letOut.count()).toBe(0);
  await kofi.getByText('Hand over just this, to Clerk of court.').waitFor();
  await expectSound(kofi);
  await soundWhenNarrow('/guard/legal', 'Lo que piden juzgados y oficinas');

  await kofi.getByLabel('How it was answered').fill('The days of attendance went to the clerk.');
  await kofi.getByRole('button', { name: 'It is answered' }).click();
  await before.getByText('The days of attendance went to the clerk.').waitFor();
  await before.getByRole('button', { name: 'Show its orders' }).click();
  await before.getByText('R-1042').waitFor();
  await kofi.goto(`${program.url}/guard/requests`);
  await kofi.getByRole('link', { name: 'Write down a request from a court or an office' }).waitFor();
  await soundWhenNarrow('/guard/duties', 'Lo que la ley pide al programa');
});

test('an audit begins, prints a marked sheet about a record agreed on, and ends with the sheets destroyed', async () => {
  const kofi = await duty('Audits');
  const begin = kofi.getByRole('region', { name: 'Begin an audit' });
  await begin.getByRole('button', { name: 'Begin it' }).click();
  await begin.getByText('Say who checks.').first().waitFor();
  await begin.getByLabel('Who checks').fill('Ida Beck');
  await begin.getByLabel('For whom they check').fill('State authority');
  await begin.getByLabel(/^What was agreed/).fill('Signed on paper, in the safe.');
  await begin.getByLabel('The day it was signed').fill('2026-10-01');
  await begin.getByLabel(/^The last day/).fill(inDays(10));
  await begin.getByLabel('Sheets at most').fill('2');
  await begin.getByLabel(/^Record codes/).fill('r-1042, X-0');
  await begin.getByRole('button', { name: 'Begin it' }).click();
  await begin.getByText('Nobody here has the code X-0.').waitFor();
  await begin.getByLabel(/^Record codes/).fill('r-1042, m-1187');
  await begin.getByRole('button', { name: 'Begin it' }).click();

  const audit = kofi.getByRole('region', { name: 'Ida Beck, State authority' });
  await audit.getByText('0 of 2 sheets printed.').waitFor();
  await audit.getByText(/^Every sheet is destroyed by /).waitFor();
  await audit.getByLabel('About which record').selectOption('R-1042');
  const [sheet] = await Promise.all([
    kofi.waitForEvent('download'),
    audit.getByRole('button', { name: 'Print one sheet (PDF)' }).click(),
  ]);
  expect(sheet.suggestedFilename()).toBe('sheet.pdf');
  await audit.getByText('1 of 2 sheets printed.').waitFor();
  await expectSound(kofi);
  await soundWhenNarrow('/guard/audits', 'Quién revisa el programa');
  await audit.getByRole('button', { name: 'End it now' }).click();
  await audit.getByText('over', { exact: true }).waitFor();
  expect(await audit.getByRole('button', { name: 'Print one sheet (PDF)' }).count()).toBe(0);
  await audit.getByRole('button', { name: 'Write down that they are destroyed' }).click();
  await audit.getByText(/^The sheets were destroyed on /).waitFor();
});

test('whose consent ends soon stands before the privacy officer and their counselor, with what stops then', async () => {
  await sign('Bay Clinic', { on: inDays(10) });
  const kofi = await duty('Consents ending');
  const row = (page: Page) => page.locator('tbody tr').filter({ hasText: 'Bay Clinic' });
  await row(kofi).getByText('They get no more: attendance and treatment plan.').waitFor();
  expect(await row(kofi).getByRole('link').count()).toBe(0);
  await expectSound(kofi);
  const dana = await as(PEOPLE.dana);
  await dana.getByRole('link', { name: 'Consents ending' }).click();
  await expectSound(dana);
  await row(dana).getByRole('link', { name: 'R-1042' }).click();
  await dana.getByText('Bay Clinic').first().waitFor();
  await soundWhenNarrow('/guard/ending', 'Permisos que terminan en 30 días');
});

test('a stricter rule of the state is switched on with its source in sight, and off again', async () => {
  const kofi = await duty('State law');
  const rule = kofi.getByRole('region', { name: /^FL: Fla\. Stat\./ });
  await rule.getByText('off', { exact: true }).waitFor();
  await rule.getByText(/have a lawyer of the state confirm it/).waitFor();
  await rule.getByRole('button', { name: /^Switch on/ }).click();
  await rule.getByText('on', { exact: true }).waitFor();
  await expectSound(kofi);
  await soundWhenNarrow('/guard/state-law', 'Donde el estado es más estricto');
  await rule.getByRole('button', { name: /^Switch off/ }).click();
  await rule.getByText('off', { exact: true }).waitFor();

  const reports = kofi.getByRole('region', { name: 'Reports to the drug monitoring program' });
  await reports.getByLabel('The law that asks for them').fill('A law of the state');
  await reports.getByRole('button', { name: 'Name this law' }).click();
  await reports.getByText('Named: A law of the state').waitFor();
  await reports.getByRole('button', { name: 'End these reports' }).click();
  await reports.getByLabel('The law that asks for them').waitFor();
});

test('counts leave in known words alone, the small ones kept back, with the document that approves it', async () => {
  const kofi = await duty('Data releases');
  const form = kofi.getByRole('region', { name: 'Let counts leave' });
  await form.getByRole('button', { name: 'Check it and let it leave' }).click();
  await form.getByText('Choose what they are counted by, and write a line at least.').waitFor();
  await form.getByRole('checkbox', { name: 'year' }).check();
  await form.getByRole('checkbox', { name: 'level of care' }).check();
  await form.getByText('level of care: OP, IOP, PHP, residential, withdrawal management').waitFor();
  await form.getByLabel('Who gets it').fill('Bay University');
  await form.getByLabel('What is to be found out').fill('Who stays for how long.');
  await form.getByLabel('Who approved it').fill('The review board');
  await form.getByLabel('The day it was approved').fill('2026-10-01');
  await form.getByLabel('The counts, a line each').fill('2026, IOP, 34\n2026, Karen, 4');
  await form.getByRole('button', { name: 'Check it and let it leave' }).click();
  await form.getByText('Nothing leaves without the document that approves it.').waitFor();
  // Letter by letter: what was wrong before takes no focus away.
  await form.getByLabel(/^The words of the document/).pressSequentially('The board agrees.');
  await form.getByRole('button', { name: 'Check it and let it leave' }).click();
  await form.getByText('Line 2: This word is not among those in which counts may leave.').waitFor();
  await expectSound(kofi);
  await form.getByLabel('The counts, a line each').fill('2026, IOP, 34\n2026, PHP, 4');
  await form.getByRole('button', { name: 'Check it and let it leave' }).click();
  await form.getByText('2026,PHP,<11').waitFor();
  const [file] = await Promise.all([
    kofi.waitForEvent('download'),
    form.getByRole('button', { name: 'Save as a table (CSV)' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('counts.csv');
  const left = kofi.getByRole('region', { name: 'A study: Bay University' });
  await left.getByText(/2 numbers, 1 of them kept back as under eleven\.$/).waitFor();
  await expectSound(kofi);
  await soundWhenNarrow('/guard/releases', 'Cuentas que salen para un estudio o la salud pública');
});

test('the program closes: read before it is said, handed over where it was signed, sealed once the number is typed', async () => {
  await sign('Cedar House', { event: 'end-of-treatment' });
  const kofi = await duty('Closing');
  const form = kofi.getByRole('region', { name: 'The program goes on' });
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date());
  await form.getByRole('button', { name: 'Read what follows from it…' }).click();
  await form.getByText('Say the last day; and with a law, which one and until when.').waitFor();
  await form.getByLabel('The last day').fill(today);
  await form.getByLabel(/^The program that takes over/).fill('Cedar House');
  await form.getByRole('checkbox', { name: 'A law asks for records to be kept' }).check();
  await form.getByLabel('Which law').fill('a law of the state');
  await form.getByLabel('Keep them until the day').fill('2033-12-31');
  await expectSound(kofi);
  await soundWhenNarrow('/guard/closing', 'Si el programa cierra o pasa a otro');
  await form.getByRole('button', { name: 'Read what follows from it…' }).click();
  const saying = kofi.getByRole('dialog', { name: 'What follows when you say that the program closes' });
  await saying.getByText('This cannot be changed or taken back here.').waitFor();
  await saying.getByRole('button', { name: 'Say that the program closes' }).click();
  await saying.getByText('Tick that you read it.').waitFor();
  await expectSound(kofi);
  await saying.getByRole('checkbox', { name: 'I read this, and it is decided' }).check();
  await saying.getByRole('button', { name: 'Say that the program closes' }).click();
  await kofi.getByText('Taken over by Cedar House.').waitFor();

  const handing = kofi.getByRole('region', { name: 'Hand a record over' });
  await handing.getByLabel('Record code').fill('M-1187');
  await handing.getByText('There is no consent in force that names Cedar House.').waitFor();
  await handing.getByLabel('Record code').fill('r-1042');
  await handing.getByRole('button', { name: 'Write it down as handed over' }).click();
  await kofi.getByText('1 record handed over').waitFor();
  await expectSound(kofi);

  await kofi.getByRole('button', { name: 'Read what happens now…' }).click();
  const doing = kofi.getByRole('dialog', { name: 'What happens now' });
  await doing.getByRole('button', { name: 'Seal them all' }).click();
  await doing.getByText('Type the number of records as it stands there.').waitFor();
  const count = /: (\d+)$/.exec((await doing.locator('label').first().textContent()) ?? '')?.[1] ?? '';
  await doing.getByRole('textbox').pressSequentially(count);
  await doing.getByRole('button', { name: 'Seal them all' }).click();
  await kofi.getByText('carried out', { exact: true }).waitFor();
  await kofi.getByText(`${count} records sealed`).waitFor();
  await kofi.getByText(/^Records of .* required to be maintained under a law of the state/).waitFor();
  await expectSound(kofi);
  await soundWhenNarrow('/guard/closing', 'Si el programa cierra o pasa a otro');
});
