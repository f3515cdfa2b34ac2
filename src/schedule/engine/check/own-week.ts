/** The rules about one person's week. */
import type { Person } from '../format/format.ts';
import type { Faults } from './faults.ts';
import { type Assignment, addTo, dayOf, type Known, type Stay, type Tally } from './known.ts';

const BREAK_MINUTES = 15;

/** Checks one assignment, and adds its groups and visits to the tally. */
export function checkOwnWeek(
  known: Known,
  person: Person,
  assignment: Assignment,
  path: string,
  tally: Tally,
  faults: Faults,
): void {
  const stays = [
    ...groupsOf(known, person, assignment, path, tally, faults),
    ...visitsOf(known, person, assignment, path, tally, faults),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  checkTogether(known, person, stays, path, faults);
  checkBusy(known, person, stays, path, faults);
  checkDays(known, person, stays, path, faults);
  const minutes = stays.reduce((sum, { start, end }) => sum + end - start, 0);
  let longest = 0;
  for (const length of known.longest) {
    if (length.minutes > longest && length.requires.every((tag) => person.tags.includes(tag)))
      longest = length.minutes;
  }
  if (minutes > person.needs.minutes + longest)
    faults.say(path, `${minutes} minutes, ${person.needs.minutes} and one session are the most.`);
}

function groupsOf(
  known: Known,
  person: Person,
  assignment: Assignment,
  path: string,
  tally: Tally,
  faults: Faults,
): Stay[] {
  const stays: Stay[] = [];
  for (const [nth, id] of assignment.sessions.entries()) {
    if (faults.isFull) break;
    const where = `${path}.sessions[${nth}]`;
    const session = known.sessions.get(id);
    if (session === undefined) {
      faults.say(where, `There is no session "${id}".`);
      continue;
    }
    const roster = tally.rosters.get(id) ?? new Set<string>();
    if (roster.has(person.id)) faults.say(where, `"${id}" is given twice.`);
    tally.rosters.set(id, roster.add(person.id));
    if (session.status === 'candidate' && !known.opened.has(id)) faults.say(where, `"${id}" is not opened.`);
    const lacking = session.requires.filter((tag) => !person.tags.includes(tag));
    if (lacking.length > 0) faults.say(where, `"${id}" requires ${lacking.join(', ')}.`);
    if (session.site === null ? !person.video : !person.sites.includes(session.site))
      faults.say(where, `"${person.id}" cannot be where "${id}" is.`);
    stays.push({ what: id, start: session.start, end: session.end, site: session.site });
  }
  return stays;
}

function visitsOf(
  known: Known,
  person: Person,
  assignment: Assignment,
  path: string,
  tally: Tally,
  faults: Faults,
): Stay[] {
  const { tick } = known.week.settings;
  const stays: Stay[] = [];
  for (const [nth, { kind, staff, start }] of assignment.visits.entries()) {
    if (faults.isFull) break;
    const where = `${path}.visits[${nth}]`;
    const need = person.needs.visits.find((each) => each.kind === kind);
    const member = known.staff.get(staff);
    if (need === undefined) {
      faults.say(where, `No visit of kind "${kind}" is asked for.`);
      continue;
    }
    if (member === undefined || !need.staff.includes(staff)) {
      faults.say(where, `"${staff}" is not one of the staff for this visit.`);
      continue;
    }
    const site = need.site === undefined ? (person.sites[0] ?? null) : need.site;
    if (site === null && !person.video) faults.say(where, `"${person.id}" cannot have a visit by video.`);
    if (site !== null && !person.sites.includes(site))
      faults.say(where, `"${person.id}" cannot be at "${site}".`);
    const end = start + need.minutes;
    if (start % tick !== 0) faults.say(where, `It starts off the grid of ${tick} minutes.`);
    if (!member.free.some(([from, to]) => from <= start && end <= to))
      faults.say(where, `"${staff}" is not free then.`);
    if (dayOf(start) !== dayOf(end - 1)) faults.say(where, 'It passes midnight.');
    const stay = { what: `visit ${kind}`, start, end, site };
    stays.push(stay);
    addTo(tally.visits, staff, stay);
  }
  for (const need of person.needs.visits) {
    const had = assignment.visits.filter(({ kind }) => kind === need.kind).length;
    if (had > need.count)
      faults.say(`${path}.visits`, `${had} visits of kind "${need.kind}", ${need.count} are asked for.`);
  }
  return stays;
}

/** One thing at a time, with the way between two sites. */
function checkTogether(
  known: Known,
  person: Person,
  stays: readonly Stay[],
  path: string,
  faults: Faults,
): void {
  const { travel } = known.week.settings;
  for (let one = 0; one < stays.length && !faults.isFull; one++) {
    for (let two = one + 1; two < stays.length; two++) {
      const [a, b] = [stays[one], stays[two]];
      // In order of their start: whatever comes after begins later still.
      if (a === undefined || b === undefined || b.start >= a.end + travel || faults.isFull) break;
      const isFar = a.site !== null && b.site !== null && a.site !== b.site;
      if (b.start < a.end + (isFar ? travel : 0))
        faults.say(path, `"${a.what}" and "${b.what}" of "${person.id}" do not go together.`);
    }
  }
}

function checkBusy(known: Known, person: Person, stays: readonly Stay[], path: string, faults: Faults): void {
  for (const stay of stays) {
    if (faults.isFull) return;
    for (const busy of person.busy) {
      if (busy.soft !== undefined) continue;
      const margin = stay.site === null ? 0 : (busy.travel ?? known.week.settings.travel);
      if (stay.start < busy.end + margin && busy.start - margin < stay.end)
        faults.say(
          path,
          `"${stay.what}" meets a busy time of "${person.id}" (${busy.start} to ${busy.end}).`,
        );
    }
  }
}

function checkDays(known: Known, person: Person, stays: readonly Stay[], path: string, faults: Faults): void {
  const { maxConsecutive } = known.week.settings;
  for (let day = 0; day < 7; day++) {
    let [sum, begin, until, longest] = [0, -1, -1, 0];
    for (const { start, end } of stays) {
      if (dayOf(start) !== day) continue;
      sum += end - start;
      if (begin < 0 || start >= until + BREAK_MINUTES) begin = start;
      until = Math.max(until, end);
      longest = Math.max(longest, until - begin);
    }
    if (sum > person.needs.maxMinutesPerDay)
      faults.say(path, `${sum} minutes on day ${day}, ${person.needs.maxMinutesPerDay} are the most.`);
    if (longest > maxConsecutive)
      faults.say(path, `A run of ${longest} minutes on day ${day}, ${maxConsecutive} are the most.`);
  }
}
