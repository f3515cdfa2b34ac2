import { Pill, type PillTone, useWords } from '../../design/index.ts';
import { type InquiryRow, intakeWords, minutesLeft } from './intake.ts';

const TONES: Readonly<Record<InquiryRow['state'], PillTone>> = {
  new: 'warn',
  called: 'info',
  assessing: 'info',
  admitted: 'ok',
  closed: 'neutral',
};

export function StatePill({ state }: { readonly state: InquiryRow['state'] }) {
  const t = useWords(intakeWords);
  return <Pill tone={TONES[state]}>{t.state[state]}</Pill>;
}

const SOON_MINUTES = 120;

/** How long until the call we promised. */
export function CallClock({ callBy }: { readonly callBy: string }) {
  const t = useWords(intakeWords);
  const left = minutesLeft(callBy, Date.now());
  if (left < 0) return <Pill tone="bad">{t.overdue}</Pill>;
  return (
    <Pill tone={left <= SOON_MINUTES ? 'warn' : 'neutral'}>
      {left < 90 ? t.minutesLeft(left) : t.hoursLeft(Math.round(left / 60))}
    </Pill>
  );
}
