import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MakeUpsShown } from '../../../treat/index.ts';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Dialog,
  ErrorSummary,
  RadioCards,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { exactHours } from '../session/said.ts';
import { useSeatSaid } from '../session/useSeatSaid.ts';

const w = words(
  {
    open: 'Make-up…',
    title: 'A seat to make up for it',
    looking: 'Looking for what fits…',
    legend: 'These fit in their week and have a seat',
    none: 'Nothing that is left this week fits around their life and their other sessions.',
    adds: (h: string) => `${h} h`,
    ask: 'Ask them first. It shows in their week and calendar at once.',
    give: 'Give the seat',
    given: 'They have the seat; it is in their week.',
    has: 'Seats they have',
    asked: 'They asked for this one themself.',
    back: 'Take it back',
    backOf: (what: string) => `Take it back: ${what}`,
    taken: 'Taken back. It is not in their week any more.',
    notMine: 'Only whoever writes their attendance gives a seat.',
  },
  {
    open: 'Reponer…',
    title: 'Un lugar para reponer',
    looking: 'Buscando lo que cabe…',
    legend: 'Esto cabe en su semana y tiene lugar',
    none: 'De lo que queda esta semana, nada cabe con su vida y sus otras sesiones.',
    adds: (h) => `${h} h`,
    ask: 'Pregúntele antes. Sale enseguida en su semana y su calendario.',
    give: 'Dar el lugar',
    given: 'Ya tiene el lugar; está en su semana.',
    has: 'Lugares que tiene',
    asked: 'Lo pidió la persona.',
    back: 'Quitarlo',
    backOf: (what) => `Quitarlo: ${what}`,
    taken: 'Quitado. Ya no está en su semana.',
    notMine: 'Solo da un lugar quien escribe su asistencia.',
  },
);

interface Props {
  readonly participant: string;
}

/** Another session of this week for one that is missed: what fits is looked for when it is asked for. */
export function MakeUp({ participant }: Props) {
  const t = useWords(w);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="no-print">
      <Button compact icon="calendar" onClick={() => setOpen(true)}>
        {t.open}
      </Button>
      {isOpen && <MakeUpDialog participant={participant} onClose={() => setOpen(false)} />}
    </div>
  );
}

function MakeUpDialog({ participant, onClose }: Props & { readonly onClose: () => void }) {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const says = useSeatSaid();
  const path = `/api/people/${participant}/make-ups`;
  const queryKey = ['person', participant, 'make-ups'];
  const reading = useQuery({ queryKey, queryFn: () => api.get<MakeUpsShown>(path), staleTime: 0 });
  const [chosen, setChosen] = useState<string>();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['person', participant] }),
      client.invalidateQueries({ queryKey: ['hours', 'short'] }),
    ]);
  const taking = useMutation({
    mutationFn: (meeting: string) => api.post<MakeUpsShown>(`${path}/${meeting}/take-back`, {}),
    onSuccess: (answer) => {
      client.setQueryData(queryKey, answer);
      toast({ text: t.taken });
    },
    onSettled: refresh,
  });
  const giving = useMutation({
    mutationFn: (meeting: string) => api.post(path, { meeting }),
    onSuccess: (_, meeting) => {
      toast({ text: t.given, undo: () => taking.mutate(meeting) });
      onClose();
    },
    onSettled: refresh,
  });
  const shown = reading.data;
  const fault = giving.error ?? taking.error ?? reading.error;
  const offers = shown?.offers ?? [];
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      actions={
        shown?.mayGive &&
        offers.length > 0 && (
          <Button
            look="primary"
            disabled={chosen === undefined}
            busy={giving.isPending}
            onClick={() => chosen !== undefined && giving.mutate(chosen)}
          >
            {t.give}
          </Button>
        )
      }
    >
      <ErrorSummary problem={fault instanceof Problem ? fault : null} />
      {shown === undefined ? (
        reading.isPending && (
          <p className="muted" role="status">
            {t.looking}
          </p>
        )
      ) : (
        <>
          {offers.length === 0 ? (
            <p>{t.none}</p>
          ) : shown.mayGive ? (
            <RadioCards
              legend={t.legend}
              hint={t.ask}
              value={chosen}
              onChange={setChosen}
              choices={offers.map((offer) => ({
                value: offer.meeting,
                label: says(offer, shown.zone),
                hint: t.adds(exactHours(offer.minutes, language)),
              }))}
            />
          ) : (
            <>
              <ul>
                {offers.map((offer) => (
                  <li key={offer.meeting}>{says(offer, shown.zone)}</li>
                ))}
              </ul>
              <p className="sm muted">{t.notMine}</p>
            </>
          )}
          {shown.given.length > 0 && (
            <>
              <h3>{t.has}</h3>
              <ul>
                {shown.given.map((seat) => {
                  const said = says(seat, shown.zone);
                  return (
                    <li key={seat.meeting}>
                      {said}{' '}
                      {seat.isAskedFor ? (
                        <span className="sm muted">{t.asked}</span>
                      ) : (
                        shown.mayGive && (
                          <Button
                            compact
                            look="text"
                            aria-label={t.backOf(said)}
                            busy={taking.isPending}
                            onClick={() => taking.mutate(seat.meeting)}
                          >
                            {t.back}
                          </Button>
                        )
                      )}
                    </li>
                  );
                })}
              </ul>
            </>
          )}
        </>
      )}
    </Dialog>
  );
}
