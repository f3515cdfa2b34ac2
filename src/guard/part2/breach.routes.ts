import { z } from '@hono/zod-openapi';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { CATEGORIES, participantSeen } from '../seen.ts';
import {
  affectedBy,
  assessBreach,
  breachesIn,
  breachOf,
  lettersIn,
  noteTold,
  reportBreach,
  tellPeople,
} from './breach.store.ts';
import { FACTORS, letterLines } from './breach.ts';
import { mustBeOfficer, officer } from './officer.ts';
import { pagesOf } from './sheet.ts';

const words = (what: string) => z.string().trim().min(1, what).max(4000);
const day = z.iso.date();
const lookedFor = z.strictObject({
  actor: z.uuid().optional(),
  request: z.uuid().optional(),
  from: day.optional(),
  until: day.optional(),
});
const factors = z.strictObject(
  Object.fromEntries(FACTORS.map((factor) => [factor, words('Say what you found.')])) as Record<
    (typeof FACTORS)[number],
    z.ZodString
  >,
);
const breach = z.object({
  case: z.uuid(),
  words: z.string(),
  discoveredOn: day,
  lookedFor,
  people: z.number().int(),
  told: z.number().int(),
  dueOn: day,
  peopleBy: day,
  hhs: z.object({ by: day, when: z.enum(['at-once', 'yearly']) }),
  mediaBy: day.nullable(),
  assessment: factors.nullable(),
  isBreach: z.boolean().nullable(),
  notifiedAt: z.iso.datetime().nullable(),
  hhsToldOn: day.nullable(),
  mediaToldOn: day.nullable(),
  version: z.number().int(),
});
const whole = z.object({
  breach,
  affected: z.array(
    z.object({
      participant: participantSeen('disclosure'),
      recordCode: z.string().nullable(),
      categories: z.array(z.enum(CATEGORIES)),
      looks: z.number().int(),
      toldAt: z.iso.datetime().nullable(),
    }),
  ),
});
const params = z.object({ case: z.uuid() });

/** A breach: who it touched, what follows from it, who was told. @see 42 CFR 2.16(b) */
export function breachRoutes(app: HttpApp, house: House): void {
  const master = house.masterKey;
  const shown = async (db: Db, id: string) => {
    const one = await breachOf(db, master, id);
    return { body: { breach: one, affected: await affectedBy(db, id) }, version: one.version };
  };

  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path: '/api/guard/breaches',
      summary: 'Breaches with their clocks, and who must be told by when',
      answer: z.object({ breaches: z.array(breach) }),
    },
    async ({ db, actor }) => {
      mustBeOfficer(actor);
      return { body: { breaches: await breachesIn(db, master) } };
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: '/api/guard/breaches',
      summary: 'Report what may be a breach: the log says whose record was looked at',
      body: z.strictObject({
        words: words('Say what happened.'),
        discoveredOn: day,
        lookedFor: lookedFor.refine((asked) => Object.values(asked).some((value) => value !== undefined), {
          message: 'Say who looked, or when, or with which request.',
        }),
      }),
      answer: whole,
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      mustBeOfficer(actor);
      return shown(db, await reportBreach(db, master, actor, now, body));
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path: '/api/guard/breaches/:case',
      summary: 'One breach and everybody it touched, by record code',
      params,
      answer: whole,
    },
    async ({ db, actor, params: { case: id } }) => {
      mustBeOfficer(actor);
      return shown(db, id);
    },
  );
  const edit = { ...officer, method: 'post', params, answer: whole, command: true, versioned: true } as const;
  endpoint(
    app,
    house,
    {
      ...edit,
      path: '/api/guard/breaches/:case/assessment',
      summary: 'Weigh the four factors of 45 CFR 164.402(2)',
      body: z.strictObject({ factors, isBreach: z.boolean() }),
    },
    async ({ db, actor, params: { case: id }, body, version, now }) => {
      mustBeOfficer(actor);
      await assessBreach(db, master, now, { id, version, ...body });
      return shown(db, id);
    },
  );
  endpoint(
    app,
    house,
    {
      ...edit,
      path: '/api/guard/breaches/:case/letters',
      summary: 'Tell everybody it touched: a letter each to read, and a neutral message that there is one',
      fresh: true,
      body: z.strictObject({
        happened: words('Say what happened.'),
        steps: words('Say what they can do.'),
        doing: words('Say what you are doing.'),
        contact: words('Say whom they can ask.'),
      }),
    },
    async ({ db, actor, params: { case: id }, body, version, now }) => {
      mustBeOfficer(actor);
      await tellPeople(db, master, actor, now, { id, version, told: body });
      return shown(db, id);
    },
  );
  endpoint(
    app,
    house,
    {
      ...edit,
      path: '/api/guard/breaches/:case/told',
      summary: 'Note that HHS or the media were told',
      body: z.strictObject({ who: z.enum(['hhs', 'media']), on: day }),
    },
    async ({ db, actor, params: { case: id }, body, version }) => {
      mustBeOfficer(actor);
      await noteTold(db, { id, version, ...body });
      return shown(db, id);
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path: '/api/guard/breaches/:case/letters',
      summary: 'The letters to print, one a page, for those who are written to on paper',
      fresh: true,
      params,
      answer: z.object({
        people: z.array(z.object({ participant: participantSeen('disclosure') })),
      }),
    },
    async ({ db, actor, params: { case: id }, now }) => {
      mustBeOfficer(actor);
      await breachOf(db, master, id);
      const letters = await lettersIn(db, master, { case: id });
      const bytes = await pagesOf(
        letters.map(({ recordCode, letter }) => ({
          title: 'A letter for you',
          lines: letterLines(letter),
          foot: recordCode ?? '',
        })),
        now,
      );
      return {
        body: { people: letters.map(({ participant }) => ({ participant })) },
        file: { name: 'letters.pdf', type: 'application/pdf', bytes },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      tag: 'My record',
      audience: 'participant',
      purpose: 'self',
      method: 'get',
      path: '/api/my/letters',
      summary: 'What I am told about somebody who may have seen my record',
      answer: z.object({
        participant: participantSeen('disclosure'),
        letters: z.array(z.object({ id: z.uuid(), at: z.iso.datetime(), lines: z.array(z.string()) })),
      }),
    },
    async ({ db, actor }) => ({
      body: {
        participant: actor.id,
        letters: (await lettersIn(db, master, { person: actor.id })).map(({ id, at, letter }) => ({
          id,
          at,
          lines: [...letterLines(letter)],
        })),
      },
    }),
  );
}
