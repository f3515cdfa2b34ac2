import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DrugTestShown, DrugTestsShown } from '../../../treat/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Card,
  Dialog,
  dateWords,
  ErrorSummary,
  Icon,
  Pill,
  RadioCards,
  Select,
  TextArea,
  TextField,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import styles from './Medicine.module.css';
import { todayHere } from './medicine.ts';

const w = words(
  {
    title: 'Drug tests',
    none: 'No test was ordered yet. A test is one answer among others, never the only one.',
    order: 'Order a test…',
    kind: { presumptive: 'First test', definitive: 'Confirming test' },
    specimen: { urine: 'urine', 'oral-fluid': 'saliva', breath: 'breath', blood: 'blood', hair: 'hair' },
    state: { ordered: 'Ordered', collected: 'Collected', resulted: 'Result', withdrawn: 'Taken back' },
    reason: {
      admission: 'at admission',
      planned: 'planned',
      random: 'by chance',
      clinical: 'because of something seen or told',
      'asked-for': 'the person asked for it',
      confirms: 'to confirm',
    },
    result: { 'not-detected': 'negative', detected: 'positive', invalid: 'could not be read' },
    reading: {
      expected: 'expected: prescribed',
      'not-expected': 'not explained by a prescription',
      'expected-not-detected': 'prescribed, and not found',
      plain: '',
    },
    notOn: (list: string) => `Not on this panel: ${list}. That is not a negative.`,
    allNegative: (list: string) => `Negative: ${list}`,
    follow: {
      none: '',
      needed: 'Talk with the person, and confirm in a laboratory before anything follows.',
      ordered: 'A confirming test is ordered. Nothing follows before its result.',
      done: 'Confirmed by another test.',
    },
    confirm: 'Order a confirming test…',
    collect: 'Note the collection…',
    enter: 'Enter the result…',
    back: 'Take back…',
    collectTitle: 'When was it collected?',
    on: 'On which day',
    save: 'Save',
    saved: 'Saved.',
    orderTitle: 'Order a drug test',
    panel: 'Which panel',
    what: 'What is collected',
    why: 'Reason',
    words: 'In words',
    wordsHint: 'What you saw or were told, without judging.',
    resultTitle: 'What the test says',
    comment: 'The laboratory’s comment',
    commentHint: 'For example the ratio of norbuprenorphine to buprenorphine.',
    backTitle: 'Take this test back?',
    backReason: 'Reason',
    withdrawn: (reason: string) => `Taken back: ${reason}`,
    by: (name: string, date: string) => `ordered by ${name}, ${date}`,
  },
  {
    title: 'Pruebas de drogas',
    none: 'Aún no se ordenó ninguna. Una prueba es una respuesta entre otras, nunca la única.',
    order: 'Ordenar una prueba…',
    kind: { presumptive: 'Primera prueba', definitive: 'Prueba que confirma' },
    specimen: { urine: 'orina', 'oral-fluid': 'saliva', breath: 'aliento', blood: 'sangre', hair: 'cabello' },
    state: { ordered: 'Ordenada', collected: 'Recogida', resulted: 'Resultado', withdrawn: 'Retirada' },
    reason: {
      admission: 'al ingreso',
      planned: 'planeada',
      random: 'al azar',
      clinical: 'por algo visto o dicho',
      'asked-for': 'la persona la pidió',
      confirms: 'para confirmar',
    },
    result: { 'not-detected': 'negativo', detected: 'positivo', invalid: 'no se pudo leer' },
    reading: {
      expected: 'esperado: recetado',
      'not-expected': 'ninguna receta lo explica',
      'expected-not-detected': 'recetado, y no se encontró',
      plain: '',
    },
    notOn: (list) => `No está en este panel: ${list}. Eso no es un negativo.`,
    allNegative: (list) => `Negativo: ${list}`,
    follow: {
      none: '',
      needed: 'Hable con la persona y confirme en un laboratorio antes de que siga algo.',
      ordered: 'Se ordenó una prueba que confirma. Nada sigue antes de su resultado.',
      done: 'Confirmada por otra prueba.',
    },
    confirm: 'Ordenar una prueba que confirma…',
    collect: 'Anotar la recogida…',
    enter: 'Anotar el resultado…',
    back: 'Retirar…',
    collectTitle: '¿Cuándo se recogió?',
    on: 'Qué día',
    save: 'Guardar',
    saved: 'Guardado.',
    orderTitle: 'Ordenar una prueba de drogas',
    panel: 'Qué panel',
    what: 'Qué se recoge',
    why: 'Razón',
    words: 'En palabras',
    wordsHint: 'Lo que vio o le dijeron, sin juzgar.',
    resultTitle: 'Lo que dice la prueba',
    comment: 'El comentario del laboratorio',
    commentHint: 'Por ejemplo la razón de norbuprenorfina a buprenorfina.',
    backTitle: '¿Retirar esta prueba?',
    backReason: 'Razón',
    withdrawn: (reason) => `Retirada: ${reason}`,
    by: (name, date) => `la ordenó ${name}, ${date}`,
  },
);

