import { useMutation } from '@tanstack/react-query';
import { api, Problem } from '../api.ts';
import {
  Button,
  Card,
  ErrorSummary,
  LinkButton,
  Page,
  toast,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { Bottom } from '../week/Bottom.tsx';

const w = words(
  {
    title: 'My record',
    heading: 'A copy of my record',
    lead: 'You can have a copy of what we hold about you, at any time. You need nobody’s permission.',
    holds:
      'It holds your name and how to reach you, what was decided, your answers, your weeks, when you came, what you share, who looked, and what was given out.',
    not: 'It does not hold counseling notes that are kept apart, or anything about other people.',
    law: 'What you get this way may not be used to charge you with a crime, or to look into you for one.',
    care: 'Keep it where only you can read it. If others use this device, print it or save it somewhere else.',
    pdf: 'Keep it to read or print (PDF)',
    json: 'Keep it for another program (JSON)',
    done: 'Your copy is saved on this device.',
    wrong: 'Is something in it wrong, or missing?',
    ask: 'Ask about my record',
  },
  {
    title: 'Mi expediente',
    heading: 'Una copia de mi expediente',
    lead: 'Puede tener una copia de lo que guardamos sobre usted, cuando quiera. No necesita permiso de nadie.',
    holds:
      'Tiene su nombre y cómo contactarle, lo que se decidió, sus respuestas, sus semanas, cuándo vino, lo que comparte, quién miró y lo que se dio a otros.',
    not: 'No tiene las notas de consejería que se guardan aparte, ni nada de otras personas.',
    law: 'Lo que recibe así no se puede usar para acusarle de un delito ni para investigarle.',
    care: 'Guárdela donde solo usted pueda leerla. Si otros usan este aparato, imprímala o guárdela en otro lugar.',
    pdf: 'Guardar para leer o imprimir (PDF)',
    json: 'Guardar para otro programa (JSON)',
    done: 'Su copia está guardada en este aparato.',
    wrong: '¿Algo está mal o falta?',
    ask: 'Preguntar por mi expediente',
  },
);

/** The browser keeps the file as it keeps any download; the name tells nothing. */
function keep(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** The person's right to a copy, without asking anybody. */
export default function MyRecord() {
  const t = useWords(w);
  const language = useLanguage();
  const getting = useMutation({
    mutationFn: async (as: 'pdf' | 'json') =>
      keep(await api.file(`/api/my/record/file?as=${as}&language=${language}`), `copy.${as}`),
    onSuccess: () => toast({ text: t.done }),
  });
  const isGetting = (as: 'pdf' | 'json') => getting.isPending && getting.variables === as;
  return (
    <Page title={t.title} back="/more" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      <p>{t.lead}</p>
      <ErrorSummary problem={getting.error instanceof Problem ? getting.error : null} />
      <Card>
        <p>{t.holds}</p>
        <p>{t.not}</p>
        <p>{t.law}</p>
      </Card>
      <p>{t.care}</p>
      <div className="stack-tight">
        <Button
          look="primary"
          wide
          icon="print"
          busy={isGetting('pdf')}
          onClick={() => getting.mutate('pdf')}
        >
          {t.pdf}
        </Button>
        <Button wide busy={isGetting('json')} onClick={() => getting.mutate('json')}>
          {t.json}
        </Button>
      </div>
      <p className="muted">{t.wrong}</p>
      <p>
        <LinkButton to="/more/requests">{t.ask}</LinkButton>
      </p>
    </Page>
  );
}
