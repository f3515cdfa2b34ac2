import type { Area } from '../pages.ts';

/** Pages that are true for everybody: help, privacy, access. */
export const area: Area = {
  id: 'about',
  isPublic: true,
  pages: [
    { path: '/help-now', load: () => import('./HelpNow.tsx') },
    { path: '/privacy', load: () => import('./Privacy.tsx') },
    { path: '/notice', load: () => import('./Notice.tsx') },
    { path: '/a11y', load: () => import('./Access.tsx') },
  ],
};
