import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { HttpApp } from './app.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The built web pages: every file of `folder` by its exact name (nothing is looked up from what was asked), and
 * index.html for every other page address. Files with a hash in their name are kept by browsers for a year; a
 * file with a .br beside it is sent compressed.
 */
export async function servePages(app: HttpApp, folder: string): Promise<void> {
  const files = new Map(
    (await filesBelow(folder)).map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]),
  );
  const index = await readFile(join(folder, 'index.html'), 'utf8');

  app.get('*', async (c, next) => {
    const path = c.req.path;
    if (path.startsWith('/api')) return next();
    const file = files.get(path);
    if (file === undefined || path === '/index.html') {
      if (path.startsWith('/assets/')) return next();
      return c.html(index);
    }
    const packed = files.get(`${path}.br`);
    const useBrotli = packed !== undefined && (c.req.header('accept-encoding') ?? '').includes('br');
    const source = useBrotli ? packed : file;
    c.header('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    c.header(
      'cache-control',
      path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    );
    c.header('content-length', String((await stat(source)).size));
    if (useBrotli) c.header('content-encoding', 'br');
    if (packed !== undefined) c.header('vary', 'accept-encoding');
    return c.body(Readable.toWeb(createReadStream(source)) as ReadableStream);
  });
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
