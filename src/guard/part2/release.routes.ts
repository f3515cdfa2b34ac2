import { z } from '@hono/zod-openapi';
import type { HttpApp } from '../../platform/http/app.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { mustBeOfficer, officer } from './officer.ts';
import { ALLOWED, COLUMN_NAMES, releaseCounts, releasesIn } from './release.ts';

const words = (what: string, most = 500) => z.string().trim().min(1, what).max(most);
const kind = z.enum(['research', 'public-health']);

/** Counts with nobody in them leave for a study or for public health. @see 42 CFR 2.52, 2.54 */
export function releaseRoutes(app: HttpApp, house: House): void {
  const path = '/api/guard/data-releases' as const;
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path,
      summary: 'Counts that left, for whom, approved by whom; and the columns in which counts may leave',
      answer: z.object({
        columns: z.array(z.string()),
        allowed: z
          .record(z.string(), z.array(z.string()).nullable())
          .describe('The words of each column; null: a year, a quarter or a state'),
        releases: z.array(
          z.object({
            id: z.uuid(),
            kind,
            recipient: z.string(),
            question: z.string(),
            approvedBy: z.string(),
            approvedOn: z.iso.date(),
            at: z.iso.datetime(),
            rows: z.number().int(),
            suppressed: z.number().int(),
          }),
        ),
      }),
    },
    async ({ db, actor }) => {
      mustBeOfficer(actor);
      return {
        body: { columns: COLUMN_NAMES, allowed: ALLOWED, releases: await releasesIn(db, house.masterKey) },
      };
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path,
      summary: 'Let counts leave: with the document that approves it, and no cell under eleven',
      fresh: true,
      body: z.strictObject({
        kind,
        recipient: words('Say who gets it.', 200),
        question: words('Say what is to be found out.', 1000),
        approval: z.strictObject({
          by: words('Say who approved it.', 200),
          on: z.iso.date('Choose a day.'),
          document: words('Nothing leaves without the document that approves it.', 50_000),
        }),
        counts: z.strictObject({
          columns: z.array(z.string().max(40)).min(1).max(4),
          rows: z
            .array(
              z.strictObject({
                by: z.array(z.string().max(40)).min(1).max(4),
                people: z.number().int().min(0).max(10_000_000),
              }),
            )
            .min(1)
            .max(2000),
        }),
      }),
      answer: z.object({ id: z.uuid(), csv: z.string(), suppressed: z.number().int() }),
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      mustBeOfficer(actor);
      return { body: await releaseCounts(db, house.masterKey, actor, now, body) };
    },
  );
}
