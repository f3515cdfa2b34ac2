import type { HttpApp } from '../../platform/http/app.ts';
import type { House } from '../house.ts';
import { inviteRoutes } from './invite.routes.ts';
import type { Tile } from './tile.ts';
import { withRoutes } from './with.routes.ts';
import { worryRoutes } from './worry.routes.ts';

/** Those who stand behind a person: how they come in, what they see, what they say. Rooms bring the tiles. */
export function supporterRoutes(app: HttpApp, house: House, tiles: readonly Tile[]): void {
  inviteRoutes(app, house);
  withRoutes(app, house, tiles);
  worryRoutes(app, house);
}
