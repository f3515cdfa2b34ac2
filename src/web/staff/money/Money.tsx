import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MoneyShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import { Card, EmptyState, LinkButton, Pill, Select, useWords, words } from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import styles from './Money.module.css';
import { useMoneyWords } from './said.ts';

const w = words(
  {
    title: 'Money',
    heading: 'Money to save',
    ready: 'Ready to claim',
    risk: 'Can still be saved',
    lost: 'Cannot be claimed',
    rated: (dollars: string) => `${dollars} where a rate is entered`,
    claims: 'Ready to claim',
    look: (payer: string) => `Look at the claim: ${payer}`,
    nothingReady: 'Nothing is ready yet. What is in the way stands below.',
    running: 'Authorizations that need you',
    noneRunning: 'None is running out.',
    left: (left: string, of: number, date: string) => `${left} left of ${of}, until ${date}`,
    list: 'What is in the way',
    reason: 'Reason',
    all: 'All reasons',
    reasons: {
      'note-unsigned': 'Notes not signed',
      'plan-unsigned': 'Plan not signed',
      'no-consent': 'No consent for payment',
      'no-coverage': 'Nobody known to pay',
      authorisation: 'Authorization',
      'short-day': 'Short days',
      other: 'Something else',
    },
    act: (date: string) => `Act by ${date}`,
    gone: 'Lost',
    days: (n: string) => `Which days: ${n}`,
    day: (on: string, code: string, minutes: number) => `${on}: ${code}, ${minutes} min`,
    more: (n: number) => `${n} more rows are not shown. Work these down first.`,
    none: 'Nothing is in the way',
    noneBody: 'Days and services come up here when a note, a consent or an authorization is missing.',
  },
  {
    title: 'Dinero',
    heading: 'Dinero por salvar',
    ready: 'Listo para facturar',
    risk: 'Se puede salvar todavía',
    lost: 'No se puede facturar',
    rated: (dollars) => `${dollars} donde hay tarifa`,
    claims: 'Listo para facturar',
    look: (payer) => `Ver la factura: ${payer}`,
    nothingReady: 'Todavía no hay nada listo. Abajo está lo que falta.',
    running: 'Autorizaciones que le necesitan',
    noneRunning: 'Ninguna se está acabando.',
    left: (left, of, date) => `Quedan ${left} de ${of}, hasta el ${date}`,
    list: 'Lo que falta',
    reason: 'Motivo',
    all: 'Todos los motivos',
    reasons: {
      'note-unsigned': 'Notas sin firmar',
      'plan-unsigned': 'Plan sin firmar',
      'no-consent': 'Sin consentimiento para el pago',
      'no-coverage': 'No se sabe quién paga',
      authorisation: 'Autorización',
      'short-day': 'Días cortos',
      other: 'Otra cosa',
    },
    act: (date) => `Antes del ${date}`,
    gone: 'Perdido',
    days: (n) => `Qué días: ${n}`,
    day: (on, code, minutes) => `${on}: ${code}, ${minutes} min`,
    more: (n) => `Hay ${n} filas más. Termine primero estas.`,
    none: 'No falta nada',
    noneBody: 'Aquí aparecen días y servicios a los que les falta una nota, un permiso o una autorización.',
  },
);
type ReasonGroup = keyof (typeof w)['en']['reasons'];
type Waiting = MoneyShown['waiting'][number];

const groupOf = (why: string): ReasonGroup => {
  if (['note-unsigned', 'plan-unsigned', 'no-consent', 'no-coverage', 'short-day'].includes(why)) {
    return why as ReasonGroup;
  }
  return [
    'no-authorisation',
    'no-certification',
    'authorisation-waits',
    'units-used-up',
    'week-full',
  ].includes(why)
    ? 'authorisation'
    : 'other';
};

/** The biller's day: what is ready, what runs out, and what is in the way of the rest, the soonest first. */
export default function Money() {
  const t = useWords(w);
  const reading = useQuery({ queryKey: ['money'], queryFn: () => api.get<MoneyShown>('/api/money') });
  const money = reading.data;
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      {money && (
        <div className={styles.stack}>
          <Totals money={money} />
          <Ready money={money} />
          <Running money={money} />
          <InTheWay money={money} />
        </div>
      )}
    </Frame>
  );
}

