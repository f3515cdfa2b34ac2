/** Calendar addresses: each opens its own person's week, whoever asks; a stopped one nothing, a changed one nothing. */
import type { Run } from './http.cases.ts';

const eventsIn = (text: string): number => text.match(/^BEGIN:VEVENT/gm)?.length ?? 0;

export async function askFeeds({ fixture, tally, isDrawn }: Run): Promise<void> {
  const { people, staff, participants, nobody } = fixture;
  const words = new Map(people.map(({ id, code }) => [id, code]));
  const planned = new Map(
    (
      await fixture.read<{ person: string; n: number }>(
        'select participant_id as person, count(*)::int as n from schedule.placement group by 1',
      )
    ).map(({ person, n }) => [person, n]),
  );
  for (const person of people) {
    const self = participants.filter(({ id }) => id === person.id);
    for (const asker of [
      nobody,
      ...self,
      ...staff.slice(0, 1),
      ...staff.slice(-1),
      ...participants.slice(-1),
    ]) {
      if (!isDrawn()) continue;
      const get = (token: string, method = 'GET') =>
        fixture.ask(`/cal/${token}.ics`, {
          method,
          ...(asker.cookie === undefined ? {} : { cookie: asker.cookie }),
        });
      const wrong = (kind: 'leak' | 'refusal', what: string) =>
        tally.wrong.push({ kind, words: `The calendar of "${person.name}" asked by ${asker.name}: ${what}` });

      tally.cases += 1;
      const open = await get(person.feed);
      if (open.status !== 200) wrong('refusal', `${open.status} ${open.text.slice(0, 100)}`);
      const strangers = [...words].filter(([id, word]) => id !== person.id && open.text.includes(word));
      if (strangers.length > 0) wrong('leak', `has words of ${strangers.length} others`);
      const isPlanned = (planned.get(person.id) ?? 0) > 0;
      if (eventsIn(open.text) > 0 !== isPlanned)
        wrong(
          isPlanned ? 'refusal' : 'leak',
          `${eventsIn(open.text)} events, ${planned.get(person.id) ?? 0} placements`,
        );
      if (isPlanned && !open.text.includes(person.code)) wrong('refusal', 'its own word is not in it');

      tally.cases += 1;
      const stopped = await get(person.stopped);
      if (stopped.status !== 410 || eventsIn(stopped.text) > 0)
        wrong('leak', `stopped, and ${stopped.status}`);

      for (const token of [
        changed(person.feed, 0),
        changed(person.feed, -1),
        person.feed.slice(1),
        person.id,
      ]) {
        tally.cases += 1;
        const none = await get(token);
        if (none.status !== 404 || eventsIn(none.text) > 0)
          wrong('leak', `another address, and ${none.status}`);
      }
      tally.cases += 1;
      const head = await get(person.stopped, 'HEAD');
      if (head.status !== 410) wrong('leak', `HEAD of a stopped one: ${head.status}`);
    }
  }
}

/** The token with one letter changed. */
function changed(token: string, at: number): string {
  const letters = [...token];
  const place = at < 0 ? letters.length + at : at;
  // The last letter of a token holds two bits only: some of its neighbours are the same bytes, and not the same words.
  letters[place] = letters[place] === 'A' ? 'Q' : 'A';
  return letters.join('');
}
