import { useEffect, useRef } from 'react';
import type { Problem } from '../api.ts';
import { telHref, useSite } from '../site.ts';
import styles from './ErrorSummary.module.css';
import { Icon } from './Icon.tsx';
import { useWords, words } from './words.ts';

const w = words(
  {
    title: 'Something needs a look',
    unreachable:
      'We couldn’t reach the program’s computer. What you entered is still on this page. Try again',
    orCall: (phone: string) => `, or call ${phone}.`,
    stop: '.',
    unknown: 'That didn’t go through. What you entered is still on this page. Try again',
    code: (status: number) => `For support: code ${status}`,
  },
  {
    title: 'Hay algo que revisar',
    unreachable:
      'No pudimos llegar a la computadora del programa. Lo que escribió sigue en esta página. Pruebe otra vez',
    orCall: (phone) => `, o llame al ${phone}.`,
    stop: '.',
    unknown: 'No se pudo enviar. Lo que escribió sigue en esta página. Pruebe otra vez',
    code: (status) => `Para soporte: código ${status}`,
  },
);

export interface PageError {
  readonly message: string;
  /** The id of the field this is about; its line then leads there. */
  readonly fieldId?: string;
}

export interface ErrorSummaryProps {
  readonly problem?: Problem | null;
  /** JSON pointer → id of the field on this page. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What the page found by itself before sending. */
  readonly errors?: readonly PageError[];
}

/** What happened, what to do, and that nothing is lost. Takes focus when it appears. */
export function ErrorSummary({ problem, fields = {}, errors = [] }: ErrorSummaryProps) {
  const t = useWords(w);
  const site = useSite();
  const ref = useRef<HTMLDivElement>(null);
  const shown = Boolean(problem) || errors.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new set of problems is read out again.
  useEffect(() => {
    if (shown) ref.current?.focus();
  }, [shown, problem, errors]);
  if (!shown) return null;

  const fromServer: PageError[] = (problem?.fields ?? []).map(({ pointer, detail }) => {
    const fieldId = fields[pointer];
    return fieldId ? { message: detail, fieldId } : { message: detail };
  });
  const lines = [...errors, ...fromServer];
  const generic = problem?.isUnreachable ? t.unreachable : problem?.document.detail ? null : t.unknown;
  return (
    <div className={styles.summary} role="alert" tabIndex={-1} ref={ref}>
      <h2 className="row">
        <Icon name="warning" />
        {problem?.title && !problem.isUnreachable ? problem.title : t.title}
      </h2>
      {problem?.document.detail && <p>{problem.document.detail}</p>}
      {problem && lines.length === 0 && generic && (
        <p>
          {generic}
          {site ? <a href={telHref(site.phone)}>{t.orCall(site.phone)}</a> : t.stop}
        </p>
      )}
      {lines.length > 0 && (
        <ul>
          {lines.map(({ message, fieldId }) => (
            <li key={`${fieldId} ${message}`}>
              {fieldId ? <FieldLink id={fieldId}>{message}</FieldLink> : message}
            </li>
          ))}
        </ul>
      )}
      {problem && problem.status > 0 && <p className="xs muted">{t.code(problem.status)}</p>}
    </div>
  );
}

function FieldLink({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        const field = document.getElementById(id);
        const target = field?.matches('input, select, textarea, button')
          ? field
          : field?.querySelector<HTMLElement>('input, select, textarea, button');
        target?.focus();
        field?.scrollIntoView({ block: 'center' });
      }}
    >
      {children}
    </a>
  );
}
