import { systemActor } from './actors.ts';
import type { House } from './house.ts';

export interface Turns {
  /** The name of the job, one for each organisation and turn. */
  readonly job: string;
  /** The part of the program that the log names when a turn could not begin. */
  readonly part: string;
  readonly everyMs: number;
  /** The first turn after the program starts; after `everyMs` unless said. */
  readonly firstMs?: number;
}

/** Does the same for every organisation, again and again. A turn that could not begin is told to the log; the next does. */
export function everyOrg(
  house: House,
  { job, part, everyMs, firstMs }: Turns,
  work: (org: string) => Promise<unknown>,
): void {
  house.jobs.takes(job, async ({ org = '' }) => {
    await work(org);
  });
  const turn = () => {
    queueForAll(house, job).catch((fault: Error) => {
      house.log.error({ part, kind: fault.name, what: `${job} could not be queued` });
    });
  };
  if (firstMs !== undefined) setTimeout(turn, firstMs).unref();
  setInterval(turn, everyMs).unref();
}

async function queueForAll(house: House, job: string): Promise<void> {
  const orgs = await house.door.asActor(systemActor('system:start'), 'setup', (db) =>
    db.selectFrom('guard.org').select('org_id').execute(),
  );
  for (const { org_id } of orgs) await house.jobs.send(job, { org: org_id });
}
