import { Dialog, dayName, Meter, Pill, timeRange, useLanguage, useWords } from '../../design/index.ts';
import { toneOf } from './GroupBoard.tsx';
import styles from './Plan.module.css';
import { dayOfWeek, type PlanBoard, type PlanSession } from './plan.ts';
import { canBeRepaired, GroupRepairs } from './whatif/Repair.tsx';
import { planWords } from './words.ts';

interface Props {
  readonly board: PlanBoard;
  readonly session: PlanSession;
  /** Something is at work on the week: nothing else can be asked meanwhile. */
  readonly isBusy: boolean;
  readonly onStaff: (staff: string) => void;
  readonly onClose: () => void;
}

/** One group of a plan: when, where, who leads it, how full it is, and who is in it, by record code. */
export function SessionDrawer({ board, session, isBusy, onStaff, onClose }: Props) {
  const { drawer: t } = useWords(planWords);
  const language = useLanguage();
  const { label, kind, start, end, site, room, staff, taken, max, isProposed, isOpen } = session;
  const codes = new Map(board.people.map(({ person, code }) => [person, code]));
  const roster = session.people.map((person) => codes.get(person) ?? '').sort();
  const supposed = board.invented.filter(({ sessions }) => sessions.includes(session.id)).length;
  return (
    <Dialog title={label[language]} shape="drawer" onClose={onClose}>
      {isProposed && board.plan?.state !== 'published' && (
        <p className="sm muted">{isOpen ? t.proposed : t.candidate}</p>
      )}
      <dl className={styles.facts}>
        <dt>{t.when}</dt>
        <dd>
          {dayName(dayOfWeek(start), language)}, {timeRange(start, end, language)}
        </dd>
        <dt>{t.where}</dt>
        <dd>{site === null ? t.video : [site, room].filter(Boolean).join(' · ')}</dd>
        <dt>{t.led}</dt>
        <dd>{staff.join(', ')}</dd>
      </dl>
      <div className={`stack-tight tone-${toneOf(kind)}`}>
        <div className="row between">
          <span className="strong">{t.seats(taken, max)}</span>
          <Pill tone={taken >= max ? 'bad' : 'ok'}>{taken >= max ? t.full : t.left(max - taken)}</Pill>
        </div>
        <Meter value={taken} max={max} tone={taken >= max ? 'bad' : 'tone'} />
      </div>
      <h3>{t.roster}</h3>
      {roster.length === 0 && supposed === 0 ? (
        <p className="muted">{t.empty}</p>
      ) : (
        <ul className={styles.roster}>
          {roster.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      )}
      {supposed > 0 && <p className="muted">{t.invented(supposed)}</p>}
      {canBeRepaired(board) && isOpen && (
        <GroupRepairs board={board} session={session} isBusy={isBusy} onStaff={onStaff} onAsked={onClose} />
      )}
    </Dialog>
  );
}
