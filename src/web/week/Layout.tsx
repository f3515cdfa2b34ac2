import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Problem } from '../api.ts';
import { Button, classes, onWipe, useWords, words } from '../design/index.ts';
import styles from './Week.module.css';

const w = words({ show: 'Show my page' }, { show: 'Mostrar mi página' });

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (times, fault) => times < 2 && fault instanceof Problem && fault.isUnreachable,
    },
  },
});
onWipe(() => client.clear());

const HIDDEN_MS = 30_000;

/** Keeps the week while it is looked at, and covers it once it was out of sight for half a minute. */
export default function Layout() {
  const t = useWords(w);
  const [isCovered, setCovered] = useCover();
  return (
    <QueryClientProvider client={client}>
      {isCovered && (
        <section className={styles.cover} aria-label={t.show}>
          <Button
            icon="eye"
            autoFocus
            onClick={() => {
              setCovered(false);
              document.getElementById('main')?.focus();
            }}
          >
            {t.show}
          </Button>
        </section>
      )}
      {/* The page stays as it was, unseen: an address shown only once is still there after a look elsewhere. */}
      <div className={classes(styles.page, isCovered && styles.covered)}>
        <Outlet />
      </div>
    </QueryClientProvider>
  );
}

function useCover() {
  const [isCovered, setCovered] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hiddenAt: number | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.hidden) {
        hiddenAt = Date.now();
        timer = setTimeout(() => setCovered(true), HIDDEN_MS);
      } else if (hiddenAt !== undefined && Date.now() - hiddenAt >= HIDDEN_MS) {
        setCovered(true); // a phone lets no timer run meanwhile
      }
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return [isCovered, setCovered] as const;
}
