import type { FixShown } from '../plan.ts';
import type { ScenarioShown } from './whatif.ts';

/** The scenario in which a way out was tried on this plan already, if there is one. */
export function triedIn(
  scenarios: readonly ScenarioShown[],
  plan: string,
  person: string,
  fix: FixShown,
): ScenarioShown | undefined {
  const expected = changeOf(person, fix);
  return scenarios.find(
    ({ changes, base, outcome }) =>
      outcome !== null &&
      base?.planId === plan &&
      changes.length === 1 &&
      expected !== undefined &&
      Object.entries(expected).every(([key, value]) => Reflect.get(changes[0] ?? {}, key) === value),
  );
}

/** What a way out changes, in the words of a scenario. */
function changeOf(person: string, { kind, session, busy, minutes, days, staff, visit }: FixShown) {
  switch (kind) {
    case 'open-candidate':
      return { kind: 'open-group', session };
    case 'add-seat':
      return { kind: 'raise-cap', session, seats: 1 };
    case 'by-video':
      return { kind, person, session };
    case 'free-busy':
      return { kind, person, start: busy?.[0], end: busy?.[1] };
    case 'other-staff':
      return { kind, person, visit, staff };
    case 'lower-step':
      return { kind, person, minutes, days };
    default:
      return undefined;
  }
}
