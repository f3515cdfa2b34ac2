import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonMoneyShown } from '../../../treat/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Dialog,
  ErrorSummary,
  Select,
  TextArea,
  TextField,
  toast,
  useWords,
  words,
} from '../../design/index.ts';
import { usePayers } from './CoverageForm.tsx';
import styles from './Money.module.css';

const w = words(
  {
    title: 'Authorization',
    payer: 'Payer',
    kind: 'What it is',
    kinds: { authorisation: 'The payer’s authorization', certification: 'A physician’s certification' },
    state: 'How it stands',
    states: { requested: 'Asked for', approved: 'Approved', denied: 'Denied', withdrawn: 'Withdrawn' },
    level: 'Level of care',
    codes: 'Codes, with spaces between',
    unit: 'Counted in',
    units: { day: 'Days', unit: 'Units' },
    perWeek: 'Days a week at most',
    start: 'First day',
    end: 'Last day',
    requested: 'Asked for, how many',
    approved: 'Approved, how many',
    pended: 'Waiting, how many',
    review: 'Next review',
    criteria: 'Criteria the payer names',
    denied: 'Denied on',
    number: 'Number',
    contact: 'Who reviews it there',
    computed: 'What is used and left is counted from the sessions; nobody types it.',
    can: 'can wait',
    save: 'Save this authorization',
    saved: 'Saved.',
  },
  {
    title: 'Autorización',
    payer: 'Pagador',
    kind: 'Qué es',
    kinds: { authorisation: 'Autorización del pagador', certification: 'Certificación médica' },
    state: 'Cómo está',
    states: { requested: 'Pedida', approved: 'Aprobada', denied: 'Negada', withdrawn: 'Retirada' },
    level: 'Nivel de atención',
    codes: 'Códigos, separados por espacios',
    unit: 'Se cuenta en',
    units: { day: 'Días', unit: 'Unidades' },
    perWeek: 'Días por semana, como mucho',
    start: 'Primer día',
    end: 'Último día',
    requested: 'Cuántos se pidieron',
    approved: 'Cuántos se aprobaron',
    pended: 'Cuántos esperan',
    review: 'Próxima revisión',
    criteria: 'Criterios que nombra el pagador',
    denied: 'Negada el',
    number: 'Número',
    contact: 'Quién la revisa allí',
    computed: 'Lo usado y lo que queda se cuenta de las sesiones; nadie lo escribe.',
    can: 'puede esperar',
    save: 'Guardar esta autorización',
    saved: 'Guardado.',
  },
);
type Authorisation = PersonMoneyShown['authorisations'][number];
type Kind = Authorisation['kind'];
type State = Authorisation['state'];
const STATES: readonly State[] = ['requested', 'approved', 'denied', 'withdrawn'];

const draftOf = (one: Authorisation | null) => ({
  payer: one?.payer.id ?? '',
  kind: one?.kind ?? ('authorisation' as Kind),
  state: one?.state ?? ('requested' as State),
  level: one?.level ?? ('IOP' as Authorisation['level']),
  codes: one?.codes.join(' ') ?? 'H0015',
  unit: one?.unit ?? ('day' as Authorisation['unit']),
  daysPerWeek: String(one?.daysPerWeek ?? ''),
  start: one?.start ?? '',
  end: one?.end ?? '',
  requested: String(one?.requested ?? ''),
  approved: String(one?.approved ?? ''),
  pended: String(one?.pended ?? ''),
  nextReview: one?.nextReview ?? '',
  criteria: one?.criteria ?? '',
  deniedOn: one?.deniedOn ?? '',
  number: one?.number ?? '',
  contact: one?.contact ?? '',
});
type Draft = ReturnType<typeof draftOf>;

/** A draft as it is sent: what does not go with its state is left out, so that nobody has to empty a field. */
const sentOf = (draft: Draft, payer: string) => ({
  ...draft,
  payer,
  codes: draft.codes
    .toUpperCase()
    .split(/[\s,]+/)
    .filter(Boolean),
  daysPerWeek: draft.daysPerWeek === '' ? null : Number(draft.daysPerWeek),
  requested: Number(draft.requested),
  approved: draft.state === 'approved' ? Number(draft.approved) : 0,
  pended: Number(draft.pended),
  nextReview: draft.nextReview || null,
  deniedOn: draft.state === 'denied' ? draft.deniedOn || null : null,
  number: draft.number || null,
  contact: draft.contact || null,
});

