import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Door } from '../../platform/db/index.ts';
import { openDatabase } from '../../platform/db/index.ts';
import { settingsFrom } from '../../platform/settings.ts';
import { systemActor } from '../actors.ts';
import { isSignedBy, readPublicKey } from './chain.ts';
import { type Checkpoint, checkpointOf, type Fault, type Verified, verifyLog } from './verify.ts';

const HELP = `Prove the log of who looked.

  daybridge audit verify [--checkpoint FILE] [--json]
      Proves every link of the sealed log, from the first. With a checkpoint: that nothing was cut off after it.
      e.g. npx daybridge audit verify --checkpoint /media/safe/checkpoint.json
  daybridge audit checkpoint --out FILE
      Writes the newest signed heads. Keep it where whoever runs the database cannot change it.
      e.g. npx daybridge audit checkpoint --out checkpoint.json

Settings are those of "daybridge serve". An embedded database is verified while the program is stopped.
Exit: 0 unbroken, 1 broken (the first place is told), 2 bad input.
`;

const EXIT = { done: 0, broken: 1, badInput: 2 } as const;

const checkpoints = z.array(
  z.object({
    org: z.uuid(),
    seal: z.number().int().min(1),
    head: z.string().regex(/^[0-9a-f]{64}$/),
    signature: z.string().regex(/^[0-9a-f]{128}$/),
    publicKey: z.string().regex(/^[0-9a-f]{64}$/),
    sealedAt: z.iso.datetime(),
  }),
);

export async function runAuditCommand(words: readonly string[]): Promise<number> {
  const [command, ...rest] = words;
  if (command === undefined || command === 'help' || command === '--help' || rest.includes('--help')) {
    process.stdout.write(HELP);
    return EXIT.done;
  }
  try {
    if (command === 'verify') return await verify(rest);
    if (command === 'checkpoint') return await writeCheckpoint(rest);
  } catch (fault) {
    if (!(fault instanceof BadInput) && !isBadOption(fault)) throw fault;
    process.stderr.write(`${(fault as Error).message}\n`);
    return EXIT.badInput;
  }
  process.stderr.write(`There is no command "audit ${command}".\n\n${HELP}`);
  return EXIT.badInput;
}

class BadInput extends Error {}
const isBadOption = (fault: unknown): boolean =>
  fault instanceof TypeError && String((fault as { code?: string }).code).startsWith('ERR_PARSE_ARGS');

async function verify(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: { checkpoint: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const kept = values.checkpoint === undefined ? [] : await readCheckpoints(values.checkpoint);
  return withDoor(async (door) => {
    const results: Verified[] = [];
    for (const org of await orgsIn(door)) {
      const checkpoint = kept.find((one) => one.org === org);
      const result = await verifyLog(door, org, checkpoint, (rows) => {
        if (!values.json) process.stderr.write(`${rows.toLocaleString('en')} rows proved\r`);
      });
      results.push(result);
    }
    const gone = kept.filter(({ org }) => !results.some((result) => result.org === org));
    const faults = results.flatMap(({ fault }) => fault ?? []);
    if (values.json)
      process.stdout.write(`${JSON.stringify({ results, gone: gone.map(({ org }) => org) })}\n`);
    else {
      for (const result of results) process.stdout.write(`${wordsOf(result)}\n`);
      for (const { org } of gone) process.stdout.write(`Organisation ${org}: the whole log of it is gone.\n`);
    }
    return faults.length === 0 && gone.length === 0 ? EXIT.done : EXIT.broken;
  });
}

async function writeCheckpoint(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { out: { type: 'string' } } });
  const { out } = values;
  if (out === undefined) throw new BadInput('Say where to write it: --out FILE');
  return withDoor(async (door) => {
    const found: Checkpoint[] = [];
    for (const org of await orgsIn(door)) {
      const checkpoint = await checkpointOf(door, org);
      if (checkpoint !== undefined) found.push(checkpoint);
    }
    await writeFile(out, `${JSON.stringify(found, null, 2)}\n`);
    process.stdout.write(`${found.length} heads written to ${out}.\n`);
    return EXIT.done;
  });
}

/** @throws BadInput when the file is none, or somebody changed it */
async function readCheckpoints(file: string): Promise<readonly Checkpoint[]> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new BadInput(`${file} cannot be read as a checkpoint.`);
  }
  const read = checkpoints.safeParse(json);
  if (!read.success) throw new BadInput(`${file} is no checkpoint: ${z.prettifyError(read.error)}`);
  for (const { org, head, signature, publicKey } of read.data) {
    const bytes = (words: string) => new Uint8Array(Buffer.from(words, 'hex'));
    if (!isSignedBy(readPublicKey(bytes(publicKey)), bytes(head), bytes(signature))) {
      throw new BadInput(`${file} was changed: the signature of organisation ${org} does not fit.`);
    }
  }
  return read.data;
}

async function withDoor<T>(work: (door: Door) => Promise<T>): Promise<T> {
  const settings = settingsFrom(process.env);
  const door = await openDatabase({
    folder: settings.dataFolder,
    ...(settings.databaseUrl === undefined ? {} : { url: settings.databaseUrl }),
    ...(settings.databaseOwnerUrl === undefined ? {} : { ownerUrl: settings.databaseOwnerUrl }),
  });
  try {
    return await work(door);
  } finally {
    await door.close();
  }
}

const orgsIn = async (door: Door): Promise<readonly string[]> =>
  (
    await door.asActor(systemActor('system:start'), 'setup', (db) =>
      db.selectFrom('guard.org').select('org_id').orderBy('org_id').execute(),
    )
  ).map((row) => row.org_id);

const FAULTS: Readonly<Record<Fault['what'], string>> = {
  edited: 'was changed',
  missing: 'is missing',
  inserted: 'was put in later',
  'seal-missing': 'the seal is missing',
  'seal-changed': 'the seal was changed',
  'signature-wrong': 'the seal is signed by somebody else',
  'truncated-after-checkpoint': 'everything from here on was cut off after the checkpoint',
};

function wordsOf({ org, rows, seals, unsealed, since, fault }: Verified): string {
  const head = `Organisation ${org}:`;
  if (fault !== null) {
    const place = fault.row === null ? `seal ${fault.seal}` : `seal ${fault.seal}, row ${fault.row}`;
    return `${head} BROKEN at ${place}: ${FAULTS[fault.what]}.`;
  }
  if (seals === 0) return `${head} nothing is sealed yet; ${unsealed.toLocaleString('en')} rows wait.`;
  return `${head} ${rows.toLocaleString('en')} rows in ${seals.toLocaleString('en')} seals, unbroken since ${since}; ${unsealed.toLocaleString('en')} newer rows wait for the next seal.`;
}
