import { describe, expect, test } from 'vitest';
import { CATALOGUE, CURRICULA, type Topic } from './catalogue.ts';
import { type MeetingAbout, topicsSeen } from './topics.ts';

const topic = (key: string): Topic => ({ key, en: key, es: key });
const CURRICULUM = ['one', 'two', 'three'].map(topic);
const about = (on: string, topics: readonly string[], more: Partial<MeetingAbout> = {}): MeetingAbout => ({
  meeting: on,
  on,
  activity: 'skills',
  countedMinutes: 60,
  topics,
  ...more,
});
const keys = (topics: readonly Topic[]) => topics.map(({ key }) => key);

describe('topics of a person', () => {
  test('what was worked on, since when, and what is still to come', () => {
    const seen = topicsSeen('skills', CURRICULUM, [
      about('2026-11-09', ['two']),
      about('2026-11-02', ['two', 'one']),
    ]);
    expect(seen.covered.map(({ key, on }) => [key, on])).toEqual([
      ['one', '2026-11-02'],
      ['two', '2026-11-02'],
    ]);
    expect(keys(seen.missing)).toEqual(['three']);
  });

  test.each([
    ['its minutes did not count', about('2026-11-02', ['one'], { countedMinutes: 0 })],
    ['it was another activity', about('2026-11-02', ['one'], { activity: 'family' })],
    ['its note names nothing', about('2026-11-02', [])],
    ['its topic is no longer in the curriculum', about('2026-11-02', ['gone'])],
  ])('nothing is covered where %s', (_, meeting) => {
    const seen = topicsSeen('skills', CURRICULUM, [meeting]);
    expect(seen.covered).toEqual([]);
    expect(keys(seen.missing)).toEqual(['one', 'two', 'three']);
  });
});

describe('the catalogue', () => {
  test('holds its 36 activities in order, each with a source and who may lead it', () => {
    expect(CATALOGUE.map(({ id }) => id)).toEqual(
      Array.from({ length: 36 }, (_, nth) => `A${String(nth + 1).padStart(2, '0')}`),
    );
    for (const { leads, source, en, es } of CATALOGUE) {
      expect(leads.length).toBeGreaterThan(0);
      expect(source.length).toBeGreaterThan(4);
      expect(en).not.toBe(es);
    }
  });

  test('counts therapy, caps support, and leaves out what is not treatment', () => {
    const classesOf = (id: string) => CATALOGUE.find((one) => one.id === id)?.classes;
    expect(classesOf('A03')).toEqual(['A']);
    expect(classesOf('A24')).toEqual(['B']);
    expect(classesOf('A33')).toEqual(['C']);
    expect(classesOf('A32')).toEqual(['B', 'C']);
  });

  test('has sequences of topics for groups of the catalogue, in both languages', () => {
    expect(CURRICULA.map(({ catalogueId }) => catalogueId)).toEqual(['A04', 'A03', 'A10', 'A15', 'A16']);
    for (const { topics } of CURRICULA) {
      expect(topics.length).toBeGreaterThanOrEqual(8);
      for (const { en, es } of topics) expect(en).not.toBe(es);
    }
  });
});
