/** What somebody else's program gives as inputs, read strictly: nothing is coerced, guessed or left out. */
import type { InputRule, Inputs } from './level-of-care.ts';

export type Given =
  | { readonly ok: true; readonly inputs: Inputs }
  | { readonly ok: false; readonly message: string };

/** The guide writes two or more earlier programs as 2 too, and counts as numbers. */
const ALSO: Readonly<Record<string, ReadonlyMap<unknown, string>>> = {
  iop_failures: new Map<unknown, string>([
    [0, '0'],
    [1, '1'],
    [2, '2+'],
    ['2', '2+'],
  ]),
};

/**
 * Inputs of the table from a JSON object. A key left out takes its usual value; null is not assessed, so that it counts
 * as missing where the table requires it, and elsewhere stays at its usual value, as in a form left blank.
 */
export function makeReader(rules: readonly InputRule[]): (given: unknown) => Given {
  const byKey = new Map(rules.map((rule) => [rule.key, rule]));
  const usual = Object.fromEntries(rules.map(({ key, values }) => [key, values[0] ?? '']));
  return (given) => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      return refused(`is ${Array.isArray(given) ? 'a list' : inWords(given)}, not a JSON object.`);
    }
    const inputs: Record<string, string | number> = { ...usual };
    for (const [key, value] of Object.entries(given)) {
      const rule = byKey.get(key);
      if (rule === undefined) return refused(`has the unknown key ${inWords(key)}.`);
      if (value === null) {
        if (rule.isRequired) delete inputs[key];
        continue;
      }
      const meant = ALSO[key]?.get(value) ?? value;
      if (!rule.values.includes(meant)) {
        const offered = rule.values.map((each) => JSON.stringify(each)).join(', ');
        return refused(`has ${key} ${inWords(value)}; it is one of ${offered}, or null for not assessed.`);
      }
      inputs[key] = meant;
    }
    return { ok: true, inputs };
  };
}

const refused = (message: string): Given => ({ ok: false, message });

/** Enough of it to be found again, not a page of it. */
function inWords(value: unknown): string {
  const words = JSON.stringify(value) ?? 'nothing';
  return words.length > 60 ? `${words.slice(0, 60)}…` : words;
}
