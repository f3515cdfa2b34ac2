import { type Findable, tokenOf, wordsOf } from '../guard/keys/blind-index.ts';
import type { Key } from '../platform/secrets.ts';
import { INQUIRIES } from './inquiries.ts';
import { contactOf, EVERYBODY, personId } from './people.rows.ts';
import { ORG_ID } from './program.rows.ts';

/** By what everybody of the demo program is found again. */
export const findableRows = (orgKey: Key) =>
  [
    ...EVERYBODY.map((person, place) => ({
      code: person.code,
      about: { names: [person.called, person.full], phone: contactOf(person, place).value },
    })),
    ...INQUIRIES.map(({ reference, called, contact }) => ({
      code: reference,
      about: {
        names: [called],
        [contact.channel === 'email' ? 'email' : 'phone']: contact.value,
      } as Findable,
    })),
  ].flatMap(({ code, about }) =>
    wordsOf(about).map(([kind, word]) => ({
      org_id: ORG_ID,
      participant_id: personId(code),
      kind,
      token: tokenOf(orgKey, kind, word),
    })),
  );
