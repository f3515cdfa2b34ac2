import type { Details, Duty, DutyHours } from '../../../../fit/index.ts';
import { Button, Select, TextField, Tick, useLanguage, useWords, words } from '../../../design/index.ts';
import styles from '../Assessment.module.css';
import { ListCard } from './ListCard.tsx';

const w = words(
  {
    title: 'Work, care, classes',
    add: 'Add a duty',
    none: 'None noted yet. The week is built around these.',
    kind: 'What it is',
    kinds: {
      work: 'Work',
      children: 'Children',
      'elder-care': 'Care for an elder',
      classes: 'Classes',
      other: 'Something else',
    },
    what: 'In a few words',
    fixed: 'It cannot be moved',
    hours: (n: number) => `Hours ${n}`,
    days: 'Days',
    from: 'From',
    to: 'To',
    overnight: 'Ends the next day.',
    addHours: 'Add hours',
    removeHours: 'Remove these hours',
  },
  {
    title: 'Trabajo, cuidado, clases',
    add: 'Añadir una obligación',
    none: 'Ninguna anotada todavía. La semana se arma alrededor de ellas.',
    kind: 'Qué es',
    kinds: {
      work: 'Trabajo',
      children: 'Hijos',
      'elder-care': 'Cuidado de una persona mayor',
      classes: 'Clases',
      other: 'Otra cosa',
    },
    what: 'En pocas palabras',
    fixed: 'No se puede mover',
    hours: (n) => `Horario ${n}`,
    days: 'Días',
    from: 'Desde',
    to: 'Hasta',
    overnight: 'Termina al día siguiente.',
    addHours: 'Añadir horario',
    removeHours: 'Quitar este horario',
  },
);

const NINE_TO_FIVE: DutyHours = { days: [1, 2, 3, 4, 5], start: 540, end: 1020 };
const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minuteOf = (clock: string): number | undefined => {
  const match = /^(\d\d):(\d\d)$/.exec(clock);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
};

interface Props {
  readonly details: Details;
  readonly isFixed: boolean;
  readonly onChange: (part: Partial<Details>) => void;
}

/** What the week must leave room for, with its days and hours. */
export function Duties({ details, isFixed, onChange }: Props) {
  const t = useWords(w);
  return (
    <ListCard
      title={t.title}
      add={t.add}
      none={t.none}
      items={details.duties}
      isFixed={isFixed}
      make={(): Duty => ({ kind: 'work', what: '', hours: [NINE_TO_FIVE], isFixed: true })}
      nameOf={({ kind, what }) => what || t.kinds[kind]}
      onChange={(duties) => onChange({ duties })}
    >
      {(duty, change) => (
        <>
          <div className={styles.fields}>
            <Select
              label={t.kind}
              value={duty.kind}
              onChange={(kind) => change({ kind })}
              options={Object.entries(t.kinds).map(([value, label]) => ({
                value: value as Duty['kind'],
                label,
              }))}
            />
            <TextField
              label={t.what}
              maxLength={200}
              value={duty.what}
              onChange={(what) => change({ what })}
            />
          </div>
          {duty.hours.map((hours, at) => (
            <Hours
              // biome-ignore lint/suspicious/noArrayIndexKey: hours have no id and keep their order.
              key={at}
              title={t.hours(at + 1)}
              hours={hours}
              isFixed={isFixed}
              onChange={(next) => change({ hours: duty.hours.with(at, next) })}
              onRemove={() => change({ hours: duty.hours.toSpliced(at, 1) })}
            />
          ))}
          <Tick label={t.fixed} checked={duty.isFixed} onChange={(fixed) => change({ isFixed: fixed })} />
          {!isFixed && duty.hours.length < 20 && (
            <p>
              <Button look="text" compact onClick={() => change({ hours: [...duty.hours, NINE_TO_FIVE] })}>
                {t.addHours}
              </Button>
            </p>
          )}
        </>
      )}
    </ListCard>
  );
}

function Hours(props: {
  readonly title: string;
  readonly hours: DutyHours;
  readonly isFixed: boolean;
  readonly onChange: (hours: DutyHours) => void;
  readonly onRemove: () => void;
}) {
  const { title, hours, isFixed, onChange, onRemove } = props;
  const t = useWords(w);
  const language = useLanguage();
  const names = Array.from({ length: 7 }, (_, day) =>
    new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
      Date.UTC(2026, 0, 5 + day),
    ),
  );
  const time = (which: 'start' | 'end', clock: string) => {
    const minute = minuteOf(clock);
    if (minute !== undefined) onChange({ ...hours, [which]: minute });
  };
  return (
    <div className={styles.sides}>
      <fieldset className={styles.days} aria-label={`${title}: ${t.days}`}>
        {names.map((name, index) => (
          <Tick
            key={name}
            label={name}
            checked={hours.days.includes(index + 1)}
            onChange={(isOn) => {
              const days = isOn
                ? [...hours.days, index + 1].sort((one, other) => one - other)
                : hours.days.filter((day) => day !== index + 1);
              // Hours on no day are no hours: the last one stays.
              if (days.length > 0) onChange({ ...hours, days });
            }}
          />
        ))}
      </fieldset>
      <div className={styles.fields}>
        <TextField
          label={`${t.from} (${title})`}
          type="time"
          value={clockOf(hours.start)}
          onChange={(clock) => time('start', clock)}
        />
        <TextField
          label={`${t.to} (${title})`}
          type="time"
          hint={hours.end <= hours.start ? t.overnight : undefined}
          value={clockOf(hours.end)}
          onChange={(clock) => time('end', clock)}
        />
      </div>
      {!isFixed && (
        <p>
          <Button look="text" compact aria-label={`${t.removeHours}: ${title}`} onClick={onRemove}>
            {t.removeHours}
          </Button>
        </p>
      )}
    </div>
  );
}
