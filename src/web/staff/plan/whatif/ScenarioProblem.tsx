import { Problem } from '../../../api.ts';
import { ErrorSummary, useLanguage, useWords } from '../../../design/index.ts';
import { PlanProblem } from '../PlanProblem.tsx';
import { whatIfWords } from './words.ts';

/** Why a scenario could not be asked for or used: in our words where we have them, else in the server's. */
export function ScenarioProblem({ fault }: { readonly fault: Error | null }) {
  const t = useWords(whatIfWords);
  const language = useLanguage();
  const known = fault instanceof Problem ? t.problem[String(fault.document.code)] : undefined;
  if (known !== undefined && fault instanceof Problem) {
    // Which group, room or person it is about, the server says in English only.
    const details = language === 'en' ? fault.fields.map(({ detail }) => ({ message: detail })) : [];
    return <ErrorSummary errors={[{ message: known }, ...details]} />;
  }
  return <PlanProblem fault={fault} />;
}
