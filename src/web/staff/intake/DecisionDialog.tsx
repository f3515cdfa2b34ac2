import { useMutation } from '@tanstack/react-query';
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
import { ADMITS, type AssessmentShown, LEVELS, type Level, levelWords } from './assessment.ts';
import styles from './Intake.module.css';

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
  },
);

const FIELDS = {
  '/decided': 'decide-level',
  '/reason': 'decide-reason',
  '/minutesPerWeek': 'decide-hours',
  '/daysMin': 'decide-days',
  '/sites': 'decide-where',
  '/from': 'decide-from',
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
  const admits = ADMITS.includes(decided);
  const signing = useMutation({
    mutationFn: () =>
      api.post<{ recordCode: string | null }>(
        `/api/assessments/${one.id}/decision`,
        {
          decided,
          reason,
          minutesPerWeek: admits && hoursText !== '' ? Math.round(Number(hoursText) * 60) : null,
          daysMin: admits && days !== '' ? Number(days) : null,
          sites,
          video,
          from,
        },
        { ifMatch: String(one.version), key: key.current },
      ),
    onSuccess: ({ recordCode }) => {
      toast({ text: recordCode === null ? t.doneOnly : t.done(recordCode) });
      void navigate({ to: recordCode === null ? '/intake' : '/people' });
    },
    onError: () => {
      // What is sent next is another command: the answers may have changed.
      key.current = newKey();
    },
  });
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      shape="wide"
      actions={
        <Button look="primary" busy={signing.isPending} onClick={() => signing.mutate()}>
          {t.sign(tl.level[decided])}
        </Button>
      }
    >
      <ErrorSummary problem={signing.error instanceof Problem ? signing.error : null} fields={FIELDS} />
      <Select
        id={FIELDS['/decided']}
        label={t.level}
        value={decided}
        onChange={setDecided}
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
      <p className="sm muted">{admits ? t.effect : t.noAdmission}</p>
      <p className="sm muted">{one.licence.isInForce ? t.as(one.licence.words) : one.licence.words}</p>
    </Dialog>
  );
}
