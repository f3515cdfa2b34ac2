import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Details } from '../../../fit/index.ts';
import { Button, Card, ErrorSummary, Pill, TextArea, useWords, words } from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import styles from '../intake/Intake.module.css';
import { type AssessmentShown, levelWords } from './assessment.ts';
import { DecisionDialog } from './DecisionDialog.tsx';
import { Duties } from './details/Duties.tsx';
import { Health } from './details/Health.tsx';
import { Life } from './details/Life.tsx';
import { Substances } from './details/Substances.tsx';
import { isUnconfirmed, Questions } from './Questions.tsx';
import { RecommendationCard } from './RecommendationCard.tsx';
import { SecondSignature } from './SecondSignature.tsx';
import { StaleChoice } from './StaleChoice.tsx';
import { type Form, formOf, type Saving, useDraft } from './useDraft.ts';

const w = words(
  {
    title: 'Assessment',
    heading: (name: string) => `Assessment of ${name}`,
    reviewOf: (name: string) => `Review of ${name}`,
    remarks: 'Remarks',
    remarksHint: 'Your own words. They are sealed and seen by the care team only.',
    decide: 'Decide and sign…',
    signed: 'Signed. It can no longer change.',
    saving: {
      saved: 'Saved',
      waiting: 'Saving…',
      saving: 'Saving…',
      stale: 'Changed elsewhere',
      unsaved: 'Not saved yet',
    },
    again: 'Save again',
    kept: 'What you typed stays on this page and is sent again by itself. Keep the page open.',
    toConfirm: 'To confirm before signing',
  },
  {
    title: 'Evaluación',
    heading: (name) => `Evaluación de ${name}`,
    reviewOf: (name) => `Revisión de ${name}`,
    remarks: 'Observaciones',
    remarksHint: 'Sus propias palabras. Quedan selladas; solo las ve el equipo de atención.',
    decide: 'Decidir y firmar…',
    signed: 'Firmada. Ya no puede cambiar.',
    saving: {
      saved: 'Guardado',
      waiting: 'Guardando…',
      saving: 'Guardando…',
      stale: 'Cambió en otro lugar',
      unsaved: 'Aún sin guardar',
    },
    again: 'Guardar otra vez',
    kept: 'Lo que escribió sigue en esta página y se envía otra vez por sí solo. Deje la página abierta.',
    toConfirm: 'Por confirmar antes de firmar',
  },
);

const TONES = { saved: 'ok', waiting: 'neutral', saving: 'neutral', stale: 'bad', unsaved: 'warn' } as const;

export default function Assessment() {
  const t = useWords(w);
  const { assessment: id } = useParams({ strict: false }) as { assessment: string };
  const draft = useDraft(id);
  const one = draft.reading.data;
  const isSigned = one?.state === 'signed';
  const name = one?.called ?? one?.recordCode ?? '';
  const form = isSigned && one !== undefined ? formOf(one) : draft.form;
  return (
    <Frame
      title={t.title}
      heading={one === undefined ? t.title : one.kind === 'review' ? t.reviewOf(name) : t.heading(name)}
      beside={!isSigned && <SavedPill saving={draft.saving} />}
      reading={draft.reading}
    >
      {one && form && <Filled one={one} form={form} draft={draft} />}
    </Frame>
  );
}

interface FilledProps {
  readonly one: AssessmentShown;
  readonly form: Form;
  readonly draft: ReturnType<typeof useDraft>;
}

function Filled({ one, form, draft }: FilledProps) {
  const t = useWords(w);
  const [isDeciding, setDeciding] = useState(false);
  const isFixed = one.state === 'signed';
  const onDetails = (part: Partial<Details>) =>
    draft.change(({ details }) => ({ details: { ...details, ...part } }));
  const shared = { details: form.details, isFixed, onChange: onDetails };
  return (
    <>
      {draft.theirs && draft.form ? (
        <StaleChoice
          newer={draft.theirs}
          mine={draft.form}
          questions={one.questions}
          onSettle={draft.settle}
        />
      ) : (
        draft.fault && (
          <>
            <ErrorSummary problem={draft.fault} />
            {draft.fault.isUnreachable && <p>{t.kept}</p>}
            <p>
              <Button onClick={draft.saveNow}>{t.again}</Button>
            </p>
          </>
        )
      )}
      <div className={styles.two}>
        <div className={styles.main}>
          {isFixed && <Pill tone="ok">{t.signed}</Pill>}
          <Questions one={one} form={form} isFixed={isFixed} draft={draft} />
          <Substances
            one={one}
            details={form.details}
            isFixed={isFixed}
            onChange={(substances) => onDetails({ substances })}
            onUseCount={(count) => {
              draft.answer('sud', count);
              draft.explain('sud', { source: 'criteria', isConfirmed: true });
            }}
          />
          <Health {...shared} />
          <Life {...shared} />
          <Duties {...shared} />
          <Card title={t.remarks}>
            <TextArea
              label={t.remarks}
              hint={t.remarksHint}
              value={form.remarks}
              maxLength={10_000}
              disabled={isFixed}
              onChange={(remarks) => draft.change(() => ({ remarks }))}
            />
          </Card>
        </div>
        <div className={styles.side}>
          <RecommendationCard one={one} />
          <ToConfirm one={one} form={form} isFixed={isFixed} />
          {one.decision && <SecondSignature one={one} />}
          {!isFixed && (
            <Button
              look="primary"
              wide
              busy={draft.saving === 'saving' || draft.saving === 'waiting'}
              onClick={() => setDeciding(true)}
            >
              {t.decide}
            </Button>
          )}
        </div>
      </div>
      {isDeciding && <DecisionDialog one={one} onClose={() => setDeciding(false)} />}
    </>
  );
}

function SavedPill({ saving }: { readonly saving: Saving }) {
  const t = useWords(w);
  return (
    <span role="status">
      <Pill tone={TONES[saving]}>{t.saving[saving]}</Pill>
    </span>
  );
}

/** What only began the form: each a press away. */
function ToConfirm({ one, form, isFixed }: Omit<FilledProps, 'draft'> & { readonly isFixed: boolean }) {
  const t = useWords(w);
  const levels = useWords(levelWords);
  const parts: Readonly<Record<string, string>> = levels.part;
  const open = one.questions.filter(({ key }) => isUnconfirmed(form, key));
  if (isFixed || open.length === 0) return null;
  const names = [...new Set(open.map(({ part }) => part))];
  return (
    <Card title={t.toConfirm} tone="warn">
      <ul className={styles.why}>
        {names.map((part) => {
          const first = open.find((question) => question.part === part);
          const count = open.filter((question) => question.part === part).length;
          return (
            <li key={part}>
              <a href={`#input-${first?.key ?? ''}`}>
                {parts[part] ?? part}: {count}
              </a>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
