import { useState } from 'react';
import type { MedicationShown, OrderShown } from '../../../treat/index.ts';
import { Problem } from '../../api.ts';
import {
  Button,
  Card,
  Dialog,
  dateWords,
  ErrorSummary,
  Pill,
  TextArea,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import styles from './Medicine.module.css';
import { useCommand, useMedicineName } from './medicine.ts';
import { Warning } from './Warnings.tsx';

const w = words(
  {
    title: 'Orders',
    none: 'Nothing was ordered here yet.',
    kind: { start: 'Begin', change: 'Change', stop: 'End' },
    state: { drafted: 'Draft', signed: 'Signed', withdrawn: 'Taken back' },
    from: (date: string) => `from ${date}`,
    reason: (words: string) => `Reason: ${words}`,
    drafted: (name: string) => `Drafted by ${name}`,
    signed: (name: string, licence: string) => `Signed by ${name}, ${licence}`,
    override: (words: string) => `Signed against a stop-and-call: ${words}`,
    sign: 'Sign…',
    back: 'Take back',
    said: 'Signed. It is on the list.',
    taken: 'Taken back.',
    signTitle: 'Sign this order?',
    signHint: 'It is kept as it stands and is never edited. Another order changes or ends it.',
    why: 'Why this is right for this person',
    whyHint: 'A rule says: stop and call. Call first. What you write is kept with the order.',
    signNow: 'Sign with my licence',
    waits: 'A prescriber signs this.',
    older: 'Signed before',
  },
  {
    title: 'Órdenes',
    none: 'Aquí aún no se ha ordenado nada.',
    kind: { start: 'Empezar', change: 'Cambiar', stop: 'Terminar' },
    state: { drafted: 'Borrador', signed: 'Firmada', withdrawn: 'Retirada' },
    from: (date) => `desde el ${date}`,
    reason: (words) => `Razón: ${words}`,
    drafted: (name) => `Redactada por ${name}`,
    signed: (name, licence) => `Firmada por ${name}, ${licence}`,
    override: (words) => `Firmada contra un alto: ${words}`,
    sign: 'Firmar…',
    back: 'Retirar',
    said: 'Firmada. Está en la lista.',
    taken: 'Retirada.',
    signTitle: '¿Firmar esta orden?',
    signHint: 'Queda como está y nunca se edita. Otra orden la cambia o la termina.',
    why: 'Por qué conviene a esta persona',
    whyHint: 'Una regla dice: alto, llame. Llame primero. Lo que escriba queda con la orden.',
    signNow: 'Firmar con mi licencia',
    waits: 'La firma quien receta.',
    older: 'Firmadas antes',
  },
);

interface Props {
  readonly medication: MedicationShown;
  readonly mayWrite: boolean;
  readonly maySign: boolean;
}

/** Drafts that wait for a signature, and what was signed: with what the rules said, and why somebody went on. */
export function OrdersCard({ medication, mayWrite, maySign }: Props) {
  const t = useWords(w);
  const drafts = medication.orders.filter(({ state }) => state === 'drafted');
  const signed = medication.orders.filter(({ state }) => state === 'signed');
  const one = (order: OrderShown) => (
    <One key={order.id} order={order} person={medication.participant} mayWrite={mayWrite} maySign={maySign} />
  );
  return (
    <Card title={t.title} icon="pen">
      {medication.orders.length === 0 && <p className="muted">{t.none}</p>}
      {drafts.map(one)}
      {signed.length > 0 && (
        <details>
          <summary className="tap">
            {t.older} ({signed.length})
          </summary>
          {signed.map(one)}
        </details>
      )}
    </Card>
  );
}

function One({
  order,
  person,
  mayWrite,
  maySign,
}: {
  readonly order: OrderShown;
  readonly person: string;
  readonly mayWrite: boolean;
  readonly maySign: boolean;
}) {
  const t = useWords(w);
  const language = useLanguage();
  const nameOf = useMedicineName();
  const [isSigning, setSigning] = useState(false);
  const [override, setOverride] = useState('');
  const signing = useCommand(person, { said: t.said, after: () => setSigning(false) });
  const taking = useCommand(person, { said: t.taken, after: () => {} });
  const name = nameOf(order.medicine, order.name);
  const calls = order.warnings.some(({ severity }) => severity === 'stop-and-call');
  return (
    <div className={styles.line}>
      <p className="row wrap">
        <b>
          {t.kind[order.kind]}: {name}
        </b>
        <span>{[order.dose, order.directions].filter((part) => part !== '').join('. ')}</span>
        <span className="muted">
          {t.from(dateWords(order.startsOn, language, { month: 'short', day: 'numeric' }))}
        </span>
        <Pill tone={order.state === 'drafted' ? 'warn' : 'neutral'}>{t.state[order.state]}</Pill>
      </p>
      <p className="sm muted">{t.reason(order.reason)}</p>
      <p className="sm muted">
        {order.signed ? t.signed(order.signed.by, order.signed.licence) : t.drafted(order.drafted.by)}
      </p>
      {order.warnings.map((warning) => (
        <Warning key={warning.rule} warning={warning} />
      ))}
      {order.override !== null && <p className="sm">{t.override(order.override)}</p>}
      {order.state === 'drafted' && (
        <>
          <ErrorSummary problem={taking.error instanceof Problem ? taking.error : null} />
          {!maySign && <p className="sm">{t.waits}</p>}
          <p className="row wrap">
            {maySign && (
              <Button compact look="primary" onClick={() => setSigning(true)}>
                {t.sign}
              </Button>
            )}
            {mayWrite && (
              <Button
                compact
                look="text"
                busy={taking.isPending}
                aria-label={`${t.back}: ${name}`}
                onClick={() =>
                  taking.mutate({
                    path: `/orders/${order.id}/withdraw`,
                    body: {},
                    version: order.version,
                  })
                }
              >
                {t.back}
              </Button>
            )}
          </p>
        </>
      )}
      {isSigning && (
        <Dialog
          title={t.signTitle}
          onClose={() => setSigning(false)}
          actions={
            <Button
              look="primary"
              busy={signing.isPending}
              onClick={() =>
                signing.mutate({
                  path: `/orders/${order.id}/sign`,
                  body: { override },
                  version: order.version,
                })
              }
            >
              {t.signNow}
            </Button>
          }
        >
          <p>
            <b>{name}</b> {[order.dose, order.directions].filter((part) => part !== '').join('. ')}
          </p>
          <p className="muted">{t.signHint}</p>
          <ErrorSummary
            problem={signing.error instanceof Problem ? signing.error : null}
            fields={{ '/override': 'order-override' }}
          />
          {order.warnings.map((warning) => (
            <Warning key={warning.rule} warning={warning} />
          ))}
          {calls && (
            <TextArea
              id="order-override"
              label={t.why}
              hint={t.whyHint}
              maxLength={2000}
              value={override}
              onChange={setOverride}
            />
          )}
        </Dialog>
      )}
    </div>
  );
}
