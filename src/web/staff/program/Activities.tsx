import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActivitiesShown } from '../../../treat/index.ts';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Card,
  ErrorSummary,
  Pill,
  pluralEn,
  pluralEs,
  Select,
  TextArea,
  TextField,
  Tick,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import styles from './Program.module.css';

const w = words(
  {
    title: 'Activities',
    body: 'What each session counts as, and what a group note can name with a tap.',
    own: 'What this program offers',
    none: 'Nothing is described yet. A session that nobody described counts as clinical.',
    catalogue: 'The catalogue',
    confirm: 'Scope of practice, group limits and classes differ by state and payer: confirm them.',
    classes: {
      A: 'Clinical: counts',
      B: 'Support: counts up to a share of the week',
      C: 'Does not count',
    },
    short: { A: 'counts', B: 'counts in part', C: 'does not count' },
    topics: (n: number) => pluralEn(n, { one: '1 topic', other: `${n} topics` }),
    notOffered: 'not offered now',
    change: (name: string) => `Change: ${name}`,
    changeIt: 'Change',
    add: 'Describe an activity',
    key: 'Its short name, as sessions use it',
    keyHint: 'Small letters, digits and hyphens, such as peer-hour',
    like: 'In the catalogue it is',
    ownKind: 'None of these',
    en: 'Name in English',
    es: 'Name in Spanish',
    counts: 'It counts as',
    topicLines: 'Topics, one a line: English | Spanish',
    topicsWrong: (line: number) => `Line ${line} needs English and Spanish with | between them.`,
    begin: 'Begin with the topics of',
    fill: 'Use these topics',
    offered: 'The program offers it now',
    save: 'Save',
    close: 'Close',
    saved: 'Saved. What was counted before stays as it was counted.',
    minutes: (least: number, most: number) => (least === most ? `${least} min` : `${least}–${most} min`),
    people: (most: number) => `up to ${most} people`,
    by: (who: string, trained: boolean) => `Led by ${who}${trained ? ', trained for it' : ''}`,
    note: 'In its note',
    evidence: {
      required: 'required',
      core: 'core service',
      strongest: 'strongest evidence',
      strong: 'strong evidence',
      good: 'good evidence',
      moderate: 'moderate evidence',
      growing: 'growing evidence',
      limited: 'limited evidence',
      supportive: 'supportive',
      practice: 'field practice',
      monitoring: 'monitoring',
    },
  },
  {
    title: 'Actividades',
    body: 'Cómo cuenta cada sesión y qué puede nombrar con un toque una nota de grupo.',
    own: 'Lo que ofrece este programa',
    none: 'Aún no se ha descrito nada. Una sesión sin describir cuenta como clínica.',
    catalogue: 'El catálogo',
    confirm: 'Competencias, límites de grupo y clases cambian según estado y pagador: confírmelos.',
    classes: {
      A: 'Clínica: cuenta',
      B: 'Apoyo: cuenta hasta una parte de la semana',
      C: 'No cuenta',
    },
    short: { A: 'cuenta', B: 'cuenta en parte', C: 'no cuenta' },
    topics: (n) => pluralEs(n, { one: '1 tema', other: `${n} temas` }),
    notOffered: 'no se ofrece ahora',
    change: (name) => `Cambiar: ${name}`,
    changeIt: 'Cambiar',
    add: 'Describir una actividad',
    key: 'Su nombre corto, como lo usan las sesiones',
    keyHint: 'Minúsculas, cifras y guiones, como peer-hour',
    like: 'En el catálogo es',
    ownKind: 'Ninguna de estas',
    en: 'Nombre en inglés',
    es: 'Nombre en español',
    counts: 'Cuenta como',
    topicLines: 'Temas, uno por línea: inglés | español',
    topicsWrong: (line) => `La línea ${line} necesita inglés y español con | en medio.`,
    begin: 'Empezar con los temas de',
    fill: 'Usar estos temas',
    offered: 'El programa la ofrece ahora',
    save: 'Guardar',
    close: 'Cerrar',
    saved: 'Guardado. Lo que ya se contó queda como se contó.',
    minutes: (least, most) => (least === most ? `${least} min` : `${least}–${most} min`),
    people: (most) => `hasta ${most} personas`,
    by: (who, trained) => `Dirige ${who}${trained ? ', con formación para ello' : ''}`,
    note: 'En su nota',
    evidence: {
      required: 'obligatoria',
      core: 'servicio central',
      strongest: 'la evidencia más fuerte',
      strong: 'evidencia fuerte',
      good: 'buena evidencia',
      moderate: 'evidencia moderada',
      growing: 'evidencia creciente',
      limited: 'evidencia limitada',
      supportive: 'de apoyo',
      practice: 'práctica habitual',
      monitoring: 'seguimiento',
    },
  },
);

