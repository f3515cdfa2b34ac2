import { Button, Card, Pill, toast, useLanguage, useWords } from '../../../design/index.ts';
import type { PlanBoard } from '../plan.ts';
import { changeInWords, type Named } from './changes.ts';
import { ScenarioProblem } from './ScenarioProblem.tsx';
import styles from './WhatIf.module.css';
import { type ExceptionShown, useRemoveException } from './whatif.ts';
import { whatIfWords } from './words.ts';

interface Props {
  readonly board: PlanBoard;
  readonly names: Named;
  readonly exceptions: readonly ExceptionShown[];
}

/** What is different in this week only, because a repair was used: every run keeps to it. */
export function Exceptions({ board, names, exceptions }: Props) {
  const words = useWords(whatIfWords);
  const language = useLanguage();
  const { exceptions: t } = words;
  const remove = useRemoveException(board.week, () => toast({ text: t.removed }));
  if (exceptions.length === 0) return null;
  return (
    <Card title={t.title} compact>
      <p className="sm muted">{t.intro}</p>
      <ScenarioProblem fault={remove.error} />
      <ul className={styles.supposed}>
        {exceptions.map(({ id, change, isEffective }) => (
          <li key={id}>
            <b>{changeInWords(change, names, words, language)}</b>
            {!isEffective && <Pill>{t.idle}</Pill>}
            {!board.isOver && (
              <Button
                look="text"
                compact
                icon="undo"
                busy={remove.isPending}
                aria-label={t.removeThis(changeInWords(change, names, words, language))}
                onClick={() => remove.mutate({ id })}
              >
                {t.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
