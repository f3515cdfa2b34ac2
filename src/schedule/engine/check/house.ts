/** The rules about what people share: seats, who is kept apart, rooms, and the time of staff. */
import type { Session } from '../format/format.ts';
import type { Faults } from './faults.ts';
import { addTo, dayOf, type Known, type Staff, type Stay, type Tally } from './known.ts';

export function checkRosters(known: Known, tally: Tally, faults: Faults): void {
  for (const [id, roster] of tally.rosters) {
    const session = known.sessions.get(id);
    if (session === undefined) continue;
    const seats =
      session.room == null ? session.max : Math.min(session.max, known.seats.get(session.room) ?? 0);
    if (roster.size > seats) faults.say('$.assignments', `${roster.size} people in "${id}", ${seats} seats.`);
  }
}

/** Pair by pair: there are far fewer groups in one person's week than in the house. */
export function checkApart(known: Known, tally: Tally, faults: Faults): void {
  const kept = new Set(known.week.apart.flat());
  const groupsOf = new Map<string, string[]>();
  for (const [id, roster] of tally.rosters) {
    for (const person of roster) if (kept.has(person)) addTo(groupsOf, person, id);
  }
  for (const [one, other] of known.week.apart) {
    if (faults.isFull) return;
    for (const id of groupsOf.get(one) ?? []) {
      if (tally.rosters.get(id)?.has(other))
        faults.say('$.assignments', `"${one}" and "${other}" share "${id}".`);
    }
  }
}

/** Opened candidates have people enough, and their rooms and staff to themselves. */
export function checkOpened(known: Known, tally: Tally, faults: Faults): void {
  for (const id of known.opened) {
    const session = known.sessions.get(id);
    const people = tally.rosters.get(id)?.size ?? 0;
    if (session?.status === 'candidate' && people < session.min)
      faults.say('$.opened', `"${id}" is opened for ${people} people, ${session.min} are the fewest.`);
  }
  const inRooms = new Map<string, Session[]>();
  const ledBy = new Map<string, Session[]>();
  for (const session of runningOf(known)) {
    if (session.room != null) addTo(inRooms, session.room, session);
    for (const member of new Set(session.staff)) addTo(ledBy, member, session);
  }
  for (const sessions of inRooms.values()) {
    meetings(sessions, faults, (a, b) => `"${a.id}" and "${b.id}" need the same room.`);
  }
  for (const [member, sessions] of ledBy) {
    meetings(sessions, faults, (a, b) => `"${member}" leads "${a.id}" and "${b.id}" at once.`);
  }
}

const runningOf = ({ week, opened }: Known): Session[] =>
  week.sessions.filter(({ status, id }) => status === 'fixed' || opened.has(id));

function meetings(sessions: Session[], faults: Faults, inWords: (a: Session, b: Session) => string): void {
  sessions.sort((a, b) => a.start - b.start);
  for (const [nth, a] of sessions.entries()) {
    for (let next = nth + 1; next < sessions.length; next++) {
      const b = sessions[next];
      if (b === undefined || b.start >= a.end || faults.isFull) break;
      // Two fixed sessions were checked when the file was read.
      if (a.status === 'candidate' || b.status === 'candidate') faults.say('$.opened', inWords(a, b));
    }
  }
}

/** Nobody on the staff is at two things at once, or works beyond their day or week for what the plan adds. */
export function checkStaff(known: Known, tally: Tally, faults: Faults): void {
  const fixed = new Map<string, Stay[]>();
  const added = new Map<string, Stay[]>();
  for (const { id, start, end, site, staff, status } of runningOf(known)) {
    for (const member of staff)
      addTo(status === 'fixed' ? fixed : added, member, { what: id, start, end, site });
  }
  for (const member of known.week.staff) {
    const visits = tally.visits.get(member.id) ?? [];
    const opened = added.get(member.id) ?? [];
    if (visits.length + opened.length === 0) continue;
    const led = fixed.get(member.id) ?? [];
    checkVisitsOf(member, visits, [...led, ...opened], faults);
    checkLimits(member, led, [...opened, ...visits], faults);
  }
}

function checkVisitsOf(member: Staff, visits: readonly Stay[], led: readonly Stay[], faults: Faults): void {
  const inOrder = visits.toSorted((a, b) => a.start - b.start);
  for (const [nth, visit] of inOrder.entries()) {
    if (faults.isFull) return;
    const next = inOrder[nth + 1];
    const other =
      led.find(({ start, end }) => start < visit.end && visit.start < end) ??
      (next !== undefined && next.start < visit.end ? next : undefined);
    if (other !== undefined)
      faults.say('$.assignments', `"${member.id}" has "${other.what}" and a visit at once.`);
  }
}

/** What the plan adds must fit beside the groups that run anyway. */
function checkLimits(member: Staff, led: readonly Stay[], added: readonly Stay[], faults: Faults): void {
  const check = (isOn: (stay: Stay) => boolean, most: number, when: string) => {
    const before = minutesOf(led, isOn);
    const more = minutesOf(added, isOn);
    if (more > Math.max(0, most - before))
      faults.say(
        '$.assignments',
        `"${member.id}" works ${before + more} minutes${when}, ${most} are the most.`,
      );
  };
  check(() => true, member.maxMinutes, '');
  for (let day = 0; day < 7; day++)
    check(({ start }) => dayOf(start) === day, member.maxMinutesPerDay, ` on day ${day}`);
}

const minutesOf = (stays: readonly Stay[], isOn: (stay: Stay) => boolean): number =>
  stays.reduce((sum, stay) => sum + (isOn(stay) ? stay.end - stay.start : 0), 0);