type Own = ActivitiesShown['own'][number];
type Topic = Own['topics'][number];
type Class = Own['class'];
const NEW: Own = {
  activity: '',
  catalogueId: null,
  label: { en: '', es: '' },
  class: 'A',
  topics: [],
  isOffered: true,
  version: 0,
};
const CLASSES: readonly Class[] = ['A', 'B', 'C'];

/** The catalogue of activities, and what of it this program offers, with its own names, classes and topics. */
export default function Activities({ mayChange }: { readonly mayChange: boolean }) {
  const t = useWords(w);
  const language = useLanguage();
  const [open, setOpen] = useState<string>();
  const reading = useQuery({
    queryKey: ['activities'],
    queryFn: () => api.get<ActivitiesShown>('/api/activities'),
  });
  const all = reading.data;
  return (
    <Card title={t.title} icon="book">
      <p className="muted">{t.body}</p>
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      {all !== undefined && (
        <>
          <h3>{t.own}</h3>
          {all.own.length === 0 && <p>{t.none}</p>}
          <ul className={styles.lines}>
            {all.own.map((own) => (
              <li key={own.activity}>
                <span>
                  {own.label[language]} <Pill>{t.short[own.class]}</Pill>{' '}
                  <span className="muted">
                    {[
                      ...(own.topics.length > 0 ? [t.topics(own.topics.length)] : []),
                      ...(own.isOffered ? [] : [t.notOffered]),
                    ].join(', ')}
                  </span>
                </span>
                {mayChange && open !== own.activity && (
                  <Button
                    compact
                    aria-label={t.change(own.label[language])}
                    onClick={() => setOpen(own.activity)}
                  >
                    {t.changeIt}
                  </Button>
                )}
                {open === own.activity && (
                  <Described key={own.version} all={all} own={own} onClose={() => setOpen(undefined)} />
                )}
              </li>
            ))}
          </ul>
          {mayChange && open === undefined && (
            <p>
              <Button compact onClick={() => setOpen('')}>
                {t.add}
              </Button>
            </p>
          )}
          {open === '' && <Described all={all} own={NEW} onClose={() => setOpen(undefined)} />}
          <Catalogue all={all} />
        </>
      )}
    </Card>
  );
}

