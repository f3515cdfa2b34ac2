import type { Db } from '../../platform/db/index.ts';
import { mergeContentPack, parseContentPack } from '../instruments/content-pack.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { INSTRUMENTS, instrumentOf } from '../instruments/load.ts';
import { languagesOf } from './form.ts';
import { mayBeAnsweredAlone } from './measure-plan.default.ts';

/** The instruments of this organisation: those in force, with the words it loaded for them. */
export interface Library {
  /** In force, or the version an old form was begun with. Throws UnknownInstrument. */
  of(id: string, version?: string): Instrument;
  readonly all: readonly Instrument[];
  /** Whether it may be sent to somebody's phone: answered alone, and in words. */
  canBeSent(id: string): boolean;
}

export async function libraryOf(db: Db): Promise<Library> {
  const rows = await db
    .selectFrom('fit.content_pack')
    .select(['instrument', 'version', 'content'])
    .orderBy('language')
    .execute();
  const withWords = (instrument: Instrument): Instrument =>
    rows
      .filter((row) => row.instrument === instrument.daybridge.id && row.version === instrument.version)
      .reduce((one, row) => {
        const parsed = parseContentPack(row.content);
        const merged = parsed.ok ? mergeContentPack(one, parsed.pack) : parsed;
        return merged.ok && 'instrument' in merged ? merged.instrument : one;
      }, instrument);
  const all = INSTRUMENTS.map(withWords);
  const of = (id: string, version?: string): Instrument => {
    const found = instrumentOf(id, version);
    return all.find((one) => one.daybridge.id === id && one.version === found.version) ?? withWords(found);
  };
  return {
    of,
    all,
    canBeSent: (id) => {
      const instrument = all.find((one) => one.daybridge.id === id);
      return instrument !== undefined && mayBeAnsweredAlone(id) && languagesOf(instrument).length > 0;
    },
  };
}
