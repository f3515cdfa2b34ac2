/** The written matrix as a table people can read, for docs/privacy.md. */
import type { Written } from './written.ts';

const OF_WHOM: Readonly<Record<string, string>> = {
  self: 'themself',
  team: 'people on their care team',
  session:
    'people of a session they hold, from the day before until a week after, unless the record is private',
  prospect: 'people who ask for help, until they are admitted, unless the record is private',
  site: 'everybody of the organisation (of private records only codes, schedules, consents and what left)',
  consent: 'whoever named them in a consent in force, for the parts and purposes in it',
  emergency: 'a person whose record they opened in an emergency, while it is open',
  representative: 'a person they represent, from and until the days in the proof',
};
const ROLES: readonly (readonly [string, string])[] = [
  ['participant', 'the person'],
  ['supporter', 'somebody who stands behind them'],
  ['outside', 'another program or practice'],
  ['counselor', 'counselor'],
  ['facilitator', 'facilitator'],
  ['coordinator', 'coordinator'],
  ['prescriber', 'prescriber'],
  ['nurse', 'nurse'],
  ['biller', 'biller'],
  ['director', 'director'],
  ['admin', 'administrator'],
  ['privacy', 'privacy officer'],
];

export function matrixPage(written: readonly Written[]): string {
  const known = new Map(ROLES);
  const roles = [
    ...ROLES.map(([role]) => role),
    ...[...new Set(written.map(({ role }) => role))].filter((role) => !known.has(role)).sort(),
  ];
  const rows = roles.flatMap((role) => {
    const own = written.filter((row) => row.role === role);
    if (own.length === 0)
      return [`| ${known.get(role) ?? role} | nobody | nothing of any person | nothing |`];
    const groups = [...new Set(own.map(({ relation, purpose }) => `${relation} ${purpose ?? ''}`))].sort();
    return groups.map((group) => {
      const [relation = '', purpose = ''] = group.split(' ');
      const of = (verb: string) =>
        own
          .filter((row) => row.relation === relation && (row.purpose ?? '') === purpose && row.verb === verb)
          .map(({ category }) => category.replace('_', ' '))
          .sort()
          .join(', ') || '–';
      const everybody = relation === 'site' && role.startsWith('system:');
      const whom = `${everybody ? 'everybody' : (OF_WHOM[relation] ?? relation)}${purpose === '' ? '' : `, for ${purpose} only`}`;
      return `| ${known.get(role) ?? `\`${role}\``} | ${whom} | ${of('read')} | ${of('write')} |`;
    });
  });
  return ['| who | of whom | reads | writes |', '|---|---|---|---|', ...rows].join('\n');
}
