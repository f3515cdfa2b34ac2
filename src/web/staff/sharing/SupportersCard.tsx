import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SupporterShown, WayInShown } from '../../../guard/supporters/invite.routes.ts';
import { api, Problem } from '../../api.ts';
import {
  addDays,
  Button,
  Card,
  Dialog,
  ErrorSummary,
  Pill,
  type PillTone,
  Select,
  TextArea,
  TextField,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';

const w = words(
  {
    title: 'Who stands behind them',
    none: 'Nobody is named yet.',
    named: 'named',
    invited: 'link is out',
    'invite-over': 'link is over',
    'said-their-name': 'waits for a yes',
    here: 'signs in',
    left: 'left',
    invite: 'Make a link and a code',
    inviteOf: (who: string) => `Make a link and a code for ${who}`,
    add: 'Add somebody who acts for them',
    addNote: 'Only with proof, and for a time. Anybody else the person lets in themself, under Sharing.',
    called: 'Their name',
    relation: 'Who they are to the person',
    basis: 'By what right',
    bases: {
      'power-of-attorney': 'Power of attorney',
      guardian: 'Guardian',
      parent: 'Parent',
      executor: 'Executor',
    },
    proof: 'The proof you saw',
    from: 'From',
    until: 'Until',
    save: 'Add, and make a link and a code',
    cancel: 'Cancel',
    minor:
      'This person says yes or no for themself: where they live, somebody of their age consents to this care alone. A parent or guardian sees what the person signs for, and nothing else. They are named now, and can be given a link.',
    way: (who: string) => `For ${who}`,
    link: 'The link. Alone it opens nothing.',
    code: 'The code. Tell it in person, not with the link.',
    once: 'Both work for 72 hours and are shown only now.',
    close: 'Close',
  },
  {
    title: 'Quién está a su lado',
    none: 'Todavía no hay nadie.',
    named: 'nombrado',
    invited: 'enlace activo',
    'invite-over': 'enlace vencido',
    'said-their-name': 'espera un sí',
    here: 'entra',
    left: 'se fue',
    invite: 'Hacer enlace y código',
    inviteOf: (who) => `Hacer enlace y código para ${who}`,
    add: 'Agregar a quien actúa por la persona',
    addNote: 'Solo con prueba, y por un tiempo. A los demás los deja entrar la propia persona, en Compartir.',
    called: 'Su nombre',
    relation: 'Quién es para la persona',
    basis: 'Con qué derecho',
    bases: {
      'power-of-attorney': 'Poder notarial',
      guardian: 'Tutor',
      parent: 'Padre o madre',
      executor: 'Albacea',
    },
    proof: 'La prueba que vio',
    from: 'Desde',
    until: 'Hasta',
    save: 'Agregar y hacer enlace y código',
    cancel: 'Cancelar',
    minor:
      'Esta persona decide por sí misma: donde vive, alguien de su edad consiente sin nadie más. Un padre, madre o tutor ve lo que ella firme, y nada más. Queda nombrado y se le puede dar un enlace.',
    way: (who) => `Para ${who}`,
    link: 'El enlace. Solo, no abre nada.',
    code: 'El código. Dígalo en persona, no con el enlace.',
    once: 'Los dos sirven 72 horas y solo se muestran ahora.',
    close: 'Cerrar',
  },
);

const TONES: Readonly<Record<SupporterShown['state'], PillTone>> = {
  named: 'neutral',
  invited: 'info',
  'invite-over': 'warn',
  'said-their-name': 'warn',
  here: 'ok',
  left: 'neutral',
};

/** Who was named as standing behind a person, and those who act for them; mount it where consents are shown. */
export function SupportersCard({ participant }: { readonly participant: string }) {
  const t = useWords(w);
  const client = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [way, setWay] = useState<{ readonly who: string; readonly way: WayInShown }>();
  const reading = useQuery({
    queryKey: ['people', participant, 'supporters'],
    queryFn: () =>
      api.get<{ supporters: readonly SupporterShown[] }>(`/api/people/${participant}/supporters`),
    staleTime: 0,
  });
  const refresh = () => client.invalidateQueries({ queryKey: ['people', participant, 'supporters'] });
  const inviting = useMutation({
    mutationFn: async ({ id, called }: SupporterShown) => ({
      who: called,
      way: await api.post<WayInShown>(`/api/people/${participant}/supporters/${id}/invite`, {}),
    }),
    onSuccess: (made) => {
      setWay(made);
      return refresh();
    },
  });
  if (reading.error instanceof Problem && reading.error.status === 404) return null;
  const supporters = reading.data?.supporters ?? [];
  const fault = reading.error ?? inviting.error;
  return (
    <Card title={t.title} icon="group">
      <ErrorSummary problem={fault instanceof Problem ? fault : null} />
      {reading.data && supporters.length === 0 && <p className="muted">{t.none}</p>}
      <ul>
        {supporters.map((supporter) => (
          <li key={supporter.id}>
            {[supporter.called, supporter.relation].filter(Boolean).join(', ')}{' '}
            <Pill tone={TONES[supporter.state]}>{t[supporter.state]}</Pill>{' '}
            {['named', 'invited', 'invite-over'].includes(supporter.state) && (
              <Button
                compact
                aria-label={t.inviteOf(supporter.called)}
                busy={inviting.isPending}
                onClick={() => inviting.mutate(supporter)}
              >
                {t.invite}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="sm muted">{t.addNote}</p>
      <p>
        <Button compact icon="plus" onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      </p>
      {isAdding && (
        <Add
          participant={participant}
          onClose={() => {
            setAdding(false);
            void refresh();
          }}
          onMade={(made) => {
            setAdding(false);
            setWay(made);
            void refresh();
          }}
        />
      )}
      {way && (
        <Dialog
          title={t.way(way.who)}
          onClose={() => setWay(undefined)}
          actions={<Button onClick={() => setWay(undefined)}>{t.close}</Button>}
        >
          <TextField label={t.link} value={way.way.link} readOnly onChange={() => undefined} />
          <TextField label={t.code} value={way.way.code} readOnly onChange={() => undefined} />
          <p className="sm muted">{t.once}</p>
        </Dialog>
      )}
    </Card>
  );
}

const BASES = ['power-of-attorney', 'guardian', 'parent', 'executor'] as const;
type Basis = (typeof BASES)[number];

interface AddProps {
  readonly participant: string;
  readonly onClose: () => void;
  readonly onMade: (made: { readonly who: string; readonly way: WayInShown }) => void;
}

/** Name, right, proof and time; then the way in. */
function Add({ participant, onClose, onMade }: AddProps) {
  const t = useWords(w);
  const language = useLanguage();
  const today = new Intl.DateTimeFormat('en-CA').format(new Date());
  const [called, setCalled] = useState('');
  const [relation, setRelation] = useState('');
  const [basis, setBasis] = useState<Basis>('power-of-attorney');
  const [proof, setProof] = useState('');
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState(addDays(today, 365));
  // Named once, however often the rest has to be corrected.
  const [supporter, setSupporter] = useState<string>();
  const adding = useMutation({
    mutationFn: async () => {
      const path = `/api/people/${participant}/supporters`;
      const id =
        supporter ??
        (
          await api.post<{ supporter: SupporterShown }>(path, {
            called,
            relation,
            language,
          })
        ).supporter.id;
      setSupporter(id);
      await api.post(`/api/people/${participant}/representatives`, {
        supporter: id,
        basis,
        proof,
        from,
        until,
      });
      return { who: called, way: await api.post<WayInShown>(`${path}/${id}/invite`, {}) };
    },
    onSuccess: onMade,
  });
  const fault = adding.error instanceof Problem ? adding.error : null;
  const decidesAlone = fault?.document.code === 'minor-decides';
  return (
    <Dialog
      title={t.add}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look="primary" busy={adding.isPending} onClick={() => adding.mutate()}>
            {t.save}
          </Button>
        </>
      }
    >
      <ErrorSummary
        problem={decidesAlone ? null : fault}
        fields={{
          '/called': 'rep-called',
          '/relation': 'rep-relation',
          '/proof': 'rep-proof',
          '/from': 'rep-from',
          '/until': 'rep-until',
        }}
        errors={decidesAlone ? [{ message: t.minor }] : []}
      />
      <TextField
        id="rep-called"
        label={t.called}
        value={called}
        maxLength={120}
        autoComplete="off"
        disabled={supporter !== undefined}
        onChange={setCalled}
      />
      <TextField
        id="rep-relation"
        label={t.relation}
        value={relation}
        maxLength={120}
        autoComplete="off"
        disabled={supporter !== undefined}
        onChange={setRelation}
      />
      <Select
        label={t.basis}
        value={basis}
        onChange={setBasis}
        options={BASES.map((value) => ({ value, label: t.bases[value] }))}
      />
      <TextArea id="rep-proof" label={t.proof} value={proof} maxLength={500} onChange={setProof} />
      <TextField id="rep-from" type="date" label={t.from} value={from} onChange={setFrom} />
      <TextField id="rep-until" type="date" label={t.until} value={until} onChange={setUntil} />
    </Dialog>
  );
}
