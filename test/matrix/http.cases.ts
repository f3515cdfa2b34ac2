/** Every case of the matrix over HTTP: each operation, each asker, each way in which a record stands. */
import fc from 'fast-check';
import type { Purpose } from '../../src/platform/db/door.ts';
import { newId } from '../../src/platform/ids.ts';
import { type Schema, wellFormed } from '../support/junk.ts';
import type { Draw, Tally } from './cases.ts';
import { askFeeds } from './http.feeds.ts';
import type { Answer, HttpAsker, HttpFixture, HttpPerson } from './http.fixture.ts';
import { FIXED, type Ids, type Question, ROUTES, type Route } from './http.routes.ts';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** One operation of the API document with what a call of it looks like. */
interface Op {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly route: Route;
  /** Bodies of the shape that is asked for, in the order in which they are tried; none where there is no body. */
  readonly bodies: readonly unknown[];
}

const BODIES = 40;
const SEED = 20261130;

/** Operations that nobody wrote a row for, or rows of operations that are gone. */
export async function unknownRoutes(fixture: HttpFixture): Promise<readonly string[]> {
  const names = (await documented(fixture)).map(({ name }) => name);
  return [
    ...names.filter((name) => ROUTES[name] === undefined),
    ...Object.keys(ROUTES).filter((name) => !names.includes(name)),
  ];
}

async function documented(fixture: HttpFixture) {
  const { paths, components } = JSON.parse((await fixture.ask('/api/openapi.json', {})).text) as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema> };
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const schema = operation.requestBody?.content['application/json']?.schema;
      return {
        name: `${method} ${path}`,
        method: method.toUpperCase(),
        path,
        bodies:
          schema === undefined
            ? []
            : fc.sample(wellFormed(schema, components.schemas, [newId()]), { numRuns: BODIES, seed: SEED }),
      };
    }),
  );
}

/** What all questions of one run share. */
interface Run {
  readonly fixture: HttpFixture;
  readonly tally: Tally;
  readonly isDrawn: () => boolean;
  /** Everybody by id: whose id stands in an answer is looked up here. */
  readonly known: ReadonlyMap<string, HttpPerson>;
}

export async function askOverHttp(
  fixture: HttpFixture,
  { isDrawn, about = '' }: Pick<Draw, 'isDrawn'> & { about?: string },
  onAsked?: (tally: Tally) => void,
): Promise<Tally> {
  let index = 0;
  const run: Run = {
    fixture,
    tally: { cases: 0, wrong: [] },
    isDrawn: () => isDrawn(index++),
    known: new Map([...fixture.people, ...fixture.bystanders].map((person) => [person.id, person])),
  };
  for (const operation of await documented(fixture)) {
    const route = ROUTES[operation.name];
    if (route === undefined || !operation.name.includes(about)) continue;
    const ask = KINDS[route.kind] as (run: Run, op: Op) => Promise<void>;
    await ask(run, { ...operation, route });
    onAsked?.(run.tally);
  }
  if (about === '') await askFeeds(run);
  return run.tally;
}

const KINDS: {
  readonly [Kind in Route['kind']]: (
    run: Run,
    op: Op & { route: Extract<Route, { kind: Kind }> },
  ) => Promise<void>;
} = {
  public: askPublic,
  session: askSession,
  own: askOwn,
  with: askWith,
  program: askProgram,
  one: askOne,
  list: askList,
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Whose ids stand in an answer. */
const shownIn = ({ known }: Run, { text }: Answer): readonly HttpPerson[] =>
  [...new Set(text.match(UUID))].flatMap((id) => known.get(id) ?? []);

/** A refusal as the asker sees it, apart from the id of the request. */
function seen({ status, type, text }: Answer): string {
  if (!type.includes('json')) return `${status} ${text}`;
  const { request: _, ...problem } = JSON.parse(text);
  return `${status} ${JSON.stringify(problem)}`;
}

type Kind = Tally['wrong'][number]['kind'];
const told = ({ tally }: Run, kind: Kind, words: string) => void tally.wrong.push({ kind, words });
const briefly = ({ status, text }: Answer): string => `${status} ${text.slice(0, 160)}`;

const paramOf = (path: string): string | undefined =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).at(-1);

