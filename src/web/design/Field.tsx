import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import styles from './Field.module.css';

interface FrameProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode | undefined;
  readonly error?: string | undefined;
  /** Said beside the label, so that nobody has to guess which fields can stay empty. */
  readonly optional?: string | undefined;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

function Frame(props: FrameProps & { readonly id: string; readonly children: (w: Wiring) => ReactNode }) {
  const { id, label, hint, error, optional, children } = props;
  const notes = classes(hint ? `${id}-hint` : '', error ? `${id}-error` : '');
  return (
    <div className={classes(styles.field, error && styles.wrong)}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="hint"> ({optional})</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="sm muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      {children({ id, 'aria-describedby': notes || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  );
}

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'>, FrameProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function TextField({ label, hint, error, optional, value, onChange, id, ...rest }: TextFieldProps) {
  const own = useId();
  return (
    <Frame label={label} hint={hint} error={error} optional={optional} id={id ?? own}>
      {(wiring) => (
        <input
          {...rest}
          {...wiring}
          className={styles.input}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Frame>
  );
}

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value'>, FrameProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function TextArea({ label, hint, error, optional, value, onChange, id, ...rest }: TextAreaProps) {
  const own = useId();
  return (
    <Frame label={label} hint={hint} error={error} optional={optional} id={id ?? own}>
      {(wiring) => (
        <textarea
          rows={4}
          {...rest}
          {...wiring}
          className={styles.input}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Frame>
  );
}

export interface SelectProps<V extends string> extends FrameProps {
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly id?: string;
  readonly disabled?: boolean;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const own = useId();
  const { label, hint, error, optional, value, onChange, options, id, disabled } = props;
  return (
    <Frame label={label} hint={hint} error={error} optional={optional} id={id ?? own}>
      {(wiring) => (
        <select
          {...wiring}
          disabled={disabled}
          className={styles.input}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

export interface TickProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** One yes/no with its sentence beside it. */
export function Tick({ label, hint, checked, onChange }: TickProps) {
  const id = useId();
  return (
    <div className={styles.tick}>
      <input
        type="checkbox"
        id={id}
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="sm muted">
          {hint}
        </p>
      )}
    </div>
  );
}
