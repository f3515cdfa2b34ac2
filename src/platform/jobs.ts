import { PgBoss } from 'pg-boss';
import type { Door } from './db/index.ts';
import type { Logger } from './log.ts';

/** Work done in the background. A job carries ids only: never a name, never a person's words. */
export interface Jobs {
  /** Says who does the jobs of this name, one at a time. Call before `start`. */
  takes(name: string, work: (ids: Readonly<Record<string, string>>) => Promise<void>): void;
  start(): Promise<void>;
  send(name: string, ids: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

/** pg-boss on the program's own database, in its own schema under its own role. */
export function createJobs(door: Door, log: Logger): Jobs {
  const boss = new PgBoss({
    schema: 'pgboss',
    createSchema: false,
    schedule: false,
    monitorVacuum: false,
    reindex: false,
    backend: door.kind === 'pglite' ? 'pglite' : 'postgres',
    db: {
      executeSql: (sql, values) =>
        door.asPart('jobs', async (run) => {
          const { rows } = await run(sql, values ?? []);
          return { rows: [...rows] };
        }),
    },
  });
  boss.on('error', (fault: Error) => log.error({ part: 'jobs', kind: fault.name, what: fault.message }));
  const workers = new Map<string, (ids: Readonly<Record<string, string>>) => Promise<void>>();
  const ids = new Map<string, string>();
  return {
    takes: (name, work) => {
      workers.set(name, work);
    },
    async start() {
      await boss.start();
      for (const [name, work] of workers) {
        await boss.createQueue(name);
        ids.set(
          name,
          await boss.work<Record<string, string>>(name, { pollingIntervalSeconds: 2 }, async (jobs) => {
            for (const job of jobs) await work(job.data);
          }),
        );
      }
    },
    async send(name, data) {
      await boss.send(name, data, { retryLimit: 2, expireInSeconds: 1800 });
      const worker = ids.get(name);
      if (worker !== undefined) boss.notifyWorker(worker);
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}
