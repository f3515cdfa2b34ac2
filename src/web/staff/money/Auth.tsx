import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { PersonMoneyShown } from '../../../treat/index.ts';
import { Problem } from '../../api.ts';
import { Button, Card, Pill, useWords, words } from '../../design/index.ts';
import Locked from '../emergency/Locked.tsx';
import { Frame } from '../Frame.tsx';
import { Tabs } from '../person/Tabs.tsx';
import { Left, useAuthorisations } from './AuthorisationCard.tsx';
import { AuthorisationForm } from './AuthorisationForm.tsx';
import { CoverageForm } from './CoverageForm.tsx';
import styles from './Money.module.css';
import { Packet } from './Packet.tsx';
import { PaidDays } from './PaidDays.tsx';
import { useMoneyWords } from './said.ts';
import { moneyWords } from './words.ts';

const w = words(
  {
    title: 'Authorizations',
    coverage: 'Who pays',
    noCoverage: 'Nobody knows yet who pays.',
    addCoverage: 'Enter who pays…',
    since: (from: string, until: string | null) => (until === null ? `since ${from}` : `${from} to ${until}`),
    member: (number: string) => `Member ${number}`,
    add: 'Enter an authorization…',
    change: 'Change…',
    changeOf: (what: string) => `Change… ${what}`,
    none: 'Nothing is authorized, and nothing was asked for.',
    states: { requested: 'Asked for', approved: 'Approved', denied: 'Denied', withdrawn: 'Withdrawn' },
    certification: 'Certification',
    asked: (n: string) => `${n} asked for`,
    waits: (n: string) => `${n} wait for an answer`,
    number: (number: string) => `No. ${number}`,
    criteria: (name: string) => `Criteria: ${name}`,
    perWeek: (n: number) => `At most ${n} days a week`,
    appeals: (peer: string, fast: string, standard: string) =>
      `Talk to their reviewer by ${peer}; urgent appeal by ${fast}; appeal by ${standard}.`,
    review: 'Write the review…',
    seen: 'That you looked is noted; the person can see it.',
  },
  {
    title: 'Autorizaciones',
    coverage: 'Quién paga',
    noCoverage: 'Todavía no se sabe quién paga.',
    addCoverage: 'Anotar quién paga…',
    since: (from, until) => (until === null ? `desde el ${from}` : `del ${from} al ${until}`),
    member: (number) => `Afiliación ${number}`,
    add: 'Anotar una autorización…',
    change: 'Cambiar…',
    changeOf: (what) => `Cambiar… ${what}`,
    none: 'No hay nada autorizado ni pedido.',
    states: { requested: 'Pedida', approved: 'Aprobada', denied: 'Negada', withdrawn: 'Retirada' },
    certification: 'Certificación',
    asked: (n) => `Se pidieron ${n}`,
    waits: (n) => `${n} esperan respuesta`,
    number: (number) => `N.º ${number}`,
    criteria: (name) => `Criterios: ${name}`,
    perWeek: (n) => `Como mucho ${n} días por semana`,
    appeals: (peer, fast, standard) =>
      `Hable con su revisor antes del ${peer}; apelación urgente antes del ${fast}; apelación antes del ${standard}.`,
    review: 'Escribir la revisión…',
    seen: 'Queda anotado que miró; la persona puede verlo.',
  },
);
type Authorisation = PersonMoneyShown['authorisations'][number];
type Open =
  | { readonly is: 'coverage' | 'new' }
  | { readonly is: 'change' | 'packet'; readonly of: Authorisation };

