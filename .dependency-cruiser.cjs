// Who may lean on whom: web → (HTTP; types only) → rooms → guard → platform. test/run/arrows.ts proves that each
// rule below finds a violation planted for it.

const ROOMS = 'fit|schedule|treat|bridge|interop';
const TEST = '(\\.test\\.tsx?|/testing\\.ts)$';

// The rules that run in the browser itself, because nothing leaves it before Ask (docs/decisions/0003).
const BROWSER_RULES = [
  '^src/fit/screener/screener[a-z-]*\\.ts$',
  '^src/fit/assessment/questions\\.ts$',
  '^src/fit/level-of-care/level-of-care[a-z-]*\\.ts$',
  '^src/fit/level-of-care/tables/',
  '^src/fit/instruments/(instrument|score|score-sheet|score-outcome|change|wording)\\.ts$',
  '^src/schedule/engine/person/(preview|person-week|rules)\\.ts$',
  '^src/interop/ical/[a-z-]+\\.ts$',
];
// Their neighbours in the same folder that are for the server.
const SERVER_ICAL = '^src/interop/ical/(index|write|feed)\\.ts$';

const TYPES_ONLY = ['type-only'];

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two files that need each other to run are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: TYPES_ONLY } },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere would hide from every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'platform-knows-no-room',
      comment: 'The platform knows no word of the field.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/platform/' },
    },
    {
      name: 'guard-leans-on-platform',
      comment: 'The one door stands under the rooms, not beside them.',
      severity: 'error',
      from: { path: '^src/guard/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/(guard|platform)/' },
    },
    {
      name: 'rooms-meet-at-the-index',
      comment: "A room uses another through that room's index.ts.",
      severity: 'error',
      from: { path: `^src/(${ROOMS})/`, pathNot: TEST },
      to: { path: `^src/(${ROOMS})/`, pathNot: [`^src/$1/`, `^src/(${ROOMS})/index\\.ts$`] },
    },
    {
      name: 'rooms-know-nothing-above',
      comment: 'Rooms do not know the pages, the demo or how they are put together.',
      severity: 'error',
      from: { path: `^src/(${ROOMS})/`, pathNot: TEST },
      to: { path: '^src/', pathNot: `^src/(${ROOMS}|guard|platform)/` },
    },
    {
      name: 'engine-stands-alone',
      comment: 'The optimiser can be published by itself: its own files, Zod, HiGHS and Node.',
      severity: 'error',
      from: { path: '^src/schedule/engine/', pathNot: TEST },
      to: { pathNot: ['^src/schedule/engine/', 'node_modules/(zod|highs)/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'web-speaks-http',
      comment: 'A page takes types from the server, and runs only the rules made for the browser.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: TEST },
      to: { path: '^src/', pathNot: ['^src/web/', ...BROWSER_RULES], dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'browser-rules-stay-light',
      comment: 'What runs in the browser brings neither Node nor the server, nor Zod or HiGHS.',
      severity: 'error',
      from: { path: BROWSER_RULES, pathNot: [TEST, SERVER_ICAL] },
      to: {
        path: ['^src/', 'node_modules/(zod|highs|kysely|hono|@hono)/', '^(node:)?[a-z_/]+$'],
        pathNot: BROWSER_RULES,
        dependencyTypesNot: TYPES_ONLY,
      },
    },
    {
      name: 'web-runs-without-node',
      comment: 'There is no Node in a browser.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-door-to-the-data',
      comment: 'Only the platform holds a database; everybody else goes through asActor.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platform/', TEST] },
      to: { path: 'node_modules/(pg|@electric-sql/pglite|pg-boss)/' },
    },
    {
      name: 'nothing-leans-on-tests',
      comment: 'What people run does not need what only developers have.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: ['^(test|bench)/', TEST] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count too, and are told apart, so that "types only" can be a rule.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
