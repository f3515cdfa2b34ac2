import { useState } from 'react';
import type { EntryShown } from '../../../treat/index.ts';
import { Problem } from '../../api.ts';
import {
  Button,
  Dialog,
  ErrorSummary,
  Select,
  TextArea,
  TextField,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { todayHere, useCommand, useMedicineName, useMedicines } from './medicine.ts';
import { CODES_OF, medicineWords } from './words.ts';

const w = words(
  {
    choose: 'Choose…',
    optional: 'can stay empty',
    on: 'On which day',
    note: 'Note',
    save: 'Save',
    saved: 'Saved.',
    given: 'Dose given here',
    status: 'What happened',
    statuses: { given: 'Given', held: 'Held', missed: 'Missed' },
    site: 'Where it was injected',
    lot: 'Lot number',
    supply: 'Dispensed',
    days: 'For how many days',
    ends: 'No longer taken',
    how: 'How it ended',
    hows: {
      completed: 'It was to end then',
      tapered: 'After a taper',
      'at-once': 'At once',
      unknown: 'Not known',
      'entered-in-error': 'It was entered in error',
    },
    entry: 'Something others prescribe',
    medicine: 'Medicine',
    other: 'Another medicine',
    name: 'Its name',
    route: 'How it is taken',
    dose: 'Dose, as the person says it',
    prescriber: 'Who prescribes it',
    since: 'Since',
    finding: 'Note something the rules look at',
    kind: 'What kind',
    what: 'What',
    value: 'Value',
    without: 'Days without before (opioids)',
    until: 'Until',
    expires: 'Expires on',
    said: 'In words',
  },
  {
    choose: 'Elija…',
    optional: 'puede quedar vacío',
    on: 'Qué día',
    note: 'Nota',
    save: 'Guardar',
    saved: 'Guardado.',
    given: 'Dosis dada aquí',
    status: 'Qué pasó',
    statuses: { given: 'Dada', held: 'Aplazada', missed: 'No se dio' },
    site: 'Dónde se inyectó',
    lot: 'Número de lote',
    supply: 'Surtida',
    days: 'Para cuántos días',
    ends: 'Ya no se toma',
    how: 'Cómo terminó',
    hows: {
      completed: 'Debía terminar entonces',
      tapered: 'Tras bajar poco a poco',
      'at-once': 'De golpe',
      unknown: 'No se sabe',
      'entered-in-error': 'Se anotó por error',
    },
    entry: 'Algo que recetan otros',
    medicine: 'Medicina',
    other: 'Otra medicina',
    name: 'Su nombre',
    route: 'Cómo se toma',
    dose: 'Dosis, como la dice la persona',
    prescriber: 'Quién la receta',
    since: 'Desde',
    finding: 'Anotar algo que miran las reglas',
    kind: 'Qué tipo',
    what: 'Qué',
    value: 'Valor',
    without: 'Días sin consumo antes (opioides)',
    until: 'Hasta',
    expires: 'Vence el',
    said: 'En palabras',
  },
);

interface Props {
  readonly person: string;
  readonly onClose: () => void;
}

const number = (text: string): number | null =>
  /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null;

/** A dose given, held or missed here; for an injection, where and from which lot. */
export function GivenDialog({ person, line, onClose }: Props & { readonly line: EntryShown }) {
  const t = useWords(w);
  const m = useWords(medicineWords);
  const nameOf = useMedicineName();
  const sites = useMedicines().data?.medicines.find(({ key }) => key === line.medicine)?.sites ?? null;
  const [status, setStatus] = useState<'given' | 'held' | 'missed'>('given');
  const [on, setOn] = useState(todayHere);
  const [site, setSite] = useState('');
  const [lot, setLot] = useState('');
  const [note, setNote] = useState('');
  const saving = useCommand(person, { said: t.saved, after: onClose });
  const isInjected = sites !== null && status === 'given';
  return (
    <Dialog
      title={`${t.given}: ${nameOf(line.medicine, line.name)}`}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() =>
            saving.mutate({
              path: `/${line.id}/given`,
              body: { status, on, site: isInjected && site !== '' ? site : null, lot, note },
            })
          }
        >
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={{ '/site': 'given-site', '/on': 'given-on' }}
      />
      <Select
        label={t.status}
        value={status}
        onChange={setStatus}
        options={(['given', 'held', 'missed'] as const).map((value) => ({ value, label: t.statuses[value] }))}
      />
      <TextField id="given-on" type="date" label={t.on} value={on} onChange={setOn} />
      {isInjected && (
        <Select
          id="given-site"
          label={t.site}
          value={site}
          onChange={setSite}
          options={[
            { value: '', label: t.choose },
            ...sites.map((value) => ({ value, label: m.site[value] })),
          ]}
        />
      )}
      {status === 'given' && (
        <TextField label={t.lot} optional={t.optional} maxLength={80} value={lot} onChange={setLot} />
      )}
      <TextArea label={t.note} maxLength={2000} value={note} onChange={setNote} />
    </Dialog>
  );
}

