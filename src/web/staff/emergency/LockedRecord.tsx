import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Card,
  Dialog,
  ErrorSummary,
  Select,
  TextArea,
  TextField,
  useWords,
} from '../../design/index.ts';
import { useMe } from '../Frame.tsx';
import styles from './Emergency.module.css';
import { emergencyWords } from './emergency.ts';

const MAY_OPEN = ['counselor', 'prescriber', 'nurse'];
const MINUTES = ['15', '30', '60', '120', '240'] as const;
const CHIPS = ['unconscious', 'overdose', 'harm', 'call'] as const;

/** What somebody outside the care team sees of a record: nothing, and the way in when a life may depend on it. */
export function LockedRecord({ participant }: { readonly participant: string }) {
  const t = useWords(emergencyWords);
  const me = useMe();
  const [isAsking, setAsking] = useState(false);
  return (
    <Card title={t.heading} icon="lock">
      <p>{t.body}</p>
      <p className="muted">{t.told}</p>
      {MAY_OPEN.includes(me.data?.role ?? '') && (
        <p>
          <Button icon="warning" onClick={() => setAsking(true)}>
            {t.open}
          </Button>
        </p>
      )}
      {isAsking && <Opening participant={participant} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function Opening({ participant, onClose }: { readonly participant: string; readonly onClose: () => void }) {
  const t = useWords(emergencyWords);
  const client = useQueryClient();
  const me = useMe();
  const [nature, setNature] = useState('');
  const [name, setName] = useState('');
  const [affiliation, setAffiliation] = useState('');
  const [discloser, setDiscloser] = useState(me.data?.name ?? '');
  const [minutes, setMinutes] = useState<(typeof MINUTES)[number]>('60');
  const [isTried, setTried] = useState(false);
  const [key] = useState(newKey);
  const opening = useMutation({
    mutationFn: () =>
      api.post(
        `/api/people/${participant}/emergency`,
        { nature, recipient: { name, affiliation }, discloser, minutes: Number(minutes) },
        { key },
      ),
    onSuccess: async () => {
      onClose();
      // What was refused before is open now.
      await client.invalidateQueries();
    },
  });
  const lacks = (words: string) => (isTried && words.trim() === '' ? t.needed : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ([nature, name, affiliation, discloser].every((words) => words.trim() !== '')) opening.mutate();
  };
  return (
    <Dialog
      title={t.open}
      onClose={onClose}
      actions={
        <Button look="primary" type="submit" form="emergency" busy={opening.isPending}>
          {t.openIt}
        </Button>
      }
    >
      <form id="emergency" className="stack" noValidate onSubmit={submit}>
        <ErrorSummary problem={opening.error instanceof Problem ? opening.error : null} />
        <p className="sm muted">{t.told}</p>
        <p className="sm">{t.chips}</p>
        <div className={styles.chips}>
          {CHIPS.map((chip) => (
            <Button key={chip} compact onClick={() => setNature((now) => `${now} ${t.chip[chip]}`.trim())}>
              {t.chip[chip]}
            </Button>
          ))}
        </div>
        <TextArea
          label={t.nature}
          hint={t.natureHint}
          error={lacks(nature)}
          value={nature}
          maxLength={1000}
          onChange={setNature}
        />
        <TextField
          label={t.recipient}
          hint={t.recipientHint}
          error={lacks(name)}
          value={name}
          maxLength={120}
          autoComplete="off"
          onChange={setName}
        />
        <TextField
          label={t.affiliation}
          error={lacks(affiliation)}
          value={affiliation}
          maxLength={120}
          autoComplete="off"
          onChange={setAffiliation}
        />
        <TextField
          label={t.discloser}
          error={lacks(discloser)}
          value={discloser}
          maxLength={120}
          autoComplete="off"
          onChange={setDiscloser}
        />
        <Select
          label={t.minutes}
          value={minutes}
          onChange={setMinutes}
          options={MINUTES.map((value) => ({ value, label: t.forMinutes(Number(value)) }))}
        />
      </form>
    </Dialog>
  );
}
