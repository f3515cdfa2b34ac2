import type { Actor, Db } from '../../platform/db/index.ts';
import { signGroupNote } from './group-note.store.ts';
import type { SignRefused } from './note.schema.ts';
import { signNote } from './note.store.ts';
import { type Missing, missingIn, missingInGroup } from './note.ts';
import { cameTo, hasGoals, isOver, namesFound, occasionOf, type Session } from './session.ts';
import type { Signer } from './signer.ts';

type Code = SignRefused['code'];

const WHY: Readonly<Record<Code, SignRefused['detail']>> = {
  missing: {
    en: 'Something is still missing. The draft is kept.',
    es: 'Todavía falta algo. El borrador está guardado.',
  },
  stale: {
    en: 'Somebody changed it since you opened it. Look at it again, then sign.',
    es: 'Alguien lo cambió desde que lo abrió. Mírelo de nuevo y luego firme.',
  },
  names: {
    en: 'Names of people in the group stand in it. Take them out; this note is for everybody’s record.',
    es: 'Hay nombres de personas del grupo. Quítelos: esta nota va al expediente de todos.',
  },
  'group-not-signed': {
    en: 'The group note comes first. The draft is kept.',
    es: 'Primero va la nota del grupo. El borrador está guardado.',
  },
  'not-there': {
    en: 'They were not there, so there is nothing to sign.',
    es: 'No estuvo presente, así que no hay nada que firmar.',
  },
  'not-begun': { en: 'Nothing is written yet.', es: 'Todavía no hay nada escrito.' },
  signed: { en: 'It is signed already.', es: 'Ya está firmada.' },
  'not-over': {
    en: 'It is not over yet. You can sign as soon as it has ended or they have left.',
    es: 'Aún no termina. Podrá firmar en cuanto termine o la persona se haya ido.',
  },
};

const refused = (code: Code, missing: readonly Missing[] = []): SignRefused => ({
  code,
  detail: WHY[code],
  missing: missing.map(({ pointer, detail }) => ({ pointer, detail })),
});

type Outcome = { readonly isSigned: true } | { readonly isSigned: false; readonly why: SignRefused };
const not = (code: Code, missing: readonly Missing[] = []): Outcome => ({
  isSigned: false,
  why: refused(code, missing),
});

interface Signing {
  readonly signer: Signer;
  readonly now: Date;
}

/** Signs the note of a group, unless somebody is named in it. */
export async function signGroup(
  db: Db,
  actor: Actor,
  session: Session,
  { signer, now }: Signing,
): Promise<Outcome> {
  const { group } = session;
  if (group === undefined) return not('not-begun', missingInGroup({ topics: [], words: '' }));
  if (group.state === 'signed') return not('signed');
  if (session.meeting.endsAt > now) return not('not-over');
  const missing = missingInGroup(group.content);
  if (missing.length > 0) return not('missing', missing);
  if (namesFound(session, group.content.words).length > 0) return not('names');
  return (await signGroupNote(db, actor, group, signer, now)) ? { isSigned: true } : not('stale');
}

/** Signs one person's note of a session; in a group, after the note of the group. */
export async function signOne(
  db: Db,
  actor: Actor,
  session: Session,
  { participant, version }: { readonly participant: string; readonly version: number },
  { signer, now, isGroupSigned }: Signing & { readonly isGroupSigned: boolean },
): Promise<Outcome> {
  const note = session.notes.get(participant);
  if (note === undefined) return not('not-begun');
  if (note.state === 'signed') return not('signed');
  if (note.version !== version) return not('stale');
  if (!cameTo(session, participant)) return not('not-there');
  if (!isOver(session, participant, now)) return not('not-over');
  const missing = missingIn(note.content, note.kind, { hasGoals: hasGoals(session, participant) });
  if (missing.length > 0) return not('missing', missing);
  if (note.kind === 'group' && !isGroupSigned) return not('group-not-signed');
  const isSigned = await signNote(db, actor, note, {
    signer,
    occasion: occasionOf(session, participant),
    now,
  });
  return isSigned ? { isSigned: true } : not('stale');
}
