import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  ErrorSummary,
  Pill,
  type PillTone,
  TextField,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';

const w = words(
  {
    title: 'How long records are kept',
    lead: 'Write down when care ended. Nothing on hold is shredded; the log of who looked is kept at least six years.',
    until: (date: string) => `until ${date}`,
    states: { kept: 'kept', over: 'time is over', held: 'held', 'to-be-shredded': 'to be shredded' },
    code: 'Record code',
    ended: 'The last day of care',
    ofAge: 'The day they come of age, if they were a minor then',
    keep: 'Write it down',
    purge: 'Have all shredded whose time is over',
    asked: (n: number, held: number) => `${n} asked for; ${held} held.`,
  },
  {
    title: 'Cuánto se guardan los expedientes',
    lead: 'Anote cuándo terminó la atención. Lo retenido no se destruye; el registro de quién miró se guarda al menos seis años.',
    until: (date) => `hasta el ${date}`,
    states: { kept: 'se guarda', over: 'pasó el tiempo', held: 'retenido', 'to-be-shredded': 'por destruir' },
    code: 'Código',
    ended: 'El último día de atención',
    ofAge: 'El día en que cumple la mayoría de edad, si era menor',
    keep: 'Anotarlo',
    purge: 'Destruir todo lo que ya pasó su tiempo',
    asked: (n, held) => `${n} pedidos; ${held} retenidos.`,
  },
);

type State = keyof (typeof w)['en']['states'];
interface Kept {
  readonly records: readonly {
    readonly recordCode: string | null;
    readonly until: string;
    readonly state: State;
  }[];
}
const TONES: Readonly<Record<State, PillTone>> = {
  kept: 'neutral',
  over: 'warn',
  held: 'info',
  'to-be-shredded': 'warn',
};

/** Until when each record is kept, and having those shredded whose time is over. */
export function Retention() {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const [recordCode, setCode] = useState('');
  const [ended, setEnded] = useState('');
  const [ofAge, setOfAge] = useState('');
  const { data } = useQuery({
    queryKey: ['retention'],
    queryFn: () => api.get<Kept>('/api/guard/retention'),
  });
  const keeping = useMutation({
    mutationFn: () =>
      api.post<Kept>(
        '/api/guard/retention',
        { recordCode, careEndedOn: ended, ofAgeOn: ofAge === '' ? null : ofAge },
        { key: newKey() },
      ),
    onSuccess: (after) => {
      client.setQueryData(['retention'], after);
      setCode('');
    },
  });
  const purging = useMutation({
    mutationFn: () =>
      api.post<Kept & { asked: number; held: number }>('/api/guard/retention/purge', {}, { key: newKey() }),
    onSuccess: (after) => {
      client.setQueryData(['retention'], after);
      void client.invalidateQueries({ queryKey: ['shreddings'] });
      toast({ text: t.asked(after.asked, after.held) });
    },
  });
  const records = data?.records ?? [];
  const fault = keeping.error ?? purging.error;
  return (
    <Card title={t.title} icon="clock">
      <p className="muted">{t.lead}</p>
      <ErrorSummary
        problem={fault instanceof Problem ? fault : null}
        fields={{
          '/recordCode': 'keep-code',
          '/careEndedOn': 'keep-ended',
          '/ofAgeOn': 'keep-of-age',
        }}
      />
      {records.length > 0 && (
        <ul>
          {records.map(({ recordCode: code, until, state }) => (
            <li key={code}>
              {code}: {t.until(dateWords(until, language))} <Pill tone={TONES[state]}>{t.states[state]}</Pill>
            </li>
          ))}
        </ul>
      )}
      <TextField id="keep-code" label={t.code} maxLength={20} value={recordCode} onChange={setCode} />
      <TextField id="keep-ended" type="date" label={t.ended} value={ended} onChange={setEnded} />
      <TextField id="keep-of-age" type="date" label={t.ofAge} value={ofAge} onChange={setOfAge} />
      <p>
        <Button busy={keeping.isPending} onClick={() => keeping.mutate()}>
          {t.keep}
        </Button>{' '}
        <Button busy={purging.isPending} onClick={() => purging.mutate()}>
          {t.purge}
        </Button>
      </p>
    </Card>
  );
}
