import type { Details } from '../../../../fit/index.ts';
import { Card, TextArea, TextField, useWords, words } from '../../../design/index.ts';
import styles from '../Assessment.module.css';
import { Known, WhenField, Whole, YesNo } from './fields.tsx';
import { ListCard } from './ListCard.tsx';

const w = words(
  {
    life: 'Home and privacy',
    age: 'Age in years',
    home: 'Where they live',
    homes: {
      own: 'Their own place',
      family: 'With family',
      friends: 'With friends',
      'recovery-housing': 'Recovery housing',
      shelter: 'A shelter',
      'no-place': 'No place now',
      institution: 'An institution',
      other: 'Somewhere else',
    },
    with: 'With whom',
    use: 'Does anybody use there?',
    uses: { no: 'No', yes: 'Yes', unknown: 'Not known' },
    safe: 'Is it safe?',
    safes: { yes: 'Yes', no: 'No', unsure: 'Not sure' },
    privacy: 'Does it matter that nobody finds out?',
    support: 'People behind them',
    addSupport: 'Add somebody',
    noSupport: 'Nobody noted yet.',
    called: 'Called',
    relation: 'Who they are',
    relations: {
      partner: 'Partner',
      parent: 'Parent',
      child: 'Son or daughter',
      family: 'Family',
      friend: 'Friend',
      sponsor: 'Sponsor',
      employer: 'Employer',
      other: 'Somebody else',
    },
    knows: 'Do they know?',
    help: 'What they can help with',
    earlier: 'Earlier treatment',
    addEarlier: 'Add treatment',
    noEarlier: 'None noted yet.',
    level: 'Level of care',
    levels: {
      OP: 'Weekly visits',
      IOP: 'Intensive outpatient',
      PHP: 'Partial hospitalization',
      RES: 'Residential',
      WM: 'Withdrawal care',
      other: 'Something else',
    },
    when: 'When',
    whenHint: 'A year (2024), a month (2024-03) or a day.',
    completed: 'Completed',
    remarks: 'Remarks',
    wants: 'What the person wants',
    wantsHint: 'In their own words.',
  },
  {
    life: 'Hogar y privacidad',
    age: 'Edad en años',
    home: 'Dónde vive',
    homes: {
      own: 'Su propia casa',
      family: 'Con su familia',
      friends: 'Con amistades',
      'recovery-housing': 'Vivienda de recuperación',
      shelter: 'Un refugio',
      'no-place': 'Sin lugar ahora',
      institution: 'Una institución',
      other: 'En otro lugar',
    },
    with: 'Con quién',
    use: '¿Alguien consume allí?',
    uses: { no: 'No', yes: 'Sí', unknown: 'No se sabe' },
    safe: '¿Es seguro?',
    safes: { yes: 'Sí', no: 'No', unsure: 'No está segura' },
    privacy: '¿Importa que nadie se entere?',
    support: 'Quiénes la apoyan',
    addSupport: 'Añadir a alguien',
    noSupport: 'Nadie anotado todavía.',
    called: 'Se llama',
    relation: 'Quién es',
    relations: {
      partner: 'Pareja',
      parent: 'Madre o padre',
      child: 'Hijo o hija',
      family: 'Familia',
      friend: 'Amistad',
      sponsor: 'Padrino o madrina',
      employer: 'Empleador',
      other: 'Otra persona',
    },
    knows: '¿Lo sabe?',
    help: 'Con qué puede ayudar',
    earlier: 'Tratamiento anterior',
    addEarlier: 'Añadir tratamiento',
    noEarlier: 'Ninguno anotado todavía.',
    level: 'Nivel de atención',
    levels: {
      OP: 'Visitas semanales',
      IOP: 'Ambulatorio intensivo',
      PHP: 'Hospitalización parcial',
      RES: 'Residencial',
      WM: 'Atención de abstinencia',
      other: 'Otra cosa',
    },
    when: 'Cuándo',
    whenHint: 'Un año (2024), un mes (2024-03) o un día.',
    completed: 'Lo terminó',
    remarks: 'Observaciones',
    wants: 'Lo que la persona quiere',
    wantsHint: 'En sus propias palabras.',
  },
);

