import type { ComponentType } from 'react';

/** One page and the chunk that holds it. `path` is the router's: "/start/q/$n". */
export interface PageRoute {
  readonly path: string;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/**
 * A folder of pages for one audience. `src/web/<folder>/routes.tsx` exports one as `area` and is then part of
 * the program; the file itself loads with the first page, so it imports pages only lazily.
 */
export interface Area {
  readonly id: string;
  /** Nobody need be signed in: no lock screen watches these pages. */
  readonly isPublic?: boolean;
  /** Wraps every page of the area (its `<Outlet/>` is the page): query client, session. */
  readonly layout?: () => Promise<{ readonly default: ComponentType }>;
  readonly pages: readonly PageRoute[];
}