/** What a payer was asked for or agreed to: typed as it stands in their letter, the rest is computed. */
export function AuthorisationForm(props: {
  readonly person: string;
  readonly one: Authorisation | null;
  readonly onClose: () => void;
}) {
  const { person, one, onClose } = props;
  const t = useWords(w);
  const client = useQueryClient();
  const payers = usePayers().data?.payers ?? [];
  const [key] = useState(newKey);
  const [draft, setDraft] = useState(() => draftOf(one));
  const set =
    <K extends keyof Draft>(name: K) =>
    (value: Draft[K]) =>
      setDraft((before) => ({ ...before, [name]: value }));
  const payer = draft.payer || (payers[0]?.id ?? '');
  const path = `/api/people/${person}/authorisations`;
  const saving = useMutation({
    mutationFn: () =>
      one === null
        ? api.post<PersonMoneyShown>(path, sentOf(draft, payer), { key })
        : api.put<PersonMoneyShown>(`${path}/${one.id}`, sentOf(draft, payer), {
            ifMatch: String(one.version),
          }),
    onSuccess: (after) => {
      client.setQueryData(['person', person, 'authorisations'], after);
      void client.invalidateQueries({ queryKey: ['money'] });
      toast({ text: t.saved });
      onClose();
    },
  });
  const text = (
    name: keyof Draft & string,
    label: string,
    more: { type?: string; optional?: string } = {},
  ) => (
    <TextField
      id={`auth-${name}`}
      label={label}
      {...more}
      {...(more.type === 'number' ? { min: 0, max: 2000 } : {})}
      value={draft[name]}
      onChange={set(name) as (value: string) => void}
    />
  );
  return (
    <Dialog
      title={t.title}
      shape="wide"
      onClose={onClose}
      actions={
        <Button look="primary" busy={saving.isPending} onClick={() => saving.mutate()}>
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={Object.fromEntries(Object.keys(draft).map((name) => [`/${name}`, `auth-${name}`]))}
      />
      <p className="sm muted">{t.computed}</p>
      <div className={styles.fields}>
        <Select
          label={t.payer}
          value={payer}
          disabled={one !== null}
          onChange={set('payer')}
          options={payers.map(({ id, name: label }) => ({ value: id, label }))}
        />
        <Select
          label={t.kind}
          value={draft.kind}
          disabled={one !== null}
          onChange={set('kind')}
          options={(['authorisation', 'certification'] as const).map((value) => ({
            value,
            label: t.kinds[value],
          }))}
        />
        <Select
          label={t.state}
          value={draft.state}
          onChange={set('state')}
          options={STATES.map((value) => ({ value, label: t.states[value] }))}
        />
        <Select
          label={t.level}
          value={draft.level}
          onChange={set('level')}
          options={(['OP', 'IOP', 'PHP'] as const).map((value) => ({ value, label: value }))}
        />
        {text('codes', t.codes)}
        <Select
          label={t.unit}
          value={draft.unit}
          onChange={set('unit')}
          options={(['day', 'unit'] as const).map((value) => ({ value, label: t.units[value] }))}
        />
        {text('start', t.start, { type: 'date' })}
        {text('end', t.end, { type: 'date' })}
        {text('requested', t.requested, { type: 'number' })}
        {draft.state === 'approved' && text('approved', t.approved, { type: 'number' })}
        {draft.state === 'denied' && text('deniedOn', t.denied, { type: 'date' })}
        {text('pended', t.pended, { type: 'number', optional: t.can })}
        {text('daysPerWeek', t.perWeek, { type: 'number', optional: t.can })}
        {text('nextReview', t.review, { type: 'date', optional: t.can })}
        {text('number', t.number, { optional: t.can })}
        {text('criteria', t.criteria, { optional: t.can })}
      </div>
      <TextArea
        id="auth-contact"
        label={t.contact}
        optional={t.can}
        rows={2}
        maxLength={300}
        value={draft.contact}
        onChange={set('contact')}
      />
    </Dialog>
  );
}
