import { join } from 'node:path';
import { type Door, doorOf } from './door.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrate.ts';
import { openPGlite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

export { BackupFault, KEYS_FILE, readBackup, writeBackup } from './backup.ts';
export { kyselyOver } from './bound.ts';
export type { Actor, Db, Door, PartRun, Purpose } from './door.ts';
export { MigrationChanged } from './migrate.ts';
export { FolderInUse } from './pglite.ts';
export type { DB } from './types.ts';

export interface DatabaseSettings {
  /** A PostgreSQL address; without it the database is embedded, in `folder` or (no folder) in memory. */
  readonly url?: string;
  /** The address of the schema's owner, when the program itself signs in as a lesser user. */
  readonly ownerUrl?: string;
  readonly folder?: string;
}

/** Opens the database, brings it to the newest shape, and returns the door to it. */
export async function openDatabase({ url, ownerUrl, folder }: DatabaseSettings): Promise<Door> {
  if (url !== undefined && ownerUrl !== undefined && ownerUrl !== url) {
    const owner = await openPostgres(ownerUrl);
    try {
      await migrate(owner);
    } finally {
      await owner.close();
    }
    return doorOf(await openPostgres(url));
  }
  const engine = url === undefined ? await openPGlite(folder && join(folder)) : await openPostgres(url);
  try {
    await migrate(engine);
    const door = doorOf(engine);
    if (folder !== undefined) await door.countRows();
    return door;
  } catch (fault) {
    await engine.close();
    throw fault;
  }
}

/** Work as the owner of the schema, for backup and restore alone: it sees every row of everybody. */
export async function withOwner<T>(
  { url, ownerUrl, folder }: DatabaseSettings,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const address = ownerUrl ?? url;
  const engine =
    address === undefined ? await openPGlite(folder && join(folder)) : await openPostgres(address);
  try {
    await migrate(engine);
    return await work(engine);
  } finally {
    await engine.close();
  }
}