function Totals({ money }: { readonly money: MoneyShown }) {
  const t = useWords(w);
  const said = useMoneyWords();
  const rows = [
    [t.ready, money.ready],
    [t.risk, money.atRisk],
    [t.lost, money.lost],
  ] as const;
  return (
    <dl className={styles.totals}>
      {rows.map(([label, totals]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {said.amount(totals)}
            {totals.cents !== null && <small>{t.rated(said.dollars(totals.cents) ?? '')}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Ready({ money }: { readonly money: MoneyShown }) {
  const t = useWords(w);
  const said = useMoneyWords();
  const payers = money.payers.filter(({ ready }) => ready.lines > 0);
  return (
    <Card title={t.claims} icon="check">
      {payers.length === 0 ? (
        <p className="muted">{t.nothingReady}</p>
      ) : (
        <ul className={styles.list}>
          {payers.map(({ id, name, ready }) => (
            <li key={id}>
              <div className={styles.head}>
                <b>{name}</b>
                <span className="muted">{said.amount(ready)}</span>
                <LinkButton to={`/money/claims/${id}`} compact>
                  {t.look(name)}
                </LinkButton>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Running({ money }: { readonly money: MoneyShown }) {
  const t = useWords(w);
  const said = useMoneyWords();
  return (
    <Card title={t.running} icon="clock">
      {money.running.length === 0 ? (
        <p className="muted">{t.noneRunning}</p>
      ) : (
        <ul className={styles.list}>
          {money.running.map((one) => (
            <li key={`${one.participant} ${one.end} ${one.approved}`}>
              <div className={styles.head}>
                <Link to="/people/$person/auth" params={{ person: one.participant }}>
                  {one.recordCode}
                </Link>
                <span className="muted">{one.payer}</span>
                <span className={styles.pills}>
                  {one.warnings.map((warning) => (
                    <Pill key={warning.of} tone={warning.of === 'review' ? 'info' : 'warn'}>
                      {said.warning(warning)}
                    </Pill>
                  ))}
                </span>
              </div>
              <span className="sm">
                {t.left(said.unit[one.unit](one.left), one.approved, said.day(one.end))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function InTheWay({ money }: { readonly money: MoneyShown }) {
  const t = useWords(w);
  const [group, setGroup] = useState<ReasonGroup | 'all'>('all');
  const rows = money.waiting.filter(
    ({ whys }) => group === 'all' || whys.some(({ why }) => groupOf(why) === group),
  );
  if (money.waiting.length === 0) {
    return (
      <EmptyState icon="check" title={t.none}>
        {t.noneBody}
      </EmptyState>
    );
  }
  return (
    <Card title={t.list} icon="warning">
      <div className={styles.filter}>
        <Select
          label={t.reason}
          value={group}
          onChange={setGroup}
          options={[
            { value: 'all', label: t.all },
            ...(Object.keys(t.reasons) as ReasonGroup[]).map((value) => ({ value, label: t.reasons[value] })),
          ]}
        />
      </div>
      <ul className={styles.list}>
        {rows.map((row) => (
          <Row
            key={`${row.participant} ${row.payer} ${row.whys.map(({ why }) => why).join(' ')}`}
            row={row}
          />
        ))}
      </ul>
      {money.more > 0 && <p className="sm muted">{t.more(money.more)}</p>}
    </Card>
  );
}

function Row({ row }: { readonly row: Waiting }) {
  const t = useWords(w);
  const said = useMoneyWords();
  return (
    <li className={row.canBeSaved ? undefined : styles.lost}>
      <div className={styles.head}>
        <Link to="/people/$person/auth" params={{ person: row.participant }}>
          {row.recordCode}
        </Link>
        <span>
          {said.amount(row.totals)}
          {row.totals.cents !== null && `, ${said.dollars(row.totals.cents)}`}
        </span>
        {row.payer !== null && <span className="muted sm">{row.payer}</span>}
        {row.canBeSaved ? (
          row.actBy !== null && <Pill tone="warn">{t.act(said.day(row.actBy))}</Pill>
        ) : (
          <Pill>{t.gone}</Pill>
        )}
      </div>
      <ul className={styles.whys}>
        {row.whys.map((why) => (
          <li key={why.why}>{said.reason(why)}</li>
        ))}
      </ul>
      <details>
        <summary>{t.days(said.amount(row.totals))}</summary>
        {row.days.map(({ on, code, minutes }) => (
          <p key={`${on} ${code} ${minutes}`} className="sm">
            {t.day(said.day(on), code, minutes)}
          </p>
        ))}
      </details>
    </li>
  );
}