/** Who pays for one person and what was agreed to: whoever bills keeps it, the care team plans with it. */
export default function Auth() {
  const t = useWords(w);
  const m = useWords(moneyWords);
  const { person } = useParams({ strict: false }) as { person: string };
  const reading = useAuthorisations(person);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  if (reading.error instanceof Problem && reading.error.status === 404) return <Locked />;
  const money = reading.data;
  return (
    <Frame
      title={t.title}
      heading={`${t.title}${money?.recordCode ? `: ${money.recordCode}` : ''}`}
      reading={reading}
      actions={
        money?.mayChange && (
          <Button compact icon="plus" onClick={() => setOpen({ is: 'new' })}>
            {t.add}
          </Button>
        )
      }
    >
      {money && (
        <div className={styles.stack}>
          {!money.mayChange && <Tabs person={person} />}
          {money.mayChange && <Coverages money={money} onAdd={() => setOpen({ is: 'coverage' })} />}
          {money.authorisations.length === 0 && <p className="muted">{t.none}</p>}
          {money.authorisations.map((one) => (
            <One key={one.id} one={one} money={money} onOpen={(is) => setOpen({ is, of: one })} />
          ))}
          {money.mayChange && <PaidDays money={money} />}
          <p className="xs muted">
            {m.stops} {t.seen}
          </p>
        </div>
      )}
      {open?.is === 'coverage' && <CoverageForm person={person} onClose={close} />}
      {open?.is === 'new' && <AuthorisationForm person={person} one={null} onClose={close} />}
      {open?.is === 'change' && <AuthorisationForm person={person} one={open.of} onClose={close} />}
      {open?.is === 'packet' && <Packet person={person} authorisation={open.of.id} onClose={close} />}
    </Frame>
  );
}

function Coverages({ money, onAdd }: { readonly money: PersonMoneyShown; readonly onAdd: () => void }) {
  const t = useWords(w);
  const m = useWords(moneyWords);
  const said = useMoneyWords();
  return (
    <Card
      title={t.coverage}
      icon="work"
      aside={
        <Button compact onClick={onAdd}>
          {t.addCoverage}
        </Button>
      }
    >
      {money.coverages.length === 0 ? (
        <p className="muted">{t.noCoverage}</p>
      ) : (
        <ul className={styles.list}>
          {money.coverages.map((one) => (
            <li key={one.id}>
              <div className={styles.head}>
                <b>{one.payer ?? m.self}</b>
                <Pill>{one.level}</Pill>
                <span className="sm muted">
                  {t.since(said.day(one.since), one.until === null ? null : said.day(one.until))}
                </span>
              </div>
              {one.member && <span className="sm">{t.member(one.member.number)}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function One(props: {
  readonly one: Authorisation;
  readonly money: PersonMoneyShown;
  readonly onOpen: (is: 'change' | 'packet') => void;
}) {
  const { one, money, onOpen } = props;
  const t = useWords(w);
  const said = useMoneyWords();
  const isCertification = one.kind === 'certification';
  const span = t.since(said.day(one.start), said.day(one.end));
  return (
    <Card
      title={`${one.payer.name}, ${isCertification ? t.certification : one.codes.join(', ')}`}
      aside={<Pill tone={one.state === 'denied' ? 'bad' : 'neutral'}>{t.states[one.state]}</Pill>}
    >
      {one.state === 'approved' && !isCertification && <Left one={one} />}
      <p className="sm">
        {span}. {!isCertification && `${t.asked(said.unit[one.unit](one.requested))}.`}{' '}
        {one.pended > 0 && `${t.waits(said.unit[one.unit](one.pended))}.`}
      </p>
      <p className="sm muted">
        {[
          one.number && t.number(one.number),
          one.daysPerWeek !== null && t.perWeek(one.daysPerWeek),
          one.criteria !== '' && t.criteria(one.criteria),
          one.contact,
        ]
          .filter(Boolean)
          .join('; ')}
      </p>
      {one.appeals && (
        <p>
          {t.appeals(
            said.day(one.appeals.peerToPeerBy),
            said.day(one.appeals.expeditedBy),
            said.day(one.appeals.standardBy),
          )}
        </p>
      )}
      <div className={styles.actions}>
        {money.mayChange ? (
          <Button
            compact
            icon="pen"
            aria-label={t.changeOf(`${one.payer.name} ${span}`)}
            onClick={() => onOpen('change')}
          >
            {t.change}
          </Button>
        ) : (
          <Button compact icon="pen" onClick={() => onOpen('packet')}>
            {t.review}
          </Button>
        )}
      </div>
    </Card>
  );
}
