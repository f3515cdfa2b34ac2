import { expect, test } from 'vitest';
import { found, type Offer } from './found.ts';

const offer = (kind: Offer['kind'], label: string, beside = ''): Offer => ({
  id: `${kind} ${label}`,
  kind,
  label,
  beside,
  icon: 'search',
  act: () => {},
});
const OFFERS = [
  offer('page', 'Today'),
  offer('page', 'People'),
  offer('person', 'José', 'R-1042'),
  offer('person', 'Tobias', 'T-7'),
  offer('session', 'Evening group', '5:30–8:30 pm'),
];
const labels = (asked: string) => found(OFFERS, asked).map(({ label }) => label);

test('what is asked for begins a word, without regard to accents or case', () => {
  expect(labels('to')).toEqual(['Tobias', 'Today']);
  expect(labels('JOSE')).toEqual(['José']);
  expect(labels('r-1042')).toEqual(['José']);
  expect(labels('group eve')).toEqual(['Evening group']);
  expect(labels('oday')).toEqual([]);
});

test('nobody is shown before somebody is asked for', () => {
  expect(labels('  ')).toEqual(['Today', 'People', 'Evening group']);
});
