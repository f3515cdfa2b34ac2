import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  useRouterState,
} from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { focusHeading } from './design/useHeadingFocus.ts';
import { Lost } from './Lost.tsx';
import { Mishap } from './Mishap.tsx';
import type { Area } from './pages.ts';

const areas = Object.values(import.meta.glob<Area>('./*/routes.tsx', { eager: true, import: 'area' }));

const root = createRootRoute({ component: Root, notFoundComponent: Lost, errorComponent: Mishap });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/start', replace: true });
  },
});

// Whoever is signed in is watched over: the lock screen, and the question who is there.
const present = createRoute({
  getParentRoute: () => root,
  id: 'present',
  component: lazyRouteComponent(() => import('./sign-in/Presence.tsx')),
});

function areaRoute(area: Area) {
  const parent = createRoute({
    getParentRoute: (): AnyRoute => (area.isPublic === true ? root : present),
    id: area.id,
    ...(area.layout ? { component: lazyRouteComponent(area.layout) } : {}),
  });
  return parent.addChildren(
    area.pages.map(({ path, load }) =>
      createRoute({ getParentRoute: () => parent, path, component: lazyRouteComponent(load) }),
    ),
  );
}

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    ...areas.filter((area) => area.isPublic === true).map(areaRoute),
    present.addChildren(areas.filter((area) => area.isPublic !== true).map(areaRoute)),
  ]),
  defaultPreload: 'intent',
});

function Root() {
  useFocusOnHeading();
  return <Outlet />;
}

// The router's own scroll memory would keep the addresses visited in sessionStorage, where Leave can't be sure
// to find them; the browser remembers positions for Back by itself.
let cameBy = 'PUSH';
router.history.subscribe(({ action }) => {
  cameBy = action.type;
});

/** After a navigation the new page's heading has focus, so that it is read out and Tab goes on from there. */
function useFocusOnHeading(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    const isFirst = before.current === undefined;
    before.current = path ?? before.current;
    if (isFirst || path === undefined) return;
    if (cameBy === 'PUSH' || cameBy === 'REPLACE') window.scrollTo(0, 0);
    focusHeading();
  }, [path]);
}
