import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  Button,
  Card,
  ErrorSummary,
  Pill,
  Select,
  TextArea,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import type { AssessmentShown, Value } from './assessment.ts';
import { levelWords } from './assessment.ts';
import { DecisionDialog } from './DecisionDialog.tsx';
import styles from './Intake.module.css';
import { RecommendationCard } from './RecommendationCard.tsx';
import { type Saving, useDraft } from './useDraft.ts';

const w = words(
  {
    title: 'Assessment',
    heading: (name: string) => `Assessment of ${name}`,
    choose: 'Choose…',
    remarks: 'Remarks',
    remarksHint: 'Your own words. They are sealed and seen by the care team only.',
    decide: 'Decide and sign…',
    signed: 'Signed. It can no longer change.',
    optional: 'if known',
    saving: {
      saved: 'Saved',
      waiting: 'Saving…',
      saving: 'Saving…',
      stale: 'Changed elsewhere',
      unsaved: 'Not saved yet',
    },
    reload: 'Show the newer one',
    again: 'Save again',
  },
  {
    title: 'Evaluación',
    heading: (name) => `Evaluación de ${name}`,
    choose: 'Elija…',
    remarks: 'Observaciones',
    remarksHint: 'Sus propias palabras. Quedan selladas; solo las ve el equipo de atención.',
    decide: 'Decidir y firmar…',
    signed: 'Firmada. Ya no puede cambiar.',
    optional: 'si se sabe',
    saving: {
      saved: 'Guardado',
      waiting: 'Guardando…',
      saving: 'Guardando…',
      stale: 'Cambió en otro lugar',
      unsaved: 'Aún sin guardar',
    },
    reload: 'Ver la más nueva',
    again: 'Guardar otra vez',
  },
);

const TONES = { saved: 'ok', waiting: 'neutral', saving: 'neutral', stale: 'bad', unsaved: 'warn' } as const;

export default function Assessment() {
  const t = useWords(w);
  const { assessment: id } = useParams({ strict: false }) as { assessment: string };
  const draft = useDraft(id);
  const [isDeciding, setDeciding] = useState(false);
  const one = draft.reading.data;
  const isSigned = one?.state === 'signed';
  return (
    <Frame
      title={t.title}
      heading={one ? t.heading(one.called ?? one.recordCode ?? '') : t.title}
      beside={!isSigned && <SavedPill saving={draft.saving} />}
      reading={draft.reading}
    >
      {one && (
        <>
          {draft.fault && (
            <>
              <ErrorSummary problem={draft.fault} />
              <p>
                {draft.saving === 'stale' ? (
                  <Button onClick={() => window.location.reload()}>{t.reload}</Button>
                ) : (
                  <Button onClick={draft.saveNow}>{t.again}</Button>
                )}
              </p>
            </>
          )}
          <div className={styles.two}>
            <div className={styles.main}>
              {isSigned && <Pill tone="ok">{t.signed}</Pill>}
              <Parts
                one={one}
                inputs={isSigned ? one.inputs : draft.inputs}
                isFixed={isSigned}
                onAnswer={draft.answer}
              />
              <Card>
                <TextArea
                  label={t.remarks}
                  hint={t.remarksHint}
                  value={draft.remarks}
                  maxLength={10_000}
                  disabled={isSigned}
                  onChange={draft.remark}
                />
              </Card>
            </div>
            <div className={styles.side}>
              <RecommendationCard one={one} />
              {!isSigned && (
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
      )}
    </Frame>
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

interface PartsProps {
  readonly one: AssessmentShown;
  readonly inputs: Readonly<Record<string, Value>>;
  readonly isFixed: boolean;
  readonly onAnswer: (key: string, value: Value | undefined) => void;
}

function Parts({ one, inputs, isFixed, onAnswer }: PartsProps) {
  const t = useWords(w);
  const language = useLanguage();
  const parts: Readonly<Record<string, string>> = useWords(levelWords).part;
  const names = [...new Set(one.questions.map(({ part }) => part))];
  return names.map((part) => (
    <Card key={part} title={parts[part] ?? part}>
      {one.questions
        .filter((question) => question.part === part)
        .map(({ key, label, help, isRequired, options }) => (
          <Select
            key={key}
            label={label[language]}
            hint={help?.[language]}
            optional={isRequired ? undefined : t.optional}
            disabled={isFixed}
            value={inputs[key] === undefined ? '' : String(inputs[key])}
            onChange={(chosen) => onAnswer(key, options.find(({ value }) => String(value) === chosen)?.value)}
            options={[
              { value: '', label: t.choose },
              ...options.map(({ value, words: said }) => ({ value: String(value), label: said[language] })),
            ]}
          />
        ))}
    </Card>
  ));
}
