import { type Language, pluralEn, pluralEs, words } from '../../design/index.ts';

/** One person who asked for a call, as GET /api/intake answers. */
export interface InquiryRow {
  readonly id: string;
  readonly reference: string;
  readonly state: 'new' | 'called' | 'assessing' | 'admitted' | 'closed';
  readonly called: string;
  readonly language: Language;
  readonly askedAt: string;
  readonly callBy: string;
  readonly owner: string | null;
  readonly hasAnswers: boolean;
  readonly hasWeek: boolean;
  readonly version: number;
}

export interface InquiryWhole extends InquiryRow {
  readonly participant: string;
  readonly contact: {
    readonly channel: 'call' | 'text' | 'email';
    readonly value: string;
    readonly hours: readonly ('morning' | 'afternoon' | 'evening')[];
    readonly ifSomeoneElse: 'say-nothing' | 'say-neutral' | 'ok';
  } | null;
  readonly answers: Readonly<Record<string, string | readonly string[]>> | null;
  readonly week: readonly { readonly start: number; readonly end: number; readonly kind: string }[];
}

const MINUTE = 60_000;

/** Minutes until the promised call; below zero: it is overdue. */
export const minutesLeft = (callBy: string, now: number): number =>
  Math.round((Date.parse(callBy) - now) / MINUTE);

export const intakeWords = words(
  {
    state: {
      new: 'New',
      called: 'Reached',
      assessing: 'In assessment',
      admitted: 'In care',
      closed: 'Closed',
    },
    channel: { call: 'Call', text: 'Text', email: 'E-mail' },
    hours: { morning: 'mornings', afternoon: 'afternoons', evening: 'evenings' },
    someone: {
      'say-nothing': 'If someone else answers: say nothing, hang up kindly.',
      'say-neutral': 'If someone else answers: “I’ll call again”, no more.',
      ok: 'It is fine if someone else answers.',
    },
    hoursLeft: (n: number) => pluralEn(n, { one: 'call within 1 hour', other: `call within ${n} hours` }),
    minutesLeft: (n: number) =>
      pluralEn(n, { one: 'call within 1 minute', other: `call within ${n} minutes` }),
    overdue: 'call is overdue',
  },
  {
    state: {
      new: 'Nueva',
      called: 'Contactada',
      assessing: 'En evaluación',
      admitted: 'En atención',
      closed: 'Cerrada',
    },
    channel: { call: 'Llamar', text: 'Mensaje', email: 'Correo' },
    hours: { morning: 'por la mañana', afternoon: 'por la tarde', evening: 'por la noche' },
    someone: {
      'say-nothing': 'Si contesta otra persona: no diga nada y cuelgue con amabilidad.',
      'say-neutral': 'Si contesta otra persona: «vuelvo a llamar», nada más.',
      ok: 'No importa si contesta otra persona.',
    },
    hoursLeft: (n) => pluralEs(n, { one: 'llamar en 1 hora', other: `llamar en ${n} horas` }),
    minutesLeft: (n) => pluralEs(n, { one: 'llamar en 1 minuto', other: `llamar en ${n} minutos` }),
    overdue: 'la llamada está atrasada',
  },
);
