import type { Area } from '../pages.ts';

/** Signing in, without a password to remember. */
export const area: Area = {
  id: 'sign-in',
  isPublic: true,
  pages: [
    { path: '/sign-in', load: () => import('./SignIn.tsx') },
    { path: '/sign-in/keys', load: () => import('./Keys.tsx') },
  ],
};
