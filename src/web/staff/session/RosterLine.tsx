import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Button, classes, type Language, Pill, useLanguage, useWords } from '../../design/index.ts';
import { AskAfter } from './AskAfter.tsx';
import type { AwayReason, Mark } from './outbox.ts';
import { type Held, momentFor, nudged, type SeenRow } from './roster.ts';
import styles from './Session.module.css';
import { clockAt, exactHours, initials } from './said.ts';
import { rosterWords, sessionWords } from './words.ts';

const REASONS = ['told-us', 'no-word', 'excused'] as const satisfies readonly AwayReason[];
const NUDGE_MINUTES = 5;

export interface RosterLineProps {
  readonly row: SeenRow;
  readonly session: Held;
  readonly zone: string;
  readonly lateAfterMinutes: number;
  readonly isSelected: boolean;
  /** Away was pressed and nobody has said why yet. */
  readonly isAskingWhy: boolean;
  readonly mayOpenPerson: boolean;
  readonly onSelect: () => void;
  readonly onMark: (mark: Mark) => void;
  readonly onAway: () => void;
}

/** One person at the door: here, late or away in one press, and what follows from it right below. */
export function RosterLine(props: RosterLineProps) {
  const { row, session, zone, isSelected, isAskingWhy, onSelect, onMark, onAway } = props;
  const t = useWords(rosterWords);
  const s = useWords(sessionWords);
  const language = useLanguage();
  const { called } = row;
  const status = isAskingWhy ? 'away' : row.status;
  const late = (): void => {
    if (row.status === 'late' && !isAskingWhy) onSelect();
    else onMark({ is: 'late', at: momentFor(session, props.lateAfterMinutes, Date.now()) });
  };
  return (
    <li
      className={classes(styles.row, isSelected && styles.selected)}
      id={`row-${row.participant}`}
      aria-current={isSelected ? 'true' : undefined}
    >
      <span className={styles.initials} aria-hidden="true">
        {initials(called)}
      </span>
      <span>
        <button type="button" className={styles.name} aria-expanded={isSelected} onClick={onSelect}>
          {called}
        </button>
        <span className="xs muted">
          {isAskingWhy ? t.askReason : saidOf(row, session, zone, language, t, s)}
          {row.isWaiting && ` · ${t.waiting}`}
        </span>{' '}
        {row.source === 'walk-in' && <Pill tone="info">{t.walkIn}</Pill>}
        {row.source === 'make-up' && <Pill tone="info">{t.makeUp}</Pill>}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: three buttons of one choice, not fields of a form. */}
      <div className={styles.segments} role="group" aria-label={t.attendance(called)}>
        <button
          type="button"
          className={styles.here}
          aria-pressed={status === 'here'}
          onClick={() => onMark({ is: 'here' })}
        >
          {s.here}
        </button>
        <button type="button" className={styles.late} aria-pressed={status === 'late'} onClick={late}>
          {s.late}
        </button>
        <button type="button" className={styles.away} aria-pressed={status === 'away'} onClick={onAway}>
          {s.away}
        </button>
      </div>
      {isSelected && (
        <div className={styles.panel}>
          <Panel {...props} />
        </div>
      )}
    </li>
  );
}

function Panel({
  row,
  session,
  zone,
  lateAfterMinutes,
  isAskingWhy,
  mayOpenPerson,
  onMark,
}: RosterLineProps) {
  const t = useWords(rosterWords);
  const last = row.stays.at(-1);
  const isThere = row.status === 'here' || row.status === 'late';
  const hasLeft = isThere && last?.until != null && last.until < session.endsAt;
  const now = () => momentFor(session, lateAfterMinutes, Date.now());
  if (isAskingWhy || row.status === 'away') {
    return (
      <>
        <Reasons
          key={String(isAskingWhy)}
          chosen={isAskingWhy ? null : row.reason}
          isAsking={isAskingWhy}
          onReason={(reason) => onMark({ is: 'away', reason })}
        />
        {!isAskingWhy && (
          <>
            {session.isMine && !row.isWaiting && (
              <AskAfter meeting={session.meeting} participant={row.participant} />
            )}
            <Button compact look="text" icon="undo" onClick={() => onMark({ is: 'expected' })}>
              {t.takeBack}
            </Button>
          </>
        )}
      </>
    );
  }
  return (
    <>
      {row.status === 'late' && row.stays.length === 1 && !hasLeft && (
        <Nudger
          label={t.cameAt}
          at={row.stays[0]?.from ?? session.startsAt}
          session={session}
          zone={zone}
          onAt={(at) => onMark({ is: 'late', at })}
        />
      )}
      {isThere && !hasLeft && (
        <Button compact onClick={() => onMark({ is: 'left', at: laterOf(now(), last?.from, session) })}>
          {t.leftEarly}
        </Button>
      )}
      {hasLeft && last?.until != null && (
        <>
          <Nudger
            label={t.leftAt}
            at={last.until}
            session={session}
            zone={zone}
            onAt={(at) => onMark({ is: 'left', at })}
          />
          <Button
            compact
            onClick={() => onMark({ is: 'back', at: laterOf(now(), last.until ?? undefined, session) })}
          >
            {t.cameBack}
          </Button>
        </>
      )}
      {row.status !== 'expected' && (
        <Button compact look="text" icon="undo" onClick={() => onMark({ is: 'expected' })}>
          {t.takeBack}
        </Button>
      )}
      {mayOpenPerson && (
        <Link className="tap sm" to="/people/$person" params={{ person: row.participant }}>
          {t.person}
        </Link>
      )}
    </>
  );
}

