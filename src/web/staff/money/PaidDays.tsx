import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonMoneyShown } from '../../../treat/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import { Button, Card, ErrorSummary, TextField, toast, useWords, words } from '../../design/index.ts';
import styles from './Money.module.css';
import { useMoneyWords } from './said.ts';

const w = words(
  {
    title: 'Days the person paid in full',
    about: 'Such a day never goes to the plan, whatever else happens to it.',
    day: 'Day',
    add: 'Keep this day from the plan',
    none: 'There is none.',
    undo: 'Take back',
    undoOf: (day: string) => `Take back: ${day}`,
    saved: 'Saved.',
  },
  {
    title: 'Días que la persona pagó completos',
    about: 'Un día así nunca llega al plan, pase lo que pase.',
    day: 'Día',
    add: 'Que este día no llegue al plan',
    none: 'No hay ninguno.',
    undo: 'Deshacer',
    undoOf: (day) => `Deshacer: ${day}`,
    saved: 'Guardado.',
  },
);

/** 2.26: what somebody paid themself and asked to keep from their plan. */
export function PaidDays({ money }: { readonly money: PersonMoneyShown }) {
  const t = useWords(w);
  const said = useMoneyWords();
  const client = useQueryClient();
  const [day, setDay] = useState('');
  const setting = useMutation({
    mutationFn: (body: { readonly on: string; readonly isPaid: boolean }) =>
      api.post<PersonMoneyShown>(`/api/people/${money.participant}/paid-days`, body, { key: newKey() }),
    onSuccess: (after) => {
      client.setQueryData(['person', money.participant, 'authorisations'], after);
      void client.invalidateQueries({ queryKey: ['money'] });
      setDay('');
      toast({ text: t.saved });
    },
  });
  return (
    <Card title={t.title} icon="shield">
      <ErrorSummary
        problem={setting.error instanceof Problem ? setting.error : null}
        fields={{ '/on': 'paid-day' }}
      />
      <p className="sm muted">{t.about}</p>
      {money.paidDays.length === 0 ? (
        <p className="sm">{t.none}</p>
      ) : (
        <ul className={styles.list}>
          {money.paidDays.map((on) => (
            <li key={on}>
              <div className={styles.head}>
                <span>{said.day(on)}</span>
                <Button
                  compact
                  icon="undo"
                  aria-label={t.undoOf(said.day(on))}
                  onClick={() => setting.mutate({ on, isPaid: false })}
                >
                  {t.undo}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.fields}>
        <TextField id="paid-day" label={t.day} type="date" value={day} onChange={setDay} />
      </div>
      <div className={styles.actions}>
        <Button compact busy={setting.isPending} onClick={() => setting.mutate({ on: day, isPaid: true })}>
          {t.add}
        </Button>
      </div>
    </Card>
  );
}
