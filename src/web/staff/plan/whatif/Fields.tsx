import {
  hours,
  RadioCards,
  Select,
  TextField,
  timeRange,
  useLanguage,
  useWords,
} from '../../../design/index.ts';
import type { PlanBoard } from '../plan.ts';
import { groupName } from './changes.ts';
import { DayPicker } from './DayPicker.tsx';
import {
  type Filled,
  INTAKES_MAX,
  kindsOf,
  meeting,
  peopleIn,
  proposedIn,
  SEATS_MAX,
  VIDEO,
  wholeNumber,
  workingStaff,
} from './filling.ts';
import { formWords } from './formWords.ts';
import styles from './WhatIf.module.css';

interface Props {
  readonly board: PlanBoard;
  readonly filled: Filled;
  readonly fill: (more: Partial<Filled>) => void;
}

/** The fields of the chosen template. */
export function Fields(props: Props) {
  const t = useWords(formWords);
  const language = useLanguage();
  const { board, filled, fill } = props;
  const empty = emptyWords(props, t);
  if (empty !== undefined) return <p className="muted">{empty}</p>;
  switch (filled.template) {
    case 'staff-away':
      return (
        <div className={styles.fields}>
          <StaffSelect {...props} label={t.who} />
          <When {...props} />
        </div>
      );
    case 'room-closed':
      return (
        <div className={styles.fields}>
          <Select
            label={t.which}
            value={filled.closed}
            options={board.rooms.map(({ id, name, site }) => ({
              value: id,
              label: `${name} · ${siteName(board, site)}`,
            }))}
            onChange={(closed) => fill({ closed })}
          />
          <When {...props} />
        </div>
      );
    case 'add-group':
      return <NewGroup {...props} />;
    case 'open-group':
      return (
        <Select
          label={t.proposed}
          value={filled.proposed}
          options={proposedIn(board).map((one) => ({ value: one.id, label: groupName(one, language) }))}
          onChange={(proposed) => fill({ proposed })}
        />
      );
    case 'raise-cap':
      return (
        <div className={styles.fields}>
          <GroupSelect {...props} />
          <NumberField
            label={t.more}
            max={SEATS_MAX}
            value={filled.more}
            onChange={(more) => fill({ more })}
          />
        </div>
      );
    case 'move-group':
      return <Moved {...props} />;
    case 'accept-intakes':
      return (
        <div className={styles.fields}>
          <NumberField
            label={t.count}
            max={INTAKES_MAX}
            value={filled.count}
            onChange={(count) => fill({ count })}
          />
          <Select
            label={t.person}
            hint={t.personHint}
            value={filled.person}
            options={peopleIn(board).map(({ person, code, minutes }) => ({
              value: person,
              label: t.personLine(code, hours(minutes, language)),
            }))}
            onChange={(person) => fill({ person })}
          />
        </div>
      );
  }
}

/** Why a template has nothing to choose from, if so. */
function emptyWords({ board, filled }: Props, t: { noneProposed: string; noneRoom: string; nobody: string }) {
  const { template } = filled;
  if (template === 'open-group' && proposedIn(board).length === 0) return t.noneProposed;
  if (template === 'room-closed' && board.rooms.length === 0) return t.noneRoom;
  if (template === 'accept-intakes' && peopleIn(board).length === 0) return t.nobody;
  return undefined;
}

const siteName = (board: PlanBoard, site: string | null): string =>
  board.sites.find(({ id }) => id === site)?.name ?? '';

function StaffSelect({ board, filled, fill, label }: Props & { readonly label: string }) {
  return (
    <Select
      label={label}
      value={filled.staff}
      options={workingStaff(board).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(staff) => fill({ staff })}
    />
  );
}

function When({ filled, fill }: Props) {
  const t = useWords(formWords);
  return (
    <div className={styles.whole}>
      <DayPicker
        legend={t.when}
        allWeek
        value={filled.when}
        name="what-if-when"
        onChange={(when) => fill({ when })}
      />
    </div>
  );
}

