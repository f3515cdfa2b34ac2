import type { IconName } from '../../design/index.ts';

/** Something the palette leads to or does. */
export interface Offer {
  readonly id: string;
  readonly kind: 'page' | 'person' | 'session' | 'action';
  readonly label: string;
  /** Found by as well, shown small beside the label. */
  readonly beside?: string;
  readonly icon: IconName;
  readonly act: () => void;
}

const OFFERED_MAX = 12;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The offers whose words begin with every word asked for, best first: whole labels before single words. Without a word
 * asked for people stay out, so that opening the palette shows nobody.
 */
export function found(offers: readonly Offer[], asked: string): readonly Offer[] {
  const wanted = plain(asked).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return offers.filter(({ kind }) => kind !== 'person').slice(0, OFFERED_MAX);
  return offers
    .flatMap((offer) => {
      const label = plain(offer.label);
      const parts = `${label} ${plain(offer.beside ?? '')}`.split(/[^\p{L}\p{N}-]+/u);
      if (!wanted.every((word) => parts.some((part) => part.startsWith(word)))) return [];
      return [{ offer, rank: label.startsWith(wanted.join(' ')) ? 0 : 1 }];
    })
    .toSorted((a, b) => a.rank - b.rank || (plain(a.offer.label) < plain(b.offer.label) ? -1 : 1))
    .slice(0, OFFERED_MAX)
    .map(({ offer }) => offer);
}
