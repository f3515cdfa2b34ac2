import { useLanguage, useWords } from '../../design/index.ts';
import { clockRange } from './said.ts';
import { sessionWords } from './words.ts';

interface Seat {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly label: { readonly en: string; readonly es: string } | null;
  readonly kind: string;
  readonly place: string | null;
}

/** A seat that is offered or was given, on the program's wall: "Thu, Dec 3, 6:00–9:00 pm: Evening group, Cedar Street". */
export function useSeatSaid(): (seat: Seat, zone: string) => string {
  const s = useWords(sessionWords);
  const language = useLanguage();
  return ({ startsAt, endsAt, label, kind, place }, zone) => {
    const day = new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
      timeZone: zone,
      weekday: 'short',
      month: 'short',
      day: 'numeric',
    }).format(new Date(startsAt));
    const what = label?.[language] ?? s.kinds[kind as keyof typeof s.kinds] ?? kind;
    return `${day}, ${clockRange(startsAt, endsAt, zone, language)}: ${what}, ${place ?? s.video}`;
  };
}
