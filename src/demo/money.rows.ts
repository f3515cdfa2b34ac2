import { documentOf, hashOf, statementsOf } from '../guard/consent/document.ts';
import type { ConsentDraft } from '../guard/consent/draft.ts';
import { FORMS, SHAREABLE } from '../guard/consent/forms.ts';
import { informationIn } from '../guard/consent/words.ts';
import { addDays, at, firstWeek, signedOn } from './calendar.ts';
import type { DemoPerson } from './people/person.ts';
import { type Keyring, personId } from './people.rows.ts';
import { PEOPLE } from './people.ts';
import { ORG_ID } from './program.rows.ts';
import { ORG } from './program.ts';
import { chanceOf, idOf } from './seed.ts';

const of = (code: string) => ({ org_id: ORG_ID, participant_id: personId(code) });
const BILLER = idOf('staff', 'bo');

/** Payers, invented; one with its rates, one whose money is told in days. */
const PAYERS = [
  {
    key: 'gulf-shore',
    name: 'Gulf Shore Health',
    rule_set: 'commercial',
    rates: { H0015: 18_200, S0201: 29_500, 90834: 11_000, 99213: 9_200 },
    payer_number: 'GSH01',
  },
  {
    key: 'sunline',
    name: 'Sunline Medicaid',
    rule_set: 'medicaid-full-15',
    rates: {},
    payer_number: 'SUNFL',
  },
] as const;
type PayerKey = (typeof PAYERS)[number]['key'];

const NPI = '1000000004'; // no digit of it is anybody's: the check digit is wrong on purpose
const DAY_CODE: Readonly<Record<PayerKey, Readonly<Record<string, string>>>> = {
  'gulf-shore': { IOP: 'H0015', PHP: 'S0201' },
  sunline: { IOP: 'H0015', PHP: 'H0035' },
};

/** Whose consent for payment is still missing, who pays alone, and who has not said yet who pays. */
const NO_CONSENT = ['R-1042', 'M-1187', 'D-1203'];
const NOT_SAID_YET = ['C-1301'];
const isAlone = ({ kinds }: DemoPerson): boolean => kinds.includes('private');
const payerOf = (person: DemoPerson): PayerKey =>
  chanceOf('payer', person.code) < 0.6 || person.code === 'R-1042' ? 'gulf-shore' : 'sunline';

const covered = PEOPLE.filter(({ code, weeksIn }) => weeksIn >= 0 && !NOT_SAID_YET.includes(code));
const begins = (person: DemoPerson, today: string): string => signedOn(firstWeek(person, today), today);

/** Who pays for whom, what they agreed to, and who said yes to telling them. */
export const moneyRows = (today: string, keys: Keyring) => ({
  payers: PAYERS.map(({ key, rates, ...payer }) => ({
    org_id: ORG_ID,
    payer_id: idOf('payer', key),
    ...payer,
    rates: JSON.stringify(rates),
    provider_number: NPI,
    set_by: BILLER,
    set_at: at(addDays(today, -90), 600),
  })),
  coverages: covered.map((person) => ({
    ...of(person.code),
    coverage_id: idOf('coverage', person.code),
    payer_id: isAlone(person) ? null : idOf('payer', payerOf(person)),
    level: person.level,
    member_sealed: isAlone(person)
      ? null
      : keys.seal(person.code, {
          number: `${payerOf(person) === 'sunline' ? '9' : 'G'}${Math.floor(chanceOf('member', person.code) * 1e8)}`,
          name: person.full,
          bornOn: addDays('1968-03-01', Math.floor(chanceOf('born', person.code) * 12_000)),
        }),
    since: addDays(begins(person, today), -28),
    set_by: BILLER,
    set_at: at(begins(person, today), 660),
  })),
  authorisations: covered
    .filter((person) => !isAlone(person) && person.level !== 'OP')
    .map((person) => authorisationOf(person, today, keys)),
  consents: covered
    .filter(({ code }) => !NO_CONSENT.includes(code))
    .map((person) => consentOf(person, today, keys)),
});

function authorisationOf(person: DemoPerson, today: string, keys: Keyring) {
  const { code, level, dose, weeksIn } = person;
  const start = begins(person, today);
  // As it is in life: some blocks nearly used up, some with room, one that still waits for its answer.
  const weeks = weeksIn + (code === 'R-1042' ? 0.9 : 0.5 + chanceOf('weeks', code) * 4);
  const asked = Math.max(5, Math.round(weeks * dose.days));
  const isWaiting = code === 'M-1187';
  const ends = code === 'R-1042' ? 6 : 3 + Math.floor(chanceOf('ends', code) * 30);
  return {
    ...of(code),
    authorisation_id: idOf('authorisation', code),
    payer_id: idOf('payer', payerOf(person)),
    kind: 'authorisation',
    state: isWaiting ? 'requested' : 'approved',
    number_sealed: isWaiting ? null : keys.seal(code, `A${Math.floor(chanceOf('number', code) * 1e7)}`),
    contact_sealed: keys.seal(code, 'Utilization review, 800-555-0110'),
    level,
    codes: [DAY_CODE[payerOf(person)][level] ?? 'H0015'],
    unit: 'day',
    days_per_week: null,
    start_on: start,
    end_on: addDays(today, ends),
    requested: asked,
    approved: isWaiting ? 0 : asked,
    pended: isWaiting ? asked : 0,
    next_review_on: addDays(today, Math.max(1, ends - 4)),
    criteria:
      payerOf(person) === 'sunline' ? 'State level-of-care criteria' : 'The ASAM Criteria, 4th edition',
    set_by: BILLER,
    set_at: at(start, 700),
  };
}

/** Signed at admission: care, payment and running the program. */
function consentOf({ code, full, language, ...person }: DemoPerson, today: string, keys: Keyring) {
  const form = FORMS.tpo;
  const categories = SHAREABLE.filter((part) => part !== 'counselling_note');
  const on = signedOn(firstWeek(person, today), today);
  const draft: ConsentDraft = {
    kind: 'tpo',
    language,
    patient: full,
    discloser: ORG.name,
    categories,
    information: informationIn(categories, language),
    recipient: { kind: 'class', name: '' },
    purposes: form.purposes,
    expiry: { event: 'none' },
    statements: statementsOf(form, language),
    fundraising: 'may-not-ask',
    signature: { name: full, by: 'participant', how: 'typed' },
    signedOn: on,
  };
  const document = documentOf(draft, form);
  return {
    ...of(code),
    consent_id: idOf('consent', code),
    kind: 'tpo',
    recipient_kind: 'class',
    categories,
    purposes: [...form.purposes],
    begins_at: at(on, 930),
    expires_on_event: 'none',
    document_sealed: keys.seal(code, { document, relation: null }),
    document_hash: hashOf(document),
    form_version: form.version,
    language,
    signed_at: at(on, 930),
  };
}
