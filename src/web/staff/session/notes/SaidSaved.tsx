import { Button, ErrorSummary, useLanguage, useWords } from '../../../design/index.ts';
import { clockAt } from '../said.ts';
import type { Kept } from './useKept.ts';
import { noteWords } from './words.ts';

/** Whether what stands above is saved, and what somebody else did to it. */
export function SaidSaved<C extends object>({
  kept,
  zone,
}: {
  readonly kept: Kept<C>;
  readonly zone: string;
}) {
  const t = useWords(noteWords);
  const language = useLanguage();
  const { state, savedAt, mergedBy, clash, problem } = kept;
  return (
    <>
      {problem && <ErrorSummary problem={problem} />}
      {clash && (
        <div role="alert" className="row wrap">
          <span>{t.both(clash.by)}</span>
          <Button compact onClick={kept.keepMine}>
            {t.mine}
          </Button>
          <Button compact look="text" onClick={kept.takeTheirs}>
            {t.theirs}
          </Button>
        </div>
      )}
      <p className="xs muted" role="status">
        {state === 'saving'
          ? t.saving
          : state === 'waiting' && clash === undefined && problem === undefined
            ? t.waiting
            : state === 'saved' && savedAt !== undefined
              ? `${t.saved(clockAt(new Date(savedAt).toISOString(), zone, language))} ${mergedBy === null ? '' : t.merged(mergedBy)}`
              : ''}
      </p>
    </>
  );
}
