import { useMemo, useState } from 'react';
import { Button, Dialog, Icon, Select, Tick, toast, useLanguage, useWords } from '../../design/public.ts';
import { LIFE_KINDS, type LifeKind, spansOf } from '../../design/WeekGrid/week.ts';
import { gridWords } from '../../design/WeekGrid/words.ts';
import { habitInWords, habitsOf } from '../spans.ts';
import { changeWeek, rememberWeek, undoWeek } from '../walk.ts';
import { type AskReason, doubts, type FileRead, type FoundWeek, layOver, usualWeek } from './calendarFile.ts';
import { fileWords } from './fileWords.ts';
import styles from './Week.module.css';

export type FileAnswered = FileRead | { readonly ok: false; readonly reason: 'unreadable' };

interface FileAnswerProps {
  readonly answer: FileAnswered;
  readonly onClose: () => void;
}

/** What came of a calendar file: the week in it to look over, or why it can't be used. */
export default function FileAnswer({ answer, onClose }: FileAnswerProps) {
  const t = useWords(fileWords);
  if (answer.ok) return <FoundInFile found={answer} onClose={onClose} />;
  return (
    <Dialog
      title={t.refused}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          {t.close}
        </Button>
      }
    >
      <p>{t.why[answer.reason]}</p>
      <p className="muted">{t.kept}</p>
    </Dialog>
  );
}

/** "We found Work Monday to Friday, 9 to 5. Look right?" Nothing changes before the person says so. */
function FoundInFile({ found, onClose }: { readonly found: FoundWeek; readonly onClose: () => void }) {
  const t = useWords(fileWords);
  const grid = useWords(gridWords);
  const language = useLanguage();
  const [kind, setKind] = useState<LifeKind>('work');
  const [counted, setCounted] = useState<readonly AskReason[]>([]);
  const week = useMemo(() => usualWeek(found, counted, kind), [found, counted, kind]);
  const habits = habitsOf(spansOf(week));
  const add = () => {
    rememberWeek();
    changeWeek((was) => layOver(was, week));
    toast({ text: t.added, undo: undoWeek });
    onClose();
  };
  const refused = found.reading.refusedEvents;
  return (
    <Dialog
      title={t.found}
      shape="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.no}</Button>
          {habits.length > 0 && (
            <Button look="primary" onClick={add}>
              {t.yes}
            </Button>
          )}
        </>
      }
    >
      <p className="muted">{habits.length > 0 ? t.usual : t.nothing}</p>
      {habits.length > 0 && (
        <>
          <ul className="plain stack-tight">
            {habits.map((habit) => (
              <li key={`${habit.from} ${habit.to} ${habit.days.join()}`} className={styles.habit}>
                <Icon name="calendar" />
                <span>{habitInWords(habit, language)}</span>
              </li>
            ))}
          </ul>
          <Select
            label={t.callIt}
            value={kind}
            onChange={setKind}
            options={LIFE_KINDS.filter((each) => each !== 'best').map((value) => ({
              value,
              label: grid.life[value],
            }))}
          />
        </>
      )}
      {doubts(found).map(([reason, count]) => (
        <Tick
          key={reason}
          label={t.count[reason](count)}
          checked={counted.includes(reason)}
          onChange={(on) => setCounted(on ? [...counted, reason] : counted.filter((each) => each !== reason))}
        />
      ))}
      {refused.length > 0 && (
        <div className="sm">
          <p>{t.leftOut(refused.length)}</p>
          <ul>
            {[...new Set(refused.map(({ reason }) => reason))].map((reason) => (
              <li key={reason}>{t.event[reason]}</li>
            ))}
          </ul>
        </div>
      )}
      {habits.length > 0 && <p className="strong">{t.right}</p>}
    </Dialog>
  );
}
