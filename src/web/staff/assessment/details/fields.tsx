import { useState } from 'react';
import { Select, TextField, useWords, words } from '../../../design/index.ts';

const w = words({ unknown: 'Not asked yet' }, { unknown: 'Aún no se preguntó' });

/** One of a few words, or nothing yet. */
export function Known<V extends string>(props: {
  readonly label: string;
  readonly value: V | null;
  readonly options: Readonly<Record<V, string>>;
  readonly onChange: (value: V | null) => void;
}) {
  const t = useWords(w);
  return (
    <Select
      label={props.label}
      value={props.value ?? ''}
      onChange={(chosen) => props.onChange(chosen === '' ? null : (chosen as V))}
      options={[
        { value: '', label: t.unknown },
        ...Object.entries<string>(props.options).map(([value, label]) => ({ value, label })),
      ]}
    />
  );
}

/** A whole number, or nothing yet; what is no number is not taken. */
export function Whole(props: {
  readonly label: string;
  readonly value: number | null;
  readonly max: number;
  readonly onChange: (value: number | null) => void;
}) {
  return (
    <TextField
      label={props.label}
      inputMode="numeric"
      maxLength={3}
      value={props.value === null ? '' : String(props.value)}
      onChange={(text) => {
        const digits = text.replaceAll(/\D/g, '');
        props.onChange(digits === '' ? null : Math.min(Number(digits), props.max));
      }}
    />
  );
}

/** A date as the browser gives it, or nothing yet. */
export function Day(props: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  return (
    <TextField
      label={props.label}
      type="date"
      value={props.value ?? ''}
      onChange={(text) => props.onChange(/^\d{4}-\d\d-\d\d$/.test(text) ? text : null)}
    />
  );
}

/** Yes, no, or not asked yet. */
export function YesNo(props: {
  readonly label: string;
  readonly value: boolean | null;
  readonly onChange: (value: boolean | null) => void;
}) {
  const t = useWords(yesNo);
  return (
    <Known
      label={props.label}
      value={props.value === null ? null : props.value ? 'yes' : 'no'}
      options={t}
      onChange={(value) => props.onChange(value === null ? null : value === 'yes')}
    />
  );
}

const yesNo = words({ yes: 'Yes', no: 'No' }, { yes: 'Sí', no: 'No' });

const WHEN = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** A year, a month or a day: kept once it is one of them, shown as it is typed. */
export function WhenField(props: {
  readonly label: string;
  readonly hint: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  const [typed, setTyped] = useState(props.value ?? '');
  const isGood = typed === '' || WHEN.test(typed);
  return (
    <TextField
      label={props.label}
      hint={props.hint}
      error={isGood ? undefined : props.hint}
      maxLength={10}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        if (text === '' || WHEN.test(text)) props.onChange(text === '' ? null : text);
      }}
    />
  );
}
