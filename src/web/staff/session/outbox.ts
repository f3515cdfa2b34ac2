import type { MarksShown, SessionShown } from '../../../treat/index.ts';

export type RosterRow = SessionShown['roster'][number];
export type AwayReason = NonNullable<RosterRow['reason']>;

/** What somebody at the door says of one person, as the server takes it. */
export type Mark =
  | { readonly is: 'here' | 'expected' }
  | { readonly is: 'late' | 'left' | 'back'; readonly at: string }
  | { readonly is: 'away'; readonly reason: AwayReason };

export interface MarkOf {
  readonly participant: string;
  /** The row's version it was said on. */
  readonly version: number;
  readonly mark: Mark;
}

/** Marks that are not saved yet. Sent again under the same key they are done once. */
export interface Waiting {
  readonly key: string;
  readonly nth: number;
  /** Whose they are: nobody else's sign-in sends them. */
  readonly by: string;
  readonly meeting: string;
  readonly marks: readonly MarkOf[];
  /** Once it may have reached the server it never changes. */
  readonly isTried: boolean;
  /** Why the server did not take it; it then waits for the person, not for the network. */
  readonly refused: Refused | null;
}

export type Refused =
  | { readonly why: 'overtaken' }
  | { readonly why: 'told'; readonly code: string; readonly words: string };

export type Sent =
  | { readonly is: 'written'; readonly answer: MarksShown }
  /** Not reached, or not now. */
  | { readonly is: 'later' }
  | {
      readonly is: 'refused';
      readonly code: string;
      readonly words: string;
      /** What is wrong, by the mark's place in the list; empty: all of it. */
      readonly faults: ReadonlyMap<number, string>;
    };

/** Where what waits outlives the page. */
export interface Shelf {
  all(): Promise<readonly Waiting[]>;
  keep(item: Waiting): Promise<void>;
  drop(key: string): Promise<void>;
}

export interface Outbox {
  items(): readonly Waiting[];
  /** Takes up what an earlier page left, and sends it. */
  load(): Promise<void>;
  add(meeting: string, marks: readonly MarkOf[]): Promise<void>;
  flush(): Promise<void>;
  /** Sends a refused one again, on the versions the rows have now. */
  again(key: string, versions: ReadonlyMap<string, number>): Promise<void>;
  dismiss(key: string): Promise<void>;
}

interface Needs {
  readonly by: string;
  readonly shelf: Shelf;
  readonly send: (item: Waiting) => Promise<Sent>;
  readonly newKey: () => string;
  /** After every change. */
  readonly changed: () => void;
  readonly written: (meeting: string, answer: MarksShown) => void;
}

/** Marks leave in the order they were said, one after the other, and none is lost or dropped in silence. */
export function createOutbox({ by, shelf, send, newKey, changed, written }: Needs): Outbox {
  let items: readonly Waiting[] = [];
  let sending: Promise<void> | undefined;

  const put = async (next: Waiting): Promise<void> => {
    items = [...items.filter(({ key }) => key !== next.key), next].toSorted((a, b) => a.nth - b.nth);
    changed();
    await shelf.keep(next);
  };
  const drop = async (gone: string): Promise<void> => {
    items = items.filter(({ key }) => key !== gone);
    changed();
    await shelf.drop(gone);
  };
  const lastNth = () => items.at(-1)?.nth ?? 0;

  async function sendAll(): Promise<void> {
    for (;;) {
      const next = items.find(({ refused }) => refused === null);
      if (next === undefined) return;
      const tried = { ...next, isTried: true };
      await put(tried);
      const sent = await send(tried);
      if (sent.is === 'later') return;
      if (sent.is === 'written') await settle(tried, sent.answer);
      else await setAside(tried, sent);
    }
  }

  async function settle(item: Waiting, answer: MarksShown): Promise<void> {
    const overtaken = item.marks.filter(({ participant }) => answer.changedByOthers.includes(participant));
    const versions = new Map(answer.roster.map(({ participant, version }) => [participant, version]));
    // What was said later of the same people was said on what this one wrote.
    for (const later of items.filter(
      (one) => one.meeting === item.meeting && one.nth > item.nth && !one.isTried,
    )) {
      await put({
        ...later,
        marks: later.marks.map((one) =>
          answer.changedByOthers.includes(one.participant) ||
          !item.marks.some(({ participant }) => participant === one.participant)
            ? one
            : { ...one, version: versions.get(one.participant) ?? one.version },
        ),
      });
    }
    if (overtaken.length > 0)
      await put({ ...item, key: newKey(), marks: overtaken, refused: { why: 'overtaken' } });
    await drop(item.key);
    written(item.meeting, answer);
  }

  async function setAside(
    item: Waiting,
    { code, words, faults }: Extract<Sent, { is: 'refused' }>,
  ): Promise<void> {
    if (faults.size === 0) return put({ ...item, refused: { why: 'told', code, words } });
    for (const [nth, fault] of faults) {
      const one = item.marks[nth];
      if (one !== undefined)
        await put({ ...item, key: newKey(), marks: [one], refused: { why: 'told', code, words: fault } });
    }
    // Nothing of the lot was written, so what was right in it is a new call.
    const right = item.marks.filter((_, nth) => !faults.has(nth));
    if (right.length > 0) await put({ ...item, key: newKey(), marks: right, isTried: false });
    await drop(item.key);
  }

  const flush = (): Promise<void> => {
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  };

  return {
    items: () => items,
    async load() {
      const kept = (await shelf.all()).filter((item) => item.by === by);
      const known = new Set(items.map(({ key }) => key));
      items = [...items, ...kept.filter(({ key }) => !known.has(key))].toSorted((a, b) => a.nth - b.nth);
      changed();
      await flush();
    },
    async add(meeting, marks) {
      // A time that is nudged before it left replaces itself.
      const [only] = marks;
      const same =
        marks.length === 1 && only !== undefined
          ? items.find(
              (one) =>
                one.meeting === meeting &&
                !one.isTried &&
                one.refused === null &&
                one.marks.length === 1 &&
                one.marks[0]?.participant === only.participant &&
                one.marks[0].mark.is === only.mark.is,
            )
          : undefined;
      await put(
        same === undefined
          ? { key: newKey(), nth: lastNth() + 1, by, meeting, marks, isTried: false, refused: null }
          : { ...same, marks },
      );
      await flush();
    },
    flush,
    async again(key, versions) {
      const item = items.find((one) => one.key === key);
      if (item === undefined) return;
      await put({
        ...item,
        key: newKey(),
        nth: lastNth() + 1,
        isTried: false,
        refused: null,
        marks: item.marks.map((one) => ({ ...one, version: versions.get(one.participant) ?? one.version })),
      });
      await drop(key);
      await flush();
    },
    dismiss: drop,
  };
}
