import { pluralEn, pluralEs, words } from '../../../design/index.ts';

const en = (minutes: number): string => `${Math.round(minutes / 6) / 10} h`;
const es = (minutes: number): string => `${(Math.round(minutes / 6) / 10).toLocaleString('es')} h`;

/** A difference with its sign, set with a real minus: "+2", "−1", "±0". */
export const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '±0');
const signedHours = (minutes: number): string => signed(Math.round(minutes / 6) / 10);

export const whatIfWords = words(
  {
    whatIf: 'What if…',
    tabs: 'Draft and scenarios',
    draft: 'Draft',
    published: 'Published plan',
    compare: 'Compare',
    working: 'being worked out',
    placedTab: (n: string) => `${n} placed`,
    nobodyTab: 'nobody moves',
    inventedTab: (n: number, of: number) => `${n} of ${of} new placed`,
    moveTab: (n: number) => pluralEn(n, { one: '1 moves', other: `${n} move` }),
    empty: 'Nothing is tried beside this plan yet.',
    emptyBody:
      '“What if…” tries a day somebody is away, a closed room or one more group, and shows who would be placed and who would move. The draft stays as it is.',
    more: (name: string, n: number) => `${name} +${n}`,
    gone: {
      group: 'a group that is gone',
      staff: 'somebody who left',
      room: 'a room that is gone',
      person: 'somebody who left',
    },
    change: {
      away: (name: string, when: string) => (when === '' ? `${name} away all week` : `${name} away ${when}`),
      closed: (room: string, when: string) =>
        when === '' ? `${room} closed all week` : `${room} closed ${when}`,
      without: (group: string) => `Without ${group}`,
      open: (group: string) => `Open ${group}`,
      add: (group: string) => `New: ${group}`,
      seats: (n: number, group: string) =>
        pluralEn(n, { one: `1 more seat: ${group}`, other: `${n} more seats: ${group}` }),
      move: (group: string, time: string) => `${group} → ${time}`,
      video: (code: string, group: string) => `${code} by video: ${group}`,
      free: (code: string, when: string) => `${code} free ${when}`,
      staff: (code: string, visit: string, name: string) => `${code}: ${visit} with ${name}`,
      lower: (code: string, minutes: number, days: number) =>
        `${code}: ${en(minutes)} on ${pluralEn(days, { one: '1 day', other: `${days} days` })}`,
      intakes: (n: number, code: string) =>
        pluralEn(n, { one: `1 new person like ${code}`, other: `${n} new people like ${code}` }),
    },
    visit: {
      individual: '1:1 visit',
      medication: 'medication visit',
      family: 'family visit',
    } as Readonly<Record<string, string>>,
    head: {
      pill: (n: number) => `Scenario ${n} · only supposed`,
      supposed: 'What is supposed',
      outcome: 'What comes of it',
      repair: (n: number) =>
        n === 0
          ? 'Nobody has to move.'
          : pluralEn(n, {
              one: '1 person has to move. Everybody else keeps their week.',
              other: `${n} people have to move. Everybody else keeps their week.`,
            }),
      invented: (placed: number, of: number) =>
        pluralEn(of, {
          one: placed === 1 ? 'The new person gets a full week.' : 'The new person gets no full week.',
          other: `${placed} of the ${of} new people get a full week.`,
        }),
      outdated: (n: number) =>
        `This began from draft ${n}. The plan has changed since, so its numbers may not hold any more. Try it again.`,
      outdatedNone: 'This began from an empty week. There is a plan now. Try it again.',
      again: 'Try it again',
      use: 'Use this plan',
      discard: 'Discard',
      used: 'This is the draft now. Nothing is published yet.',
      discarded: 'Discarded. The draft is as it was.',
      first: 'Before you can use it',
      obstacle: {
        'group-not-there': 'Make this group in the program first.',
        'group-not-moved': 'Move the group in the program first.',
        'not-enough-seats': 'Raise the seats of the group in the program first.',
        'still-busy': 'Ask the person first, and change their busy time.',
        'staff-not-asked': 'The counselor names this member of staff in the prescription first.',
        'still-prescribed': 'The counselor decides on a lighter week first.',
        'not-admitted': 'These people are not admitted yet: this only shows whether there is room.',
        gone: 'What this is about is not in the week any more.',
      },
    },
    measure: {
      name: 'What counts',
      placed: 'Placed',
      hours: 'Get prescribed hours',
      moved: 'People who move',
      movedNone: 'nobody',
      visitsOnly: (n: number) => `${n} only by a visit`,
      staff: 'Staff hours',
      groups: 'Groups that meet',
      invented: 'New people placed',
      of: (n: number, of: number) => `${n} of ${of}`,
      hoursValue: (minutes: number) => en(minutes),
      than: (n: string) => `${n} vs the draft`,
      hoursThan: (minutes: number) => `${signedHours(minutes)} h vs the draft`,
      same: 'as in the draft',
      best: 'best',
      start: 'where they begin',
      open: 'Look at it',
      from: (n: number) => `from draft ${n}`,
      title: 'Side by side',
      table: 'Table of draft and scenarios',
      intro: 'Every scenario starts from the draft and stands beside it. A check marks the best of a row.',
    },
    run: {
      failed: (name: string) => `“${name}” ended without a plan.`,
      dismiss: 'Discard',
    },
    exceptions: {
      title: 'Only in this week',
      intro: 'A repair that was used. The planner keeps to it in every run.',
      idle: 'concerns nothing any more',
      remove: 'As always again',
      removeThis: (what: string) => `As always again: ${what}`,
      removed: 'Taken back. Run the planner again, so that the draft knows.',
    },
    try: 'Try it',
    tryThis: (fix: string) => `Try it: ${fix}`,
    tried: 'tried',
    see: 'See it',
    seeThis: (fix: string) => `See it: ${fix}`,
    problem: {
      'already-running': 'The planner is already at work on this week. Wait until it is done.',
      'change-does-not-fit': 'That does not go together with this week. Nothing was started.',
      'too-many-scenarios': 'There are many scenarios already. Discard one first.',
      'too-many-changes': 'That is too much for one scenario. Try fewer changes at once.',
      'not-a-change': 'This cannot be tried beside the draft: it has to be changed in the program.',
      'only-supposed': 'This supposes what is not so in the program yet. See what has to be done first.',
      'scenario-used': 'This scenario is the draft now.',
      'no-plan-yet': 'There is no plan of this scenario that could be used.',
    } as Readonly<Record<string, string>>,
  },
  {
    whatIf: '¿Y si…?',
    tabs: 'Borrador y escenarios',
    draft: 'Borrador',
    published: 'Plan publicado',
    compare: 'Comparar',
    working: 'en cálculo',
    placedTab: (n) => `${n} ubicadas`,
    nobodyTab: 'nadie cambia',
    inventedTab: (n, of) => `${n} de ${of} nuevas ubicadas`,
    moveTab: (n) => pluralEs(n, { one: '1 cambia', other: `${n} cambian` }),
    empty: 'Todavía no se ha probado nada junto a este plan.',
    emptyBody:
      '“¿Y si…?” prueba un día sin alguien del personal, una sala cerrada o un grupo más, y muestra a quién se ubicaría y a quién le cambiaría la semana. El borrador queda como está.',
    more: (name, n) => `${name} +${n}`,
    gone: {
      group: 'un grupo que ya no está',
      staff: 'alguien que ya no está',
      room: 'una sala que ya no está',
      person: 'alguien que ya no está',
    },
    change: {
      away: (name, when) => (when === '' ? `${name} no está en toda la semana` : `${name} no está ${when}`),
      closed: (room, when) => (when === '' ? `${room} cerrada toda la semana` : `${room} cerrada ${when}`),
      without: (group) => `Sin ${group}`,
      open: (group) => `Abrir ${group}`,
      add: (group) => `Nuevo: ${group}`,
      seats: (n, group) => pluralEs(n, { one: `1 lugar más: ${group}`, other: `${n} lugares más: ${group}` }),
      move: (group, time) => `${group} → ${time}`,
      video: (code, group) => `${code} por video: ${group}`,
      free: (code, when) => `${code} libre ${when}`,
      staff: (code, visit, name) => `${code}: ${visit} con ${name}`,
      lower: (code, minutes, days) =>
        `${code}: ${es(minutes)} en ${pluralEs(days, { one: '1 día', other: `${days} días` })}`,
      intakes: (n, code) =>
        pluralEs(n, { one: `1 persona nueva como ${code}`, other: `${n} personas nuevas como ${code}` }),
    },
    visit: {
      individual: 'cita individual',
      medication: 'cita de medicación',
      family: 'cita familiar',
    },
    head: {
      pill: (n) => `Escenario ${n} · solo supuesto`,
      supposed: 'Qué se supone',
      outcome: 'Qué resulta',
      repair: (n) =>
        n === 0
          ? 'A nadie le cambia la semana.'
          : pluralEs(n, {
              one: 'A 1 persona le cambia la semana. Las demás conservan la suya.',
              other: `A ${n} personas les cambia la semana. Las demás conservan la suya.`,
            }),
      invented: (placed, of) =>
        pluralEs(of, {
          one:
            placed === 1
              ? 'La persona nueva tiene semana completa.'
              : 'La persona nueva no tiene semana completa.',
          other: `${placed} de las ${of} personas nuevas tienen semana completa.`,
        }),
      outdated: (n) =>
        `Esto partió del borrador ${n}. El plan cambió desde entonces y puede que los números ya no valgan. Pruébelo otra vez.`,
      outdatedNone: 'Esto partió de una semana vacía. Ahora hay un plan. Pruébelo otra vez.',
      again: 'Probar otra vez',
      use: 'Usar este plan',
      discard: 'Descartar',
      used: 'Este es ahora el borrador. Todavía no se ha publicado nada.',
      discarded: 'Descartado. El borrador está como antes.',
      first: 'Antes de poder usarlo',
      obstacle: {
        'group-not-there': 'Primero cree este grupo en el programa.',
        'group-not-moved': 'Primero cambie la hora del grupo en el programa.',
        'not-enough-seats': 'Primero aumente los lugares del grupo en el programa.',
        'still-busy': 'Primero pregunte a la persona y cambie su tiempo ocupado.',
        'staff-not-asked': 'Primero se anota a esta persona del personal en lo indicado.',
        'still-prescribed': 'Primero se decide una semana más ligera.',
        'not-admitted': 'Estas personas todavía no han ingresado: esto solo muestra si hay lugar.',
        gone: 'Aquello de lo que trata ya no está en la semana.',
      },
    },
    measure: {
      name: 'Qué cuenta',
      placed: 'Ubicadas',
      hours: 'Con sus horas indicadas',
      moved: 'Personas cuya semana cambia',
      movedNone: 'nadie',
      visitsOnly: (n) => `${n} solo por una cita`,
      staff: 'Horas del personal',
      groups: 'Grupos que se reúnen',
      invented: 'Personas nuevas ubicadas',
      of: (n, of) => `${n} de ${of}`,
      hoursValue: (minutes) => es(minutes),
      than: (n) => `${n} que el borrador`,
      hoursThan: (minutes) => `${signedHours(minutes).replace('.', ',')} h que el borrador`,
      same: 'como el borrador',
      best: 'el mejor',
      start: 'de aquí parten',
      open: 'Verlo',
      from: (n) => `del borrador ${n}`,
      title: 'Lado a lado',
      table: 'Tabla de borrador y escenarios',
      intro: 'Cada escenario parte del borrador y está a su lado. Una marca señala lo mejor de cada fila.',
    },
    run: {
      failed: (name) => `“${name}” terminó sin plan.`,
      dismiss: 'Descartar',
    },
    exceptions: {
      title: 'Solo en esta semana',
      intro: 'Un arreglo que se usó. El planificador lo respeta siempre.',
      idle: 'ya no atañe a nada',
      remove: 'Como siempre',
      removeThis: (what) => `Otra vez como siempre: ${what}`,
      removed: 'Deshecho. Vuelva a planificar para que el borrador lo sepa.',
    },
    try: 'Probar',
    tryThis: (fix) => `Probar: ${fix}`,
    tried: 'probado',
    see: 'Verlo',
    seeThis: (fix) => `Verlo: ${fix}`,
    problem: {
      'already-running': 'El planificador ya trabaja en esta semana. Espere a que termine.',
      'change-does-not-fit': 'Eso no va con esta semana. No se empezó nada.',
      'too-many-scenarios': 'Ya hay muchos escenarios. Descarte uno primero.',
      'too-many-changes': 'Es demasiado para un escenario. Pruebe menos cambios a la vez.',
      'not-a-change': 'Esto no se puede probar junto al borrador: hay que cambiarlo en el programa.',
      'only-supposed': 'Esto supone lo que todavía no es así en el programa. Vea qué hay que hacer antes.',
      'scenario-used': 'Este escenario es ahora el borrador.',
      'no-plan-yet': 'No hay un plan de este escenario que se pueda usar.',
    },
  },
);

export type WhatIfWords = (typeof whatIfWords)['en'] | (typeof whatIfWords)['es'];
