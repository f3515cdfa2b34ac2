import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { publishedSchemas } from './schema.ts';

const docs = new URL('../../../../docs/', import.meta.url);

// UPDATE=1 npx vitest run --project unit src/schedule/engine/format/schema.test.ts writes them anew.
test.each(publishedSchemas())('docs/$file says what the program reads', async ({ file, text }) => {
  if (process.env.UPDATE === '1') await writeFile(new URL(file, docs), text);
  expect(await readFile(new URL(file, docs), 'utf8')).toBe(text);
});

test('every field of a person, a session and a member of staff is described', () => {
  const [week] = publishedSchemas();
  const schema = JSON.parse(week?.text ?? '{}');
  for (const list of ['people', 'sessions', 'staff']) {
    const fields: Record<string, { description?: string }> = schema.properties[list].items.properties;
    const silent = Object.entries(fields).filter(([, field]) => field.description === undefined);
    expect(silent.map(([name]) => `${list}.${name}`)).toEqual([]);
  }
});