function GroupSelect({ board, filled, fill }: Props) {
  const t = useWords(formWords);
  const language = useLanguage();
  return (
    <Select
      label={t.group}
      value={filled.session}
      options={meeting(board).map((one) => ({
        value: one.id,
        label: t.taken(groupName(one, language), one.taken, one.max),
      }))}
      onChange={(session) => fill({ session })}
    />
  );
}

const EARLIER = '-30';
const LATER = '30';

function Moved(props: Props) {
  const t = useWords(formWords);
  const language = useLanguage();
  const { board, filled, fill } = props;
  const group = board.sessions.find(({ id }) => id === filled.session);
  const times = (by: number) => (group ? timeRange(group.start + by, group.end + by, language) : '');
  return (
    <div className={styles.fields}>
      <GroupSelect {...props} />
      <RadioCards
        legend={t.move}
        value={filled.by}
        choices={[
          { value: EARLIER, label: t.earlier(times(-30)) },
          { value: LATER, label: t.later(times(30)) },
        ]}
        onChange={(by) => fill({ by })}
      />
    </div>
  );
}

const STARTS = Array.from({ length: 28 }, (_, nth) => 7 * 60 + nth * 30);

function NewGroup(props: Props) {
  const t = useWords(formWords);
  const language = useLanguage();
  const { board, filled, fill } = props;
  const kinds = kindsOf(board);
  const likeIt = (id: string) => {
    const kind = kinds.find((one) => one.id === id);
    if (kind === undefined) return;
    fill({
      like: id,
      site: kind.siteId ?? VIDEO,
      room: kind.roomId ?? '',
      staff: kind.staffIds[0] ?? filled.staff,
      seats: String(kind.max),
    });
  };
  const length = (() => {
    const like = board.sessions.find(({ id }) => id === filled.like);
    return like === undefined ? 0 : like.end - like.start;
  })();
  const roomsThere = board.rooms.filter(({ site }) => site === filled.site);
  return (
    <div className={styles.fields}>
      <Select
        label={t.like}
        value={filled.like}
        options={kinds.map(({ id, label, start, end }) => ({
          value: id,
          label: `${label[language]} · ${hours(end - start, language)} h`,
        }))}
        onChange={likeIt}
      />
      <StaffSelect {...props} label={t.leads} />
      <div className={styles.whole}>
        <DayPicker legend={t.day} value={filled.day} name="what-if-day" onChange={(day) => fill({ day })} />
      </div>
      <Select
        label={t.start}
        value={filled.startMinute}
        options={STARTS.map((minute) => ({
          value: String(minute),
          label: timeRange(minute, minute + length, language),
        }))}
        onChange={(startMinute) => fill({ startMinute })}
      />
      <NumberField
        label={t.seats}
        max={SEATS_MAX}
        value={filled.seats}
        onChange={(seats) => fill({ seats })}
      />
      <Select
        label={t.where}
        value={filled.site}
        options={[
          ...board.sites.map(({ id, name }) => ({ value: id, label: name })),
          { value: VIDEO, label: t.video },
        ]}
        onChange={(site) => fill({ site, room: board.rooms.find((room) => room.site === site)?.id ?? '' })}
      />
      {filled.site !== VIDEO && (
        <Select
          label={t.room}
          value={filled.room}
          options={[
            ...roomsThere.map(({ id, name }) => ({ value: id, label: name })),
            { value: '', label: t.noRoom },
          ]}
          onChange={(room) => fill({ room })}
        />
      )}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly max: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function NumberField({ label, max, value, onChange }: NumberFieldProps) {
  const t = useWords(formWords);
  const isWrong = wholeNumber(value, max) === undefined;
  return (
    <TextField
      label={label}
      inputMode="numeric"
      maxLength={3}
      value={value}
      error={isWrong ? t.number(1, max) : undefined}
      onChange={onChange}
    />
  );
}
