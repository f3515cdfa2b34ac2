import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { ORG } from '../src/demo/program.ts';
import { CHANNELS, MESSAGE_KINDS, WORDS, wordsOf } from '../src/guard/messages/words.ts';
import { writeFeed } from '../src/interop/ical/index.ts';
import { USUAL_WORD } from '../src/schedule/feed.ts';
import { filesOf } from './support/source.ts';

/** What tells somebody who only glances at it what this is about. English and Spanish. */
const TELLING = new RegExp(
  [
    'treat(ment|ing)',
    'recover|rehab|detox|sober|sobriety|relapse|withdrawal|craving',
    'addict|alcohol|drug|opioid|substance|overdose|methadone|buprenorphine|naloxone',
    'clinic|patient|therap|counsel|psych|mental|diagnos|disorder',
    '\\biop\\b|\\bphp\\b|\\bsud\\b|42 cfr|part 2|samhsa',
    'group session|support group|daybridge',
    'tratamiento|recuperaci|desintoxic|sobri|reca[ií]da|abstinencia',
    'adicci|adict|droga|opioide|sustancia|sobredosis',
    'cl[ií]nica|paciente|terapia|consejer|psico|trastorno|diagn[oó]st',
    ORG.name,
  ].join('|'),
  'i',
);
const telling = (words: readonly string[]): readonly string[] => words.filter((each) => TELLING.test(each));

/** Pages only staff open, at their own desks; their titles are about the work, and still name nobody. */
const STAFF_PAGES = /^src\/web\/staff\//;

interface Title {
  readonly file: string;
  readonly words: string;
}

/** What each page says in the title of its window: <Page title={t.some}> looked up in the words of its file. */
async function titles(): Promise<readonly Title[]> {
  const files = await filesOf('src/web', /(?<!\.test)\.tsx?$/);
  const trees = await Promise.all(
    files.map(async (file) =>
      ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest, true),
    ),
  );
  const literals = (tree: ts.SourceFile, key: string): string[] => {
    const found: string[] = [];
    const look = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === key) {
        const collect = (part: ts.Node): void => {
          if (
            ts.isStringLiteralLike(part) ||
            ts.isTemplateHead(part) ||
            ts.isTemplateMiddleOrTemplateTail(part)
          )
            found.push(part.text);
          ts.forEachChild(part, collect);
        };
        collect(node.initializer);
      }
      ts.forEachChild(node, look);
    };
    look(tree);
    return found;
  };
  /** The files whose words this one uses. */
  const neighbours = (tree: ts.SourceFile): readonly ts.SourceFile[] => {
    const named = new Set(
      tree.statements
        .filter(ts.isImportDeclaration)
        .map(({ moduleSpecifier }) =>
          join(dirname(tree.fileName), (moduleSpecifier as ts.StringLiteral).text),
        ),
    );
    return trees.filter(({ fileName }) => named.has(fileName));
  };
  const all: Title[] = [];
  for (const tree of trees) {
    const look = (node: ts.Node): void => {
      if (
        (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) &&
        /^(Page|StaffPage|Frame|StaffFrame|StaffShell)$/.test(node.tagName.getText())
      ) {
        for (const attribute of node.attributes.properties) {
          if (!ts.isJsxAttribute(attribute) || attribute.name.getText() !== 'title') continue;
          for (const [, key = ''] of attribute.getText().matchAll(/\bt?\w*\.(\w+)/g)) {
            const own = literals(tree, key);
            const words = own.length > 0 ? own : neighbours(tree).flatMap((other) => literals(other, key));
            all.push(...words.map((each) => ({ file: tree.fileName, words: each })));
          }
        }
      }
      ts.forEachChild(node, look);
    };
    look(tree);
  }
  return all;
}

