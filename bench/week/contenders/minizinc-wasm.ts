/**
 * The MiniZinc of the npm package `minizinc` in this thread. Under Node the package itself only looks for an installed
 * MiniZinc; its WebAssembly, made for a browser's worker, has Chuffed built in. So this thread plays such a worker.
 */
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';

const DIST = new URL('../../../node_modules/minizinc/dist/', import.meta.url);
/** Nothing is fetched from it: every request is answered with a file of the package. */
const ADDRESS = 'https://minizinc.invalid/';

interface Message {
  readonly type: string;
  readonly output?: { readonly default?: string };
  readonly status?: string;
  readonly message?: string;
  readonly code?: number;
}

export function minizincWasmVersion(): string | undefined {
  try {
    return JSON.parse(readFileSync(new URL('../package.json', DIST), 'utf8')).version;
  } catch {
    return undefined;
  }
}

/** Its lines are those of the command: solutions, then a line of signs when nothing is better. */
export async function runMiniZincWasm(
  words: readonly string[],
  files: Readonly<Record<string, string>>,
  hear: (line: string) => void,
): Promise<void> {
  const worker = playWorker();
  await worker.ask({ wasmURL: `${ADDRESS}minizinc.wasm`, dataURL: `${ADDRESS}minizinc.data` }, 'ready');
  let fault = '';
  await worker.ask(
    { jsonStream: true, files, args: words },
    'exit',
    ({ type, output, status, message, code }) => {
      if (type === 'solution') for (const line of output?.default?.split('\n') ?? []) hear(line);
      if (type === 'status' && status === 'OPTIMAL_SOLUTION') hear('==========');
      if (type === 'error') fault = message ?? 'an error without a message';
      if (type === 'exit' && code !== 0 && fault === '') fault = `ended with ${code}`;
    },
  );
  if (fault !== '') throw new Error(`minizinc: ${fault}`);
}

function playWorker() {
  const listeners: ((event: { data: unknown }) => void)[] = [];
  let hear: (message: Message) => void = () => {};
  Object.assign(globalThis, {
    self: globalThis,
    WorkerGlobalScope: class {},
    location: new URL(`${ADDRESS}minizinc-worker.js`),
    addEventListener: (_: string, listener: (event: { data: unknown }) => void) => listeners.push(listener),
    postMessage: (message: Message) => hear(message),
    fetch: async (address: unknown) =>
      new Response(readFileSync(new URL(`${address}`.slice(ADDRESS.length), DIST)), {
        headers: { 'content-type': 'application/wasm' },
      }),
  });
  const { process } = globalThis;
  // The script asks for it to tell a browser from Node.
  Object.assign(globalThis, { process: undefined });
  runInThisContext(readFileSync(new URL('minizinc-worker.js', DIST), 'utf8'));
  const ask = (data: unknown, last: string, each: (message: Message) => void = () => {}) =>
    new Promise<void>((resolve) => {
      hear = (message) => {
        each(message);
        if (message.type === last) resolve();
      };
      for (const listener of listeners) listener({ data });
    }).finally(() => {
      if (last === 'exit') Object.assign(globalThis, { process });
    });
  return { ask };
}
