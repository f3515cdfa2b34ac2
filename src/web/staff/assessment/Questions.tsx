import type { Evidence } from '../../../fit/index.ts';
import { Button, Card, Pill, Select, TextField, useLanguage, useWords, words } from '../../design/index.ts';
import styles from './Assessment.module.css';
import { type AssessmentShown, levelWords, type Value } from './assessment.ts';
import type { Form, useDraft } from './useDraft.ts';

const w = words(
  {
    choose: 'Choose…',
    optional: 'if known',
    begun: {
      screener: 'From their own answers',
      'last-assessment': 'From the last assessment',
    },
    confirm: 'Confirm',
    confirmNamed: (question: string) => `Confirm: ${question}`,
    confirmAll: (count: number) => `Confirm all ${count} of this part`,
    confirmed: 'Confirmed',
    open: (count: number) => `${count} open`,
    evidence: 'What stands behind it',
    evidenceOf: (question: string) => `What stands behind it: ${question}`,
    source: 'Where it comes from',
    sentence: 'In a sentence',
    sources: {
      interview: 'The interview',
      observation: 'What I saw',
      instrument: 'A questionnaire',
      criteria: 'The criteria counted below',
      referral: 'A referral',
      record: 'An earlier record',
      screener: 'Their own answers online',
      'last-assessment': 'The last assessment',
    },
    contradicts: 'Does not go together',
  },
  {
    choose: 'Elija…',
    optional: 'si se sabe',
    begun: {
      screener: 'De sus propias respuestas',
      'last-assessment': 'De la última evaluación',
    },
    confirm: 'Confirmar',
    confirmNamed: (question) => `Confirmar: ${question}`,
    confirmAll: (count) => `Confirmar las ${count} de esta parte`,
    confirmed: 'Confirmado',
    open: (count) => `Faltan ${count}`,
    evidence: 'En qué se basa',
    evidenceOf: (question) => `En qué se basa: ${question}`,
    source: 'De dónde viene',
    sentence: 'En una frase',
    sources: {
      interview: 'La entrevista',
      observation: 'Lo que observé',
      instrument: 'Un cuestionario',
      criteria: 'Los criterios contados abajo',
      referral: 'Una referencia',
      record: 'Un expediente anterior',
      screener: 'Sus propias respuestas en línea',
      'last-assessment': 'La última evaluación',
    },
    contradicts: 'No concuerda',
  },
);

const SENTENCE_MAX = 1000;

interface PartProps {
  readonly one: AssessmentShown;
  readonly form: Form;
  readonly isFixed: boolean;
  readonly draft: Pick<ReturnType<typeof useDraft>, 'answer' | 'explain' | 'confirm'>;
}

/** The table's questions by part, each with what stands behind its answer. */
export function Questions(props: PartProps) {
  const parts: Readonly<Record<string, string>> = useWords(levelWords).part;
  const names = [...new Set(props.one.questions.map(({ part }) => part))];
  return names.map((part) => <Part key={part} {...props} part={part} title={parts[part] ?? part} />);
}

function Part({ one, form, isFixed, draft, part, title }: PartProps & { part: string; title: string }) {
  const t = useWords(w);
  const questions = one.questions.filter((question) => question.part === part);
  const unconfirmed = questions.filter(({ key }) => isUnconfirmed(form, key)).map(({ key }) => key);
  const open = questions.filter(({ key, isRequired }) => isRequired && form.inputs[key] === undefined).length;
  return (
    <Card
      title={title}
      aside={
        !isFixed &&
        (open > 0 ? (
          <Pill tone="warn">{t.open(open)}</Pill>
        ) : (
          unconfirmed.length > 1 && (
            <Button look="text" compact onClick={() => draft.confirm(unconfirmed)}>
              {t.confirmAll(unconfirmed.length)}
            </Button>
          )
        ))
      }
    >
      {questions.map((question) => (
        <Question key={question.key} {...{ one, form, isFixed, draft, question }} />
      ))}
    </Card>
  );
}

type QuestionShown = AssessmentShown['questions'][number];

function Question({ one, form, isFixed, draft, question }: PartProps & { question: QuestionShown }) {
  const t = useWords(w);
  const language = useLanguage();
  const { key, label, help, isRequired, options } = question;
  const value: Value | undefined = form.inputs[key];
  const item = form.evidence[key as keyof Evidence];
  const wrong = one.contradictions.filter(({ pointer }) => pointer === `/inputs/${key}`);
  return (
    <div className={styles.question} id={`input-${key}`}>
      <Select
        label={label[language]}
        hint={help?.[language]}
        optional={isRequired ? undefined : t.optional}
        disabled={isFixed}
        value={value === undefined ? '' : String(value)}
        onChange={(chosen) => draft.answer(key, options.find((each) => String(each.value) === chosen)?.value)}
        options={[
          { value: '', label: t.choose },
          ...options.map((each) => ({ value: String(each.value), label: each.words[language] })),
        ]}
      />
      {wrong.map(({ detail }) => (
        <p key={detail.en} className={styles.wrong}>
          {t.contradicts}: {detail[language]}
        </p>
      ))}
      {value !== undefined &&
        item !== undefined &&
        (item.source === 'screener' || item.source === 'last-assessment') && (
          <p className="row wrap">
            <Pill tone={item.isConfirmed ? 'ok' : 'warn'}>
              {t.begun[item.source]}
              {item.isConfirmed && ` · ${t.confirmed}`}
            </Pill>
            {!item.isConfirmed && !isFixed && (
              <Button
                look="text"
                compact
                aria-label={t.confirmNamed(label[language])}
                onClick={() => draft.confirm([key])}
              >
                {t.confirm}
              </Button>
            )}
          </p>
        )}
      {value !== undefined && (
        <details className={styles.evidence}>
          <summary>
            {item?.sentence ? `${t.evidence}: ${item.sentence}` : t.evidence}
            <span className="visually-hidden">: {label[language]}</span>
          </summary>
          <Select
            label={t.source}
            disabled={isFixed}
            value={item?.source ?? 'interview'}
            onChange={(source) => draft.explain(key, { source, isConfirmed: true })}
            options={Object.entries(t.sources).map(([source, said]) => ({
              value: source as keyof typeof t.sources,
              label: said,
            }))}
          />
          <TextField
            label={t.sentence}
            disabled={isFixed}
            maxLength={SENTENCE_MAX}
            value={item?.sentence ?? ''}
            onChange={(sentence) => draft.explain(key, { sentence })}
          />
        </details>
      )}
    </div>
  );
}

export function isUnconfirmed({ inputs, evidence }: Form, key: string): boolean {
  const item = evidence[key as keyof Evidence];
  const isBegun = item?.source === 'screener' || item?.source === 'last-assessment';
  return inputs[key] !== undefined && isBegun && !item.isConfirmed;
}