/** For how many days something was dispensed: the next refill is counted from it. */
export function SupplyDialog({ person, line, onClose }: Props & { readonly line: EntryShown }) {
  const t = useWords(w);
  const nameOf = useMedicineName();
  const [on, setOn] = useState(todayHere);
  const [days, setDays] = useState('30');
  const saving = useCommand(person, { said: t.saved, after: onClose });
  return (
    <Dialog
      title={`${t.supply}: ${nameOf(line.medicine, line.name)}`}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() => saving.mutate({ path: `/${line.id}/supply`, body: { on, days: number(days) } })}
        >
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={{ '/on': 'supply-on', '/days': 'supply-days' }}
      />
      <TextField id="supply-on" type="date" label={t.on} value={on} onChange={setOn} />
      <TextField
        id="supply-days"
        label={t.days}
        inputMode="numeric"
        maxLength={3}
        value={days}
        onChange={setDays}
      />
    </Dialog>
  );
}

type How = 'completed' | 'tapered' | 'at-once' | 'unknown' | 'entered-in-error';

/** Something others prescribe is no longer taken. */
export function EndDialog({ person, line, onClose }: Props & { readonly line: EntryShown }) {
  const t = useWords(w);
  const nameOf = useMedicineName();
  const [on, setOn] = useState(todayHere);
  const [how, setHow] = useState<How>(line.prescribed === 'here' ? 'entered-in-error' : 'unknown');
  const [note, setNote] = useState('');
  const saving = useCommand(person, { said: t.saved, after: onClose });
  return (
    <Dialog
      title={`${t.ends}: ${nameOf(line.medicine, line.name)}`}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() => saving.mutate({ path: `/${line.id}/end`, body: { on, how, note } })}
        >
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={{ '/on': 'end-on' }}
      />
      <Select
        label={t.how}
        value={how}
        onChange={setHow}
        options={Object.entries(t.hows).map(([value, label]) => ({ value: value as How, label }))}
      />
      <TextField id="end-on" type="date" label={t.on} value={on} onChange={setOn} />
      <TextArea label={t.note} maxLength={2000} value={note} onChange={setNote} />
    </Dialog>
  );
}

