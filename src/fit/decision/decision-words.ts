/** What a decided level means, in plain words to the person. */
import type { Level } from '../level-of-care/level-of-care.ts';

interface TwoLanguages {
  readonly en: string;
  readonly es: string;
}

const say = (en: string, es: string): TwoLanguages => ({ en, es });

export const LEVEL_WORDS: Readonly<
  Record<Level, { readonly name: TwoLanguages; readonly means: TwoLanguages }>
> = {
  OP: {
    name: say('Weekly visits', 'Visitas semanales'),
    means: say(
      'You come for a few hours a week and live your life at home.',
      'Viene unas horas por semana y sigue su vida en casa.',
    ),
  },
  IOP: {
    name: say('Intensive outpatient', 'Ambulatorio intensivo'),
    means: say(
      'You come on several days a week and sleep at home. Your week is planned around your life.',
      'Viene varios días por semana y duerme en casa. Su semana se planea según su vida.',
    ),
  },
  PHP: {
    name: say('Partial hospitalization', 'Hospitalización parcial'),
    means: say(
      'You come most of the day, five days a week or more, and sleep at home.',
      'Viene la mayor parte del día, cinco días por semana o más, y duerme en casa.',
    ),
  },
  RES: {
    name: say('Live-in care', 'Atención residencial'),
    means: say(
      'You stay for a while in a place with people there day and night. We help you get there.',
      'Se queda un tiempo en un lugar con personas de día y de noche. Le ayudamos a llegar.',
    ),
  },
  WM: {
    name: say(
      'Care day and night while your body gets free',
      'Atención día y noche mientras su cuerpo se libera',
    ),
    means: say(
      'Nurses stay with you while you stop, so that it is safe. We help you get there.',
      'Hay enfermería con usted mientras deja de consumir, para que sea seguro. Le ayudamos a llegar.',
    ),
  },
  EMERGENCY: {
    name: say('Help right now', 'Ayuda ahora mismo'),
    means: say(
      'You need care today. Call 911, or call or text 988.',
      'Necesita atención hoy. Llame al 911, o llame o escriba al 988.',
    ),
  },
  EI: {
    name: say('Short talks', 'Charlas cortas'),
    means: say(
      'One to four talks may be all you need.',
      'De una a cuatro charlas pueden ser todo lo que necesita.',
    ),
  },
  REFER_MH: {
    name: say('Care for your mood and safety', 'Atención para su ánimo y su seguridad'),
    means: say(
      'A mental-health service fits you better than this program. We help you get there.',
      'Un servicio de salud mental le sirve mejor que este programa. Le ayudamos a llegar.',
    ),
  },
  NONE: {
    name: say('No program now', 'Ningún programa por ahora'),
    means: say(
      'You do not seem to need a program now. You can always ask again.',
      'Parece que por ahora no necesita un programa. Siempre puede volver a preguntar.',
    ),
  },
};
