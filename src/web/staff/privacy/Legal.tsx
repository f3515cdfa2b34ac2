import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  EmptyState,
  ErrorSummary,
  Pill,
  TextArea,
  Tick,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { useAct } from './act.ts';
import { ToDuties } from './Duties.tsx';
import { Orders } from './Orders.tsx';

const w = words(
  {
    title: 'Courts',
    heading: 'What courts and offices ask for',
    lead: 'An order under 42 CFR 2.61 to 2.67 allows, a subpoena compels. Only both together let something out: of one person, some parts, some days, once.',
    of: (date: string) => `Answer by ${date}`,
    overdue: 'overdue',
    blocked: 'nothing may go out',
    open: 'order and subpoena are here',
    reply: 'Answer only this. It neither confirms nor denies that anybody was ever here.',
    replied: 'I answered with these words',
    later: 'If the order or the subpoena comes later, write it down as a new request.',
    none: 'Nothing waits',
    noneBody: 'A letter of a court or an office comes up here once you write it down below.',
    answer: 'How it was answered',
    done: 'It is answered',
    kept: 'Written down as answered.',
    before: 'Answered before',
    was: (date: string) => `Was due ${date}`,
    show: 'Show its orders',
    hide: 'Hide its orders',
    came: 'A request from a court or an office came in',
    order: 'It holds a court order under 42 CFR 2.61 to 2.67',
    subpoena: 'It holds a subpoena',
    received: 'What was received',
    keep: 'Keep it and see what to do',
    next: 'Kept, with its clock. What to do stands with it above.',
  },
  {
    title: 'Juzgados',
    heading: 'Lo que piden juzgados y oficinas',
    lead: 'Una orden según 42 CFR 2.61 a 2.67 permite, una citación obliga. Solo las dos juntas dejan salir algo: de una persona, unas partes, unos días, una vez.',
    of: (date) => `Contestar antes del ${date}`,
    overdue: 'con retraso',
    blocked: 'nada puede salir',
    open: 'hay orden y citación',
    reply: 'Conteste solo esto. No confirma ni niega que alguien haya estado aquí.',
    replied: 'Contesté con estas palabras',
    later: 'Si la orden o la citación llega después, anótela como un pedido nuevo.',
    none: 'Nada espera',
    noneBody: 'Una carta de un juzgado o una oficina aparece aquí cuando usted la anota abajo.',
    answer: 'Cómo se contestó',
    done: 'Está contestado',
    kept: 'Anotado como contestado.',
    before: 'Contestados antes',
    was: (date) => `Era para el ${date}`,
    show: 'Ver sus órdenes',
    hide: 'Ocultar sus órdenes',
    came: 'Llegó un pedido de un juzgado o una oficina',
    order: 'Trae una orden judicial según 42 CFR 2.61 a 2.67',
    subpoena: 'Trae una citación',
    received: 'Qué se recibió',
    keep: 'Guardarlo y ver qué hacer',
    next: 'Guardado, con su plazo. Qué hacer está arriba, junto al pedido.',
  },
);

interface Request {
  readonly id: string;
  readonly kind: string;
  readonly words: string | null;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly answer: string | null;
  /** What alone may be answered; null where order and subpoena are both there. */
  readonly reply: string | null;
  readonly version: number;
}
const ANSWER_MAX = 8000;

const useRequests = (state: 'open' | 'answered') =>
  useQuery({
    queryKey: ['cases', state],
    queryFn: () => api.get<{ cases: readonly Request[] }>(`/api/guard/cases?state=${state}`),
    select: ({ cases }) => cases.filter(({ kind }) => kind === 'legal-request'),
  });

