import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { words } from '../../design/index.ts';

/** A record I opened, as GET /api/emergencies/mine answers. */
export interface Emergency {
  readonly id: string;
  readonly participant: string;
  readonly untilAt: string;
  readonly isOpen: boolean;
  readonly minutesLeft: number;
}

const LOOK_AGAIN_MS = 30_000;

/** The emergency in which I have this record open; undefined when I have none. */
export function useOpenEmergency(participant: string) {
  const reading = useQuery({
    queryKey: ['emergencies', 'mine'],
    queryFn: () => api.get<{ emergencies: readonly Emergency[] }>('/api/emergencies/mine'),
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const open = reading.data?.emergencies.find((it) => it.isOpen && it.participant === participant);
  return { ...reading, open };
}

export const emergencyWords = words(
  {
    title: 'Locked record',
    heading: 'You are not on this care team',
    body: 'You see nothing of this record. If a life may depend on it, you can open it for a short time.',
    told: 'The privacy officer is told at once and looks at it within one working day. The person can see that you opened it, and why.',
    open: 'Open for an emergency',
    nature: 'What happened',
    natureHint: 'What you know now. It is kept with the record.',
    chips: 'Pick what fits, then add your own words',
    chip: {
      unconscious: 'Found unconscious.',
      overdose: 'Possible overdose.',
      harm: 'May harm themself.',
      call: 'A hospital calls.',
    },
    recipient: 'Who needs to know',
    recipientHint: 'The medical person you tell.',
    affiliation: 'Where they work',
    discloser: 'Who tells them',
    minutes: 'For how long',
    forMinutes: (n: number) => (n < 60 ? `${n} minutes` : n === 60 ? '1 hour' : `${n / 60} hours`),
    openIt: 'Open this record now',
    needed: 'All four are needed by law.',
    frame: (n: number) => `Open in an emergency: ${n} min left`,
    frameBody: 'Everything you look at is written down with it.',
    close: 'Close it now',
    called: 'Name',
    born: 'Born on',
    reach: 'How to reach them',
    noContact: 'Nothing written down',
  },
  {
    title: 'Expediente cerrado',
    heading: 'Usted no está en este equipo de atención',
    body: 'No ve nada de este expediente. Si puede ir en ello una vida, puede abrirlo por poco tiempo.',
    told: 'Se avisa al momento a la persona de privacidad, que lo revisa en un día hábil. La persona puede ver que usted lo abrió, y por qué.',
    open: 'Abrir por una emergencia',
    nature: 'Qué pasó',
    natureHint: 'Lo que sabe ahora. Se guarda con el expediente.',
    chips: 'Elija lo que corresponda y agregue sus palabras',
    chip: {
      unconscious: 'Se le encontró sin conocimiento.',
      overdose: 'Posible sobredosis.',
      harm: 'Puede hacerse daño.',
      call: 'Llama un hospital.',
    },
    recipient: 'Quién necesita saberlo',
    recipientHint: 'La persona del área médica a quien se lo dice.',
    affiliation: 'Dónde trabaja',
    discloser: 'Quién se lo dice',
    minutes: 'Por cuánto tiempo',
    forMinutes: (n) => (n < 60 ? `${n} minutos` : n === 60 ? '1 hora' : `${n / 60} horas`),
    openIt: 'Abrir ahora este expediente',
    needed: 'La ley pide las cuatro cosas.',
    frame: (n) => `Abierto en una emergencia: quedan ${n} min`,
    frameBody: 'Todo lo que mire queda anotado con ello.',
    close: 'Cerrarlo ahora',
    called: 'Nombre',
    born: 'Fecha de nacimiento',
    reach: 'Cómo encontrarle',
    noContact: 'Nada anotado',
  },
);