describe('2.17-2.18: nothing that is carried off tells what somebody comes for', () => {
  test('2.17-2.18: letters, texts and pushes', () => {
    const now = new Date('2026-12-02T20:30:00Z');
    const said = MESSAGE_KINDS.flatMap((kind) =>
      CHANNELS.flatMap((channel) =>
        (['en', 'es'] as const).flatMap((language) => {
          const { subject, text } = wordsOf(
            kind,
            channel,
            { at: now.toISOString(), place: 'Cedar Street' },
            { language, zone: 'America/New_York', now, maySay: ['place', 'group'] },
          );
          return [subject, text];
        }),
      ),
    );
    const { about: _, ...templates } = WORDS;
    expect(said.length).toBeGreaterThan(40);
    expect(telling([...said, JSON.stringify(templates)])).toEqual([]);
  });

  test('2.17-2.18: the letter with a sign-in code', async () => {
    const source = await readFile('src/guard/sign-in/codes.ts', 'utf8');
    const letter = source.slice(
      source.indexOf('const wordsOf'),
      source.indexOf('export function emailCodes'),
    );
    expect(letter).toMatch(/subject: 'Your code'/);
    expect(telling([letter])).toEqual([]);
  });

  test('2.17-2.18: calendar entries, as long as the person writes nothing else', () => {
    const feed = writeFeed({
      events: [
        {
          uid: 'x@week',
          sequence: 0,
          start: '2026-11-30T18:00',
          end: '2026-11-30T21:00',
          zone: 'America/New_York',
          word: USUAL_WORD,
        },
      ],
      zone: 'America/New_York',
      now: new Date('2026-11-30T12:00:00Z'),
    });
    expect(telling([feed])).toEqual([]);
    expect(feed).toMatch(/SUMMARY:Busy\r\n/);
  });

  test('2.17-2.18: the title of every page, and no name in any', async () => {
    const all = await titles();
    expect(all.length).toBeGreaterThan(80);
    const ours = all.filter(({ file }) => !STAFF_PAGES.test(file));
    expect(ours.length).toBeGreaterThan(40);
    expect(ours.filter(({ words }) => TELLING.test(words))).toEqual([]);
    expect(all.filter(({ words }) => words.includes(ORG.name) || /daybridge/i.test(words))).toEqual([]);
  });

  test('2.17-2.18: the page before it is drawn, its picture, and what a notification shows', async () => {
    const shell = await Promise.all(
      ['src/web/index.html', 'src/web/icon.svg', 'src/web/public/push.js'].map((file) =>
        readFile(file, 'utf8'),
      ),
    );
    expect(telling(shell)).toEqual([]);
    const shipped = await filesOf('src/web', /(manifest|\.webmanifest$|robots\.txt$)/);
    expect(telling(await Promise.all(shipped.map((file) => readFile(file, 'utf8'))))).toEqual([]);
  });

  test('2.17-2.18: the week on paper, unless the person asks for its words', async () => {
    const source = await readFile('src/web/week/Print.tsx', 'utf8');
    expect(source).toMatch(/useState<Says>\('busy'\)/);
    expect(telling([source.slice(source.indexOf('words('), source.indexOf('/** So many'))])).toEqual([]);
  });

  test('2.17-2.18: names of files that are kept', async () => {
    const names: string[] = [];
    for (const file of await filesOf('src', /(?<!\.test)\.tsx?$/)) {
      const source = await readFile(file, 'utf8');
      for (const [, name = ''] of source.matchAll(
        /(?:\bname:|\.download =|filename=)\s*[`'"]([^`'"\n]*\.[^`'"\n]*)[`'"]/g,
      )) {
        names.push(name);
      }
    }
    expect(names.some((name) => name.startsWith('copy.'))).toBe(true);
    expect(telling(names)).toEqual([]);
  });

  test('2.12: the addresses of pages and of data carry ids and nothing said of a person', async () => {
    const routes = new Set<string>();
    for (const file of await filesOf('src/web', /routes\.tsx$/)) {
      for (const [, path = ''] of (await readFile(file, 'utf8')).matchAll(/path: '([^']+)'/g))
        routes.add(path);
    }
    expect(routes.size).toBeGreaterThan(40);
    // What a person's own browser keeps in its history.
    const ours = [...routes].filter((path) => /^\/(start|week|more|check-in|sign-in|a11y)/.test(path));
    expect(telling(ours)).toEqual([]);
    expect([...routes].filter((path) => /name|born|birth|diagnos|email|phone/i.test(path))).toEqual([]);
  });
});
