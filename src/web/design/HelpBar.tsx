import { useEffect, useRef, useState } from 'react';
import { telHref, useSite } from '../site.ts';
import { classes } from './classes.ts';
import { Dialog } from './Dialog.tsx';
import styles from './HelpBar.module.css';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import { countShift, leave, SHIFT_PRESSES } from './leave.ts';
import { useLanguage, useWords, words } from './words.ts';

const w = words(
  {
    region: 'Get help now',
    open: 'Help now: call or text 988',
    leave: 'Leave',
    leaveHidden: 'Leave this page now',
    presses: (n: number) => `Shift pressed ${n} of 3 times. At 3 we leave this page.`,
    title: 'Help right now',
    intro: '988 is free and open day and night. You do not have to give your name.',
    call: 'Call 988',
    text: 'Text 988',
    chat: 'Chat online',
    chatNote: 'Opens the 988 page in a new tab.',
    emergency: 'In danger now? Call 911',
    site: (phone: string) => `Call us: ${phone}`,
    close: 'Close',
  },
  {
    region: 'Ayuda ahora',
    open: 'Ayuda ya: llame o escriba al 988',
    leave: 'Salir',
    leaveHidden: 'Salir de esta página ya',
    presses: (n) => `Shift: ${n} de 3 veces. A la tercera salimos de esta página.`,
    title: 'Ayuda ahora mismo',
    intro: 'El 988 es gratis y atiende día y noche. No tiene que dar su nombre.',
    call: 'Llamar al 988 (oprima 2)',
    text: 'Texto: AYUDA al 988',
    chat: 'Chat en línea',
    chatNote: 'Abre la página del 988 en otra pestaña.',
    emergency: '¿Hay peligro ya? Llame al 911',
    site: (phone) => `Llámenos: ${phone}`,
    close: 'Cerrar',
  },
);

/** The thin bar on top of every public, participant and supporter page: help, and a way out. */
export function HelpBar() {
  const t = useWords(w);
  const [open, setOpen] = useState(false);
  const presses = useShiftToLeave();
  return (
    <section className={styles.bar} aria-label={t.region}>
      <button type="button" className={styles.help} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="phone" />
        <span>{t.open}</span>
      </button>
      <button type="button" className={styles.leave} onClick={() => void leave()}>
        <Icon name="exit" />
        {t.leave}
      </button>
      {presses > 0 && (
        <span className={styles.dots} role="status">
          {[1, 2, 3].map((dot) => (
            <i key={dot} className={classes(dot <= presses && styles.on)} />
          ))}
          <span className="visually-hidden">{t.presses(presses)}</span>
        </span>
      )}
      {open && (
        <Dialog title={t.title} onClose={() => setOpen(false)}>
          <HelpList />
        </Dialog>
      )}
    </section>
  );
}

/** The same choices in the bar's sheet, on /help-now, and beside anything that may be hard to read. */
export function HelpList() {
  const t = useWords(w);
  const language = useLanguage();
  const site = useSite();
  const textBody = language === 'es' ? '?&body=AYUDA' : '';
  return (
    <>
      <p className="muted">{t.intro}</p>
      <ul className={classes('plain', styles.list)}>
        <HelpLine href="tel:988" icon="phone" text={t.call} strong />
        <HelpLine href={`sms:988${textBody}`} icon="message" text={t.text} />
        <HelpLine
          href={language === 'es' ? 'https://988lifeline.org/es/' : 'https://988lifeline.org/chat/'}
          icon="link"
          text={t.chat}
          note={t.chatNote}
        />
        {site && <HelpLine href={telHref(site.phone)} icon="home" text={t.site(site.phone)} />}
        <HelpLine href="tel:911" icon="warning" text={t.emergency} />
      </ul>
    </>
  );
}

interface HelpLineProps {
  readonly href: string;
  readonly icon: IconName;
  readonly text: string;
  readonly note?: string;
  readonly strong?: boolean;
}

function HelpLine({ href, icon, text, note, strong }: HelpLineProps) {
  const outside = href.startsWith('https:') ? { target: '_blank', rel: 'noreferrer noopener' } : {};
  return (
    <li>
      <a href={href} {...outside} className={classes(styles.line, strong && styles.strong)}>
        <Icon name={icon} />
        <span>
          {text}
          {note && <span className={styles.note}>{note}</span>}
        </span>
      </a>
    </li>
  );
}

/** A second way out for keyboards: right after the skip link, seen when it has focus. */
export function HiddenLeave() {
  const t = useWords(w);
  return (
    <button type="button" className={styles.hidden} onClick={() => void leave()}>
      {t.leaveHidden}
    </button>
  );
}

function useShiftToLeave(): number {
  const [count, setCount] = useState(0);
  const presses = useRef<readonly number[]>([]);
  useEffect(() => {
    let fade: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat) return;
      presses.current = countShift(presses.current, event.key, event.timeStamp);
      setCount(presses.current.length);
      clearTimeout(fade);
      fade = setTimeout(() => {
        presses.current = [];
        setCount(0);
      }, 5000);
      if (presses.current.length >= SHIFT_PRESSES) void leave();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      clearTimeout(fade);
    };
  }, []);
  return count;
}
