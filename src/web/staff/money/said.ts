import type { MoneyShown } from '../../../treat/index.ts';
import { dateWords, useLanguage, useWords } from '../../design/index.ts';
import { moneyWords } from './words.ts';

type Reason = MoneyShown['waiting'][number]['whys'][number];
type Warning = MoneyShown['running'][number]['warnings'][number];

/** Reasons, clocks and amounts in the reader's words. */
export function useMoneyWords() {
  const t = useWords(moneyWords);
  const language = useLanguage();
  const day = (date: string) => dateWords(date, language, { month: 'short', day: 'numeric' });
  const reason = (of: Reason): string => {
    switch (of.why) {
      case 'note-unsigned':
        return t.why[of.why](of.notes);
      case 'week-full':
        return t.why[of.why](of.days);
      case 'short-day':
        return t.why[of.why](of.minutes, of.needed, of.unpaid);
      case 'too-short':
        return t.why[of.why](of.minutes);
      case 'credential':
        return t.why[of.why](of.needed.join(', '));
      case 'past-filing':
        return t.why[of.why](day(of.on));
      default:
        return t.why[of.why];
    }
  };
  const warning = (of: Warning): string => {
    switch (of.of) {
      case 'units':
        return t.warning.units(of.percent);
      case 'end':
        return t.warning.end(of.days);
      case 'review':
        return t.warning.review(day(of.on));
      default:
        return t.warning.over;
    }
  };
  const amount = ({ days, units }: { readonly days: number; readonly units: number }): string => {
    if (days > 0 && units > 0) return t.both(t.unit.day(days), t.unit.unit(units));
    if (units > 0) return t.unit.unit(units);
    return days > 0 ? t.unit.day(days) : t.nothing;
  };
  const dollars = (cents: number | null): string | null =>
    cents === null
      ? null
      : new Intl.NumberFormat(language === 'es' ? 'es-US' : 'en-US', {
          style: 'currency',
          currency: 'USD',
        }).format(cents / 100);
  return { reason, warning, amount, dollars, day, unit: t.unit };
}
