import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { api } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  dayName,
  LinkButton,
  Pill,
  type PillTone,
  timeRange,
  toast,
  useLanguage,
  useWords,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import styles from './Plan.module.css';
import { PlanProblem } from './PlanProblem.tsx';
import { dayOfWeek, type PlanChanges, type PlanShown, useChanges } from './plan.ts';
import { useTakeBack } from './undo.ts';
import { planWords } from './words.ts';

type Change = PlanChanges['people'][number];
type Lived = NonNullable<Change['before']>;
type Item = Lived['items'][number];

const UNDO_MS = 60_000;

/** What a draft changes, person by person; one button, named by its effect. */
export default function Changes() {
  const { week = '', plan = '' } = useParams({ strict: false }) as { week?: string; plan?: string };
  const { changes: t } = useWords(planWords);
  const language = useLanguage();
  const reading = useChanges(week, plan);
  const publish = usePublish(week, plan);
  const seen = reading.data;
  const date = (monday: string) => dateWords(monday, language, { month: 'short', day: 'numeric' });
  return (
    <Frame
      title={t.title}
      heading={t.title}
      beside={seen && <Pill>{date(week)}</Pill>}
      actions={
        <>
          <LinkButton compact icon="left" to={`/plan/${week}/${plan}`}>
            {t.back}
          </LinkButton>
          {seen?.plan.state === 'draft' && (
            <Button look="primary" compact busy={publish.isPending} onClick={() => publish.mutate(seen.plan)}>
              {t.publish(peopleIn(seen))}
            </Button>
          )}
        </>
      }
      reading={reading}
    >
      <PlanProblem fault={publish.error} />
      {seen && (
        <>
          <Card compact>
            <p>{seen.since === null ? t.first : t.since(date(seen.since))}</p>
            {seen.people.length === 0 ? (
              <p>{t.none}</p>
            ) : (
              <p className="muted">{t.unchanged(seen.unchanged)}</p>
            )}
            <p className="sm muted">{seen.plan.state === 'draft' ? t.minute : t.notDraft}</p>
          </Card>
          {seen.people.length > 0 && (
            <Card compact tone="info">
              <p className="sm">{t.message}</p>
              <p className="strong">{seen.message[language]}</p>
            </Card>
          )}
          <ul className={styles.changes}>
            {seen.people.map((change) => (
              <ChangeCard key={change.person} change={change} />
            ))}
          </ul>
        </>
      )}
    </Frame>
  );
}

const peopleIn = ({ people, unchanged }: PlanChanges): number =>
  unchanged + people.filter(({ after }) => after !== null).length;

function usePublish(week: string, plan: string) {
  const { changes: t } = useWords(planWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const takeBack = useTakeBack(week);
  return useMutation({
    mutationFn: ({ version }: PlanShown) =>
      api.post<{ plan: PlanShown; people: number }>(
        `/api/plan/${week}/publish`,
        { planId: plan },
        { ifMatch: `"${version}"` },
      ),
    onSuccess: async ({ plan: published, people }) => {
      await client.invalidateQueries({ queryKey: ['plan', week] });
      await navigate({ to: '/plan/$week', params: { week } });
      toast({ text: t.published(people), undo: () => takeBack.mutate(published), undoForMs: UNDO_MS });
    },
    onError: () => client.invalidateQueries({ queryKey: ['plan', week] }),
  });
}

const REASON_TONE: Partial<Record<Change['reason'], PillTone>> = {
  new: 'ok',
  'more-hours': 'ok',
  'makes-room': 'info',
};

function ChangeCard({ change: { code, reason, before, after } }: { readonly change: Change }) {
  const { changes: t } = useWords(planWords);
  const isKept = (item: Item, other: Lived | null) =>
    other?.items.some((one) => keyOf(one) === keyOf(item)) ?? false;
  return (
    <li className={styles.change}>
      <div className="row between wrap">
        <h2>{code}</h2>
        <Pill tone={REASON_TONE[reason] ?? 'warn'}>{t.reason[reason]}</Pill>
      </div>
      <div className={styles.beforeAfter}>
        <LivedWeek name={t.before} week={before} isKept={(item) => isKept(item, after)} />
        <LivedWeek name={t.after} week={after} isKept={(item) => isKept(item, before)} />
      </div>
    </li>
  );
}

const keyOf = ({ kind, start, label, with: who }: Item): string => [kind, start, label?.en, ...who].join(' ');

interface LivedWeekProps {
  readonly name: string;
  readonly week: Lived | null;
  readonly isKept: (item: Item) => boolean;
}

function LivedWeek({ name, week, isKept }: LivedWeekProps) {
  const t = useWords(planWords);
  const language = useLanguage();
  return (
    <section>
      <h3 className="sm muted">
        {name}
        {week && ` · ${t.changes.total(week.minutes)}`}
      </h3>
      {week === null || week.items.length === 0 ? (
        <p className="muted">{t.changes.nothing}</p>
      ) : (
        <ul className="plain">
          {week.items.map((item) => (
            <li key={keyOf(item)} className={isKept(item) ? 'muted' : 'strong'}>
              {dayName(dayOfWeek(item.start), language, 'short')} {timeRange(item.start, item.end, language)}{' '}
              {item.label?.[language] ?? t.kind[item.kind] ?? item.kind}
              {isKept(item) && <span className="visually-hidden"> ({t.changes.kept})</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
