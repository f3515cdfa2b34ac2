import { useCallback, useEffect, useRef, useState } from 'react';
import { Problem } from '../../../api.ts';

const REST_MS = 1_200;
const AGAIN_MS = 5_000;

interface Written<C> {
  readonly content: C;
  readonly version: number;
}
export interface KeptAnswer<C> extends Written<C> {
  readonly mergedBy: string | null;
}
/** Two changed the same part: theirs stands, mine is still on the page. */
export interface Clash<C> extends Written<C> {
  readonly by: string;
}

export interface Kept<C> {
  readonly content: C;
  readonly change: (part: Partial<C>) => void;
  readonly state: 'saved' | 'saving' | 'waiting';
  readonly savedAt: number | undefined;
  readonly mergedBy: string | null;
  readonly clash: Clash<C> | undefined;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
  readonly problem: Problem | undefined;
  /** Saves at once what is not saved. */
  readonly flush: () => Promise<void>;
}

interface Needs<C> {
  readonly server: Written<C>;
  readonly save: (content: C, version: number) => Promise<KeptAnswer<C>>;
  readonly clashOf: (problem: Problem) => Clash<C> | undefined;
}

/**
 * What somebody writes, saved by itself soon after they pause, on the version it was made from. Without a network it
 * stays and goes out later; the browser asks before it closes a page with words that are not saved.
 */
export function useKept<C extends object>({ server, save, clashOf }: Needs<C>): Kept<C> {
  const [mine, setMine] = useState<C>();
  const [state, setState] = useState<Kept<C>['state']>('saved');
  const [savedAt, setSavedAt] = useState<number>();
  const [mergedBy, setMergedBy] = useState<string | null>(null);
  const [clash, setClash] = useState<Clash<C>>();
  const [problem, setProblem] = useState<Problem>();
  const now = useRef({ mine, version: server.version, isSaving: false, save, clashOf });
  now.current.save = save;
  now.current.clashOf = clashOf;
  // Until something is written here, what the server has is what it would be made from.
  if (now.current.mine === undefined) now.current.version = server.version;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const sent = now.current.mine;
    if (sent === undefined || now.current.isSaving) return;
    now.current.isSaving = true;
    setState('saving');
    try {
      const answer = await now.current.save(sent, now.current.version);
      now.current.version = answer.version;
      setSavedAt(Date.now());
      setMergedBy(answer.mergedBy);
      setClash(undefined);
      setProblem(undefined);
      if (now.current.mine === sent) {
        now.current.mine = undefined;
        setMine(undefined);
      }
      setState('saved');
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      const both = fault.status === 412 ? now.current.clashOf(fault) : undefined;
      if (both !== undefined) setClash(both);
      else if (!fault.isUnreachable && fault.status < 500) setProblem(fault);
      setState('waiting');
      // Only what the network or the server's own trouble held back goes out by itself.
      if (fault.isUnreachable || fault.status >= 500)
        timer.current = setTimeout(() => void flush(), AGAIN_MS);
      return;
    } finally {
      now.current.isSaving = false;
    }
    if (now.current.mine !== undefined) timer.current = setTimeout(() => void flush(), REST_MS);
  }, []);

  useEffect(() => () => void flush(), [flush]);
  const isDirty = mine !== undefined;
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);

  const set = (next: C): void => {
    now.current.mine = next;
    setMine(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), REST_MS);
  };
  return {
    content: mine ?? server.content,
    change: (part) => set({ ...(now.current.mine ?? server.content), ...part }),
    state,
    savedAt,
    mergedBy,
    clash,
    problem,
    flush,
    keepMine() {
      if (clash === undefined) return;
      now.current.version = clash.version;
      setClash(undefined);
      void flush();
    },
    takeTheirs() {
      if (clash === undefined) return;
      now.current.version = clash.version;
      setClash(undefined);
      set(clash.content);
    },
  };
}
