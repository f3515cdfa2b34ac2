import { readFile } from 'node:fs/promises';
import { createContext, Script } from 'node:vm';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { filesOf } from '../support/source.ts';

/** As long as a body may be. What looks at each letter once takes milliseconds, what looks at each pair minutes. */
const LENGTH = 250_000;
const LONGEST_MS = 10_000;

/** Patterns that may take longer than their words are long, because their words are always short, or our own. */
const SHORT_WORDS: Readonly<Record<string, string>> = {
  '/[.!?…:]+(?:\\s|$)/': 'the words of our own forms',
  '/[.!]+$/': 'a reply to a text message, of 2,000 letters at most',
  '/\\s*([AP])M$/': 'a time as the browser writes it',
  '/[\\s ]*[ap]\\.?\\s?m/i': 'a time as the browser writes it',
  '/^\\S+@\\S+\\.\\S+$/': 'what the person types into a field, in their own browser',
};

interface Pattern {
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

/** Every pattern written in the program's own source. */
async function patterns(): Promise<readonly Pattern[]> {
  const found: Pattern[] = [];
  for (const file of await filesOf('src', /(?<!\.test|\/testing)\.tsx?$/)) {
    const tree = ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const look = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
        found.push({
          at: `${file}:${line + 1}`,
          source: node.text.slice(1, end),
          flags: node.text.slice(end + 1),
        });
      }
      ts.forEachChild(node, look);
    };
    look(tree);
  }
  return found;
}

/** Letters worth repeating for this pattern: those it speaks of, and the usual ones. */
function hostileWords({ source }: Pattern): readonly string[] {
  const spoken = new Set(
    [...source.replace(/\\[a-zA-Z]/g, '')].filter((letter) => /[^\\()[\]{}^$|]/.test(letter)),
  );
  const letters = new Set([...' \t\n0aA_-."/:,@<', ...[...spoken].slice(0, 12)]);
  const repeated = [...letters].map((letter) => letter.repeat(LENGTH));
  const pairs = ['a ', '0-', 'a.', '\r\n', '<a', '"a', '\\u', 'aA'].map((pair) => pair.repeat(LENGTH / 2));
  return [...repeated, ...pairs].flatMap((words) => [`${words}\u0001`, `"a${words}`]);
}

describe('no pattern of the program is kept busy by words', () => {
  test('of any length that a body may have', async () => {
    const all = await patterns();
    expect(all.length).toBeGreaterThan(100);
    const slow: string[] = [];
    const context = createContext({ words: '' });
    for (const pattern of new Map(all.map((each) => [`/${each.source}/${each.flags}`, each])).values()) {
      const name = `/${pattern.source}/${pattern.flags}`;
      if (name in SHORT_WORDS) continue;
      const script = new Script(
        `(() => { const p = new RegExp(${JSON.stringify(pattern.source)}, ${JSON.stringify(pattern.flags)});
          if (p.global) for (const _ of words.matchAll(p)); else p.exec(words); })()`,
      );
      for (const words of hostileWords(pattern)) {
        context.words = words;
        try {
          script.runInContext(context, { timeout: LONGEST_MS });
        } catch {
          slow.push(`${pattern.at} ${name} over ${JSON.stringify(words.slice(0, 4))}…`);
          break;
        }
      }
    }
    expect(slow).toEqual([]);
  }, 600_000);

  test('and one that would be is found', () => {
    const context = createContext({ words: 'a'.repeat(40) });
    const script = new Script('/^(a+)+$/.exec(words + "!")');
    expect(() => script.runInContext(context, { timeout: 200 })).toThrow(/timed out/);
  });

  test('those that may be slow are still there', async () => {
    const names = new Set((await patterns()).map(({ source, flags }) => `/${source}/${flags}`));
    expect(Object.keys(SHORT_WORDS).filter((name) => !names.has(name))).toEqual([]);
  });
});
