import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Button, useWords, words } from '../design/index.ts';
import styles from './LockScreen.module.css';
import { Prove } from './Prove.tsx';
import type { SignedInState } from './state.ts';

const w = words(
  {
    title: 'Locked',
    body: 'Nobody touched this page for a while. What you wrote is as you left it.',
    none: 'You have not set up a way to unlock. Sign out, and ask for a new link.',
    out: 'Sign out',
  },
  {
    title: 'Bloqueado',
    body: 'Nadie tocó esta página por un rato. Lo que escribió está como lo dejó.',
    none: 'No configuró cómo desbloquear. Salga y pida un enlace nuevo.',
    out: 'Salir',
  },
);

interface LockScreenProps {
  readonly ways: SignedInState['ways'];
  readonly onUnlocked: () => void;
  readonly onSignOut: () => void;
}

/** Over everything, and nothing under it can be reached or read out; the page stays as it was. */
export function LockScreen({ ways, onUnlocked, onSignOut }: LockScreenProps) {
  const t = useWords(w);
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const page = document.getElementById('app');
    const before = document.activeElement;
    const show = () => {
      dialog?.showModal();
      heading.current?.focus();
    };
    // A browser closes a dialog at the second Escape whatever the page says.
    dialog?.addEventListener('close', show);
    show();
    page?.classList.add(styles.under ?? '');
    return () => {
      page?.classList.remove(styles.under ?? '');
      dialog?.removeEventListener('close', show);
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const isNone = !ways.key && !ways.code && !ways.mail;
  return createPortal(
    <dialog
      ref={ref}
      className={styles.lock}
      aria-labelledby="lock-title"
      onCancel={(event) => event.preventDefault()}
    >
      <div className={styles.inside}>
        <div className="stack-tight">
          <h1 id="lock-title" ref={heading} tabIndex={-1}>
            {t.title}
          </h1>
          <p>{t.body}</p>
        </div>
        {isNone ? <p>{t.none}</p> : <Prove ways={ways} maySetUp={false} onProven={onUnlocked} />}
        <div>
          <Button look="text" icon="exit" onClick={onSignOut}>
            {t.out}
          </Button>
        </div>
      </div>
    </dialog>,
    document.body,
  );
}
