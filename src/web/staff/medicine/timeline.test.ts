import { describe, expect, test } from 'vitest';
import type { MedicineTimelineShown } from '../../../treat/index.ts';
import { timelineOf } from './timeline.ts';

const TODAY = '2026-11-30';
const ENTRY = '00000000-0000-4000-8000-00000000000a';
const nothing: MedicineTimelineShown = {
  participant: ENTRY,
  today: TODAY,
  spans: [],
  given: [],
  weeks: [],
};
const span = (more: object) => ({
  entry: ENTRY,
  medicine: 'naltrexone-xr',
  name: '',
  dose: '380 mg',
  from: '2026-10-01',
  until: null,
  ...more,
});

describe('the timeline', () => {
  test('shows a month where hardly anything happened, and a year at most', () => {
    expect(timelineOf(nothing, undefined, undefined)).toMatchObject({ days: 28, from: '2026-11-02' });
    const long = { ...nothing, spans: [span({ from: '2020-01-01' })] };
    expect(timelineOf(long, undefined, undefined)).toMatchObject({
      days: 365,
      spans: [{ from: 0, to: 365, startsBefore: true, goesOn: true }],
    });
  });

  test('begins with the first thing that happened, whatever it was', () => {
    const weeks = [{ monday: '2026-10-05', minutes: 545, came: 3, away: 1 }];
    expect(timelineOf({ ...nothing, weeks }, undefined, undefined)).toMatchObject({
      from: '2026-10-05',
      weeks: [{ at: 0, hours: 9.1, came: 3, away: 1 }],
    });
  });

  test('puts a dose on the line of its own time: a changed dose is another line', () => {
    const shown = timelineOf(
      {
        ...nothing,
        spans: [span({ until: '2026-10-31' }), span({ entry: 'later', from: '2026-11-01' })],
        given: [
          { medicine: 'naltrexone-xr', on: '2026-10-03', status: 'given' },
          { medicine: 'naltrexone-xr', on: '2026-11-02', status: 'held' },
        ],
      },
      undefined,
      undefined,
    );
    expect(shown.spans.map(({ given }) => given.map(({ status }) => status))).toEqual([['given'], ['held']]);
    expect(shown.spans.map(({ from, to, goesOn }) => [from, to, goesOn])).toEqual([
      [0, 30, false],
      [31, 60, true],
    ]);
  });

  test('leaves out what ended before, what begins later, and scores of one point', () => {
    const shown = timelineOf(
      {
        ...nothing,
        spans: [span({ from: '2024-01-01', until: '2024-06-01' }), span({ from: '2026-12-05' })],
      },
      {
        series: [
          {
            instrument: 'phq-9',
            lines: [
              {
                key: 'score',
                lowest: 0,
                highest: 27,
                bands: [],
                better: 'lower',
                points: [{ response: 'a', on: '2026-11-20', value: 12 }],
              },
            ],
          },
        ],
      } as never,
      undefined,
    );
    expect([shown.spans, shown.curves]).toEqual([[], []]);
  });
});
