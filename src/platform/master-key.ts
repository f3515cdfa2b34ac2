import { execFile } from 'node:child_process';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type Key, newKey } from './secrets.ts';

const KEY_BYTES = 32;
const COMMAND_MS = 15_000;

/** Where the master key comes from: a file, or a command that prints it (a key service of a cloud, a hardware module). */
export type KeySource =
  | { readonly from: 'file'; readonly file: string }
  | { readonly from: 'command'; readonly command: string };

/** The master key cannot be had; the message says what to do and never quotes a key. */
export class KeyFault extends Error {}

/** @throws KeyFault when the source gives no key, and where a change of the key was not finished */
export async function masterKeyFrom(source: KeySource): Promise<Key> {
  if (source.from === 'command') return keyOfCommand(source.command);
  if ((await keyInFile(nextFileOf(source.file))) !== undefined) {
    throw new KeyFault(
      'A change of the master key was begun and not finished. Finish it: npx daybridge keys rotate-master',
    );
  }
  return masterKeyIn(source.file);
}

/**
 * The master key: 32 bytes in a file only its owner can read, made at the first start.
 *
 * @throws KeyFault when the file is readable by others or has another length
 */
export async function masterKeyIn(file: string): Promise<Key> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeNew(file, newKey());
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  }
  const key = await keyInFile(file);
  if (key === undefined) throw new KeyFault(`The key file ${file} is gone.`);
  return key;
}

const nextFileOf = (file: string): string => `${file}.next`;

/**
 * A new master key beside the one in `file`: on disk before anything is wrapped by it, and taking the old one's place
 * once `end` is called. Called again after a stop in between, it goes on with the key begun then.
 */
export async function nextMasterKey(file: string): Promise<{ key: Key; end: () => Promise<void> }> {
  const next = nextFileOf(file);
  const begun = await keyInFile(next);
  const key = begun ?? newKey();
  if (begun === undefined) await writeNew(next, key);
  return { key, end: () => rename(next, file) };
}

async function writeNew(file: string, key: Key): Promise<void> {
  const fresh = await open(file, 'wx', 0o600);
  await fresh.writeFile(key);
  await fresh.sync();
  await fresh.close();
}

async function keyInFile(file: string): Promise<Key | undefined> {
  try {
    if (((await stat(file)).mode & 0o077) !== 0 && process.platform !== 'win32') {
      throw new KeyFault(`Others can read the key file ${file}. Run: chmod 600 ${file}`);
    }
    const bytes = await readFile(file);
    if (bytes.length !== KEY_BYTES) {
      throw new KeyFault(`The key file ${file} should hold ${KEY_BYTES} bytes, not ${bytes.length}.`);
    }
    return new Uint8Array(bytes) as Key;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}

/** Runs the command and reads its key: 32 bytes, as they are, in hex or in base64. */
export async function keyOfCommand(command: string): Promise<Key> {
  let printed: Buffer;
  try {
    const shell = process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
    const [program = '', ...words] = shell;
    const { stdout } = await promisify(execFile)(program, [...words, command], {
      encoding: 'buffer',
      timeout: COMMAND_MS,
      maxBuffer: 64 * 1024,
    });
    printed = stdout;
  } catch (fault) {
    const { killed, code } = fault as { killed?: boolean; code?: unknown };
    const why = killed === true ? `did not answer in ${COMMAND_MS / 1000} seconds` : `ended with ${code}`;
    throw new KeyFault(`The command of DAYBRIDGE_KEY_COMMAND ${why}.`);
  }
  const key = readKey(printed);
  if (key === undefined) {
    throw new KeyFault(
      `The command of DAYBRIDGE_KEY_COMMAND must print ${KEY_BYTES} bytes, in hex or base64 (it printed ${printed.length} bytes).`,
    );
  }
  return key;
}

export function readKey(printed: Uint8Array): Key | undefined {
  if (printed.length === KEY_BYTES) return new Uint8Array(printed) as Key;
  const words = Buffer.from(printed).toString('utf8').trim();
  const bytes = /^[0-9a-f]{64}$/i.test(words)
    ? Buffer.from(words, 'hex')
    : /^[A-Za-z0-9+/]{43}=$/.test(words)
      ? Buffer.from(words, 'base64')
      : undefined;
  return bytes === undefined ? undefined : (new Uint8Array(bytes) as Key);
}
