import type { Area } from '../pages.ts';

/** The walk a stranger takes: what help may fit, and a week that does. No account, nothing saved. */
export const area: Area = {
  id: 'start',
  isPublic: true,
  pages: [
    { path: '/start', load: () => import('./Start.tsx') },
    { path: '/start/safety', load: () => import('./Safety.tsx') },
    { path: '/start/q/$n', load: () => import('./question/Question.tsx') },
    { path: '/start/review', load: () => import('./question/Review.tsx') },
    { path: '/start/result', load: () => import('./result/Result.tsx') },
    { path: '/start/week', load: () => import('./week/Week.tsx') },
    { path: '/start/fit', load: () => import('./fit/Fit.tsx') },
    { path: '/start/print', load: () => import('./Print.tsx') },
    { path: '/start/ask', load: () => import('./ask/Ask.tsx') },
    { path: '/start/other', load: () => import('./Other.tsx') },
  ],
};
