import { addDays, signedAt } from './calendar.ts';
import { type Keyring, personId } from './people.rows.ts';
import { licenceUntil, ORG_ID } from './program.rows.ts';
import { idOf } from './seed.ts';

/** A medicine of somebody of the demo. Days count back from today. Nothing here is anybody's. */
interface Line {
  readonly code: string;
  readonly medicine: string;
  readonly dose: string;
  readonly since: number;
  readonly route?: string;
  /** Who prescribes it, where that is not Dr. Osei here. */
  readonly elsewhere?: string;
  readonly ended?: { readonly ago: number; readonly how: string };
  /** Days ago on which it was given here. */
  readonly given?: readonly number[];
  readonly site?: string;
  readonly supply?: { readonly ago: number; readonly days: number };
}

const LINES: readonly Line[] = [
  {
    code: 'R-1042',
    medicine: 'sertraline',
    dose: '50 mg, one in the morning',
    since: 200,
    elsewhere: 'Dr. Reyes, family doctor',
    supply: { ago: 27, days: 30 },
  },
  {
    code: 'M-1187',
    medicine: 'naltrexone-oral',
    dose: '50 mg, una al día con comida',
    since: 40,
    elsewhere: 'Dra. Lara, clínica',
    supply: { ago: 12, days: 30 },
  },
  // The monthly injection is overdue: somebody reaches out today.
  {
    code: 'B-0417',
    medicine: 'naltrexone-xr',
    dose: '380 mg every 4 weeks',
    since: 59,
    route: 'intramuscular',
    given: [59, 31],
    site: 'gluteal-left',
  },
  {
    code: 'B-0417',
    medicine: 'escitalopram',
    dose: '10 mg, one in the morning',
    since: 33,
    supply: { ago: 26, days: 30 },
  },
  // A sedative from elsewhere beside buprenorphine: reviewed, and no reason to end it.
  {
    code: 'A-1702',
    medicine: 'buprenorphine-naloxone',
    dose: '16 mg a day, under the tongue',
    since: 20,
    route: 'sublingual',
    supply: { ago: 6, days: 7 },
  },
  {
    code: 'A-1702',
    medicine: 'gabapentin',
    dose: '300 mg, three times a day',
    since: 90,
    elsewhere: 'A pain clinic',
  },
  {
    code: 'C-1718',
    medicine: 'olanzapine',
    dose: '10 mg in the evening',
    since: 120,
    supply: { ago: 20, days: 30 },
  },
  {
    code: 'L-1749',
    medicine: 'acamprosate',
    dose: '666 mg, three times a day',
    since: 30,
    supply: { ago: 16, days: 30 },
  },
  {
    code: 'P-1801',
    medicine: 'buprenorphine-xr-monthly',
    dose: '300 mg every month',
    since: 50,
    route: 'subcutaneous',
    given: [22],
    site: 'abdomen-left',
  },
  {
    code: 'P-1801',
    medicine: 'buprenorphine-sl',
    dose: '16 mg a day',
    since: 80,
    route: 'sublingual',
    ended: { ago: 20, how: 'completed' },
  },
  {
    code: 'N-1822',
    medicine: 'disulfiram',
    dose: '250 mg, taken here on group days',
    since: 14,
    given: [12, 9, 7, 5, 2],
  },
];

interface Fact {
  readonly code: string;
  readonly kind: string;
  readonly fact: string;
  readonly ago: number;
  readonly value?: number;
  readonly until?: number;
  readonly words?: string;
}

const FACTS: readonly Fact[] = [
  { code: 'B-0417', kind: 'condition', fact: 'alcohol-use-disorder', ago: 60 },
  { code: 'B-0417', kind: 'lab', fact: 'alt-uln', value: 1.2, ago: 61 },
  { code: 'B-0417', kind: 'lab', fact: 'age', value: 34, ago: 61 },
  { code: 'A-1702', kind: 'condition', fact: 'opioid-use-disorder', ago: 25 },
  { code: 'A-1702', kind: 'check', fact: 'pdmp', ago: 20 },
  { code: 'A-1702', kind: 'naloxone', fact: 'given', ago: 20, until: -700 },
  { code: 'A-1702', kind: 'lab', fact: 'ast-uln', value: 0.9, ago: 22 },
  { code: 'C-1718', kind: 'change', fact: 'smoking', ago: 6, words: 'Went from a pack to four a day.' },
  { code: 'C-1718', kind: 'check', fact: 'metabolic-set', ago: 85 },
  { code: 'L-1749', kind: 'lab', fact: 'crcl', value: 78, ago: 32 },
  { code: 'L-1749', kind: 'allergy', fact: 'other', ago: 32, words: 'Penicillin: rash' },
  { code: 'P-1801', kind: 'condition', fact: 'opioid-use-disorder', ago: 90 },
  { code: 'P-1801', kind: 'check', fact: 'pdmp', ago: 95 },
  { code: 'P-1801', kind: 'naloxone', fact: 'given', ago: 80, until: -600 },
  { code: 'N-1822', kind: 'lab', fact: 'alt-uln', value: 1.1, ago: 20 },
];

