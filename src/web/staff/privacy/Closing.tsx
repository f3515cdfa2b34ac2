import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import {
  Button,
  Card,
  Dialog,
  dateWords,
  ErrorSummary,
  type PageError,
  Pill,
  pluralEn,
  pluralEs,
  TextField,
  Tick,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { today, useAct } from './act.ts';
import { ToDuties } from './Duties.tsx';
import styles from './Privacy.module.css';
import { Transfer } from './Transfer.tsx';

const recordsEn = (n: number) => pluralEn(n, { one: '1 record', other: `${n} records` });
const recordsEs = (n: number) => pluralEs(n, { one: '1 expediente', other: `${n} expedientes` });

const w = words(
  {
    title: 'Closing',
    heading: 'If the program closes or is taken over',
    lead: 'Whoever signs for it goes to the program that takes over. All other records are sealed where a law asks for them, and destroyed where none does (42 CFR 2.19).',
    no: 'The program goes on',
    noBody: 'Fill this in only when it is decided. Nothing happens to any record before the last day.',
    day: 'The last day',
    successor: 'The program that takes over, if there is one',
    optional: 'can stay empty',
    isLaw: 'A law asks for records to be kept',
    citation: 'Which law',
    keepUntil: 'Keep them until the day',
    goOn: 'Read what follows from it…',
    needed: 'Say the last day; and with a law, which one and until when.',
    announceTitle: 'What follows when you say that the program closes',
    from: (date: string) => `The last day is ${date}.`,
    to: (name: string) => `A record goes to ${name} if the person signed for it, and only then.`,
    nobody: 'No program takes over: no record is handed over.',
    seals: (law: string, date: string) =>
      `All others are sealed on that day and kept until ${date}, because of ${law}. The care team opens them no more.`,
    destroys:
      'All others are destroyed: 30 days after that day their keys are gone, here and in every backup.',
    noWayBack: 'This cannot be changed or taken back here.',
    read: 'I read this, and it is decided',
    tickIt: 'Tick that you read it.',
    announce: 'Say that the program closes',
    announced: 'It is announced.',
    closes: (date: string) => `The program closes on ${date}`,
    open: 'announced',
    done: 'carried out',
    transferred: (n: number) => `${recordsEn(n)} handed over`,
    sealed: (n: number) => `${recordsEn(n)} sealed`,
    destroyed: (n: number) => `${recordsEn(n)} destroyed, or to be destroyed`,
    undecided: (n: number) => `${recordsEn(n)} not handed over`,
    successorIs: (name: string) => `Taken over by ${name}.`,
    lawIs: (law: string, date: string) => `Kept until ${date} because of ${law}.`,
    label: 'What stands on whatever holds them:',
    carryOut: 'The last day came',
    notYet: (date: string) =>
      `From ${date} on you carry it out here. Until then hand over what people signed for.`,
    carryOutBody: 'Everything that was not handed over is decided at once.',
    review: 'Read what happens now…',
    carryTitle: 'What happens now',
    nowSealed: (n: number) => `${recordsEn(n)} are sealed. Nobody of the care team opens them any more.`,
    nowDestroyed: (n: number) =>
      `${recordsEn(n)} are destroyed in 30 days. Until then you can keep one, under Erasure.`,
    number: (n: number) => `To go on, type how many records that is: ${n}`,
    typeIt: 'Type the number of records as it stands there.',
    seal: 'Seal them all',
    destroy: 'Have them all destroyed',
    carried: 'It is carried out.',
    cancel: 'Not now',
  },
  {
    title: 'Cierre',
    heading: 'Si el programa cierra o pasa a otro',
    lead: 'Lo que la persona firma pasa al programa que sigue. Los demás expedientes se sellan donde una ley lo pide, y se destruyen donde ninguna lo pide (42 CFR 2.19).',
    no: 'El programa sigue',
    noBody: 'Llene esto solo cuando esté decidido. Nada pasa con ningún expediente antes del último día.',
    day: 'El último día',
    successor: 'El programa que sigue, si lo hay',
    optional: 'puede quedar vacío',
    isLaw: 'Una ley pide guardar los expedientes',
    citation: 'Qué ley',
    keepUntil: 'Guardarlos hasta el día',
    goOn: 'Leer qué pasa entonces…',
    needed: 'Diga el último día; y con una ley, cuál y hasta cuándo.',
    announceTitle: 'Qué pasa cuando usted dice que el programa cierra',
    from: (date) => `El último día es el ${date}.`,
    to: (name) => `Un expediente pasa a ${name} si la persona lo firmó, y solo entonces.`,
    nobody: 'Ningún programa sigue: no se entrega ningún expediente.',
    seals: (law, date) =>
      `Los demás se sellan ese día y se guardan hasta el ${date}, por ${law}. El equipo ya no los abre.`,
    destroys:
      'Los demás se destruyen: 30 días después de ese día sus llaves ya no existen, ni aquí ni en ninguna copia.',
    noWayBack: 'Esto no se puede cambiar ni deshacer aquí.',
    read: 'Lo leí, y está decidido',
    tickIt: 'Marque que lo leyó.',
    announce: 'Decir que el programa cierra',
    announced: 'Está anunciado.',
    closes: (date) => `El programa cierra el ${date}`,
    open: 'anunciado',
    done: 'hecho',
    transferred: (n) => `Con entrega: ${recordsEs(n)}`,
    sealed: (n) => `Con sello: ${recordsEs(n)}`,
    destroyed: (n) => `Por destruir, o ya sin llave: ${recordsEs(n)}`,
    undecided: (n) => `Sin entrega: ${recordsEs(n)}`,
    successorIs: (name) => `Sigue ${name}.`,
    lawIs: (law, date) => `Se guardan hasta el ${date} por ${law}.`,
    label: 'Qué dice sobre aquello que los guarda:',
    carryOut: 'Llegó el último día',
    notYet: (date) => `Desde el ${date} se hace aquí. Hasta entonces entregue lo que las personas firmaron.`,
    carryOutBody: 'Todo lo que no se entregó se decide de una vez.',
    review: 'Leer qué pasa ahora…',
    carryTitle: 'Qué pasa ahora',
    nowSealed: (n) => `Se sellan: ${recordsEs(n)}. Nadie del equipo los abre más.`,
    nowDestroyed: (n) =>
      `Se destruyen en 30 días: ${recordsEs(n)}. Hasta entonces puede conservar alguno, en Borrado.`,
    number: (n) => `Para seguir, escriba cuántos expedientes son: ${n}`,
    typeIt: 'Escriba el número de expedientes como está ahí.',
    seal: 'Sellarlos todos',
    destroy: 'Destruirlos todos',
    carried: 'Está hecho.',
    cancel: 'Ahora no',
  },
);

interface Law {
  readonly citation: string;
  readonly keepUntil: string;
}
interface Closing {
  readonly closesOn: string;
  readonly successor: string | null;
  readonly law: Law | null;
  readonly doneAt: string | null;
}
interface Closes {
  readonly closing: Closing | null;
  readonly records: readonly {
    readonly participant: string;
    readonly recordCode: string | null;
    readonly becomes: 'transferred' | 'sealed' | 'destroyed' | null;
    readonly label: string | null;
  }[];
}
const PATH = '/api/guard/closing';
const KEY = ['closing'];

const useDay = () => {
  const language = useLanguage();
  return (date: string) => dateWords(date, language, { year: 'numeric', month: 'long', day: 'numeric' });
};

/** The end of the program: said once, read twice, and what becomes of each record. */
export default function ClosingPage() {
  const t = useWords(w);
  const reading = useQuery({ queryKey: KEY, queryFn: () => api.get<Closes>(PATH) });
  const closes = reading.data;
  return (
    <Frame title={t.title} heading={t.heading} reading={reading} beside={<ToDuties />}>
      <p className="muted">{t.lead}</p>
      {closes?.closing == null ? (
        <Announce />
      ) : (
        <Announced closing={closes.closing} records={closes.records} />
      )}
    </Frame>
  );
}

function Announce() {
  const t = useWords(w);
  const [closesOn, setDay] = useState('');
  const [successor, setSuccessor] = useState('');
  const [isLaw, setIsLaw] = useState(false);
  const [citation, setCitation] = useState('');
  const [keepUntil, setKeepUntil] = useState('');
  const [isReading, setReading] = useState(false);
  const [faults, setFaults] = useState<readonly PageError[]>([]);
  const closing: Closing = {
    closesOn,
    successor: successor.trim() === '' ? null : successor.trim(),
    law: isLaw ? { citation: citation.trim(), keepUntil } : null,
    doneAt: null,
  };
  const isFilled = closesOn !== '' && (!isLaw || (closing.law?.citation !== '' && keepUntil !== ''));
  return (
    <Card title={t.no} icon="door">
      <p>{t.noBody}</p>
      <ErrorSummary errors={faults} />
      <div className={styles.search}>
        <TextField id="closing-day" type="date" label={t.day} value={closesOn} onChange={setDay} />
        <TextField
          label={t.successor}
          optional={t.optional}
          maxLength={200}
          value={successor}
          onChange={setSuccessor}
        />
      </div>
      <Tick label={t.isLaw} checked={isLaw} onChange={setIsLaw} />
      {isLaw && (
        <div className={styles.search}>
          <TextField label={t.citation} maxLength={300} value={citation} onChange={setCitation} />
          <TextField type="date" label={t.keepUntil} value={keepUntil} onChange={setKeepUntil} />
        </div>
      )}
      <p>
        <Button
          onClick={() => {
            setFaults(isFilled ? [] : [{ message: t.needed, fieldId: 'closing-day' }]);
            setReading(isFilled);
          }}
        >
          {t.goOn}
        </Button>
      </p>
      {isReading && <SayIt closing={closing} onClose={() => setReading(false)} />}
    </Card>
  );
}

function SayIt({ closing, onClose }: { readonly closing: Closing; readonly onClose: () => void }) {
  const t = useWords(w);
  const day = useDay();
  const [isRead, setRead] = useState(false);
  const [faults, setFaults] = useState<readonly PageError[]>([]);
  const { act, isBusy, problem } = useAct(KEY, () => {
    toast({ text: t.announced });
    onClose();
  });
  const { closesOn, successor, law } = closing;
  const announce = () => {
    setFaults(isRead ? [] : [{ message: t.tickIt }]);
    if (isRead) act({ path: PATH, body: { closesOn, successor, law } });
  };
  return (
    <Dialog
      title={t.announceTitle}
      onClose={onClose}
      actions={
        <>
          <Button look="text" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button look="primary" busy={isBusy} onClick={announce}>
            {t.announce}
          </Button>
        </>
      }
    >
      <ErrorSummary problem={problem} errors={faults} />
      <ul>
        <li>{t.from(day(closesOn))}</li>
        <li>{successor === null ? t.nobody : t.to(successor)}</li>
        <li>{law === null ? t.destroys : t.seals(law.citation, day(law.keepUntil))}</li>
      </ul>
      <p>
        <b>{t.noWayBack}</b>
      </p>
      <Tick label={t.read} checked={isRead} onChange={setRead} />
    </Dialog>
  );
}

function Announced({ closing, records }: { readonly closing: Closing; readonly records: Closes['records'] }) {
  const t = useWords(w);
  const day = useDay();
  const { closesOn, successor, law, doneAt } = closing;
  const become = (fate: Closes['records'][number]['becomes']) =>
    records.filter(({ becomes }) => becomes === fate).length;
  const undecided = records.filter(({ becomes }) => becomes === null);
  const label = records.find((record) => record.label !== null)?.label;
  const isDone = doneAt !== null;
  return (
    <>
      <Card
        title={t.closes(day(closesOn))}
        aside={<Pill tone={isDone ? 'ok' : 'warn'}>{isDone ? t.done : t.open}</Pill>}
      >
        <p>
          {successor === null ? t.nobody : t.successorIs(successor)}{' '}
          {law === null ? t.destroys : t.lawIs(law.citation, day(law.keepUntil))}
        </p>
        <ul>
          <li>{t.transferred(become('transferred'))}</li>
          {isDone && become('sealed') > 0 && <li>{t.sealed(become('sealed'))}</li>}
          {isDone && become('destroyed') > 0 && <li>{t.destroyed(become('destroyed'))}</li>}
          {!isDone && <li>{t.undecided(undecided.length)}</li>}
        </ul>
        {label != null && (
          <>
            <p>{t.label}</p>
            <blockquote lang="en">{label}</blockquote>
          </>
        )}
      </Card>
      {!isDone && successor !== null && <Transfer successor={successor} undecided={undecided} />}
      {!isDone && (
        <Card title={t.carryOut} tone="warn">
          {closesOn > today() ? (
            <p>{t.notYet(day(closesOn))}</p>
          ) : (
            <CarryOut isSealed={law !== null} count={undecided.length} />
          )}
        </Card>
      )}
    </>
  );
}

function CarryOut({ isSealed, count }: { readonly isSealed: boolean; readonly count: number }) {
  const t = useWords(w);
  const [isReading, setReading] = useState(false);
  return (
    <>
      <p>{t.carryOutBody}</p>
      <p>
        <Button onClick={() => setReading(true)}>{t.review}</Button>
      </p>
      {isReading && <DoIt isSealed={isSealed} count={count} onClose={() => setReading(false)} />}
    </>
  );
}

function DoIt(props: { readonly isSealed: boolean; readonly count: number; readonly onClose: () => void }) {
  const { isSealed, count, onClose } = props;
  const t = useWords(w);
  const [typed, setTyped] = useState('');
  const [faults, setFaults] = useState<readonly PageError[]>([]);
  const { act, isBusy, problem } = useAct(KEY, () => {
    toast({ text: t.carried });
    onClose();
  });
  const carryOut = () => {
    const isTyped = typed.trim() === String(count);
    setFaults(isTyped ? [] : [{ message: t.typeIt, fieldId: 'closing-count' }]);
    if (isTyped) act({ path: `${PATH}/carry-out` });
  };
  return (
    <Dialog
      title={t.carryTitle}
      onClose={onClose}
      actions={
        <>
          <Button look="text" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button look="primary" busy={isBusy} onClick={carryOut}>
            {isSealed ? t.seal : t.destroy}
          </Button>
        </>
      }
    >
      <ErrorSummary problem={problem} errors={faults} />
      <p>{(isSealed ? t.nowSealed : t.nowDestroyed)(count)}</p>
      <p>
        <b>{t.noWayBack}</b>
      </p>
      <TextField
        id="closing-count"
        label={t.number(count)}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={setTyped}
      />
    </Dialog>
  );
}
