import { describe, expect, test } from 'vitest';
import { EMPTY_WEEK, paint } from '../../design/WeekGrid/week.ts';
import { change, currentWalk } from '../walk.ts';
import { type AskForm, askBody, EMPTY_ASK, faultsOf } from './ask.ts';

const FILLED: AskForm = {
  ...EMPTY_ASK,
  name: ' Sam ',
  value: '(813) 555-0142',
  hours: ['evening'],
};

describe('what is sent', () => {
  test('nothing of the answers or the week goes unless it was ticked', () => {
    change({ answers: { q: 'a' }, week: paint(EMPTY_WEEK, 540, 600, 'work') });
    expect(askBody(FILLED, currentWalk(), ['north'], 'en')).toEqual({
      name: 'Sam',
      contact: {
        channel: 'call',
        value: '(813) 555-0142',
        hours: ['evening'],
        ifSomeoneElse: 'say-nothing',
      },
      language: 'en',
    });
  });

  test('a ticked week goes as intervals, with liked time apart from busy time', () => {
    change({
      week: paint(paint(EMPTY_WEEK, 540, 600, 'work'), 1080, 1260, 'best'),
      sites: null,
      video: true,
    });
    const body = askBody({ ...FILLED, sendWeek: true }, currentWalk(), ['north', 'south'], 'es');
    expect(body.week).toEqual({
      busy: [{ start: 540, end: 600, kind: 'work' }],
      prefer: [{ start: 1080, end: 1260 }],
      sites: ['north', 'south'],
      video: true,
    });
  });
});

describe('what keeps the form from being sent', () => {
  test('an empty form says each thing that is missing', () => {
    expect(faultsOf(EMPTY_ASK)).toEqual({
      name: 'nameMissing',
      value: 'valueMissing',
      hours: 'hoursMissing',
    });
  });

  test.each(['8135550142', '+1 813 555 0142', '(813) 555-0142', '813.555.0142'])(
    '%s is a phone number',
    (value) => {
      expect(faultsOf({ ...FILLED, value })).toEqual({});
    },
  );

  test.each(['813', 'call me', '813-555-01425', ''])('%j is not', (value) => {
    expect(faultsOf({ ...FILLED, value })).toHaveProperty('value');
  });

  test('an email is looked at as an email', () => {
    expect(faultsOf({ ...FILLED, channel: 'email', value: 'sam@example.com' })).toEqual({});
    expect(faultsOf({ ...FILLED, channel: 'email', value: '8135550142' })).toEqual({ value: 'emailWrong' });
  });
});
