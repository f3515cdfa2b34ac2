import type { ReactNode } from 'react';
import { Tick } from '../../design/index.ts';
import styles from './Privacy.module.css';

interface TicksProps<V extends string> {
  readonly id: string;
  readonly legend: ReactNode;
  readonly offered: readonly (readonly [V, string])[];
  readonly chosen: readonly V[];
  readonly onChange: (chosen: readonly V[]) => void;
}

/** Several of many, close together; what was chosen keeps the order in which it is offered. */
export function Ticks<V extends string>({ id, legend, offered, chosen, onChange }: TicksProps<V>) {
  return (
    <fieldset id={id}>
      <legend>{legend}</legend>
      <div className={styles.search}>
        {offered.map(([value, label]) => (
          <Tick
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={(isOn) =>
              onChange(
                offered.map(([one]) => one).filter((one) => (one === value ? isOn : chosen.includes(one))),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
