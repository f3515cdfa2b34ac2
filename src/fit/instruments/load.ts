/** Every instrument that comes with the program, read and proved once. */
import { readdir, readFile } from 'node:fs/promises';
import type { Instrument } from './instrument.ts';
import { parseInstrument } from './instrument-format.ts';

const FOLDER = new URL('./', import.meta.url);

/** Its message names what there is instead. */
export class UnknownInstrument extends Error {}

async function readInstrument(file: string): Promise<Instrument> {
  const parsed = parseInstrument(JSON.parse(await readFile(new URL(file, FOLDER), 'utf8')));
  if (!parsed.ok)
    throw new Error(
      `${file} is no instrument: ${parsed.faults.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
    );
  const { version, daybridge } = parsed.instrument;
  if (file !== `${daybridge.id}.json` && file !== `${daybridge.id}@${version}.json`)
    throw new Error(`${file} holds ${daybridge.id} ${version}.`);
  return parsed.instrument;
}

/** "phq-9.json" is in force; "phq-9@2026.1.json" is an older one, kept for the responses given with it. */
const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json') && file !== 'vectors.json');
const all = await Promise.all(
  files.map(async (file) => ({ instrument: await readInstrument(file), isInForce: !file.includes('@') })),
);

/** In force, in the order of their ids. */
export const INSTRUMENTS: readonly Instrument[] = all
  .filter(({ isInForce }) => isInForce)
  .map(({ instrument }) => instrument)
  .toSorted((one, other) => (one.daybridge.id < other.daybridge.id ? -1 : 1));

/** The one in force, or the one an old response was answered with. Throws UnknownInstrument. */
export function instrumentOf(id: string, version?: string): Instrument {
  const versions = all.filter(({ instrument }) => instrument.daybridge.id === id);
  if (versions.length === 0) throw new UnknownInstrument(`There is no instrument "${id}".`);
  const found = versions.find(({ instrument, isInForce }) =>
    version === undefined ? isInForce : instrument.version === version,
  );
  if (found !== undefined) return found.instrument;
  const known = versions.map(({ instrument }) => instrument.version).join(', ');
  throw new UnknownInstrument(`There is no version "${version}" of "${id}"; there is ${known}.`);
}

/** By id or any of its names, whatever the case and dashes: "PHQ9" is PHQ-9. Throws UnknownInstrument. */
export function instrumentNamed(name: string): Instrument {
  const plain = plainName(name);
  const found = INSTRUMENTS.find(({ daybridge: { id, names } }) =>
    [id, ...names].some((one) => plainName(one) === plain),
  );
  if (found !== undefined) return found;
  const known = INSTRUMENTS.map(({ daybridge: { names, id } }) => names[0] ?? id).join(', ');
  throw new UnknownInstrument(`There is no instrument "${name}". There are: ${known}.`);
}

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
