import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  AnchorButton,
  Button,
  Card,
  Dialog,
  ErrorSummary,
  LinkButton,
  Select,
  telHref,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { gridWords, ReadWeek, type WeekBlock } from '../../design/WeekGrid/index.ts';
import { Frame, useMe } from '../Frame.tsx';
import { AnswersCard } from './AnswersCard.tsx';
import styles from './Intake.module.css';
import { type InquiryWhole, intakeWords } from './intake.ts';
import { CallClock, StatePill } from './parts.tsx';

const w = words(
  {
    title: 'Intake',
    back: 'All of intake',
    reach: 'How to reach this person',
    best: 'Best',
    anyTime: 'any time',
    reached: 'We reached them',
    close: 'Close…',
    reopen: 'Take up again',
    assess: 'Start the assessment',
    goOn: 'Go on with the assessment',
    byCounselor: 'A licensed counselor does the assessment from here.',
    admitted: 'This person is in care now.',
    week: 'Their usual week',
    noWeek: 'They did not send a week. Ask on the call when they are free.',
    closeTitle: 'Close this request',
    why: 'Why does it go no further here?',
    closeIt: 'Close the request',
    closedToast: 'Closed.',
    reachedToast: 'Noted: you reached them.',
    reasons: {
      'changed-mind': 'They changed their mind',
      'other-program': 'Another program fits better',
      'not-reached': 'We could not reach them',
      emergency: 'They needed emergency care',
      other: 'Something else',
    },
  },
  {
    title: 'Ingreso',
    back: 'Todo el ingreso',
    reach: 'Cómo contactar a esta persona',
    best: 'Mejor',
    anyTime: 'a cualquier hora',
    reached: 'La contactamos',
    close: 'Cerrar…',
    reopen: 'Retomar',
    assess: 'Empezar la evaluación',
    goOn: 'Seguir con la evaluación',
    byCounselor: 'Desde aquí, un consejero con licencia hace la evaluación.',
    admitted: 'Esta persona ya está en atención.',
    week: 'Su semana habitual',
    noWeek: 'No envió su semana. Pregunte en la llamada cuándo está libre.',
    closeTitle: 'Cerrar esta solicitud',
    why: '¿Por qué no sigue aquí?',
    closeIt: 'Cerrar la solicitud',
    closedToast: 'Cerrada.',
    reachedToast: 'Anotado: la contactó.',
    reasons: {
      'changed-mind': 'Cambió de opinión',
      'other-program': 'Otro programa le queda mejor',
      'not-reached': 'No pudimos contactarla',
      emergency: 'Necesitó atención de emergencia',
      other: 'Otra cosa',
    },
  },
);

type Closing = keyof typeof w.en.reasons;
const CLOSINGS = Object.keys(w.en.reasons) as Closing[];

export default function Inquiry() {
  const t = useWords(w);
  const ti = useWords(intakeWords);
  const { inquiry: id } = useParams({ strict: false }) as { inquiry: string };
  const reading = useQuery({
    queryKey: ['intake', id],
    queryFn: () => api.get<InquiryWhole>(`/api/intake/${id}`),
  });
  const me = useMe();
  const keep = useKeep(id);
  const begin = useBegin(id);
  const [isClosing, setClosing] = useState(false);
  const one = reading.data;
  const fault = [keep.error, begin.error].find((each) => each instanceof Problem) as Problem | undefined;
  return (
    <Frame
      title={t.title}
      heading={one?.called ?? ''}
      beside={one && <StatePill state={one.state} />}
      actions={
        <LinkButton to="/intake" look="text" compact icon="left">
          {t.back}
        </LinkButton>
      }
      reading={reading}
    >
      {one && (
        <>
          <ErrorSummary problem={fault ?? null} />
          <div className={styles.two}>
            <div className={styles.main}>
              <Card title={t.reach} aside={one.state === 'new' && <CallClock callBy={one.callBy} />}>
                <Reach one={one} />
                <div className={styles.acts}>
                  {one.state === 'new' && (
                    <Button
                      look="primary"
                      busy={keep.isPending}
                      onClick={() =>
                        keep.mutate({ step: 'called', version: one.version, said: t.reachedToast })
                      }
                    >
                      {t.reached}
                    </Button>
                  )}
                  {me.data?.role === 'counselor' && ['new', 'called', 'assessing'].includes(one.state) && (
                    <Button
                      look={one.state === 'new' ? 'secondary' : 'primary'}
                      busy={begin.isPending}
                      onClick={() => begin.mutate()}
                    >
                      {one.state === 'assessing' ? t.goOn : t.assess}
                    </Button>
                  )}
                  {['new', 'called'].includes(one.state) && (
                    <Button onClick={() => setClosing(true)}>{t.close}</Button>
                  )}
                  {one.state === 'closed' && (
                    <Button onClick={() => keep.mutate({ step: 'reopen', version: one.version })}>
                      {t.reopen}
                    </Button>
                  )}
                </div>
                {me.data?.role === 'coordinator' && ['called', 'assessing'].includes(one.state) && (
                  <p className="sm muted">{t.byCounselor}</p>
                )}
                {one.state === 'admitted' && <p className="sm muted">{t.admitted}</p>}
              </Card>
              {one.answers && <AnswersCard answers={one.answers} />}
            </div>
            <div className={styles.side}>
              <Card title={t.week}>
                {one.week.length > 0 ? (
                  <PaintedWeek week={one.week} label={t.week} />
                ) : (
                  <p className="muted">{t.noWeek}</p>
                )}
              </Card>
              <p className="sm muted">
                {one.reference} · {ti.state[one.state]}
              </p>
            </div>
          </div>
          {isClosing && (
            <Closing
              onClose={() => setClosing(false)}
              onChoose={(reason) => {
                setClosing(false);
                keep.mutate({
                  step: 'close',
                  body: { reason },
                  version: one.version,
                  said: t.closedToast,
                  undo: 'reopen',
                });
              }}
            />
          )}
        </>
      )}
    </Frame>
  );
}