/** The ids that a call about this person carries, and whether the one in the address is the asker's own besides. */
function idsFor({ fixture }: Run, op: Op, asker: HttpAsker, person: HttpPerson) {
  let isTheirs = false;
  const ids: Ids = (name) => {
    if (name === 'participant') return person.id;
    const fixed = fixedIds(fixture, op)[name];
    if (fixed !== undefined) return fixed;
    const owned = ownedBy(fixture, op, name).filter((one) => one.person === person.id);
    const found = owned.find(({ of }) => of === asker.id) ?? owned[0];
    if (found === undefined) throw new Error(`${op.name}: there is no ${name} of "${person.name}".`);
    if (found.of === asker.id) isTheirs = true;
    return found.id;
  };
  return { ids, isTheirs: () => isTheirs };
}

function fixedIds({ things, week }: HttpFixture, { path }: Op): Readonly<Record<string, string | undefined>> {
  const of = path.includes('{run}')
    ? things.runWeek
    : path.includes('/scenario')
      ? things.scenarioWeek
      : OF_A_DRAFT.test(path)
        ? things.draftWeek
        : week;
  const about = path.includes('/breaches/')
    ? things.breach
    : path.includes('/legal-requests/')
      ? things.legalRequest
      : undefined;
  return { ...FIXED, ...things, week: of, ...(about === undefined ? {} : { case: about }) };
}

const OF_A_DRAFT = /\/(publish|fix|growth)$/;

/** Ids of that name in an address; some names stand for one thing here and for another there. */
const ownedBy = ({ owned }: HttpFixture, { path }: Op, name: string) =>
  owned.get(KINDS_OF_ID.find(([is, part]) => is === name && path.includes(part))?.[2] ?? name) ?? [];

const KINDS_OF_ID: readonly (readonly [string, string, string])[] = [
  ['alert', '/medication/', 'medicationAlert'],
  ['it', '/findings/', 'finding'],
  ['it', '/administrations/', 'administration'],
  ['note', '/counselling-notes/', 'counsellingNote'],
  ['order', '/medication/', 'medicineOrder'],
  ['order', '/guard/', 'courtOrder'],
];

/** The same with ids that are nowhere. */
const nowhere =
  (fixture: HttpFixture, op: Op): Ids =>
  (name) =>
    name === 'look' ? '999999999' : (name !== paramOf(op.path) && fixedIds(fixture, op)[name]) || newId();

interface Said {
  readonly ids: Ids;
  readonly code: string;
  readonly body?: unknown;
}

function call(
  { fixture }: Run,
  op: Op,
  asker: HttpAsker,
  { ids, code, body = op.bodies[0] }: Said,
): Promise<Answer> {
  const more = 'body' in op.route ? (op.route.body?.(ids, code) ?? {}) : {};
  const query = 'query' in op.route ? (op.route.query?.(ids, code) ?? '') : '';
  const path = op.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(ids(name)));
  return fixture.ask(`${path}${query}`, {
    method: op.method,
    version: ('version' in op.route ? op.route.version : undefined) ?? 1,
    ...(asker.cookie === undefined ? {} : { cookie: asker.cookie }),
    ...(body === undefined ? {} : { json: { ...(body as object), ...more } }),
  });
}

function questionOf(fixture: HttpFixture, asker: HttpAsker, person: HttpPerson, isTheirs: boolean): Question {
  return {
    role: asker.role,
    allows: (purpose: Purpose, verb, category) => fixture.allows(asker, person, purpose, verb, category),
    isTheirs,
    isSelf: asker.id === person.id,
    isOpen: person.standing.emergencies.includes(asker.id),
    isHere: asker.org === person.org,
    isBystander: fixture.bystanders.includes(person),
  };
}

const REFUSED = new Set([401, 404]);
const isBroken = ({ status }: Answer): boolean => status >= 500;

/** Judges an answer to somebody who may: anything but "not signed in", "nothing here" and a fault of the program. */
function judgeGiven(
  run: Run,
  op: Op,
  asker: HttpAsker,
  about: string,
  answer: Answer,
  question?: Question,
): void {
  const mayMiss = 'mayMiss' in op.route ? (op.route.mayMiss ?? false) : false;
  const isMissed = typeof mayMiss === 'function' ? question !== undefined && mayMiss(question) : mayMiss;
  if (isMissed && answer.status === 404) return;
  const isRefused = REFUSED.has(answer.status) || (op.method === 'GET' && answer.status !== 200);
  if (isRefused || isBroken(answer))
    told(run, 'refusal', `${asker.name} may ${op.name} (${about}) and got ${briefly(answer)}`);
}