function Catalogue({ all: { catalogue } }: { readonly all: ActivitiesShown }) {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <details className={styles.add}>
      <summary>{t.catalogue}</summary>
      <p className="muted">{t.confirm}</p>
      <ul className={styles.lines}>
        {catalogue.map((one) => (
          <li key={one.id}>
            <span>
              {one[language]} <Pill>{one.classes.map((each) => t.short[each]).join(' / ')}</Pill>
              <br />
              <span className="muted">
                {[
                  t.minutes(one.minutes[0], one.minutes[1]),
                  ...(one.people === null ? [] : [t.people(one.people.max)]),
                  t.evidence[one.evidence],
                  t.by(one.leads.join(', '), one.needsTraining),
                  ...(one.documents === null ? [] : [`${t.note}: ${one.documents[language]}`]),
                  ...(one.note === null ? [] : [one.note[language]]),
                ].join('. ')}
                .
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Described({
  all,
  own,
  onClose,
}: {
  readonly all: ActivitiesShown;
  readonly own: Own;
  readonly onClose: () => void;
}) {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const [said, setSaid] = useState(own);
  const [lines, setLines] = useState(() => linesOf(own.topics));
  const [sequence, setSequence] = useState(all.curricula[0]?.key ?? '');
  const { topics, wrongLine } = topicsIn(lines, own.topics, all.curricula);
  const saving = useMutation({
    mutationFn: () => {
      const { activity, version, ...body } = said;
      return api.put(`/api/activities/${activity.trim()}`, { ...body, topics }, { ifMatch: String(version) });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['activities'] });
      toast({ text: t.saved });
      onClose();
    },
  });
  const problem = saving.error instanceof Problem ? saving.error : null;
  const isGood =
    /^[a-z][a-z0-9-]{1,40}$/.test(said.activity.trim()) && wrongLine === 0 && said.label.en.trim() !== '';
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) saving.mutate();
      }}
    >
      <ErrorSummary problem={problem} />
      {own.version === 0 && (
        <TextField
          label={t.key}
          hint={t.keyHint}
          maxLength={41}
          value={said.activity}
          onChange={(activity) => setSaid({ ...said, activity })}
        />
      )}
      <Select
        label={t.like}
        value={said.catalogueId ?? ''}
        onChange={(id) => setSaid(likeOf(all, said, id))}
        options={[
          { value: '', label: t.ownKind },
          ...all.catalogue.map((one) => ({ value: one.id, label: one[language] })),
        ]}
      />
      <TextField
        label={t.en}
        maxLength={80}
        error={problem?.at('/label/en')}
        value={said.label.en}
        onChange={(en) => setSaid({ ...said, label: { ...said.label, en } })}
      />
      <TextField
        label={t.es}
        maxLength={80}
        error={problem?.at('/label/es')}
        value={said.label.es}
        onChange={(es) => setSaid({ ...said, label: { ...said.label, es } })}
      />
      <Select
        label={t.counts}
        value={said.class}
        onChange={(value: Class) => setSaid({ ...said, class: value })}
        options={CLASSES.map((value) => ({ value, label: t.classes[value] }))}
      />
      <TextArea
        label={t.topicLines}
        error={wrongLine > 0 ? t.topicsWrong(wrongLine) : undefined}
        value={lines}
        onChange={setLines}
      />
      <div className={styles.file}>
        <Select
          label={t.begin}
          value={sequence}
          onChange={setSequence}
          options={all.curricula.map((one) => ({ value: one.key, label: one[language] }))}
        />
        <Button
          compact
          type="button"
          onClick={() => setLines(linesOf(all.curricula.find(({ key }) => key === sequence)?.topics ?? []))}
        >
          {t.fill}
        </Button>
      </div>
      <Tick
        label={t.offered}
        checked={said.isOffered}
        onChange={(isOffered) => setSaid({ ...said, isOffered })}
      />
      <p>
        <Button compact type="submit" disabled={!isGood || saving.isPending}>
          {t.save}
        </Button>{' '}
        <Button compact look="text" onClick={onClose}>
          {t.close}
        </Button>
      </p>
    </form>
  );
}

/** Its names and class, where nothing else was said yet. */
function likeOf(all: ActivitiesShown, said: Own, id: string): Own {
  const of = all.catalogue.find((one) => one.id === id);
  if (of === undefined) return { ...said, catalogueId: null };
  return {
    ...said,
    catalogueId: of.id,
    class: of.classes[0] ?? said.class,
    label: said.label.en === '' && said.label.es === '' ? { en: of.en, es: of.es } : said.label,
  };
}

const linesOf = (topics: readonly Topic[]): string => topics.map(({ en, es }) => `${en} | ${es}`).join('\n');

/** A topic keeps its key while one of its names stays: notes that name it still find it. */
function topicsIn(
  lines: string,
  before: readonly Topic[],
  curricula: ActivitiesShown['curricula'],
): { readonly topics: readonly Topic[]; readonly wrongLine: number } {
  const known = [...before, ...curricula.flatMap((one) => one.topics)];
  const used = new Set<string>();
  const topics: Topic[] = [];
  for (const [nth, line] of lines.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [en = '', es = '', ...more] = line.split('|').map((part) => part.trim());
    if (en === '' || es === '' || more.length > 0) return { topics, wrongLine: nth + 1 };
    const same = known.find((one) => (one.en === en || one.es === es) && !used.has(one.key));
    const key = same?.key ?? freeKey(en, used);
    used.add(key);
    topics.push({ key, en, es });
  }
  return { topics, wrongLine: 0 };
}

function freeKey(words: string, used: ReadonlySet<string>): string {
  const plain = words
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 34);
  const base = plain.length < 2 ? 'topic' : plain;
  let key = base;
  for (let nth = 2; used.has(key); nth++) key = `${base}-${nth}`;
  return key;
}
