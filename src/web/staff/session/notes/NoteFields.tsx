import type { KeptNoteShown, SessionNotesShown } from '../../../../treat/index.ts';
import { TextArea, useWords } from '../../../design/index.ts';
import { Chips } from './Chips.tsx';
import { noteWords } from './words.ts';

export type Content = KeptNoteShown['note']['content'];
type Risk = NonNullable<Content['risk']>['level'];

/** The parts of a note that are words, in the order they are read. */
export const NOTE_TEXTS = ['intervention', 'response', 'results', 'plan'] as const;

interface Props {
  /** What the template of this kind of note asks for; the rest stays out of the way. */
  readonly required: SessionNotesShown['required'];
  readonly goals: SessionNotesShown['people'][number]['goals'];
  readonly content: Content;
  readonly onChange: (part: Partial<Content>) => void;
  /** Somebody has left a field: what stands in it can be saved. */
  readonly onRest: () => void;
  readonly responseFault?: string | undefined;
}

/** What a note of one person asks for, as fields. */
export function NoteFields({ required, goals, content, onChange, onRest, responseFault }: Props) {
  const t = useWords(noteWords);
  const has = new Set<string>(required);
  const open = goals.filter(({ goal, isOpen }) => isOpen || content.goals.includes(goal));
  return (
    <>
      {has.has('goals') &&
        (open.length === 0 ? (
          <p className="sm muted">{t.noGoals}</p>
        ) : (
          <Chips
            label={t.goals}
            choices={open.map(({ goal, words }, nth) => ({ value: goal, label: `${nth + 1}: “${words}”` }))}
            chosen={content.goals}
            onChange={(chosen) => onChange({ goals: [...chosen] })}
          />
        ))}
      {has.has('participation') && (
        <Chips
          label={t.participation}
          choices={(Object.keys(t.took) as (keyof typeof t.took)[]).map((value) => ({
            value,
            label: t.took[value],
          }))}
          chosen={content.participation}
          onChange={(participation) => onChange({ participation: [...participation] })}
        />
      )}
      {NOTE_TEXTS.filter((part) => has.has(part)).map((part) => (
        <TextArea
          key={part}
          id={`note-${part}`}
          label={t[part]}
          rows={part === 'response' ? 3 : 2}
          maxLength={8000}
          value={content[part]}
          error={part === 'response' ? responseFault : undefined}
          onChange={(words) => onChange({ [part]: words })}
          onBlur={onRest}
        />
      ))}
      {has.has('risk') && (
        <Chips<Risk>
          label={t.risk}
          isSingle
          choices={(Object.keys(t.risks) as Risk[]).map((value) => ({ value, label: t.risks[value] }))}
          chosen={content.risk === null ? [] : [content.risk.level]}
          onChange={([level]) =>
            onChange({ risk: level === undefined ? null : { level, words: content.risk?.words ?? '' } })
          }
        />
      )}
      {content.risk !== null && content.risk.level !== 'none' && (
        <TextArea
          id="note-risk"
          label={t.riskWords}
          rows={2}
          maxLength={8000}
          value={content.risk.words}
          onChange={(words) => content.risk && onChange({ risk: { ...content.risk, words } })}
          onBlur={onRest}
        />
      )}
    </>
  );
}
