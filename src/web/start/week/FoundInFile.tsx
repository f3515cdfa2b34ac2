import { useEffect, useState } from 'react';
import { Button, Dialog, Icon, Select, Tick, toast, useLanguage, useWords } from '../../design/index.ts';
import {
  gridWords,
  LIFE_KINDS,
  type LifeKind,
  type PaintedWeek,
  spansOf,
} from '../../design/WeekGrid/index.ts';
import { habitInWords, habitsOf } from '../spans.ts';
import { changeWeek, rememberWeek, undoWeek } from '../walk.ts';
import type { AskReason, FoundWeek } from './calendarFile.ts';
import { fileWords } from './fileWords.ts';
import styles from './Week.module.css';

interface Preview {
  readonly week: PaintedWeek;
  readonly doubts: readonly (readonly [AskReason, number])[];
}

/** "We found Work Monday to Friday, 9 to 5. Look right?" Nothing changes before the person says so. */
export function FoundInFile({ found, onClose }: { readonly found: FoundWeek; readonly onClose: () => void }) {
  const t = useWords(fileWords);
  const grid = useWords(gridWords);
  const language = useLanguage();
  const [kind, setKind] = useState<LifeKind>('work');
  const [counted, setCounted] = useState<readonly AskReason[]>([]);
  const [preview, setPreview] = useState<Preview | null>(null);
  useEffect(() => {
    let current = true;
    // The reader is loaded by now: this page got `found` from it.
    void import('./calendarFile.ts').then(({ doubts, usualWeek }) => {
      if (current) setPreview({ week: usualWeek(found, counted, kind), doubts: doubts(found) });
    });
    return () => {
      current = false;
    };
  }, [found, counted, kind]);
  if (!preview) return null;

  const habits = habitsOf(spansOf(preview.week));
  const add = async () => {
    const { layOver } = await import('./calendarFile.ts');
    rememberWeek();
    changeWeek((week) => layOver(week, preview.week));
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
            <Button look="primary" onClick={() => void add()}>
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
      {preview.doubts.map(([reason, count]) => (
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
