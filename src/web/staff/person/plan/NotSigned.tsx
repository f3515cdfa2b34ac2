import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TreatmentPlanShown } from '../../../../treat/index.ts';
import { api, Problem } from '../../../api.ts';
import { Button, Dialog, ErrorSummary, TextArea, useWords, words } from '../../../design/index.ts';

const w = words(
  {
    title: 'They will not sign',
    reason: 'Why is there no signature?',
    hint: 'In their words, if they said it. The plan is then in force with this reason.',
    keep: 'Keep the reason',
  },
  {
    title: 'No va a firmar',
    reason: '¿Por qué no hay firma?',
    hint: 'Con sus palabras, si lo dijo. El plan queda vigente con esta razón.',
    keep: 'Guardar la razón',
  },
);

interface Props {
  readonly person: string;
  readonly plan: string;
  readonly onClose: () => void;
  readonly onKept: (answer: TreatmentPlanShown) => void;
}

/** Why the person does not sign what waits for them. */
export function NotSigned({ person, plan, onClose, onKept }: Props) {
  const t = useWords(w);
  const [reason, setReason] = useState('');
  const keeping = useMutation({
    mutationFn: () =>
      api.post<TreatmentPlanShown>(`/api/people/${person}/treatment-plan/${plan}/not-signed`, { reason }),
    onSuccess: onKept,
  });
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      actions={
        <Button look="primary" busy={keeping.isPending} onClick={() => keeping.mutate()}>
          {t.keep}
        </Button>
      }
    >
      <ErrorSummary
        problem={keeping.error instanceof Problem ? keeping.error : null}
        fields={{ '/reason': 'not-signed-why' }}
      />
      <TextArea
        id="not-signed-why"
        label={t.reason}
        hint={t.hint}
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={setReason}
      />
    </Dialog>
  );
}
