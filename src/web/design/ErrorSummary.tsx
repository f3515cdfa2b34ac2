import { useEffect, useRef } from 'react';
import type { Problem } from '../api.ts';
import { telHref, useSite } from '../site.ts';
import styles from './ErrorSummary.module.css';
import { Icon } from './Icon.tsx';
import { useWords, words } from './words.ts';

/** The server's own codes, said again here so that both languages have them. A room's codes come with their words. */
const codesEn = {
  'not-signed-in': 'Please sign in again. Nothing is lost.',
  'not-found': 'There is nothing here that you can see.',
  conflict: 'That does not go together with what is there already. Nothing was saved.',
  stale: 'Somebody changed this since you opened it. Your words are still on this page.',
  'too-large': 'That is too large. Nothing was saved.',
  invalid: 'Some answers need another look. Nothing was saved.',
  'too-many': 'That was a lot at once. Wait a minute, then try again.',
  broken: 'Something broke on our side. Nothing was half done. Try again',
  'not-ready': 'This is not set up yet.',
};
type Code = keyof typeof codesEn;
const codesEs: Record<Code, string> = {
  'not-signed-in': 'Entre otra vez. No se perdió nada.',
  'not-found': 'Aquí no hay nada que usted pueda ver.',
  conflict: 'Eso no va con lo que ya está. No se guardó nada.',
  stale: 'Alguien cambió esto desde que lo abrió. Sus palabras siguen en esta página.',
  'too-large': 'Es demasiado grande. No se guardó nada.',
  invalid: 'Hay respuestas que revisar. No se guardó nada.',
  'too-many': 'Fue mucho a la vez. Espere un minuto y pruebe otra vez.',
  broken: 'Algo falló de nuestro lado. Nada quedó a medias. Pruebe otra vez',
  'not-ready': 'Esto todavía no está listo.',
};
const codes: Record<Code, string> = codesEn;

const w = words(
  {
    title: 'Something needs a look',
    unreachable:
      'We couldn’t reach the program’s computer. What you entered is still on this page. Try again',
    unknown: 'That didn’t go through. What you entered is still on this page. Try again',
    codes,
    orCall: ', or call us.',
    call: (phone: string) => `Call ${phone}`,
    support: (status: number) => `For support: code ${status}`,
  },
  {
    title: 'Hay algo que revisar',
    unreachable:
      'No pudimos llegar a la computadora del programa. Lo que escribió sigue en esta página. Pruebe otra vez',
    unknown: 'No se pudo enviar. Lo que escribió sigue en esta página. Pruebe otra vez',
    codes: codesEs,
    orCall: ', o llámenos.',
    call: (phone) => `Llamar al ${phone}`,
    support: (status) => `Para soporte: código ${status}`,
  },
);

const isCode = (code: unknown): code is Code => typeof code === 'string' && code in codesEn;

export interface PageError {
  readonly message: string;
  /** The id of the field this is about; its line then leads there. */
  readonly fieldId?: string;
}

export interface ErrorSummaryProps {
  readonly problem?: Problem | null;
  /** JSON pointer → id of the field on this page. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The page says the fields again in its own words, in `errors`. */
  readonly withoutFields?: boolean;
  /** What the page found by itself before sending. */
  readonly errors?: readonly PageError[];
}

// One and the same: a new one with each letter typed would take focus away from where it is typed.
const NONE: readonly PageError[] = [];

/** What happened, what to do, and that nothing is lost. Takes focus when it appears. */
export function ErrorSummary({ problem, fields = {}, withoutFields, errors = NONE }: ErrorSummaryProps) {
  const t = useWords(w);
  const ref = useRef<HTMLDivElement>(null);
  const shown = Boolean(problem) || errors.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new set of problems is read out again.
  useEffect(() => {
    if (shown) ref.current?.focus();
  }, [shown, problem, errors]);
  if (!shown) return null;

  const fromServer: PageError[] = (withoutFields ? [] : (problem?.fields ?? [])).map(
    ({ pointer, detail }) => {
      const fieldId = fields[pointer];
      return fieldId ? { message: detail, fieldId } : { message: detail };
    },
  );
  const lines = [...errors, ...fromServer];
  return (
    <div className={styles.summary} role="alert" tabIndex={-1} ref={ref}>
      <h2 className="row">
        <Icon name="warning" />
        {t.title}
      </h2>
      {problem && <Said problem={problem} />}
      {lines.length > 0 && (
        <ul>
          {lines.map(({ message, fieldId }) => (
            <li key={`${fieldId} ${message}`}>
              {fieldId ? <FieldLink id={fieldId}>{message}</FieldLink> : message}
            </li>
          ))}
        </ul>
      )}
      {problem && problem.status > 0 && <p className="xs muted">{t.support(problem.status)}</p>}
    </div>
  );
}

/** What the server said: in its own words where it has some, and with the phone where trying again may not help. */
function Said({ problem }: { readonly problem: Problem }) {
  const t = useWords(w);
  const site = useSite();
  const { code } = problem.document;
  const mayCall = problem.isUnreachable || problem.status >= 500 || (!isCode(code) && problem.title === '');
  const said = problem.isUnreachable
    ? t.unreachable
    : isCode(code)
      ? t.codes[code]
      : problem.title || t.unknown;
  return (
    <>
      <p>
        {said}
        {mayCall && site && t.orCall}
      </p>
      {mayCall && site && (
        <a className="tap" href={telHref(site.phone)}>
          {t.call(site.phone)}
        </a>
      )}
      {problem.document.detail && <p>{problem.document.detail}</p>}
    </>
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
