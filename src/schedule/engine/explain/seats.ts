/** Seats, staff minutes and apart pairs as a plan grows and shrinks: what is still free for the next person. */
import type { Assignment, Person, Week } from '../format/format.ts';
import type { SessionOption, StaffLeft, VisitOption } from '../person/person-week.ts';
import { dayOf } from '../person/rules.ts';

export class Seating {
  readonly #week: Week;
  readonly #seats = new Map<string, number>();
  readonly #roster = new Map<string, Set<string>>();
  readonly #apart = new Map<string, readonly string[]>();
  readonly #visits = new Map<string, { start: number; end: number }[]>();
  readonly #led = new Map<string, { start: number; end: number }[]>();
  readonly #limits: ReadonlyMap<string, { maxMinutes: number; maxMinutesPerDay: number }>;

  /** `opened`: the candidates that run. */
  constructor(week: Week, opened: ReadonlySet<string>) {
    this.#week = week;
    const rooms = new Map(week.rooms.map((room) => [room.id, room.seats]));
    for (const session of week.sessions) {
      const runs = session.status === 'fixed' || opened.has(session.id);
      const seats = session.room == null ? session.max : Math.min(session.max, rooms.get(session.room) ?? 0);
      this.#seats.set(session.id, runs ? seats : 0);
      this.#roster.set(session.id, new Set());
      if (!runs) continue;
      for (const member of session.staff) {
        this.#led.set(member, [...(this.#led.get(member) ?? []), { start: session.start, end: session.end }]);
      }
    }
    for (const [one, other] of week.apart) {
      this.#apart.set(one, [...(this.#apart.get(one) ?? []), other]);
      this.#apart.set(other, [...(this.#apart.get(other) ?? []), one]);
    }
    this.#limits = new Map(week.staff.map((member) => [member.id, member]));
  }

  seatsLeft(session: string): number {
    return (this.#seats.get(session) ?? 0) - (this.#roster.get(session)?.size ?? 0);
  }

  /** Whether somebody this person is kept apart from sits in the session. */
  isApartHere(person: string, session: string): boolean {
    const roster = this.#roster.get(session);
    return (this.#apart.get(person) ?? []).some((other) => roster?.has(other) === true);
  }

  isOpenTo(person: string, session: string): boolean {
    return this.seatsLeft(session) > 0 && !this.isApartHere(person, session);
  }

  isStaffFree(visit: VisitOption): boolean {
    const led = this.#led.get(visit.staff) ?? [];
    const held = this.#visits.get(visit.staff) ?? [];
    const meets = (at: { start: number; end: number }) => at.start < visit.end && visit.start < at.end;
    if (led.some(meets) || held.some(meets)) return false;
    const length = visit.end - visit.start;
    const left = this.#staffLeft(visit.staff);
    return length <= left.week && length <= (left.days[dayOf(visit.start)] ?? 0);
  }

  #staffLeft(staff: string): StaffLeft {
    const limits = this.#limits.get(staff);
    const taken = [...(this.#led.get(staff) ?? []), ...(this.#visits.get(staff) ?? [])];
    const sum = (spans: typeof taken) => spans.reduce((total, { start, end }) => total + end - start, 0);
    return {
      staff,
      week: (limits?.maxMinutes ?? 0) - sum(taken),
      days: [0, 1, 2, 3, 4, 5, 6].map(
        (day) => (limits?.maxMinutesPerDay ?? 0) - sum(taken.filter(({ start }) => dayOf(start) === day)),
      ),
    };
  }

  /** What of these options is still free for the person, and the staff whom all their visits together could exhaust. */
  free(
    person: Person,
    options: { readonly sessions: readonly SessionOption[]; readonly visits: readonly VisitOption[] },
  ): {
    sessions: readonly SessionOption[];
    visits: readonly VisitOption[];
    staffLeft: readonly StaffLeft[];
  } {
    return {
      sessions: options.sessions.filter(({ id }) => this.isOpenTo(person.id, id)),
      visits: options.visits.filter((visit) => this.isStaffFree(visit)),
      staffLeft: this.scarceStaff(person),
    };
  }

  scarceStaff({ needs }: Person): readonly StaffLeft[] {
    if (needs.visits.reduce((sum, { count }) => sum + count, 0) < 2) return [];
    return [...new Set(needs.visits.flatMap(({ staff }) => staff))]
      .map((staff) => this.#staffLeft(staff))
      .filter(({ staff, week, days }) => {
        const most = needs.visits.reduce(
          (sum, need) => sum + (need.staff.includes(staff) ? need.minutes * need.count : 0),
          0,
        );
        return most > Math.min(week, ...days);
      });
  }

  add(assignment: Assignment): void {
    for (const session of assignment.sessions) this.#roster.get(session)?.add(assignment.person);
    for (const visit of this.#spans(assignment)) {
      this.#visits.set(visit.staff, [...(this.#visits.get(visit.staff) ?? []), visit]);
    }
  }

  remove(assignment: Assignment): void {
    for (const session of assignment.sessions) this.#roster.get(session)?.delete(assignment.person);
    for (const visit of this.#spans(assignment)) {
      const held = this.#visits.get(visit.staff) ?? [];
      const at = held.findIndex(({ start, end }) => start === visit.start && end === visit.end);
      this.#visits.set(
        visit.staff,
        held.filter((_, nth) => nth !== at),
      );
    }
  }

  #spans(assignment: Assignment): { staff: string; start: number; end: number }[] {
    if (assignment.visits.length === 0) return [];
    const person = this.#people().get(assignment.person);
    return assignment.visits.map(({ kind, staff, start }) => {
      const minutes = person?.needs.visits.find((need) => need.kind === kind)?.minutes ?? 0;
      return { staff, start, end: start + minutes };
    });
  }

  #byId: Map<string, Person> | undefined;
  #people(): Map<string, Person> {
    this.#byId ??= new Map(this.#week.people.map((person) => [person.id, person]));
    return this.#byId;
  }
}
