import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Problem } from '../api.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A reason why not stays one; only an unreachable server is worth another try.
      retry: (times, fault) => times < 2 && fault instanceof Problem && fault.isUnreachable,
    },
  },
});

/** Reading and keeping answers of the server, for every staff page. */
export default function Layout() {
  return (
    <QueryClientProvider client={client}>
      <Outlet />
    </QueryClientProvider>
  );
}
