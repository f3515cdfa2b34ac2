import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TreatmentPlanShown } from '../../../../treat/index.ts';
import { api, Problem } from '../../../api.ts';
import {
  Button,
  Dialog,
  ErrorSummary,
  RadioCards,
  TextArea,
  useLanguage,
  useWords,
  words,
} from '../../../design/index.ts';
import styles from './Plan.module.css';

const w = words(
  {
    title: 'Sign the plan',
    missing: 'What is still missing',
    back: 'Back to the plan',
    as: (licence: string) => `Signed as ${licence}`,
    effect: 'After this the version never changes. The next change is a new version beside it.',
    person: 'And the person?',
    phone: 'They sign on their phone',
    phoneHint: 'The plan waits on their Goals page, to read and sign.',
    not: 'They will not sign',
    notHint: 'The reason is kept with the plan.',
    reason: 'Why is there no signature?',
    sign: 'Sign this plan',
  },
  {
    title: 'Firmar el plan',
    missing: 'Lo que aún falta',
    back: 'Volver al plan',
    as: (licence) => `Firma como ${licence}`,
    effect: 'Después, esta versión nunca cambia. El próximo cambio es una versión nueva al lado.',
    person: '¿Y la persona?',
    phone: 'Firma en su teléfono',
    phoneHint: 'El plan espera en su página Metas, para leer y firmar.',
    not: 'No va a firmar',
    notHint: 'La razón queda con el plan.',
    reason: '¿Por qué no hay firma?',
    sign: 'Firmar este plan',
  },
);

interface Props {
  readonly person: string;
  readonly shown: TreatmentPlanShown;
  readonly onClose: () => void;
  readonly onSigned: (answer: TreatmentPlanShown) => void;
}

/** What is missing in plain words, or the signature. */
export function SignDialog({ person, shown, onClose, onSigned }: Props) {
  const t = useWords(w);
  const language = useLanguage();
  const [how, setHow] = useState<'phone' | 'not-signed'>('phone');
  const [reason, setReason] = useState('');
  const signing = useMutation({
    mutationFn: () =>
      api.post<TreatmentPlanShown>(
        `/api/people/${person}/treatment-plan/sign`,
        { person: how === 'phone' ? { how } : { how, reason } },
        { ifMatch: String(shown.version) },
      ),
    onSuccess: onSigned,
  });
  const isReady = shown.missing.length === 0 && shown.licence.isInForce;
  if (!isReady) {
    return (
      <Dialog title={t.title} onClose={onClose} actions={<Button onClick={onClose}>{t.back}</Button>}>
        {!shown.licence.isInForce && <p>{shown.licence.words}</p>}
        {shown.missing.length > 0 && (
          <>
            <h3>{t.missing}</h3>
            <ul className={styles.missing}>
              {shown.missing.map(({ pointer, code, detail }) => (
                <li key={`${pointer} ${code} ${detail.en}`}>
                  {quoted(shown, pointer)}
                  {detail[language]}
                </li>
              ))}
            </ul>
          </>
        )}
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      actions={
        <Button look="primary" busy={signing.isPending} onClick={() => signing.mutate()}>
          {t.sign}
        </Button>
      }
    >
      <ErrorSummary
        problem={signing.error instanceof Problem ? signing.error : null}
        fields={{ '/person/reason': 'why-not' }}
      />
      <p>{t.effect}</p>
      <RadioCards
        legend={t.person}
        value={how}
        onChange={setHow}
        choices={[
          { value: 'phone', label: t.phone, hint: t.phoneHint },
          { value: 'not-signed', label: t.not, hint: t.notHint },
        ]}
      />
      {how === 'not-signed' && (
        <TextArea
          id="why-not"
          label={t.reason}
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
      )}
      <p className="sm muted">{t.as(shown.licence.words)}</p>
    </Dialog>
  );
}

/** The goal or problem that a line is about, in its own words. */
function quoted({ draft }: TreatmentPlanShown, pointer: string): string {
  const [, part, at] = pointer.split('/');
  const list =
    part === 'goals' ? draft?.content.goals : part === 'problems' ? draft?.content.problems : undefined;
  const said = list?.[Number(at)]?.words ?? '';
  return said === '' ? '' : `“${said}”: `;
}
