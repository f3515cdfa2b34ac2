import { createTransport } from 'nodemailer';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What makes it the same letter when it is sent again. */
  readonly id?: string;
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
    send: async ({ to, subject, text, id }) => {
      // One address, whatever was typed: nodemailer would read a comma as two.
      const address = { name: '', address: to };
      // It stands in the head as it is: nothing but letters, digits and dashes.
      const messageId =
        id === undefined ? {} : { messageId: `<${id.replace(/[^\w-]/g, '')}@daybridge.invalid>` };
      await transport.sendMail({ from, to: address, subject, text, ...messageId });
    },
  };
}
