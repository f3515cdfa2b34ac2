import type { Details, Substance } from '../../../../fit/index.ts';
import {
  Button,
  Pill,
  Select,
  TextField,
  Tick,
  useLanguage,
  useWords,
  words,
} from '../../../design/index.ts';
import styles from '../Assessment.module.css';
import type { AssessmentShown } from '../assessment.ts';
import { Day, Known, Whole } from './fields.tsx';
import { ListCard } from './ListCard.tsx';

const w = words(
  {
    title: 'Substances',
    add: 'Add a substance',
    none: 'None noted yet.',
    what: 'Substance',
    own: 'In their own words',
    route: 'How it is taken',
    frequency: 'How often',
    first: 'Age at first use',
    last: 'Last use',
    supervised: 'Taken as prescribed, under supervision',
    supervisedHint: 'Tolerance and withdrawal do not count then.',
    criteria: 'DSM-5 criteria in the last 12 months',
    count: (count: number, severity: string) => `${count} of 11: ${severity}`,
    left: (missing: number) => `${missing} not asked yet`,
    none11: 'None asked yet',
    noCount: 'Cannot be counted as answered',
    allNo: 'All others: not met',
    use: (count: number) => `Use ${count} as the answer above`,
    names: {
      alcohol: 'Alcohol',
      cannabis: 'Cannabis',
      cocaine: 'Cocaine',
      hallucinogen: 'Hallucinogens',
      inhalant: 'Inhalants',
      opioid: 'Opioids',
      pcp: 'PCP',
      sedative: 'Sedatives, sleep or anxiety medicines',
      stimulant: 'Other stimulants',
      tobacco: 'Tobacco',
      other: 'Another substance',
    },
    routes: {
      swallowed: 'Swallowed',
      smoked: 'Smoked',
      vaped: 'Vaped',
      snorted: 'Snorted',
      injected: 'Injected',
      other: 'Another way',
      unknown: 'Not known',
    },
    frequencies: {
      'not-now': 'Not now',
      'less-than-monthly': 'Less than monthly',
      monthly: 'Monthly',
      weekly: 'Weekly',
      'several-a-week': 'Several times a week',
      daily: 'Daily',
    },
    severities: { 'no SUD': 'no disorder', mild: 'mild', moderate: 'moderate', severe: 'severe' },
    met: { yes: 'Met', no: 'Not met' },
    list: {
      c1: 'More, or longer, than meant',
      c2: 'Wanted or tried to cut down',
      c3: 'Much time spent on it',
      c4: 'Craving',
      c5: 'Work, school or home left undone',
      c6: 'Went on although it strained relationships',
      c7: 'Gave up things that mattered',
      c8: 'Used where it was dangerous',
      c9: 'Went on although it harmed their health',
      c10: 'Needs more for the same effect',
      c11: 'Withdrawal',
    },
  },
  {
    title: 'Sustancias',
    add: 'Añadir una sustancia',
    none: 'Ninguna anotada todavía.',
    what: 'Sustancia',
    own: 'En sus propias palabras',
    route: 'Cómo se consume',
    frequency: 'Con qué frecuencia',
    first: 'Edad del primer uso',
    last: 'Último uso',
    supervised: 'Tomada según receta, bajo supervisión',
    supervisedHint: 'Entonces la tolerancia y la abstinencia no cuentan.',
    criteria: 'Criterios DSM-5 en los últimos 12 meses',
    count: (count, severity) => `${count} de 11: ${severity}`,
    left: (missing) => `faltan ${missing} por preguntar`,
    none11: 'Aún no se preguntó ninguno',
    noCount: 'Así no se puede contar',
    allNo: 'Todos los demás: no se cumplen',
    use: (count) => `Usar ${count} como respuesta arriba`,
    names: {
      alcohol: 'Alcohol',
      cannabis: 'Cannabis',
      cocaine: 'Cocaína',
      hallucinogen: 'Alucinógenos',
      inhalant: 'Inhalantes',
      opioid: 'Opioides',
      pcp: 'PCP',
      sedative: 'Sedantes, medicinas para dormir o la ansiedad',
      stimulant: 'Otros estimulantes',
      tobacco: 'Tabaco',
      other: 'Otra sustancia',
    },
    routes: {
      swallowed: 'Tragada',
      smoked: 'Fumada',
      vaped: 'Vapeada',
      snorted: 'Inhalada',
      injected: 'Inyectada',
      other: 'De otra forma',
      unknown: 'No se sabe',
    },
    frequencies: {
      'not-now': 'Ahora no',
      'less-than-monthly': 'Menos de una vez al mes',
      monthly: 'Cada mes',
      weekly: 'Cada semana',
      'several-a-week': 'Varias veces a la semana',
      daily: 'A diario',
    },
    severities: { 'no SUD': 'sin trastorno', mild: 'leve', moderate: 'moderado', severe: 'grave' },
    met: { yes: 'Se cumple', no: 'No se cumple' },
    list: {
      c1: 'Más cantidad o más tiempo de lo pensado',
      c2: 'Quiso o intentó reducirlo',
      c3: 'Mucho tiempo dedicado',
      c4: 'Deseo intenso',
      c5: 'Trabajo, escuela o casa sin atender',
      c6: 'Siguió aunque dañaba sus relaciones',
      c7: 'Dejó cosas que le importaban',
      c8: 'Consumo donde era peligroso',
      c9: 'Siguió aunque dañaba su salud',
      c10: 'Necesita más para el mismo efecto',
      c11: 'Abstinencia',
    },
  },
);

