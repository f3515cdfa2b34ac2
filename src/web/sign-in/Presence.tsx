import { Outlet } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, Problem } from '../api.ts';
import { Button, Dialog, LinkButton, useWords, words } from '../design/index.ts';
import { onProofNeeded, touched } from '../proof.ts';
import { tellUnlocked, useIdle, WARNED_MS } from './idle.ts';
import { LockScreen } from './LockScreen.tsx';
import { Prove } from './Prove.tsx';
import { type SignedInState, signInState } from './state.ts';

const w = words(
  {
    near: 'Are you still here?',
    nearLock: 'Nobody has touched this page for a while. Soon it will be locked. Nothing is lost.',
    nearOut:
      'Nobody has touched this page for a while. Soon we will sign you out, so that nobody else reads it.',
    left: (seconds: number) => (seconds > 60 ? 'About 2 minutes left.' : 'Less than 1 minute left.'),
    stay: 'Stay',
    proveTitle: 'Show that it is you',
    proveBody: 'This needs you yourself, not only a page that is open.',
    cancel: 'Not now',
    ways: 'How you sign in',
  },
  {
    near: '¿Sigue aquí?',
    nearLock: 'Nadie ha tocado esta página por un rato. Pronto se bloqueará. No se pierde nada.',
    nearOut:
      'Nadie ha tocado esta página por un rato. Pronto cerraremos su sesión, para que nadie más la lea.',
    left: (seconds) => (seconds > 60 ? 'Quedan unos 2 minutos.' : 'Queda menos de 1 minuto.'),
    stay: 'Seguir',
    proveTitle: 'Muestre que es usted',
    proveBody: 'Esto lo tiene que hacer usted, no solo una página abierta.',
    cancel: 'Ahora no',
    ways: 'Cómo entra',
  },
);

/** Around every page of somebody signed in. */
export default function Presence() {
  return (
    <>
      <Outlet />
      <PresenceGate />
    </>
  );
}

type Shown = 'nothing' | 'near' | 'lock' | 'proof';

/** Locks the screen nobody touches, and asks who is there where the server wants to know. */
export function PresenceGate({ onUnlocked }: { onUnlocked?: () => Promise<void> }) {
  const t = useWords(w);
  const [who, setWho] = useState<SignedInState | null>(null);
  const [shown, setShown] = useState<Shown>('nothing');
  const [leftMs, setLeftMs] = useState(WARNED_MS);
  const waiting = useRef<((isProven: boolean) => void)[]>([]);

  const settle = useCallback((isProven: boolean) => {
    touched(Date.now());
    setShown('nothing');
    for (const go of waiting.current.splice(0)) go(isProven);
  }, []);
  const signOut = useCallback(async () => {
    await api.post('/api/sign-out').catch(() => undefined);
    window.location.replace('/sign-in?over=1');
  }, []);
  const lookUp = useCallback(async (): Promise<SignedInState | null> => {
    const state = await signInState();
    const now = state.is === 'signed-out' || state.is === 'owes-second-step' ? null : state;
    setWho(now);
    return now;
  }, []);
  const lock = useCallback(async () => {
    const now = await lookUp();
    if (now === null) return window.location.replace('/sign-in?over=1');
    setShown('lock');
  }, [lookUp]);

  useEffect(() => {
    // Without an answer there is nothing to watch over yet: the page itself says that it cannot be reached.
    lookUp().then(
      (now) => now?.is === 'locked' && setShown('lock'),
      (cause) => {
        if (!(cause instanceof Problem)) throw cause;
      },
    );
    return onProofNeeded((need) => {
      const proof = new Promise<boolean>((go) => waiting.current.push(go));
      if (need === 'locked') void lock();
      else
        void lookUp().then(
          (now) => (now === null ? settle(false) : setShown('proof')),
          () => settle(false),
        );
      return proof;
    });
  }, [lookUp, lock, settle]);

  const idle = useMemo(
    () => ({
      onNear(left: number | null) {
        if (left !== null) setLeftMs(left);
        setShown((now) => {
          if (left === null) return now === 'near' ? 'nothing' : now;
          return now === 'nothing' ? 'near' : now;
        });
      },
      onOver() {
        if (who === null) return;
        if (who.kind !== 'staff' && !who.isMine) return void signOut();
        // Covered first: the server is told at once, but may be out of reach.
        setShown('lock');
        void api.post('/api/sign-in/lock').catch(() => undefined);
      },
      onUnlockedElsewhere() {
        if (who !== null) settle(true);
      },
    }),
    [who, signOut, settle],
  );
  useIdle(who?.idleMinutes ?? null, shown === 'lock', idle);

  const proven = () => {
    tellUnlocked();
    void onUnlocked?.();
    void lookUp().catch(() => undefined);
    settle(true);
  };
  if (who === null || shown === 'nothing') return null;
  if (shown === 'lock') {
    return <LockScreen ways={who.ways} onUnlocked={proven} onSignOut={() => void signOut()} />;
  }
  if (shown === 'near') {
    const stay = () => {
      settle(false);
      void api.post('/api/sign-in/stay').catch(() => undefined);
    };
    return (
      <Dialog
        title={t.near}
        onClose={stay}
        actions={
          <Button look="primary" onClick={stay}>
            {t.stay}
          </Button>
        }
      >
        <p>{who.kind !== 'staff' && !who.isMine ? t.nearOut : t.nearLock}</p>
        <p role="timer">{t.left(leftMs / 1000)}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t.proveTitle}
      onClose={() => settle(false)}
      actions={
        <>
          <LinkButton to="/sign-in/keys" look="text">
            {t.ways}
          </LinkButton>
          <Button onClick={() => settle(false)}>{t.cancel}</Button>
        </>
      }
    >
      <p>{t.proveBody}</p>
      <Prove ways={who.ways} maySetUp onProven={proven} />
    </Dialog>
  );
}
