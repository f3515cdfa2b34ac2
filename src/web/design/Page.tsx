import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { telHref, useSite } from '../site.ts';
import { classes } from './classes.ts';
import { HelpBar, HiddenLeave } from './HelpBar.tsx';
import { Icon } from './Icon.tsx';
import styles from './Page.module.css';
import { Toasts } from './Toast.tsx';
import { setLanguage, useLanguage, useWords, words } from './words.ts';

const w = words(
  {
    skip: 'Skip to the page',
    back: 'Back',
    next: 'Next step',
    help: 'Call or text 988, day or night',
    danger: 'In danger? Call 911',
    site: (phone: string) => `Our phone: ${phone}`,
    more: 'Help and rights',
    helpNow: 'Help now',
    privacy: 'Privacy',
    a11y: 'Access for all',
  },
  {
    skip: 'Ir al contenido',
    back: 'Atrás',
    next: 'Siguiente paso',
    help: 'Llame o escriba al 988, día y noche',
    danger: '¿En peligro? Llame al 911',
    site: (phone) => `Nuestro teléfono: ${phone}`,
    more: 'Ayuda y derechos',
    helpNow: 'Ayuda ahora',
    privacy: 'Privacidad',
    a11y: 'Acceso para todos',
  },
);

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

export function SkipLink({ children }: { readonly children: ReactNode }) {
  return (
    <a className={styles.skip} href="#main">
      {children}
    </a>
  );
}

/** The other language, in its own words. */
export function LanguageSwitch() {
  const other = useLanguage() === 'en' ? 'es' : 'en';
  return (
    <button type="button" className={styles.language} lang={other} onClick={() => setLanguage(other)}>
      {other === 'es' ? 'Español' : 'English'}
    </button>
  );
}

export interface PageProps {
  /** The tab's title: neutral, never a program, a diagnosis or a name. */
  readonly title: string;
  /** A path, or a step back in the browser's own history. */
  readonly back?: string | (() => void) | undefined;
  /** Beside the language switch: "Part 1 of 3". */
  readonly note?: ReactNode;
  /** Which of three parts this is, and how far into it (0..1). */
  readonly steps?: { readonly part: 1 | 2 | 3; readonly within: number } | undefined;
  readonly width?: 'narrow' | 'medium' | 'wide';
  /** Stays at the foot of the screen: the way on. The footer comes after it, so that it never covers help. */
  readonly dock?: ReactNode;
  /** A tab bar at the very bottom (participant pages). */
  readonly tabs?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every public and participant page: help and Leave on top, the page, help numbers at the end. */
export function Page({ title, back, note, steps, width = 'narrow', dock, tabs, children }: PageProps) {
  const t = useWords(w);
  useTitle(title);
  return (
    <>
      <SkipLink>{t.skip}</SkipLink>
      <HiddenLeave />
      <HelpBar />
      <main
        id="main"
        tabIndex={-1}
        className={classes(styles.main, styles[width], Boolean(dock) && styles.docked)}
      >
        <div className={styles.top}>
          <div className={styles.topRow}>
            <BackLink back={back}>{t.back}</BackLink>
            <span className={styles.note}>
              {note && <span>{note}</span>}
              <LanguageSwitch />
            </span>
          </div>
          {steps && <Steps {...steps} />}
        </div>
        {children}
      </main>
      {dock && (
        <section className={styles.dock} aria-label={t.next}>
          <div className={classes(styles.dockInside, styles[width])}>{dock}</div>
        </section>
      )}
      <Footer />
      {tabs}
      <Toasts />
    </>
  );
}

function BackLink({ back, children }: { readonly back: PageProps['back']; readonly children: ReactNode }) {
  if (!back) return <span />;
  const inside = (
    <>
      <Icon name="left" />
      {children}
    </>
  );
  if (typeof back === 'string') {
    return (
      <Link to={back} className={styles.back}>
        {inside}
      </Link>
    );
  }
  return (
    <button type="button" className={styles.back} onClick={back}>
      {inside}
    </button>
  );
}

function Steps({ part, within }: NonNullable<PageProps['steps']>) {
  return (
    <div className={styles.steps} aria-hidden="true">
      {[1, 2, 3].map((n) => (
        <i key={n}>
          <b style={{ width: n < part ? '100%' : n === part ? `${Math.round(within * 100)}%` : '0%' }} />
        </i>
      ))}
    </div>
  );
}

function Footer() {
  const t = useWords(w);
  const site = useSite();
  return (
    <footer className={styles.footer}>
      <p className="row wrap">
        <a href="tel:988">{t.help}</a>
        <a href="tel:911">{t.danger}</a>
        {site && <a href={telHref(site.phone)}>{t.site(site.phone)}</a>}
      </p>
      <nav aria-label={t.more} className="row wrap">
        <Link to="/privacy">{t.privacy}</Link>
        <Link to="/a11y">{t.a11y}</Link>
        <Link to="/help-now">{t.helpNow}</Link>
      </nav>
    </footer>
  );
}
