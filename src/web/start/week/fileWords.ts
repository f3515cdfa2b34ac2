import { pluralEn, pluralEs, words } from '../../design/words.ts';
import type { AskReason, EventReason, FileReason } from './calendarFile.ts';

type Why = Record<FileReason | 'unreadable', string>;
const notACalendarEn =
  'It does not look like a calendar file (.ics). Export one from your calendar app and try again.';
const notACalendarEs =
  'No parece un archivo de calendario (.ics). Expórtelo desde su calendario y pruebe otra vez.';

const whyEn: Why = {
  'too-large': 'That file is over 5 MB. Try to export only this year.',
  binary: notACalendarEn,
  'not-a-calendar': notACalendarEn,
  unreadable: notACalendarEn,
  'too-deep': 'The file is built in a way no calendar app builds one, so we stopped.',
  'too-many-events': 'The file holds too many events. Try to export only this year.',
  'too-slow': 'The file takes too long to read. Try to export only this year.',
  'unknown-zone': 'We do not know the time zone on this device.',
  'bad-window': 'The date on this device looks wrong.',
};
const whyEs: Why = {
  'too-large': 'El archivo pasa de 5 MB. Pruebe a exportar solo este año.',
  binary: notACalendarEs,
  'not-a-calendar': notACalendarEs,
  unreadable: notACalendarEs,
  'too-deep': 'El archivo está hecho de una forma que ningún calendario usa, así que paramos.',
  'too-many-events': 'El archivo tiene demasiados eventos. Pruebe a exportar solo este año.',
  'too-slow': 'El archivo tarda demasiado en leerse. Pruebe a exportar solo este año.',
  'unknown-zone': 'No conocemos la zona horaria de este aparato.',
  'bad-window': 'La fecha de este aparato parece estar mal.',
};
const eventEn: Record<EventReason, string> = {
  'cut-short': 'The file ends in the middle of an event.',
  'no-start': 'An event has no start.',
  'unreadable-time': 'A time could not be read.',
  'unreadable-rule': 'A repeat could not be read.',
  'unknown-zone': 'A time zone is not known. We did not guess.',
  'negative-length': 'An event ends before it starts.',
  'too-often': 'An event repeats every minute or second.',
  'too-many-repeats': 'An event repeats too many times.',
};
const eventEs: Record<EventReason, string> = {
  'cut-short': 'El archivo termina a mitad de un evento.',
  'no-start': 'Un evento no tiene comienzo.',
  'unreadable-time': 'Una hora no se pudo leer.',
  'unreadable-rule': 'Una repetición no se pudo leer.',
  'unknown-zone': 'Una zona horaria no se conoce. No adivinamos.',
  'negative-length': 'Un evento termina antes de empezar.',
  'too-often': 'Un evento se repite cada minuto o segundo.',
  'too-many-repeats': 'Un evento se repite demasiadas veces.',
};
const countEn: Record<AskReason, (n: number) => string> = {
  tentative: (n) => pluralEn(n, { one: 'Also count 1 “maybe” time', other: `Also count ${n} “maybe” times` }),
  'all-day': (n) =>
    pluralEn(n, { one: 'Also count 1 all‑day event', other: `Also count ${n} all‑day events` }),
  'working-elsewhere': (n) =>
    pluralEn(n, { one: 'Also count 1 time you work away', other: `Also count ${n} times you work away` }),
};
const countEs: Record<AskReason, (n: number) => string> = {
  tentative: (n) =>
    pluralEs(n, { one: 'Contar también 1 hora “quizás”', other: `Contar también ${n} horas “quizás”` }),
  'all-day': (n) =>
    pluralEs(n, {
      one: 'Contar también 1 evento de todo el día',
      other: `Contar también ${n} eventos de todo el día`,
    }),
  'working-elsewhere': (n) =>
    pluralEs(n, {
      one: 'Contar también 1 vez que trabaja fuera',
      other: `Contar también ${n} veces que trabaja fuera`,
    }),
};

export const fileWords = words(
  {
    refused: 'We couldn’t use that file',
    why: whyEn,
    kept: 'Your week is as it was.',
    close: 'Close',
    found: 'We found this in your file',
    usual: 'This is your usual week, from the next 6 weeks in the file. We kept only the times.',
    nothing: 'There is no usual busy time in the next 6 weeks. Your week is as it was.',
    callIt: 'What are these times?',
    count: countEn,
    leftOut: (n: number) =>
      pluralEn(n, { one: '1 event was left out:', other: `${n} events were left out:` }),
    event: eventEn,
    right: 'Does this look right?',
    yes: 'Yes, add to my week',
    no: 'No, leave it out',
    added: 'Added to your week.',
  },
  {
    refused: 'No pudimos usar ese archivo',
    why: whyEs,
    kept: 'Su semana está como antes.',
    close: 'Cerrar',
    found: 'Encontramos esto en su archivo',
    usual: 'Es su semana normal, según las próximas 6 semanas del archivo. Guardamos solo las horas.',
    nothing: 'No hay horas ocupadas de siempre en las próximas 6 semanas. Su semana está como antes.',
    callIt: '¿Qué son estas horas?',
    count: countEs,
    leftOut: (n) => pluralEs(n, { one: 'Quedó fuera 1 evento:', other: `Quedaron fuera ${n} eventos:` }),
    event: eventEs,
    right: '¿Se ve bien?',
    yes: 'Sí, agregar a mi semana',
    no: 'No, dejarlo fuera',
    added: 'Agregado a su semana.',
  },
);
