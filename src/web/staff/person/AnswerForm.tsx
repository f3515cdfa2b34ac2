import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormShown } from '../../../fit/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Dialog,
  ErrorSummary,
  Select,
  TextField,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { measureWords, said } from '../measures-words.ts';

const w = words(
  {
    title: 'Enter what they answered',
    form: 'Form',
    choose: 'Choose…',
    blank: 'Not answered',
    how: 'How it was asked',
    modes: { interview: 'In person', phone: 'By phone' },
    on: 'On which day',
    save: 'Save these answers',
    saved: 'Saved.',
    alerted: 'Saved. A safety question was answered yes: an alert is open.',
  },
  {
    title: 'Anotar lo que contestó',
    form: 'Formulario',
    choose: 'Elija…',
    blank: 'Sin contestar',
    how: 'Cómo se preguntó',
    modes: { interview: 'En persona', phone: 'Por teléfono' },
    on: 'Qué día',
    save: 'Guardar estas respuestas',
    saved: 'Guardado.',
    alerted: 'Guardado. Contestó que sí a una pregunta de seguridad: hay una alerta.',
  },
);

interface Props {
  readonly participant: string;
  readonly instruments: readonly string[];
  readonly onClose: () => void;
}

/** A form asked in person or by phone, entered by whoever asked. */
export function AnswerForm({ participant, instruments, onClose }: Props) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const language = useLanguage();
  const client = useQueryClient();
  const [instrument, setInstrument] = useState('');
  const [mode, setMode] = useState<'interview' | 'phone'>('interview');
  const [on, setOn] = useState(() => new Intl.DateTimeFormat('en-CA').format(new Date()));
  const [answers, setAnswers] = useState<Readonly<Record<string, number | string>>>({});
  const [key, setKey] = useState(newKey);
  const form = useQuery({
    queryKey: ['form', instrument, language],
    queryFn: () => api.get<FormShown>(`/api/instruments/${instrument}/form?language=${language}`),
    enabled: instrument !== '',
  }).data;
  const saving = useMutation({
    mutationFn: () =>
      api.post<{ alert: string | null }>(
        `/api/people/${participant}/responses`,
        { instrument, mode, on, ...answersOf(form, answers) },
        { key },
      ),
    onSuccess: ({ alert }) => {
      toast({ text: alert === null ? t.saved : t.alerted });
      void client.invalidateQueries({ queryKey: ['person', participant] });
      void client.invalidateQueries({ queryKey: ['alerts'] });
      onClose();
    },
    onError: () => setKey(newKey()),
  });
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      shape="wide"
      actions={
        form && (
          <Button look="primary" busy={saving.isPending} onClick={() => saving.mutate()}>
            {t.save}
          </Button>
        )
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={Object.fromEntries([
          ['/on', 'answer-on'],
          ...(form?.questions ?? []).flatMap(({ index }) =>
            index === null ? [] : [[`/answers/${index}`, `answer-${index}`]],
          ),
        ])}
      />
      <Select
        label={t.form}
        value={instrument}
        onChange={(chosen) => {
          setInstrument(chosen);
          setAnswers({});
        }}
        options={[
          { value: '', label: t.choose },
          ...instruments.map((id) => ({ value: id, label: said(m.instrument, id) })),
        ]}
      />
      <Select
        label={t.how}
        value={mode}
        onChange={setMode}
        options={[
          { value: 'interview', label: t.modes.interview },
          { value: 'phone', label: t.modes.phone },
        ]}
      />
      <TextField id="answer-on" type="date" label={t.on} value={on} onChange={setOn} />
      {form?.questions.map((question, at) => {
        const name = question.fact ?? String(question.index);
        const value = answers[name];
        const label = `${at + 1}. ${question.words}`;
        return (
          <div key={name} lang={form.language}>
            {question.lead && form.questions[at - 1]?.lead !== question.lead && <p>{question.lead}</p>}
            {question.number ? (
              <TextField
                id={`answer-${name}`}
                label={label}
                inputMode="numeric"
                maxLength={4}
                value={value === undefined ? '' : String(value)}
                onChange={(text) => put(name, /^\d+$/.test(text) ? Number(text) : undefined)}
              />
            ) : (
              <Select
                id={`answer-${name}`}
                label={label}
                value={value === undefined ? '' : String(value)}
                onChange={(chosen) =>
                  put(name, question.options.find((option) => String(option.value) === chosen)?.value)
                }
                options={[
                  { value: '', label: t.blank },
                  ...question.options.map((option) => ({
                    value: String(option.value),
                    label:
                      option.words === String(option.value)
                        ? option.words
                        : `${option.value}: ${option.words}`,
                  })),
                ]}
              />
            )}
          </div>
        );
      })}
      {form && <p className="xs muted">{form.copyright}</p>}
    </Dialog>
  );

  function put(name: string, value: number | string | undefined) {
    const { [name]: _, ...rest } = answers;
    setAnswers(value === undefined ? rest : { ...rest, [name]: value });
  }
}

function answersOf(form: FormShown | undefined, given: Readonly<Record<string, number | string>>) {
  const questions = form?.questions ?? [];
  return {
    answers: questions.flatMap(({ index }) => (index === null ? [] : [given[String(index)] ?? null])),
    given: Object.fromEntries(
      questions.flatMap(({ fact }) =>
        fact === null || given[fact] === undefined ? [] : [[fact, given[fact]]],
      ),
    ),
  };
}
