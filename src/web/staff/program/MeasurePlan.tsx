import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanShown } from '../../../fit/index.ts';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  ErrorSummary,
  Pill,
  Select,
  TextField,
  Tick,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { measureWords, said } from '../measures-words.ts';
import styles from './Program.module.css';

const w = words(
  {
    title: 'What is asked when',
    shipped: 'This plan comes with the program.',
    own: (name: string, date: string) => `Set by ${name} on ${date}.`,
    form: 'Form',
    levels: 'At which levels',
    when: 'When',
    kinds: {
      admission: 'At admission',
      every: 'Every so many days',
      event: 'After two sessions missed in a row',
      discharge: 'After discharge',
    },
    every: (days: number) => `every ${days} days`,
    while: (at: number) => `while the score is ${at} or more, or a safety question was yes`,
    discharge: (days: string) => `${days} days after discharge`,
    remove: (line: string) => `Remove: ${line}`,
    removeIt: 'Remove',
    add: 'Add a line',
    days: 'Days',
    addIt: 'Add',
    save: 'Set this plan',
    undo: 'Undo my changes',
    saved: 'Set. Check-ins follow it from now on.',
    inPerson: 'in person',
    noWords: 'words not loaded',
  },
  {
    title: 'Qué se pregunta y cuándo',
    shipped: 'Este plan viene con el programa.',
    own: (name, date) => `Lo fijó ${name} el ${date}.`,
    form: 'Formulario',
    levels: 'En qué niveles',
    when: 'Cuándo',
    kinds: {
      admission: 'Al ingreso',
      every: 'Cada tantos días',
      event: 'Tras faltar a dos sesiones seguidas',
      discharge: 'Después del alta',
    },
    every: (days) => `cada ${days} días`,
    while: (at) => `mientras el puntaje sea ${at} o más, o haya un sí de seguridad`,
    discharge: (days) => `${days} días después del alta`,
    remove: (line) => `Quitar: ${line}`,
    removeIt: 'Quitar',
    add: 'Añadir una línea',
    days: 'Días',
    addIt: 'Añadir',
    save: 'Fijar este plan',
    undo: 'Deshacer mis cambios',
    saved: 'Fijado. Desde ahora se pregunta así.',
    inPerson: 'en persona',
    noWords: 'palabras sin cargar',
  },
);

type Item = PlanShown['items'][number];
type Kind = Item['when']['kind'];
const LEVELS = ['OP', 'IOP', 'PHP'] as const;
const FOLLOW_UPS = [0, 30, 90, 180];

