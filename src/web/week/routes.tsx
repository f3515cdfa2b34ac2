import type { Area } from '../pages.ts';

/** What somebody in care sees: their own week, what they are asked, what was decided with them. */
export const area: Area = {
  id: 'week',
  layout: () => import('./Layout.tsx'),
  pages: [
    { path: '/week', load: () => import('./Week.tsx') },
    { path: '/goals', load: () => import('../goals/Goals.tsx') },
    { path: '/more', load: () => import('./More.tsx') },
    { path: '/week/print', load: () => import('./Print.tsx') },
    { path: '/swap/$meeting', load: () => import('./Swap.tsx') },
    { path: '/week/calendar', load: () => import('./Calendar.tsx') },
    { path: '/check-in', load: () => import('../check-in/CheckIns.tsx') },
    { path: '/check-in/$checkIn', load: () => import('../check-in/CheckIn.tsx') },
    { path: '/more/safety-plan', load: () => import('../safety-plan/MySafetyPlan.tsx') },
    { path: '/more/care', load: () => import('./MyCare.tsx') },
  ],
};
