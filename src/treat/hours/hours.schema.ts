import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';
import type { MakeUpOpening } from './ledger.store.ts';
import type { Billed, WeekLedger } from './ledger.ts';

const minutes = z.number().int();
const because = z.array(
  z.object({ why: z.string().describe('Why it is less than the amount before it'), minutes }),
);
const amounts = z.object({ scheduled: minutes, delivered: minutes, countable: minutes });
export const offer = z.object({
  meeting: z.uuid(),
  on: z.iso.date(),
  kind: z.string(),
  label: z.object({ en: z.string(), es: z.string() }).nullable(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  place: z.string().nullable().describe('null: by video'),
  minutes,
});

/** Why a week will be too short, and what could still make it whole. */
export const shortfall = z.object({ minutes, because, offers: z.array(offer) });

export const ledger = z.object({
  monday: z.iso.date(),
  prescribed: minutes,
  scheduled: minutes,
  delivered: minutes,
  countable: minutes,
  extra: minutes.describe('Of walk-ins, where nothing was planned'),
  days: z.array(
    amounts.extend({ on: z.iso.date(), prescribed: minutes, kinds: z.record(z.string(), amounts) }),
  ),
  because: z.object({ scheduled: because, delivered: because, countable: because }),
  billable: z
    .object({
      participant: participantSeen('money'),
      minutes,
      days: z.array(z.object({ on: z.iso.date(), minutes })),
      because,
    })
    .nullable()
    .describe('null: not for the reader to see'),
  shortfall: shortfall
    .extend({ participant: participantSeen('schedule') })
    .nullable()
    .describe('null: the week is over, or nothing will be missing'),
});

export function ledgerShown(participant: string, week: WeekLedger, billed: readonly Billed[] | null) {
  const { billable, days, because: why, ...amounts } = week;
  return {
    ...amounts,
    days: days.map(({ billable: _, ...day }) => day),
    because: {
      scheduled: [...why.scheduled],
      delivered: [...why.delivered],
      countable: [...why.countable],
    },
    billable:
      billed === null
        ? null
        : {
            participant,
            minutes: billable ?? 0,
            days: days.map(({ on, billable: paid }) => ({ on, minutes: paid ?? 0 })),
            because: [...why.billable],
          },
  };
}

export const offerShown = ({
  meeting,
  on,
  kind,
  label,
  startsAt,
  endsAt,
  place,
  minutes: planned,
}: MakeUpOpening): z.input<typeof offer> => ({
  meeting,
  on,
  kind,
  label,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  place,
  minutes: planned,
});

export const shortAnswer = z.object({
  zone: z.string(),
  monday: z.iso.date(),
  people: z.array(
    shortfall.extend({
      participant: participantSeen('record', 'attendance', 'plan', 'schedule'),
      recordCode: z.string().nullable(),
      mayGive: z.boolean().describe('Whether the reader may give them a seat'),
      prescribed: minutes,
    }),
  ),
});
export type ShortWeeksShown = z.infer<typeof shortAnswer>;
