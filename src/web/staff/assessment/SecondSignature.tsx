import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  ErrorSummary,
  Pill,
  TextArea,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { type AssessmentShown, levelWords } from './assessment.ts';

const w = words(
  {
    title: 'The decision',
    decided: (level: string) => `Decided: ${level}`,
    recommended: (level: string) => `The table recommended ${level}.`,
    by: (name: string, licence: string, date: string) => `${name}, ${licence}, ${date}`,
    states: {
      'in-force': 'In force',
      waiting: 'Waits for a second signature',
      returned: 'Given back',
    },
    asked: (name: string) => `${name} was asked to sign second.`,
    reason: 'Reason',
    returnReason: 'Why do you not agree?',
    returnHint: 'Needed to give it back. The first signer reads it.',
    sign: 'I agree: sign second',
    giveBack: 'Give it back',
    signedToast: 'Signed second. It is in force now.',
    returnedToast: 'Given back to the first signer.',
  },
  {
    title: 'La decisión',
    decided: (level) => `Decidido: ${level}`,
    recommended: (level) => `La tabla recomendó ${level}.`,
    by: (name, licence, date) => `${name}, ${licence}, ${date}`,
    states: {
      'in-force': 'Vigente',
      waiting: 'Espera una segunda firma',
      returned: 'Devuelta',
    },
    asked: (name) => `Se pidió a ${name} que firme en segundo lugar.`,
    reason: 'Razón',
    returnReason: '¿Por qué no está de acuerdo?',
    returnHint: 'Hace falta para devolverla. La lee quien firmó primero.',
    sign: 'Estoy de acuerdo: firmar',
    giveBack: 'Devolverla',
    signedToast: 'Segunda firma puesta. Ya está vigente.',
    returnedToast: 'Devuelta a quien firmó primero.',
  },
);

const TONES = { 'in-force': 'ok', waiting: 'warn', returned: 'bad' } as const;

/** What was decided, by whom, and where a second signature is asked for: sign it, or give it back with a reason. */
export function SecondSignature({ one }: { readonly one: AssessmentShown }) {
  const t = useWords(w);
  const levels: Readonly<Record<string, string>> = useWords(levelWords).level;
  const language = useLanguage();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { decision } = one;
  const signing = useMutation({
    mutationFn: (agrees: boolean) =>
      api.post(`/api/decisions/${decision?.id ?? ''}/second`, { agrees, reason }, { key: newKey() }),
    onSuccess: (_, agrees) => {
      toast({ text: agrees ? t.signedToast : t.returnedToast });
      void client.invalidateQueries({ queryKey: ['assessment', one.id] });
    },
  });
  if (decision === null) return null;
  const { first, second, state } = decision;
  const by = ({ by: name, licence, at }: typeof first) =>
    t.by(name, licence, dateWords(at.slice(0, 10), language));
  return (
    <Card title={t.title} aside={<Pill tone={TONES[state]}>{t.states[state]}</Pill>}>
      <p>
        <strong>{t.decided(levels[decision.decided] ?? decision.decided)}</strong>
      </p>
      {decision.recommended !== decision.decided && (
        <p>{t.recommended(levels[decision.recommended] ?? decision.recommended)}</p>
      )}
      <p className="sm muted">{by(first)}</p>
      {first.reason && (
        <p>
          {t.reason}: {first.reason}
        </p>
      )}
      {second && (
        <>
          <p className="sm muted">{by(second)}</p>
          {second.reason && (
            <p>
              {t.reason}: {second.reason}
            </p>
          )}
        </>
      )}
      {state === 'waiting' && decision.asked && <p>{t.asked(decision.asked)}</p>}
      {decision.mayISignSecond && (
        <>
          <ErrorSummary
            problem={signing.error instanceof Problem ? signing.error : null}
            fields={{ '/reason': 'second-reason' }}
          />
          <TextArea
            id="second-reason"
            label={t.returnReason}
            hint={t.returnHint}
            maxLength={4000}
            value={reason}
            onChange={setReason}
          />
          <p className="row wrap">
            <Button look="primary" busy={signing.isPending} onClick={() => signing.mutate(true)}>
              {t.sign}
            </Button>
            <Button busy={signing.isPending} onClick={() => signing.mutate(false)}>
              {t.giveBack}
            </Button>
          </p>
        </>
      )}
    </Card>
  );
}
