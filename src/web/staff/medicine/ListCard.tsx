import { useState } from 'react';
import type { EntryShown, MedicationShown } from '../../../treat/index.ts';
import { Button, Card, dateWords, Pill, useLanguage, useWords, words } from '../../design/index.ts';
import { EndDialog, EntryDialog, GivenDialog, SupplyDialog } from './Dialogs.tsx';
import styles from './Medicine.module.css';
import { useMedicineName } from './medicine.ts';
import { OrderDialog } from './OrderDialog.tsx';
import { medicineWords } from './words.ts';

const w = words(
  {
    title: 'Medicines',
    none: 'Nothing is on the list yet. Add what others prescribe, or draft an order.',
    order: 'Draft an order…',
    add: 'Add what others prescribe…',
    here: 'from here',
    elsewhere: (who: string) => (who === '' ? 'from elsewhere' : `from ${who}`),
    since: (date: string) => `since ${date}`,
    lasts: (date: string) => `supply lasts until ${date}`,
    give: 'Dose given…',
    supply: 'Dispensed…',
    change: 'Change…',
    end: 'End…',
    before: 'Taken before',
    until: (date: string, how: string) => `until ${date}, ${how}`,
    how: {
      completed: 'completed',
      tapered: 'tapered',
      'at-once': 'ended at once',
      changed: 'changed',
      unknown: 'how is not known',
      'entered-in-error': 'entered in error',
    },
  },
  {
    title: 'Medicinas',
    none: 'La lista está vacía. Agregue lo que recetan otros, o redacte una orden.',
    order: 'Redactar una orden…',
    add: 'Agregar lo que recetan otros…',
    here: 'de aquí',
    elsewhere: (who) => (who === '' ? 'de otro lugar' : `de ${who}`),
    since: (date) => `desde el ${date}`,
    lasts: (date) => `alcanza hasta el ${date}`,
    give: 'Dosis dada…',
    supply: 'Surtida…',
    change: 'Cambiar…',
    end: 'Terminar…',
    before: 'Tomadas antes',
    until: (date, how) => `hasta el ${date}, ${how}`,
    how: {
      completed: 'completada',
      tapered: 'bajada poco a poco',
      'at-once': 'terminada de golpe',
      changed: 'cambiada',
      unknown: 'no se sabe cómo',
      'entered-in-error': 'anotada por error',
    },
  },
);

type Opened =
  | { readonly what: 'order' | 'add' }
  | { readonly what: 'give' | 'supply' | 'change' | 'stop' | 'end'; readonly line: EntryShown };

/** What somebody takes, from here and from elsewhere, with what is done about each. */
export function ListCard({
  medication,
  mayWrite,
}: {
  readonly medication: MedicationShown;
  readonly mayWrite: boolean;
}) {
  const t = useWords(w);
  const m = useWords(medicineWords);
  const language = useLanguage();
  const nameOf = useMedicineName();
  const [opened, setOpened] = useState<Opened>();
  const person = medication.participant;
  const short = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric', year: 'numeric' });
  const taken = medication.list.filter(({ isTaken }) => isTaken);
  const before = medication.list.filter(({ isTaken }) => !isTaken);
  const close = () => setOpened(undefined);
  return (
    <Card
      title={t.title}
      icon="pill"
      aside={
        mayWrite && (
          <span className="row wrap">
            <Button compact onClick={() => setOpened({ what: 'order' })}>
              {t.order}
            </Button>
            <Button compact look="text" onClick={() => setOpened({ what: 'add' })}>
              {t.add}
            </Button>
          </span>
        )
      }
    >
      {taken.length === 0 && <p className="muted">{t.none}</p>}
      {taken.map((line) => {
        const name = nameOf(line.medicine, line.name);
        const button = (what: 'give' | 'supply' | 'change' | 'stop' | 'end', label: string) => (
          <Button
            compact
            look="text"
            aria-label={`${label} ${name}`}
            onClick={() => setOpened({ what, line })}
          >
            {label}
          </Button>
        );
        return (
          <div key={line.id} className={styles.line}>
            <p className="row wrap">
              <b>{name}</b>
              <span>{line.dose}</span>
              {line.prescribed === 'here' ? (
                <Pill tone="info">{t.here}</Pill>
              ) : (
                <span className="muted">{t.elsewhere(line.prescriber)}</span>
              )}
            </p>
            <p className="row wrap sm muted">
              <span>{m.route[line.route]}</span>
              {line.since && <span>{t.since(short(line.since))}</span>}
              {line.lastsUntil && <span>{t.lasts(short(line.lastsUntil))}</span>}
            </p>
            {mayWrite && (
              <p className="row wrap">
                {line.prescribed === 'here' && button('give', t.give)}
                {button('supply', t.supply)}
                {line.prescribed === 'here' ? (
                  <>
                    {button('change', t.change)}
                    {button('stop', t.end)}
                  </>
                ) : (
                  button('end', t.end)
                )}
              </p>
            )}
          </div>
        );
      })}
      {before.length > 0 && (
        <details>
          <summary className="tap">
            {t.before} ({before.length})
          </summary>
          <ul>
            {before.map((line) => (
              <li key={line.id}>
                {nameOf(line.medicine, line.name)}, {line.dose}{' '}
                <span className="muted">
                  {line.until && t.until(short(line.until), t.how[line.endedHow ?? 'unknown'])}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {opened?.what === 'order' && <OrderDialog person={person} kind="start" onClose={close} />}
      {opened?.what === 'add' && <EntryDialog person={person} onClose={close} />}
      {(opened?.what === 'change' || opened?.what === 'stop') && (
        <OrderDialog person={person} kind={opened.what} line={opened.line} onClose={close} />
      )}
      {opened?.what === 'give' && <GivenDialog person={person} line={opened.line} onClose={close} />}
      {opened?.what === 'supply' && <SupplyDialog person={person} line={opened.line} onClose={close} />}
      {opened?.what === 'end' && <EndDialog person={person} line={opened.line} onClose={close} />}
    </Card>
  );
}