const CUP = [
  'amphetamines',
  'cocaine',
  'benzodiazepines',
  'cannabis',
  'opiates',
  'methadone',
  'buprenorphine',
];

const TESTS = [
  { code: 'A-1702', ago: 13, panel: CUP, detected: ['buprenorphine'], reason: 'planned' },
  { code: 'A-1702', ago: 4, panel: [...CUP, 'fentanyl'], detected: [], reason: 'planned' },
  {
    code: 'P-1801',
    ago: 9,
    panel: [...CUP, 'fentanyl'],
    detected: ['buprenorphine', 'cannabis'],
    reason: 'random',
  },
] as const;

/** Medicines, what the rules look at, and drug tests of some people of the demo. */
export function medicationRows(today: string, keys: Keyring) {
  const back = (days: number): string => addDays(today, -days);
  const osei = idOf('staff', 'osei');
  const nia = idOf('staff', 'nia');
  const of = (code: string) => ({ org_id: ORG_ID, participant_id: personId(code) });
  const keyOf = ({ code, medicine }: Line): string => `${code} ${medicine}`;
  const here = LINES.filter(({ elsewhere }) => elsewhere === undefined);
  return {
    orders: here.map((line) => ({
      ...of(line.code),
      order_id: idOf('medicine-order', keyOf(line)),
      kind: 'start',
      medicine: line.medicine,
      route: line.route ?? 'oral',
      starts_on: back(line.since),
      words_sealed: keys.seal(line.code, {
        name: '',
        dose: line.dose,
        directions: '',
        reason: 'Talked through and wanted.',
      }),
      state: 'signed',
      drafted_by: osei,
      drafted_at: signedAt(back(line.since)),
      signed_by: osei,
      signed_at: signedAt(back(line.since)),
      licence: `MD, FL, to ${licenceUntil(today)}`,
      warnings: JSON.stringify([]),
      version: 2,
    })),
    entries: LINES.map((line) => ({
      ...of(line.code),
      entry_id: idOf('medicine-entry', keyOf(line)),
      medicine: line.medicine,
      route: line.route ?? 'oral',
      prescribed: line.elsewhere === undefined ? 'here' : 'elsewhere',
      order_id: line.elsewhere === undefined ? idOf('medicine-order', keyOf(line)) : null,
      since_on: back(line.since),
      until_on: line.ended === undefined ? null : back(line.ended.ago),
      ended_how: line.ended?.how ?? null,
      ended_by: line.ended === undefined ? null : osei,
      words_sealed: keys.seal(line.code, {
        name: '',
        dose: line.dose,
        prescriber: line.elsewhere ?? 'Dr. Osei',
        note: '',
      }),
      entered_by: line.elsewhere === undefined ? osei : nia,
      entered_at: signedAt(back(Math.min(line.since, 30))),
    })),
    given: LINES.flatMap((line) =>
      (line.given ?? []).map((days) => ({
        ...of(line.code),
        administration_id: idOf('administration', `${keyOf(line)} ${days}`),
        entry_id: idOf('medicine-entry', keyOf(line)),
        status: 'given',
        on_date: back(days),
        site: line.site ?? null,
        words_sealed: keys.seal(line.code, {
          lot: line.site === undefined ? '' : `L${4000 + days}`,
          note: '',
        }),
        recorded_by: nia,
        recorded_at: signedAt(back(days)),
      })),
    ),
    supplies: LINES.flatMap((line) =>
      line.supply === undefined
        ? []
        : [
            {
              ...of(line.code),
              supply_id: idOf('supply', keyOf(line)),
              entry_id: idOf('medicine-entry', keyOf(line)),
              filled_on: back(line.supply.ago),
              days: line.supply.days,
              recorded_by: nia,
              recorded_at: signedAt(back(line.supply.ago)),
            },
          ],
    ),
    findings: FACTS.map((fact) => ({
      ...of(fact.code),
      finding_id: idOf('finding', `${fact.code} ${fact.kind} ${fact.fact} ${fact.ago}`),
      kind: fact.kind,
      code: fact.fact,
      value: fact.value ?? null,
      on_date: back(fact.ago),
      until_on: fact.until === undefined ? null : back(fact.until),
      words_sealed: fact.words === undefined ? null : keys.seal(fact.code, fact.words),
      recorded_by: nia,
      recorded_at: signedAt(back(fact.ago)),
    })),
    tests: TESTS.map(({ code, ago, panel, detected, reason }) => ({
      ...of(code),
      test_id: idOf('drug-test', `${code} ${ago}`),
      kind: 'presumptive',
      specimen: 'urine',
      panel: [...panel],
      reason,
      state: 'resulted',
      ordered_by: osei,
      ordered_at: signedAt(back(ago)),
      collected_by: nia,
      collected_on: back(ago),
      resulted_by: nia,
      resulted_at: signedAt(back(ago)),
      results: JSON.stringify(
        Object.fromEntries(
          panel.map((substance) => [
            substance,
            (detected as readonly string[]).includes(substance) ? 'detected' : 'not-detected',
          ]),
        ),
      ),
      version: 3,
    })),
  };
}
