import type { Area } from '../pages.ts';

/** The person's own medicines. */
export const area: Area = {
  id: 'medicine',
  layout: () => import('../week/Layout.tsx'),
  pages: [{ path: '/more/medicine', load: () => import('./MyMedicine.tsx') }],
};
