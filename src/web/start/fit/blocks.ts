import type { Language, Site } from '../../design/public.ts';
import type { SessionTone } from '../../design/WeekGrid/kinds.ts';
import type { WeekBlock } from '../../design/WeekGrid/ReadWeek.tsx';
import { busySpans, type LifeKind, type PaintedWeek } from '../../design/WeekGrid/week.ts';
import type { OpenSession } from '../seats.ts';
import type { FitWeek } from './fit.ts';

interface Wording {
  readonly language: Language;
  readonly life: Readonly<Record<LifeKind, string>>;
  readonly site: Site | undefined;
  readonly byVideo: string;
  readonly seats: Readonly<Record<OpenSession['seats'], string>>;
}

const TONES: Readonly<Record<string, SessionTone>> = {
  group: 'group',
  individual: 'individual',
  family: 'family',
  medication: 'medication',
  skills: 'skills',
};

/** Anything the program calls by another kind is drawn as a group: it is one. */
export const toneOf = (kind: string): SessionTone => TONES[kind] ?? 'group';

/** The person's own time and the sessions of one week that fits, ready to draw. */
export function blocksOf(fit: FitWeek, week: PaintedWeek, words: Wording): readonly WeekBlock[] {
  const life = busySpans(week).map(({ start, end, kind }) => ({
    id: `life-${start}`,
    start,
    end,
    life: kind,
    label: words.life[kind],
  }));
  const sessions = fit.sessions.map((session) => ({
    id: session.id,
    start: session.start,
    end: session.end,
    tone: toneOf(session.kind),
    label: session.label[words.language],
    detail: [placeOf(session, words), words.seats[session.seats]].join(', '),
  }));
  return [...life, ...sessions];
}

function placeOf(session: OpenSession, { site, byVideo }: Wording): string {
  if (session.site === null) return byVideo;
  return site?.sites.find(({ id }) => id === session.site)?.name ?? '';
}
