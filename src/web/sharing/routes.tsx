import type { Area } from '../pages.ts';

/** Who may see a person's record: theirs to say, to read and to stop. */
export const area: Area = {
  id: 'sharing',
  layout: () => import('../week/Layout.tsx'),
  pages: [
    { path: '/more/sharing', load: () => import('./Sharing.tsx') },
    { path: '/more/sharing/new', load: () => import('./New.tsx') },
    { path: '/more/sharing/$k', load: () => import('./One.tsx') },
    { path: '/more/seen-by', load: () => import('../seen-by/SeenBy.tsx') },
    { path: '/more/given-out', load: () => import('../seen-by/Left.tsx') },
    { path: '/more/my-record', load: () => import('../seen-by/MyRecord.tsx') },
    { path: '/more/notifications', load: () => import('../notifications/Notifications.tsx') },
    { path: '/more/notice', load: () => import('../seen-by/MyNotice.tsx') },
    { path: '/more/requests', load: () => import('../seen-by/Requests.tsx') },
  ],
};
