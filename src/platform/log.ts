import { pino } from 'pino';

export type { Logger } from 'pino';

/** Paths whose values never reach a log line, whatever somebody passes in. */
const SECRET = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'token',
  'otp',
  'code',
  'name',
  'email',
  'phone',
  'contact',
];

/**
 * One JSON line per event. Only ids, routes (as patterns, never the address asked for), status and time are
 * logged; whoever adds a field adds it knowing that no personal word may be in it.
 */
export function createLog(level: string, stream: { write(line: string): void } = process.stdout) {
  return pino(
    {
      level,
      base: null,
      redact: { paths: SECRET.flatMap((path) => [path, `*.${path}`, `*.*.${path}`]), censor: '[kept out]' },
    },
    stream,
  );
}
