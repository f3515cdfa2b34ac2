import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
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

const w = words(
  {
    title: 'Requests',
    heading: 'What must be answered',
    kinds: {
      complaint: 'A complaint',
      'looks-wrong': 'A look that looks wrong',
      access: 'Wants a copy of their record',
      amendment: 'Wants a correction',
      restriction: 'Wants something kept from somebody',
      accounting: 'Wants to know who got something',
      'intermediary-list': 'Wants the list of an exchange',
      'legal-request': 'A request from a court or an office',
      breach: 'A breach',
    },
    due: (date: string) => `Due ${date}`,
    overdue: (date: string) => `Was due ${date}`,
    rule: (source: string) => `Clock: ${source}`,
    own: 'Clock: our own promise',
    blocked: 'Nothing may go out: a court order and a subpoena are both needed.',
    answer: 'Answer',
    send: 'Send this answer',
    sent: 'Answered. Whoever asked reads it.',
    none: 'Nothing waits',
    noneBody:
      'Requests, complaints and looks that look wrong come up here, each with the day by which it is answered.',
    legal: 'A request from a court or an office came in',
    order: 'It holds a court order under 42 CFR 2.61 to 2.67',
    subpoena: 'It holds a subpoena',
    received: 'What was received',
    keep: 'Keep it and see what to do',
    reply: 'Answer only this:',
  },
  {
    title: 'Pedidos',
    heading: 'Lo que hay que contestar',
    kinds: {
      complaint: 'Una queja',
      'looks-wrong': 'Algo que no se ve bien',
      access: 'Quiere una copia de su expediente',
      amendment: 'Quiere una corrección',
      restriction: 'Quiere que algo no llegue a alguien',
      accounting: 'Quiere saber quién recibió algo',
      'intermediary-list': 'Quiere la lista de un intercambio',
      'legal-request': 'Un pedido de un juzgado o una oficina',
      breach: 'Una fuga',
    },
    due: (date) => `Para el ${date}`,
    overdue: (date) => `Era para el ${date}`,
    rule: (source) => `Plazo: ${source}`,
    own: 'Plazo: promesa propia',
    blocked: 'Nada puede salir: hacen falta una orden judicial y una citación.',
    answer: 'Respuesta',
    send: 'Enviar esta respuesta',
    sent: 'Contestado. Quien preguntó lo lee.',
    none: 'Nada espera',
    noneBody: 'Aquí aparecen pedidos, quejas y avisos, cada uno con el día en que se contesta.',
    legal: 'Llegó un pedido de un juzgado o una oficina',
    order: 'Trae una orden judicial según 42 CFR 2.61 a 2.67',
    subpoena: 'Trae una citación',
    received: 'Qué se recibió',
    keep: 'Guardarlo y ver qué hacer',
    reply: 'Conteste solo esto:',
  },
);

type Kind = keyof (typeof w)['en']['kinds'];
interface Case {
  readonly id: string;
  readonly kind: Kind;
  readonly recordCode: string | null;
  readonly words: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly dueOn: string;
  readonly source: string | null;
  readonly isOverdue: boolean;
  readonly version: number;
}
interface Cases {
  readonly cases: readonly Case[];
}

/** Every request with its clock, and what a court's letter opens: mostly nothing. */
export default function CasesPage() {
  const t = useWords(w);
  const reading = useQuery({ queryKey: ['cases'], queryFn: () => api.get<Cases>('/api/guard/cases') });
  const cases = reading.data?.cases ?? [];
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      {cases.length === 0 ? (
        <EmptyState icon="inbox" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        cases.map((one) => <Row key={one.id} one={one} />)
      )}
      <Legal />
    </Frame>
  );
}

function Row({ one }: { readonly one: Case }) {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const [answer, setAnswer] = useState('');
  const answering = useMutation({
    mutationFn: () =>
      api.post<Cases>(
        `/api/guard/cases/${one.id}/answer`,
        { answer },
        { ifMatch: String(one.version), key: newKey() },
      ),
    onSuccess: (after) => {
      client.setQueryData(['cases'], after);
      toast({ text: t.sent });
    },
  });
  const date = dateWords(one.dueOn, language);
  return (
    <Card
      title={`${t.kinds[one.kind]}${one.recordCode === null ? '' : `: ${one.recordCode}`}`}
      aside={
        <Pill tone={one.isOverdue ? 'bad' : 'neutral'}>{(one.isOverdue ? t.overdue : t.due)(date)}</Pill>
      }
    >
      {one.words && <p>{one.words}</p>}
      {one.facts.isBlocked === true && <p>{t.blocked}</p>}
      <p className="xs muted">{one.source === null ? t.own : t.rule(one.source)}</p>
      <ErrorSummary
        problem={answering.error instanceof Problem ? answering.error : null}
        fields={{ '/answer': `answer-${one.id}` }}
      />
      <TextArea
        id={`answer-${one.id}`}
        label={t.answer}
        maxLength={8000}
        value={answer}
        onChange={setAnswer}
      />
      <p>
        <Button busy={answering.isPending} onClick={() => answering.mutate()}>
          {t.send}
        </Button>
      </p>
    </Card>
  );
}

function Legal() {
  const t = useWords(w);
  const client = useQueryClient();
  const [hasOrder, setOrder] = useState(false);
  const [hasSubpoena, setSubpoena] = useState(false);
  const [text, setText] = useState('');
  const keeping = useMutation({
    mutationFn: () =>
      api.post<{ reply: string | null }>(
        '/api/guard/legal-requests',
        { hasOrder, hasSubpoena, words: text },
        { key: newKey() },
      ),
    onSuccess: () => {
      setText('');
      void client.invalidateQueries({ queryKey: ['cases'] });
    },
  });
  const reply = keeping.data?.reply;
  return (
    <Card title={t.legal} icon="shield">
      <ErrorSummary
        problem={keeping.error instanceof Problem ? keeping.error : null}
        fields={{ '/words': 'legal-words' }}
      />
      <Tick label={t.order} checked={hasOrder} onChange={setOrder} />
      <Tick label={t.subpoena} checked={hasSubpoena} onChange={setSubpoena} />
      <TextArea id="legal-words" label={t.received} maxLength={4000} value={text} onChange={setText} />
      <p>
        <Button busy={keeping.isPending} onClick={() => keeping.mutate()}>
          {t.keep}
        </Button>
      </p>
      {reply && (
        <div role="status">
          <p>
            <b>{t.blocked}</b> {t.reply}
          </p>
          <blockquote lang="en">{reply}</blockquote>
        </div>
      )}
    </Card>
  );
}
