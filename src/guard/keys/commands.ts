import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  BackupFault,
  type Door,
  KEYS_FILE,
  openDatabase,
  readBackup,
  withOwner,
  writeBackup,
} from '../../platform/db/index.ts';
import { keyOfCommand, masterKeyFrom, masterKeyIn, nextMasterKey } from '../../platform/master-key.ts';
import type { Key } from '../../platform/secrets.ts';
import { type Settings, settingsFrom } from '../../platform/settings.ts';
import { systemActor } from '../actors.ts';
import { changeMasterKey, changeOrgKey } from './change.ts';

const HELP = `Change keys, and keep data safe.

  daybridge keys status
      Where the master key comes from, and how many people's keys each organisation holds.
  daybridge keys rotate-org [--org ID]
      Gives each organisation (or one) a new key and wraps everybody's data key anew. Nobody's words are opened.
  daybridge keys rotate-master [--to-command COMMAND]
      Makes a new master key and destroys the old one; or goes over to the key that COMMAND prints.
      Stop the program first. When it is stopped in between, run it again: it goes on.
  daybridge backup --out FOLDER
      Writes all data as of now into FOLDER, and the people's wrapped keys into one file there that each backup
      replaces: a shredded record cannot be read from an older backup. The master key is not in it: keep it elsewhere.
  daybridge restore --from FOLDER/data-… [--keys FILE] [--dry-run]
      Fills an empty database. Without --keys the current key file beside the backup is taken.

Settings are those of "daybridge serve". An embedded database is worked on while the program is stopped; for a
PostgreSQL, backup and restore need DATABASE_OWNER_URL to be a superuser.
Exit: 0 done, 1 refused (the message says why; nothing was changed), 2 bad input.
`;

const EXIT = { done: 0, refused: 1, badInput: 2 } as const;
const KEYS_TABLE = 'guard.participant_key';
const say = (words: string) => process.stdout.write(`${words}\n`);

class BadInput extends Error {}

