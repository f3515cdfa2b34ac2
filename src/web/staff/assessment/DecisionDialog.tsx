import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Dialog,
  dateWords,
  ErrorSummary,
  Select,
  TextArea,
  TextField,
  Tick,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import styles from '../intake/Intake.module.css';
import { ADMITS, type AssessmentShown, LEVELS, type Level, levelWords } from './assessment.ts';

const w = words(
  {
    title: 'Decide and sign',
    level: 'Level of care',
    differs: 'This differs from the recommendation. Why?',
    reason: 'Reason',
    hours: 'Hours a week',
    days: 'Days a week, at least',
    where: 'Where can they come?',
    video: 'By video',
    from: 'First day',
    sign: (level: string) => `Sign: ${level}`,
    as: (licence: string) => `Signed as ${licence}`,
    effect: 'The person is admitted, gets a record code, and joins the next plan.',
    noAdmission: 'Nobody is admitted here with this decision. The request stays with you.',
    done: (code: string) => `Signed. Record code ${code}.`,
    doneOnly: 'Signed.',
    waits: 'Signed. It waits for the second signature.',
    secondNeeded: 'A place you chose asks for a second signature. Nothing begins before it is there.',
    second: 'Who signs second?',
    anybody: 'Choose a colleague…',
    notice: 'The privacy notice',
    noticeHint: 'Federal law asks that they get it before care begins.',
    noticeOpen: 'Open the notice to read or print',
    noticeChoose: 'Choose…',
    noticeSigned: 'They got it and signed for it',
    noticeUnsigned: 'They got it and would rather not sign',
    noticeWhy: 'Why is there no signature?',
    say: 'What the person will read',
    confirmFirst: (count: number) =>
      count === 1
        ? 'One answer only began the form. Confirm it first.'
        : `${count} answers only began the form. Confirm them first.`,
    back: 'Back to the answers',
  },
  {
    title: 'Decidir y firmar',
    level: 'Nivel de atención',
    differs: 'Esto difiere de la recomendación. ¿Por qué?',
    reason: 'Razón',
    hours: 'Horas a la semana',
    days: 'Días a la semana, por lo menos',
    where: '¿A dónde puede venir?',
    video: 'Por video',
    from: 'Primer día',
    sign: (level) => `Firmar: ${level}`,
    as: (licence) => `Firma como ${licence}`,
    effect: 'La persona ingresa, recibe un código de expediente y entra en el próximo plan.',
    noAdmission: 'Con esta decisión nadie ingresa aquí. La solicitud sigue con usted.',
    done: (code) => `Firmado. Código ${code}.`,
    doneOnly: 'Firmado.',
    waits: 'Firmado. Espera la segunda firma.',
    secondNeeded: 'Un lugar que eligió pide una segunda firma. Nada empieza antes.',
    second: '¿Quién firma en segundo lugar?',
    anybody: 'Elija a un colega…',
    notice: 'El aviso de privacidad',
    noticeHint: 'La ley federal pide que lo reciba antes de empezar.',
    noticeOpen: 'Abrir el aviso para leer o imprimir',
    noticeChoose: 'Elija…',
    noticeSigned: 'Lo recibió y firmó',
    noticeUnsigned: 'Lo recibió y prefiere no firmar',
    noticeWhy: '¿Por qué no hay firma?',
    say: 'Lo que leerá la persona',
    confirmFirst: (count) =>
      count === 1
        ? 'Una respuesta solo inició el formulario. Confírmela primero.'
        : `${count} respuestas solo iniciaron el formulario. Confírmelas primero.`,
    back: 'Volver a las respuestas',
  },
);

const FIELDS = {
  '/decided': 'decide-level',
  '/reason': 'decide-reason',
  '/minutesPerWeek': 'decide-hours',
  '/daysMin': 'decide-days',
  '/sites': 'decide-where',
  '/from': 'decide-from',
  '/secondSigner': 'decide-second',
};

