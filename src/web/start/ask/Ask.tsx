import { type FormEvent, useRef, useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Card,
  CheckboxCards,
  ErrorSummary,
  Page,
  type PageError,
  RadioCards,
  TextField,
  Tick,
  useLanguage,
  useSite,
  useWords,
} from '../../design/public.ts';
import { busySpans } from '../../design/WeekGrid/week.ts';
import { type Asked, change, currentWalk, useWalk } from '../walk.ts';
import { type AskForm, askBody, CHANNELS, EMPTY_ASK, faultsOf, HOURS, IF_SOMEONE_ELSE } from './ask.ts';
import { Thanks } from './Thanks.tsx';
import { askWords } from './words.ts';

export default function Ask() {
  const { asked } = useWalk();
  return asked ? <Thanks asked={asked} /> : <AskPage />;
}

/** Part 3: the first request that carries anything of the person, and only what they say here. */
function AskPage() {
  const t = useWords(askWords);
  const language = useLanguage();
  const site = useSite();
  const { answers, week } = useWalk();
  const hasWeek = busySpans(week).length > 0;
  const hasAnswers = Object.keys(answers).length > 0;
  const [form, setForm] = useState<AskForm>(EMPTY_ASK);
  const [errors, setErrors] = useState<readonly PageError[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  // One key for one intention: pressing again after a lost answer does not ask twice.
  const key = useRef(newKey());
  /** The server's word about a field, in the page's own: it speaks to programs, this page to people. */
  const saidAgain = (pointer: string): readonly PageError[] => {
    if (pointer.startsWith('/name')) return [{ message: t.nameMissing, fieldId: 'ask-name' }];
    if (pointer.startsWith('/contact/hours')) return [{ message: t.hoursMissing, fieldId: 'ask-hours' }];
    if (pointer.startsWith('/contact/value')) {
      return [{ message: form.channel === 'email' ? t.emailWrong : t.phoneWrong, fieldId: 'ask-value' }];
    }
    return [];
  };
  const set = (part: Partial<AskForm>) => setForm({ ...form, ...part });

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const faults = faultsOf(form);
    setProblem(null);
    setErrors(
      Object.entries(faults).map(([field, fault]) => ({ message: t[fault], fieldId: `ask-${field}` })),
    );
    if (Object.keys(faults).length > 0 || busy) return;
    setBusy(true);
    try {
      const everySite = site?.sites.map(({ id }) => id) ?? [];
      const body = askBody(form, currentWalk(), everySite, language);
      change({ asked: await api.post<Asked>('/api/public/ask', body, { key: key.current }) });
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      // A refusal was an answer; the corrected form is a new intention.
      if (!cause.isUnreachable) key.current = newKey();
      setErrors(cause.fields.flatMap(({ pointer }) => saidAgain(pointer)));
      setProblem(cause);
    } finally {
      setBusy(false);
    }
  };
  const wrong = (field: string) => errors.find(({ fieldId }) => fieldId === `ask-${field}`)?.message;

  return (
    <Page title={t.title} back={() => window.history.back()} note={t.part} steps={{ part: 3, within: 1 }}>
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        <p className="muted">{t.intro}</p>
      </div>
      <ErrorSummary errors={errors} problem={problem} withoutFields />
      <form className="stack" onSubmit={(event) => void send(event)} noValidate>
        <TextField
          id="ask-name"
          label={t.name}
          hint={t.nameHint}
          value={form.name}
          onChange={(name) => set({ name })}
          error={wrong('name')}
          maxLength={80}
          autoComplete="off"
        />
        <RadioCards
          name="ask-channel"
          legend={t.channel}
          choices={CHANNELS.map((value) => ({ value, label: t.channels[value] }))}
          value={form.channel}
          onChange={(channel) => set({ channel })}
        />
        <TextField
          id="ask-value"
          label={form.channel === 'email' ? t.email : t.phone}
          type={form.channel === 'email' ? 'email' : 'tel'}
          inputMode={form.channel === 'email' ? 'email' : 'tel'}
          value={form.value}
          onChange={(value) => set({ value })}
          error={wrong('value')}
          maxLength={200}
          autoComplete="off"
        />
        <CheckboxCards
          name="ask-hours"
          legend={t.hours}
          hint={t.hoursHint}
          choices={HOURS.map((value) => ({ value, label: t.hoursChoices[value] }))}
          values={form.hours}
          onChange={(hours) => set({ hours })}
          error={wrong('hours')}
        />
        <RadioCards
          name="ask-someone"
          legend={t.someoneElse}
          choices={IF_SOMEONE_ELSE.map((value) => ({ value, label: t.someoneElseChoices[value] }))}
          value={form.ifSomeoneElse}
          onChange={(ifSomeoneElse) => set({ ifSomeoneElse })}
        />
        {(hasWeek || hasAnswers) && (
          <Card title={t.send}>
            <p className="sm muted">{t.sendHint}</p>
            {hasWeek && (
              <Tick
                label={t.sendWeek}
                hint={t.sendWeekHint}
                checked={form.sendWeek}
                onChange={(sendWeek) => set({ sendWeek })}
              />
            )}
            {hasAnswers && (
              <Tick
                label={t.sendAnswers}
                hint={t.sendAnswersHint}
                checked={form.sendAnswers}
                onChange={(sendAnswers) => set({ sendAnswers })}
              />
            )}
          </Card>
        )}
        <Button type="submit" look="primary" wide busy={busy}>
          {busy ? t.going : t.go}
        </Button>
        <p className="sm hint">{t.privacy}</p>
      </form>
    </Page>
  );
}
