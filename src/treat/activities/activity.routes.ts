import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { type FieldFault, refusal, refuse } from '../../platform/http/problem.ts';
import { ACTIVITIES_MAX, describeActivity, meetingsAbout, ownActivities } from './activity.store.ts';
import {
  activityClass,
  CATALOGUE,
  CURRICULA,
  catalogued,
  catalogueId,
  curriculum,
  topic,
} from './catalogue.ts';
import { topicsSeen } from './topics.ts';

const TOPICS_MAX = 60;
const label = z.string().trim().min(1).max(80);
const described = z.strictObject({
  catalogueId: catalogueId.nullable(),
  label: z.strictObject({ en: label, es: label }),
  class: activityClass.describe('A counts, B counts up to a share of the week, C does not count'),
  topics: z.array(topic).max(TOPICS_MAX),
  isOffered: z.boolean(),
});
const own = described.extend({ activity: z.string(), version: z.number().int() });
const activitiesAnswer = z.object({
  catalogue: z.array(catalogued),
  curricula: z.array(curriculum),
  own: z.array(own),
});
export type ActivitiesShown = z.infer<typeof activitiesAnswer>;

const topicsAnswer = z.object({
  participant: participantSeen('attendance', 'note'),
  activities: z.array(
    z.object({
      activity: z.string(),
      label: z.object({ en: z.string(), es: z.string() }),
      covered: z.array(topic.extend({ on: z.iso.date() })),
      missing: z.array(topic),
    }),
  ),
});
export type TopicsShown = z.infer<typeof topicsAnswer>;

const common = { tag: 'Activities', audience: 'staff' } as const;

/** What can be offered, what this program offers, and what somebody has worked on of it. */
export function activityRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'operations',
      method: 'get',
      path: '/api/activities',
      summary: 'The catalogue of activities, sequences of topics, and the program’s own activities',
      answer: activitiesAnswer,
    },
    async ({ db }) => ({
      body: {
        catalogue: [...CATALOGUE],
        curricula: [...CURRICULA],
        own: (await ownActivities(db)).map((one) => ({ ...one, topics: [...one.topics] })),
      },
    }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'operations',
      method: 'put',
      path: '/api/activities/:activity',
      summary:
        'Describe an activity of the program: version 0 for the first time, else the one that was read',
      params: z.object({ activity: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/) }),
      body: described,
      answer: own,
      versioned: true,
    },
    async ({ db, actor, params: { activity }, body, version, now }) => {
      const faults = faultsOf(body);
      const [before] = await ownActivities(db, activity);
      if (before === undefined && version > 0) throw refuse('not-found');
      const isKept = await describeActivity(db, actor, { ...body, activity, version }, now);
      if (!isKept) {
        const [current] = await ownActivities(db, activity);
        throw refuse('stale', {
          current: current && { ...current, topics: [...current.topics] },
          shows: own,
        });
      }
      // Asked after the database has said that this is theirs to change; what was written goes back with it.
      if (faults.length > 0) throw refuse('invalid', { fields: faults });
      const all = await ownActivities(db);
      if (before === undefined && all.length >= ACTIVITIES_MAX) {
        throw refusal(409, 'too-many-activities', `A program has at most ${ACTIVITIES_MAX} activities.`);
      }
      const after = all.find((one) => one.activity === activity);
      if (after === undefined) throw refuse('not-found');
      return { body: { ...after, topics: [...after.topics] }, version: after.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      purpose: 'treatment',
      method: 'get',
      path: '/api/people/:participant/topics',
      summary: 'Which topics of the groups they come to somebody has worked on, and which are still to come',
      params: z.object({ participant: z.uuid() }),
      answer: topicsAnswer,
    },
    async ({ db, params: { participant } }) => {
      await mustAllow(db, participant, 'note', 'read');
      await mustAllow(db, participant, 'attendance', 'read');
      const meetings = await meetingsAbout(db, participant);
      const theirs = new Set(meetings.map((meeting) => meeting.activity));
      const activities = (await ownActivities(db)).flatMap(
        ({ activity, label: called, topics, isOffered }) => {
          if (topics.length === 0 || !theirs.has(activity)) return [];
          const seen = topicsSeen(activity, topics, meetings);
          if (!isOffered && seen.covered.length === 0) return [];
          return [{ activity, label: called, covered: [...seen.covered], missing: [...seen.missing] }];
        },
      );
      return { body: { participant, activities } };
    },
  );
}

/** What the shape alone does not say. */
function faultsOf({ catalogueId: like, topics, ...body }: z.output<typeof described>): FieldFault[] {
  const of = CATALOGUE.find(({ id }) => id === like);
  const keys = new Set<string>();
  return [
    ...(like !== null && of === undefined
      ? [{ pointer: '/catalogueId', detail: 'The catalogue has no such activity.' }]
      : []),
    // A program may count an activity for less than the catalogue does, never for more.
    ...(of?.classes.every((one) => one > body.class)
      ? [{ pointer: '/class', detail: `In the catalogue this counts as ${of.classes.join(' or ')} at most.` }]
      : []),
    ...topics.flatMap(({ key }, i): FieldFault[] => {
      const isTwice = keys.has(key);
      keys.add(key);
      return isTwice ? [{ pointer: `/topics/${i}/key`, detail: 'This topic is there twice.' }] : [];
    }),
  ];
}