/** Judges an answer to somebody who may not: exactly what an id that is nowhere is answered, and nothing written. */
function judgeRefused(
  run: Run,
  op: Op,
  asker: HttpAsker,
  about: string,
  answer: Answer,
  missing: string,
): void {
  // What is named in the body or behind a question mark is not missed but not found among what there is.
  const isLike = seen(answer) === missing && (answer.status >= 400 || paramOf(op.path) === undefined);
  if (!isLike || answer.wrote) {
    const did = answer.wrote ? ' and it wrote' : '';
    told(
      run,
      'leak',
      `${asker.name} may not ${op.name} (${about}) and got ${briefly(answer)}${did}, not ${missing.slice(0, 160)}`,
    );
  }
}

/** Whoever stands in an answer must be somebody this asker may see there. */
function judgeShown(
  run: Run,
  op: Op,
  asker: HttpAsker,
  answer: Answer,
  mayShow: (person: HttpPerson) => boolean,
): void {
  for (const person of shownIn(run, answer)) {
    if (person.id !== asker.id && !mayShow(person))
      told(run, 'leak', `${asker.name} was shown ${person.id} (${person.name}) by ${op.name}`);
  }
}

async function askPublic(run: Run, op: Op): Promise<void> {
  const { nobody, staff, participants } = run.fixture;
  for (const asker of [nobody, ...staff.slice(0, 1), ...participants.slice(0, 1)]) {
    if (!run.isDrawn()) continue;
    run.tally.cases += 1;
    const answer = await call(run, op, asker, { ids: nowhere(run.fixture, op), code: '' });
    judgeGiven(run, op, asker, 'anybody', answer);
    judgeShown(run, op, asker, answer, () => false);
  }
}

/** One's own session and keys. A command would end the session the next question is asked with: those only as nobody. */
async function askSession(run: Run, op: Op): Promise<void> {
  const { nobody, staff, participants, read } = run.fixture;
  const isAsking = op.method === 'GET';
  for (const asker of isAsking ? [nobody, ...staff, ...participants] : [nobody]) {
    if (!run.isDrawn()) continue;
    run.tally.cases += 1;
    const answer = await call(run, op, asker, { ids: nowhere(run.fixture, op), code: '' });
    if (isBroken(answer) || (asker !== nobody && answer.status !== 200))
      told(run, 'refusal', `${asker.name} and ${op.name}: ${briefly(answer)}`);
    judgeShown(run, op, asker, answer, () => false);
  }
  if (op.name !== 'delete /api/sign-in/sessions/{id}') return;
  const sessions = await read<{ id: string; user: string }>(
    'select id, "userId" as user from auth.session order by id',
  );
  for (const asker of [staff[0], staff.at(-1), participants[0]]) {
    if (asker === undefined) continue;
    const own = await read<{ user: string }>(
      `select user_id as user from guard.account where person_id = '${asker.id}'`,
    );
    const missing = seen(await call(run, op, asker, { ids: () => newId(), code: '' }));
    for (const { id, user } of sessions) {
      if (own.some((one) => one.user === user) || !run.isDrawn()) continue;
      run.tally.cases += 1;
      judgeRefused(
        run,
        op,
        asker,
        "somebody's session",
        await call(run, op, asker, { ids: () => id, code: '' }),
        missing,
      );
    }
  }
  const left = await read<{ n: number }>('select count(*)::int as n from auth.session');
  if (left[0]?.n !== sessions.length) told(run, 'leak', `${op.name} ended a session of somebody else`);
}

