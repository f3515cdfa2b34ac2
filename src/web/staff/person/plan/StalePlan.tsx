import { useState } from 'react';
import type { StalePlanShown } from '../../../../treat/index.ts';
import { Button, Card, RadioCards, useWords, words } from '../../../design/index.ts';
import { type Content, differing, merged } from './usePlan.ts';

const w = words(
  {
    title: 'Somebody else changed this meanwhile',
    body: 'Nothing is lost. What only one of you added stays. Choose where you differ, then go on.',
    mine: 'Yours',
    theirs: 'Theirs',
    goal: 'A goal',
    problem: 'A problem',
    areas: 'What is put off or with somebody else',
    go: 'Go on with these',
    signed: 'It was signed meanwhile. Open the page again to see it.',
    next: 'next step',
    blank: 'no words yet',
  },
  {
    title: 'Alguien más cambió esto mientras tanto',
    body: 'No se perdió nada. Lo que solo uno agregó se queda. Elija donde difieren y siga.',
    mine: 'Lo suyo',
    theirs: 'Lo de la otra persona',
    goal: 'Una meta',
    problem: 'Un problema',
    areas: 'Lo que se deja o va con otra persona',
    go: 'Seguir con esto',
    signed: 'Se firmó mientras tanto. Abra la página otra vez para verlo.',
    next: 'próximo paso',
    blank: 'aún sin palabras',
  },
);

interface Props {
  readonly newer: StalePlanShown;
  readonly mine: Content;
  readonly onSettle: (both: Content, version: number) => void;
}

/** Two clinicians at once: each entry that differs side by side, nothing dropped unseen. */
export function StalePlan({ newer, mine, onSettle }: Props) {
  const t = useWords(w);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const theirs = newer.draft?.content;
  if (theirs === undefined) {
    return (
      <Card title={t.title} tone="warn">
        <p role="alert">{t.signed}</p>
      </Card>
    );
  }
  const said = (entry: string, of: Content): string => {
    const [part, id] = entry.split(' ');
    if (part === 'goals') {
      const goal = of.goals.find((one) => one.id === id);
      return [goal?.words || t.blank, goal?.nextStep && `${t.next}: ${goal.nextStep}`]
        .filter(Boolean)
        .join('; ');
    }
    if (part === 'problems') return of.problems.find((one) => one.id === id)?.words || t.blank;
    return (
      of.areas.map(({ words: each, until }) => [each, until].filter(Boolean).join(', ')).join('; ') || t.blank
    );
  };
  return (
    <Card title={t.title} tone="warn">
      <p role="alert">{t.body}</p>
      {differing(mine, theirs).map((entry) => (
        <RadioCards
          key={entry}
          legend={entry.startsWith('goals') ? t.goal : entry.startsWith('problems') ? t.problem : t.areas}
          value={chosen.has(entry) ? 'theirs' : 'mine'}
          onChange={(whose: 'mine' | 'theirs') => {
            const next = new Set(chosen);
            if (whose === 'theirs') next.add(entry);
            else next.delete(entry);
            setChosen(next);
          }}
          choices={[
            { value: 'mine', label: t.mine, hint: said(entry, mine) },
            { value: 'theirs', label: t.theirs, hint: said(entry, theirs) },
          ]}
        />
      ))}
      <p>
        <Button look="primary" onClick={() => onSettle(merged(mine, theirs, chosen), newer.version)}>
          {t.go}
        </Button>
      </p>
    </Card>
  );
}
