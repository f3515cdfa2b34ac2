import { useState } from 'react';
import type { MedicationShown } from '../../../treat/index.ts';
import { Problem } from '../../api.ts';
import {
  Button,
  Card,
  Dialog,
  dateWords,
  ErrorSummary,
  TextArea,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { said } from '../measures-words.ts';
import { FindingDialog } from './Dialogs.tsx';
import styles from './Medicine.module.css';
import { todayHere, useCommand, useMedicineName } from './medicine.ts';
import { medicineWords } from './words.ts';

const w = words(
  {
    title: 'Allergies, conditions, values',
    add: 'Note something…',
    none: 'Nothing is noted yet. The rules can only look at what is written here.',
    until: (date: string) => `until ${date}`,
    by: (name: string) => `noted by ${name}`,
    over: 'It has passed',
    wrong: 'Entered in error…',
    given: 'Doses given here',
    lot: (lot: string) => `lot ${lot}`,
    status: { given: 'given', held: 'held', missed: 'missed' },
    withdrawn: (name: string, reason: string) => `Taken back by ${name}: ${reason}`,
    wrongTitle: 'Entered in error?',
    wrongHint: 'It stays in the record with this reason, and counts no longer.',
    reason: 'Reason',
    take: 'Take it back',
    noted: 'Noted.',
  },
  {
    title: 'Alergias, condiciones, valores',
    add: 'Anotar algo…',
    none: 'Aún no hay nada anotado. Las reglas solo miran lo que está escrito aquí.',
    until: (date) => `hasta el ${date}`,
    by: (name) => `lo anotó ${name}`,
    over: 'Ya pasó',
    wrong: 'Anotado por error…',
    given: 'Dosis dadas aquí',
    lot: (lot) => `lote ${lot}`,
    status: { given: 'dada', held: 'aplazada', missed: 'no se dio' },
    withdrawn: (name, reason) => `Retirada por ${name}: ${reason}`,
    wrongTitle: '¿Anotado por error?',
    wrongHint: 'Queda en el expediente con esta razón y ya no cuenta.',
    reason: 'Razón',
    take: 'Retirarlo',
    noted: 'Anotado.',
  },
);

interface Props {
  readonly medication: MedicationShown;
  readonly mayWrite: boolean;
}

/** What the rules look at beside medicines, and what was given here. */
export function FindingsCard({ medication, mayWrite }: Props) {
  const t = useWords(w);
  const m = useWords(medicineWords);
  const language = useLanguage();
  const nameOf = useMedicineName();
  const [isAdding, setAdding] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const person = medication.participant;
  const passing = useCommand(person, { said: t.noted, after: () => {} });
  const short = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric', year: 'numeric' });
  return (
    <>
      <Card
        title={t.title}
        icon="info"
        aside={
          mayWrite && (
            <Button compact onClick={() => setAdding(true)}>
              {t.add}
            </Button>
          )
        }
      >
        {medication.findings.length === 0 && <p className="muted">{t.none}</p>}
        <ErrorSummary problem={passing.error instanceof Problem ? passing.error : null} />
        {medication.findings.map((one) => {
          const isMedicine = one.kind === 'allergy' && one.code !== 'other';
          const name = isMedicine ? nameOf(one.code) : said(m.code, one.code);
          const mayPass =
            mayWrite && one.until === null && (one.kind === 'condition' || one.kind === 'allergy');
          return (
            <div key={one.id} className={styles.line}>
              <p className="row wrap">
                <span className="sm muted">{m.kind[one.kind]}</span>
                <b>
                  {one.kind === 'allergy' && one.code === 'other' ? one.words : name}
                  {one.value !== null && `: ${one.value}`}
                </b>
                <span>{short(one.on)}</span>
                {one.until && <span>{t.until(short(one.until))}</span>}
              </p>
              {one.words !== '' && !(one.kind === 'allergy' && one.code === 'other') && (
                <p className="sm">{one.words}</p>
              )}
              <p className="row wrap sm muted">
                <span>{t.by(one.by)}</span>
                {mayPass && (
                  <Button
                    compact
                    look="text"
                    aria-label={`${t.over}: ${name}`}
                    busy={passing.isPending}
                    onClick={() =>
                      passing.mutate({ path: `/findings/${one.id}/over`, body: { on: todayHere() } })
                    }
                  >
                    {t.over}
                  </Button>
                )}
                {mayWrite && (
                  <Button
                    compact
                    look="text"
                    aria-label={`${t.wrong} ${name} ${short(one.on)}`}
                    onClick={() => setWrong(`/findings/${one.id}/withdraw`)}
                  >
                    {t.wrong}
                  </Button>
                )}
              </p>
            </div>
          );
        })}
      </Card>
      {medication.given.length > 0 && (
        <Card title={t.given} icon="check">
          {medication.given.map((one) => {
            const name = nameOf(one.medicine, one.name);
            return (
              <div key={one.id} className={styles.line}>
                <p className="row wrap">
                  <b>{name}</b>
                  <span>
                    {t.status[one.status]} {short(one.on)}
                  </span>
                  <span className="sm muted">
                    {[one.site === null ? '' : m.site[one.site], one.lot === '' ? '' : t.lot(one.lot), one.by]
                      .filter((part) => part !== '')
                      .join(', ')}
                  </span>
                </p>
                {one.note !== '' && <p className="sm">{one.note}</p>}
                {one.withdrawn ? (
                  <p className="sm muted">{t.withdrawn(one.withdrawn.by, one.withdrawn.reason)}</p>
                ) : (
                  mayWrite && (
                    <p>
                      <Button
                        compact
                        look="text"
                        aria-label={`${t.wrong} ${name} ${short(one.on)}`}
                        onClick={() => setWrong(`/administrations/${one.id}/withdraw`)}
                      >
                        {t.wrong}
                      </Button>
                    </p>
                  )
                )}
              </div>
            );
          })}
        </Card>
      )}
      {isAdding && <FindingDialog person={person} onClose={() => setAdding(false)} />}
      {wrong !== undefined && <Withdraw person={person} path={wrong} onClose={() => setWrong(undefined)} />}
    </>
  );
}

function Withdraw(props: { readonly person: string; readonly path: string; readonly onClose: () => void }) {
  const t = useWords(w);
  const [reason, setReason] = useState('');
  const taking = useCommand(props.person, { said: t.noted, after: props.onClose });
  return (
    <Dialog
      title={t.wrongTitle}
      onClose={props.onClose}
      actions={
        <Button
          look="primary"
          busy={taking.isPending}
          onClick={() => taking.mutate({ path: props.path, body: { reason } })}
        >
          {t.take}
        </Button>
      }
    >
      <ErrorSummary
        problem={taking.error instanceof Problem ? taking.error : null}
        fields={{ '/reason': 'take-reason' }}
      />
      <TextArea
        id="take-reason"
        label={t.reason}
        hint={t.wrongHint}
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
    </Dialog>
  );
}