export async function runKeysCommand(words: readonly string[]): Promise<number> {
  const [command, ...rest] = words;
  if (command === undefined || command === 'help' || rest.includes('--help') || command === '--help') {
    process.stdout.write(HELP);
    return EXIT.done;
  }
  try {
    const settings = settingsFrom(process.env);
    switch (command) {
      case 'status':
        return await status(settings);
      case 'rotate-org':
        return await rotateOrg(settings, rest);
      case 'rotate-master':
        return await rotateMaster(settings, rest);
      case 'backup':
        return await backup(settings, rest);
      case 'restore':
        return await restore(settings, rest);
      default:
        process.stderr.write(`There is no command "keys ${command}".\n\n${HELP}`);
        return EXIT.badInput;
    }
  } catch (fault) {
    const isBadInput =
      fault instanceof BadInput || String((fault as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
    if (!isBadInput && !(fault instanceof BackupFault)) throw fault;
    process.stderr.write(`${(fault as Error).message}\n`);
    return isBadInput ? EXIT.badInput : EXIT.refused;
  }
}

const databaseOf = (settings: Settings) => ({
  folder: settings.dataFolder,
  ...(settings.databaseUrl === undefined ? {} : { url: settings.databaseUrl }),
  ...(settings.databaseOwnerUrl === undefined ? {} : { ownerUrl: settings.databaseOwnerUrl }),
});

async function withDoor<T>(settings: Settings, work: (door: Door) => Promise<T>): Promise<T> {
  const door = await openDatabase(databaseOf(settings));
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

const status = (settings: Settings): Promise<number> =>
  withDoor(settings, async (door) => {
    const source = settings.masterKey;
    say(source.from === 'file' ? `Master key: the file ${source.file}` : 'Master key: printed by a command');
    for (const org of await orgsIn(door)) {
      const { generation, people, waiting } = await door.asActor(
        systemActor('system:keys', org),
        'operations',
        async (db) => ({
          generation: (await db.selectFrom('guard.org').select('key_generation').executeTakeFirstOrThrow())
            .key_generation,
          people: await db
            .selectFrom('guard.participant_key')
            .select((q) => q.fn.countAll().as('n'))
            .executeTakeFirstOrThrow(),
          waiting: await db
            .selectFrom('guard.shredding')
            .select((q) => q.fn.countAll().as('n'))
            .where('done_at', 'is', null)
            .where('taken_back_at', 'is', null)
            .executeTakeFirstOrThrow(),
        }),
      );
      say(
        `Organisation ${org}: key ${generation}, data keys of ${people.n} people, ${waiting.n} records waiting to be shredded`,
      );
    }
    return EXIT.done;
  });

async function rotateOrg(settings: Settings, words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { org: { type: 'string' } } });
  const master = await masterKeyFrom(settings.masterKey);
  return withDoor(settings, async (door) => {
    const all = await orgsIn(door);
    if (values.org !== undefined && !all.includes(values.org)) {
      throw new BadInput(`There is no organisation ${values.org}. "daybridge keys status" lists them.`);
    }
    for (const org of values.org === undefined ? all : [values.org]) {
      const { people, generation } = await changeOrgKey(door, master, org, (done) => {
        process.stderr.write(`${done.toLocaleString('en')} keys wrapped anew\r`);
      });
      say(`Organisation ${org}: key ${generation}; the data keys of ${people} people are wrapped anew.`);
    }
    return EXIT.done;
  });
}

async function rotateMaster(settings: Settings, words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { 'to-command': { type: 'string' } } });
  const source = settings.masterKey;
  const command = values['to-command'];
  if (source.from === 'command' && command === undefined) {
    throw new BadInput(
      'The key comes from a command. Say which command prints the new one: --to-command COMMAND',
    );
  }
  return withDoor(settings, async (door) => {
    await mustBeAlone(door);
    const old: Key =
      source.from === 'command' ? await keyOfCommand(source.command) : await masterKeyIn(source.file);
    const next =
      command !== undefined || source.from === 'command'
        ? { key: await keyOfCommand(command ?? ''), end: async () => {} }
        : await nextMasterKey(source.file);
    await changeMasterKey(door, old, next.key, await orgsIn(door));
    await next.end();
    say(
      command === undefined
        ? 'The master key is new; the old one is gone. Keep a copy of the new file where the backups are not.'
        : 'Everything is under the new key. Set DAYBRIDGE_KEY_COMMAND to the new command before you start the program.',
    );
    return EXIT.done;
  });
}

/** A running program holds the old key: what it wraps meanwhile nobody could open. */
async function mustBeAlone(door: Door): Promise<void> {
  if (door.kind === 'pglite') return; // its folder is locked
  const others = await door.asPart('jobs', async (run) => {
    const { rows } = await run(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and usename = session_user and pid <> pg_backend_pid()`,
      [],
    );
    return (rows as { n: number }[])[0]?.n ?? 0;
  });
  if (others > 0) {
    throw new BackupFault(
      'Something else is connected to this database as the same user. Stop the program first.',
    );
  }
}

async function backup(settings: Settings, words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { out: { type: 'string' } } });
  const { out } = values;
  if (out === undefined) throw new BadInput('Say where to write it: --out FOLDER');
  const { at, rows } = await withOwner(databaseOf(settings), (engine) =>
    writeBackup(engine, out, {
      apart: KEYS_TABLE,
      now: new Date(),
      progress: (table, count) => process.stderr.write(`${table}: ${count.toLocaleString('en')} rows\n`),
    }),
  );
  say(`${rows.toLocaleString('en')} rows are in ${at}; the current keys are in ${join(out, KEYS_FILE)}.`);
  return EXIT.done;
}

async function restore(settings: Settings, words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      from: { type: 'string' },
      keys: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const { from } = values;
  if (from === undefined) throw new BadInput('Say which backup: --from FOLDER/data-…');
  const isTrial = values['dry-run'];
  const { rows, keys } = await withOwner(databaseOf(settings), (engine) =>
    readBackup(engine, {
      data: from,
      keys: values.keys ?? join(from, '..', KEYS_FILE),
      apart: KEYS_TABLE,
      isTrial,
    }),
  );
  say(
    `${rows.toLocaleString('en')} rows and the keys of ${keys.toLocaleString('en')} people ${isTrial ? 'could be restored' : 'are restored'}.`,
  );
  return EXIT.done;
}
