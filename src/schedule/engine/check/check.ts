/**
 * The independent checker: it shares no code with the search, looks minute by minute where that is simplest, and
 * recomputes the score. A plan that does not pass is never shown to anybody.
 */
import type { Plan, Score, Week } from '../format/format.ts';

export interface Check {
  readonly ok: boolean;
  readonly faults: readonly { readonly path: string; readonly message: string }[];
  readonly score: Score;
}

interface Stay {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  readonly where: string | null;
}

/** Checks every hard rule of a plan for a week and recomputes its five numbers. */
export function checkPlan(week: Week, plan: Plan): Check {
  const faults: { path: string; message: string }[] = [];
  const say = (path: string, message: string) => faults.push({ path, message });
  const sessionOf = new Map(week.sessions.map((session) => [session.id, session]));
  const personOf = new Map(week.people.map((person) => [person.id, person]));
  const staffOf = new Map(week.staff.map((member) => [member.id, member]));
  const seatsOf = new Map(week.rooms.map((room) => [room.id, room.seats]));
  const rosters = new Map<string, Set<string>>();
  const staffStays = new Map<string, Stay[]>();
  const fixedStays = new Map<string, Stay[]>();
  const planned = new Map<string, Plan['assignments'][number]>();
  const opened = new Set(plan.opened);

  for (const [at, name] of plan.opened.entries()) {
    if (sessionOf.get(name)?.status !== 'candidate')
      say(`$.opened[${at}]`, `"${name}" is no candidate session.`);
  }
  plan.assignments.forEach((assignment, at) => {
    const path = `$.assignments[${at}]`;
    const person = personOf.get(assignment.person);
    if (person === undefined) {
      say(`${path}.person`, `There is no person "${assignment.person}".`);
      return;
    }
    if (planned.has(person.id)) say(`${path}.person`, `"${person.id}" has two assignments.`);
    planned.set(person.id, assignment);
    const stays: Stay[] = [];
    let minutes = 0;
    let longest = 0;
    for (const [nth, name] of assignment.sessions.entries()) {
      const where = `${path}.sessions[${nth}]`;
      const session = sessionOf.get(name);
      if (session === undefined) {
        say(where, `There is no session "${name}".`);
        continue;
      }
      const roster = rosters.get(name) ?? new Set<string>();
      if (roster.has(person.id)) say(where, `"${name}" is given twice.`);
      rosters.set(name, roster.add(person.id));
      if (session.status === 'candidate' && !opened.has(name)) say(where, `"${name}" is not opened.`);
      const lacking = session.requires.filter((tag) => !person.tags.includes(tag));
      if (lacking.length > 0) say(where, `"${name}" requires ${lacking.join(', ')}.`);
      if (session.site === null ? !person.video : !person.sites.includes(session.site)) {
        say(where, `"${person.id}" cannot be where "${name}" is.`);
      }
      stays.push({ what: name, from: session.start, to: session.end, where: session.site });
      minutes += session.end - session.start;
    }
    for (const [nth, visit] of assignment.visits.entries()) {
      const where = `${path}.visits[${nth}]`;
      const need = person.needs.visits.find(({ kind }) => kind === visit.kind);
      const member = staffOf.get(visit.staff);
      if (need === undefined) {
        say(where, `No visit of kind "${visit.kind}" is asked for.`);
        continue;
      }
      if (member === undefined || !need.staff.includes(visit.staff)) {
        say(where, `"${visit.staff}" is not one of the staff for this visit.`);
        continue;
      }
      const site = need.site === undefined ? (person.sites[0] ?? null) : need.site;
      if (site === null && !person.video) say(where, `"${person.id}" cannot have a visit by video.`);
      if (site !== null && !person.sites.includes(site)) say(where, `"${person.id}" cannot be at "${site}".`);
      const end = visit.start + need.minutes;
      if (visit.start % week.settings.tick !== 0)
        say(where, `It starts off the grid of ${week.settings.tick} minutes.`);
      if (!member.free.some(([from, to]) => from <= visit.start && end <= to)) {
        say(where, `"${visit.staff}" is not free then.`);
      }
      if (Math.floor(visit.start / 1440) !== Math.floor((end - 1) / 1440)) say(where, 'It passes midnight.');
      const stay = { what: `visit ${visit.kind}`, from: visit.start, to: end, where: site };
      stays.push(stay);
      staffStays.set(visit.staff, [...(staffStays.get(visit.staff) ?? []), stay]);
      minutes += need.minutes;
    }
    for (const need of person.needs.visits) {
      const had = assignment.visits.filter(({ kind }) => kind === need.kind).length;
      if (had > need.count)
        say(`${path}.visits`, `${had} visits of kind "${need.kind}", ${need.count} are asked for.`);
    }
    // One thing at a time, with travel between sites.
    stays.sort((a, b) => a.from - b.from || a.to - b.to);
    for (let one = 0; one < stays.length; one++) {
      for (let two = one + 1; two < stays.length; two++) {
        const [a, b] = [stays[one], stays[two]];
        if (a === undefined || b === undefined) continue;
        const far = a.where !== null && b.where !== null && a.where !== b.where;
        if (b.from < a.to + (far ? week.settings.travel : 0)) {
          say(path, `"${a.what}" and "${b.what}" of "${person.id}" do not go together.`);
        }
      }
    }
    for (const stay of stays) {
      for (const busy of person.busy) {
        if (busy.soft !== undefined) continue;
        const margin = stay.where === null ? 0 : (busy.travel ?? week.settings.travel);
        if (stay.from < busy.end + margin && busy.start - margin < stay.to) {
          say(path, `"${stay.what}" meets a busy time of "${person.id}" (${busy.start} to ${busy.end}).`);
        }
      }
    }
    for (let day = 0; day < 7; day++) {
      const today = stays.filter(({ from }) => Math.floor(from / 1440) === day);
      const sum = today.reduce((total, { from, to }) => total + to - from, 0);
      if (sum > person.needs.maxMinutesPerDay)
        say(path, `${sum} minutes on day ${day}, ${person.needs.maxMinutesPerDay} are the most.`);
      let begin = -1;
      let until = -1;
      for (const { from, to } of today) {
        if (begin < 0 || from >= until + 15) begin = from;
        until = Math.max(until, to);
        if (until - begin > week.settings.maxConsecutive)
          say(path, `A run of ${until - begin} minutes on day ${day}.`);
      }
    }
    for (const session of week.sessions) {
      if (session.requires.every((tag) => person.tags.includes(tag)))
        longest = Math.max(longest, session.end - session.start);
    }
    if (minutes > person.needs.minutes + longest) {
      say(path, `${minutes} minutes, ${person.needs.minutes} and one session are the most.`);
    }
  });

  for (const [name, roster] of rosters) {
    const session = sessionOf.get(name);
    if (session === undefined) continue;
    const seats = session.room == null ? session.max : Math.min(session.max, seatsOf.get(session.room) ?? 0);
    if (roster.size > seats) say('$.assignments', `${roster.size} people in "${name}", ${seats} seats.`);
    for (const [one, other] of week.apart) {
      if (roster.has(one) && roster.has(other))
        say('$.assignments', `"${one}" and "${other}" share "${name}".`);
    }
  }
  const running = week.sessions.filter(({ status, id }) => status === 'fixed' || opened.has(id));
  for (const name of opened) {
    const session = sessionOf.get(name);
    if (session?.status === 'candidate' && (rosters.get(name)?.size ?? 0) < session.min) {
      say(
        '$.opened',
        `"${name}" is opened for ${rosters.get(name)?.size ?? 0} people, ${session.min} are the fewest.`,
      );
    }
  }
  for (const [nth, one] of running.entries()) {
    for (const two of running.slice(nth + 1)) {
      if (one.start >= two.end || two.start >= one.end) continue;
      // Two fixed sessions were checked when the file was read.
      if (one.status === 'fixed' && two.status === 'fixed') continue;
      if (one.room != null && one.room === two.room)
        say('$.opened', `"${one.id}" and "${two.id}" need the same room.`);
      const both = one.staff.find((member) => two.staff.includes(member));
      if (both !== undefined) say('$.opened', `"${both}" leads "${one.id}" and "${two.id}" at once.`);
    }
    for (const member of one.staff) {
      const stay = { what: one.id, from: one.start, to: one.end, where: one.site };
      const book = one.status === 'fixed' ? fixedStays : staffStays;
      book.set(member, [...(book.get(member) ?? []), stay]);
    }
  }
  const sum = (stays: readonly Stay[]) => stays.reduce((total, { from, to }) => total + to - from, 0);
  for (const [member, added] of staffStays) {
    const led = fixedStays.get(member) ?? [];
    const all = [...led, ...added];
    for (const visit of added) {
      if (!visit.what.startsWith('visit ')) continue;
      const other = all.find((stay) => stay !== visit && stay.from < visit.to && visit.from < stay.to);
      if (other !== undefined) say('$.assignments', `"${member}" has "${other.what}" and a visit at once.`);
    }
    // What the plan adds must fit beside the groups that run anyway.
    const limits = staffOf.get(member);
    if (limits === undefined) continue;
    if (sum(added) > Math.max(0, limits.maxMinutes - sum(led))) {
      say('$.assignments', `"${member}" works ${sum(all)} minutes, ${limits.maxMinutes} are the most.`);
    }
    for (let day = 0; day < 7; day++) {
      const on = (stays: readonly Stay[]) => stays.filter(({ from }) => Math.floor(from / 1440) === day);
      if (sum(on(added)) > Math.max(0, limits.maxMinutesPerDay - sum(on(led)))) {
        say(
          '$.assignments',
          `"${member}" works ${sum(on(all))} minutes on day ${day}, ${limits.maxMinutesPerDay} are the most.`,
        );
      }
    }
  }
  return { ok: faults.length === 0, faults, score: scoreOf(week, plan, planned) };
}

