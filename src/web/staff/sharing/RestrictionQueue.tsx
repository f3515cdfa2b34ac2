import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  Pill,
  TextArea,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { listed, type Part, partWords } from '../../sharing/sharing.ts';
import { Frame } from '../Frame.tsx';

const w = words(
  {
    title: 'Kept from somebody',
    heading: 'What people ask to be kept from somebody',
    none: 'Nobody asked for that yet',
    noneBody: 'A request comes up here as soon as a person makes it on their own page.',
    from: (whom: string, what: string) => `From ${whom}: ${what}`,
    plan: 'the health plan',
    waits: 'waits for an answer',
    agreed: 'agreed',
    notAgreed: 'not agreed',
    must: 'Paid by the person: the program must agree, and it holds already.',
    says: 'What you tell them',
    agree: 'Agree',
    disagree: 'Do not agree',
    needed: 'Say why, so that they can read it.',
  },
  {
    title: 'Que alguien no vea',
    heading: 'Lo que piden que alguien no vea',
    none: 'Nadie lo ha pedido todavía',
    noneBody: 'Una petición aparece aquí en cuanto la persona la hace en su propia página.',
    from: (whom, what) => `Que ${whom} no vea: ${what}`,
    plan: 'el plan de salud',
    waits: 'espera respuesta',
    agreed: 'de acuerdo',
    notAgreed: 'sin acuerdo',
    must: 'Lo paga la persona: el programa debe aceptar, y ya vale.',
    says: 'Qué le dice',
    agree: 'Aceptar',
    disagree: 'No aceptar',
    needed: 'Diga por qué, para que lo pueda leer.',
  },
);

interface Asked {
  readonly id: string;
  readonly from: {
    readonly staff: { readonly name: string } | null;
    readonly role: string | null;
    readonly recipient: string | null;
  };
  readonly categories: readonly Part[];
  readonly reason: string | null;
  readonly isAgreed: boolean | null;
  readonly mustAgree: boolean;
  readonly answer: string | null;
  readonly version: number;
}

/** What waits for the privacy officer's answer, and what was answered. */
export default function RestrictionQueue() {
  const t = useWords(w);
  const reading = useQuery({
    queryKey: ['restrictions'],
    queryFn: () => api.get<{ restrictions: readonly Asked[] }>('/api/restrictions'),
    staleTime: 0,
  });
  const all = reading.data?.restrictions ?? [];
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      {all.length === 0 ? (
        <EmptyState icon="shield" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        all.map((asked) => <One key={asked.id} asked={asked} />)
      )}
    </Frame>
  );
}

function One({ asked }: { readonly asked: Asked }) {
  const t = useWords(w);
  const parts = useWords(partWords);
  const language = useLanguage();
  const { from, isAgreed } = asked;
  const whom = from.staff?.name ?? from.role ?? t.plan;
  const what = listed(
    asked.categories.map((part) => parts[part]),
    language,
  );
  return (
    <Card
      title={t.from(whom, what)}
      aside={
        <Pill tone={isAgreed === null ? 'warn' : 'neutral'}>
          {isAgreed === null ? t.waits : isAgreed ? t.agreed : t.notAgreed}
        </Pill>
      }
    >
      {asked.reason && <p>{asked.reason}</p>}
      {asked.mustAgree && <p className="muted">{t.must}</p>}
      {isAgreed === null ? <Answer asked={asked} /> : <p>{asked.answer}</p>}
    </Card>
  );
}

function Answer({ asked }: { readonly asked: Asked }) {
  const t = useWords(w);
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  const [isTried, setTried] = useState(false);
  const answering = useMutation({
    mutationFn: (isAgreed: boolean) =>
      api.post(
        `/api/restrictions/${asked.id}/answer`,
        { isAgreed, words: said },
        { ifMatch: `"${asked.version}"` },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['restrictions'] }),
  });
  const refuse = () => {
    setTried(true);
    if (said.trim() !== '') answering.mutate(false);
  };
  return (
    <div className="stack">
      <ErrorSummary problem={answering.error instanceof Problem ? answering.error : null} />
      <TextArea
        label={t.says}
        error={isTried && said.trim() === '' ? t.needed : undefined}
        value={said}
        maxLength={500}
        onChange={setSaid}
      />
      <div className="row wrap">
        <Button look="primary" busy={answering.isPending} onClick={() => answering.mutate(true)}>
          {t.agree}
        </Button>
        <Button busy={answering.isPending} onClick={refuse}>
          {t.disagree}
        </Button>
      </div>
    </div>
  );
}
