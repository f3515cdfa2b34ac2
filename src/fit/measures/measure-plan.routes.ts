import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { type ContentPack, mergeContentPack, parseContentPack } from '../instruments/content-pack.ts';
import { INSTRUMENTS, instrumentOf, UnknownInstrument } from '../instruments/load.ts';
import { planInForce } from './check-in.store.ts';
import { libraryOf } from './form.store.ts';
import { languagesOf } from './form.ts';
import { contentPacks, type PlanShown, planAnswer, wishedPlan } from './measures.schema.ts';

const common = { tag: 'Measures', audience: 'staff', purpose: 'operations' } as const;

/** What is asked when, and the words of forms that may not ship with the program. */
export function measurePlanRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/measures/plan',
      summary: 'What is asked of whom and when, and the forms there are',
      answer: planAnswer,
    },
    async ({ db, actor }) => {
      if (!['counselor', 'director', 'admin'].includes(actor.role)) throw refuse('not-found');
      return { body: await planShown(db) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/measures/plan',
      summary: 'Set what is asked when; what was set before is kept',
      body: wishedPlan,
      answer: planAnswer,
    },
    async ({ db, actor, body, now }) => {
      if (!['counselor', 'director'].includes(actor.role)) throw refuse('not-found');
      const fields = body.items.flatMap(({ instrument }, at) =>
        INSTRUMENTS.some(({ daybridge }) => daybridge.id === instrument)
          ? []
          : [{ pointer: `/items/${at}/instrument`, detail: `There is no form "${instrument}".` }],
      );
      if (fields.length > 0) throw refuse('invalid', { fields });
      await db
        .insertInto('fit.measure_plan')
        .values({
          org_id: actor.org,
          plan_id: newId(),
          items: JSON.stringify(body.items),
          set_by: actor.id,
          set_at: now,
        })
        .execute();
      return { body: await planShown(db) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/content-packs',
      summary: 'The words that were loaded for forms whose licence does not let them ship',
      answer: contentPacks,
    },
    async ({ db }) => ({ body: { packs: await packsShown(db) } }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/content-packs',
      summary: 'Load the words of a form, in place of those loaded before for the same version and language',
      body: z.record(z.string().max(40), z.unknown()),
      answer: contentPacks,
    },
    async ({ db, actor, body, now }) => {
      if (actor.role !== 'admin') throw refuse('not-found');
      const pack = packIn(body);
      const kept = { content: JSON.stringify(pack), loaded_by: actor.id, loaded_at: now };
      await db
        .insertInto('fit.content_pack')
        .values({
          org_id: actor.org,
          instrument: pack.instrument,
          version: pack.version,
          language: pack.language,
          ...kept,
        })
        .onConflict((there) =>
          there.columns(['org_id', 'instrument', 'version', 'language']).doUpdateSet(kept),
        )
        .execute();
      return { body: { packs: await packsShown(db) } };
    },
  );
}

/** @throws Refusal invalid, with every fault by its place in the pack */
function packIn(json: unknown): ContentPack {
  const faultsOf = (faults: readonly { path: string; message: string }[]) =>
    refuse('invalid', {
      fields: faults.map(({ path, message }) => ({
        pointer: path.replace(/^\$\.?/, '/').replaceAll('.', '/'),
        detail: message,
      })),
    });
  const parsed = parseContentPack(json);
  if (!parsed.ok) throw faultsOf(parsed.faults);
  try {
    const merged = mergeContentPack(instrumentOf(parsed.pack.instrument, parsed.pack.version), parsed.pack);
    if (!merged.ok) throw faultsOf(merged.faults);
  } catch (fault) {
    if (fault instanceof UnknownInstrument) {
      throw faultsOf([{ path: '$.instrument', message: fault.message }]);
    }
    throw fault;
  }
  return parsed.pack;
}

async function planShown(db: Db): Promise<PlanShown> {
  const { items, setBy, setAt } = await planInForce(db);
  const library = await libraryOf(db);
  return {
    items: [...items],
    isOwn: setBy !== null,
    setBy,
    setAt: setAt?.toISOString() ?? null,
    instruments: library.all.map((instrument) => {
      const { id, wording, outcome, source } = instrument.daybridge;
      const languages = [...languagesOf(instrument)];
      return {
        instrument: id,
        version: instrument.version,
        title: instrument.title,
        languages,
        needsWords: wording.kind === 'pack' && languages.length === 0,
        canBeSent: library.canBeSent(id),
        copyright: instrument.copyright,
        source,
        subscores: outcome.kind === 'subscores' ? outcome.subscores.map(({ key }) => key) : [],
      };
    }),
  };
}

async function packsShown(db: Db) {
  const rows = await db
    .selectFrom('fit.content_pack')
    .innerJoin('guard.staff', (join) =>
      join
        .onRef('guard.staff.org_id', '=', 'fit.content_pack.org_id')
        .onRef('guard.staff.staff_id', '=', 'fit.content_pack.loaded_by'),
    )
    .select(['instrument', 'version', 'language', 'content', 'loaded_at', 'display_name'])
    .orderBy('instrument')
    .orderBy('version')
    .orderBy('language')
    .execute();
  return rows.map((row) => ({
    instrument: row.instrument,
    version: row.version,
    language: row.language,
    notice: (row.content as unknown as ContentPack).notice,
    loadedBy: row.display_name,
    loadedAt: new Date(row.loaded_at).toISOString(),
    isInForce: INSTRUMENTS.some(
      ({ daybridge, version }) => daybridge.id === row.instrument && version === row.version,
    ),
  }));
}
