import { useState } from 'react';
import { Button, Card, dateWords, useLanguage, useWords, words } from '../../design/index.ts';
import { PARTS } from '../../safety-plan/merge.ts';
import { SafetyForm, safetyWords } from '../../safety-plan/SafetyForm.tsx';
import styles from '../../safety-plan/SafetyPlan.module.css';
import { useSafetyPlan } from '../../safety-plan/useSafetyPlan.ts';

const w = words(
  {
    title: 'Safety plan',
    none: 'None yet. Write it together, in their words; they read it on their phone.',
    write: 'Write together',
    done: 'Done writing',
    last: (date: string, who: string) => `Saved on ${date}, written by ${who}.`,
    themself: 'the person',
    earlier: 'What stood there before',
    crisis: 'In a crisis: 988, day or night. In danger: 911.',
  },
  {
    title: 'Plan de seguridad',
    none: 'Aún no hay. Escríbanlo juntos, con sus palabras; lo lee en su teléfono.',
    write: 'Escribir juntos',
    done: 'Terminar',
    last: (date, who) => `Se guardó el ${date}. Escribió: ${who}.`,
    themself: 'la persona',
    earlier: 'Lo que había antes',
    crisis: 'En una crisis: 988, día y noche. En peligro: 911.',
  },
);

/** What the person does when a hard moment comes; written with them, and readable by them at once. */
export function SafetyPlanCard({ participant }: { readonly participant: string }) {
  const t = useWords(w);
  const s = useWords(safetyWords);
  const language = useLanguage();
  const [isWriting, setWriting] = useState(false);
  const desk = useSafetyPlan(`/api/people/${participant}/safety-plan`);
  const { data } = desk.reading;
  if (data === undefined || desk.words === undefined) return null;
  const said = desk.words;
  const written = PARTS.filter((part) => said[part].trim() !== '');
  const last = ({ savedAt, writer }: { readonly savedAt: string; readonly writer: string | null }) =>
    t.last(
      dateWords(savedAt.slice(0, 10), language, { month: 'short', day: 'numeric' }),
      writer ?? t.themself,
    );
  return (
    <Card title={t.title} icon="shield">
      <p className="sm">{t.crisis}</p>
      {isWriting ? (
        <SafetyForm desk={desk} />
      ) : (
        <>
          {written.length === 0 && <p className="muted">{t.none}</p>}
          {written.map((part) => (
            <div key={part}>
              <h3 className="sm">{s.parts[part]}</h3>
              <p className={styles.words}>{said[part]}</p>
            </div>
          ))}
        </>
      )}
      <p className="row wrap">
        <Button compact icon="pen" onClick={() => setWriting(!isWriting)}>
          {isWriting ? t.done : t.write}
        </Button>
        {data.savedAt && (
          <span className="sm muted">{last({ savedAt: data.savedAt, writer: data.writer })}</span>
        )}
      </p>
      {data.earlier.length > 0 && (
        <details>
          <summary className="sm">{t.earlier}</summary>
          {data.earlier.map((one) => (
            <div key={one.number}>
              <p className="sm muted">{last(one)}</p>
              {PARTS.filter((part) => one.words[part].trim() !== '').map((part) => (
                <p key={part} className={styles.words}>
                  {s.parts[part]}: {one.words[part]}
                </p>
              ))}
            </div>
          ))}
        </details>
      )}
    </Card>
  );
}
