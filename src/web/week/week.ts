import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, Problem } from '../api.ts';
import { DAY_MINUTES, dayOf, type Language, words } from '../design/index.ts';
import type { LifeKind, SessionTone, WeekBlock } from '../design/WeekGrid/index.ts';

/** One session or visit as GET /api/week answers. */
export interface WeekItem {
  readonly id: string;
  readonly kind: string;
  readonly label: { readonly en: string; readonly es: string } | null;
  readonly start: number;
  readonly end: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: {
    readonly name: string;
    readonly place: string;
    readonly directions: string;
    readonly room: string | null;
  } | null;
  readonly with: readonly string[];
  readonly counted: number | null;
  /** By which the person says whether they come; null: its roster is not made yet. */
  readonly meeting: string | null;
  readonly said: 'coming' | 'cannot' | null;
}

export interface MyWeek {
  readonly called: string;
  readonly zone: string;
  readonly now: string;
  readonly today: string;
  readonly week: string;
  readonly isPublished: boolean;
  readonly clockChange: string | null;
  readonly prescribed: { readonly minutes: number; readonly daysMin: number } | null;
  readonly scheduledMinutes: number;
  readonly deliveredMinutes: number;
  readonly items: readonly WeekItem[];
  readonly life: readonly { readonly start: number; readonly end: number; readonly kind: string }[];
}

/** My week, this one or another Monday's; the week before stays in sight while the next one loads. */
export function useMyWeek(monday: string | undefined) {
  const reading = useQuery({
    queryKey: ['week', monday ?? 'this'],
    queryFn: () => api.get<MyWeek>(monday === undefined ? '/api/week' : `/api/week?week=${monday}`),
    placeholderData: keepPreviousData,
  });
  useSignedIn(reading.error);
  return reading;
}

/** Whoever is not signed in is led to where they can. */
export function useSignedIn(fault: Error | null): void {
  const navigate = useNavigate();
  const isSignedOut = fault instanceof Problem && fault.status === 401;
  useEffect(() => {
    if (isSignedOut) void navigate({ to: '/sign-in', replace: true });
  }, [isSignedOut, navigate]);
}

const TICK_MS = 15_000;

/** The instant it is for the server, going on from when it last answered. Milliseconds. */
export function useNow(answered: string, answeredMs: number): number {
  const [here, setHere] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setHere(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Date.parse(answered) + Math.max(0, here - answeredMs);
}

const TONES: Readonly<Record<string, SessionTone>> = {
  individual: 'individual',
  family: 'family',
  medication: 'medication',
  skills: 'skills',
};
export const toneOf = (kind: string): SessionTone => TONES[kind] ?? 'group';

const LIFE: readonly string[] = ['work', 'care', 'class', 'rest'];
const isLifeKind = (kind: string): kind is LifeKind => LIFE.includes(kind);

export interface LifePiece {
  readonly start: number;
  readonly end: number;
  readonly kind: LifeKind;
}

/** The times kept for life, cut at midnight: a night shift shows on both its days. */
export const lifeOf = (week: MyWeek): readonly LifePiece[] =>
  week.life.flatMap(({ start, end, kind }) => {
    if (!isLifeKind(kind)) return [];
    const pieces: LifePiece[] = [];
    for (let from = start; from < end; from = (dayOf(from) + 1) * DAY_MINUTES) {
      pieces.push({ start: from, end: Math.min(end, (dayOf(from) + 1) * DAY_MINUTES), kind });
    }
    return pieces;
  });

/** Whether a session meets a time the person keeps for something else; a wished-for time is none. */
export const clashes = ({ items, life }: MyWeek): boolean =>
  items.some((item) =>
    life.some(({ kind, start, end }) => kind !== 'best' && start < item.end && item.start < end),
  );

export const weekWords = words(
  {
    title: 'My week',
    visit: { individual: 'One-to-one', medication: 'Medicine visit', family: 'Family time', other: 'Visit' },
    busy: 'Busy',
    video: 'By video',
    withWho: (names: readonly string[]) => (names.length > 0 ? `with ${names.join(', ')}` : ''),
  },
  {
    title: 'Mi semana',
    visit: {
      individual: 'Cita individual',
      medication: 'Cita de medicina',
      family: 'Tiempo en familia',
      other: 'Cita',
    },
    busy: 'Ocupado',
    video: 'Por video',
    withWho: (names) => (names.length > 0 ? `con ${names.join(', ')}` : ''),
  },
);

type WeekWords = typeof weekWords.en | typeof weekWords.es;

export function nameOf(item: Pick<WeekItem, 'kind' | 'label'>, t: WeekWords, language: Language): string {
  if (item.label !== null) return item.label[language];
  const visits: Readonly<Record<string, string>> = t.visit;
  return visits[item.kind] ?? t.visit.other;
}

export const whereOf = (item: WeekItem, t: WeekWords): string =>
  item.place === null ? t.video : [item.place.name, item.place.room].filter(Boolean).join(', ');

/** Sessions and life as blocks to draw; `isPrivate` takes every name away. */
export function blocksOf(
  week: MyWeek,
  t: WeekWords,
  language: Language,
  life: Readonly<Record<LifeKind, string>>,
  isPrivate: boolean,
): readonly WeekBlock[] {
  return [
    ...lifeOf(week).map(({ start, end, kind }) => ({
      id: `life-${kind}-${start}`,
      start,
      end,
      life: kind,
      label: life[kind],
    })),
    ...week.items.map((item) => ({
      id: item.id,
      start: item.start,
      end: item.end,
      tone: isPrivate ? ('group' as const) : toneOf(item.kind),
      label: isPrivate ? t.busy : nameOf(item, t, language),
      ...(isPrivate ? {} : { detail: [whereOf(item, t), t.withWho(item.with)].filter(Boolean).join(', ') }),
    })),
  ];
}
