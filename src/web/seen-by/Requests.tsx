import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../api.ts';
import {
  Button,
  Card,
  classes,
  dateWords,
  ErrorSummary,
  Page,
  RadioCards,
  TextArea,
  toast,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { dayOfInstant } from '../sharing/sharing.ts';
import { Bottom } from '../week/Bottom.tsx';
import styles from './SeenBy.module.css';

const w = words(
  {
    title: 'My requests',
    heading: 'Ask about my record',
    lead: 'These are your rights. Nobody may treat you worse because you ask or complain.',
    what: 'What do you want?',
    kinds: {
      access: 'A copy of my record',
      amendment: 'Something in it should be corrected',
      accounting: 'A list of who got something from it',
      'intermediary-list': 'Who got it through an exchange',
      complaint: 'I want to complain',
      'looks-wrong': 'A look that looked wrong',
      restriction: 'Keep something from somebody',
      'legal-request': 'A request from outside',
      breach: 'Something was lost',
    },
    words: 'In your words (you can leave it empty)',
    send: 'Send my request',
    sent: 'Sent. You find the answer here.',
    hhs: 'You can also complain to the US Department of Health and Human Services: hhs.gov/ocr/complaints.',
    asked: 'What I asked',
    by: (date: string) => `Answer by ${date}`,
    answered: 'Answered',
  },
  {
    title: 'Mis pedidos',
    heading: 'Preguntar por mi expediente',
    lead: 'Son sus derechos. Nadie puede tratarle peor porque pregunte o se queje.',
    what: '¿Qué quiere?',
    kinds: {
      access: 'Una copia de mi expediente',
      amendment: 'Que se corrija algo',
      accounting: 'Una lista de quién recibió algo',
      'intermediary-list': 'Quién lo recibió por un intercambio',
      complaint: 'Quiero quejarme',
      'looks-wrong': 'Algo que no se veía bien',
      restriction: 'Que algo no llegue a alguien',
      'legal-request': 'Un pedido de fuera',
      breach: 'Algo se perdió',
    },
    words: 'En sus palabras (puede dejarlo vacío)',
    send: 'Enviar mi pedido',
    sent: 'Enviado. Aquí verá la respuesta.',
    hhs: 'También puede quejarse ante el Departamento de Salud de EE. UU.: hhs.gov/ocr/complaints.',
    asked: 'Lo que pedí',
    by: (date) => `Respuesta antes del ${date}`,
    answered: 'Contestado',
  },
);

const ASKED = ['access', 'amendment', 'accounting', 'intermediary-list', 'complaint'] as const;
type Asked = (typeof ASKED)[number];

interface Requests {
  readonly requests: readonly {
    readonly id: string;
    readonly kind: Asked | 'looks-wrong' | 'restriction' | 'legal-request' | 'breach';
    readonly words: string;
    readonly askedAt: string;
    readonly dueOn: string;
    readonly state: 'open' | 'answered' | 'closed';
    readonly answer: string | null;
  }[];
}

/** The person's rights over their record, asked for in one step, with the day by which each is answered. */
export default function RequestsPage() {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const [kind, setKind] = useState<Asked>();
  const [text, setText] = useState('');
  const [key, setKey] = useState(newKey);
  const reading = useQuery({
    queryKey: ['my', 'requests'],
    queryFn: () => api.get<Requests>('/api/my/requests'),
  });
  const sending = useMutation({
    mutationFn: () => api.post<Requests>('/api/my/requests', { kind, words: text }, { key }),
    onSuccess: (answer) => {
      client.setQueryData(['my', 'requests'], answer);
      setKind(undefined);
      setText('');
      setKey(newKey());
      toast({ text: t.sent });
    },
  });
  const requests = reading.data?.requests ?? [];
  return (
    <Page title={t.title} back="/more/seen-by" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      <p>{t.lead}</p>
      <ErrorSummary problem={sending.error instanceof Problem ? sending.error : null} />
      <RadioCards
        legend={t.what}
        value={kind}
        onChange={setKind}
        choices={ASKED.map((value) => ({ value, label: t.kinds[value] }))}
      />
      {kind && (
        <>
          <TextArea label={t.words} maxLength={4000} value={text} onChange={setText} />
          <p>
            <Button look="primary" busy={sending.isPending} onClick={() => sending.mutate()}>
              {t.send}
            </Button>
          </p>
        </>
      )}
      <p className={classes('sm muted', styles.breaks)}>{t.hhs}</p>
      {requests.length > 0 && (
        <Card title={t.asked}>
          <ul>
            {requests.map((one) => (
              <li key={one.id}>
                <b>{t.kinds[one.kind]}</b> ({dayOfInstant(one.askedAt, language)}){' '}
                <span className="muted">
                  {one.state === 'open' ? t.by(dateWords(one.dueOn, language)) : t.answered}
                </span>
                {one.answer && <p>{one.answer}</p>}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}
