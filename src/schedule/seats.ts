/** Seats as strangers see them: rounded, so that nobody can be inferred from a count. */
export type SeatsShown = 'open' | 'few' | 'waitlist';

const FEW = 2;

export const seatsShown = (taken: number, max: number): SeatsShown =>
  taken >= max ? 'waitlist' : max - taken <= FEW ? 'few' : 'open';
