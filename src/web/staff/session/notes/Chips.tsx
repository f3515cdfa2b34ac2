import styles from '../Session.module.css';

export interface ChipsProps<V extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly chosen: readonly V[];
  readonly onChange: (chosen: readonly V[]) => void;
  /** One of them, not several. */
  readonly isSingle?: boolean;
}

/** A few short choices that are pressed on and off. */
export function Chips<V extends string>({ label, choices, chosen, onChange, isSingle }: ChipsProps<V>) {
  const toggle = (value: V) =>
    chosen.includes(value)
      ? onChange(chosen.filter((one) => one !== value))
      : onChange(isSingle === true ? [value] : [...chosen, value]);
  return (
    <div className="stack-tight">
      <p className="sm strong" aria-hidden="true">
        {label}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons pressed on and off, not fields of a form. */}
      <div className={styles.chips} role="group" aria-label={label}>
        {choices.map(({ value, label: said }) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen.includes(value)}
            onClick={() => toggle(value)}
          >
            {said}
          </button>
        ))}
      </div>
    </div>
  );
}
