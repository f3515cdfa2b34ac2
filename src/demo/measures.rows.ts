import { instrumentOf } from '../fit/instruments/load.ts';
import { scoreInstrument } from '../fit/instruments/score.ts';
import { addDays, firstWeek, signedAt } from './calendar.ts';
import type { DemoPerson } from './people/person.ts';
import { EVERYBODY, type Keyring, personId } from './people.rows.ts';
import { ORG_ID } from './program.rows.ts';
import { chanceOf, idOf } from './seed.ts';

/** Every 14 days, and the BAM at admission and every 30. */
const EVERY_DAYS: Readonly<Record<string, number>> = { 'phq-9': 14, 'gad-7': 14, bam: 30 };
const DAYS_MAX = 26 * 7;
/** How heavy the weeks before care were, by whether a second condition is treated; and what care takes off a month. */
const HEAVY = { one: 0.42, both: 0.62 };
const LIFT_A_DAY = 0.006;
const WOBBLE = 0.16;
/** Items 4 to 6 of the BAM are days of use, 9 to 16 mostly what protects: more is better there. */
const BAM_PROTECTIVE = new Set([9, 10, 12, 13, 14, 16]);

/** Check-ins that wait for an answer on the first day. */
const WAITING = ['R-1042', 'M-1187'];

/** What the people of the demo answered so far: heavy at first for most, lighter with the weeks they come. */
export function measureRows(today: string, keys: Keyring) {
  const responses = EVERYBODY.flatMap((person) => responsesOf(person, today, keys));
  return {
    responses,
    checkIns: WAITING.map((code) => ({
      org_id: ORG_ID,
      checkin_id: idOf('check-in', code),
      participant_id: personId(code),
      reason: 'plan',
      asks: JSON.stringify(
        ['phq-9', 'gad-7'].map((instrument) => ({ instrument, version: instrumentOf(instrument).version })),
      ),
      opened_on: today,
      due_on: today,
      closes_on: addDays(today, 6),
    })),
  };
}

function responsesOf(person: DemoPerson, today: string, keys: Keyring) {
  const ended = 'endedWeeksAgo' in person ? Number(person.endedWeeksAgo) * 7 : 0;
  const first = addDays(firstWeek(person, today), -2);
  return Object.entries(EVERY_DAYS).flatMap(([id, every]) => {
    const instrument = instrumentOf(id);
    const days = Array.from({ length: Math.ceil(DAYS_MAX / every) }, (_, nth) => nth * every).filter(
      (day) => addDays(first, day) < addDays(today, -ended),
    );
    return days.map((day) => {
      const answers = instrument.daybridge.items.map(({ answers: valid }, at) => {
        const values = Array.isArray(valid) ? (valid as readonly number[]) : [0, 1];
        return values[placeOf(person, id, day, at, values.length)] ?? 0;
      });
      const scored = scoreInstrument(instrument, answers);
      return {
        org_id: ORG_ID,
        response_id: idOf('response', `${person.code} ${id} ${day}`),
        participant_id: personId(person.code),
        instrument: id,
        version: instrument.version,
        rule_version: scored.ruleVersion,
        language: person.language,
        mode: 'self',
        answered_at: signedAt(addDays(first, day)),
        answers_sealed: keys.seal(person.code, { answers, given: {} }),
        status: scored.status,
        score: typeof scored.score === 'number' ? scored.score : null,
        score_word: typeof scored.score === 'string' ? scored.score : null,
        band: scored.band,
        subscores: JSON.stringify(scored.subscores),
        flags: JSON.stringify(scored.flags),
        is_positive: scored.isPositive,
        safety: scored.safety,
      };
    });
  });
}

/** Which of the answers, from the lightest: by the day in care, how often they come, and a little chance. */
function placeOf(person: DemoPerson, id: string, day: number, at: number, count: number): number {
  // Nobody of the demo thinks of harming themself: an alert is opened by answers, not by a seed.
  if (id === 'phq-9' && at === 8) return 0;
  const start = person.isDual ? HEAVY.both : HEAVY.one;
  const wobble = (chanceOf(person.code, id, day, at) - 0.5) * 2 * WOBBLE;
  const weight = Math.max(0, Math.min(0.99, start - day * LIFT_A_DAY * person.comes + wobble));
  const place = Math.floor(weight * count);
  return id === 'bam' && BAM_PROTECTIVE.has(at + 1) ? count - 1 - place : place;
}
