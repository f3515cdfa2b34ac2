import { createTransport } from 'nodemailer';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mail {
  /** false: no mail server is set, and nothing can be sent. */
  readonly isSet: boolean;
  send(letter: Letter): Promise<void>;
}

/** Mail through the SMTP server at `url` (smtp://user:password@host:port); without one nothing is sent. */
export function createMail(url: string | undefined, from: string): Mail {
  if (url === undefined) {
    return {
      isSet: false,
      send: async () => {
        throw new Error('No mail server is set (DAYBRIDGE_MAIL_URL).');
      },
    };
  }
  const transport = createTransport(url);
  return {
    isSet: true,
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ from, to, subject, text });
    },
  };
}
