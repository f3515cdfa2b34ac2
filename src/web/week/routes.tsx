import type { Area } from '../pages.ts';

/** What somebody in care sees: their own week. */
export const area: Area = {
  id: 'week',
  layout: () => import('./Layout.tsx'),
  pages: [
    { path: '/week', load: () => import('./Week.tsx') },
    { path: '/more', load: () => import('./More.tsx') },
    { path: '/week/print', load: () => import('./Print.tsx') },
    { path: '/week/calendar', load: () => import('./Calendar.tsx') },
  ],
};
