import type { Rung, SafetyConcern } from '../../../fit/screener.ts';
import { words } from '../../design/words.ts';

type RungWords = Record<Rung, { readonly name: string; readonly about: string; readonly heading: string }>;

const rungsEn: RungWords = {
  weekly: {
    name: 'Weekly visits',
    about: '1 to 2 hours a week',
    heading: 'Your answers point to weekly visits',
  },
  intensive: {
    name: 'Intensive outpatient',
    about: '9 or more hours a week. You sleep at home and keep your job',
    heading: 'Your answers point to an intensive program you attend from home',
  },
  day: {
    name: 'Partial day program',
    about: 'Most of the day, 5 days. If evenings at home get too hard',
    heading: 'Your answers point to a day program',
  },
  'live-in': {
    name: 'Live‑in program',
    about: 'A safe place to stay while you start',
    heading: 'Your answers point to a live‑in program',
  },
  hospital: {
    name: 'Hospital now',
    about: 'For danger today. Call 911',
    heading: 'Your answers point to a hospital or a doctor first',
  },
};
const rungsEs: RungWords = {
  weekly: {
    name: 'Visitas semanales',
    about: 'De 1 a 2 horas por semana',
    heading: 'Sus respuestas indican visitas semanales',
  },
  intensive: {
    name: 'Programa intensivo',
    about: '9 horas o más por semana. Duerme en casa y conserva su trabajo',
    heading: 'Sus respuestas indican un programa intensivo al que va desde su casa',
  },
  day: {
    name: 'Programa de día',
    about: 'Casi todo el día, 5 días. Si las noches en casa se hacen muy duras',
    heading: 'Sus respuestas indican un programa de día',
  },
  'live-in': {
    name: 'Programa residencial',
    about: 'Un lugar seguro donde quedarse al empezar',
    heading: 'Sus respuestas indican un programa residencial',
  },
  hospital: {
    name: 'Hospital ahora',
    about: 'Para peligro hoy. Llame al 911',
    heading: 'Sus respuestas indican primero un hospital o un médico',
  },
};

const concernEn: Record<SafetyConcern, string> = {
  'self-harm': 'You told us you have had hard thoughts. You can talk with someone at any hour.',
  'self-harm-now': 'You told us you might hurt yourself now. Please call 988 or 911 before anything else.',
  withdrawal: 'Your body may need a doctor’s help to stop safely.',
  'withdrawal-now': 'What you feel now needs a doctor today. Call 911.',
};
const concernEs: Record<SafetyConcern, string> = {
  'self-harm': 'Nos dijo que ha tenido pensamientos difíciles. Puede hablar con alguien a toda hora.',
  'self-harm-now': 'Nos dijo que podría hacerse daño ahora. Llame al 988 o al 911 antes que nada.',
  withdrawal: 'Su cuerpo puede necesitar a un médico para dejarlo sin peligro.',
  'withdrawal-now': 'Lo que siente ahora necesita un médico hoy. Llame al 911.',
};

export const resultWords = words(
  {
    title: 'What your answers point to',
    eyebrow: 'Part 1 done · not saved, not shared',
    none: 'Your answers do not point to a program right now',
    noneBody: 'That is a good sign, and it is still worth a talk if something worries you.',
    notDiagnosis: 'This is a first look, not a diagnosis. A licensed counselor decides with you.',
    forSomeone: 'You answered for someone else. Their own answers may point to another place.',
    ladder: 'Where that sits',
    rungs: rungsEn,
    best: 'best match',
    also: 'could also fit',
    why: 'What pointed this way',
    noReasons: 'You skipped most questions, so this is a wide guess. Add a few answers to sharpen it.',
    change: 'Change',
    changeThis: (what: string) => `Change the answer about: ${what}`,
    wouldChange: 'What would change it',
    check: 'What a counselor will still check',
    checkBody: 'Your health, your medicines, your mood and your safety.',
    dual: 'Low mood together with substance use is common. Both can be treated at the same time.',
    doctor: 'See a doctor before you stop',
    doctorBody:
      'Stopping fast can be dangerous for you. Call us or your doctor first, so you can stop safely.',
    help: 'Help is here now',
    concern: concernEn,
    fit: 'See if it fits my week',
    fitAnyway: 'See our open groups',
    ask: 'Ask for a call',
    call: (phone: string) => `Call us: ${phone}`,
    others: 'Show other kinds of help',
    findOther: 'Other kinds of help near you',
    findOtherBody:
      'If another place fits better, we help you get there. Call us, or call the free national line. It is open day and night.',
    national: 'Call 1‑800‑662‑4357',
  },
  {
    title: 'Qué indican sus respuestas',
    eyebrow: 'Parte 1 lista · no se guarda ni se comparte',
    none: 'Sus respuestas no indican un programa por ahora',
    noneBody: 'Es buena señal. Aun así vale la pena hablar si algo le preocupa.',
    notDiagnosis: 'Es una primera mirada, no un diagnóstico. Un consejero con licencia decide con usted.',
    forSomeone: 'Contestó por otra persona. Las respuestas de ella pueden indicar otra cosa.',
    ladder: 'Dónde queda',
    rungs: rungsEs,
    best: 'la mejor opción',
    also: 'también podría servir',
    why: 'Qué lo indicó',
    noReasons: 'Saltó casi todas las preguntas, así que es solo una idea. Conteste unas más para afinarla.',
    change: 'Cambiar',
    changeThis: (what) => `Cambiar la respuesta sobre: ${what}`,
    wouldChange: 'Qué lo cambiaría',
    check: 'Lo que un consejero todavía revisa',
    checkBody: 'Su salud, sus medicinas, su ánimo y su seguridad.',
    dual: 'El ánimo bajo junto con el consumo es común. Las dos cosas se tratan a la vez.',
    doctor: 'Vea a un médico antes de dejarlo',
    doctorBody: 'Dejarlo rápido puede ser peligroso para usted. Llámenos o llame antes a su médico.',
    help: 'Hay ayuda ahora',
    concern: concernEs,
    fit: 'Ver si cabe en mi semana',
    fitAnyway: 'Ver nuestros grupos con lugar',
    ask: 'Pedir una llamada',
    call: (phone) => `Llámenos: ${phone}`,
    others: 'Ver otros tipos de ayuda',
    findOther: 'Otros tipos de ayuda cerca',
    findOtherBody:
      'Si otro lugar queda mejor, le ayudamos a llegar. Llámenos, o llame gratis a la línea nacional, de día o de noche.',
    national: 'Llamar al 1‑800‑662‑4357',
  },
);
