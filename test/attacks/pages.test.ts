import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpApp, type HttpApp } from '../../src/platform/http/app.ts';
import { servePages } from '../../src/platform/http/pages.ts';
import { createLog } from '../../src/platform/log.ts';

const SECRET = 'kept beside the pages';
let folder: string;
let app: HttpApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybridge-pages-'));
  await mkdir(join(folder, 'web/assets'), { recursive: true });
  await writeFile(join(folder, 'web/index.html'), '<!doctype html><title>My week</title>');
  await writeFile(join(folder, 'web/assets/main-1a2b.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), SECRET);
  app = createHttpApp(createLog('silent'));
  app.get('/api/mine', (c) => c.json({ called: 'Karen' }));
  await servePages(app, join(folder, 'web'));
});
afterAll(() => rm(folder, { recursive: true }));

const UP = ['..', '%2e%2e', '%2E.', '..%2f', '..%5c', '....//', '%252e%252e', '%c0%ae%c0%ae', '..;', '.%00.'];
const UPWARDS = UP.flatMap((up) =>
  ['/assets/', '/', '/api/', '/week/', '//'].flatMap((start) =>
    ['secret.txt', 'etc/passwd', 'package.json', 'data/master.key'].map(
      (name) => `${start}${`${up}/`.repeat(3)}${name}`,
    ),
  ),
);

describe('a path that climbs out of the pages', () => {
  test('finds nothing that is not a page, however its dots are written', async () => {
    for (const path of UPWARDS) {
      // As it was sent: a Request would tidy the dots away before the program sees them.
      for (const request of [new Request(`http://localhost${path}`), asSent(path)]) {
        const answer = await app.request(request);
        const words = await answer.text();
        expect(words, path).not.toContain(SECRET);
        expect(words, path).not.toMatch(/root:|"dependencies"/);
        expect([200, 400, 404], path).toContain(answer.status);
        if (answer.status === 200) expect(words, path).toMatch(/^<!doctype html>/);
      }
    }
  });

  test('a file is found by its exact name alone', async () => {
    const of = async (path: string) => (await app.request(asSent(path))).headers.get('content-type');
    expect(await of('/assets/main-1a2b.js')).toMatch(/javascript/);
    for (const path of [
      '/assets//main-1a2b.js',
      '/assets/./main-1a2b.js',
      '/ASSETS/main-1a2b.js',
      '/assets/',
    ]) {
      expect(await of(path), path).not.toMatch(/javascript/);
    }
  });
});

describe('a private answer dressed as a file that may be kept', () => {
  test.each([
    '/api/mine/main.css',
    '/api/mine%2fmain.css',
    '/api/mine;main.css',
    '/api/mine%00.css',
    '/api/mine%0a.js',
    '/api/mine%3f.js',
    '/api/mine%23.js',
    '/api/mine/.js',
    '/assets/../api/mine',
    '/assets/%2e%2e/api/mine',
    '/assets/..%2fapi%2fmine',
    '/assets%2f..%2fapi%2fmine.js',
  ])('%s is kept nowhere', async (path) => {
    const answer = await app.request(asSent(path));
    const words = await answer.text();
    const mayBeKept = /max-age|public|immutable/.test(answer.headers.get('cache-control') ?? '');
    expect(words.includes('Karen') && mayBeKept).toBe(false);
    if (words.includes('Karen') || answer.status >= 400) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('the page itself is asked for anew each time; only what has a digest in its name is kept', async () => {
    expect((await app.request('/week')).headers.get('cache-control')).toBe('no-store');
    expect((await app.request('/assets/main-1a2b.js')).headers.get('cache-control')).toMatch(/immutable/);
  });
});

/** A request whose address is exactly these letters. */
function asSent(path: string): Request {
  const request = new Request('http://localhost/');
  Object.defineProperty(request, 'url', { value: `http://localhost${path}` });
  return request;
}
