import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntryShown, OrderChecked } from '../../../treat/index.ts';
import { api, Problem } from '../../api.ts';
import {
  Button,
  CheckboxCards,
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
import { Warning } from './Warnings.tsx';
import { medicineWords } from './words.ts';

const w = words(
  {
    title: {
      start: 'Draft an order',
      change: 'Draft a changed order',
      stop: 'Draft an order that ends it',
    },
    medicine: 'Medicine',
    choose: 'Choose…',
    other: 'Another medicine',
    name: 'Its name',
    classes: 'What it is like (the rules go by this)',
    route: 'How it is taken',
    dose: 'Dose',
    directions: 'Directions',
    from: 'From',
    ends: 'How it ends',
    endings: { completed: 'It was to end now', tapered: 'After a taper', 'at-once': 'At once' },
    supply: 'Days of supply',
    refills: 'Refills',
    reason: 'Reason',
    optional: 'can stay empty',
    rules: 'What the rules say',
    none: 'No rule speaks against this. That is no approval.',
    call: 'To sign this, the prescriber writes why it is right for this person.',
    save: 'Keep as a draft',
    said: 'Drafted. A prescriber signs it.',
  },
  {
    title: {
      start: 'Redactar una orden',
      change: 'Redactar una orden con cambios',
      stop: 'Redactar una orden que la termina',
    },
    medicine: 'Medicina',
    choose: 'Elija…',
    other: 'Otra medicina',
    name: 'Su nombre',
    classes: 'Cómo es (por esto se guían las reglas)',
    route: 'Cómo se toma',
    dose: 'Dosis',
    directions: 'Indicaciones',
    from: 'Desde',
    ends: 'Cómo termina',
    endings: { completed: 'Debía terminar ahora', tapered: 'Tras bajar poco a poco', 'at-once': 'De golpe' },
    supply: 'Días de surtido',
    refills: 'Resurtidos',
    reason: 'Razón',
    optional: 'puede quedar vacío',
    rules: 'Lo que dicen las reglas',
    none: 'Ninguna regla habla en contra. Eso no es una aprobación.',
    call: 'Para firmarla, quien receta escribe por qué conviene a esta persona.',
    save: 'Guardar como borrador',
    said: 'Redactada. La firma quien receta.',
  },
);

type Kind = 'start' | 'change' | 'stop';
type Ending = 'completed' | 'tapered' | 'at-once';

interface Props {
  readonly person: string;
  readonly kind: Kind;
  /** What is changed or ended. */
  readonly line?: EntryShown | undefined;
  readonly onClose: () => void;
}

/** An order while it is written: the rules speak as soon as the medicine is chosen. */
export function OrderDialog({ person, kind, line, onClose }: Props) {
  const t = useWords(w);
  const m = useWords(medicineWords);
  const language = useLanguage();
  const nameOf = useMedicineName();
  const medicines = useMedicines().data?.medicines ?? [];
  const [medicine, setMedicine] = useState(line?.medicine ?? '');
  const [name, setName] = useState(line?.name ?? '');
  const [classes, setClasses] = useState<readonly string[]>(line?.classes ?? []);
  const [route, setRoute] = useState<EntryShown['route']>(line?.route ?? 'oral');
  const [dose, setDose] = useState('');
  const [directions, setDirections] = useState('');
  const [startsOn, setStartsOn] = useState(todayHere);
  const [endsHow, setEndsHow] = useState<Ending>('tapered');
  const [supplyDays, setSupplyDays] = useState('');
  const [refills, setRefills] = useState('');
  const [reason, setReason] = useState('');
  const asked = {
    kind,
    medicine,
    name,
    classes: medicine === 'other' ? classes : [],
    route,
    entry: line?.id ?? null,
    startsOn,
    endsHow: kind === 'stop' ? endsHow : null,
  };
  const checked = useQuery({
    queryKey: ['order-check', person, asked],
    queryFn: () => api.post<OrderChecked>(`/api/people/${person}/medication/orders/check`, asked),
    enabled: medicine !== '' && /^\d{4}-\d\d-\d\d$/.test(startsOn),
    staleTime: 0,
    gcTime: 0,
  });
  const saving = useCommand(person, { said: t.said, after: onClose });
  const choose = (key: string) => {
    setMedicine(key);
    const [first] = medicines.find((one) => one.key === key)?.routes ?? [];
    if (first !== undefined) setRoute(first);
  };
  const number = (text: string) => (/^\d+$/.test(text) ? Number(text) : null);
  return (
    <Dialog
      title={line ? `${t.title[kind]}: ${nameOf(line.medicine, line.name)}` : t.title[kind]}
      onClose={onClose}
      shape="wide"
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() =>
            saving.mutate({
              path: '/orders',
              body: {
                ...asked,
                dose,
                directions,
                reason,
                supplyDays: number(supplyDays),
                refills: number(refills),
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
          '/medicine': 'order-medicine',
          '/name': 'order-name',
          '/dose': 'order-dose',
          '/directions': 'order-directions',
          '/startsOn': 'order-from',
          '/reason': 'order-reason',
        }}
      />
      {line === undefined && (
        <Select
          id="order-medicine"
          label={t.medicine}
          value={medicine}
          onChange={choose}
          options={[
            { value: '', label: t.choose },
            ...medicines
              .map((one) => ({ value: one.key, label: one[language] }))
              .toSorted((a, b) => a.label.localeCompare(b.label, language)),
            { value: 'other', label: t.other },
          ]}
        />
      )}
      {line === undefined && medicine === 'other' && (
        <>
          <TextField id="order-name" label={t.name} maxLength={120} value={name} onChange={setName} />
          <CheckboxCards
            legend={t.classes}
            values={classes}
            onChange={setClasses}
            choices={Object.entries(m.classes).map(([value, label]) => ({ value, label }))}
          />
        </>
      )}
      {kind !== 'stop' && (
        <>
          <Select
            label={t.route}
            value={route}
            onChange={setRoute}
            options={Object.entries(m.route).map(([value, label]) => ({
              value: value as EntryShown['route'],
              label,
            }))}
          />
          <TextField id="order-dose" label={t.dose} maxLength={300} value={dose} onChange={setDose} />
          <TextField
            id="order-directions"
            label={t.directions}
            maxLength={2000}
            value={directions}
            onChange={setDirections}
          />
        </>
      )}
      {kind === 'stop' && (
        <Select
          label={t.ends}
          value={endsHow}
          onChange={setEndsHow}
          options={Object.entries(t.endings).map(([value, label]) => ({ value: value as Ending, label }))}
        />
      )}
      <TextField id="order-from" type="date" label={t.from} value={startsOn} onChange={setStartsOn} />
      <section aria-label={t.rules} aria-live="polite" className="stack-tight">
        {checked.data && (
          <>
            <h3>{t.rules}</h3>
            {checked.data.warnings.length === 0 && <p className="muted">{t.none}</p>}
            {checked.data.warnings.map((warning) => (
              <Warning key={warning.rule} warning={warning} />
            ))}
            {checked.data.needsReason && <p>{t.call}</p>}
          </>
        )}
      </section>
      {kind !== 'stop' && (
        <>
          <TextField
            label={t.supply}
            optional={t.optional}
            inputMode="numeric"
            maxLength={3}
            value={supplyDays}
            onChange={setSupplyDays}
          />
          <TextField
            label={t.refills}
            optional={t.optional}
            inputMode="numeric"
            maxLength={2}
            value={refills}
            onChange={setRefills}
          />
        </>
      )}
      <TextArea id="order-reason" label={t.reason} maxLength={2000} value={reason} onChange={setReason} />
    </Dialog>
  );
}
