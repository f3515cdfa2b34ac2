import { useWords } from '../../design/index.ts';
import styles from './Plan.module.css';
import type { PlanBoard } from './plan.ts';
import { type PlanWords, planWords } from './words.ts';

type Shown = NonNullable<PlanBoard['tiles']>;
interface Tile {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  readonly tone: 'ok' | 'warn' | 'muted';
}

/** Five numbers that say how good a plan is. */
export function Tiles({ tiles }: { readonly tiles: Shown }) {
  const t = useWords(planWords);
  return (
    <dl className={styles.tiles} aria-label={t.tiles.label}>
      {tilesIn(tiles, t).map(({ name, value, note, tone }) => (
        <div key={name} className={styles.tile}>
          <dt className="sm muted">{name}</dt>
          <dd>
            <b>{value}</b>
            <span className={styles[tone]}>{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const share = (taken: number, of: number): string => `${of === 0 ? 0 : Math.round((taken / of) * 100)}%`;

function tilesIn(
  { placed, hours, apart, moves, seats, eveningSeats }: Shown,
  { tiles: t }: PlanWords,
): Tile[] {
  const { change } = placed;
  const lacking = hours.of - hours.people;
  return [
    {
      name: t.placed,
      value: t.of(placed.people, placed.of),
      note: change === null ? t.first : change > 0 ? t.more(change) : change < 0 ? t.fewer(change) : t.same,
      tone: change === null ? 'muted' : change >= 0 ? 'ok' : 'warn',
    },
    {
      name: t.hours,
      value: t.of(hours.people, hours.of),
      note: lacking === 0 ? t.everybody : t.short(lacking, hours.mostShort),
      tone: lacking === 0 ? 'ok' : 'warn',
    },
    {
      name: t.apart,
      value: t.of(apart.kept, apart.of),
      note:
        apart.of === 0 ? t.noApart : apart.kept === apart.of ? t.allKept : t.notKept(apart.of - apart.kept),
      tone: apart.of === 0 ? 'muted' : apart.kept === apart.of ? 'ok' : 'warn',
    },
    {
      name: t.moves,
      value: String(moves.people),
      note: [
        moves.people === 0 ? t.nobodyMoves : moves.visitsOnly > 0 ? t.visitsOnly(moves.visitsOnly) : '',
        moves.new > 0 ? t.new(moves.new) : '',
      ]
        .filter(Boolean)
        .join(' · '),
      tone: 'muted',
    },
    {
      name: t.seats,
      value: share(seats.taken, seats.of),
      note: eveningSeats.of === 0 ? '' : t.evenings(share(eveningSeats.taken, eveningSeats.of)),
      tone: 'muted',
    },
  ];
}