function scoreOf(week: Week, plan: Plan, planned: ReadonlyMap<string, Plan['assignments'][number]>): Score {
  const sessionOf = new Map(week.sessions.map((session) => [session.id, session]));
  let [served, credited, moves, friction] = [0, 0, 0, 0];
  for (const person of week.people) {
    const mine = planned.get(person.id) ?? { person: person.id, sessions: [], visits: [] };
    const things = [
      ...mine.sessions.flatMap((name) => {
        const session = sessionOf.get(name);
        return session === undefined
          ? []
          : [{ from: session.start, to: session.end, activity: session.activity }];
      }),
      ...mine.visits.map((visit) => {
        const length = person.needs.visits.find(({ kind }) => kind === visit.kind)?.minutes ?? 0;
        return { from: visit.start, to: visit.start + length, activity: null };
      }),
    ];
    const minutes = things.reduce((sum, { from, to }) => sum + to - from, 0);
    const days = new Set(things.map(({ from }) => Math.floor(from / 1440)));
    const { needs } = person;
    const isServed =
      minutes >= needs.minutes &&
      days.size >= needs.minDays &&
      needs.visits.every(
        ({ kind, count }) => mine.visits.filter((visit) => visit.kind === kind).length >= count,
      ) &&
      needs.activities.every(
        ({ activity, minMinutes }) =>
          things.reduce((sum, thing) => sum + (thing.activity === activity ? thing.to - thing.from : 0), 0) >=
          minMinutes,
      );
    if (isServed) served += person.weight;
    credited += Math.min(minutes, needs.minutes);
    for (const session of person.current?.sessions ?? []) if (!mine.sessions.includes(session)) moves++;
    for (const before of person.current?.visits ?? []) {
      const isKept = mine.visits.some(
        ({ kind, staff, start }) => kind === before.kind && staff === before.staff && start === before.start,
      );
      if (!isKept) moves++;
    }
    for (const { from, to } of things) {
      for (const busy of person.busy) {
        if (busy.soft === undefined) continue;
        friction += Math.max(0, Math.min(to, busy.end) - Math.max(from, busy.start)) * busy.soft;
      }
    }
    friction += 60 * Math.max(0, days.size - needs.minDays);
    for (const day of days) {
      const today = things.filter(({ from }) => Math.floor(from / 1440) === day);
      const stay = Math.max(...today.map(({ to }) => to)) - Math.min(...today.map(({ from }) => from));
      friction += stay - today.reduce((sum, { from, to }) => sum + to - from, 0);
    }
  }
  const opened = plan.opened.reduce((sum, name) => sum + (sessionOf.get(name)?.openCost ?? 0), 0);
  return { served, credited, opened, moves, friction };
}
