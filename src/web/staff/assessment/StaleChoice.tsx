import { useState } from 'react';
import { Button, Card, RadioCards, useLanguage, useWords, words } from '../../design/index.ts';
import type { AssessmentShown, StaleShown } from './assessment.ts';
import type { Form } from './useDraft.ts';

const w = words(
  {
    title: 'Somebody else changed this meanwhile',
    body: 'Nothing is lost. Choose for each, then go on.',
    mine: 'Yours',
    theirs: 'Theirs',
    none: 'no answer',
    remarks: 'Remarks',
    go: 'Go on with these',
    parts: {
      age: 'Age',
      substances: 'Substances',
      conditions: 'Mental health',
      medications: 'Medication',
      home: 'Home',
      support: 'People behind them',
      needsPrivacy: 'Privacy',
      duties: 'Work, care, classes',
      earlierTreatment: 'Earlier treatment',
      wants: 'What the person wants',
    },
    entries: (count: number) => (count === 1 ? '1 entry' : `${count} entries`),
  },
  {
    title: 'Alguien más cambió esto mientras tanto',
    body: 'No se perdió nada. Elija en cada caso y siga.',
    mine: 'Lo suyo',
    theirs: 'Lo de la otra persona',
    none: 'sin respuesta',
    remarks: 'Observaciones',
    go: 'Seguir con esto',
    parts: {
      age: 'Edad',
      substances: 'Sustancias',
      conditions: 'Salud mental',
      medications: 'Medicación',
      home: 'Hogar',
      support: 'Quiénes la apoyan',
      needsPrivacy: 'Privacidad',
      duties: 'Trabajo, cuidado, clases',
      earlierTreatment: 'Tratamiento anterior',
      wants: 'Lo que la persona quiere',
    },
    entries: (count) => (count === 1 ? '1 entrada' : `${count} entradas`),
  },
);

type Whose = 'mine' | 'theirs';

interface Props {
  readonly newer: StaleShown;
  readonly mine: Form;
  readonly questions: AssessmentShown['questions'];
  readonly onSettle: (merged: Form, version: number) => void;
}

/** Two clinicians at once: both answers side by side, chosen one by one, nothing dropped unseen. */
export function StaleChoice({ newer, mine, questions, onSettle }: Props) {
  const t = useWords(w);
  const language = useLanguage();
  const [chosen, setChosen] = useState<Readonly<Record<string, Whose>>>({});
  const { differing } = newer;
  const labelOf = (pointer: string): string => {
    const [, kind, key = ''] = pointer.split('/');
    if (kind === 'inputs') return questions.find((one) => one.key === key)?.label[language] ?? key;
    const parts: Readonly<Record<string, string>> = t.parts;
    return kind === 'details' ? (parts[key] ?? key) : t.remarks;
  };
  const said = (pointer: string, of: Form): string => {
    const [, kind, key = ''] = pointer.split('/');
    if (kind === 'inputs') {
      const value = of.inputs[key];
      const option = questions.find((one) => one.key === key)?.options.find((each) => each.value === value);
      return option?.words[language] ?? (value === undefined ? t.none : String(value));
    }
    const value = kind === 'details' ? (of.details as Readonly<Record<string, unknown>>)[key] : of.remarks;
    if (Array.isArray(value)) return t.entries(value.length);
    return value === null || value === '' ? t.none : typeof value === 'object' ? t.entries(1) : String(value);
  };
  return (
    <Card title={t.title} tone="warn">
      <p role="alert">{t.body}</p>
      {differing.map((pointer) => (
        <RadioCards
          key={pointer}
          legend={labelOf(pointer)}
          value={chosen[pointer] ?? 'mine'}
          onChange={(whose: Whose) => setChosen({ ...chosen, [pointer]: whose })}
          choices={[
            { value: 'mine', label: t.mine, hint: said(pointer, mine) },
            { value: 'theirs', label: t.theirs, hint: said(pointer, newer) },
          ]}
        />
      ))}
      <p>
        <Button look="primary" onClick={() => onSettle(merge(newer, mine, differing, chosen), newer.version)}>
          {t.go}
        </Button>
      </p>
    </Card>
  );
}

function merge(
  newer: Form,
  mine: Form,
  differing: readonly string[],
  chosen: Readonly<Record<string, Whose>>,
): Form {
  const inputs = { ...mine.inputs };
  const details: Record<string, unknown> = { ...mine.details };
  const evidence: Record<string, unknown> = { ...mine.evidence };
  let { remarks } = mine;
  for (const pointer of differing) {
    if ((chosen[pointer] ?? 'mine') === 'mine') continue;
    const [, kind, key = ''] = pointer.split('/');
    if (kind === 'remarks') remarks = newer.remarks;
    else if (kind === 'details') details[key] = (newer.details as Readonly<Record<string, unknown>>)[key];
    else {
      const value = newer.inputs[key];
      if (value === undefined) delete inputs[key];
      else inputs[key] = value;
      const behind = (newer.evidence as Readonly<Record<string, unknown>>)[key];
      if (behind === undefined) delete evidence[key];
      else evidence[key] = behind;
    }
  }
  return { inputs, remarks, details: details as Form['details'], evidence: evidence as Form['evidence'] };
}
