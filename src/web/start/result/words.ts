import type { Rung, Standing } from '../../../fit/screener/screener.ts';
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

const standingEn: Record<Standing, string> = {
  match: 'What your answers point to',
  'too-little': 'Here is what could fit',
  brief: 'A short talk or two may be enough',
  'mood-first': 'Your answers point to care for your mood first',
  none: 'Your answers do not point to a program right now',
};
const standingEs: Record<Standing, string> = {
  match: 'Qué indican sus respuestas',
  'too-little': 'Esto es lo que podría servirle',
  brief: 'Una o dos pláticas cortas pueden bastar',
  'mood-first': 'Sus respuestas indican cuidar primero su ánimo',
  none: 'Sus respuestas no indican un programa por ahora',
};

export const resultWords = words(
  {
    title: 'What your answers point to',
    eyebrow: 'Part 1 done · not saved, not shared',
    notDiagnosis: 'This is a first look, not a diagnosis. A licensed counselor decides with you.',
    forSomeone: 'You answered for someone else. Their own answers may point to another place.',
    standing: standingEn,
    ladder: 'Where that sits',
    rungs: rungsEn,
    best: 'best match',
    also: 'could also fit',
    why: 'What pointed this way',
    change: 'Change',
    changeThis: (what: string) => `Change the answer about: ${what}`,
    roomFor: 'What your week leaves room for',
    wouldChange: 'What would change it',
    callSafety: 'Call 1‑800‑799‑7233',
    check: 'What a counselor will still check',
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
    notDiagnosis: 'Es una primera mirada, no un diagnóstico. Un consejero con licencia decide con usted.',
    forSomeone: 'Contestó por otra persona. Las respuestas de ella pueden indicar otra cosa.',
    standing: standingEs,
    ladder: 'Dónde queda',
    rungs: rungsEs,
    best: 'la mejor opción',
    also: 'también podría servir',
    why: 'Qué lo indicó',
    change: 'Cambiar',
    changeThis: (what) => `Cambiar la respuesta sobre: ${what}`,
    roomFor: 'Para qué deja tiempo su semana',
    wouldChange: 'Qué lo cambiaría',
    callSafety: 'Llamar al 1‑800‑799‑7233',
    check: 'Lo que un consejero todavía revisa',
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
