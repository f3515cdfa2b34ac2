import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { migrate } from '../../src/platform/db/migrate.ts';
import { openPGlite } from '../../src/platform/db/pglite.ts';
import { matrixPage } from './page.ts';
import type { Written } from './written.ts';

const PAGE = new URL('../../docs/privacy.md', import.meta.url);
const MARKS = /<!-- matrix -->\n[\s\S]*<!-- end of matrix -->/;

/** UPDATE=1 writes it anew. */
test('docs/privacy.md says what the database does', async () => {
  const engine = await openPGlite();
  await migrate(engine);
  const rows = await engine.transaction(
    'select 1',
    async (run) =>
      (await run('select role, relation, category, verb, purpose from guard.permission', [])).rows,
  );
  await engine.close();
  const table = `<!-- matrix -->\n${matrixPage(rows as Written[])}\n<!-- end of matrix -->`;
  const page = await readFile(PAGE, 'utf8');
  expect(page).toMatch(MARKS);
  if (process.env.UPDATE === '1')
    await writeFile(
      PAGE,
      page.replace(MARKS, () => table),
    );
  else expect(MARKS.exec(page)?.[0]).toBe(table);
});
