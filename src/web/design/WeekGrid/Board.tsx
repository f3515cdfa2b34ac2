import { classes } from '../classes.ts';
import { Icon } from '../Icon.tsx';
import { Meter } from '../Meter.tsx';
import { useWords } from '../words.ts';
import styles from './Board.module.css';
import { type SessionTone, TONE_ICON } from './kinds.ts';
import { gridWords } from './words.ts';

export interface BoardBlock {
  readonly id: string;
  readonly day: string;
  readonly part: string;
  readonly tone: SessionTone;
  readonly title: string;
  /** After the seats: staff, room. */
  readonly detail: string;
  readonly taken: number;
  readonly seats: number;
  /** Not in the program yet; drawn dashed. */
  readonly proposed?: boolean;
  readonly onOpen: () => void;
}

export interface BoardProps {
  readonly label: string;
  readonly days: readonly { readonly id: string; readonly label: string }[];
  readonly parts: readonly { readonly id: string; readonly label: string }[];
  readonly blocks: readonly BoardBlock[];
}

/** Days across, parts of the day down, sessions with their seats in between. A real table underneath. */
export function Board({ label, days, parts, blocks }: BoardProps) {
  const t = useWords(gridWords);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard.
    <section className={styles.frame} aria-label={label} tabIndex={0}>
      <table className={styles.board}>
        <thead>
          <tr>
            <td />
            {days.map((day) => (
              <th key={day.id} scope="col">
                {day.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.id}>
              <th scope="row">{part.label}</th>
              {days.map((day) => (
                <td key={day.id}>
                  {blocks
                    .filter((block) => block.day === day.id && block.part === part.id)
                    .map((block) => (
                      <BoardCard key={block.id} block={block} seats={t.seats} proposed={t.proposed} />
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface BoardCardProps {
  readonly block: BoardBlock;
  readonly seats: (taken: number, seats: number) => string;
  readonly proposed: string;
}

function BoardCard({ block, seats, proposed }: BoardCardProps) {
  const full = block.taken >= block.seats;
  return (
    <button
      type="button"
      className={classes(styles.block, `tone-${block.tone}`, block.proposed && styles.proposed)}
      onClick={block.onOpen}
    >
      <span className={styles.title}>
        <Icon name={TONE_ICON[block.tone]} size={14} />
        <span>{block.title}</span>
      </span>
      <span className={styles.detail}>
        <b aria-hidden="true">
          {block.taken}/{block.seats}
        </b>
        <span className="visually-hidden">{seats(block.taken, block.seats)}</span> ·{' '}
        {block.proposed ? proposed : block.detail}
      </span>
      <span className={classes(full && styles.full)}>
        <Meter value={block.taken} max={block.seats} tone="tone" thin />
      </span>
    </button>
  );
}
