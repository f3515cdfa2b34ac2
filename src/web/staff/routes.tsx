import type { Area } from '../pages.ts';

/** What the team works on. Every page needs a sign-in; what each of them then shows, the database decides. */
export const area: Area = {
  id: 'staff',
  layout: () => import('./Layout.tsx'),
  pages: [
    { path: '/intake', load: () => import('./intake/Inbox.tsx') },
    { path: '/intake/$inquiry', load: () => import('./intake/Inquiry.tsx') },
    { path: '/assessments/$assessment', load: () => import('./assessment/Assessment.tsx') },
    { path: '/people', load: () => import('./people/People.tsx') },
    { path: '/guard/break-glass', load: () => import('./emergency/ReviewQueue.tsx') },
    { path: '/guard/consents', load: () => import('./sharing/RestrictionQueue.tsx') },
    { path: '/people/$person/locked', load: () => import('./emergency/Locked.tsx') },
    { path: '/people/$person', load: () => import('./person/Person.tsx') },
    { path: '/reviews', load: () => import('./reviews/Reviews.tsx') },
    { path: '/alerts', load: () => import('./alerts/Alerts.tsx') },
    { path: '/program', load: () => import('./program/Program.tsx') },
    { path: '/guard/looks', load: () => import('./privacy/Looks.tsx') },
    { path: '/guard/erasure', load: () => import('./privacy/Erasure.tsx') },
    { path: '/guard/requests', load: () => import('./privacy/Cases.tsx') },
    { path: '/plan', load: () => import('./plan/Plan.tsx') },
    { path: '/plan/$week', load: () => import('./plan/Plan.tsx') },
    { path: '/plan/$week/$plan', load: () => import('./plan/Plan.tsx') },
    { path: '/plan/$week/$plan/changes', load: () => import('./plan/Changes.tsx') },
  ],
};
