import type { Area } from '../pages.ts';

/** For whoever stands behind somebody: what is shared with them, and what helps. */
export const area: Area = {
  id: 'with',
  layout: () => import('../week/Layout.tsx'),
  pages: [
    { path: '/with', load: () => import('./Shared.tsx') },
    { path: '/with/help', load: () => import('./Help.tsx') },
    { path: '/with/worried', load: () => import('./Worried.tsx') },
    { path: '/with/check-in', load: () => import('./CheckIn.tsx') },
    { path: '/with/settings', load: () => import('./Settings.tsx') },
  ],
};
