import { useId } from 'react';
import { classes } from '../classes.ts';
import { Icon } from '../Icon.tsx';
import { useWords } from '../words.ts';
import styles from './BrushPicker.module.css';
import { LIFE_ICON, LIFE_TONE } from './kinds.ts';
import type { Brush } from './PaintGrid.tsx';
import { LIFE_KINDS } from './week.ts';
import { gridWords } from './words.ts';

export interface BrushPickerProps {
  readonly brush: Brush;
  readonly onPick: (brush: Brush) => void;
}

const BRUSHES: readonly Brush[] = [...LIFE_KINDS, 'erase'];

/** What the next stroke paints. Native radio buttons: arrows, labels and forced colours come with them. */
export function BrushPicker({ brush, onPick }: BrushPickerProps) {
  const t = useWords(gridWords);
  const name = useId();
  return (
    <fieldset className={styles.brushes}>
      <legend className="visually-hidden">{t.brush}</legend>
      {BRUSHES.map((each) => (
        <label
          key={each}
          className={classes(styles.brush, each === 'erase' ? 'tone-erase' : LIFE_TONE[each])}
        >
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            value={each}
            checked={each === brush}
            onChange={() => onPick(each)}
          />
          <Icon name={each === 'erase' ? 'erase' : LIFE_ICON[each]} />
          {each === 'erase' ? t.erase : t.life[each]}
        </label>
      ))}
    </fieldset>
  );
}
