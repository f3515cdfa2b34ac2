/** One record with a row of everything, made by way of the program itself wherever it has a way. */
import { readFile } from 'node:fs/promises';
import type { Engine } from '../../src/platform/db/engine.ts';
import { newId } from '../../src/platform/ids.ts';
import { weekAfter } from '../../src/schedule/index.ts';
import { demoId, ORG_ID, PEOPLE, type Sent } from '../support/program.ts';

interface Ways {
  readonly send: (path: string, sent: Sent) => Promise<Response>;
  readonly signIn: (id: string, kind: 'staff' | 'participant' | 'supporter') => Promise<string>;
  readonly engine: Engine;
  readonly week: string;
}

/** The name that the template and every copy of it is found by. */
export const KAREN = { id: PEOPLE.karen.id, name: 'Karen Whitfield', code: 'R-1042' };
export const OWN_TABLE = 'own-1';

/** Fills it, and answers ids of what is of the organisation: a run, a scenario, an exception. */
export async function fillTemplate({
  send,
  signIn,
  engine,
  week,
}: Ways): Promise<Readonly<Record<string, string>>> {
  const karen = await signIn(PEOPLE.karen.id, 'participant');
  const [dana, luis, kofi, rosa, june, osei, bo] = (await Promise.all(
    [
      ...[PEOPLE.dana, PEOPLE.luis, PEOPLE.kofi, PEOPLE.rosa, PEOPLE.june].map(({ id }) => id),
      demoId('staff', 'osei'),
      demoId('staff', 'bo'),
    ].map((id) => signIn(id, 'staff')),
  )) as [string, string, string, string, string, string, string];
  const of = `/api/people/${PEOPLE.karen.id}`;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
  const said = async (path: string, sent: Sent): Promise<any> => {
    const answer = await send(path, { method: 'POST', json: {}, ...sent });
    const body = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
    return body;
  };
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  const { consent } = await said('/api/my/sharing', {
    cookie: karen,
    json: {
      kind: 'specific',
      language: 'en',
      categories: ['schedule'],
      recipient: { kind: 'supporter', name: 'Ana', relation: 'my sister' },
      purposes: ['support'],
      because: 'So she can help with rides.',
      expiry: { on: inDays(90) },
      signature: 'Karen R.',
      agreed: true,
    },
  });
  const supporter = consent.recipient.id as string;
  await engine.script(`set local session_replication_role = replica;
    update guard.supporter set approved_at = now() where supporter_id = '${supporter}'`);
  await said('/api/with/worry', {
    cookie: await signIn(supporter, 'supporter'),
    json: { words: 'She did not sleep.' },
  });
  await said('/api/week/feeds', { cookie: karen, json: { word: 'Busy' } });
  await said('/api/my/restrictions', {
    cookie: karen,
    json: { from: { role: 'biller' }, categories: ['measure'], reason: 'Mine.', isSelfPaid: false },
  });
  await said('/api/my/requests', { cookie: karen, json: { kind: 'access', words: 'My record, please.' } });
  await said('/api/my/alias', { method: 'PUT', cookie: karen, json: { alias: 'K.' } });
  const { notice } = await (await send('/api/public/notice', {})).json();
  await said(`${of}/notice`, {
    cookie: dana,
    json: { version: notice.version, isAcknowledged: true, reason: '' },
  });
  await said(`${of}/representatives`, {
    cookie: dana,
    json: {
      supporter,
      basis: 'power-of-attorney',
      proof: 'Seen.',
      from: inDays(-1),
      until: inDays(90),
    },
  });
  await said(`${of}/alert-rules`, {
    cookie: dana,
    json: { condition: { kind: 'score', instrument: 'phq-9', at: 20 }, dueHours: 24, isOn: true },
  });
  await said(`${of}/responses`, {
    cookie: dana,
    json: {
      instrument: 'c-ssrs-screener',
      answers: [1, 0, 0, 0, 0, 0, 0],
      mode: 'interview',
      on: inDays(-1),
    },
  });
  await said(`${of}/emergency`, {
    cookie: luis,
    json: {
      nature: 'Fell.',
      recipient: { name: 'Dr. Ortiz', affiliation: 'A hospital' },
      discloser: 'Luis M.',
    },
  });
  await said('/api/guard/shreddings', {
    cookie: kofi,
    json: { recordCode: KAREN.code, reason: 'the-person-asked', days: 30 },
  });
  await said('/api/guard/holds', { cookie: kofi, json: { recordCode: KAREN.code, why: 'A court asked.' } });
  const table = JSON.parse(
    await readFile(new URL('../../src/fit/level-of-care/tables/loc-2026.1.json', import.meta.url), 'utf8'),
  );
  await said('/api/level-tables', { cookie: june, json: { table: { ...table, version: OWN_TABLE } } });

  const read = <T>(sql: string): Promise<readonly T[]> =>
    engine.transaction('select 1', async (run) => (await run(sql, [])).rows as readonly T[]);

  // Medicines and tests, by a prescriber who cares for them.
  await engine.script(`set local session_replication_role = replica;
    insert into guard.care_team (org_id, participant_id, staff_id, from_on)
    values ('${ORG_ID}', '${PEOPLE.karen.id}', '${demoId('staff', 'osei')}', '${inDays(-30)}')`);
  const medicine = { medicine: 'buprenorphine-sl', route: 'sublingual', startsOn: inDays(0) };
  await said(`${of}/medication/orders`, {
    cookie: osei,
    json: { ...medicine, kind: 'start', dose: '8 mg', directions: 'Once a day.', reason: 'It holds.' },
  });
  await said(`${of}/medication/findings`, {
    cookie: osei,
    json: { kind: 'condition', code: 'pregnancy', on: inDays(-2) },
  });
  const [line] = await read<{ entry: string }>(
    `select entry_id as entry from treat.medicine_entry where participant_id = '${PEOPLE.karen.id}'`,
  );
  await said(`${of}/medication/${line?.entry}/given`, {
    cookie: osei,
    json: { status: 'missed', on: inDays(-1) },
  });
  await said(`${of}/drug-tests`, {
    cookie: osei,
    json: { kind: 'presumptive', specimen: 'urine', panel: ['alcohol'], reason: 'planned' },
  });
  await said(`${of}/counselling-notes`, { cookie: dana, json: { on: inDays(-1), words: 'For me alone.' } });
  await said(`${of}/paid-days`, { cookie: bo, json: { on: inDays(-40), isPaid: true } });

  const [missed, wished] = await read<{ meeting: string }>(
    `select meeting_id as meeting from treat.attendance where participant_id = '${PEOPLE.karen.id}'
     order by on_date desc limit 2`,
  );
  await engine.script(`set local session_replication_role = replica;
    insert into treat.swap_request (org_id, request_id, participant_id, instead_of, meeting_id, asked_at)
    values ('${ORG_ID}', '${newId()}', '${PEOPLE.karen.id}', '${missed?.meeting}', '${wished?.meeting}', now())`);

  // What the privacy officer keeps: a watch, an audit, a breach, an order of a court, how long it is kept.
  const officer = (path: string, json: unknown) => said(`/api/guard/${path}`, { cookie: kofi, json });
  const { watches } = await officer('look-watches', { person: KAREN.code, marks: [] });
  if (watches.length === 0) throw new Error('Nothing is watched.');
  const { audits } = await officer('audits', {
    name: 'Pat Lee',
    affiliation: 'The state',
    agreement: 'In the safe.',
    afterwards: 'destroy',
    agreedOn: inDays(-1),
    untilOn: inDays(30),
    printsMax: 9,
    recordCodes: [KAREN.code],
  });
  const { breach } = await officer('breaches', {
    words: 'A screen was left open.',
    discoveredOn: inDays(-1),
    lookedFor: { actor: PEOPLE.dana.id },
  });
  const { case: legalRequest } = await officer('legal-requests', {
    words: 'It came by post.',
    hasOrder: true,
    hasSubpoena: true,
  });
  await officer(`legal-requests/${legalRequest}/orders`, {
    recordCode: KAREN.code,
    section: '2.64',
    categories: ['attendance'],
    from: inDays(-60),
    until: inDays(0),
    recipient: { name: 'A clerk', affiliation: 'A court' },
  });
  await officer('closing', { closesOn: inDays(200), successor: 'A clinic' });
  await officer('retention', { recordCode: KAREN.code, careEndedOn: inDays(-1), ofAgeOn: null });
  // The last of all, so that Karen is the first of the two.
  const [other] = await read<{ code: string }>(
    `select record_code as code from guard.participant where stage = 'participant' order by participant_id desc limit 1`,
  );
  await said('/api/apart', {
    cookie: rosa,
    json: { one: KAREN.code, other: other?.code, reason: 'They were married.' },
  });
  const [payer] = await read<{ id: string }>('select payer_id as id from treat.payer order by 1 limit 1');

  // What no route makes of somebody in care: the program itself suggests, and whoever asked for help was admitted.
  const mine = `'${ORG_ID}'`;
  const left = newId();
  await engine.script(`set local session_replication_role = replica;
    insert into treat.claim_export (org_id, export_id, payer_id, lines, made_by, made_at, content_hash)
    values (${mine}, '${left}', '${payer?.id}', 1, '${demoId('staff', 'bo')}', now(), '');
    insert into treat.claim_line (org_id, participant_id, line_id, export_id, payer_id, disclosure_id, line_key, on_date,
      code, units, is_day, minutes, services)
    values (${mine}, '${PEOPLE.karen.id}', '${newId()}', '${left}', '${payer?.id}', '${newId()}', 'a line',
      '${inDays(-9)}', 'H0015', 1, true, 180, '{}');
    insert into treat.medication_alert (org_id, participant_id, alert_id, rule, rule_version, severity, subject, evidence,
      owner, opened_at, due_at)
    values (${mine}, '${PEOPLE.karen.id}', '${newId()}', 'M17', '2026.1', 'information', 'pdmp', '[]',
      '${demoId('staff', 'osei')}', now(), now());`);
  const [suggestion, inquiry] = [newId(), newId()];
  await engine.script(`
    insert into fit.suggestion (org_id, suggestion_id, participant_id, kind, direction, evidence, raised_on, seen_on)
    values (${mine}, '${suggestion}', '${PEOPLE.karen.id}', 'goals-met', 'down', '{}', current_date, current_date);
    insert into bridge.inquiry (org_id, inquiry_id, participant_id, reference, state, call_by)
    values (${mine}, '${inquiry}', '${PEOPLE.karen.id}', 'karen-1', 'called', now());
    insert into schedule.unserved (org_id, plan_id, participant_id, minutes, because, fixes)
    select org_id, plan_id, '${PEOPLE.karen.id}', 60, '[]', '[]' from schedule.plan
    where org_id = ${mine} and plan_id not in (
      select plan_id from schedule.unserved where participant_id = '${PEOPLE.karen.id}');`);

  const draft = newId();
  await engine.script(`
    insert into schedule.plan select (jsonb_populate_record(p, jsonb_build_object('plan_id', '${draft}',
      'week', '${weekAfter(week, 3)}', 'state', 'draft', 'draft_number', 1, 'published_at', null, 'published_by', null))).*
    from schedule.plan p where org_id = ${mine} and state = 'published' limit 1;
    insert into schedule.unserved (org_id, plan_id, participant_id, minutes, because, fixes)
    values (${mine}, '${draft}', '${PEOPLE.karen.id}', 60, '[]', '[{"kind": "lower-step", "minutes": 540, "days": 3}]');`);

  const { run } = await said(`/api/plan/${weekAfter(week)}/runs`, { cookie: rosa });
  const { scenario } = await said(`/api/plan/${weekAfter(week, 2)}/scenarios`, {
    cookie: rosa,
    json: { changes: [{ kind: 'accept-intakes', count: 1, like: PEOPLE.karen.id }] },
  });
  return {
    run: run.id,
    runWeek: weekAfter(week),
    scenario: scenario.id,
    scenarioWeek: weekAfter(week, 2),
    draft,
    draftWeek: weekAfter(week, 3),
    site: demoId('site', 'cedar'),
    payer: payer?.id ?? '',
    audit: audits[0].id,
    breach: breach.case,
    legalRequest,
    notice: notice.version,
  };
}