/** Requests of courts and offices with their clock, what an order opens, and the one way in which it leaves. */
export default function LegalPage() {
  const t = useWords(w);
  const language = useLanguage();
  const reading = useRequests('open');
  const answered = useRequests('answered').data ?? [];
  const open = reading.data ?? [];
  return (
    <Frame title={t.title} heading={t.heading} reading={reading} beside={<ToDuties />}>
      <p className="muted">{t.lead}</p>
      {open.length === 0 ? (
        <EmptyState icon="shield" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        open.map((one) => <One key={one.id} one={one} />)
      )}
      <Came />
      {answered.length > 0 && (
        <Card title={t.before}>
          <ul className="plain">
            {answered.map((one) => (
              <li key={one.id}>
                <b>{t.was(dateWords(one.dueOn, language))}</b>: {one.words}
                <p className="sm muted">{one.answer}</p>
                {one.reply === null && <Answered id={one.id} />}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Frame>
  );
}

function One({ one }: { readonly one: Request }) {
  const t = useWords(w);
  const language = useLanguage();
  const isBlocked = one.reply !== null;
  return (
    <Card
      title={t.of(dateWords(one.dueOn, language))}
      aside={
        <span className="row wrap">
          {one.isOverdue && <Pill tone="bad">{t.overdue}</Pill>}
          <Pill tone={isBlocked ? 'warn' : 'info'}>{isBlocked ? t.blocked : t.open}</Pill>
        </span>
      }
    >
      <p>{one.words}</p>
      {isBlocked ? <Refused one={one} /> : <Orders request={one.id} mayEnter />}
      {!isBlocked && <Answer one={one} />}
    </Card>
  );
}

const useAnswer = (one: Request) => {
  const t = useWords(w);
  const { act, ...rest } = useAct(['cases'], () => toast({ text: t.kept }));
  return {
    ...rest,
    send: (answer: string) =>
      act({ path: `/api/guard/cases/${one.id}/answer`, body: { answer }, version: one.version }),
  };
};

function Refused({ one }: { readonly one: Request }) {
  const t = useWords(w);
  const { send, isBusy, problem } = useAnswer(one);
  const reply = one.reply ?? '';
  return (
    <>
      <p>{t.reply}</p>
      <blockquote lang="en">{reply}</blockquote>
      <ErrorSummary problem={problem} />
      <p>
        <Button busy={isBusy} onClick={() => send(reply)}>
          {t.replied}
        </Button>
      </p>
      <p className="sm muted">{t.later}</p>
    </>
  );
}

function Answer({ one }: { readonly one: Request }) {
  const t = useWords(w);
  const [answer, setAnswer] = useState('');
  const { send, isBusy, problem } = useAnswer(one);
  const id = `answered-${one.id}`;
  return (
    <div className="stack">
      <ErrorSummary problem={problem} fields={{ '/answer': id }} />
      <TextArea
        id={id}
        label={t.answer}
        rows={2}
        maxLength={ANSWER_MAX}
        value={answer}
        onChange={setAnswer}
      />
      <p>
        <Button busy={isBusy} onClick={() => send(answer)}>
          {t.done}
        </Button>
      </p>
    </div>
  );
}

function Answered({ id }: { readonly id: string }) {
  const t = useWords(w);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="text" compact aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? t.hide : t.show}
      </Button>
      {isOpen && <Orders request={id} mayEnter={false} />}
    </>
  );
}

function Came() {
  const t = useWords(w);
  const [hasOrder, setOrder] = useState(false);
  const [hasSubpoena, setSubpoena] = useState(false);
  const [text, setText] = useState('');
  const { act, isBusy, problem, answer } = useAct(['cases'], () => {
    setText('');
    setOrder(false);
    setSubpoena(false);
  });
  return (
    <Card title={t.came} icon="inbox">
      <ErrorSummary problem={problem} fields={{ '/words': 'legal-words' }} />
      <Tick label={t.order} checked={hasOrder} onChange={setOrder} />
      <Tick label={t.subpoena} checked={hasSubpoena} onChange={setSubpoena} />
      <TextArea id="legal-words" label={t.received} maxLength={4000} value={text} onChange={setText} />
      <p>
        <Button
          busy={isBusy}
          onClick={() =>
            act({ path: '/api/guard/legal-requests', body: { hasOrder, hasSubpoena, words: text } })
          }
        >
          {t.keep}
        </Button>
      </p>
      <div role="status">{answer !== undefined && problem === null && <p>{t.next}</p>}</div>
    </Card>
  );
}
