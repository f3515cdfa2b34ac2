import { callBy } from '../bridge/inquiry.ts';
import { addDays, at } from './calendar.ts';
import { INQUIRIES } from './inquiries.ts';
import type { Keyring } from './people.rows.ts';
import { personId } from './people.rows.ts';
import { ORG_ID } from './program.rows.ts';
import { ORG } from './program.ts';
import { idOf } from './seed.ts';
import { clock, lifeOf } from './week-words.ts';

/** People who wait for a call. */
export function inquiryRows(today: string, keys: Keyring) {
  const asked = INQUIRIES.map((inquiry) => ({
    ...inquiry,
    of: { org_id: ORG_ID, participant_id: personId(inquiry.reference) },
    at: at(addDays(today, -inquiry.asked.daysAgo), clock(inquiry.asked.at)),
  }));
  return {
    participants: asked.map((one) => ({ ...one.of, stage: 'prospect', created_at: one.at })),
    keys: asked.map((one) => ({ ...one.of, key_wrapped: keys.wrapped(one.reference) })),
    identities: asked.map((one) => ({
      ...one.of,
      name_sealed: keys.seal(one.reference, { called: one.called }),
      language: one.language,
    })),
    contacts: asked.map((one) => ({ ...one.of, contact_sealed: keys.seal(one.reference, one.contact) })),
    busy: asked.flatMap((one) =>
      lifeOf(one.life ?? '').map(({ start, end, kind }) => ({
        ...one.of,
        start_minute: start,
        end_minute: end,
        kind,
        source: 'painted',
      })),
    ),
    inquiries: asked.map((one) => ({
      ...one.of,
      inquiry_id: idOf('inquiry', one.reference),
      reference: one.reference,
      asked_at: one.at,
      call_by: callBy(one.at, ORG.zone),
      answers_sealed: one.answers === undefined ? null : keys.seal(one.reference, one.answers),
      state: one.state,
      owner_id: one.state === 'called' ? idOf('staff', 'rosa') : null,
    })),
  };
}
