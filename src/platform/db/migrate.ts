import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Engine } from './engine.ts';

const FOLDER = new URL('../../../db/migrations/', import.meta.url);

// Roles belong to the whole server, not to one database, and two databases may be prepared at once.
const ROLES = ['daybridge_app', 'daybridge_guard', 'daybridge_auth', 'daybridge_jobs'];
const PREPARE = `
${ROLES.map(
  (role) => `
do $$ begin
  if not exists (select from pg_roles where rolname = '${role}') then
    create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  if not pg_has_role(current_user, '${role}', 'member') then grant ${role} to current_user; end if;
end $$;`,
).join('')}
create schema if not exists migration;
create table if not exists migration.applied (
  name text primary key,
  sha256 text not null,
  applied_at timestamptz not null default now()
);
`;

/** A migration file that was already applied has changed since: nothing was done. */
export class MigrationChanged extends Error {}

/**
 * Brings the database to the newest shape: every file of db/migrations once, in order of name, forward only,
 * each in its own transaction.
 *
 * @returns the names applied now
 * @throws MigrationChanged when an applied file is not what it was
 */
export async function migrate(engine: Engine): Promise<readonly string[]> {
  await engine.script(PREPARE);
  const applied = await engine.transaction('select 1', async (run) => {
    const { rows } = await run('select name, sha256 from migration.applied', []);
    return new Map((rows as { name: string; sha256: string }[]).map((row) => [row.name, row.sha256]));
  });
  const done: string[] = [];
  for (const { name, sql, sha256 } of await files()) {
    const before = applied.get(name);
    if (before === sha256) continue;
    if (before !== undefined) {
      throw new MigrationChanged(`The migration ${name} was changed after it ran. Add a new one instead.`);
    }
    await engine.script(
      `${sql}\n;insert into migration.applied (name, sha256) values ('${name}', '${sha256}');`,
    );
    done.push(name);
  }
  return done;
}

/** One word for all migrations together, in hexadecimal: another one as soon as a letter of them changes. */
export async function shapeOf(): Promise<string> {
  const all = (await files()).map(({ name, sha256 }) => `${name} ${sha256}`);
  return sha256Of([PREPARE, ...all].join('\n'));
}

async function files(): Promise<readonly { name: string; sql: string; sha256: string }[]> {
  const names = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, FOLDER), 'utf8');
      return { name, sql, sha256: sha256Of(sql) };
    }),
  );
}

const sha256Of = (words: string): string => createHash('sha256').update(words).digest('hex');
