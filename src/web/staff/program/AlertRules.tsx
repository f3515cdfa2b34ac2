import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AlertRuleShown } from '../../../fit/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import { Button, Card, ErrorSummary, Select, TextField, Tick, useWords, words } from '../../design/index.ts';
import { measureWords, said } from '../measures-words.ts';
import { type Condition, seenAs, useConditionWords } from '../person/RulesCard.tsx';
import styles from './Program.module.css';

const w = words(
  {
    title: 'When the team is told, for everybody',
    safety: 'A yes to a safety question always opens an alert. No rule turns that off.',
    within: (hours: number) => `within ${hours} h`,
    add: 'Add a rule',
    what: 'What to watch',
    kinds: {
      score: 'A score',
      worse: 'Getting worse by more than chance',
      silent: 'No answer for some days',
      'missed-sessions': 'Sessions missed in a row',
    },
    form: 'Form',
    at: 'From which number on',
    hours: 'To be looked at within so many hours',
    addIt: 'Add',
  },
  {
    title: 'Cuándo se avisa al equipo, para todos',
    safety: 'Un sí a una pregunta de seguridad siempre abre una alerta. Ninguna regla lo apaga.',
    within: (hours) => `en ${hours} h`,
    add: 'Añadir una regla',
    what: 'Qué vigilar',
    kinds: {
      score: 'Un puntaje',
      worse: 'Que empeore más que por azar',
      silent: 'Días sin respuesta',
      'missed-sessions': 'Sesiones seguidas sin venir',
    },
    form: 'Formulario',
    at: 'Desde qué número',
    hours: 'Por mirar en tantas horas',
    addIt: 'Añadir',
  },
);

type Kind = 'score' | 'worse' | 'silent' | 'missed-sessions';
const FORMS = ['phq-9', 'gad-7', 'audit', 'dast-10', 'barc-10', 'pc-ptsd-5'];
const CHANGING = ['phq-9', 'gad-7'];

/** Rules for everybody: each on or off, and new ones. */
export default function AlertRules() {
  const t = useWords(w);
  const wordsOf = useConditionWords();
  const client = useQueryClient();
  const rules = useQuery({
    queryKey: ['alert-rules'],
    queryFn: () => api.get<{ rules: AlertRuleShown[] }>('/api/alert-rules'),
  });
  const changing = useMutation({
    mutationFn: async (change: {
      rule: AlertRuleShown | null;
      condition: Condition;
      dueHours: number;
      isOn: boolean;
    }) => {
      const { rule, ...body } = change;
      // A rule that came with the program is replaced by one of the program's own.
      if (rule === null || rule.setBy === null) await api.post('/api/alert-rules', body, { key: newKey() });
      else await api.put(`/api/alert-rules/${rule.id}`, body, { ifMatch: String(rule.version) });
    },
    onMutate: ({ rule, isOn }) => {
      if (rule !== null) seenAs(client, ['alert-rules'], rule.id, isOn);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['alert-rules'] }),
  });
  return (
    <Card title={t.title} icon="bell">
      <p className="muted">{t.safety}</p>
      <ErrorSummary problem={changing.error instanceof Problem ? changing.error : null} />
      {rules.data?.rules.map((rule) => (
        <Tick
          key={rule.id}
          label={`${wordsOf(rule.condition)}, ${t.within(rule.dueHours)}`}
          checked={rule.isOn}
          onChange={(isOn) =>
            changing.mutate({ rule, condition: rule.condition, dueHours: rule.dueHours, isOn })
          }
        />
      ))}
      <AddRule
        onAdd={(condition, dueHours) => changing.mutate({ rule: null, condition, dueHours, isOn: true })}
      />
    </Card>
  );
}

function AddRule({ onAdd }: { readonly onAdd: (condition: Condition, dueHours: number) => void }) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const [kind, setKind] = useState<Kind>('score');
  const [instrument, setInstrument] = useState('phq-9');
  const [at, setAt] = useState('15');
  const [hoursText, setHours] = useState('24');
  const forms = kind === 'worse' ? CHANGING : FORMS;
  const [number, dueHours] = [Number(at), Number(hoursText)];
  const isGood = /^\d{1,3}$/.test(at) && /^\d{1,3}$/.test(hoursText) && dueHours >= 1;
  const condition = (): Condition => {
    switch (kind) {
      case 'score':
        return { kind, instrument, at: number };
      case 'worse':
        return { kind, instrument: forms.includes(instrument) ? instrument : 'phq-9' };
      case 'silent':
        return { kind, days: number };
      case 'missed-sessions':
        return { kind, inRow: number };
    }
  };
  return (
    <details className={styles.add}>
      <summary>{t.add}</summary>
      <Select
        label={t.what}
        value={kind}
        onChange={setKind}
        options={Object.entries(t.kinds).map(([value, label]) => ({ value: value as Kind, label }))}
      />
      {(kind === 'score' || kind === 'worse') && (
        <Select
          label={t.form}
          value={forms.includes(instrument) ? instrument : 'phq-9'}
          onChange={setInstrument}
          options={forms.map((value) => ({ value, label: said(m.instrument, value) }))}
        />
      )}
      {kind !== 'worse' && (
        <TextField label={t.at} inputMode="numeric" maxLength={3} value={at} onChange={setAt} />
      )}
      <TextField label={t.hours} inputMode="numeric" maxLength={3} value={hoursText} onChange={setHours} />
      <p>
        <Button compact disabled={!isGood} onClick={() => onAdd(condition(), dueHours)}>
          {t.addIt}
        </Button>
      </p>
    </details>
  );
}