interface Step {
  readonly step: 'called' | 'close' | 'reopen';
  readonly version: number;
  readonly body?: { readonly reason: Closing };
  readonly said?: string;
  readonly undo?: 'reopen';
}

/** One step of the request; what it became takes the place of what is shown. */
function useKeep(id: string) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ step, version, body }: Step) =>
      api.post<InquiryWhole>(`/api/intake/${id}/${step}`, body ?? {}, {
        ifMatch: String(version),
        key: newKey(),
      }),
    onSuccess: (now, { said, undo }) => {
      client.setQueryData(['intake', id], now);
      void client.invalidateQueries({ queryKey: ['intake'], exact: true });
      if (said === undefined) return;
      toast(
        undo === undefined
          ? { text: said }
          : { text: said, undo: () => mutation.mutate({ step: undo, version: now.version }) },
      );
    },
    onError: (fault) => {
      if (fault instanceof Problem && fault.status === 412)
        void client.invalidateQueries({ queryKey: ['intake', id] });
    },
  });
  return mutation;
}

function useBegin(id: string) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => api.post<{ assessment: string }>(`/api/intake/${id}/assessment`, {}),
    onSuccess: ({ assessment }) => navigate({ to: '/assessments/$assessment', params: { assessment } }),
  });
}

function Reach({ one }: { readonly one: InquiryWhole }) {
  const t = useWords(w);
  const ti = useWords(intakeWords);
  const { contact } = one;
  if (contact === null) return null;
  const href =
    contact.channel === 'email'
      ? `mailto:${contact.value}`
      : contact.channel === 'text'
        ? `sms:${contact.value}`
        : telHref(contact.value);
  return (
    <>
      <p className="row wrap">
        <AnchorButton look="secondary" href={href} icon={contact.channel === 'email' ? 'mail' : 'phone'}>
          {ti.channel[contact.channel]} {contact.value}
        </AnchorButton>
        <span className="muted">
          {t.best}:{' '}
          {contact.hours.length === 0 ? t.anyTime : contact.hours.map((hour) => ti.hours[hour]).join(', ')}
        </span>
      </p>
      <p>
        <b>{ti.someone[contact.ifSomeoneElse]}</b>
      </p>
    </>
  );
}

function PaintedWeek({ week, label }: { readonly week: InquiryWhole['week']; readonly label: string }) {
  const life = gridWords[useLanguage()].life;
  const blocks: WeekBlock[] = week.flatMap(({ start, end, kind }) =>
    kind === 'work' || kind === 'care' || kind === 'class' || kind === 'rest'
      ? [{ id: `${kind}-${start}`, start, end, life: kind, label: life[kind] }]
      : [],
  );
  return <ReadWeek blocks={blocks} label={label} />;
}

function Closing({
  onClose,
  onChoose,
}: {
  readonly onClose: () => void;
  readonly onChoose: (reason: Closing) => void;
}) {
  const t = useWords(w);
  const [reason, setReason] = useState<Closing>('changed-mind');
  return (
    <Dialog
      title={t.closeTitle}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={() => onChoose(reason)}>
          {t.closeIt}
        </Button>
      }
    >
      <Select
        label={t.why}
        value={reason}
        onChange={setReason}
        options={CLOSINGS.map((each) => ({ value: each, label: t.reasons[each] }))}
      />
    </Dialog>
  );
}
