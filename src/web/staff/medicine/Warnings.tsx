import type { WarningShown } from '../../../treat/index.ts';
import { dateWords, Pill, useLanguage, useWords, words } from '../../design/index.ts';
import { said } from '../measures-words.ts';
import styles from './Medicine.module.css';
import { useMedicineName } from './medicine.ts';
import { medicineWords } from './words.ts';

const w = words(
  {
    allergy: 'An allergy to this medicine is noted. Call before anything is given.',
    because: (list: string) => `Because of: ${list}`,
    ended: (name: string, date: string) => `${name}, ended ${date}`,
    injection: (name: string) => `${name}: next injection`,
    never: 'never noted',
    confirm: 'To be confirmed by a pharmacist',
    source: (rule: string, source: string) => `${rule} · ${source}`,
  },
  {
    allergy: 'Hay una alergia anotada a esta medicina. Llame antes de dar nada.',
    because: (list) => `Por: ${list}`,
    ended: (name, date) => `${name}, terminada el ${date}`,
    injection: (name) => `${name}: siguiente inyección`,
    never: 'nunca anotado',
    confirm: 'Por confirmar con un farmacéutico',
    source: (rule, source) => `${rule} · ${source}`,
  },
);

const TONES = { 'stop-and-call': 'bad', 'prescriber-review': 'warn', information: 'info' } as const;

/** What one rule says: how grave, what to do, because of what, and where that comes from. */
export function Warning({ warning }: { readonly warning: WarningShown }) {
  const t = useWords(w);
  const m = useWords(medicineWords);
  const language = useLanguage();
  const nameOf = useMedicineName();
  const short = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric' });
  const because = warning.evidence.map(({ what, code, on, value }) => {
    if (what === 'medicine') return nameOf(code);
    if (what === 'ended') return t.ended(nameOf(code), on === null ? '' : short(on));
    if (what === 'injection') return t.injection(nameOf(code.split('@')[0] ?? code));
    if (what === 'allergy') return `${m.kind.allergy}: ${nameOf(code)}`;
    const name = said(m.code, code);
    if (what === 'check') return `${name}: ${on === null ? t.never : short(on)}`;
    return [name, value, on === null ? null : short(on)].filter((part) => part !== null).join(' ');
  });
  return (
    <div className={warning.severity === 'stop-and-call' ? styles.grave : undefined}>
      <p className="row wrap">
        <Pill tone={TONES[warning.severity]}>{m.severity[warning.severity]}</Pill>
        <span>{warning.then === null ? t.allergy : warning.then[language]}</span>
      </p>
      <p className="sm muted">{t.because([...new Set(because)].join(', '))}</p>
      <p className="xs muted">
        {warning.source !== null && t.source(warning.rule, warning.source)}
        {warning.isToBeConfirmed && ` · ${t.confirm}`}
      </p>
    </div>
  );
}
