import { Button, Card, Pill, toast, useLanguage, useWords } from '../../../design/index.ts';
import type { PlanBoard } from '../plan.ts';
import { changeInWords } from './changes.ts';
import { ScenarioProblem } from './ScenarioProblem.tsx';
import styles from './WhatIf.module.css';
import { type ExceptionShown, useRemoveException } from './whatif.ts';
import { whatIfWords } from './words.ts';

interface Props {
  readonly board: PlanBoard;
  readonly exceptions: readonly ExceptionShown[];
}

/** What is different in this week only, because a repair was used: every run keeps to it. */
export function Exceptions({ board, exceptions }: Props) {
  const words = useWords(whatIfWords);
  const language = useLanguage();
  const { exceptions: t } = words;
  const remove = useRemoveException(board.week);
  if (exceptions.length === 0) return null;
  return (
    <Card title={t.title} compact>
      <p className="sm muted">{t.intro}</p>
      <ScenarioProblem fault={remove.error} />
      <ul className={styles.supposed}>
        {exceptions.map(({ id, change, isEffective }) => (
          <li key={id}>
            <b>{changeInWords(change, board, words, language)}</b>
            {!isEffective && <Pill>{t.idle}</Pill>}
            {!board.isOver && (
              <Button
                look="text"
                compact
                icon="undo"
                busy={remove.isPending}
                aria-label={t.removeThis(changeInWords(change, board, words, language))}
                onClick={() => remove.mutate({ id }, { onSuccess: () => toast({ text: t.removed }) })}
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
