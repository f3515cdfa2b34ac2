import type { Person, Program } from './program.ts';

/** What somebody proved counts as fresh for five minutes; they come anew well before. */
const FRESH_MS = 180_000;

/**
 * The cookies of these people, fresh whenever they are asked for: whoever was signed out or locked meanwhile, or came a
 * while ago, signs in anew. Somebody who is no person has none.
 */
export function keptSignedIn<Name extends string>(
  program: Program,
  people: Readonly<Record<Name, Person | undefined>>,
): () => Promise<Readonly<Record<Name, string | undefined>>> {
  const kept = new Map<Name, { readonly cookie: string; readonly sinceMs: number }>();
  const isIn = async (cookie: string): Promise<boolean> => {
    const answer = await program.send('/api/sign-in/state', { cookie });
    return (await answer.json()).is === 'signed-in';
  };
  return async () => {
    const cookies = {} as Record<Name, string | undefined>;
    for (const [name, person] of Object.entries(people) as [Name, Person | undefined][]) {
      const before = kept.get(name);
      const isGood =
        before !== undefined && Date.now() - before.sinceMs < FRESH_MS && (await isIn(before.cookie));
      if (person !== undefined && !isGood) {
        kept.set(name, { cookie: await program.signIn(person), sinceMs: Date.now() });
      }
      // Nobody asks as well, without one.
      cookies[name] = kept.get(name)?.cookie;
    }
    return cookies;
  };
}
