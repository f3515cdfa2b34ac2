import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import {
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  Pill,
  TextField,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { useAct } from './act.ts';
import { ToDuties } from './Duties.tsx';

const w = words(
  {
    title: 'State law',
    heading: 'Where the state is stricter',
    lead: 'A rule that is on comes before every consent: what it keeps back does not leave (42 CFR 2.20).',
    here: (state: string) => `The program is in ${state}. Rules of other states stand below it.`,
    nowhere: 'No state is written down for the program.',
    of: (state: string, source: string) => `${state}: ${source}`,
    on: 'on',
    off: 'off',
    confirmed: 'A lawyer of the state confirmed it.',
    example: 'An example: have a lawyer of the state confirm it before you switch it on.',
    switchOn: (source: string) => `Switch on: ${source}`,
    switchOff: (source: string) => `Switch off: ${source}`,
    isOn: 'It is on from this moment.',
    isOff: 'It is off. Consents count as they were signed.',
    none: 'No rule is known',
    noneBody: 'Rules come with the program, each with its source.',
    reports: 'Reports to the drug monitoring program',
    reportsBody:
      'None is made until a law that asks for them is named, and then only with the person’s consent (42 CFR 2.36).',
    law: 'The law that asks for them',
    named: (citation: string) => `Named: ${citation}`,
    name: 'Name this law',
    end: 'End these reports',
    saved: 'Saved.',
  },
  {
    title: 'Ley del estado',
    heading: 'Donde el estado es más estricto',
    lead: 'Una regla activa va antes que cualquier permiso: lo que retiene no sale (42 CFR 2.20).',
    here: (state) => `El programa está en ${state}. Las reglas de otros estados están debajo.`,
    nowhere: 'El programa no tiene ningún estado anotado.',
    of: (state, source) => `${state}: ${source}`,
    on: 'activa',
    off: 'inactiva',
    confirmed: 'Un abogado del estado la confirmó.',
    example: 'Un ejemplo: pida que un abogado del estado la confirme antes de activarla.',
    switchOn: (source) => `Activar: ${source}`,
    switchOff: (source) => `Desactivar: ${source}`,
    isOn: 'Está activa desde ahora.',
    isOff: 'Está inactiva. Los permisos valen como se firmaron.',
    none: 'No se conoce ninguna regla',
    noneBody: 'Las reglas vienen con el programa, cada una con su fuente.',
    reports: 'Avisos al programa de vigilancia de medicinas',
    reportsBody:
      'No se hace ninguno hasta que se nombra una ley que los pide, y entonces solo con permiso de la persona (42 CFR 2.36).',
    law: 'La ley que los pide',
    named: (citation) => `Nombrada: ${citation}`,
    name: 'Nombrar esta ley',
    end: 'Terminar estos avisos',
    saved: 'Guardado.',
  },
);

interface Rule {
  readonly rule: string;
  readonly state: string;
  readonly says: { readonly en: string; readonly es: string };
  readonly source: string;
  readonly isConfirmed: boolean;
  readonly isOn: boolean;
}
interface StateLaw {
  readonly state: string | null;
  readonly overlays: readonly Rule[];
}
const PATH = '/api/guard/state-law';
const KEY = ['state-law'];

/** Which stricter rules of a state are on, each with its source; and the law that asks for reports, if there is one. */
export default function StateLawPage() {
  const t = useWords(w);
  const reading = useQuery({ queryKey: KEY, queryFn: () => api.get<StateLaw>(PATH) });
  const { state = null, overlays = [] } = reading.data ?? {};
  // The program's own state first; what is on elsewhere is said all the same.
  const own = overlays.filter((rule) => rule.state === state);
  const others = overlays.filter((rule) => rule.state !== state);
  return (
    <Frame title={t.title} heading={t.heading} reading={reading} beside={<ToDuties />}>
      <p className="muted">
        {t.lead} {state === null ? t.nowhere : t.here(state)}
      </p>
      {overlays.length === 0 && (
        <EmptyState icon="shield" title={t.none}>
          {t.noneBody}
        </EmptyState>
      )}
      {[...own, ...others].map((rule) => (
        <One key={rule.rule} rule={rule} />
      ))}
      <Reports />
    </Frame>
  );
}

function One({ rule }: { readonly rule: Rule }) {
  const t = useWords(w);
  const language = useLanguage();
  const { source, isOn } = rule;
  const { act, isBusy, problem } = useAct(KEY, () => toast({ text: isOn ? t.isOff : t.isOn }));
  return (
    <Card
      title={t.of(rule.state, source)}
      aside={<Pill tone={isOn ? 'ok' : 'neutral'}>{isOn ? t.on : t.off}</Pill>}
    >
      <p>{rule.says[language]}</p>
      <p className="sm muted">{rule.isConfirmed ? t.confirmed : t.example}</p>
      <ErrorSummary problem={problem} />
      <p>
        <Button busy={isBusy} onClick={() => act({ path: PATH, body: { rule: rule.rule, isOn: !isOn } })}>
          {(isOn ? t.switchOff : t.switchOn)(source)}
        </Button>
      </p>
    </Card>
  );
}

const REPORTS = '/api/guard/drug-monitoring';
const REPORTS_KEY = ['drug-monitoring'];

function Reports() {
  const t = useWords(w);
  const [law, setLaw] = useState('');
  const reading = useQuery({
    queryKey: REPORTS_KEY,
    queryFn: () => api.get<{ citation: string | null }>(REPORTS),
  });
  const { act, isBusy, problem } = useAct(REPORTS_KEY, () => {
    setLaw('');
    toast({ text: t.saved });
  });
  const citation = reading.data?.citation ?? null;
  return (
    <Card
      title={t.reports}
      aside={<Pill tone={citation === null ? 'neutral' : 'ok'}>{citation === null ? t.off : t.on}</Pill>}
    >
      <p className="muted">{t.reportsBody}</p>
      <ErrorSummary problem={problem} fields={{ '/citation': 'monitoring-law' }} />
      {citation === null ? (
        <>
          <TextField id="monitoring-law" label={t.law} maxLength={300} value={law} onChange={setLaw} />
          <p>
            <Button busy={isBusy} onClick={() => act({ path: REPORTS, body: { citation: law } })}>
              {t.name}
            </Button>
          </p>
        </>
      ) : (
        <>
          <p>{t.named(citation)}</p>
          <p>
            <Button busy={isBusy} onClick={() => act({ path: REPORTS, body: { citation: null } })}>
              {t.end}
            </Button>
          </p>
        </>
      )}
    </Card>
  );
}
