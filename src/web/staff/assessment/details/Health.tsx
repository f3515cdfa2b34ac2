import type { Details } from '../../../../fit/index.ts';
import { TextField, Tick, useWords, words } from '../../../design/index.ts';
import styles from '../Assessment.module.css';
import { Known } from './fields.tsx';
import { ListCard } from './ListCard.tsx';

const w = words(
  {
    conditions: 'Mental health',
    addCondition: 'Add a condition',
    noConditions: 'None noted yet.',
    condition: 'Condition',
    state: 'Where it stands',
    states: {
      reported: 'The person tells of it',
      diagnosed: 'Diagnosed',
      'in-treatment': 'In treatment',
      past: 'In the past',
    },
    severity: 'How severe now',
    severities: { mild: 'Mild', moderate: 'Moderate', severe: 'Severe' },
    remarks: 'Remarks',
    medications: 'Medication',
    addMedication: 'Add a medication',
    noMedications: 'None noted yet.',
    medication: 'Name',
    dose: 'Dose',
    forWhat: 'For what',
    by: 'Prescribed by',
    moud: 'For opioid use disorder',
  },
  {
    conditions: 'Salud mental',
    addCondition: 'Añadir una condición',
    noConditions: 'Ninguna anotada todavía.',
    condition: 'Condición',
    state: 'En qué punto está',
    states: {
      reported: 'La persona la cuenta',
      diagnosed: 'Diagnosticada',
      'in-treatment': 'En tratamiento',
      past: 'En el pasado',
    },
    severity: 'Qué tan grave ahora',
    severities: { mild: 'Leve', moderate: 'Moderada', severe: 'Grave' },
    remarks: 'Observaciones',
    medications: 'Medicación',
    addMedication: 'Añadir una medicina',
    noMedications: 'Ninguna anotada todavía.',
    medication: 'Nombre',
    dose: 'Dosis',
    forWhat: 'Para qué',
    by: 'Recetada por',
    moud: 'Para el trastorno por opioides',
  },
);

interface Props {
  readonly details: Details;
  readonly isFixed: boolean;
  readonly onChange: (part: Partial<Details>) => void;
}

/** Mental-health conditions and medication. */
export function Health({ details, isFixed, onChange }: Props) {
  const t = useWords(w);
  return (
    <>
      <ListCard
        title={t.conditions}
        add={t.addCondition}
        none={t.noConditions}
        items={details.conditions}
        isFixed={isFixed}
        make={() => ({ name: '', state: null, severity: null, remarks: '' })}
        nameOf={({ name }) => name}
        onChange={(conditions) => onChange({ conditions })}
      >
        {(condition, change) => (
          <div className={styles.fields}>
            <TextField
              label={t.condition}
              maxLength={200}
              value={condition.name}
              onChange={(name) => change({ name })}
            />
            <Known
              label={t.state}
              value={condition.state}
              options={t.states}
              onChange={(state) => change({ state })}
            />
            <Known
              label={t.severity}
              value={condition.severity}
              options={t.severities}
              onChange={(severity) => change({ severity })}
            />
            <TextField
              label={t.remarks}
              maxLength={4000}
              value={condition.remarks}
              onChange={(remarks) => change({ remarks })}
            />
          </div>
        )}
      </ListCard>
      <ListCard
        title={t.medications}
        add={t.addMedication}
        none={t.noMedications}
        items={details.medications}
        isFixed={isFixed}
        make={() => ({ name: '', dose: '', forWhat: '', isForOpioidUse: false, prescribedBy: '' })}
        nameOf={({ name }) => name}
        onChange={(medications) => onChange({ medications })}
      >
        {(medication, change) => (
          <>
            <div className={styles.fields}>
              <TextField
                label={t.medication}
                maxLength={200}
                value={medication.name}
                onChange={(name) => change({ name })}
              />
              <TextField
                label={t.dose}
                maxLength={200}
                value={medication.dose}
                onChange={(dose) => change({ dose })}
              />
              <TextField
                label={t.forWhat}
                maxLength={200}
                value={medication.forWhat}
                onChange={(forWhat) => change({ forWhat })}
              />
              <TextField
                label={t.by}
                maxLength={200}
                value={medication.prescribedBy}
                onChange={(prescribedBy) => change({ prescribedBy })}
              />
            </div>
            <Tick
              label={t.moud}
              checked={medication.isForOpioidUse}
              onChange={(isForOpioidUse) => change({ isForOpioidUse })}
            />
          </>
        )}
      </ListCard>
    </>
  );
}
