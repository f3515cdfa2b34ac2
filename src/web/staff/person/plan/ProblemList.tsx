import { useState } from 'react';
import { newKey } from '../../../api.ts';
import { Button, Select, TextField, toast, useWords, words } from '../../../design/index.ts';
import styles from './Plan.module.css';
import type { Content, Problems } from './usePlan.ts';
import { AREAS, KINDS, planWords, STATES } from './words.ts';

const w = words(
  {
    title: 'One problem list, for both conditions',
    add: 'Add a problem',
    words: 'In plain words',
    kind: 'What kind',
    area: 'Area',
    code: 'ICD-10-CM',
    optional: 'if diagnosed',
    state: 'State',
    review: 'Look at it again on',
    remove: 'Take off the list',
    removeOf: (problem: string) => `Take off the list: ${problem}`,
    removed: 'Taken off the list. It stays in the record.',
    nth: (n: number) => `Problem ${n}`,
  },
  {
    title: 'Una sola lista de problemas, para las dos condiciones',
    add: 'Agregar un problema',
    words: 'En palabras sencillas',
    kind: 'De qué tipo',
    area: 'Área',
    code: 'CIE-10-CM',
    optional: 'si hay diagnóstico',
    state: 'Estado',
    review: 'Revisarlo el',
    remove: 'Quitar de la lista',
    removeOf: (problem) => `Quitar de la lista: ${problem}`,
    removed: 'Quitado de la lista. Sigue en el expediente.',
    nth: (n) => `Problema ${n}`,
  },
);

interface Props {
  readonly content: Content;
  readonly onChange: (changes: (before: Content) => Content) => void;
}

/** What gets in the way: substance use, mental health, health and life in one list. */
export function ProblemList({ content, onChange }: Props) {
  const t = useWords(w);
  const edit = (id: string, change: Partial<Problems>) =>
    onChange((before) => ({
      ...before,
      problems: before.problems.map((one) => (one.id === id ? { ...one, ...change } : one)),
    }));
  return (
    <>
      <h3>{t.title}</h3>
      {content.problems
        .filter(({ isArchived }) => !isArchived)
        .map((problem, at) => (
          <OneProblem
            key={problem.id}
            problem={problem}
            legend={t.nth(at + 1)}
            onEdit={(change) => edit(problem.id, change)}
            onRemove={() => {
              edit(problem.id, { isArchived: true });
              toast({ text: t.removed, undo: () => edit(problem.id, { isArchived: false }) });
            }}
          />
        ))}
      <p>
        <Button
          compact
          icon="plus"
          onClick={() => onChange((before) => ({ ...before, problems: [...before.problems, newProblem()] }))}
        >
          {t.add}
        </Button>
      </p>
    </>
  );
}

const newProblem = (): Problems => ({
  id: newKey(),
  kind: 'substance',
  area: 'use',
  words: '',
  icd10: null,
  status: 'active',
  reviewOn: null,
  isArchived: false,
});

/** The area a kind is mostly about; the clinician may choose another. */
const AREA_OF = { substance: 'use', 'mental-health': 'mind', medical: 'health', life: 'home' } as const;

function OneProblem(props: {
  readonly problem: Problems;
  readonly legend: string;
  readonly onEdit: (change: Partial<Problems>) => void;
  readonly onRemove: () => void;
}) {
  const t = useWords(w);
  const p = useWords(planWords);
  const { problem, legend, onEdit, onRemove } = props;
  return (
    <fieldset className={styles.inner} id={`problem-${problem.id}`}>
      <legend>{legend}</legend>
      <TextField
        label={t.words}
        maxLength={1000}
        value={problem.words}
        onChange={(typed) => onEdit({ words: typed })}
      />
      <div className={styles.fields}>
        <Select
          label={t.kind}
          value={problem.kind}
          onChange={(kind) => onEdit({ kind, area: AREA_OF[kind] })}
          options={KINDS.map((kind) => ({ value: kind, label: p.kind[kind] }))}
        />
        <Select
          label={t.area}
          value={problem.area}
          onChange={(area) => onEdit({ area })}
          options={AREAS.map((area) => ({ value: area, label: p.area[area] }))}
        />
        <CodeField code={problem.icd10} onCode={(icd10) => onEdit({ icd10 })} />
        <Select
          label={t.state}
          value={problem.status}
          onChange={(status) => onEdit({ status })}
          options={STATES.map((state) => ({ value: state, label: p.state[state] }))}
        />
        {problem.status === 'provisional' && (
          <TextField
            label={t.review}
            type="date"
            value={problem.reviewOn ?? ''}
            onChange={(on) => onEdit({ reviewOn: on === '' ? null : on })}
          />
        )}
      </div>
      <p>
        <Button look="text" compact aria-label={t.removeOf(problem.words)} onClick={onRemove}>
          {t.remove}
        </Button>
      </p>
    </fieldset>
  );
}

const CODE = /^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$/;

/** A code is kept once it is whole; until then it is only typed. */
function CodeField({
  code,
  onCode,
}: {
  readonly code: string | null;
  readonly onCode: (code: string | null) => void;
}) {
  const t = useWords(w);
  const [typed, setTyped] = useState(code ?? '');
  return (
    <TextField
      label={t.code}
      optional={t.optional}
      maxLength={8}
      autoCapitalize="characters"
      value={typed}
      onChange={(text) => {
        const upper = text.toUpperCase().trim();
        setTyped(upper);
        if (upper === '') onCode(null);
        else if (CODE.test(upper)) onCode(upper);
      }}
    />
  );
}
