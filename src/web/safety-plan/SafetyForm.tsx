import { ErrorSummary, TextArea, useWords, words } from '../design/public.ts';
import { PARTS } from './merge.ts';
import type { useSafetyPlan } from './useSafetyPlan.ts';

const PART_MAX = 2000;

export const safetyWords = words(
  {
    parts: {
      signs: 'Signs that a hard time is coming',
      coping: 'What I can do by myself',
      places: 'People and places that take my mind off it',
      people: 'People I can ask for help',
      professionals: 'Professionals I can call',
      safer: 'How I make my place safer',
    },
    hints: {
      signs: 'Thoughts, moods, places, times of day.',
      coping: 'Things that helped before, even a little.',
      places: 'Somebody to be with. Somewhere to go.',
      people: 'Names and phone numbers, if you like.',
      professionals: 'Your counselor, a doctor, a clinic.',
      safer: 'What to put away, lock up or give to somebody to keep.',
    },
    saved: 'Saved',
    saving: 'Saving…',
    unsaved: 'Not saved yet. Your words are still here.',
    merged: 'Somebody else wrote at the same time. Both are kept.',
  },
  {
    parts: {
      signs: 'Señales de que viene un momento difícil',
      coping: 'Lo que puedo hacer por mi cuenta',
      places: 'Personas y lugares que me distraen',
      people: 'Personas a quienes puedo pedir ayuda',
      professionals: 'Profesionales a quienes puedo llamar',
      safer: 'Cómo hago más seguro el lugar donde vivo',
    },
    hints: {
      signs: 'Ideas, ánimo, lugares, horas del día.',
      coping: 'Lo que ya le ayudó, aunque sea un poco.',
      places: 'Alguien con quien estar. Un sitio adonde ir.',
      people: 'Nombres y teléfonos, si quiere.',
      professionals: 'Su consejero, un médico, una clínica.',
      safer: 'Qué guardar, cerrar con llave o dar a alguien.',
    },
    saved: 'Guardado',
    saving: 'Guardando…',
    unsaved: 'Todavía no se guardó. Sus palabras siguen aquí.',
    merged: 'Otra persona escribió al mismo tiempo. Se guardó todo.',
  },
);

/** The six parts to write in; what is typed saves itself. */
export function SafetyForm({ desk }: { readonly desk: ReturnType<typeof useSafetyPlan> }) {
  const t = useWords(safetyWords);
  const { words: said, saving, fault } = desk;
  if (said === undefined) return null;
  return (
    <>
      {fault && !fault.isUnreachable && <ErrorSummary problem={fault} />}
      {PARTS.map((part) => (
        <TextArea
          key={part}
          label={t.parts[part]}
          hint={t.hints[part]}
          maxLength={PART_MAX}
          rows={3}
          value={said[part]}
          onChange={(words) => desk.change(part, words)}
        />
      ))}
      <p className="sm muted" role="status">
        {saving === 'saved' ? t.saved : saving === 'unsaved' ? t.unsaved : t.saving}
        {desk.isMerged && ` ${t.merged}`}
      </p>
    </>
  );
}
