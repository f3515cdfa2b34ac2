import { words } from '../../design/index.ts';

/** What was seen of somebody, as the privacy officer reads it. */
export const seenWords = words(
  {
    record: 'that they are here',
    identity: 'name',
    contact: 'how to reach them',
    schedule: 'week',
    attendance: 'attendance',
    assessment: 'assessment',
    plan: 'treatment plan',
    note: 'notes',
    counselling_note: 'counseling notes',
    measure: 'check-ins',
    medication: 'medicine',
    test: 'tests',
    money: 'bills',
    document: 'letters and forms',
    consent: 'consents',
    disclosure: 'what was given out',
  },
  {
    record: 'que está aquí',
    identity: 'nombre',
    contact: 'cómo contactarle',
    schedule: 'semana',
    attendance: 'asistencia',
    assessment: 'evaluación',
    plan: 'plan de tratamiento',
    note: 'notas',
    counselling_note: 'notas de consejería',
    measure: 'controles',
    medication: 'medicina',
    test: 'pruebas',
    money: 'cuentas',
    document: 'cartas y hojas',
    consent: 'permisos',
    disclosure: 'lo que se dio a otros',
  },
);

export const askerWords = words(
  {
    counselor: 'counselor',
    facilitator: 'group leader',
    coordinator: 'coordinator',
    prescriber: 'prescriber',
    nurse: 'nurse',
    biller: 'billing',
    director: 'director',
    privacy: 'privacy officer',
    admin: 'administrator',
    supporter: 'a supporter',
    outside: 'another program',
    participant: 'the person',
  },
  {
    counselor: 'consejería',
    facilitator: 'guía de grupo',
    coordinator: 'coordinación',
    prescriber: 'quien receta',
    nurse: 'enfermería',
    biller: 'cobros',
    director: 'dirección',
    privacy: 'privacidad',
    admin: 'administración',
    supporter: 'alguien que apoya',
    outside: 'otro programa',
    participant: 'la persona',
  },
);

