// `npm run flows -- treat`: the walks of one room in a real browser. The pages are built first where they changed.
import { PARTS } from './legs.ts';
import { vitest } from './vitest.ts';

/** Which walks belong to a room; all of them run with `npm test -- flows`. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  fit: ['fit', 'measures', 'check-in'],
  schedule: ['plan', 'walk'],
  treat: ['session', 'goals', 'medicine', 'money', 'notes', 'shortfalls'],
  guard: ['sign-in', 'lock', 'looks', 'privacy', 'officer', 'sharing', 'with'],
};

const [room, ...more] = process.argv.slice(2);
const files = room === undefined || more.length > 0 ? undefined : ROOMS[room];
if (files === undefined) {
  console.error(`Say which room: ${Object.keys(ROOMS).join(', ')}.`);
  process.exit(2);
}
const [pages] = PARTS.flows ?? [];
const built = await pages?.run();
if (built !== undefined && built.failed > 0) {
  console.error(built.complaint);
  process.exit(1);
}
const { failed } = await vitest(['--project=flows', ...files.map((file) => `test/flows/${file}.test.ts`)]);
process.exit(failed > 0 ? 1 : 0);
