import type { TreatmentPlanShown } from '../../../../treat/index.ts';
import { newKey } from '../../../api.ts';
import {
  Button,
  Card,
  Select,
  TextArea,
  TextField,
  Tick,
  toast,
  useWords,
  words,
} from '../../../design/index.ts';
import { activityWords } from '../../../goals/activities.ts';
import styles from './Plan.module.css';
import type { Content, Goal } from './usePlan.ts';
import { EVERY, planWords } from './words.ts';

const w = words(
  {
    title: 'Goals, in their words',
    add: 'Add a goal',
    nth: (n: number) => `Goal ${n}`,
    words: 'In the person’s own words',
    next: 'Next step',
    about: 'What it is about',
    aboutNone: 'Put a problem on the list first.',
    seen: 'How you will both see it',
    seenWords: 'What is counted, and how much of it',
    seenOn: 'By',
    seenAdd: 'Add a way to see it',
    help: 'What is done for it',
    activity: 'Activity',
    times: 'Times',
    every: 'How often',
    helpAdd: 'Add an activity',
    remove: 'Leave out',
    removeOf: (what: string) => `Leave out: ${what}`,
    removed: 'Left out. It stays in the record.',
    own: 'They added on their phone',
    take: 'Take it into the plan',
    unnamed: 'no words yet',
  },
  {
    title: 'Metas, con sus palabras',
    add: 'Agregar una meta',
    nth: (n) => `Meta ${n}`,
    words: 'Con las palabras de la persona',
    next: 'Próximo paso',
    about: 'De qué trata',
    aboutNone: 'Primero ponga un problema en la lista.',
    seen: 'Cómo lo verán los dos',
    seenWords: 'Qué se cuenta y cuánto',
    seenOn: 'Para el',
    seenAdd: 'Agregar cómo se verá',
    help: 'Lo que se hace',
    activity: 'Actividad',
    times: 'Veces',
    every: 'Cada cuánto',
    helpAdd: 'Agregar una actividad',
    remove: 'Quitar',
    removeOf: (what) => `Quitar: ${what}`,
    removed: 'Quitado. Sigue en el expediente.',
    own: 'Lo agregó en su teléfono',
    take: 'Llevarla al plan',
    unnamed: 'aún sin palabras',
  },
);

interface Props {
  readonly content: Content;
  readonly shown: TreatmentPlanShown;
  readonly onChange: (changes: (before: Content) => Content) => void;
}

const newGoal = (id = newKey(), said = ''): Goal => ({
  id,
  words: said,
  nextStep: '',
  problems: [],
  objectives: [{ id: newKey(), words: '', targetOn: null, isArchived: false }],
  interventions: [],
  isArchived: false,
});

/** The goals of the draft, and those the person added themself. */
export function Goals({ content, shown, onChange }: Props) {
  const t = useWords(w);
  const edit = (id: string, change: (before: Goal) => Goal) =>
    onChange((before) => ({
      ...before,
      goals: before.goals.map((one) => (one.id === id ? change(one) : one)),
    }));
  const add = (goal: Goal) => onChange((before) => ({ ...before, goals: [...before.goals, goal] }));
  const own = shown.goals.filter(
    ({ goal }) => shown.notTakenUp.includes(goal) && !content.goals.some(({ id }) => id === goal),
  );
  return (
    <Card title={t.title} icon="flag">
      {own.map(({ goal, words: said }) => (
        <div key={goal} className="row wrap">
          <span>
            {t.own}: <b>“{said}”</b>
          </span>
          <Button
            compact
            icon="plus"
            aria-label={`${t.take}: ${said}`}
            onClick={() => add(newGoal(goal, said))}
          >
            {t.take}
          </Button>
        </div>
      ))}
      {content.goals
        .filter(({ isArchived }) => !isArchived)
        .map((goal, at) => (
          <OneGoal
            key={goal.id}
            goal={goal}
            content={content}
            legend={t.nth(at + 1)}
            onEdit={(change) => edit(goal.id, change)}
            onRemove={() => {
              edit(goal.id, (before) => ({ ...before, isArchived: true }));
              toast({
                text: t.removed,
                undo: () => edit(goal.id, (before) => ({ ...before, isArchived: false })),
              });
            }}
          />
        ))}
      <p>
        <Button compact icon="plus" onClick={() => add(newGoal())}>
          {t.add}
        </Button>
      </p>
    </Card>
  );
}

interface OneProps {
  readonly goal: Goal;
  readonly content: Content;
  readonly legend: string;
  readonly onEdit: (change: (before: Goal) => Goal) => void;
  readonly onRemove: () => void;
}