/** The decision: agreeing takes one press, differing takes a reason. */
export function DecisionDialog({
  one,
  onClose,
}: {
  readonly one: AssessmentShown;
  readonly onClose: () => void;
}) {
  const t = useWords(w);
  const tl = useWords(levelWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const key = useRef(newKey());
  const { recommendation: advice } = one;
  const [decided, setDecided] = useState<Level>(advice.level === 'INCOMPLETE' ? 'IOP' : advice.level);
  const [reason, setReason] = useState('');
  const [hoursText, setHours] = useState(advice.dose ? String(advice.dose.minutes / 60) : '');
  const [days, setDays] = useState(advice.dose ? String(advice.dose.days) : '3');
  const [sites, setSites] = useState<readonly string[]>(one.sites.slice(0, 1).map(({ id }) => id));
  const [video, setVideo] = useState(false);
  const [from, setFrom] = useState(one.firstDay);
  const [secondSigner, setSecondSigner] = useState('');
  const [taken, setTaken] = useState<'' | 'signed' | 'unsigned'>('');
  const [whyUnsigned, setWhyUnsigned] = useState('');
  const notice = useQuery({
    queryKey: ['notice', one.participant],
    queryFn: () =>
      api.get<{ version: string; givenAt: string | null }>(`/api/people/${one.participant}/notice`),
  });
  const asksNotice = ADMITS.includes(decided) && one.kind !== 'review' && notice.data?.givenAt === null;
  const admits = ADMITS.includes(decided);
  const needsSecond =
    admits && one.sites.some(({ id, asksSecondSignature }) => asksSecondSignature && sites.includes(id));
  const signing = useMutation({
    mutationFn: () =>
      api.post<{ recordCode: string | null; isWaiting: boolean }>(
        `/api/assessments/${one.id}/decision`,
        {
          decided,
          reason,
          minutesPerWeek: admits && hoursText !== '' ? Math.round(Number(hoursText) * 60) : null,
          daysMin: admits && days !== '' ? Number(days) : null,
          sites,
          video,
          from,
          notice:
            asksNotice && taken !== ''
              ? {
                  version: notice.data?.version,
                  isAcknowledged: taken === 'signed',
                  reason: taken === 'signed' ? '' : whyUnsigned,
                }
              : null,
          secondSigner: needsSecond && secondSigner !== '' ? secondSigner : null,
        },
        { ifMatch: String(one.version), key: key.current },
      ),
    onSuccess: ({ recordCode, isWaiting }) => {
      toast({ text: isWaiting ? t.waits : recordCode === null ? t.doneOnly : t.done(recordCode) });
      void navigate({ to: recordCode === null ? '/intake' : '/people' });
    },
    onError: () => {
      // What is sent next is another command: the answers may have changed.
      key.current = newKey();
    },
  });
  // Said before anything is typed: the server would say it after.
  if (!one.licence.isInForce || one.unconfirmed.length > 0) {
    return (
      <Dialog title={t.title} onClose={onClose} actions={<Button onClick={onClose}>{t.back}</Button>}>
        <p>{one.licence.isInForce ? t.confirmFirst(one.unconfirmed.length) : one.licence.words}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      shape="wide"
      actions={
        <Button
          look="primary"
          busy={signing.isPending || (admits && notice.isPending)}
          onClick={() => signing.mutate()}
        >
          {t.sign(tl.level[decided])}
        </Button>
      }
    >
      <ErrorSummary problem={signing.error instanceof Problem ? signing.error : null} fields={FIELDS} />
      <Select
        id={FIELDS['/decided']}
        label={t.level}
        value={decided}
        onChange={(level) => {
          setDecided(level);
          // The dose that was recommended belongs to the level that was.
          const dose = level === advice.level ? advice.dose : null;
          setHours(dose ? String(dose.minutes / 60) : '');
          setDays(dose ? String(dose.days) : '');
        }}
        options={LEVELS.map((level) => ({ value: level, label: tl.level[level] }))}
      />
      {decided !== advice.level && (
        <TextArea
          id={FIELDS['/reason']}
          label={t.reason}
          hint={t.differs}
          value={reason}
          maxLength={4000}
          onChange={setReason}
        />
      )}
      {admits && (
        <>
          <TextField
            id={FIELDS['/minutesPerWeek']}
            label={t.hours}
            inputMode="decimal"
            value={hoursText}
            onChange={setHours}
          />
          <TextField
            id={FIELDS['/daysMin']}
            label={t.days}
            inputMode="numeric"
            value={days}
            onChange={setDays}
          />
          <fieldset className={styles.question} id={FIELDS['/sites']}>
            <legend>{t.where}</legend>
            {one.sites.map(({ id, name }) => (
              <Tick
                key={id}
                label={name}
                checked={sites.includes(id)}
                onChange={(isOn) => setSites(isOn ? [...sites, id] : sites.filter((each) => each !== id))}
              />
            ))}
            <Tick label={t.video} checked={video} onChange={setVideo} />
          </fieldset>
          <TextField
            id={FIELDS['/from']}
            label={t.from}
            type="date"
            hint={/^\d{4}-\d\d-\d\d$/.test(from) ? dateWords(from, language) : undefined}
            value={from}
            onChange={setFrom}
          />
        </>
      )}
      {needsSecond && (
        <Select
          id={FIELDS['/secondSigner']}
          label={t.second}
          hint={t.secondNeeded}
          value={secondSigner}
          onChange={setSecondSigner}
          options={[
            { value: '', label: t.anybody },
            ...one.colleagues.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {asksNotice && (
        <>
          <Select
            id="decide-notice"
            label={t.notice}
            hint={t.noticeHint}
            value={taken}
            onChange={setTaken}
            options={[
              { value: '', label: t.noticeChoose },
              { value: 'signed', label: t.noticeSigned },
              { value: 'unsigned', label: t.noticeUnsigned },
            ]}
          />
          {taken === 'unsigned' && (
            <TextField
              id="decide-notice-why"
              label={t.noticeWhy}
              maxLength={1000}
              value={whyUnsigned}
              onChange={setWhyUnsigned}
            />
          )}
          <p>
            <a href="/notice" target="_blank" rel="noreferrer">
              {t.noticeOpen}
            </a>
          </p>
        </>
      )}
      {decided === advice.level && (
        <details>
          <summary>{t.say}</summary>
          <p>{advice.forPerson[language]}</p>
        </details>
      )}
      <p className="sm muted">{admits ? t.effect : t.noAdmission}</p>
      <p className="sm muted">{t.as(one.licence.words)}</p>
    </Dialog>
  );
}
