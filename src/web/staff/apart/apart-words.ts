import { words } from '../../design/index.ts';

export const apartWords = words(
  {
    title: 'Rules',
    heading: 'Who is kept apart',
    lead: 'Two people who never share a group. The planner holds to it from the next plan on, and no plan that breaks it can be published.',
    secret: 'The two themselves are never told. Why is read by the role that said it, and by nobody else.',
    none: 'Nobody is kept apart',
    noneBody: 'When two people must not meet in a group, name them here by their record codes.',
    card: 'Kept apart from',
    noneOne: 'Nobody.',
    pair: (one: string, other: string) => `${one} and ${other}`,
    owner: (role: string) => `said by the ${role}`,
    ask: (role: string) => `Only the ${role} knows why, and ends it.`,
    kept: 'kept apart',
    ended: 'ended',
    why: 'Why:',
    shared: (groups: string) => `They still share ${groups}. Run the planner again.`,
    end: 'End this',
    endOf: (pair: string) => `End this: ${pair}`,
    again: 'Keep apart again',
    againOf: (pair: string) => `Keep apart again: ${pair}`,
    endedNow: 'Ended. The next plan may bring them together.',
    keptNow: 'Kept apart from the next plan on.',
    add: 'Keep two people apart',
    addOne: 'Keep somebody apart',
    one: 'Record code',
    other: 'And the other’s record code',
    otherOne: 'The other’s record code',
    reason: 'Why (your role alone reads it)',
    keep: 'Keep them apart',
  },
  {
    title: 'Reglas',
    heading: 'Quién no debe encontrarse',
    lead: 'Dos personas que nunca comparten grupo. El planificador lo respeta desde el próximo plan, y no se puede publicar un plan que no lo respete.',
    secret: 'A ellas nunca se les dice. El motivo lo lee el puesto que lo dijo, y nadie más.',
    none: 'No hay nadie así',
    noneBody: 'Si dos personas no deben verse en un grupo, póngalas aquí con sus códigos.',
    card: 'No debe encontrarse con',
    noneOne: 'Nadie.',
    pair: (one, other) => `${one} y ${other}`,
    owner: (role) => `lo dijo ${role}`,
    ask: (role) => `Solo ${role} sabe por qué, y puede terminarlo.`,
    kept: 'separadas',
    ended: 'terminado',
    why: 'Por qué:',
    shared: (groups) => `Todavía comparten ${groups}. Planifique otra vez.`,
    end: 'Terminar',
    endOf: (pair) => `Terminar: ${pair}`,
    again: 'Separar otra vez',
    againOf: (pair) => `Separar otra vez: ${pair}`,
    endedNow: 'Terminado. El próximo plan puede juntarlas.',
    keptNow: 'Separadas desde el próximo plan.',
    add: 'Separar a dos personas',
    addOne: 'Separar a alguien',
    one: 'Código de expediente',
    other: 'Y el código de la otra persona',
    otherOne: 'El código de la otra persona',
    reason: 'Por qué (solo lo lee su puesto)',
    keep: 'Separarlas',
  },
);

export interface Pair {
  readonly people: readonly { readonly participant: string; readonly recordCode: string | null }[];
  readonly owner: string;
  readonly isMine: boolean;
  readonly reason: string | null;
  readonly endedAt: string | null;
  readonly shared: readonly { readonly en: string; readonly es: string }[];
}
export interface Pairs {
  readonly mayAdd: boolean;
  readonly pairs: readonly Pair[];
}