function OneGoal({ goal, content, legend, onEdit, onRemove }: OneProps) {
  const t = useWords(w);
  const listed = content.problems.filter(({ isArchived }) => !isArchived);
  return (
    <fieldset className={styles.inner} id={`goal-${goal.id}`}>
      <legend>{legend}</legend>
      <TextArea
        label={t.words}
        rows={2}
        maxLength={1000}
        value={goal.words}
        onChange={(typed) => onEdit((before) => ({ ...before, words: typed }))}
      />
      <fieldset className={styles.links}>
        <legend>{t.about}</legend>
        {listed.length === 0 && <p className="sm muted">{t.aboutNone}</p>}
        {listed.map(({ id, words: said }) => (
          <Tick
            key={id}
            label={said || t.unnamed}
            checked={goal.problems.includes(id)}
            onChange={(isOn) =>
              onEdit((before) => ({
                ...before,
                problems: isOn ? [...before.problems, id] : before.problems.filter((one) => one !== id),
              }))
            }
          />
        ))}
      </fieldset>
      <TextField
        label={t.next}
        maxLength={1000}
        value={goal.nextStep}
        onChange={(typed) => onEdit((before) => ({ ...before, nextStep: typed }))}
      />
      <Objectives goal={goal} onEdit={onEdit} />
      <Interventions goal={goal} onEdit={onEdit} />
      <p>
        <Button look="text" compact aria-label={t.removeOf(goal.words || legend)} onClick={onRemove}>
          {t.remove}
        </Button>
      </p>
    </fieldset>
  );
}

type PartProps = Pick<OneProps, 'goal' | 'onEdit'>;

function Objectives({ goal, onEdit }: PartProps) {
  const t = useWords(w);
  const edit = (id: string, change: Partial<Goal['objectives'][number]>) =>
    onEdit((before) => ({
      ...before,
      objectives: before.objectives.map((one) => (one.id === id ? { ...one, ...change } : one)),
    }));
  return (
    <>
      <h3>{t.seen}</h3>
      {goal.objectives
        .filter(({ isArchived }) => !isArchived)
        .map((one) => (
          <div key={one.id} className={styles.fields}>
            <TextField
              label={t.seenWords}
              maxLength={1000}
              value={one.words}
              onChange={(typed) => edit(one.id, { words: typed })}
            />
            <TextField
              label={t.seenOn}
              type="date"
              value={one.targetOn ?? ''}
              onChange={(on) => edit(one.id, { targetOn: on === '' ? null : on })}
            />
            <Button
              look="text"
              compact
              aria-label={t.removeOf(one.words)}
              onClick={() => {
                edit(one.id, { isArchived: true });
                toast({ text: t.removed, undo: () => edit(one.id, { isArchived: false }) });
              }}
            >
              {t.remove}
            </Button>
          </div>
        ))}
      <p>
        <Button
          compact
          icon="plus"
          onClick={() =>
            onEdit((before) => ({
              ...before,
              objectives: [
                ...before.objectives,
                { id: newKey(), words: '', targetOn: null, isArchived: false },
              ],
            }))
          }
        >
          {t.seenAdd}
        </Button>
      </p>
    </>
  );
}

function Interventions({ goal, onEdit }: PartProps) {
  const t = useWords(w);
  const p = useWords(planWords);
  const names: Readonly<Record<string, string>> = useWords(activityWords);
  const edit = (id: string, change: Partial<Goal['interventions'][number]>) =>
    onEdit((before) => ({
      ...before,
      interventions: before.interventions.map((one) => (one.id === id ? { ...one, ...change } : one)),
    }));
  return (
    <>
      <h3>{t.help}</h3>
      {goal.interventions
        .filter(({ isArchived }) => !isArchived)
        .map((one) => (
          <div key={one.id} className={styles.fields}>
            <Select
              label={t.activity}
              value={one.activity}
              onChange={(activity) => edit(one.id, { activity })}
              options={Object.entries(names).map(([id, name]) => ({ value: id, label: `${id} ${name}` }))}
            />
            <Select
              label={t.times}
              value={String(one.times)}
              onChange={(times) => edit(one.id, { times: Number(times) })}
              options={Array.from({ length: 14 }, (_, at) => ({
                value: String(at + 1),
                label: String(at + 1),
              }))}
            />
            <Select
              label={t.every}
              value={one.every}
              onChange={(every) => edit(one.id, { every })}
              options={EVERY.map((every) => ({ value: every, label: p.every[every] }))}
            />
            <Button
              look="text"
              compact
              aria-label={t.removeOf(names[one.activity] ?? one.activity)}
              onClick={() => {
                edit(one.id, { isArchived: true });
                toast({ text: t.removed, undo: () => edit(one.id, { isArchived: false }) });
              }}
            >
              {t.remove}
            </Button>
          </div>
        ))}
      <p>
        <Button
          compact
          icon="plus"
          onClick={() =>
            onEdit((before) => ({
              ...before,
              interventions: [
                ...before.interventions,
                { id: newKey(), activity: 'A03', times: 1, every: 'week', words: '', isArchived: false },
              ],
            }))
          }
        >
          {t.helpAdd}
        </Button>
      </p>
    </>
  );
}