async function askOwn(run: Run, op: Op): Promise<void> {
  const { fixture } = run;
  const { nobody, staff, participants, people } = fixture;
  const param = paramOf(op.path);
  const isOne = param !== undefined && fixture.owned.has(param);
  const chosen = isOne ? await bodyThatMisses(run, op, participants[0]) : op.bodies[0];
  const said = (ids: Ids): Said => ({ ids, code: '', ...(chosen === undefined ? {} : { body: chosen }) });
  const missing = await Promise.all(
    [...participants.slice(0, 1), ...participants.slice(-1)].map(async (asker) => ({
      asker,
      words: seen(await call(run, op, asker, said(nowhere(fixture, op)))),
    })),
  );
  for (const person of people) {
    const self = participants.find(({ id }) => id === person.id);
    if (self === undefined) throw new Error('Everybody can sign in.');
    if (run.isDrawn()) {
      run.tally.cases += 1;
      const answer = await call(run, op, self, said(idsFor(run, op, self, person).ids));
      judgeGiven(run, op, self, 'themself', answer);
      judgeShown(run, op, self, answer, () => false);
    }
    // It is not for staff, whoever it is about: one person is enough.
    for (const asker of person === people[0] ? [nobody, ...staff] : []) {
      if (!run.isDrawn()) continue;
      run.tally.cases += 1;
      const answer = await call(run, op, asker, said(idsFor(run, op, asker, person).ids));
      const isDue = asker === nobody ? answer.status === 401 : answer.status === 404;
      if (!isDue || answer.wrote)
        told(run, 'leak', `${asker.name} got ${briefly(answer)} from ${op.name} (${person.name})`);
    }
    for (const { asker, words } of isOne ? missing : []) {
      if (asker.id === person.id || !run.isDrawn()) continue;
      run.tally.cases += 1;
      const answer = await call(run, op, asker, said(idsFor(run, op, asker, person).ids));
      judgeRefused(run, op, asker, person.name, answer, words);
    }
  }
  if (isOne)
    for (const { asker, words } of missing) await guess(run, op, asker, param, said, async () => words);
}

/** A supporter sees the parts of the one person they stand behind that the matrix lets them, and no other person. */
async function askWith(run: Run, op: Op & { route: Extract<Route, { kind: 'with' }> }): Promise<void> {
  const { fixture } = run;
  const { nobody, staff, participants, supporters, people } = fixture;
  const said = { ids: nowhere(fixture, op), code: '' };
  for (const asker of [nobody, ...staff, ...participants.slice(0, 1)]) {
    if (!run.isDrawn()) continue;
    run.tally.cases += 1;
    const answer = await call(run, op, asker, said);
    if (!REFUSED.has(answer.status) || answer.wrote)
      told(run, 'leak', `${asker.name} may not ${op.name} and got ${briefly(answer)}`);
  }
  for (const asker of supporters) {
    const person = people.find(({ supporter }) => supporter === asker.id);
    // Leaving ends the session for good, outside of what is undone: the database's half is asked in SQL.
    if (person === undefined || op.path.endsWith('/leave') || !run.isDrawn()) continue;
    const answer = await call(run, op, asker, said);
    run.tally.cases += 1;
    judgeGiven(run, op, asker, person.name, answer);
    judgeShown(run, op, asker, answer, (other) => other === person);
    const shared = op.route.parts === undefined ? {} : JSON.parse(answer.text).shared;
    for (const [part, category] of Object.entries(op.route.parts ?? {})) {
      run.tally.cases += 1;
      const isDue = fixture.allows(asker, person, 'support', 'read', category);
      if (part in shared === isDue) continue;
      told(
        run,
        isDue ? 'refusal' : 'leak',
        `${op.name} ${isDue ? 'hides' : 'shows'} ${asker.name} the ${part}`,
      );
    }
  }
}

