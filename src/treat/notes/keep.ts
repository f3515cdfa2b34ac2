import { refuse } from '../../platform/http/problem.ts';
import { type Merged, mergedByField } from './note.ts';

/** Something that is written by several at once, as it stands. */
interface Written<Content> {
  readonly content: Content;
  readonly version: number;
  readonly savedBy: string;
}

interface Keeping<Thing extends Written<Content>, Content> {
  /** What was sent, and the version it was made from; 0: there was none yet. */
  readonly sent: Content;
  readonly version: number;
  readonly find: () => Promise<Thing | undefined>;
  readonly contentAt: (thing: Thing, version: number) => Promise<Content | undefined>;
  /** Keeps `content` after what stands there now; false where somebody was first. */
  readonly keep: (content: Content, there: Thing | undefined) => Promise<boolean>;
  /** Why both cannot stand: thrown, with the newer version beside what was sent. */
  readonly stale: (there: Thing, fields: readonly string[]) => Error;
}

interface Kept<Thing> {
  readonly thing: Thing;
  /** What somebody else changed in the meantime, kept beside what was sent. */
  readonly merged: { readonly fields: string[]; readonly by: string } | null;
}

/** As often as somebody else may be first within one saving. */
const TRIES = 5;

/**
 * Saves what was sent, by field beside what others saved since the version it was made from; where both changed the same
 * field, nothing is saved and both are shown. What is there already is not written again, so a repeat changes nothing.
 */
export async function keepBeside<Thing extends Written<Content>, Content extends object>({
  sent,
  version,
  find,
  contentAt,
  keep,
  stale,
}: Keeping<Thing, Content>): Promise<Kept<Thing>> {
  for (let tries = 0; tries < TRIES; tries++) {
    const there = await find();
    if (there === undefined && version > 0) throw refuse('not-found');
    const outcome = there === undefined ? whole(sent) : await beside(there);
    if (!outcome.ok) throw stale(there as Thing, outcome.fields);
    const merged = notice(outcome, there);
    if (there !== undefined && JSON.stringify(outcome.content) === JSON.stringify(there.content)) {
      return { thing: there, merged };
    }
    if (await keep(outcome.content, there)) {
      const thing = await find();
      if (thing !== undefined) return { thing, merged };
    }
    // Nobody was first, and still nothing was kept: it is not this actor's to write.
    if ((await find())?.version === there?.version) throw refuse('not-found');
  }
  throw refuse('conflict', { detail: 'Somebody else is saving too. Please try once more.' });

  async function beside(there: Thing): Promise<Merged<Content>> {
    if (there.version === version) return whole(sent);
    const base = await contentAt(there, version);
    if (base === undefined) return { ok: false, fields: Object.keys(sent) };
    return mergedByField(base, there.content, sent);
  }

  function notice(outcome: Merged<Content>, there: Thing | undefined): Kept<Thing>['merged'] {
    if (there === undefined || outcome.fields.length === 0) return null;
    return { fields: [...outcome.fields], by: there.savedBy };
  }
}

const whole = <Content>(content: Content): Merged<Content> => ({ ok: true, content, fields: [] });
