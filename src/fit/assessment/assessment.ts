import type { InputRule } from '../level-of-care/level-of-care.ts';
import { INPUT_RULES, type InputKey, type ValueOf } from '../level-of-care/level-of-care-inputs.ts';

interface TwoLanguages {
  readonly en: string;
  readonly es: string;
}

export type AssessmentPart = 'safety' | 'health' | 'use' | 'life' | 'course';

/** One question to the clinician: an input of the level-of-care table, with its words. */
export interface AssessmentQuestion extends InputRule {
  readonly part: AssessmentPart;
  readonly label: TwoLanguages;
  readonly help?: TwoLanguages;
  /** Words for each value; none where the values are numbers. */
  readonly words?: Readonly<Record<string, TwoLanguages>>;
}

const say = (en: string, es: string): TwoLanguages => ({ en, es });
const YES_NO = { no: say('No', 'No'), yes: say('Yes', 'Sí') };

/** A value without words, or words for a value that does not exist, is a type error. */
type WordsOf<K extends InputKey> =
  ValueOf<K> extends number
    ? { readonly words?: undefined }
    : { readonly words: Readonly<Record<Exclude<ValueOf<K>, number>, TwoLanguages>> };

const WORDS: { readonly [K in InputKey]: Omit<AssessmentQuestion, keyof InputRule | 'words'> & WordsOf<K> } =
  {
    age: {
      part: 'safety',
      label: say('Age group', 'Grupo de edad'),
      words: {
        adult: say('Adult, 18 or over', 'Adulto, 18 o más'),
        adolescent: say('12 to 17', '12 a 17'),
      },
    },
    withdrawal: {
      part: 'safety',
      label: say('Withdrawal', 'Abstinencia'),
      help: say(
        'From CIWA-Ar or COWS and the history. Moderate: symptoms that a daily clinic check could manage. Severe: an earlier seizure or delirium with daily use, or alcohol with sedatives.',
        'Según CIWA-Ar o COWS y la historia. Moderada: síntomas manejables con control diario. Grave: convulsión o delirio previos con consumo diario, o alcohol con sedantes.',
      ),
      words: {
        none: say('None', 'Ninguna'),
        mild: say('Mild', 'Leve'),
        moderate: say(
          'Moderate: could be managed with a daily check',
          'Moderada: manejable con control diario',
        ),
        severe: say('Severe: a complicated course is expected', 'Grave: se espera un curso complicado'),
        emergency: say(
          'Seizure, delirium or unstable signs now',
          'Convulsión, delirio o signos inestables ahora',
        ),
      },
    },
    wm_support: {
      part: 'safety',
      label: say(
        'A reliable adult at home and daily access to the clinic',
        'Un adulto confiable en casa y acceso diario a la clínica',
      ),
      help: say('Counts only when withdrawal is moderate.', 'Solo cuenta si la abstinencia es moderada.'),
      words: YES_NO,
    },
    intox: {
      part: 'safety',
      label: say('Intoxication now', 'Intoxicación ahora'),
      help: say(
        'What you see now. No consent is taken while it is unsafe.',
        'Lo que usted ve ahora. No se toma consentimiento mientras haya peligro.',
      ),
      words: {
        none: say('None', 'Ninguna'),
        present_safe: say('Present, safe', 'Presente, sin peligro'),
        unsafe: say(
          'Unsafe: cannot walk, protect the airway or consent',
          'Con peligro: no puede caminar, proteger la vía aérea ni consentir',
        ),
        overdose: say('Overdose', 'Sobredosis'),
      },
    },
    suicide: {
      part: 'safety',
      label: say('Suicide risk', 'Riesgo de suicidio'),
      help: say('From the C-SSRS screener and your interview.', 'Según el C-SSRS y su entrevista.'),
      words: {
        none: say('None', 'Ninguno'),
        low: say('Low', 'Bajo'),
        moderate: say('Moderate', 'Moderado'),
        high: say('High', 'Alto'),
        imminent: say(
          'Plan and intent now, or cannot keep safe',
          'Plan e intención ahora, o no puede mantenerse a salvo',
        ),
      },
    },
    suicide_eval: {
      part: 'safety',
      label: say(
        'Evaluated today by a licensed professional, with a safety plan',
        'Evaluado hoy por un profesional con licencia, con plan de seguridad',
      ),
      help: say('High risk without it is an emergency.', 'Sin ella, el riesgo alto es una emergencia.'),
      words: YES_NO,
    },
    violence: {
      part: 'safety',
      label: say('Risk of harm to others', 'Riesgo de daño a otros'),
      help: say('Your state’s duty to warn may apply.', 'Puede aplicarse el deber de avisar de su estado.'),
      words: {
        none: say('None', 'Ninguno'),
        ideation: say('Thoughts', 'Ideas'),
        imminent: say('Close', 'Inminente'),
      },
    },
    medical: {
      part: 'health',
      label: say('Physical health', 'Salud física'),
      help: say('From the nursing screen.', 'Según la revisión de enfermería.'),
      words: {
        stable: say('Stable', 'Estable'),
        managed: say('Managed', 'Controlada'),
        needs_24h: say('Needs 24-hour nursing', 'Necesita enfermería de 24 horas'),
        emergency: say('Emergency', 'Emergencia'),
      },
    },
    pregnant: {
      part: 'health',
      label: say('Pregnant', 'Embarazo'),
      help: say(
        'Comes first for admission, and moves moderate withdrawal to 24-hour care.',
        'Tiene prioridad de ingreso y lleva la abstinencia moderada a atención de 24 horas.',
      ),
      words: {
        no: say('No', 'No'),
        yes: say('Yes', 'Sí'),
        unknown: say('Not known', 'No se sabe'),
      },
    },
    psychosis: {
      part: 'health',
      label: say('Psychosis', 'Psicosis'),
      help: say(
        'Acute: disorganised, or voices that command.',
        'Aguda: desorganización o voces que ordenan.',
      ),
      words: {
        none: say('None', 'Ninguna'),
        stable_treated: say('Stable with treatment', 'Estable con tratamiento'),
        active_manageable: say('Active, manageable', 'Activa, manejable'),
        acute: say('Acute', 'Aguda'),
      },
    },
    psych: {
      part: 'health',
      label: say(
        'Mental-health condition and loss of function',
        'Condición de salud mental y pérdida de funciones',
      ),
      help: say(
        'From PHQ-9, GAD-7, PC-PTSD-5 and your interview: the condition together with what the person can no longer do.',
        'Según PHQ-9, GAD-7, PC-PTSD-5 y su entrevista: la condición junto con lo que la persona ya no puede hacer.',
      ),
      words: {
        none: say('None', 'Ninguna'),
        mild: say('Mild', 'Leve'),
        moderate: say('Moderate', 'Moderada'),
        severe: say('Severe', 'Grave'),
      },
    },
    cognition: {
      part: 'health',
      label: say('Thinking and memory', 'Pensamiento y memoria'),
      help: say('Can the person follow a group of one hour?', '¿Puede seguir un grupo de una hora?'),
      words: {
        intact: say('Clear', 'Claros'),
        mild_impairment: say('Some difficulty', 'Algo de dificultad'),
        cannot_participate: say('Cannot take part in a group yet', 'Todavía no puede participar en un grupo'),
      },
    },
    sud: {
      part: 'use',
      label: say(
        'Criteria met for the substance with the most',
        'Criterios cumplidos de la sustancia con más',
      ),
      help: say(
        'A count of 0 to 11 of the DSM-5 criteria in the last 12 months. 2–3 mild, 4–5 moderate, 6 or more severe.',
        'De 0 a 11 criterios del DSM-5 en los últimos 12 meses. 2–3 leve, 4–5 moderado, 6 o más grave.',
      ),
    },
    risky_use: {
      part: 'use',
      label: say('A screening test was positive', 'Una prueba de detección fue positiva'),
      help: say('AUDIT-C, DAST-10 or TAPS.', 'AUDIT-C, DAST-10 o TAPS.'),
      words: YES_NO,
    },
    opioid: {
      part: 'use',
      label: say('An opioid is among the substances', 'Hay un opioide entre las sustancias'),
      help: say(
        'Medication is offered at every level. Taking it or not never lowers or blocks a level.',
        'La medicación se ofrece en todo nivel. Tomarla o no nunca baja ni impide un nivel.',
      ),
      words: YES_NO,
    },
    relapse: {
      part: 'use',
      label: say('Risk of return to use', 'Riesgo de volver al consumo'),
      help: say(
        'From the BAM, the history and craving.',
        'Según el BAM, la historia y el deseo de consumir.',
      ),
      words: {
        low: say('Low', 'Bajo'),
        moderate: say('Moderate', 'Moderado'),
        high: say('High', 'Alto'),
        imminent: say(
          'Serious harm likely within days without 24-hour structure',
          'Daño serio probable en días sin estructura de 24 horas',
        ),
      },
    },
    readiness: {
      part: 'life',
      label: say('Readiness', 'Disposición'),
      help: say(
        'Never opens or closes an emergency; less readiness never means less care.',
        'Nunca abre ni cierra una emergencia; menos disposición nunca significa menos atención.',
      ),
      words: {
        willing: say('Willing', 'Dispuesto'),
        ambivalent: say('In two minds', 'Con dudas'),
        mandated: say('Sent by a court or employer', 'Enviado por un juzgado o empleador'),
        refuses: say('Does not want treatment now', 'No quiere tratamiento ahora'),
      },
    },
    environment: {
      part: 'life',
      label: say('Home and the people there', 'El hogar y las personas en él'),
      help: say(
        'Use, violence or loss of housing where the person sleeps.',
        'Consumo, violencia o pérdida de vivienda donde duerme la persona.',
      ),
      words: {
        supportive: say('Supportive', 'De apoyo'),
        limited: say('Some support', 'Algo de apoyo'),
        unsupportive: say('Does not help', 'No ayuda'),
        dangerous: say('Dangerous', 'Peligroso'),
      },
    },
    recovery_housing: {
      part: 'life',
      label: say(
        'A bed in recovery housing is confirmed',
        'Hay una cama confirmada en una vivienda de recuperación',
      ),
      help: say('Only a bed that is confirmed.', 'Solo una cama confirmada.'),
      words: YES_NO,
    },
    current: {
      part: 'course',
      label: say('Care now', 'Atención actual'),
      help: say(
        'The care the person is in, or leaves this week.',
        'La atención que recibe, o que deja esta semana.',
      ),
      words: {
        none: say('None', 'Ninguna'),
        wm: say('Withdrawal management', 'Manejo de abstinencia'),
        residential: say('Residential', 'Residencial'),
        php: say('Partial hospitalisation', 'Hospitalización parcial'),
        iop: say('Intensive outpatient', 'Ambulatorio intensivo'),
        op: say('Weekly visits', 'Visitas semanales'),
      },
    },
    response: {
      part: 'course',
      label: say('The last 14 days', 'Los últimos 14 días'),
      help: say('From the BAM, tests and attendance.', 'Según el BAM, las pruebas y la asistencia.'),
      words: {
        na: say('Not in care', 'Sin atención'),
        improving: say('Better', 'Mejor'),
        plateau: say('The same', 'Igual'),
        worsening: say('Worse', 'Peor'),
      },
    },
    iop_failures: {
      part: 'course',
      label: say(
        'Intensive outpatient programs in 12 months that did not hold',
        'Programas intensivos en 12 meses que no bastaron',
      ),
      words: {
        '0': say('None', 'Ninguno'),
        '1': say('One', 'Uno'),
        '2+': say('Two or more', 'Dos o más'),
      },
    },
  };

/** All inputs of table loc-2026.1 as questions, in the order they are asked. @see field guide 2.1 */
export const QUESTIONS: readonly AssessmentQuestion[] = INPUT_RULES.map((rule) => {
  const { words, ...asked } = WORDS[rule.key];
  return { ...rule, ...asked, ...(words === undefined ? {} : { words }) };
});

/** What is wrong with a set of answers: unknown keys and values that a question does not offer. */
export function wrongInputs(
  inputs: Readonly<Record<string, unknown>>,
): readonly { key: string; detail: string }[] {
  return Object.entries(inputs).flatMap(([key, value]) => {
    const question = QUESTIONS.find((each) => each.key === key);
    if (question === undefined) return [{ key, detail: 'There is no such question.' }];
    if (question.values.some((offered) => offered === value)) return [];
    return [{ key, detail: `Choose one of: ${question.values.join(', ')}.` }];
  });
}