/** The plan of measures, a line each; changed lines count once they are set. */
export default function MeasurePlan({ mayChange }: { readonly mayChange: boolean }) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const language = useLanguage();
  const client = useQueryClient();
  const reading = useQuery({
    queryKey: ['measure-plan'],
    queryFn: () => api.get<PlanShown>('/api/measures/plan'),
  });
  const [changed, setChanged] = useState<readonly Item[]>();
  const plan = reading.data;
  const saving = useMutation({
    mutationFn: (items: readonly Item[]) => api.put<PlanShown>('/api/measures/plan', { items }),
    onSuccess: (answer) => {
      client.setQueryData(['measure-plan'], answer);
      setChanged(undefined);
      toast({ text: t.saved });
    },
  });
  if (plan === undefined) return null;
  const items = changed ?? plan.items;
  const lineOf = ({ instrument, levels, when }: Item): string =>
    `${said(m.instrument, instrument)}, ${levels.join(', ')}: ${whenOf(when)}`;
  return (
    <Card title={t.title} icon="clock">
      <p className="muted">
        {plan.setBy && plan.setAt
          ? t.own(plan.setBy, dateWords(plan.setAt.slice(0, 10), language))
          : t.shipped}
      </p>
      <ErrorSummary problem={saving.error instanceof Problem ? saving.error : null} />
      <ul className={styles.lines}>
        {items.map((item, at) => {
          const known = plan.instruments.find(({ instrument }) => instrument === item.instrument);
          return (
            <li key={`${lineOf(item)} ${JSON.stringify(item.when)}`}>
              <span>
                <b>{said(m.instrument, item.instrument)}</b> {item.levels.join(', ')}: {whenOf(item.when)}{' '}
                {known && !known.canBeSent && (
                  <Pill tone={known.needsWords ? 'warn' : 'neutral'}>
                    {known.needsWords ? t.noWords : t.inPerson}
                  </Pill>
                )}
              </span>
              {mayChange && (
                <Button
                  look="text"
                  compact
                  aria-label={t.remove(lineOf(item))}
                  onClick={() => setChanged(items.toSpliced(at, 1))}
                >
                  {t.removeIt}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {mayChange && <AddLine instruments={plan.instruments} onAdd={(item) => setChanged([...items, item])} />}
      {changed && (
        <p className="row wrap">
          <Button
            look="primary"
            busy={saving.isPending}
            disabled={changed.length === 0}
            onClick={() => saving.mutate(changed)}
          >
            {t.save}
          </Button>
          <Button look="text" icon="undo" onClick={() => setChanged(undefined)}>
            {t.undo}
          </Button>
        </p>
      )}
    </Card>
  );

  function whenOf(when: Item['when']): string {
    switch (when.kind) {
      case 'admission':
      case 'event':
        return t.kinds[when.kind].toLowerCase();
      case 'every': {
        const every = t.every(when.days);
        return when.whileAt === null || when.whileAt === undefined
          ? every
          : `${every}, ${t.while(when.whileAt)}`;
      }
      case 'discharge':
        return t.discharge(when.afterDays.join(', '));
    }
  }
}

function AddLine(props: {
  readonly instruments: PlanShown['instruments'];
  readonly onAdd: (item: Item) => void;
}) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const [instrument, setInstrument] = useState(props.instruments[0]?.instrument ?? '');
  const [levels, setLevels] = useState<readonly (typeof LEVELS)[number][]>(['IOP', 'PHP']);
  const [kind, setKind] = useState<Kind>('every');
  const [days, setDays] = useState('14');
  const isGood = levels.length > 0 && (kind !== 'every' || (/^\d{1,3}$/.test(days) && Number(days) >= 7));
  const add = () => {
    const when: Item['when'] =
      kind === 'every'
        ? { kind, days: Number(days), whileAt: null, whileSafety: false }
        : kind === 'event'
          ? { kind, event: 'missed-sessions', workingDays: 2 }
          : kind === 'discharge'
            ? { kind, afterDays: FOLLOW_UPS }
            : { kind };
    props.onAdd({ instrument, levels: [...levels], when });
  };
  return (
    <details className={styles.add}>
      <summary>{t.add}</summary>
      <Select
        label={t.form}
        value={instrument}
        onChange={setInstrument}
        options={props.instruments.map((one) => ({
          value: one.instrument,
          label: said(m.instrument, one.instrument),
        }))}
      />
      <fieldset className={styles.ticks}>
        <legend>{t.levels}</legend>
        {LEVELS.map((level) => (
          <Tick
            key={level}
            label={level}
            checked={levels.includes(level)}
            onChange={(isOn) =>
              setLevels(LEVELS.filter((each) => (each === level ? isOn : levels.includes(each))))
            }
          />
        ))}
      </fieldset>
      <Select
        label={t.when}
        value={kind}
        onChange={setKind}
        options={Object.entries(t.kinds).map(([value, label]) => ({ value: value as Kind, label }))}
      />
      {kind === 'every' && (
        <TextField label={t.days} inputMode="numeric" maxLength={3} value={days} onChange={setDays} />
      )}
      <p>
        <Button compact disabled={!isGood} onClick={add}>
          {t.addIt}
        </Button>
      </p>
    </details>
  );
}
