import { type ReactNode, useId } from 'react';
import styles from './Choice.module.css';
import { classes } from './classes.ts';

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

interface CardsProps<V extends string> {
  readonly legend: ReactNode;
  /** On a page with one question the question is the page's heading. */
  readonly legendIs?: 'h1' | 'h2' | 'text';
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly choices: readonly Choice<V>[];
  readonly name?: string;
}

interface FrameProps<V extends string> extends CardsProps<V> {
  readonly id: string;
  readonly kind: 'radio' | 'checkbox';
  readonly isChosen: (value: V) => boolean;
  readonly choose: (value: V) => void;
}

function Cards<V extends string>(props: FrameProps<V>) {
  const { id, kind, legend, legendIs = 'text', hint, error, choices, isChosen, choose } = props;
  const name = props.name ?? id;
  const notes = classes(hint ? `${id}-hint` : '', error ? `${id}-error` : '');
  return (
    <fieldset className={styles.cards} aria-describedby={notes || undefined} id={name}>
      <legend className={legendIs === 'text' ? styles.legend : undefined}>
        {legendIs === 'h1' ? <h1>{legend}</h1> : legendIs === 'h2' ? <h2>{legend}</h2> : legend}
      </legend>
      {hint && (
        <p id={`${id}-hint`} className="muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
      {choices.map((choice) => (
        <label key={choice.value} className={styles.card}>
          <input
            type={kind}
            name={name}
            value={choice.value}
            checked={isChosen(choice.value)}
            onChange={() => choose(choice.value)}
          />
          <span>
            {choice.label}
            {choice.hint && <span className={styles.hint}>{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export interface RadioCardsProps<V extends string> extends CardsProps<V> {
  readonly value: V | undefined;
  readonly onChange: (value: V) => void;
}

/** One of a few. Choosing never moves the person on by itself; Continue does. */
export function RadioCards<V extends string>({ value, onChange, ...rest }: RadioCardsProps<V>) {
  const id = useId();
  return <Cards {...rest} id={id} kind="radio" isChosen={(v) => v === value} choose={onChange} />;
}

export interface CheckboxCardsProps<V extends string> extends CardsProps<V> {
  readonly values: readonly V[];
  readonly onChange: (values: readonly V[]) => void;
  /** A choice that can't stand beside others ("None of these"). */
  readonly alone?: V;
}

export function CheckboxCards<V extends string>({ values, onChange, alone, ...rest }: CheckboxCardsProps<V>) {
  const id = useId();
  const toggle = (value: V) => {
    if (values.includes(value)) onChange(values.filter((v) => v !== value));
    else if (value === alone) onChange([value]);
    else onChange([...values.filter((v) => v !== alone), value]);
  };
  return <Cards {...rest} id={id} kind="checkbox" isChosen={(v) => values.includes(v)} choose={toggle} />;
}
