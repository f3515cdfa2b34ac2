import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  CheckboxCards,
  Dialog,
  ErrorSummary,
  RadioCards,
  TextArea,
  useWords,
  words,
} from '../../design/index.ts';

/** What each part of a record is called among colleagues. */
const partWords = words(
  {
    identity: 'Name and birth date',
    contact: 'How to reach them',
    schedule: 'Their week',
    attendance: 'Attendance',
    assessment: 'Assessments',
    plan: 'Treatment plan',
    note: 'Notes',
    counselling_note: 'Counseling notes',
    measure: 'Scores of check-ins',
    medication: 'Medications',
    test: 'Test results',
    money: 'Bills',
    document: 'Letters and forms',
  },
  {
    identity: 'Nombre y fecha de nacimiento',
    contact: 'Cómo contactarle',
    schedule: 'Su semana',
    attendance: 'Asistencia',
    assessment: 'Evaluaciones',
    plan: 'Plan de tratamiento',
    note: 'Notas',
    counselling_note: 'Notas de consejería',
    measure: 'Puntos de los controles',
    medication: 'Medicinas',
    test: 'Resultados de pruebas',
    money: 'Cuentas',
    document: 'Cartas y hojas',
  },
);

const TYPES = ['covered-entity', 'part2-program', 'lawful-holder'] as const;
const WAYS = ['mail', 'fax', 'print', 'export', 'spoken'] as const;

const w = words(
  {
    title: (who: string) => `Send something to ${who}`,
    parts: 'Which parts? Only what the person agreed to is offered.',
    purpose: 'What for?',
    purposes: {
      treatment: 'Treatment',
      payment: 'Payment',
      operations: 'Running the program',
      support: 'Support by family',
      legal: 'A court case',
      research: 'A study',
    },
    way: 'How?',
    ways: {
      mail: 'By mail',
      fax: 'By fax',
      print: 'On paper, by hand',
      export: 'As a file',
      spoken: 'In words',
    },
    is: 'What is the recipient to the law?',
    types: {
      'covered-entity': 'A health plan, doctor or hospital under HIPAA',
      'part2-program': 'A substance use program that is not under HIPAA',
      'lawful-holder': 'Somebody else, or I am not sure',
    },
    what: 'What is it, in a few words',
    send: 'Write it down and go on',
    done: 'Written down. The person sees it now.',
    along: 'This must go along with it, on the first page:',
    copy: 'Copy',
    copied: 'Copied',
    print: 'Print this page',
  },
  {
    title: (who) => `Enviar algo a ${who}`,
    parts: '¿Qué partes? Solo se ofrece lo que la persona permitió.',
    purpose: '¿Para qué?',
    purposes: {
      treatment: 'Tratamiento',
      payment: 'Pago',
      operations: 'El trabajo del programa',
      support: 'Apoyo de la familia',
      legal: 'Un caso ante el juez',
      research: 'Un estudio',
    },
    way: '¿Cómo?',
    ways: {
      mail: 'Por correo',
      fax: 'Por fax',
      print: 'En papel, en mano',
      export: 'Como archivo',
      spoken: 'De palabra',
    },
    is: '¿Qué es quien lo recibe ante la ley?',
    types: {
      'covered-entity': 'Un plan de salud, médico u hospital bajo HIPAA',
      'part2-program': 'Un programa de uso de sustancias que no está bajo HIPAA',
      'lawful-holder': 'Otra persona, o no lo sé',
    },
    what: 'Qué es, en pocas palabras',
    send: 'Anotarlo y seguir',
    done: 'Anotado. La persona ya lo ve.',
    along: 'Esto debe ir junto, en la primera página:',
    copy: 'Copiar',
    copied: 'Copiado',
    print: 'Imprimir esta página',
  },
);

type Part = keyof (typeof partWords)['en'];
type Purpose = keyof (typeof w)['en']['purposes'];
export interface ConsentToSend {
  readonly id: string;
  readonly recipient: { readonly name: string };
  readonly categories: readonly Part[];
  readonly purposes: readonly Purpose[];
}

/** Something leaves under a consent: it is written down first, and what must go along is shown to copy or print. */
export function SendOut(props: {
  readonly participant: string;
  readonly consent: ConsentToSend;
  readonly onClose: () => void;
}) {
  const { participant, consent, onClose } = props;
  const t = useWords(w);
  const partNames = useWords(partWords);
  const [categories, setCategories] = useState<readonly Part[]>([]);
  const [purpose, setPurpose] = useState<Purpose | undefined>(consent.purposes[0]);
  const [way, setWay] = useState<(typeof WAYS)[number]>('mail');
  const [is, setIs] = useState<(typeof TYPES)[number]>('lawful-holder');
  const [what, setWhat] = useState('');
  const [key] = useState(newKey);
  const [isCopied, setCopied] = useState(false);
  const sending = useMutation({
    mutationFn: () =>
      api.post<{ statement: string; scope: string; obligations: string }>(
        `/api/people/${participant}/disclosures`,
        { consent: consent.id, categories, purpose, way, what, recipientIs: is },
        { key },
      ),
  });
  const title = t.title(consent.recipient.name);
  if (sending.data !== undefined) {
    const along = [sending.data.statement, sending.data.scope, sending.data.obligations].join('\n\n');
    return (
      <Dialog
        title={title}
        onClose={onClose}
        actions={
          <>
            <Button icon="print" onClick={() => window.print()}>
              {t.print}
            </Button>
            <Button
              look="primary"
              onClick={async () => {
                await navigator.clipboard.writeText(along);
                setCopied(true);
              }}
            >
              <span role="status">{isCopied ? t.copied : t.copy}</span>
            </Button>
          </>
        }
      >
        <p role="status">{t.done}</p>
        <p>
          <b>{t.along}</b>
        </p>
        <blockquote lang="en">
          <p>{sending.data.statement}</p>
          <p>{sending.data.scope}</p>
          <p>{sending.data.obligations}</p>
        </blockquote>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button look="primary" busy={sending.isPending} onClick={() => sending.mutate()}>
          {t.send}
        </Button>
      }
    >
      <ErrorSummary
        problem={sending.error instanceof Problem ? sending.error : null}
        fields={{ '/what': 'send-what', '/categories': 'send-parts' }}
      />
      <CheckboxCards
        legend={t.parts}
        name="send-parts"
        values={categories}
        onChange={setCategories}
        choices={consent.categories.map((value) => ({ value, label: partNames[value] }))}
      />
      {consent.purposes.length > 1 && (
        <RadioCards
          legend={t.purpose}
          value={purpose}
          onChange={setPurpose}
          choices={consent.purposes.map((value) => ({ value, label: t.purposes[value] }))}
        />
      )}
      <RadioCards
        legend={t.way}
        value={way}
        onChange={setWay}
        choices={WAYS.map((value) => ({ value, label: t.ways[value] }))}
      />
      <RadioCards
        legend={t.is}
        value={is}
        onChange={setIs}
        choices={TYPES.map((value) => ({ value, label: t.types[value] }))}
      />
      <TextArea id="send-what" label={t.what} maxLength={500} value={what} onChange={setWhat} />
    </Dialog>
  );
}