const NEW: Substance = {
  name: 'alcohol',
  ownWords: '',
  route: null,
  frequency: null,
  firstUseAge: null,
  lastUseOn: null,
  isSupervised: false,
  criteria: Array(11).fill(null),
};

interface Props {
  readonly one: AssessmentShown;
  readonly details: Details;
  readonly isFixed: boolean;
  readonly onChange: (substances: Substance[]) => void;
  readonly onUseCount: (count: number) => void;
}

/** Each substance with its eleven criteria, counted by the server as they are answered. */
export function Substances({ one, details, isFixed, onChange, onUseCount }: Props) {
  const t = useWords(w);
  const language = useLanguage();
  const { suggestedSud } = one;
  return (
    <ListCard
      title={t.title}
      add={t.add}
      none={t.none}
      items={details.substances}
      isFixed={isFixed}
      make={() => NEW}
      nameOf={({ name }) => t.names[name]}
      onChange={onChange}
    >
      {(substance, change, at) => (
        <>
          <div className={styles.fields}>
            <Select
              label={t.what}
              value={substance.name}
              onChange={(name) => change({ name })}
              options={Object.entries(t.names).map(([value, label]) => ({
                value: value as Substance['name'],
                label,
              }))}
            />
            <TextField
              label={t.own}
              maxLength={200}
              value={substance.ownWords}
              onChange={(ownWords) => change({ ownWords })}
            />
            <Known
              label={t.route}
              value={substance.route}
              options={t.routes}
              onChange={(route) => change({ route })}
            />
            <Known
              label={t.frequency}
              value={substance.frequency}
              options={t.frequencies}
              onChange={(frequency) => change({ frequency })}
            />
            <Whole
              label={t.first}
              max={110}
              value={substance.firstUseAge}
              onChange={(firstUseAge) => change({ firstUseAge })}
            />
            <Day label={t.last} value={substance.lastUseOn} onChange={(lastUseOn) => change({ lastUseOn })} />
          </div>
          <Tick
            label={t.supervised}
            hint={t.supervisedHint}
            checked={substance.isSupervised}
            onChange={(isSupervised) => change({ isSupervised })}
          />
          <Criteria substance={substance} change={change} />
          <p role="status" className="row wrap">
            <Pill tone={one.criteria[at]?.severity === 'severe' ? 'warn' : 'neutral'}>
              {countWords(one.criteria[at])}
            </Pill>
          </p>
          {one.contradictions
            .filter(({ pointer }) => pointer.startsWith(`/details/substances/${at}/`))
            .map(({ detail }) => (
              <p key={detail.en} className={styles.wrong}>
                {detail[language]}
              </p>
            ))}
          {!isFixed &&
            suggestedSud !== null &&
            one.criteria[at]?.count === suggestedSud &&
            one.inputs.sud !== suggestedSud && (
              <p>
                <Button compact onClick={() => onUseCount(suggestedSud)}>
                  {t.use(suggestedSud)}
                </Button>
              </p>
            )}
        </>
      )}
    </ListCard>
  );

  function countWords(counted: AssessmentShown['criteria'][number] | undefined): string {
    if (counted === undefined || (counted.count === null && counted.faults.length === 0)) return t.none11;
    if (counted.count === null) return t.noCount;
    const severities: Readonly<Record<string, string>> = t.severities;
    const severity = counted.severity === null ? '' : (severities[counted.severity] ?? counted.severity);
    const count = t.count(counted.count, severity);
    return counted.missing === 0 ? count : `${count}, ${t.left(counted.missing)}`;
  }
}

function Criteria({
  substance,
  change,
}: {
  readonly substance: Substance;
  readonly change: (part: Partial<Substance>) => void;
}) {
  const t = useWords(w);
  const { criteria } = substance;
  return (
    <details className={styles.evidence} open={criteria.some((met) => met !== null)}>
      <summary>{t.criteria}</summary>
      <div className={styles.fields}>
        {Object.values<string>(t.list).map((label, index) => (
          <Known
            key={label}
            label={`${index + 1}. ${label}`}
            value={
              criteria[index] === null || criteria[index] === undefined
                ? null
                : criteria[index]
                  ? 'yes'
                  : 'no'
            }
            options={t.met}
            onChange={(met) =>
              change({ criteria: criteria.with(index, met === null ? null : met === 'yes') })
            }
          />
        ))}
      </div>
      <p>
        <Button look="text" compact onClick={() => change({ criteria: criteria.map((met) => met ?? false) })}>
          {t.allNo}
        </Button>
      </p>
    </details>
  );
}