/** What is of the organisation, for those roles; next door it is not there, or it is their own. */
async function askProgram(run: Run, op: Op & { route: Extract<Route, { kind: 'program' }> }): Promise<void> {
  const { fixture } = run;
  const { nobody, staff, participants, org, people } = fixture;
  const param = paramOf(op.path);
  const fixed = param === undefined ? undefined : fixedIds(fixture, op)[param];
  const isOurs = param !== undefined && param !== 'week' && fixed !== undefined && FIXED[param] === undefined;
  const isLost = param !== undefined && fixed === undefined;
  const somebody = people[0];
  if (somebody === undefined) return;
  for (const asker of [nobody, ...staff, ...participants.slice(0, 1), ...participants.slice(-1)]) {
    if (!run.isDrawn()) continue;
    run.tally.cases += 1;
    const { ids } = idsFor(run, op, asker, somebody);
    const answer = await call(run, op, asker, {
      ids: (name) => (isLost && name === param ? newId() : ids(name)),
      code: '',
    });
    const isAtHome = asker.org === org || !(isOurs || 'body' in op.route || op.path.includes('/changes'));
    if (asker !== nobody && op.route.may(asker.role) && isAtHome) {
      const question = questionOf(fixture, asker, somebody, false);
      if (!isLost) judgeGiven(run, op, asker, 'the program', answer, question);
    } else if (answer.status < 400 || answer.wrote || (op.method === 'GET' && !REFUSED.has(answer.status))) {
      // Nobody is behind it: that a form was filled in wrongly may be told first.
      told(run, 'leak', `${asker.name} may not ${op.name} and got ${briefly(answer)}`);
    }
    const { shows } = op.route;
    judgeShown(
      run,
      op,
      asker,
      answer,
      (person) => shows?.(questionOf(fixture, asker, person, false)) === true,
    );
  }
}

async function askOne(run: Run, op: Op & { route: Extract<Route, { kind: 'one' }> }): Promise<void> {
  const { fixture } = run;
  const { nobody, people, staff, participants } = fixture;
  const { may, shows, finds } = op.route;
  const param = paramOf(op.path);
  const others = staff.filter(({ org, role }) => org === fixture.org || NEIGHBOURS.has(role));
  const chosen = param === undefined ? op.bodies[0] : await bodyThatMisses(run, op, staff[0]);
  const said = (ids: Ids, code: string): Said => ({
    ids,
    code,
    ...(chosen === undefined ? {} : { body: chosen }),
  });
  const self = (person: HttpPerson) => participants.filter(({ id }) => id === person.id);
  const answered = new Map<HttpAsker, Promise<string>>();
  /** What this asker is told of an id that is nowhere; asked once. */
  const missing = (asker: HttpAsker): Promise<string> => {
    const known = answered.get(asker) ?? call(run, op, asker, said(nowhere(fixture, op), 'X-0')).then(seen);
    answered.set(asker, known);
    return known;
  };
  // What is of this organisation leads to nobody next door.
  const isOurs = param !== undefined && fixedIds(fixture, op)[param] !== undefined;
  for (const person of people.filter(({ org }) => !isOurs || org === fixture.org)) {
    for (const asker of new Set([
      nobody,
      ...others,
      ...self(person),
      ...participants.slice(0, 1),
      ...participants.slice(-1),
    ])) {
      if (!run.isDrawn()) continue;
      run.tally.cases += 1;
      const { ids, isTheirs } = idsFor(run, op, asker, person);
      const answer = await call(run, op, asker, said(ids, person.code));
      const question = questionOf(fixture, asker, person, isTheirs());
      const mayAsk = asker.cookie !== undefined && asker.kind === 'staff' && may(question);
      const isFound = mayAsk && (finds?.(question) ?? true);
      if (mayAsk) {
        judgeGiven(run, op, asker, person.name, answer, question);
        if (
          isFound &&
          op.method === 'GET' &&
          answer.type.includes('json') &&
          !answer.text.includes(person.id)
        )
          told(
            run,
            'refusal',
            `${asker.name} may ${op.name} (${person.name}) and the person is not in the answer`,
          );
      } else judgeRefused(run, op, asker, person.name, answer, await missing(asker));
      judgeShown(run, op, asker, answer, (other) =>
        other === person ? isFound : shows?.(questionOf(fixture, asker, other, false)) === true,
      );
    }
  }
  if (param === undefined) return;
  for (const asker of others)
    await guess(
      run,
      op,
      asker,
      param,
      (ids) => said(ids, 'X-0'),
      () => missing(asker),
    );
  await askLate(run, op, said);
}

/** Next door nobody may anything here, so that the roles that may most will do; the rest are asked in SQL. */
const NEIGHBOURS = new Set(['counselor', 'coordinator', 'privacy']);

/** A body with which an id that is nowhere is looked for: one that is refused for itself would hide whether it is. */
async function bodyThatMisses(run: Run, op: Op, asker: HttpAsker | undefined): Promise<unknown> {
  if (op.bodies.length === 0 || asker === undefined) return undefined;
  for (const body of op.bodies) {
    const answer = await call(run, op, asker, { ids: nowhere(run.fixture, op), code: 'X-0', body });
    if (REFUSED.has(answer.status)) return body;
  }
  told(run, 'leak', `${op.name}: no body was made up with which an id that is nowhere is not found`);
  return op.bodies[0];
}

