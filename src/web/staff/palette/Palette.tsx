import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { TodayShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import { Dialog, Icon, useLanguage, useWords, words } from '../../design/index.ts';
import { clockRange, titleOf } from '../session/said.ts';
import { sessionWords } from '../session/words.ts';
import { found, type Offer } from './found.ts';
import styles from './Palette.module.css';

const w = words(
  {
    title: 'Search or do',
    ask: 'A page, a person, a session',
    kinds: { page: 'Page', person: 'Person', session: 'Today', action: 'Do' },
    none: 'Nothing like that',
    results: 'What was found',
  },
  {
    title: 'Buscar o hacer',
    ask: 'Una página, una persona, una sesión',
    kinds: { page: 'Página', person: 'Persona', session: 'Hoy', action: 'Hacer' },
    none: 'Nada parecido',
    results: 'Lo encontrado',
  },
);

interface Row {
  readonly participant: string;
  readonly recordCode: string | null;
  readonly called: string | null;
}

export interface PaletteProps {
  /** Pages of this role, and what can be done from anywhere. */
  readonly offers: readonly Offer[];
  readonly hasSessions: boolean;
  readonly hasPeople: boolean;
  readonly onClose: () => void;
}

/** Go anywhere or do something by a few letters. What is typed stays on this page: nothing of it is sent or kept. */
export default function Palette({ offers, hasSessions, hasPeople, onClose }: PaletteProps) {
  const t = useWords(w);
  const s = useWords(sessionWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const id = useId();
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const people = useQuery({
    queryKey: ['people'],
    queryFn: () => api.get<{ people: readonly Row[] }>('/api/people'),
    // Reading the list is a look at everybody in it: not before somebody is looked for.
    enabled: hasPeople && asked.trim() !== '',
  });
  const today = useQuery({
    queryKey: ['today'],
    queryFn: () => api.get<TodayShown>('/api/today'),
    enabled: hasSessions,
  });
  const all: readonly Offer[] = [
    ...offers,
    ...(today.data?.meetings ?? []).map(
      (card): Offer => ({
        id: card.meeting,
        kind: 'session',
        label: titleOf(card, language, s.kinds),
        beside: clockRange(card.startsAt, card.endsAt, today.data?.zone ?? 'UTC', language),
        icon: 'clock',
        act: () => void navigate({ to: '/session/$meeting', params: { meeting: card.meeting } }),
      }),
    ),
    ...(people.data?.people ?? []).map(
      (row): Offer => ({
        id: row.participant,
        kind: 'person',
        label: row.called ?? row.recordCode ?? '',
        ...(row.called !== null && row.recordCode !== null ? { beside: row.recordCode } : {}),
        icon: 'person',
        act: () => void navigate({ to: '/people/$person', params: { person: row.participant } }),
      }),
    ),
  ];
  const shown = found(all, asked);
  const chosen = Math.min(at, shown.length - 1);
  const take = (offer: Offer | undefined) => {
    if (offer === undefined) return;
    onClose();
    offer.act();
  };
  return (
    <Dialog title={t.title} onClose={onClose}>
      <input
        className={styles.input}
        role="combobox"
        aria-label={t.ask}
        placeholder={t.ask}
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown[chosen] ? `${id}-${chosen}` : undefined}
        autoComplete="off"
        spellCheck={false}
        // The dialog gives focus to its title; here one came to type.
        ref={(input) => {
          if (input !== null) queueMicrotask(() => input.focus());
        }}
        value={asked}
        onChange={(event) => {
          setAsked(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0 && shown.length > 0) {
            event.preventDefault();
            setAt((chosen + step + shown.length) % shown.length);
          }
          if (event.key === 'Enter') {
            event.preventDefault();
            take(shown[chosen]);
          }
        }}
      />
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label={t.results}
        className={styles.list}
        hidden={shown.length === 0}
      >
        {shown.map((offer, nth) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps focus.
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input; the option is its active descendant.
          <div
            key={`${offer.kind} ${offer.id}`}
            id={`${id}-${nth}`}
            role="option"
            aria-selected={nth === chosen}
            className={styles.option}
            onClick={() => take(offer)}
          >
            <Icon name={offer.icon} />
            <span>
              {offer.label} {offer.beside !== undefined && <span className="sm muted">{offer.beside}</span>}
            </span>
            <small>{t.kinds[offer.kind]}</small>
          </div>
        ))}
      </div>
      <p role="status" className="muted">
        {shown.length === 0 ? t.none : ''}
      </p>
    </Dialog>
  );
}
