import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PayersShown, PersonMoneyShown } from '../../../treat/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Dialog,
  ErrorSummary,
  Select,
  TextField,
  toast,
  useWords,
  words,
} from '../../design/index.ts';
import styles from './Money.module.css';
import { moneyWords } from './words.ts';

const w = words(
  {
    title: 'Who pays',
    payer: 'Payer',
    level: 'Checked for',
    levels: { OP: 'Outpatient', IOP: 'Intensive outpatient', PHP: 'Partial hospitalization' },
    since: 'From',
    number: 'Member number',
    group: 'Group number',
    name: 'Name as on the card',
    born: 'Birth date',
    can: 'can wait',
    hint: 'What was in force ends the day before.',
    save: 'Save who pays',
    saved: 'Saved.',
  },
  {
    title: 'Quién paga',
    payer: 'Pagador',
    level: 'Verificado para',
    levels: { OP: 'Ambulatorio', IOP: 'Ambulatorio intensivo', PHP: 'Hospitalización parcial' },
    since: 'Desde',
    number: 'Número de afiliación',
    group: 'Número de grupo',
    name: 'Nombre como en la tarjeta',
    born: 'Fecha de nacimiento',
    can: 'puede esperar',
    hint: 'Lo que valía antes termina el día anterior.',
    save: 'Guardar quién paga',
    saved: 'Guardado.',
  },
);
const LEVELS = ['OP', 'IOP', 'PHP'] as const;
const SELF = 'self';

export const usePayers = () =>
  useQuery({
    queryKey: ['money', 'payers'],
    queryFn: () => api.get<PayersShown>('/api/money/payers'),
  });

/** Who pays from a day on. */
export function CoverageForm({ person, onClose }: { readonly person: string; readonly onClose: () => void }) {
  const t = useWords(w);
  const m = useWords(moneyWords);
  const client = useQueryClient();
  const payers = usePayers().data?.payers ?? [];
  const [key] = useState(newKey);
  const [payer, setPayer] = useState(SELF);
  const [level, setLevel] = useState<(typeof LEVELS)[number]>('IOP');
  const [since, setSince] = useState('');
  const [number, setNumber] = useState('');
  const [group, setGroup] = useState('');
  const [name, setName] = useState('');
  const [bornOn, setBornOn] = useState('');
  const saving = useMutation({
    mutationFn: () =>
      api.post<PersonMoneyShown>(
        `/api/people/${person}/coverages`,
        {
          payer: payer === SELF ? null : payer,
          level,
          since,
          member:
            payer === SELF
              ? null
              : {
                  number,
                  ...(group.trim() === '' ? {} : { group }),
                  ...(name.trim() === '' ? {} : { name }),
                  ...(bornOn === '' ? {} : { bornOn }),
                },
        },
        { key },
      ),
    onSuccess: (after) => {
      client.setQueryData(['person', person, 'authorisations'], after);
      void client.invalidateQueries({ queryKey: ['money'] });
      toast({ text: t.saved });
      onClose();
    },
  });
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      actions={
        <Button look="primary" busy={saving.isPending} onClick={() => saving.mutate()}>
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={{
          '/since': 'coverage-since',
          '/member/number': 'coverage-number',
          '/member/bornOn': 'coverage-born',
        }}
      />
      <p className="sm muted">{t.hint}</p>
      <div className={styles.fields}>
        <Select
          label={t.payer}
          value={payer}
          onChange={setPayer}
          options={[
            { value: SELF, label: m.self },
            ...payers.map(({ id, name: label }) => ({ value: id, label })),
          ]}
        />
        <Select
          label={t.level}
          value={level}
          onChange={setLevel}
          options={LEVELS.map((value) => ({ value, label: t.levels[value] }))}
        />
        <TextField id="coverage-since" label={t.since} type="date" value={since} onChange={setSince} />
        {payer !== SELF && (
          <>
            <TextField
              id="coverage-number"
              label={t.number}
              maxLength={40}
              value={number}
              onChange={setNumber}
            />
            <TextField label={t.group} optional={t.can} maxLength={40} value={group} onChange={setGroup} />
            <TextField label={t.name} maxLength={120} value={name} onChange={setName} />
            <TextField id="coverage-born" label={t.born} type="date" value={bornOn} onChange={setBornOn} />
          </>
        )}
      </div>
    </Dialog>
  );
}