/** Ids that somebody might try: the smallest, the one beside a real one, one of another kind. */
async function guess(
  run: Run,
  op: Op,
  asker: HttpAsker,
  param: string,
  said: (ids: Ids) => Said,
  missing: () => Promise<string>,
): Promise<void> {
  const { fixture } = run;
  const real = param === 'participant' ? fixture.people[0]?.id : ownedBy(fixture, op, param)[0]?.id;
  const kin = fixture.owned.get(param === 'consent' ? 'inquiry' : 'consent')?.[0]?.id;
  const tries =
    param === 'look'
      ? ['1000000000', '2147483648', '9007199254740991']
      : [
          newId(),
          '00000000-0000-0000-0000-000000000000',
          ...[-2, -1, 1, 2].map((step) => beside(real ?? newId(), step)),
          kin ?? newId(),
        ];
  for (const id of tries) {
    if (!run.isDrawn()) continue;
    run.tally.cases += 1;
    const lost = nowhere(fixture, op);
    const answer = await call(
      run,
      op,
      asker,
      said((name) => (name === param ? id : lost(name))),
    );
    judgeRefused(run, op, asker, `a guessed id ${id}`, answer, await missing());
  }
}

function beside(id: string, step: number): string {
  const hex = (BigInt(`0x${id.replaceAll('-', '')}`) + BigInt(step)).toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const STALE_MINUTES = 6;

/** Where the person has to show that it is them, that is all anybody is told: of everybody and of nobody the same. */
async function askLate(run: Run, op: Op, said: (ids: Ids, code: string) => Said): Promise<void> {
  const { fixture } = run;
  const [asker] = fixture.staff;
  if (asker === undefined) return;
  fixture.later(STALE_MINUTES);
  try {
    const missing = await call(run, op, asker, said(nowhere(fixture, op), 'X-0'));
    if (missing.status !== 403) return;
    for (const person of fixture.people) {
      if (!run.isDrawn()) continue;
      run.tally.cases += 1;
      const answer = await call(run, op, asker, said(idsFor(run, op, asker, person).ids, person.code));
      if (seen(answer) !== seen(missing) || answer.wrote)
        told(
          run,
          'leak',
          `${asker.name} without a fresh proof got ${briefly(answer)} from ${op.name} (${person.name})`,
        );
    }
  } finally {
    fixture.later(0);
  }
}

async function askList(run: Run, op: Op & { route: Extract<Route, { kind: 'list' }> }): Promise<void> {
  const { fixture, known } = run;
  const { may, due, among } = op.route;
  const rows = await fixture.read<{ person: string | null; of: string | null }>(among);
  for (const asker of [fixture.nobody, ...fixture.staff, ...fixture.participants.slice(0, 1)]) {
    if (!run.isDrawn()) continue;
    const answer = await call(run, op, asker, {
      ids: (name) => fixedIds(fixture, op)[name] ?? newId(),
      code: '',
    });
    const mayAsk = asker !== fixture.nobody && may(asker.role);
    if (mayAsk ? answer.status !== 200 : !REFUSED.has(answer.status)) {
      told(run, mayAsk ? 'refusal' : 'leak', `${asker.name} got ${briefly(answer)} from ${op.name}`);
    }
    const shown = new Set(shownIn(run, answer).map(({ id }) => id));
    const owed = new Set(
      rows
        .filter(({ person, of }) => {
          const found = person === null ? undefined : known.get(person);
          return mayAsk && found !== undefined && due(questionOf(fixture, asker, found, of === asker.id));
        })
        .map(({ person }) => person),
    );
    for (const person of known.values()) {
      run.tally.cases += 1;
      if (shown.has(person.id) === owed.has(person.id)) continue;
      told(
        run,
        shown.has(person.id) ? 'leak' : 'refusal',
        `${op.name} ${shown.has(person.id) ? 'shows' : 'does not show'} ${asker.name} ${person.name}`,
      );
    }
  }
}

export type { Run };
