import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import type { RunStatement } from './bound.ts';
import type { Engine } from './engine.ts';

const ROWS_AT_ONCE = 2000;
const SCHEMAS = ['guard', 'platform', 'bridge', 'fit', 'schedule', 'treat', 'auth'];
/** Nothing of these is of use anywhere else: whoever is signed in signs in again. */
const LEFT_OUT = ['auth.session', 'auth.verification', 'auth.one_time_link', 'auth.totp_passed'];

const tableName = z.string().regex(/^[a-z]+\.[a-z_]+$/);
const manifestSchema = z.object({
  madeAt: z.iso.datetime(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: tableName, rows: z.number().int().min(0), sha256: z.string() })),
});
type Manifest = z.infer<typeof manifestSchema>;

/** A backup cannot be made or read back; the message says why and what to do. Nothing was changed. */
export class BackupFault extends Error {}

/**
 * Writes every table as lines of JSON, compressed, all as of one moment. `apart` (the wrapped data keys) goes into one
 * file that each backup replaces, so that an old backup alone opens nothing that was shredded since.
 *
 * @throws BackupFault when this database user does not see every row
 */
export async function writeBackup(
  engine: Engine,
  folder: string,
  { apart, now, progress }: { apart: string; now: Date; progress: (table: string, rows: number) => void },
): Promise<{ at: string; rows: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `data-${now.toISOString().replace(/[:.]/g, '-')}`;
  const begun = join(folder, `${name}.part`);
  await mkdir(begun, { mode: 0o700 });
  try {
    const manifest = await engine.transaction(
      'set transaction isolation level repeatable read read only',
      async (run): Promise<Manifest> => {
        await mustSeeAll(run);
        const tables: Manifest['tables'] = [];
        for (const table of await tablesIn(run)) {
          const file = table === apart ? join(begun, 'keys') : join(begun, `${table}.jsonl.gz`);
          const written = await writeTable(run, table, file);
          if (table !== apart) tables.push({ name: table, ...written });
          progress(table, written.rows);
        }
        return { madeAt: now.toISOString(), migrations: await migrationsIn(run), tables };
      },
    );
    await writeFile(join(begun, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    // The keys first: data without its keys is of no use, keys that are newer than the data do no harm.
    await rename(join(begun, 'keys'), join(folder, KEYS_FILE));
    await rename(begun, join(folder, name));
    return { at: join(folder, name), rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0) };
  } catch (fault) {
    await rm(begun, { recursive: true, force: true });
    throw fault;
  }
}

export const KEYS_FILE = 'keys-current.jsonl.gz';

/**
 * Fills an empty database from a backup and the current key file, in one transaction. Rows whose key is no longer in
 * the key file come back as they were sealed: nobody can read them.
 *
 * @throws BackupFault when the database is not empty, the backup is of another version, or a file was changed
 */
export async function readBackup(
  engine: Engine,
  { data, keys, apart, isTrial }: { data: string; keys: string; apart: string; isTrial: boolean },
): Promise<{ rows: number; keys: number }> {
  const read = manifestSchema.safeParse(
    await readFile(join(data, 'manifest.json'), 'utf8')
      .then((words) => JSON.parse(words) as unknown)
      .catch(() => undefined),
  );
  if (!read.success) throw new BackupFault(`${data} holds no backup: its manifest.json cannot be read.`);
  const manifest = read.data;
  const trial = new Error('trial');
  let counted = { rows: 0, keys: 0 };
  try {
    await engine.transaction('set constraints all immediate', async (run) => {
      await mustSeeAll(run);
      const here = await migrationsIn(run);
      if (JSON.stringify(here) !== JSON.stringify(manifest.migrations)) {
        throw new BackupFault(
          'This backup was made by another version of the program. Restore it with that one.',
        );
      }
      const { rows } = await run('select 1 from guard.org limit 1', []);
      if (rows.length > 0) throw new BackupFault('The database is not empty. Restore into a new one.');
      // Rows come in no order of who refers to whom; every reference was right when they were written.
      await run("set local session_replication_role = 'replica'", []);
      for (const table of manifest.tables) {
        const put = await fillTable(run, table.name, join(data, `${table.name}.jsonl.gz`));
        if (put.sha256 !== table.sha256 || put.rows !== table.rows) {
          throw new BackupFault(`${table.name} is not what was backed up. Nothing was restored.`);
        }
        counted = { ...counted, rows: counted.rows + put.rows };
      }
      counted = { ...counted, keys: (await fillTable(run, apart, keys)).rows };
      await goOnCounting(run);
      if (isTrial) throw trial;
    });
  } catch (fault) {
    if (fault !== trial) throw fault;
  }
  return counted;
}

async function mustSeeAll(run: RunStatement): Promise<void> {
  const { rows } = await run('select rolsuper from pg_roles where rolname = current_user', []);
  if ((rows as { rolsuper: boolean }[])[0]?.rolsuper === true) return;
  throw new BackupFault(
    'This database user does not see every row. Set DATABASE_OWNER_URL to a superuser for backup and restore.',
  );
}

async function tablesIn(run: RunStatement): Promise<readonly string[]> {
  const { rows } = await run(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any($1) order by 1`,
    [SCHEMAS],
  );
  return (rows as { name: string }[]).map(({ name }) => name).filter((name) => !LEFT_OUT.includes(name));
}

async function migrationsIn(run: RunStatement): Promise<string[]> {
  const { rows } = await run('select name from migration.applied order by name', []);
  return (rows as { name: string }[]).map(({ name }) => name);
}

const quoted = (table: string): string =>
  tableName
    .parse(table)
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');

async function writeTable(
  run: RunStatement,
  table: string,
  file: string,
): Promise<{ rows: number; sha256: string }> {
  const digest = createHash('sha256');
  let rows = 0;
  async function* lines() {
    await run(`declare backup cursor for select to_jsonb(t)::text as line from ${quoted(table)} t`, []);
    for (;;) {
      const batch = (await run(`fetch ${ROWS_AT_ONCE} from backup`, [])).rows as { line: string }[];
      if (batch.length === 0) break;
      const words = batch.map(({ line }) => `${line}\n`).join('');
      digest.update(words);
      rows += batch.length;
      yield words;
    }
    await run('close backup', []);
  }
  await pipeline(lines, createGzip({ level: 6 }), createWriteStream(file, { mode: 0o600 }));
  return { rows, sha256: digest.digest('hex') };
}

async function fillTable(
  run: RunStatement,
  table: string,
  file: string,
): Promise<{ rows: number; sha256: string }> {
  const digest = createHash('sha256');
  const name = quoted(table);
  // What the migrations put there themselves (the matrix) comes back from the backup.
  await run(`delete from ${name}`, []);
  let rows = 0;
  let batch: string[] = [];
  const put = async () => {
    if (batch.length === 0) return;
    await run(
      `insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
      [`[${batch.join(',')}]`],
    );
    batch = [];
  };
  const source = createReadStream(file);
  const lines = createInterface({ input: source.pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY });
  const broken = new Promise<never>((_, reject) => {
    source.on('error', () => reject(new BackupFault(`${file} cannot be read.`)));
  });
  broken.catch(() => {});
  const reading = (async () => {
    for await (const line of lines) {
      digest.update(`${line}\n`);
      batch.push(line);
      rows++;
      if (batch.length >= ROWS_AT_ONCE) await put();
    }
    await put();
  })();
  await Promise.race([reading, broken]);
  return { rows, sha256: digest.digest('hex') };
}

/** Numbers given out by the database go on after the highest there is. */
async function goOnCounting(run: RunStatement): Promise<void> {
  const { rows } = await run(
    `select n.nspname || '.' || c.relname as name, a.attname as column
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where a.attidentity <> '' and n.nspname = any($1)`,
    [SCHEMAS],
  );
  for (const { name, column } of rows as { name: string; column: string }[]) {
    await run(
      `select setval(pg_get_serial_sequence($1, $2), coalesce((select max("${column}") from ${quoted(name)}), 0) + 1, false)`,
      [quoted(name), column],
    );
  }
}