type Result = 'not-detected' | 'detected' | 'invalid';
type Reason = DrugTestShown['reason'];

function useTestCommand(person: string, onDone: () => void) {
  const t = useWords(w);
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  return useMutation({
    mutationFn: ({ path, body, version }: { path: string; body: object; version?: number }) =>
      api.post<DrugTestsShown>(`/api/people/${person}/drug-tests${path}`, body, {
        key,
        ...(version === undefined ? {} : { ifMatch: String(version) }),
      }),
    onSuccess: (answer) => {
      client.setQueryData(['person', person, 'drug-tests'], answer);
      void client.invalidateQueries({ queryKey: ['person', person, 'medication'] });
      setKey(newKey());
      toast({ text: t.saved });
      onDone();
    },
    onError: () => setKey(newKey()),
  });
}

type Opened =
  | { readonly what: 'order' }
  | { readonly what: 'confirm' | 'collect' | 'result' | 'back'; readonly test: DrugTestShown };

/** Drug tests in words that judge nobody: what was looked for, what a prescription explains, what is confirmed first. */
export function TestsCard({ person, mayOrder }: { readonly person: string; readonly mayOrder: boolean }) {
  const t = useWords(w);
  const [opened, setOpened] = useState<Opened>();
  const reading = useQuery({
    queryKey: ['person', person, 'drug-tests'],
    queryFn: () => api.get<DrugTestsShown>(`/api/people/${person}/drug-tests`),
  });
  const shown = reading.data;
  const close = () => setOpened(undefined);
  if (reading.error instanceof Problem && reading.error.status === 404) return null;
  return (
    <Card
      title={t.title}
      icon="search"
      aside={
        mayOrder && (
          <Button compact onClick={() => setOpened({ what: 'order' })}>
            {t.order}
          </Button>
        )
      }
    >
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      {shown?.tests.length === 0 && <p className="muted">{t.none}</p>}
      {shown?.tests.map((test) => (
        <One key={test.id} test={test} shown={shown} mayOrder={mayOrder} onOpen={setOpened} />
      ))}
      {shown && (opened?.what === 'order' || opened?.what === 'confirm') && (
        <OrderTest
          shown={shown}
          confirms={opened.what === 'confirm' ? opened.test : undefined}
          onClose={close}
        />
      )}
      {opened?.what === 'collect' && <Collect person={person} test={opened.test} onClose={close} />}
      {shown && opened?.what === 'result' && <EnterResult shown={shown} test={opened.test} onClose={close} />}
      {opened?.what === 'back' && <TakeBack person={person} test={opened.test} onClose={close} />}
    </Card>
  );
}

function One({
  test,
  shown,
  mayOrder,
  onOpen,
}: {
  readonly test: DrugTestShown;
  readonly shown: DrugTestsShown;
  readonly mayOrder: boolean;
  readonly onOpen: (opened: Opened) => void;
}) {
  const t = useWords(w);
  const language = useLanguage();
  const named = (key: string) => shown.substances.find((one) => one.key === key)?.[language] ?? key;
  const on = test.collected?.on ?? test.ordered.at.slice(0, 10);
  const date = dateWords(on, language, { month: 'short', day: 'numeric' });
  const told = test.substances.filter(
    ({ result, reading }) => result !== 'not-detected' || reading !== 'plain',
  );
  const negative = test.substances.filter(
    ({ result, reading }) => result === 'not-detected' && reading === 'plain',
  );
  const button = (what: 'confirm' | 'collect' | 'result' | 'back', label: string) => (
    <Button compact look="text" aria-label={`${label} ${date}`} onClick={() => onOpen({ what, test })}>
      {label}
    </Button>
  );
  return (
    <div className={styles.line}>
      <p className="row wrap">
        <b>
          {t.kind[test.kind]}, {t.specimen[test.specimen]}, {date}
        </b>
        <Pill tone={test.state === 'resulted' ? 'info' : 'neutral'}>{t.state[test.state]}</Pill>
        <span className="sm muted">
          {t.reason[test.reason]}, {t.by(test.ordered.by, date)}
        </span>
      </p>
      {test.why !== '' && <p className="sm">{test.why}</p>}
      {told.length > 0 && (
        <ul>
          {told.map(({ substance, result, reading }) => (
            <li key={substance}>
              <b>{named(substance)}</b>: {t.result[result]}
              {reading !== 'plain' && ` (${t.reading[reading]})`}
            </li>
          ))}
        </ul>
      )}
      {negative.length > 0 && (
        <p className="sm">{t.allNegative(negative.map(({ substance }) => named(substance)).join(', '))}</p>
      )}
      {test.notOnPanel.length > 0 && (
        <p className="sm muted">{t.notOn(test.notOnPanel.map(named).join(', '))}</p>
      )}
      {test.comment !== '' && <p className="sm">{test.comment}</p>}
      {test.followUp !== 'none' && (
        <p className="row">
          <Icon name={test.followUp === 'done' ? 'check' : 'warning'} />
          <b>{t.follow[test.followUp]}</b>
        </p>
      )}
      {test.withdrawnReason !== null && <p className="sm muted">{t.withdrawn(test.withdrawnReason)}</p>}
      {mayOrder && test.state !== 'withdrawn' && (
        <p className="row wrap">
          {test.followUp === 'needed' && button('confirm', t.confirm)}
          {test.state === 'ordered' && button('collect', t.collect)}
          {test.state === 'collected' && button('result', t.enter)}
          {button('back', t.back)}
        </p>
      )}
    </div>
  );
}

