import { pluralEn, pluralEs, words } from '../../design/index.ts';

/** Minutes as hours in words: "1.5 h". */
const en = (minutes: number): string => `${Math.round(minutes / 6) / 10} h`;
const es = (minutes: number): string => `${(Math.round(minutes / 6) / 10).toLocaleString('es')} h`;

export const planWords = words(
  {
    title: 'Plan',
    heading: (date: string) => `Week of ${date}`,
    before: 'The week before',
    after: 'The week after',
    weeks: 'Choose a week',
    state: {
      none: 'No plan yet',
      draft: (n: number) => `Draft ${n} · not published`,
      published: (n: number) => `Plan ${n} · published`,
      superseded: (n: number) => `Plan ${n} · replaced`,
    },
    over: 'This week is over',
    drafts: 'Plans of this week',
    draftLine: (plan: string, placed: number, people: number) => `${plan}: places ${placed} of ${people}`,
    run: 'Run the planner',
    runAgain: 'Run the planner again',
    runTitle: {
      waiting: 'Waiting to start',
      working: 'Improving plan',
      trying: (what: string) => `Trying: ${what}`,
      ending: 'Finishing',
    },
    runLabel: 'Planner run',
    useBest: 'Use best so far',
    cancel: 'Cancel',
    time: (s: number, limit: number) => `${s} s of ${limit} s`,
    noneYet: 'no full plan yet',
    best: (n: number, of: number) => `best so far places ${n} of ${of}`,
    noRule: 'no rule broken',
    provenBest: 'proven: no plan places more',
    within: (n: number) =>
      pluralEn(n, {
        one: 'proven within 1 person of the best possible',
        other: `proven within ${n} people of the best possible`,
      }),
    leave: 'You can leave this page; the run goes on.',
    ended: {
      cancelled: 'You called the run off. Everything is as it was.',
      stopped:
        'The last run stopped when the program was restarted. Nothing was lost. Run the planner again.',
      contradiction:
        'The groups, rooms or hours contradict each other, so no plan can be made. Fix these first:',
      unsound: 'The planner’s answer did not pass the independent check, so it was not kept. Run it again.',
      broken: 'The last run broke on our side. Nothing was changed. Run the planner again.',
    },
    tiles: {
      label: 'Plan at a glance',
      placed: 'Placed',
      of: (n: number, of: number) => `${n} of ${of}`,
      more: (n: number) => `+${n} vs the plan before`,
      fewer: (n: number) => `${n} vs the plan before`,
      same: 'as many as before',
      first: 'first plan',
      hours: 'Get prescribed hours',
      everybody: 'everybody',
      short: (n: number, minutes: number) =>
        pluralEn(n, { one: `1 is ${en(minutes)} short`, other: `${n} are up to ${en(minutes)} short` }),
      apart: 'Keep-apart rules',
      allKept: 'all kept',
      notKept: (n: number) => `${n} not kept`,
      noApart: 'none set',
      moves: 'People whose week moves',
      visitsOnly: (n: number) => `${n} only by a visit`,
      nobodyMoves: 'everybody stays',
      new: (n: number) => `${n} new`,
      seats: 'Seats used',
      evenings: (share: string) => `evenings ${share}`,
    },
    board: 'Group board',
    visits: '1:1 and other visits',
    visitsTable: 'Visits by staff and day',
    visitsOf: (n: number) => pluralEn(n, { one: '1 visit', other: `${n} visits` }),
    noSessions: 'No groups meet in this week',
    noSessionsBody: 'Groups and their times come first: the planner fills seats in them.',
    noPlan: 'No plan for this week yet',
    noPlanBody: (n: number) =>
      pluralEn(n, {
        one: '1 person has hours prescribed. The planner finds their week around job, children and classes.',
        other: `${n} people have hours prescribed. The planner finds everybody’s week around jobs, children and classes, in about 20 seconds.`,
      }),
    nobody: 'Nobody has hours prescribed in this week',
    nobodyBody: 'When a counselor signs a decision, the person and their hours appear here.',
    cant: {
      title: 'Can’t be placed',
      count: (n: number) => pluralEn(n, { one: '1 person', other: `${n} people` }),
      none: 'Everybody has a full week.',
      noneBody: 'If someone’s life or a group changes, run the planner again and look here first.',
      later: 'After a run, this shows who has no full week, why, and what would change it.',
      prescribed: (level: string, minutes: number) => `${level}, ${en(minutes)} prescribed`,
      gets: (minutes: number, prescribed: number) =>
        minutes === 0
          ? 'Nothing fits so far.'
          : minutes < prescribed
            ? `Gets ${en(minutes)} in this plan.`
            : 'The hours fit, but not every visit, group or day they need.',
      places: (n: number) => `places ${n}`,
      since: (n: number) =>
        pluralEn(n, {
          one: '1 person came in after this plan was made. Run the planner again to place them.',
          other: `${n} people came in after this plan was made. Run the planner again to place them.`,
        }),
      ways: 'What would change it',
      noWays: 'No single change makes a full week possible.',
      codes: 'Showing record codes. Names appear only for your own caseload.',
    },
    because: {
      busy: (life: string) => `Not free ${life}.`,
      full: (groups: string, n: number) =>
        pluralEn(n, { one: `${groups} is full.`, other: `Full: ${groups}.` }),
      apart: (groups: string) => `Must not share a group with somebody who is in ${groups}.`,
      site: 'Cannot be where some groups meet.',
      tags: 'Other groups are for another level, track or language.',
      staffFree: 'None of the staff for the visits is free at the times that are left.',
      dayLimit: (minutes: number) => `No more than ${en(minutes)} on one day.`,
      minDays: (n: number) => pluralEn(n, { one: 'On at least 1 day.', other: `On at least ${n} days.` }),
      tooFew: (minutes: number) => `Even with every seat free, no groups add up to ${en(minutes)}.`,
      othersFirst: 'A week exists, but only if somebody else’s week moves.',
      activity: (minutes: number) => `Needs ${en(minutes)} of one kind of group a week.`,
      notAsked: 'The run was stopped before the reason was found. Run the planner again to see it.',
    },
    fix: {
      open: (group: string) => `Open ${group}`,
      seat: (group: string) => `One more seat in ${group}`,
      video: (group: string) => `${group} by video`,
      free: (life: string) => `If ${life} were free`,
      staff: (visit: string, name: string) => `${visit} with ${name}`,
      lower: (minutes: number, days: number) =>
        `A lighter week, if the counselor decides so: ${en(minutes)} on ${pluralEn(days, { one: '1 day', other: `${days} days` })}`,
    },
    level: { op: 'Outpatient', iop: 'IOP', php: 'Partial day', dual: 'dual track' } as Readonly<
      Record<string, string>
    >,
    kind: {
      individual: '1:1 visit',
      medication: 'Medication visit',
      family: 'Family visit',
      group: 'Group',
      skills: 'Skills',
    } as Readonly<Record<string, string>>,
    drawer: {
      when: 'When',
      where: 'Where',
      video: 'by video',
      led: 'Led by',
      seats: (taken: number, max: number) => `${taken} of ${max} seats taken`,
      full: 'full',
      left: (n: number) => pluralEn(n, { one: '1 seat left', other: `${n} seats left` }),
      proposed: 'Proposed: this group opens when the plan is published.',
      candidate: 'Only an idea so far: this plan does not open it.',
      roster: 'People in this group',
      empty: 'Nobody is placed here in this plan.',
      invented: (n: number) =>
        pluralEn(n, {
          one: 'and 1 person who is only supposed',
          other: `and ${n} people who are only supposed`,
        }),
    },
    review: (n: number) =>
      n === 0
        ? 'Review & publish'
        : pluralEn(n, { one: 'Review 1 change & publish', other: `Review ${n} changes & publish` }),
    undo: 'Undo publishing',
    undone: 'Taken back. What was there before counts again.',
    changes: {
      title: 'Review changes',
      back: 'Back to the board',
      since: (date: string) => `Compared with the published week of ${date}`,
      first: 'Nothing was published before: every week here is new.',
      unchanged: (n: number) =>
        pluralEn(n, {
          one: '1 person keeps their week as it is.',
          other: `${n} people keep their week as it is.`,
        }),
      none: 'Nobody’s week changes. Publishing makes this the plan of the week.',
      before: 'Before',
      after: 'After',
      nothing: 'no week',
      kept: 'stays',
      total: (minutes: number) => en(minutes),
      message: 'If you call or write to them, these words give nothing away:',
      reason: {
        new: 'New this week',
        'need-ended': 'Nothing prescribed any more',
        'group-ended': 'A group of theirs does not meet',
        'care-changed': 'Their care changed',
        'life-changed': 'Their own time changed',
        'staff-away': 'Staff is away',
        'more-hours': 'Gets more of the prescribed hours',
        'makes-room': 'Makes room so that more people fit',
      },
      publish: (n: number) => pluralEn(n, { one: 'Publish to 1 person', other: `Publish to ${n} people` }),
      published: (n: number) =>
        pluralEn(n, { one: 'Published to 1 person.', other: `Published to ${n} people.` }),
      notDraft: 'This plan is published already.',
      minute: 'You can take it back for 60 seconds.',
    },
    problem: {
      stale: 'Somebody changed this plan while you looked. Here is how it is now.',
      'plan-outdated':
        'Something changed since this plan was made, so it was not published. Run the planner again: it keeps everybody else where they are.',
      'undo-over': 'The minute is over: people may have seen their week. Make a new plan and publish that.',
      'already-running': 'The planner is already at work on this week.',
      'nobody-to-place': 'Nobody has hours prescribed in this week yet.',
      'run-over': 'This run has already ended.',
      'no-plan-yet': 'There is no plan yet to keep. Wait a moment, or cancel.',
      'not-a-draft': 'This plan is not a draft any more.',
      'week-over': 'That week is over. Plan a week that is still to come.',
    } as Readonly<Record<string, string>>,
  },
  {
    title: 'Plan',
    heading: (date) => `Semana del ${date}`,
    before: 'La semana anterior',
    after: 'La semana siguiente',
    weeks: 'Elegir una semana',
    state: {
      none: 'Todavía sin plan',
      draft: (n) => `Borrador ${n} · sin publicar`,
      published: (n) => `Plan ${n} · publicado`,
      superseded: (n) => `Plan ${n} · reemplazado`,
    },
    over: 'Esta semana ya pasó',
    drafts: 'Planes de esta semana',
    draftLine: (plan, placed, people) => `${plan}: ubica a ${placed} de ${people}`,
    run: 'Iniciar el planificador',
    runAgain: 'Volver a planificar',
    runTitle: {
      waiting: 'Por empezar',
      working: 'Mejorando el plan',
      trying: (what) => `Probando: ${what}`,
      ending: 'Terminando',
    },
    runLabel: 'Trabajo del planificador',
    useBest: 'Usar el mejor hasta ahora',
    cancel: 'Cancelar',
    time: (s, limit) => `${s} s de ${limit} s`,
    noneYet: 'todavía sin plan completo',
    best: (n, of) => `el mejor ubica a ${n} de ${of}`,
    noRule: 'ninguna regla rota',
    provenBest: 'comprobado: ningún plan ubica a más',
    within: (n) =>
      pluralEs(n, {
        one: 'comprobado: a 1 persona de lo mejor posible',
        other: `comprobado: a ${n} personas de lo mejor posible`,
      }),
    leave: 'Puede salir de esta página; el trabajo sigue.',
    ended: {
      cancelled: 'Usted canceló el trabajo. Todo quedó como estaba.',
      stopped:
        'El último trabajo se detuvo al reiniciar el programa. No se perdió nada. Vuelva a planificar.',
      contradiction:
        'Los grupos, salas u horarios se contradicen, así que no se puede planificar. Corrija primero:',
      unsound:
        'La respuesta del planificador no pasó la revisión independiente y no se guardó. Vuelva a planificar.',
      broken: 'El último trabajo falló de nuestro lado. No cambió nada. Vuelva a planificar.',
    },
    tiles: {
      label: 'El plan de un vistazo',
      placed: 'Ubicadas',
      of: (n, of) => `${n} de ${of}`,
      more: (n) => `+${n} que el plan anterior`,
      fewer: (n) => `${n} que el plan anterior`,
      same: 'igual que antes',
      first: 'primer plan',
      hours: 'Con sus horas indicadas',
      everybody: 'todas',
      short: (n, minutes) =>
        pluralEs(n, { one: `a 1 le faltan ${es(minutes)}`, other: `a ${n} les faltan hasta ${es(minutes)}` }),
      apart: 'Reglas de separación',
      allKept: 'todas cumplidas',
      notKept: (n) => `${n} sin cumplir`,
      noApart: 'no hay',
      moves: 'Personas cuya semana cambia',
      visitsOnly: (n) => `${n} solo por una cita`,
      nobodyMoves: 'nadie cambia',
      new: (n) => pluralEs(n, { one: '1 nueva', other: `${n} nuevas` }),
      seats: 'Lugares usados',
      evenings: (share) => `noches ${share}`,
    },
    board: 'Tablero de grupos',
    visits: 'Citas individuales y otras',
    visitsTable: 'Citas por personal y día',
    visitsOf: (n) => pluralEs(n, { one: '1 cita', other: `${n} citas` }),
    noSessions: 'No hay grupos en esta semana',
    noSessionsBody: 'Primero van los grupos y sus horarios: el planificador llena sus lugares.',
    noPlan: 'Todavía no hay plan para esta semana',
    noPlanBody: (n) =>
      pluralEs(n, {
        one: '1 persona tiene horas indicadas. El planificador halla su semana alrededor del trabajo, los hijos y las clases.',
        other: `${n} personas tienen horas indicadas. El planificador halla la semana de todas alrededor del trabajo, los hijos y las clases, en unos 20 segundos.`,
      }),
    nobody: 'Nadie tiene horas indicadas en esta semana',
    nobodyBody: 'Cuando se firma una decisión, la persona y sus horas aparecen aquí.',
    cant: {
      title: 'Sin semana completa',
      count: (n) => pluralEs(n, { one: '1 persona', other: `${n} personas` }),
      none: 'Todas tienen su semana completa.',
      noneBody: 'Si cambia la vida de alguien o un grupo, vuelva a planificar y mire aquí primero.',
      later: 'Después de planificar, aquí se ve quién no tiene semana completa, por qué y qué lo cambiaría.',
      prescribed: (level, minutes) => `${level}, ${es(minutes)} indicadas`,
      gets: (minutes, prescribed) =>
        minutes === 0
          ? 'Por ahora no cabe nada.'
          : minutes < prescribed
            ? `Recibe ${es(minutes)} en este plan.`
            : 'Las horas caben, pero no cada cita, grupo o día que necesita.',
      places: (n) => `ubica a ${n}`,
      since: (n) =>
        pluralEs(n, {
          one: '1 persona entró después de hacer este plan. Vuelva a planificar para ubicarla.',
          other: `${n} personas entraron después de hacer este plan. Vuelva a planificar para ubicarlas.`,
        }),
      ways: 'Qué lo cambiaría',
      noWays: 'Ningún cambio por sí solo permite una semana completa.',
      codes: 'Se muestran códigos. Los nombres solo aparecen para las personas a su cargo.',
    },
    because: {
      busy: (life) => `No está libre ${life}.`,
      full: (groups, n) => pluralEs(n, { one: `${groups} está lleno.`, other: `Llenos: ${groups}.` }),
      apart: (groups) => `No debe compartir grupo con alguien que está en ${groups}.`,
      site: 'No puede ir adonde se reúnen algunos grupos.',
      tags: 'Los otros grupos son de otro nivel, programa o idioma.',
      staffFree: 'Nadie del personal para las citas está libre en los horarios que quedan.',
      dayLimit: (minutes) => `No más de ${es(minutes)} por día.`,
      minDays: (n) => pluralEs(n, { one: 'En al menos 1 día.', other: `En al menos ${n} días.` }),
      tooFew: (minutes) => `Ni con todos los lugares libres los grupos suman ${es(minutes)}.`,
      othersFirst: 'Hay una semana posible, pero solo si cambia la de otra persona.',
      activity: (minutes) => `Necesita ${es(minutes)} a la semana de un mismo tipo de grupo.`,
      notAsked: 'El planificador se detuvo antes de hallar la razón. Inícielo otra vez para verla.',
    },
    fix: {
      open: (group) => `Abrir ${group}`,
      seat: (group) => `Un lugar más en ${group}`,
      video: (group) => `${group} por video`,
      free: (life) => `Si ${life} estuviera libre`,
      staff: (visit, name) => `${visit} con ${name}`,
      lower: (minutes, days) =>
        `Una semana más ligera, si así se decide: ${es(minutes)} en ${pluralEs(days, { one: '1 día', other: `${days} días` })}`,
    },
    level: { op: 'Ambulatorio', iop: 'IOP', php: 'Día parcial', dual: 'programa dual' },
    kind: {
      individual: 'Cita individual',
      medication: 'Cita de medicación',
      family: 'Cita familiar',
      group: 'Grupo',
      skills: 'Habilidades',
    },
    drawer: {
      when: 'Cuándo',
      where: 'Dónde',
      video: 'por video',
      led: 'Dirige',
      seats: (taken, max) => `${taken} de ${max} lugares ocupados`,
      full: 'lleno',
      left: (n) => pluralEs(n, { one: 'queda 1 lugar', other: `quedan ${n} lugares` }),
      proposed: 'Propuesto: este grupo se abre al publicar el plan.',
      candidate: 'Por ahora solo una idea: este plan no lo abre.',
      roster: 'Personas en este grupo',
      empty: 'En este plan no hay nadie aquí.',
      invented: (n) =>
        pluralEs(n, { one: 'y 1 persona solo supuesta', other: `y ${n} personas solo supuestas` }),
    },
    review: (n) =>
      n === 0
        ? 'Revisar y publicar'
        : pluralEs(n, { one: 'Revisar 1 cambio y publicar', other: `Revisar ${n} cambios y publicar` }),
    undo: 'Deshacer publicación',
    undone: 'Deshecho. Vale otra vez lo que había antes.',
    changes: {
      title: 'Revisar cambios',
      back: 'Volver al tablero',
      since: (date) => `Comparado con la semana publicada del ${date}`,
      first: 'No se había publicado nada: todas las semanas aquí son nuevas.',
      unchanged: (n) =>
        pluralEs(n, { one: '1 persona conserva su semana.', other: `${n} personas conservan su semana.` }),
      none: 'La semana de nadie cambia. Al publicar, este será el plan de la semana.',
      before: 'Antes',
      after: 'Después',
      nothing: 'sin semana',
      kept: 'sigue',
      total: (minutes) => es(minutes),
      message: 'Si llama o escribe, estas palabras no revelan nada:',
      reason: {
        new: 'Nueva esta semana',
        'need-ended': 'Ya no tiene horas indicadas',
        'group-ended': 'Uno de sus grupos no se reúne',
        'care-changed': 'Cambió su atención',
        'life-changed': 'Cambió su propio horario',
        'staff-away': 'El personal no está',
        'more-hours': 'Recibe más de las horas indicadas',
        'makes-room': 'Deja lugar para que quepan más personas',
      },
      publish: (n) => pluralEs(n, { one: 'Publicar a 1 persona', other: `Publicar a ${n} personas` }),
      published: (n) => pluralEs(n, { one: 'Publicado a 1 persona.', other: `Publicado a ${n} personas.` }),
      notDraft: 'Este plan ya está publicado.',
      minute: 'Puede deshacerlo durante 60 segundos.',
    },
    problem: {
      stale: 'Alguien cambió este plan mientras usted lo miraba. Así está ahora.',
      'plan-outdated':
        'Algo cambió desde que se hizo este plan, así que no se publicó. Vuelva a planificar: las demás personas siguen donde están.',
      'undo-over': 'Pasó el minuto: puede que ya hayan visto su semana. Haga un plan nuevo y publíquelo.',
      'already-running': 'El planificador ya trabaja en esta semana.',
      'nobody-to-place': 'Todavía nadie tiene horas indicadas en esta semana.',
      'run-over': 'Este trabajo ya terminó.',
      'no-plan-yet': 'Todavía no hay un plan que guardar. Espere un momento o cancele.',
      'not-a-draft': 'Este plan ya no es un borrador.',
      'week-over': 'Esa semana ya pasó. Planifique una semana por venir.',
    },
  },
);

/** The words of one language. */
export type PlanWords = (typeof planWords)['en'] | (typeof planWords)['es'];
