/** So many in a window, per key; keys that fall silent are forgotten. */
export interface Limit {
  /** true while there is room; counts the call. */
  allows(key: string, nowMs: number): boolean;
}

const KEYS_MAX = 50_000;

export function limitOf(calls: number, windowMs: number): Limit {
  const windows = new Map<string, { startedMs: number; calls: number }>();
  return {
    allows(key, nowMs) {
      const window = windows.get(key);
      if (window === undefined || nowMs - window.startedMs >= windowMs) {
        if (windows.size >= KEYS_MAX) windows.clear();
        windows.set(key, { startedMs: nowMs, calls: 1 });
        return calls >= 1;
      }
      window.calls++;
      return window.calls <= calls;
    },
  };
}