interface OnTest {
  readonly person: string;
  readonly test: DrugTestShown;
  readonly onClose: () => void;
}

function OrderTest({
  shown,
  confirms,
  onClose,
}: {
  readonly shown: DrugTestsShown;
  readonly confirms: DrugTestShown | undefined;
  readonly onClose: () => void;
}) {
  const t = useWords(w);
  const language = useLanguage();
  const [panel, setPanel] = useState(confirms === undefined ? 'cup-fentanyl' : 'lab');
  const [specimen, setSpecimen] = useState<DrugTestShown['specimen']>('urine');
  const [reason, setReason] = useState<Reason>(confirms === undefined ? 'planned' : 'confirms');
  const [why, setWhy] = useState('');
  const saving = useTestCommand(shown.participant, onClose);
  const reasons = (Object.keys(t.reason) as Reason[]).filter((one) =>
    confirms === undefined ? one !== 'confirms' : one === 'confirms',
  );
  return (
    <Dialog
      title={t.orderTitle}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() =>
            saving.mutate({
              path: '',
              body: {
                kind: confirms === undefined && panel !== 'lab' ? 'presumptive' : 'definitive',
                specimen,
                panel: shown.panels.find(({ key }) => key === panel)?.substances ?? [],
                reason,
                why,
                confirms: confirms?.id ?? null,
              },
            })
          }
        >
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={{ '/why': 'test-why' }}
      />
      <Select
        label={t.panel}
        value={panel}
        onChange={setPanel}
        options={shown.panels
          .filter(({ key }) => confirms === undefined || key === 'lab')
          .map((one) => ({ value: one.key, label: one[language] }))}
      />
      <Select
        label={t.what}
        value={specimen}
        onChange={setSpecimen}
        options={Object.entries(t.specimen).map(([value, label]) => ({
          value: value as DrugTestShown['specimen'],
          label,
        }))}
      />
      <Select
        label={t.why}
        value={reason}
        onChange={setReason}
        options={reasons.map((value) => ({ value, label: t.reason[value] }))}
      />
      <TextArea
        id="test-why"
        label={t.words}
        hint={t.wordsHint}
        maxLength={2000}
        value={why}
        onChange={setWhy}
      />
    </Dialog>
  );
}

function Collect({ person, test, onClose }: OnTest) {
  const t = useWords(w);
  const [on, setOn] = useState(todayHere);
  const saving = useTestCommand(person, onClose);
  return (
    <Dialog
      title={t.collectTitle}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() => saving.mutate({ path: `/${test.id}/collect`, body: { on }, version: test.version })}
        >
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={{ '/on': 'collected-on' }}
      />
      <TextField id="collected-on" type="date" label={t.on} value={on} onChange={setOn} />
    </Dialog>
  );
}

function EnterResult({
  shown,
  test,
  onClose,
}: {
  readonly shown: DrugTestsShown;
  readonly test: DrugTestShown;
  readonly onClose: () => void;
}) {
  const t = useWords(w);
  const language = useLanguage();
  const [results, setResults] = useState<Readonly<Record<string, Result>>>({});
  const [comment, setComment] = useState('');
  const saving = useTestCommand(shown.participant, onClose);
  return (
    <Dialog
      title={t.resultTitle}
      onClose={onClose}
      shape="wide"
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() =>
            saving.mutate({
              path: `/${test.id}/result`,
              body: { results, comment },
              version: test.version,
            })
          }
        >
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={Object.fromEntries(test.panel.map((one) => [`/results/${one}`, `result-${one}`]))}
      />
      {test.panel.map((substance) => (
        <RadioCards
          key={substance}
          name={`result-${substance}`}
          legend={shown.substances.find(({ key }) => key === substance)?.[language] ?? substance}
          value={results[substance]}
          onChange={(result) => setResults({ ...results, [substance]: result })}
          choices={(['not-detected', 'detected', 'invalid'] as const).map((value) => ({
            value,
            label: t.result[value],
          }))}
        />
      ))}
      <TextArea
        label={t.comment}
        hint={t.commentHint}
        maxLength={2000}
        value={comment}
        onChange={setComment}
      />
    </Dialog>
  );
}

function TakeBack({ person, test, onClose }: OnTest) {
  const t = useWords(w);
  const [reason, setReason] = useState('');
  const saving = useTestCommand(person, onClose);
  return (
    <Dialog
      title={t.backTitle}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() =>
            saving.mutate({ path: `/${test.id}/withdraw`, body: { reason }, version: test.version })
          }
        >
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={{ '/reason': 'back-reason' }}
      />
      <TextArea id="back-reason" label={t.backReason} maxLength={2000} value={reason} onChange={setReason} />
    </Dialog>
  );
}
