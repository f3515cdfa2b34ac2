// `node contender.ts NAME WEEK SECONDS FOLDER`: one contender on one week, telling what it finds on standard output.
import { readFileSync } from 'node:fs';
import type { Week } from '../../src/schedule/engine/format/format.ts';
import { CONTENDERS } from './contenders/index.ts';
import { Speaker } from './contenders/speaker.ts';

const [name = '', file = '', seconds = '', folder = ''] = process.argv.slice(2);
const week: Week = JSON.parse(readFileSync(file, 'utf8'));
const contender = CONTENDERS.find((each) => each.name === name);
if (contender === undefined) throw new Error(`There is no contender "${name}".`);
const run = await contender.load();
await run(week, new Speaker(Number(seconds)), folder);
// Solvers leave threads and timers behind.
process.exit(0);
