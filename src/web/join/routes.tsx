import type { Area } from '../pages.ts';

/** Coming in for the first time, with a link and a code that was told. */
export const area: Area = {
  id: 'join',
  isPublic: true,
  pages: [{ path: '/with/join/$token', load: () => import('./Join.tsx') }],
};
