import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Writes a .br beside each text file, so that the server never compresses while somebody waits. */
function packed(): Plugin {
  return {
    name: 'packed',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const names = await readdir(join(dir, 'assets'));
      let total = 0;
      for (const name of names.filter((each) => /\.(js|css|svg)$/.test(each))) {
        const bytes = await promisify(brotliCompress)(await readFile(join(dir, 'assets', name)));
        await writeFile(join(dir, 'assets', `${name}.br`), bytes);
        total += bytes.length;
      }
      this.info(`${(total / 1024).toFixed(0)} KB in all as brotli`);
    },
  };
}

export default defineConfig({
  root: 'src/web',
  base: '/',
  plugins: [react(), packed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // bench/ reads from here which files a page needs.
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
