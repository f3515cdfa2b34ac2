import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../api.ts';
import {
  Button,
  Card,
  CheckboxCards,
  Dialog,
  ErrorSummary,
  Select,
  TextArea,
  Tick,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { listed, type Part, partWords, type Restriction } from './sharing.ts';

const w = words(
  {
    title: 'Keep something from someone',
    lead: 'Even people who work here. We answer you, and we say why.',
    ask: 'Keep something from someone',
    from: 'From whom',
    plan: 'My health plan',
    counselor: 'Counselors',
    facilitator: 'Group leaders',
    coordinator: 'The front office',
    prescriber: 'Prescribers',
    nurse: 'Nurses',
    biller: 'Billing',
    what: 'What should they not see?',
    selfPaid: 'I pay for it all myself',
    selfPaidHint: 'Then your health plan gets nothing about it. We may not say no to that.',
    why: 'Why, if you want to say',
    send: 'Ask for this',
    pending: 'We have not answered yet.',
    agreed: 'Agreed: it is kept from them.',
    notAgreed: 'We did not agree.',
    keptFrom: (what: string, whom: string) => `${whom}: not ${what}.`,
    end: 'Take it back',
    endOf: (whom: string) => `Take it back: ${whom}`,
    optional: 'optional',
  },
  {
    title: 'Que alguien no vea algo',
    lead: 'También quienes trabajan aquí. Le contestamos, y decimos por qué.',
    ask: 'Que alguien no vea algo',
    from: 'Quién',
    plan: 'Mi plan de salud',
    counselor: 'Consejeros',
    facilitator: 'Quienes llevan los grupos',
    coordinator: 'La oficina',
    prescriber: 'Quienes recetan',
    nurse: 'Enfermería',
    biller: 'Cobros',
    what: '¿Qué no deben ver?',
    selfPaid: 'Lo pago todo yo',
    selfPaidHint: 'Así su plan de salud no recibe nada de eso. No podemos decir que no.',
    why: 'Por qué, si quiere decirlo',
    send: 'Pedir esto',
    pending: 'Todavía no contestamos.',
    agreed: 'De acuerdo: no lo ven.',
    notAgreed: 'No estuvimos de acuerdo.',
    keptFrom: (what, whom) => `${whom}: no ${what}.`,
    end: 'Quitarlo',
    endOf: (whom) => `Quitarlo: ${whom}`,
    optional: 'opcional',
  },
);

const WHOM = ['plan', 'counselor', 'facilitator', 'coordinator', 'prescriber', 'nurse', 'biller'] as const;
type Whom = (typeof WHOM)[number];
const PARTS = [
  'identity',
  'contact',
  'schedule',
  'attendance',
  'plan',
  'note',
  'measure',
  'medication',
  'test',
] as const satisfies readonly Part[];

/** What the person asks to be kept from somebody, and how that was answered. */
export function KeepFrom({ restrictions }: { readonly restrictions: readonly Restriction[] }) {
  const t = useWords(w);
  const parts = useWords(partWords);
  const language = useLanguage();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const ending = useMutation({
    mutationFn: (id: string) => api.post(`/api/my/restrictions/${id}/end`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sharing'] }),
  });
  const nameOf = ({ from }: Restriction): string =>
    from.staff?.name ?? (from.recipient !== null ? t.plan : t[(from.role ?? 'counselor') as Whom]);
  return (
    <Card title={t.title} icon="shield">
      <p className="muted">{t.lead}</p>
      <ErrorSummary problem={ending.error instanceof Problem ? ending.error : null} />
      {restrictions
        .filter(({ endedAt }) => endedAt === null)
        .map((one) => (
          <p key={one.id}>
            <b>
              {t.keptFrom(
                listed(
                  one.categories.map((part) => parts[part]),
                  language,
                ),
                nameOf(one),
              )}
            </b>{' '}
            {one.isAgreed === null ? t.pending : one.isAgreed ? t.agreed : t.notAgreed} {one.answer}{' '}
            <Button look="text" aria-label={t.endOf(nameOf(one))} onClick={() => ending.mutate(one.id)}>
              {t.end}
            </Button>
          </p>
        ))}
      <p>
        <Button icon="plus" onClick={() => setOpen(true)}>
          {t.ask}
        </Button>
      </p>
      {isOpen && <Asking onClose={() => setOpen(false)} />}
    </Card>
  );
}

function Asking({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(w);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [whom, setWhom] = useState<Whom>('plan');
  const [chosen, setChosen] = useState<readonly Part[]>([]);
  const [isSelfPaid, setSelfPaid] = useState(false);
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const asking = useMutation({
    mutationFn: () =>
      api.post(
        '/api/my/restrictions',
        {
          from: whom === 'plan' ? { recipient: 'health-plan' } : { role: whom },
          categories: chosen,
          reason,
          isSelfPaid: whom === 'plan' && isSelfPaid,
        },
        { key },
      ),
    onSuccess: () => {
      onClose();
      return client.invalidateQueries({ queryKey: ['sharing'] });
    },
  });
  return (
    <Dialog
      title={t.ask}
      onClose={onClose}
      actions={
        <Button look="primary" busy={asking.isPending} onClick={() => asking.mutate()}>
          {t.send}
        </Button>
      }
    >
      <div className="stack">
        <ErrorSummary problem={asking.error instanceof Problem ? asking.error : null} />
        <Select
          label={t.from}
          value={whom}
          onChange={setWhom}
          options={WHOM.map((value) => ({ value, label: t[value] }))}
        />
        {whom === 'plan' && (
          <Tick label={t.selfPaid} hint={t.selfPaidHint} checked={isSelfPaid} onChange={setSelfPaid} />
        )}
        <CheckboxCards
          legend={t.what}
          choices={PARTS.map((value) => ({ value, label: parts[value] }))}
          values={chosen}
          onChange={setChosen}
        />
        <TextArea label={t.why} optional={t.optional} value={reason} maxLength={500} onChange={setReason} />
      </div>
    </Dialog>
  );
}
