import { useCallback, useEffect, useState } from 'react';
import { Problem } from '../api.ts';
import { Button, Card, Dialog, ErrorSummary, useLanguage, useWords, words } from '../design/index.ts';
import {
  canUsePasskeys,
  type KeyShown,
  listPasskeys,
  makePasskey,
  PasskeyNotUsed,
  removePasskey,
} from './passkeys.ts';

const w = words(
  {
    keys: 'This device',
    body: 'Next time you can sign in with your face, finger or PIN.',
    list: 'Devices that can sign you in',
    none: 'No device is set up yet.',
    device: 'A device',
    since: (day: string) => `since ${day}`,
    add: 'Set up this device',
    added: 'This device is set up.',
    isHere: 'This device is set up already.',
    notUsed: 'Your device did not go along. Nothing was changed.',
    cannot: 'This browser cannot do that here.',
    remove: 'Remove',
    removeNamed: (name: string) => `Remove ${name}`,
    removeTitle: 'Remove this device?',
    removeBody: 'It can no longer sign you in. You can set it up again.',
    removed: 'The device was removed.',
    keep: 'Keep it',
  },
  {
    keys: 'Este dispositivo',
    body: 'La próxima vez puede entrar con su cara, su huella o su PIN.',
    list: 'Dispositivos con los que puede entrar',
    none: 'Todavía no hay dispositivos.',
    device: 'Un dispositivo',
    since: (day) => `desde el ${day}`,
    add: 'Configurar este dispositivo',
    added: 'Este dispositivo quedó configurado.',
    isHere: 'Este dispositivo ya está configurado.',
    notUsed: 'Su dispositivo no lo aceptó. No cambió nada.',
    cannot: 'Este navegador no puede hacerlo aquí.',
    remove: 'Quitar',
    removeNamed: (name) => `Quitar ${name}`,
    removeTitle: '¿Quitar este dispositivo?',
    removeBody: 'Ya no podrá entrar con él. Puede configurarlo otra vez.',
    removed: 'El dispositivo se quitó.',
    keep: 'Dejarlo',
  },
);

/** The passkeys of whoever is signed in: what is there, one more, one less. */
export function KeyList({ onChange }: { onChange: () => Promise<void> }) {
  const t = useWords(w);
  const language = useLanguage();
  const [keys, setKeys] = useState<readonly KeyShown[] | null>(null);
  const [leaving, setLeaving] = useState<KeyShown | null>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const attempt = useCallback(async (work: () => Promise<string>) => {
    setSaid('');
    setProblem(null);
    setBusy(true);
    try {
      const outcome = await work();
      setKeys(await listPasskeys());
      setSaid(outcome);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      setProblem(cause);
    } finally {
      setBusy(false);
    }
  }, []);
  useEffect(() => {
    void attempt(async () => '');
  }, [attempt]);

  const add = () =>
    attempt(async () => {
      try {
        await makePasskey();
        await onChange();
        return t.added;
      } catch (cause) {
        if (cause instanceof PasskeyNotUsed) return cause.isHere ? t.isHere : t.notUsed;
        if (cause instanceof Problem && cause.status === 422) return t.notUsed;
        throw cause;
      }
    });
  const remove = ({ id }: KeyShown) =>
    attempt(async () => {
      setLeaving(null);
      await removePasskey(id);
      await onChange();
      return t.removed;
    });
  const nameOf = ({ keeper }: KeyShown) => keeper ?? t.device;
  const dayOf = (instant: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(instant));

  return (
    <Card title={t.keys} icon="lock">
      <ErrorSummary problem={problem} />
      <p>{t.body}</p>
      {keys?.length === 0 && <p className="muted">{t.none}</p>}
      {keys !== null && keys.length > 0 && (
        <ul className="plain stack-tight" aria-label={t.list}>
          {keys.map((key) => (
            <li key={key.id} className="row wrap between">
              <span>
                {nameOf(key)}
                {key.addedAt && <span className="muted">, {t.since(dayOf(key.addedAt))}</span>}
              </span>
              <Button look="text" aria-label={t.removeNamed(nameOf(key))} onClick={() => setLeaving(key)}>
                {t.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canUsePasskeys() ? (
        <div>
          <Button busy={busy} onClick={() => void add()}>
            {t.add}
          </Button>
        </div>
      ) : (
        <p className="muted">{t.cannot}</p>
      )}
      <p role="status">{said}</p>
      {leaving && (
        <Dialog
          title={t.removeTitle}
          onClose={() => setLeaving(null)}
          actions={
            <>
              <Button onClick={() => setLeaving(null)}>{t.keep}</Button>
              <Button look="primary" onClick={() => void remove(leaving)}>
                {t.remove}
              </Button>
            </>
          }
        >
          <p>{t.removeBody}</p>
        </Dialog>
      )}
    </Card>
  );
}