/** Something that others prescribe, or that needs no prescription. */
export function EntryDialog({ person, onClose }: Props) {
  const t = useWords(w);
  const m = useWords(medicineWords);
  const language = useLanguage();
  const medicines = useMedicines().data?.medicines ?? [];
  const [medicine, setMedicine] = useState('');
  const [name, setName] = useState('');
  const [route, setRoute] = useState<EntryShown['route']>('oral');
  const [dose, setDose] = useState('');
  const [prescriber, setPrescriber] = useState('');
  const [since, setSince] = useState('');
  const saving = useCommand(person, { said: t.saved, after: onClose });
  return (
    <Dialog
      title={t.entry}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() =>
            saving.mutate({
              path: '',
              body: { medicine, name, route, dose, prescriber, since: since === '' ? null : since },
            })
          }
        >
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={{
          '/medicine': 'entry-medicine',
          '/name': 'entry-name',
          '/dose': 'entry-dose',
          '/since': 'entry-since',
        }}
      />
      <Select
        id="entry-medicine"
        label={t.medicine}
        value={medicine}
        onChange={setMedicine}
        options={[
          { value: '', label: t.choose },
          ...medicines
            .map((one) => ({ value: one.key, label: one[language] }))
            .toSorted((a, b) => a.label.localeCompare(b.label, language)),
          { value: 'other', label: t.other },
        ]}
      />
      {medicine === 'other' && (
        <TextField id="entry-name" label={t.name} maxLength={120} value={name} onChange={setName} />
      )}
      <Select
        label={t.route}
        value={route}
        onChange={setRoute}
        options={Object.entries(m.route).map(([value, label]) => ({
          value: value as EntryShown['route'],
          label,
        }))}
      />
      <TextField id="entry-dose" label={t.dose} maxLength={300} value={dose} onChange={setDose} />
      <TextField
        label={t.prescriber}
        optional={t.optional}
        maxLength={200}
        value={prescriber}
        onChange={setPrescriber}
      />
      <TextField
        id="entry-since"
        type="date"
        label={t.since}
        optional={t.optional}
        value={since}
        onChange={setSince}
      />
    </Dialog>
  );
}

type Kind = 'allergy' | keyof typeof CODES_OF;

/** An allergy, a condition, a value, use, a check: what the rules look at. */
export function FindingDialog({ person, onClose }: Props) {
  const t = useWords(w);
  const m = useWords(medicineWords);
  const language = useLanguage();
  const medicines = useMedicines().data?.medicines ?? [];
  const [kind, setKind] = useState<Kind>('condition');
  const [code, setCode] = useState('');
  const [value, setValue] = useState('');
  const [on, setOn] = useState(todayHere);
  const [until, setUntil] = useState('');
  const [said, setSaid] = useState('');
  const saving = useCommand(person, { said: t.saved, after: onClose });
  const hasValue = kind === 'lab' || (kind === 'use' && code === 'opioid');
  const codes: readonly { readonly value: string; readonly label: string }[] =
    kind === 'allergy'
      ? [
          { value: 'other', label: m.code.other },
          ...medicines.map((one) => ({ value: one.key, label: one[language] })),
        ]
      : CODES_OF[kind].map((one) => ({ value: one, label: m.code[one] }));
  return (
    <Dialog
      title={t.finding}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() =>
            saving.mutate({
              path: '/findings',
              body: {
                kind,
                code,
                value: hasValue ? number(value) : null,
                on,
                until: until === '' ? null : until,
                words: said,
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
        fields={{
          '/code': 'finding-code',
          '/value': 'finding-value',
          '/on': 'finding-on',
          '/until': 'finding-until',
          '/words': 'finding-words',
        }}
      />
      <Select
        label={t.kind}
        value={kind}
        onChange={(next) => {
          setKind(next);
          setCode('');
        }}
        options={Object.entries(m.kind).map(([each, label]) => ({ value: each as Kind, label }))}
      />
      <Select
        id="finding-code"
        label={t.what}
        value={code}
        onChange={setCode}
        options={[{ value: '', label: t.choose }, ...codes]}
      />
      {hasValue && (
        <TextField
          id="finding-value"
          label={kind === 'use' ? t.without : t.value}
          optional={kind === 'use' ? t.optional : undefined}
          inputMode="decimal"
          maxLength={8}
          value={value}
          onChange={setValue}
        />
      )}
      <TextField id="finding-on" type="date" label={t.on} value={on} onChange={setOn} />
      {(kind === 'condition' || kind === 'naloxone') && (
        <TextField
          id="finding-until"
          type="date"
          label={kind === 'naloxone' ? t.expires : t.until}
          optional={t.optional}
          value={until}
          onChange={setUntil}
        />
      )}
      <TextField
        id="finding-words"
        label={t.said}
        optional={t.optional}
        maxLength={500}
        value={said}
        onChange={setSaid}
      />
    </Dialog>
  );
}
