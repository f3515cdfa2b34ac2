import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createMail } from '../../src/platform/mail.ts';

interface Letter {
  readonly to: readonly string[];
  readonly from: string;
  readonly head: string;
}
let server: SMTPServer;
let letters: Letter[] = [];

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      let words = '';
      stream.on('data', (part: Buffer) => {
        words += part.toString();
      });
      stream.on('end', () => {
        letters.push({
          to: envelope.rcptTo.map(({ address }) => address),
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          head: words.split('\r\n\r\n')[0] ?? '',
        });
        done();
      });
    },
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
});
afterAll(() => new Promise<void>((closed) => server.close(closed)));
beforeEach(() => {
  letters = [];
});

const BREAKS = ['\r\n', '\n', '\r', '\u2028', '\u0085', '%0d%0a', '=0D=0A', '\0', '\r\n '];
const mail = () =>
  createMail(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, 'note@example.org');

/** The names of the lines at the head of a letter. */
const namesIn = (head: string): string[] =>
  head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
const HEAD = [
  'from',
  'to',
  'subject',
  'message-id',
  'content-transfer-encoding',
  'date',
  'mime-version',
  'content-type',
];

test.each(BREAKS)(
  'a subject, an id and an address with %j in them add no line and nobody to a letter',
  async (cut) => {
    const more = `${cut}Bcc: all@evil.example${cut}X-More: 1${cut}${cut}<b>words</b>`;
    const tries = [
      { to: 'sam@mail.example', subject: `A note${more}`, text: 'x' },
      { to: 'sam@mail.example', subject: 'A note', text: 'x', id: `one${more}` },
      { to: `sam@mail.example${more}`, subject: 'A note', text: 'x' },
      { to: `"sam${cut}RCPT TO:<all@evil.example>"@mail.example`, subject: 'A note', text: 'x' },
      {
        to: 'sam@mail.example',
        subject: 'A note',
        text: `x\r\n.\r\nMAIL FROM:<a@evil.example>\r\nRCPT TO:<all@evil.example>\r\nDATA`,
      },
    ];
    for (const letter of tries) {
      letters = [];
      // An address that is none is turned down: then nothing goes out at all.
      await mail()
        .send(letter)
        .catch(() => undefined);
      expect(letters.length).toBeLessThanOrEqual(1);
      for (const { to, from, head } of letters) {
        expect(from).toBe('note@example.org');
        expect(to).toHaveLength(1);
        expect(to[0]).not.toBe('all@evil.example');
        expect(namesIn(head).filter((name) => !HEAD.includes(name))).toEqual([]);
        expect(namesIn(head).filter((name) => name === 'subject' || name === 'to')).toHaveLength(2);
      }
    }
  },
);

test.each([
  'sam@mail.example, all@evil.example',
  'sam@mail.example; all@evil.example',
  'A <sam@mail.example>, all@evil.example',
])('%s is one address or none', async (to) => {
  await mail()
    .send({ to, subject: 'A note', text: 'x' })
    .catch(() => undefined);
  for (const letter of letters) expect(letter.to).toHaveLength(1);
  expect(letters.flatMap((letter) => letter.to)).not.toContain('all@evil.example');
});
