import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  EmptyState,
  ErrorSummary,
  LinkButton,
  Pill,
  TextArea,
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
    legal: 'See what may go out, and answer it',
    came: 'Write down a request from a court or an office',
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
    legal: 'Ver qué puede salir, y contestarlo',
    came: 'Anotar un pedido de un juzgado o una oficina',
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

/** Every request with its clock; those of courts have a page of their own. */
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
      <p>
        <LinkButton to="/guard/legal" icon="shield">
          {t.came}
        </LinkButton>
      </p>
    </Frame>
  );
}

function Row({ one }: { readonly one: Case }) {
  const t = useWords(w);
  const language = useLanguage();
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
      {one.kind === 'legal-request' ? (
        <p>
          <LinkButton to="/guard/legal">{t.legal}</LinkButton>
        </p>
      ) : (
        <Answer one={one} />
      )}
    </Card>
  );
}

function Answer({ one }: { readonly one: Case }) {
  const t = useWords(w);
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
  return (
    <>
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
    </>
  );
}
