import { type ReactNode, useEffect, useId, useRef } from 'react';
import { classes } from './classes.ts';
import styles from './Dialog.module.css';
import { Icon } from './Icon.tsx';
import { useWords, words } from './words.ts';

const w = words({ close: 'Close' }, { close: 'Cerrar' });

export interface DialogProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot; the one that acts is named by its effect. */
  readonly actions?: ReactNode;
  readonly shape?: 'sheet' | 'wide' | 'drawer';
}

/**
 * The browser's own modal dialog: it keeps focus inside, closes on Escape and gives focus back.
 * Render it while it should be open.
 */
export function Dialog({ title, onClose, children, actions, shape = 'sheet' }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const t = useWords(w);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    // Reading starts at the title, not at the button that closes it.
    heading.current?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the backdrop closes; the keyboard has Escape and Close.
    <dialog
      ref={ref}
      className={classes(styles.dialog, styles[shape])}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={styles.inside}>
        <div className={styles.head}>
          <h2 id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <button type="button" className={styles.close} aria-label={t.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {children}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </dialog>
  );
}