interface ReasonsProps {
  readonly chosen: AwayReason | null;
  readonly isAsking: boolean;
  readonly onReason: (reason: AwayReason) => void;
}

/** Why somebody is away. Asked right now, it is where the next key goes. */
function Reasons({ chosen, isAsking, onReason }: ReasonsProps) {
  const t = useWords(rosterWords);
  const s = useWords(sessionWords);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) first.current?.focus();
  }, [isAsking]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons of one choice, not fields of a form.
    <div className={styles.chips} role="group" aria-label={t.why}>
      {REASONS.map((reason, nth) => (
        <button
          key={reason}
          ref={nth === 0 ? first : null}
          type="button"
          aria-pressed={chosen === reason}
          onClick={() => onReason(reason)}
        >
          {s.reasons[reason]}
        </button>
      ))}
    </div>
  );
}

/** Nobody leaves before they came, nor comes back before they left. */
function laterOf(at: string, before: string | undefined, session: Held): string {
  if (before === undefined || at > before) return at;
  return nudged(before, NUDGE_MINUTES, session);
}

interface NudgerProps {
  readonly label: string;
  readonly at: string;
  readonly session: Held;
  readonly zone: string;
  readonly onAt: (at: string) => void;
}

export function Nudger({ label, at, session, zone, onAt }: NudgerProps) {
  const t = useWords(rosterWords);
  const language = useLanguage();
  const time = clockAt(at, zone, language);
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons around a time, not fields of a form.
    <span className="row" role="group" aria-label={label}>
      <span className="sm">{label}</span>
      <Button
        compact
        aria-label={`${label}: ${t.earlier}`}
        onClick={() => onAt(nudged(at, -NUDGE_MINUTES, session))}
      >
        −5
      </Button>
      <output className={styles.at}>{time}</output>
      <Button
        compact
        aria-label={`${label}: ${t.later}`}
        onClick={() => onAt(nudged(at, NUDGE_MINUTES, session))}
      >
        +5
      </Button>
    </span>
  );
}

type RosterText = (typeof rosterWords)['en'] | (typeof rosterWords)['es'];
type SessionText = (typeof sessionWords)['en'] | (typeof sessionWords)['es'];

/** "Came 5:45 pm, counts 2.75 h · 4.5 of 9 h this week" */
function saidOf(
  row: SeenRow,
  session: Held,
  zone: string,
  language: Language,
  t: RosterText,
  s: SessionText,
): string {
  const clock = (at: string) => clockAt(at, zone, language);
  const had = exactHours(row.week.countedMinutes, language);
  const week =
    row.week.prescribedMinutes === null
      ? t.weekAlone(had)
      : t.week(had, exactHours(row.week.prescribedMinutes, language));
  const moves = row.stays.flatMap(({ from, until }, nth) => [
    ...(nth > 0 ? [t.back(clock(from))] : row.status === 'late' ? [t.came(clock(from))] : []),
    ...(until !== null && until < session.endsAt ? [t.left(clock(until))] : []),
  ]);
  const counts =
    row.countedMinutes === 0 && row.deliveredMinutes > 0
      ? t.counting
      : t.counts(exactHours(row.countedMinutes, language));
  const now =
    row.status === 'away'
      ? [s.reasons[row.reason ?? 'no-word']]
      : row.status === 'expected'
        ? [row.said === null ? t.notKnown : t.told[row.said]]
        : moves.length > 0
          ? [[...moves, counts].join(', ')]
          : [];
  return [...now, week].join(' · ');
}
