import { useMutation } from '@tanstack/react-query';
import type { GrowthShown } from '../../../../schedule/index.ts';
import { api } from '../../../api.ts';
import {
  Button,
  Card,
  dayName,
  type Language,
  Pill,
  timeRange,
  useLanguage,
  useWords,
} from '../../../design/index.ts';
import styles from '../Plan.module.css';
import { dayOfWeek, type PlanBoard } from '../plan.ts';
import { ScenarioProblem } from '../whatif/ScenarioProblem.tsx';
import { useAsk } from '../whatif/whatif.ts';
import { growthWords } from './words.ts';

type Suggested = GrowthShown['suggestions'][number];

interface Props {
  readonly board: PlanBoard;
  /** Something is at work on the week: nothing else can be tried meanwhile. */
  readonly isBusy: boolean;
}

/** Beside those without a full week: which new groups would place most of them, each one press from a scenario. */
export function GrowthCard({ board, isBusy }: Props) {
  const t = useWords(growthWords);
  const planId = board.plan?.id ?? '';
  const look = useMutation({
    mutationFn: () => api.post<GrowthShown>(`/api/plan/${board.week}/growth`, { planId }),
  });
  const ask = useAsk(board.week);
  const suggestions = look.data?.suggestions;
  return (
    <Card title={t.title} icon="group">
      <p className="sm muted">{t.intro}</p>
      {suggestions === undefined && (
        <div>
          <Button compact icon="search" busy={look.isPending} onClick={() => look.mutate()}>
            {look.isPending ? t.looking : t.look}
          </Button>
        </div>
      )}
      <div role="status">
        {suggestions?.length === 0 && <p className="sm">{t.none}</p>}
        {suggestions !== undefined && suggestions.length > 0 && (
          <>
            <ul className={styles.ways}>
              {suggestions.map((one) => (
                <Way
                  key={JSON.stringify(one.groups)}
                  one={one}
                  board={board}
                  isBusy={isBusy || ask.isPending}
                  onTry={() => ask.mutate({ is: 'what-if', changes: one.groups })}
                />
              ))}
            </ul>
            <p className="xs hint">{t.sure}</p>
          </>
        )}
      </div>
      <ScenarioProblem fault={look.error ?? ask.error} />
    </Card>
  );
}

interface WayProps extends Props {
  readonly one: Suggested;
  readonly onTry: () => void;
}

function Way({ one: { groups, people }, board, isBusy, onTry }: WayProps) {
  const t = useWords(growthWords);
  const language = useLanguage();
  const inWords = groups.map((group) => groupInWords(group, board, t, language));
  return (
    <li>
      <ul className="plain">
        {inWords.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Pill tone="ok">{t.places(people.length)}</Pill>
      <Button
        look="text"
        compact
        icon="play"
        aria-label={t.tryThis(inWords.join('; '))}
        aria-disabled={isBusy}
        onClick={() => !isBusy && onTry()}
      >
        {t.try}
      </Button>
    </li>
  );
}

/** "Evening group, Wed 6:00–9:00 pm, Downtown, with Dana R." */
function groupInWords(
  { like, start, end, site, staff }: Suggested['groups'][number],
  board: PlanBoard,
  t: (typeof growthWords)[Language],
  language: Language,
): string {
  const label = board.sessions.find(({ id }) => id === like)?.label[language] ?? '';
  const when = `${dayName(dayOfWeek(start), language, 'short')} ${timeRange(start, end, language)}`;
  const where = site === null ? t.video : (board.sites.find(({ id }) => id === site)?.name ?? '');
  const leaders = board.staff.filter(({ id }) => staff.includes(id)).map(({ name }) => name);
  return t.group(label, when, where, leaders.join(', '));
}
