import { Link } from '@tanstack/react-router';
import type { OneNoteShown } from '../../../../treat/index.ts';
import { dateWords, Pill, useLanguage, useWords } from '../../../design/index.ts';
import { NOTE_TEXTS } from '../../session/notes/NoteFields.tsx';
import { noteWords } from '../../session/notes/words.ts';
import { clockAt, clockRange } from '../../session/said.ts';
import styles from './Notes.module.css';
import type { NoteShown } from './useNotes.ts';
import { recordWords } from './words.ts';

const TONES = { draft: 'warn', ready: 'info', signed: 'ok', waits: 'info' } as const;

const stateOf = ({ state, needsCosignature, cosignature }: NoteShown) =>
  state === 'signed' && needsCosignature && cosignature === null ? 'waits' : state;

/** How far a note is, and whether something was added to it. */
export function NoteState({ note }: { readonly note: NoteShown }) {
  const t = useWords(recordWords);
  const state = stateOf(note);
  return (
    <>
      <Pill tone={TONES[state]}>{t.states[state]}</Pill>
      {note.isOverdue && <Pill tone="bad">{t.overdue}</Pill>}
      {note.addenda.length > 0 && <Pill>{t.addenda(note.addenda.length)}</Pill>}
    </>
  );
}

/** "Fri, Nov 27, 2026, 5:45 pm" on the program's wall. */
function useMoment(zone: string) {
  const language = useLanguage();
  return (at: string) => {
    const on = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at));
    const day = dateWords(on, language, { month: 'short', day: 'numeric', year: 'numeric' });
    return `${day}, ${clockAt(at, zone, language)}`;
  };
}

interface Props {
  readonly person: string;
  readonly note: NoteShown;
  /** What the whole group did, once it is known. */
  readonly group: Pick<OneNoteShown, 'group' | 'topics'> | undefined;
  readonly goals: OneNoteShown['goals'];
  readonly zone: string;
}

/** The words of a note, the goals it speaks to, who signed it when, and what was added since. */
export function NoteBody({ person, note, group, goals, zone }: Props) {
  const t = useWords(recordWords);
  const n = useWords(noteWords);
  const language = useLanguage();
  const moment = useMoment(zone);
  const { content, signature, cosignature } = note;
  const texts = NOTE_TEXTS.filter((part) => content[part].trim() !== '');
  const about = goals.filter(({ goal }) => content.goals.includes(goal));
  const did = group?.group?.content.words ?? '';
  return (
    <div className={styles.body}>
      <p className="sm muted">
        {[
          `${clockRange(note.startsAt, note.endsAt, zone, language)}, ${t.by[note.by]}`,
          ...(note.groupSize === null ? [] : [t.of(note.groupSize)]),
        ].join(' · ')}
      </p>
      <dl className={styles.parts}>
        {about.length > 0 && (
          <div>
            <dt>{t.goals}</dt>
            {about.map(({ goal, words }) => (
              <dd key={goal}>
                <Link to="/people/$person/plan" params={{ person }} hash={`stands-${goal}`}>
                  “{words}”
                </Link>
              </dd>
            ))}
          </div>
        )}
        {did !== '' && (
          <div>
            <dt>{t.group}</dt>
            <dd>{did}</dd>
            {group !== undefined && group.topics.length > 0 && (
              <dd className="sm muted">
                {t.topics}: {group.topics.map((topic) => topic[language]).join(', ')}
              </dd>
            )}
          </div>
        )}
        {content.participation.length > 0 && (
          <div>
            <dt>{t.participation}</dt>
            <dd>{content.participation.map((one) => n.took[one]).join(', ')}</dd>
          </div>
        )}
        {texts.map((part) => (
          <div key={part}>
            <dt>{n[part]}</dt>
            <dd>{content[part]}</dd>
          </div>
        ))}
        {content.risk !== null && (
          <div>
            <dt>{t.risk}</dt>
            <dd>{[n.risks[content.risk.level], content.risk.words].filter(Boolean).join(': ')}</dd>
          </div>
        )}
      </dl>
      {texts.length === 0 && did === '' && <p className="muted">{t.nothing}</p>}
      {note.addenda.map(({ addendum, words, signature: of }) => (
        <section key={addendum} className={styles.addendum}>
          <p className="sm strong">{t.addendum(moment(of.at))}</p>
          <p className={styles.words}>{words}</p>
          <p className="sm muted">{t.signed(of.by, of.licence, moment(of.at))}</p>
        </section>
      ))}
      <p className="sm muted">
        {signature === null
          ? t.begun(note.author)
          : t.signed(signature.by, signature.licence, moment(signature.at))}
        {signature?.isLate && `, ${t.late}`}
      </p>
      {cosignature !== null && (
        <p className="sm muted">{t.cosigned(cosignature.by, cosignature.licence, moment(cosignature.at))}</p>
      )}
    </div>
  );
}
