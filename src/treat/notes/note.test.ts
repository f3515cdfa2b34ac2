import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alikeShare, readTheSame } from './alike.ts';
import { EMPTY_NOTE, mergedByField, missingIn, type NoteContent } from './note.ts';
import { credentialLine } from './signer.ts';
import { dueAfter, ELEMENTS, KINDS, TEMPLATES } from './templates.ts';

const WHOLE: NoteContent = {
  goals: ['019ad000-0000-7000-8000-000000000001'],
  participation: ['took-part'],
  intervention: 'Thought record.',
  response: 'Named payday Friday as the hardest hour.',
  risk: { level: 'none', words: '' },
  results: 'None.',
  plan: 'Call the brother at 4:30.',
};

describe('what a note must say', () => {
  test.each(KINDS)('%s: each required part left out in turn is asked for by itself', (kind) => {
    expect(missingIn(WHOLE, kind, { hasGoals: true })).toEqual([]);
    for (const part of ELEMENTS) {
      const without = { ...WHOLE, [part]: EMPTY_NOTE[part] };
      const wanted = TEMPLATES.kinds[kind].required.includes(part) ? [`/${part}`] : [];
      expect(missingIn(without, kind, { hasGoals: true }).map(({ pointer }) => pointer)).toEqual(wanted);
    }
  });

  test('whoever has no goals yet is not asked for one', () => {
    expect(missingIn({ ...WHOLE, goals: [] }, 'group', { hasGoals: false })).toEqual([]);
  });

  test('a risk is said in words, and blanks are no words', () => {
    const risky = { ...WHOLE, risk: { level: 'watch' as const, words: '  ' }, plan: ' \n' };
    expect(missingIn(risky, 'individual', { hasGoals: true }).map(({ pointer }) => pointer)).toEqual([
      '/plan',
      '/risk/words',
    ]);
  });

  test('it is due 72 hours after what it is about ended', () => {
    expect(dueAfter(new Date('2026-11-30T01:30:00Z'))).toEqual(new Date('2026-12-03T01:30:00Z'));
  });
});

describe('two who write at once', () => {
  const fields = fc.record({ a: fc.nat(2), b: fc.nat(2), c: fc.nat(2) });

  test('keep what each changed; where both changed the same, neither goes over the other', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, theirs, mine) => {
        const merged = mergedByField(base, theirs, mine);
        const clash = (['a', 'b', 'c'] as const).filter(
          (k) => theirs[k] !== base[k] && mine[k] !== base[k] && theirs[k] !== mine[k],
        );
        expect(merged.ok).toBe(clash.length === 0);
        if (!merged.ok) {
          expect(merged.fields).toEqual(clash);
          return;
        }
        for (const k of ['a', 'b', 'c'] as const) {
          expect(merged.content[k]).toBe(mine[k] === base[k] ? theirs[k] : mine[k]);
        }
      }),
    );
  });

  test('give the same, whoever was first', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, one, other) => {
        const [a, b] = [mergedByField(base, one, other), mergedByField(base, other, one)];
        expect(a.ok && a.content).toEqual(b.ok && b.content);
      }),
    );
  });

  test('an empty text that was there before can be emptied again', () => {
    const base = { words: 'Triggers', plan: '' };
    expect(mergedByField(base, { ...base, plan: 'Call' }, { ...base, words: '' })).toEqual({
      ok: true,
      content: { words: '', plan: 'Call' },
      fields: ['plan'],
    });
  });
});

describe('what reads the same', () => {
  const long =
    'Named payday Friday as highest risk and chose calling his brother at half past four as first step';

  test.each([
    [long, long, 1],
    [long, `${long.toUpperCase()}!`, 1],
    [long, 'Spoke of the funeral, cried, and was glad that somebody sat with her until the end', 0.2],
    ['Took part.', 'Took part.', 0],
    ['', '', 0],
  ])('%s / %s', (one, other, share) => {
    expect(alikeShare(one, other)).toBeCloseTo(share, share === 0.2 ? -0.2 : 5);
  });

  test('one word changed in twenty is still the same; one in five is not', () => {
    const words = long.split(' ');
    const changed = (every: number) =>
      words.map((word, i) => (i % every === 1 ? `other${i}` : word)).join(' ');
    const like = (text: string) =>
      readTheSame([
        { participant: 'p1', response: long, last: null },
        { participant: 'p2', response: text, last: null },
      ]);
    expect(like(changed(20))).toMatchObject([{ participant: 'p1', like: 'p2' }]);
    expect(like(changed(5))).toEqual([]);
  });

  test('is told of the person’s own last note too, and of nobody who wrote something else', () => {
    expect(
      readTheSame([
        { participant: 'p1', response: long, last: long },
        {
          participant: 'p2',
          response: 'Practised saying no with a partner and laughed about it twice.',
          last: null,
        },
      ]),
    ).toEqual([{ participant: 'p1', like: null, share: 1 }]);
  });

  test('is the same seen from either side, and between 0 and 1', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const share = alikeShare(one, other);
        expect(share).toBe(alikeShare(other, one));
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('who signs alone', () => {
  test.each([
    ['counselor', 'LCSW', '2027-01-01', false],
    ['counselor', 'RMHCI', '2027-01-01', true],
    ['facilitator', 'CAP', '2027-01-01', true],
    ['nurse', 'RN', '2026-11-30', false],
  ])('%s with %s until %s: second signature %s', (role, type, expires, needsCosign) => {
    expect(credentialLine({ role, type, state: 'FL', expires }, '2026-11-30')).toEqual({
      licence: `${type}, FL, to ${expires}`,
      needsCosign,
    });
  });

  test('without a licence somebody signs for them; with one that ended nobody signs', () => {
    const none = { type: null, state: null, expires: null };
    expect(credentialLine({ role: 'counselor', ...none }, '2026-11-30')).toEqual({
      licence: 'counselor',
      needsCosign: true,
    });
    expect(
      credentialLine({ role: 'counselor', type: 'LCSW', state: 'FL', expires: '2026-11-29' }, '2026-11-30'),
    ).toBeNull();
  });
});
