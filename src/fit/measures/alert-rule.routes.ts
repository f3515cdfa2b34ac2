import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { INSTRUMENTS } from '../instruments/load.ts';
import { addRule, changeRule, alertRules as readRules, ruleShown } from './alert-rule.store.ts';
import { subjectOf } from './alert-rules.ts';
import { alertRule, alertRules, type Condition, personAlertRules, wishedRule } from './measures.schema.ts';

const common = { tag: 'Alerts', audience: 'staff' } as const;

/** When somebody is told: for everybody, or for one person in place of that. No rule turns a safety alert off. */
export function alertRuleRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'operations',
      method: 'get',
      path: '/api/alert-rules',
      summary: 'When the team is told about somebody',
      answer: alertRules,
    },
    async ({ db, actor }) => {
      if (!['counselor', 'director'].includes(actor.role)) throw refuse('not-found');
      const rules = (await readRules(db)).filter(({ participant }) => participant === null);
      return { body: { rules: rules.map(ruleShown) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'operations',
      method: 'post',
      path: '/api/alert-rules',
      summary:
        'Add a rule for everybody; it takes the place of the one on the same subject that came with the program',
      body: wishedRule,
      answer: alertRule,
      status: 201,
      command: true,
    },
    async ({ db, actor, body }) => {
      if (!['counselor', 'director'].includes(actor.role)) throw refuse('not-found');
      refuseSenseless(body.condition);
      await refuseTwice(db, null, body.condition);
      const id = await addRule(db, actor, null, body);
      return { body: await ruleWhole(db, id) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'treatment',
      method: 'put',
      path: '/api/alert-rules/:rule',
      summary: 'Change a rule, or switch it off',
      params: z.object({ rule: z.uuid() }),
      body: wishedRule,
      answer: alertRule,
      versioned: true,
    },
    async ({ db, actor, params: { rule }, body, version, now }) => {
      const found = (await readRules(db)).find(({ id, setBy }) => id === rule && setBy !== null);
      if (found === undefined) throw refuse('not-found');
      refuseSenseless(body.condition);
      if (subjectOf(body.condition) !== subjectOf(found.condition)) {
        throw refuse('invalid', {
          fields: [
            { pointer: '/condition', detail: 'A rule keeps its subject. Switch it off and add another.' },
          ],
        });
      }
      if (!(await changeRule(db, actor, { id: rule, version }, body, now))) {
        throw refuse('stale', { current: await ruleWhole(db, rule) });
      }
      return { body: await ruleWhole(db, rule), version: version + 1 };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'treatment',
      method: 'get',
      path: '/api/people/:participant/alert-rules',
      summary: 'When the team is told about this person',
      params: z.object({ participant: z.uuid() }),
      answer: personAlertRules,
    },
    async ({ db, params: { participant } }) => {
      await mustAllow(db, participant, 'measure', 'read');
      const rules = (await readRules(db)).filter(
        (rule) => rule.participant === null || rule.participant === participant,
      );
      return { body: { participant, rules: rules.map(ruleShown) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'treatment',
      method: 'post',
      path: '/api/people/:participant/alert-rules',
      summary: 'Add a rule for this person, in place of the one for everybody on the same subject',
      params: z.object({ participant: z.uuid() }),
      body: wishedRule,
      answer: personAlertRules,
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body }) => {
      await mustAllow(db, participant, 'measure', 'read');
      await mustAllow(db, participant, 'measure', 'write');
      refuseSenseless(body.condition);
      await refuseTwice(db, participant, body.condition);
      await addRule(db, actor, participant, body);
      const rules = (await readRules(db)).filter(
        (rule) => rule.participant === null || rule.participant === participant,
      );
      return { body: { participant, rules: rules.map(ruleShown) } };
    },
  );
}

async function ruleWhole(db: Db, id: string) {
  const found = (await readRules(db)).find((rule) => rule.id === id);
  if (found === undefined) throw refuse('not-found');
  return ruleShown(found);
}

async function refuseTwice(db: Db, participant: string | null, wished: Condition): Promise<void> {
  const isThere = (await readRules(db)).some(
    (rule) =>
      rule.setBy !== null &&
      rule.participant === participant &&
      subjectOf(rule.condition) === subjectOf(wished),
  );
  if (isThere) throw refusal(409, 'rule-exists', 'There is a rule on this already. Change that one.');
}

/** A form or a part of it that there is not can raise nothing. */
function refuseSenseless(wished: Condition): void {
  if (!('instrument' in wished)) return;
  const instrument = INSTRUMENTS.find(({ daybridge }) => daybridge.id === wished.instrument);
  const fault = (field: string, detail: string) =>
    refuse('invalid', { fields: [{ pointer: `/condition/${field}`, detail }] });
  if (instrument === undefined) throw fault('instrument', `There is no form "${wished.instrument}".`);
  const { outcome, change } = instrument.daybridge;
  const keys = outcome.kind === 'subscores' ? outcome.subscores.map(({ key }) => key) : [];
  if (wished.kind === 'subscore' && !keys.includes(wished.subscore)) {
    throw fault(
      'subscore',
      keys.length === 0
        ? 'This form has no parts with a score of their own.'
        : `Its parts are: ${keys.join(', ')}.`,
    );
  }
  if (wished.kind === 'score' && outcome.kind !== 'sum') throw fault('instrument', 'This form has no total.');
  if (wished.kind === 'worse' && change.kind === 'none') {
    throw fault('instrument', 'No size of change is agreed for this form.');
  }
}
