import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Db } from '../../platform/db/index.ts';
import type { CountingRule } from './counting.ts';

const sourced = <T extends z.ZodType>(value: T) => z.strictObject({ value, source: z.string().min(1) });
const DEFAULT = z
  .strictObject({
    note: z.string(),
    unitMinutes: sourced(z.number().int().min(1).max(60)),
    lateAfterMinutes: sourced(z.number().int().min(0).max(120)),
    leastShare: sourced(z.number().min(0).max(1)),
    supportShare: sourced(z.number().min(0).max(1)),
    videoCounts: sourced(z.boolean()),
  })
  .parse(JSON.parse(readFileSync(new URL('./rules.default.json', import.meta.url), 'utf8')));

const DEFAULT_RULE: CountingRule = {
  unitMinutes: DEFAULT.unitMinutes.value,
  lateAfterMinutes: DEFAULT.lateAfterMinutes.value,
  leastShare: DEFAULT.leastShare.value,
  supportShare: DEFAULT.supportShare.value,
  videoCounts: DEFAULT.videoCounts.value,
};

const own = z.strictObject({
  unitMinutes: z.number().int().min(1).max(60),
  lateAfterMinutes: z.number().int().min(0).max(120),
  leastShare: z.number().min(0).max(1),
  supportShare: z.number().min(0).max(1),
  videoCounts: z.boolean(),
});

/** How this program counts: its own rule, or the one of rules.default.json. */
export async function countingRule(db: Db): Promise<CountingRule> {
  const row = await db.selectFrom('treat.counting_rule').select('rule').executeTakeFirst();
  return row === undefined ? DEFAULT_RULE : own.parse(row.rule);
}