export const looksWords = words(
  {
    title: 'Who looked',
    heading: 'Who looked at what',
    code: 'Record code',
    codeHint: 'Press Enter to search',
    staff: 'By whom',
    anybody: 'Anybody',
    part: 'What was seen',
    any: 'Anything',
    purpose: 'Why',
    from: 'From',
    until: 'Until',
    only: 'Only looks that are',
    marks: {
      'off-team': 'Outside the care team',
      'after-hours': 'After hours',
      emergency: 'In an emergency',
      export: 'Taken as a file',
    },
    none: 'No look like that',
    noneBody: 'Change what you look for. A look is written the moment something of a person is shown.',
    when: 'When',
    who: 'Who',
    what: 'What',
    why: 'Why',
    person: 'Person',
    offTeam: 'not on the team',
    file: 'file',
    more: 'Show earlier ones',
    details: 'Details',
    detailsOf: (who: string, code: string, when: string) => `Details: ${who}, ${code}, ${when}`,
    zone: (zone: string) => `Times are ${zone}.`,
    csv: 'Save as a table (CSV)',
    pdf: 'Save as paper (PDF)',
    keep: 'Watch this search',
    kept: 'Kept. New looks like these are counted from now on.',
    watching: 'What you watch',
    fresh: (n: number) => (n === 1 ? '1 new' : `${n} new`),
    nothingNew: 'nothing new',
    open: 'Show',
    openOf: (name: string) => `Show: ${name}`,
    end: 'Stop watching',
    endOf: (name: string) => `Stop watching: ${name}`,
    everything: 'Every look',
    purposes: {
      treatment: 'treatment',
      payment: 'payment',
      operations: 'operations',
      self: 'their own',
      intake: 'intake',
      support: 'support',
      emergency: 'emergency',
    },
    drawer: {
      title: 'One look',
      with: 'Seen with it',
      others: (n: number) => (n === 1 ? 'and of 1 other person' : `and of ${n} other people`),
      alone: 'nothing else',
      allowed: 'Allowed because',
      relations: {
        self: 'it is their own record',
        team: 'they were on the care team that day',
        site: 'this role sees that of everybody here',
        prospect: 'the person was asking for help',
        consent: 'the person consented',
        representative: 'they act for the person',
        emergency: 'the record was open in an emergency',
      },
      noRow: 'no row of today’s permissions says so: ask how it came about',
      row: 'Permission',
      emergency: 'Emergency',
      consent: 'Consent',
      request: 'Request',
      how: 'How',
      shown: 'shown on a screen',
      taken: 'taken away as a file',
    },
  },
  {
    title: 'Quién miró',
    heading: 'Quién miró qué',
    code: 'Código de expediente',
    codeHint: 'Pulse Intro para buscar',
    staff: 'Quién',
    anybody: 'Cualquiera',
    part: 'Qué se vio',
    any: 'Cualquier cosa',
    purpose: 'Por qué',
    from: 'Desde',
    until: 'Hasta',
    only: 'Solo lo que es',
    marks: {
      'off-team': 'Fuera del equipo',
      'after-hours': 'Fuera de hora',
      emergency: 'En emergencia',
      export: 'Llevado como archivo',
    },
    none: 'Nada así',
    noneBody: 'Cambie lo que busca. Se anota en el momento en que se muestra algo de una persona.',
    when: 'Cuándo',
    who: 'Quién',
    what: 'Qué',
    why: 'Por qué',
    person: 'Persona',
    offTeam: 'fuera del equipo',
    file: 'archivo',
    more: 'Ver anteriores',
    details: 'Detalles',
    detailsOf: (who, code, when) => `Detalles: ${who}, ${code}, ${when}`,
    zone: (zone) => `Las horas son de ${zone}.`,
    csv: 'Guardar como tabla (CSV)',
    pdf: 'Guardar como papel (PDF)',
    keep: 'Vigilar esta búsqueda',
    kept: 'Guardado. Desde ahora se cuenta lo nuevo.',
    watching: 'Lo que usted vigila',
    fresh: (n) => (n === 1 ? '1 nuevo' : `${n} nuevos`),
    nothingNew: 'nada nuevo',
    open: 'Ver',
    openOf: (name) => `Ver: ${name}`,
    end: 'Dejar de vigilar',
    endOf: (name) => `Dejar de vigilar: ${name}`,
    everything: 'Todo',
    purposes: {
      treatment: 'tratamiento',
      payment: 'pago',
      operations: 'operación',
      self: 'lo propio',
      intake: 'ingreso',
      support: 'apoyo',
      emergency: 'emergencia',
    },
    drawer: {
      title: 'Un registro',
      with: 'Visto a la vez',
      others: (n) => (n === 1 ? 'y de 1 persona más' : `y de ${n} personas más`),
      alone: 'nada más',
      allowed: 'Permitido porque',
      relations: {
        self: 'es su propio expediente',
        team: 'estaba en su equipo ese día',
        site: 'este puesto lo ve de todas las personas aquí',
        prospect: 'la persona pedía ayuda',
        consent: 'la persona dio permiso',
        representative: 'actúa por la persona',
        emergency: 'el expediente estaba abierto en una emergencia',
      },
      noRow: 'ningún permiso de hoy lo dice: pregunte cómo fue',
      row: 'Permiso',
      emergency: 'Emergencia',
      consent: 'Permiso firmado',
      request: 'Solicitud',
      how: 'Cómo',
      shown: 'en una pantalla',
      taken: 'llevado como archivo',
    },
  },
);

export const MARKS = ['off-team', 'after-hours', 'emergency', 'export'] as const;
export type Mark = (typeof MARKS)[number];

export interface Look {
  readonly id: string;
  readonly at: string;
  readonly who: string | null;
  readonly role: string;
  readonly recordCode: string | null;
  readonly category: string;
  readonly purpose: string;
  readonly verb: string;
  readonly isOnTeam: boolean;
  readonly request: string;
}

/** A search as the page sends it: nothing of it is ever in an address. */
export interface Search {
  readonly person: string;
  readonly staff: string;
  readonly category: string;
  readonly purpose: string;
  readonly from: string;
  readonly until: string;
  readonly marks: readonly Mark[];
}
export const NOTHING: Search = {
  person: '',
  staff: '',
  category: '',
  purpose: '',
  from: '',
  until: '',
  marks: [],
};

/** What was left empty is not sent. */
export const sent = (search: Partial<Search>): object =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''));

/** "Nov 29, 8:26 PM" on the program's wall: a column of times needs no weekday and no zone in every row. */
export const shortInstant = (at: string, zone: string, language: string): string =>
  new Intl.DateTimeFormat(language, {
    timeZone: zone,
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(at));