type Home = NonNullable<Details['home']>;
const NO_HOME: Home = { kind: null, livesWith: '', useAtHome: null, isSafe: null, remarks: '' };

interface Props {
  readonly details: Details;
  readonly isFixed: boolean;
  readonly onChange: (part: Partial<Details>) => void;
}

/** Where and with whom they live, who stands behind them, what came before, and what they want. */
export function Life({ details, isFixed, onChange }: Props) {
  const t = useWords(w);
  const home = details.home ?? NO_HOME;
  const atHome = (part: Partial<Home>) => onChange({ home: { ...home, ...part } });
  return (
    <>
      <Card title={t.life}>
        <fieldset className={styles.plain} disabled={isFixed} aria-label={t.life}>
          <div className={styles.fields}>
            <Whole label={t.age} max={120} value={details.age} onChange={(age) => onChange({ age })} />
            <Known label={t.home} value={home.kind} options={t.homes} onChange={(kind) => atHome({ kind })} />
            <TextField
              label={t.with}
              maxLength={200}
              value={home.livesWith}
              onChange={(livesWith) => atHome({ livesWith })}
            />
            <Known
              label={t.use}
              value={home.useAtHome}
              options={t.uses}
              onChange={(useAtHome) => atHome({ useAtHome })}
            />
            <Known
              label={t.safe}
              value={home.isSafe}
              options={t.safes}
              onChange={(isSafe) => atHome({ isSafe })}
            />
            <YesNo
              label={t.privacy}
              value={details.needsPrivacy}
              onChange={(needsPrivacy) => onChange({ needsPrivacy })}
            />
          </div>
        </fieldset>
      </Card>
      <ListCard
        title={t.support}
        add={t.addSupport}
        none={t.noSupport}
        items={details.support}
        isFixed={isFixed}
        make={() => ({ called: '', relation: null, knows: null, canHelpWith: '' })}
        nameOf={({ called }) => called}
        onChange={(support) => onChange({ support })}
      >
        {(somebody, change) => (
          <div className={styles.fields}>
            <TextField
              label={t.called}
              maxLength={200}
              value={somebody.called}
              onChange={(called) => change({ called })}
            />
            <Known
              label={t.relation}
              value={somebody.relation}
              options={t.relations}
              onChange={(relation) => change({ relation })}
            />
            <YesNo label={t.knows} value={somebody.knows} onChange={(knows) => change({ knows })} />
            <TextField
              label={t.help}
              maxLength={200}
              value={somebody.canHelpWith}
              onChange={(canHelpWith) => change({ canHelpWith })}
            />
          </div>
        )}
      </ListCard>
      <ListCard
        title={t.earlier}
        add={t.addEarlier}
        none={t.noEarlier}
        items={details.earlierTreatment}
        isFixed={isFixed}
        make={(): Details['earlierTreatment'][number] => ({
          level: 'OP',
          when: null,
          isCompleted: null,
          remarks: '',
        })}
        nameOf={({ level }) => t.levels[level]}
        onChange={(earlierTreatment) => onChange({ earlierTreatment })}
      >
        {(before, change) => (
          <div className={styles.fields}>
            <Known
              label={t.level}
              value={before.level}
              options={t.levels}
              onChange={(level) => change({ level: level ?? 'other' })}
            />
            <WhenField
              label={t.when}
              hint={t.whenHint}
              value={before.when}
              onChange={(when) => change({ when })}
            />
            <YesNo
              label={t.completed}
              value={before.isCompleted}
              onChange={(isCompleted) => change({ isCompleted })}
            />
            <TextField
              label={t.remarks}
              maxLength={4000}
              value={before.remarks}
              onChange={(remarks) => change({ remarks })}
            />
          </div>
        )}
      </ListCard>
      <Card title={t.wants}>
        <TextArea
          label={t.wants}
          hint={t.wantsHint}
          disabled={isFixed}
          maxLength={4000}
          value={details.wants}
          onChange={(wants) => onChange({ wants })}
        />
      </Card>
    </>
  );
}
