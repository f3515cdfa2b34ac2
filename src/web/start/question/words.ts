import type { SafetyConcern } from '../../../fit/screener/screener.ts';
import { words } from '../../design/words.ts';

const pauseEn: Record<SafetyConcern, string> = {
  'self-harm':
    'Thank you for saying it. You do not have to carry it alone. You can talk with someone right now.',
  'self-harm-now':
    'Thank you for saying it. Please call 911 or 988 now, or ask someone near you to stay with you.',
  withdrawal:
    'Stopping all at once can be dangerous for you. Talk to a doctor before you stop. If you feel very sick, call 911.',
  'withdrawal-now':
    'What you feel needs a doctor right now. Call 911, or ask someone to take you to a hospital.',
};
const pauseEs: Record<SafetyConcern, string> = {
  'self-harm': 'Gracias por decirlo. No tiene que cargarlo a solas. Puede hablar con alguien ahora mismo.',
  'self-harm-now':
    'Gracias por decirlo. Llame ya al 911 o al 988, o pida a alguien cercano que se quede con usted.',
  withdrawal:
    'Dejar todo de golpe puede ser peligroso para usted. Hable con un médico antes de dejarlo. Si se siente muy mal, llame al 911.',
  'withdrawal-now':
    'Lo que siente necesita un médico ahora mismo. Llame al 911 o pida que le lleven a un hospital.',
};

export const questionWords = words(
  {
    title: 'A few questions',
    part: 'Part 1 of 3',
    go: 'Continue',
    skip: 'Skip',
    why: 'Why we ask',
    stays: 'Answers stay on this page only. Close it and they are gone.',
    pickSafety: 'Pick one to go on. This question keeps you safe.',
    nextIsHard:
      'The next question is a hard one. It asks if you have thought of hurting yourself. We ask everyone.',
    reviewTitle: 'Check your answers',
    reviewHeading: 'Check your answers',
    reviewIntro: 'You can change any of them. Nothing has been sent.',
    skipped: 'Skipped',
    change: 'Change',
    changeThis: (question: string) => `Change: ${question}`,
    see: 'See what they point to',
    pauseTitle: 'A moment for you',
    pauseHeading: 'You told us something important',
    pause: pauseEn,
    pauseSeen:
      'No one at the program can see this page. If you want someone to call you, you can ask at the end. For help right now, use a number here.',
    pauseGo: 'I’m safe, go on',
  },
  {
    title: 'Unas preguntas',
    part: 'Parte 1 de 3',
    go: 'Continuar',
    skip: 'Saltar',
    why: 'Por qué preguntamos',
    stays: 'Las respuestas se quedan solo en esta página. Si la cierra, desaparecen.',
    pickSafety: 'Elija una para seguir. Esta pregunta es por su seguridad.',
    nextIsHard: 'La pregunta que sigue es dura. Pregunta si ha pensado en hacerse daño. La hacemos a todos.',
    reviewTitle: 'Revise sus respuestas',
    reviewHeading: 'Revise sus respuestas',
    reviewIntro: 'Puede cambiar cualquiera. No se ha enviado nada.',
    skipped: 'Sin contestar',
    change: 'Cambiar',
    changeThis: (question) => `Cambiar: ${question}`,
    see: 'Ver qué indican',
    pauseTitle: 'Un momento para usted',
    pauseHeading: 'Nos dijo algo importante',
    pause: pauseEs,
    pauseSeen:
      'Nadie del programa puede ver esta página. Si quiere que alguien le llame, puede pedirlo al final. Si necesita ayuda ya, use un número de aquí.',
    pauseGo: 'Estoy a salvo, seguir',
  },
);
