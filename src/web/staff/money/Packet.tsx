import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PacketShown } from '../../../treat/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Dialog,
  ErrorSummary,
  Select,
  TextArea,
  TextField,
  useWords,
  words,
} from '../../design/index.ts';
import { said as known, measureWords } from '../measures-words.ts';
import styles from './Money.module.css';
import { useMoneyWords } from './said.ts';

const w = words(
  {
    title: (payer: string) => `Review for ${payer}`,
    plain: 'Review for the payer',
    facts: 'These facts go out, and nothing beyond them:',
    diagnoses: (codes: string) => `Diagnoses: ${codes}`,
    noDiagnoses: 'No diagnosis stands on the signed plan.',
    areas: {
      withdrawal: 'Withdrawal',
      health: 'Physical health',
      mind: 'Mind',
      use: 'Risk of using again',
      home: 'Home',
      wants: 'Readiness',
    },
    rated: (n: number) => `${n} of 4`,
    score: (name: string, score: number, before: number | null) =>
      before === null ? `${name}: ${score}` : `${name}: ${score} (before: ${before})`,
    came: (came: number, due: number) => `Came to ${came} of ${due} sessions`,
    used: (used: number, approved: number) => `${used} of ${approved} used`,
    why: 'Why would less not be enough?',
    barriers: 'What gets in the way',
    aftercare: 'Aftercare',
    discharge: 'Planned discharge',
    can: 'can wait',
    consent: 'Under which consent?',
    anyPlan: 'Care, payment and running the program',
    noConsent: 'The person has not said yes to this payer getting it. Ask them first; nothing can leave.',
    way: 'How?',
    ways: { fax: 'By fax', mail: 'By mail', export: 'As a file', print: 'On paper', spoken: 'In words' },
    send: 'Write it down and show the letter',
    done: 'Written down. The person sees it now. This goes out, word for word:',
    print: 'Print this page',
  },
  {
    title: (payer) => `Revisión para ${payer}`,
    plain: 'Revisión para el pagador',
    facts: 'Salen estos datos y nada más:',
    diagnoses: (codes) => `Diagnósticos: ${codes}`,
    noDiagnoses: 'El plan firmado no tiene diagnóstico.',
    areas: {
      withdrawal: 'Abstinencia',
      health: 'Salud física',
      mind: 'Mente',
      use: 'Riesgo de volver a consumir',
      home: 'Casa',
      wants: 'Disposición',
    },
    rated: (n) => `${n} de 4`,
    score: (name, score, before) =>
      before === null ? `${name}: ${score}` : `${name}: ${score} (antes: ${before})`,
    came: (came, due) => `Vino a ${came} de ${due} sesiones`,
    used: (used, approved) => `${used} de ${approved} usados`,
    why: '¿Por qué no bastaría con menos?',
    barriers: 'Qué lo dificulta',
    aftercare: 'Después del programa',
    discharge: 'Alta prevista',
    can: 'puede esperar',
    consent: '¿Con qué consentimiento?',
    anyPlan: 'Atención, pago y trabajo del programa',
    noConsent: 'La persona no ha dicho que sí a este pagador. Pregúntele primero; nada puede salir.',
    way: '¿Cómo?',
    ways: {
      fax: 'Por fax',
      mail: 'Por correo',
      export: 'Como archivo',
      print: 'En papel',
      spoken: 'De palabra',
    },
    send: 'Anotarlo y mostrar la carta',
    done: 'Anotado. La persona ya lo ve. Sale esto, palabra por palabra:',
    print: 'Imprimir esta página',
  },
);
type Way = keyof (typeof w)['en']['ways'];
type Area = keyof (typeof w)['en']['areas'];

interface Sent {
  readonly text: string;
  readonly statement: string;
  readonly scope: string;
}

