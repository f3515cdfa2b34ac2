import { Button, Card, pluralEn, pluralEs, useWords, words } from '../../design/index.ts';
import type { Mark, Outbox, RosterRow, Waiting } from './outbox.ts';

const w = words(
  {
    title: (n: number) => pluralEn(n, { one: '1 mark was not saved', other: `${n} marks were not saved` }),
    overtaken: 'Somebody else marked them in the meantime. What stands now is theirs.',
    again: (what: string) => `Save mine: ${what}`,
    leave: (what: string) => `Leave it: ${what}`,
    saveMine: 'Save mine',
    leaveIt: 'Leave it',
    somebody: 'Somebody',
    codes: {
      'not-yet': 'This session is on another day.',
      closed: 'This session is more than a week ago. Write what is missing as a late entry.',
      cancelled: 'This session was called off.',
      'not-found': 'You can no longer see this session.',
    },
    unknown: 'The program did not take it.',
  },
  {
    title: (n) => pluralEs(n, { one: 'No se guardó 1 marca', other: `No se guardaron ${n} marcas` }),
    overtaken: 'Alguien más marcó a esta persona mientras tanto. Vale lo que puso.',
    again: (what) => `Guardar lo mío: ${what}`,
    leave: (what) => `Dejarlo: ${what}`,
    saveMine: 'Guardar lo mío',
    leaveIt: 'Dejarlo',
    somebody: 'Alguien',
    codes: {
      'not-yet': 'Esta sesión es otro día.',
      closed: 'Esta sesión fue hace más de una semana. Escriba lo que falte como entrada tardía.',
      cancelled: 'Esta sesión se canceló.',
      'not-found': 'Ya no puede ver esta sesión.',
    },
    unknown: 'El programa no lo aceptó.',
  },
);

export interface NotSavedProps {
  readonly outbox: Outbox;
  /** Refused ones of this session. */
  readonly items: readonly Waiting[];
  readonly roster: readonly RosterRow[];
  readonly say: (called: string, mark: Mark) => string;
}

/** What the program did not take, with why, until somebody says what shall become of it. */
export function NotSaved({ outbox, items, roster, say }: NotSavedProps) {
  const t = useWords(w);
  if (items.length === 0) return null;
  const codes: Readonly<Record<string, string>> = t.codes;
  const versions = new Map(roster.map(({ participant, version }) => [participant, version]));
  const nameOf = (id: string) => roster.find(({ participant }) => participant === id)?.called ?? t.somebody;
  return (
    <div role="alert">
      <Card
        tone="warn"
        icon="warning"
        title={t.title(items.reduce((sum, { marks }) => sum + marks.length, 0))}
      >
        {items.map(({ key, marks, refused }) => {
          const what = marks.map(({ participant, mark }) => say(nameOf(participant), mark)).join('; ');
          const why =
            refused?.why === 'told'
              ? (codes[refused.code] ?? (refused.words === '' ? t.unknown : refused.words))
              : t.overtaken;
          return (
            <div key={key} className="row wrap between">
              <p>
                <b>{what}.</b> {why}
              </p>
              <span className="row">
                <Button compact aria-label={t.again(what)} onClick={() => void outbox.again(key, versions)}>
                  {t.saveMine}
                </Button>
                <Button
                  compact
                  look="text"
                  aria-label={t.leave(what)}
                  onClick={() => void outbox.dismiss(key)}
                >
                  {t.leaveIt}
                </Button>
              </span>
            </div>
          );
        })}
      </Card>
    </div>
  );
}
