import { pluralEn, pluralEs, words } from '../../design/index.ts';

const roundEn = {
  full15: 'whole 15 minutes only',
  midpoint: 'more than half of 15 minutes counts',
  eightMinute: 'the 8-minute rule',
  upTo15: 'a begun 15 minutes counts',
};

/** What is said of money among colleagues: reasons that can be acted on, clocks, amounts. */
export const moneyWords = words(
  {
    why: {
      'note-unsigned': (n: number) =>
        pluralEn(n, { one: '1 note is not signed yet', other: `${n} notes are not signed yet` }),
      'plan-unsigned': 'The treatment plan is not signed',
      'no-consent': 'No consent for payment: ask the person',
      'no-coverage': 'Nobody knows yet who pays: ask and enter it',
      'no-authorisation': 'Nothing is authorized for this day: ask the payer',
      'no-certification': 'No physician certified this time',
      'authorisation-waits': 'The payer has not answered yet',
      'units-used-up': 'The authorized units are used up: ask for more',
      'week-full': (days: number) =>
        `More than the ${pluralEn(days, { one: '1 day', other: `${days} days` })} a week that were authorized`,
      'short-day': (minutes: number, needed: number, unpaid: number) =>
        `${minutes} of ${needed} minutes that day${
          unpaid > 0 ? `. ${unpaid} minutes more were for what this payer does not pay` : ''
        }`,
      'too-short': (minutes: number) => `Too short for a unit: ${minutes} minutes`,
      credential: (needed: string) => `Whoever led it may not bill this: it takes ${needed}`,
      telehealth: 'This payer does not pay for video',
      'no-primary-service': 'No service of the primary list that day',
      'past-filing': (date: string) => `The claim was due ${date}`,
    },
    problem: {
      'member-number': 'no member number',
      'member-name': 'no name as on the card',
      'birth-date': 'no birth date',
      diagnosis: 'no diagnosis on the signed plan',
      'payer-number': 'the payer has no payer ID',
      'provider-number': 'the payer has no NPI of ours',
    },
    warning: {
      units: (percent: number) => (percent >= 100 ? 'All units used' : `${percent} % used`),
      end: (days: number) =>
        days === 0 ? 'Ends today' : pluralEn(days, { one: 'Ends tomorrow', other: `Ends in ${days} days` }),
      over: 'Over',
      review: (date: string) => `Review ${date}`,
    },
    unit: {
      day: (n: number) => pluralEn(n, { one: '1 day', other: `${n} days` }),
      unit: (n: number) => pluralEn(n, { one: '1 unit', other: `${n} units` }),
    },
    both: (days: string, units: string) => `${days} and ${units}`,
    nothing: 'nothing',
    self: 'Pays themself',
    stops: 'It stops billing, never care.',
    round: roundEn,
  },
  {
    why: {
      'note-unsigned': (n) => pluralEs(n, { one: 'Falta firmar 1 nota', other: `Falta firmar ${n} notas` }),
      'plan-unsigned': 'El plan de tratamiento no está firmado',
      'no-consent': 'Sin consentimiento para el pago: pregunte a la persona',
      'no-coverage': 'No se sabe todavía quién paga: pregunte y anótelo',
      'no-authorisation': 'No hay nada autorizado para este día: pida al pagador',
      'no-certification': 'Ningún médico certificó este tiempo',
      'authorisation-waits': 'El pagador no ha contestado',
      'units-used-up': 'Se acabaron las unidades autorizadas: pida más',
      'week-full': (days) =>
        `Más de ${pluralEs(days, { one: '1 día', other: `${days} días` })} por semana, que es lo autorizado`,
      'short-day': (minutes, needed, unpaid) =>
        `${minutes} de ${needed} minutos ese día${
          unpaid > 0 ? `. Otros ${unpaid} minutos fueron de algo que este pagador no paga` : ''
        }`,
      'too-short': (minutes) => `Muy corto para una unidad: ${minutes} minutos`,
      credential: (needed) => `Quien lo dirigió no puede facturarlo: hace falta ${needed}`,
      telehealth: 'Este pagador no paga por video',
      'no-primary-service': 'Ese día no hubo un servicio de la lista principal',
      'past-filing': (date) => `La factura era para el ${date}`,
    },
    problem: {
      'member-number': 'sin número de afiliación',
      'member-name': 'sin nombre como en la tarjeta',
      'birth-date': 'sin fecha de nacimiento',
      diagnosis: 'sin diagnóstico en el plan firmado',
      'payer-number': 'el pagador no tiene identificador',
      'provider-number': 'el pagador no tiene nuestro NPI',
    },
    warning: {
      units: (percent) => (percent >= 100 ? 'Todo usado' : `${percent} % usado`),
      end: (days) =>
        days === 0
          ? 'Termina hoy'
          : pluralEs(days, { one: 'Termina mañana', other: `Termina en ${days} días` }),
      over: 'Terminada',
      review: (date) => `Revisión ${date}`,
    },
    unit: {
      day: (n) => pluralEs(n, { one: '1 día', other: `${n} días` }),
      unit: (n) => pluralEs(n, { one: '1 unidad', other: `${n} unidades` }),
    },
    both: (days, units) => `${days} y ${units}`,
    nothing: 'nada',
    self: 'Paga por su cuenta',
    stops: 'Detiene el cobro, nunca la atención.',
    round: {
      full15: 'solo 15 minutos enteros',
      midpoint: 'cuenta más de la mitad de 15 minutos',
      eightMinute: 'la regla de los 8 minutos',
      upTo15: 'cuentan 15 minutos empezados',
    },
  },
);
