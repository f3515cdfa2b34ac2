import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Problem } from '../api.ts';
import { onWipe } from '../design/index.ts';
import styles from './Week.module.css';

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

/** Keeps the week while it is looked at, and blurs it once the page was out of sight for half a minute. */
export default function Layout() {
  const [isBlurred, setBlurred] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => setBlurred(true), HIDDEN_MS);
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return (
    <QueryClientProvider client={client}>
      {isBlurred ? (
        <button type="button" className={styles.blurred} onClick={() => setBlurred(false)}>
          …
        </button>
      ) : (
        <Outlet />
      )}
    </QueryClientProvider>
  );
}
