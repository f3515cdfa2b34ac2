import { Problem } from '../../api.ts';
import { ErrorSummary, useWords } from '../../design/index.ts';
import { planWords } from './words.ts';

/** Why something did not go through, in the reader's language where the reason is one we know. */
export function PlanProblem({ fault }: { readonly fault: Error | null }) {
  const t = useWords(planWords);
  if (fault === null) return null;
  const known = fault instanceof Problem ? t.problem[String(fault.document.code)] : undefined;
  if (known !== undefined) return <ErrorSummary errors={[{ message: known }]} />;
  return (
    <ErrorSummary
      problem={fault instanceof Problem ? fault : null}
      errors={fault instanceof Problem ? [] : [{ message: fault.message }]}
    />
  );
}
