import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { type AlertRule, subjectOf } from './alert-rules.ts';
import { type AlertRuleShown, type Condition, condition } from './measures.schema.ts';

/** The rules that come with the program, until it sets its own of the same subject. */
const DEFAULT_RULES = z
  .object({
    source: z.string(),
    rules: z.array(z.object({ id: z.uuid(), condition, dueHours: z.number().int() })),
  })
  .parse(JSON.parse(await readFile(new URL('./alert-rules.default.json', import.meta.url), 'utf8'))).rules;

export interface AlertRuleWhole extends AlertRule {
  readonly version: number;
  /** null for one that comes with the program. */
  readonly setBy: string | null;
  readonly setAt: Date | null;
}

/** Every rule whoever asks may see: of the program, of the people, and those that come with it. */
export async function alertRules(db: Db): Promise<readonly AlertRuleWhole[]> {
  const rows = await db
    .selectFrom('fit.alert_rule')
    .innerJoin('guard.staff', (join) =>
      join
        .onRef('guard.staff.org_id', '=', 'fit.alert_rule.org_id')
        .onRef('guard.staff.staff_id', '=', 'fit.alert_rule.set_by'),
    )
    .select([
      'rule_id',
      'participant_id',
      'condition',
      'due_hours',
      'is_on',
      'set_at',
      'version',
      'display_name',
    ])
    .orderBy('set_at')
    .orderBy('rule_id')
    .execute();
  const own = rows.map(
    (row): AlertRuleWhole => ({
      id: row.rule_id,
      participant: row.participant_id,
      condition: row.condition as unknown as Condition,
      dueHours: row.due_hours,
      isOn: row.is_on,
      version: row.version,
      setBy: row.display_name,
      setAt: new Date(row.set_at),
    }),
  );
  const subjects = new Set(
    own.filter(({ participant }) => participant === null).map((rule) => subjectOf(rule.condition)),
  );
  const shipped = DEFAULT_RULES.filter((rule) => !subjects.has(subjectOf(rule.condition))).map(
    (rule): AlertRuleWhole => ({
      ...rule,
      participant: null,
      isOn: true,
      version: 1,
      setBy: null,
      setAt: null,
    }),
  );
  return [...shipped, ...own];
}

export interface WishedRule {
  readonly condition: Condition;
  readonly dueHours: number;
  readonly isOn: boolean;
}

/** Adds a rule; `participant` null is for everybody. @returns its id */
export async function addRule(
  db: Db,
  actor: Actor,
  participant: string | null,
  { condition: on, dueHours, isOn }: WishedRule,
): Promise<string> {
  const id = newId();
  await db
    .insertInto('fit.alert_rule')
    .values({
      org_id: actor.org,
      rule_id: id,
      participant_id: participant,
      condition: JSON.stringify(on),
      due_hours: dueHours,
      is_on: isOn,
      set_by: actor.id,
    })
    .execute();
  return id;
}

/** @returns whether that version was still the newest */
export async function changeRule(
  db: Db,
  actor: Actor,
  { id, version }: { readonly id: string; readonly version: number },
  { condition: on, dueHours, isOn }: WishedRule,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('fit.alert_rule')
    .set({
      condition: JSON.stringify(on),
      due_hours: dueHours,
      is_on: isOn,
      set_by: actor.id,
      set_at: now,
      version: version + 1,
    })
    .where('rule_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export const ruleShown = (rule: AlertRuleWhole): AlertRuleShown => ({
  id: rule.id,
  version: rule.version,
  isForAll: rule.participant === null,
  condition: rule.condition,
  dueHours: rule.dueHours,
  isOn: rule.isOn,
  setBy: rule.setBy,
  setAt: rule.setAt?.toISOString() ?? null,
});
