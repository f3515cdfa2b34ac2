/**
 * Between the one way to the server (api.ts) and the pages that can ask who is there (sign-in/Presence.tsx): an
 * answer that needs a proof waits for it and is then asked for again.
 */
export type ProofNeed = 'locked' | 'prove-again';

type Ask = (need: ProofNeed) => Promise<boolean>;

let asker: Ask | undefined;
let touchedAt = Date.now();

/** Registers who asks; returns how to take it back. */
export function onProofNeeded(ask: Ask): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = undefined;
  };
}

/** Whether the person showed who they are; false when nobody can ask, or they would rather not. */
export const askForProof = (need: ProofNeed): Promise<boolean> => asker?.(need) ?? Promise.resolve(false);

/** A hand was on the device. */
export const touched = (atMs: number): void => {
  touchedAt = Math.max(touchedAt, atMs);
};
export const idleMs = (): number => Math.max(0, Date.now() - touchedAt);
