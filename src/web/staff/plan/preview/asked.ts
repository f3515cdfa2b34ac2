import type { PreviewAsked, PreviewShown } from '../../../../schedule/index.ts';
import type { Language } from '../../../design/index.ts';
import { busySpans, EMPTY_WEEK, type PaintedWeek } from '../../../design/WeekGrid/index.ts';
import type { PlanBoard } from '../plan.ts';

export type { PreviewAsked, PreviewShown };

export const LEVELS = ['op', 'iop', 'php'] as const;
export type Level = (typeof LEVELS)[number];

/** The least that each level asks for: a place to begin, which the fields then change. */
export const USUAL: Readonly<Record<Level, { minutes: number; days: number; maxMinutesPerDay: number }>> = {
  op: { minutes: 180, days: 1, maxMinutesPerDay: 240 },
  iop: { minutes: 540, days: 3, maxMinutesPerDay: 240 },
  php: { minutes: 1200, days: 5, maxMinutesPerDay: 360 },
};

/** What is told of somebody, as the fields hold it. */
export interface Told {
  readonly level: Level;
  readonly hours: string;
  readonly days: string;
  readonly language: Language;
  readonly isDual: boolean;
  readonly hasFamily: boolean;
  readonly withVisit: boolean;
  readonly sites: readonly string[];
  readonly video: boolean;
  readonly life: PaintedWeek;
}

export function firstTold(board: PlanBoard, language: Language): Told {
  return {
    level: 'iop',
    ...fieldsOf('iop'),
    language,
    isDual: false,
    hasFamily: false,
    withVisit: holdersOf(board).length > 0,
    sites: board.sites.map(({ id }) => id),
    video: true,
    life: EMPTY_WEEK,
  };
}

/** Hours and days of a level, as the fields hold them. */
export const fieldsOf = (level: Level): Pick<Told, 'hours' | 'days'> => ({
  hours: String(USUAL[level].minutes / 60),
  days: String(USUAL[level].days),
});

export const HOURS_MAX = 40;
export const DAYS_MAX = 7;
const VISIT_KIND = 'individual';
const VISIT_MINUTES = 50;

/** Hours a week to the half hour, in minutes; a comma is read as a point. */
export function minutesIn(text: string): number | undefined {
  const hours = /^\d{1,2}([.,]\d)?$/.test(text.trim()) ? Number(text.replace(',', '.')) : 0;
  return hours >= 0.5 && hours <= HOURS_MAX ? Math.round(hours * 60) : undefined;
}

export const daysIn = (text: string): number | undefined =>
  /^[1-7]$/.test(text.trim()) ? Number(text) : undefined;

/** The question to the server; nothing while a field holds no sense. Busy time goes without its kind. */
export function askedFrom(told: Told, board: PlanBoard): PreviewAsked | undefined {
  const minutes = minutesIn(told.hours);
  const days = daysIn(told.days);
  if (minutes === undefined || days === undefined) return undefined;
  const staff = holdersOf(board);
  return {
    minutes,
    days,
    maxMinutesPerDay: USUAL[told.level].maxMinutesPerDay,
    busy: busySpans(told.life).map(({ start, end }) => ({ start, end })),
    sites: [...told.sites],
    video: told.video,
    tags: [
      told.level,
      ...(told.isDual ? ['dual'] : []),
      ...(told.hasFamily ? ['family'] : []),
      ...(told.language === 'es' ? ['en', 'es'] : ['en']),
    ],
    visits:
      told.withVisit && staff.length > 0
        ? [
            {
              kind: VISIT_KIND,
              minutes: VISIT_MINUTES,
              count: 1,
              staff,
              ...(told.sites.length === 0 ? { site: null } : {}),
            },
          ]
        : [],
  };
}

/** Who holds such visits this week: any of them may take a new person. */
const holdersOf = ({ visits }: PlanBoard): string[] => [
  ...new Set(visits.filter(({ kind }) => kind === VISIT_KIND).map(({ staff }) => staff)),
];
