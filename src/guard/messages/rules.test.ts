import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type Choice, choiceFrom, meaningOf, type SafeContact, verdictOn } from './rules.ts';
import { CHANNELS, MESSAGE_KINDS, WORDS, wordsOf } from './words.ts';

const zone = 'America/New_York';
const contact: SafeContact = {
  channel: 'text',
  value: '813-555-0142',
  hours: [],
  ifSomeoneElse: 'say-neutral',
};
const choice: Choice = { ...choiceFrom(contact), channels: ['sms'] };
const at = (wall: string) =>
  new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds);
const ask = (more: Partial<Parameters<typeof verdictOn>[0]> = {}) =>
  verdictOn({
    choice,
    contact,
    hasDevice: false,
    notAfter: at('2026-12-02T17:20'),
    now: at('2026-12-02T15:30'),
    zone,
    ...more,
  });

describe('a message that is due', () => {
  test('goes out by the safe way the person named', () => {
    expect(ask()).toEqual({ is: 'now', channel: 'sms' });
    expect(
      ask({ contact: { ...contact, channel: 'email' }, choice: { ...choice, channels: ['email'] } }),
    ).toEqual({
      is: 'now',
      channel: 'email',
    });
  });

  test('goes to their own device first, where they have one', () => {
    const both: Choice = { ...choice, channels: ['sms', 'push'] };
    expect(ask({ choice: both, hasDevice: true })).toEqual({ is: 'now', channel: 'push' });
    expect(ask({ choice: both })).toEqual({ is: 'now', channel: 'sms' });
  });

  test.each([
    ['off', { choice: { ...choice, isOn: false } }],
    ['off', { choice: { ...choice, channels: [] } }],
    ['stopped', { choice: { ...choice, isStopped: true } }],
    ['no-address', { contact: null }],
    ['no-address', { choice: { ...choice, channels: ['email' as const] } }],
    ['no-address', { choice: { ...choice, channels: ['push' as const] } }],
    ['too-late', { now: at('2026-12-02T17:20') }],
    ['too-late', { now: at('2026-12-02T21:30'), notAfter: at('2026-12-03T07:00') }],
  ] as const)('is left unsaid: %s', (why, more) => {
    expect(ask(more)).toEqual({ is: 'never', why });
  });

  test('waits for the end of the quiet hours and for the hours that are safe', () => {
    const notAfter = at('2026-12-03T12:00');
    expect(ask({ now: at('2026-12-02T22:00'), notAfter })).toEqual({
      is: 'later',
      at: at('2026-12-03T08:00'),
    });
    expect(
      ask({ now: at('2026-12-02T09:00'), notAfter, contact: { ...contact, hours: ['evening'] } }),
    ).toEqual({ is: 'later', at: at('2026-12-02T17:00') });
    const none = { ...choice, quietFrom: 600, quietUntil: 600 };
    expect(ask({ choice: none, now: at('2026-12-02T03:00') })).toEqual({ is: 'now', channel: 'sms' });
  });

  test('keeps quiet by the wall, also on the nights the clock jumps', () => {
    // 2026-03-08 02:00 does not exist; 2026-11-01 01:30 is there twice.
    for (const night of ['2026-03-07T23:30', '2026-10-31T23:30']) {
      const verdict = ask({ now: at(night), notAfter: new Date(at(night).getTime() + 86_400_000) });
      if (verdict.is !== 'later') throw new Error('It should wait.');
      expect(Temporal.Instant.fromEpochMilliseconds(verdict.at.getTime()).toZonedDateTimeISO(zone).hour).toBe(
        8,
      );
    }
  });

  test('never goes out in quiet hours, whatever they are', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, minute, fc.integer({ min: 0, max: 525_600 }), (quietFrom, quietUntil, minutes) => {
        const now = new Date(at('2026-01-01T00:00').getTime() + minutes * 60_000);
        const verdict = ask({
          choice: { ...choice, quietFrom, quietUntil },
          now,
          notAfter: new Date(now.getTime() + 3 * 86_400_000),
        });
        const when = verdict.is === 'now' ? now : verdict.is === 'later' ? verdict.at : undefined;
        if (when === undefined) return;
        const wall = Temporal.Instant.fromEpochMilliseconds(when.getTime()).toZonedDateTimeISO(zone);
        const said = wall.hour * 60 + wall.minute;
        const isQuiet =
          quietFrom <= quietUntil
            ? said >= quietFrom && said < quietUntil
            : said >= quietFrom || said < quietUntil;
        expect(isQuiet).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('before anything was chosen', () => {
  test('nothing is sent where somebody else may read it, and nobody who wanted a call gets texts', () => {
    expect(choiceFrom({ ...contact, ifSomeoneElse: 'say-nothing' }).isOn).toBe(false);
    expect(choiceFrom({ ...contact, channel: 'call' }).isOn).toBe(false);
    expect(choiceFrom(null).isOn).toBe(false);
    expect(choiceFrom(contact)).toMatchObject({ isOn: true, channels: ['sms'], maySay: [] });
  });
});

test('a reply is one of four things or nothing', () => {
  expect(['1', ' 1 ', '1.'].map(meaningOf)).toEqual(['coming', 'coming', 'coming']);
  expect(meaningOf('2')).toBe('cannot');
  for (const word of ['STOP', 'stop.', 'Alto', 'UNSUBSCRIBE', 'cancel']) expect(meaningOf(word)).toBe('stop');
  expect(meaningOf('Empezar')).toBe('start');
  for (const word of ['12', 'I relapsed', '', 'stop it', "'; drop table"])
    expect(meaningOf(word)).toBeUndefined();
});

describe('the words', () => {
  const now = at('2026-12-02T15:30');
  const said = (
    maySay: readonly string[],
    facts: object = { at: at('2026-12-02T17:30').toISOString(), place: 'Ybor' },
  ) =>
    MESSAGE_KINDS.flatMap((kind) =>
      CHANNELS.flatMap((channel) =>
        (['en', 'es'] as const).map((language) =>
          wordsOf(kind, channel, facts, { language, zone, now, maySay }),
        ),
      ),
    );

  test('say nothing that tells what this is', () => {
    const telling =
      /treat|recover|rehab|clinic|program|group|counsel|therap|addict|alcohol|drug|sober|health|iop|daybridge|appointment|session|paciente|grupo|terapia|clínica|droga|salud|tratamiento|cita/i;
    for (const { subject, text } of said(['place'])) expect(`${subject} ${text}`).not.toMatch(telling);
    for (const words of Object.values(WORDS.kinds)) expect(`${words.en} ${words.es}`).not.toMatch(telling);
  });

  test('name the place only for those who allowed it', () => {
    expect(said([]).some(({ text }) => text.includes('Ybor'))).toBe(false);
    expect(said(['place']).some(({ text }) => text.includes('Ybor'))).toBe(true);
  });

  test('fit in one text message', () => {
    for (const { text } of said(['place'])) expect(text.length).toBeLessThanOrEqual(160);
  });

  test('tell the time on the wall and the day as it is when they go out', () => {
    const words = (hours: number, language: 'en' | 'es') =>
      wordsOf(
        'reminder',
        'push',
        { at: new Date(now.getTime() + hours * 3_600_000).toISOString() },
        { language, zone, now, maySay: [] },
      ).text;
    expect(words(2, 'en')).toBe('You have something at 5:30 PM today.');
    expect(words(24, 'en')).toBe('You have something at 3:30 PM tomorrow.');
    expect(words(2, 'es')).toBe('Tiene algo a las 5:30 p.m. hoy.');
    expect(words(72, 'en')).toBe('You have something at 3:30 PM on Saturday.');
  });
});
