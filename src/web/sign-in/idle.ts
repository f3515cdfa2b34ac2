import { useEffect } from 'react';
import { api } from '../api.ts';
import { idleMs, touched } from '../proof.ts';

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const LOOK_MS = 1000;
const TOLD_EVERY_MS = 60_000;
/** How long before the lock it is said. */
export const WARNED_MS = 120_000;
const CHANNEL = 'w-presence';

export interface Idle {
  /** Milliseconds until the lock, asked each second while it is near. */
  onNear(leftMs: number | null): void;
  onOver(): void;
  /** Another tab of this browser was unlocked. */
  onUnlockedElsewhere(): void;
}

/** Tells the other tabs of this browser that who is here was shown. */
export function tellUnlocked(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('unlocked');
  channel.close();
}

/** Watches whether a hand is on the device, in any tab, and tells the server so that it does not lock meanwhile. */
export function useIdle(limitMinutes: number | null, isLocked: boolean, idle: Idle): void {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => {
      if (data === 'unlocked') idle.onUnlockedElsewhere();
      else if (typeof data === 'number') touched(Math.min(data, Date.now()));
    };
    if (limitMinutes === null || isLocked) return () => channel.close();
    let toldAt = Date.now();
    let sharedAt = 0;
    const touch = () => {
      const now = Date.now();
      touched(now);
      if (now - sharedAt < LOOK_MS) return;
      sharedAt = now;
      channel.postMessage(now);
    };
    let isNear = false;
    const look = () => {
      const leftMs = limitMinutes * 60_000 - idleMs();
      if (leftMs <= 0) return idle.onOver();
      if (leftMs <= WARNED_MS || isNear) idle.onNear(leftMs <= WARNED_MS ? leftMs : null);
      isNear = leftMs <= WARNED_MS;
      // Somebody who writes a long time asks for nothing: the server would think them gone.
      if (sharedAt > toldAt && Date.now() - toldAt >= TOLD_EVERY_MS) {
        toldAt = Date.now();
        void api.post('/api/sign-in/stay').catch(() => undefined);
      }
    };
    for (const kind of TOUCHES) window.addEventListener(kind, touch, { capture: true, passive: true });
    const timer = setInterval(look, LOOK_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      for (const kind of TOUCHES) window.removeEventListener(kind, touch, { capture: true });
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      channel.close();
    };
  }, [limitMinutes, isLocked, idle]);
}