/** The review a payer asks for: facts first, a person's words where facts end; out only under a consent. */
export function Packet(props: {
  readonly person: string;
  readonly authorisation: string;
  readonly onClose: () => void;
}) {
  const { person, authorisation, onClose } = props;
  const t = useWords(w);
  const path = `/api/people/${person}/authorisations/${authorisation}/packet`;
  const reading = useQuery({
    queryKey: ['person', person, 'packet', authorisation],
    queryFn: () => api.get<PacketShown>(path),
  });
  const packet = reading.data;
  const [key] = useState(newKey);
  const [whyNotLess, setWhy] = useState('');
  const [barriers, setBarriers] = useState('');
  const [aftercare, setAftercare] = useState('');
  const [dischargeOn, setDischarge] = useState('');
  const [consent, setConsent] = useState('');
  const [way, setWay] = useState<Way>('fax');
  const under = consent || (packet?.consents[0]?.id ?? '');
  const sending = useMutation({
    mutationFn: () =>
      api.post<Sent>(
        path,
        { whyNotLess, barriers, aftercare, dischargeOn: dischargeOn || null, way, consent: under },
        { key },
      ),
  });
  const title = packet ? t.title(packet.payer) : t.plain;
  if (sending.data) return <Letter title={title} sent={sending.data} onClose={onClose} />;
  const faults = [reading.error, sending.error].find((fault) => fault instanceof Problem);
  return (
    <Dialog
      title={title}
      shape="wide"
      onClose={onClose}
      actions={
        under !== '' && (
          <Button look="primary" busy={sending.isPending} onClick={() => sending.mutate()}>
            {t.send}
          </Button>
        )
      }
    >
      <ErrorSummary problem={faults ?? null} fields={{ '/whyNotLess': 'packet-why' }} />
      {packet && <Facts packet={packet} />}
      {packet && under === '' && <p role="status">{t.noConsent}</p>}
      <TextArea
        id="packet-why"
        label={t.why}
        rows={3}
        maxLength={1000}
        value={whyNotLess}
        onChange={setWhy}
      />
      <TextArea
        label={t.barriers}
        optional={t.can}
        rows={2}
        maxLength={1000}
        value={barriers}
        onChange={setBarriers}
      />
      <TextArea
        label={t.aftercare}
        optional={t.can}
        rows={2}
        maxLength={1000}
        value={aftercare}
        onChange={setAftercare}
      />
      <div className={styles.fields}>
        <TextField
          label={t.discharge}
          optional={t.can}
          type="date"
          value={dischargeOn}
          onChange={setDischarge}
        />
        {packet && under !== '' && (
          <>
            <Select
              label={t.consent}
              value={under}
              onChange={setConsent}
              options={packet.consents.map(({ id, to }) => ({ value: id, label: to || t.anyPlan }))}
            />
            <Select
              label={t.way}
              value={way}
              onChange={setWay}
              options={(Object.keys(t.ways) as Way[]).map((value) => ({ value, label: t.ways[value] }))}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Facts({ packet }: { readonly packet: PacketShown }) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const said = useMoneyWords();
  return (
    <>
      <p>{t.facts}</p>
      <ul>
        <li>
          {packet.level}, {said.day(packet.since)}; {t.used(packet.used, packet.approved)}
        </li>
        <li>{packet.diagnoses.length > 0 ? t.diagnoses(packet.diagnoses.join(', ')) : t.noDiagnoses}</li>
        {packet.areas.map(({ area, rating }) => (
          <li key={area}>
            {t.areas[area as Area]}: {t.rated(rating)}
          </li>
        ))}
        {packet.scores.map(({ instrument, score, before }) => (
          <li key={instrument}>{t.score(known(m.instrument, instrument), score, before)}</li>
        ))}
        <li>{t.came(packet.attendance.came, packet.attendance.due)}</li>
      </ul>
    </>
  );
}

function Letter(props: { readonly title: string; readonly sent: Sent; readonly onClose: () => void }) {
  const t = useWords(w);
  return (
    <Dialog
      title={props.title}
      shape="wide"
      onClose={props.onClose}
      actions={
        <Button look="primary" icon="print" onClick={() => window.print()}>
          {t.print}
        </Button>
      }
    >
      <p role="status">{t.done}</p>
      <pre className={styles.text} lang="en">
        {`${props.sent.statement}\n\n${props.sent.scope}\n\n${props.sent.text}`}
      </pre>
    </Dialog>
  );
}
