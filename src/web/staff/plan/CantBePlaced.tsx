import { Button, Card, Icon, Pill, useLanguage, useWords } from '../../design/index.ts';
import { fixInWords, sentencesOf } from './because.ts';
import styles from './Plan.module.css';
import type { PlanBoard } from './plan.ts';
import { canBeTried } from './whatif/Repair.tsx';
import { ScenarioProblem } from './whatif/ScenarioProblem.tsx';
import { triedIn } from './whatif/tried.ts';
import { type ScenarioShown, useAsk } from './whatif/whatif.ts';
import { whatIfWords } from './whatif/words.ts';
import { planWords } from './words.ts';

type Short = PlanBoard['unserved'][number];

interface Props {
  readonly board: PlanBoard;
  readonly scenarios: readonly ScenarioShown[];
  /** Something is at work on the week: nothing else can be tried meanwhile. */
  readonly isBusy: boolean;
  readonly onShow: (scenario: string) => void;
}

/** Who has no full week in this plan, why, and what would change that: never a "no" without a because. */
export function CantBePlaced(props: Props) {
  const { board } = props;
  const { cant: t } = useWords(planWords);
  const { unserved, plan, waiting } = board;
  if (plan === null) {
    return (
      <Card title={t.title}>
        <p className="muted">{t.later}</p>
      </Card>
    );
  }
  const codes = new Map(board.people.map(({ person, code }) => [person, code]));
  const byCode = unserved.toSorted((a, b) =>
    (codes.get(a.person) ?? '').localeCompare(codes.get(b.person) ?? ''),
  );
  return (
    <Card
      title={t.title}
      aside={<Pill tone={unserved.length > 0 ? 'bad' : 'ok'}>{t.count(unserved.length)}</Pill>}
    >
      {waiting > plan.people && (
        <p className="sm row">
          <Icon name="info" size={18} />
          {t.since(waiting - plan.people)}
        </p>
      )}
      {unserved.length === 0 ? (
        <>
          <p className="row strong">
            <Icon name="check" />
            {t.none}
          </p>
          <p className="sm muted">{t.noneBody}</p>
        </>
      ) : (
        <ul className="plain">
          {byCode.map((short) => (
            <Person key={short.person} short={short} {...props} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Person({ short, board, scenarios, isBusy, onShow }: Props & { readonly short: Short }) {
  const words = useWords(planWords);
  const language = useLanguage();
  const { cant: t } = words;
  const about = board.people.find(({ person }) => person === short.person);
  const level = about?.tags.find((tag) => tag in words.level);
  const track = about?.tags.includes('dual') ? words.level.dual : undefined;
  const sentences = sentencesOf(short.because, board, words, language);
  const ask = useAsk(board.week);
  const fixes = short.fixes.flatMap((fix, nth) => {
    const text = fixInWords(fix, board, words, language);
    return text === undefined ? [] : [{ text, nth, fix }];
  });
  const planId = board.plan?.id ?? '';
  const canTry = canBeTried(board);
  return (
    <li className={styles.person}>
      <div className="row between wrap">
        <h3>{about?.code}</h3>
        <span className="xs muted">
          {t.prescribed(
            [level && words.level[level], track].filter(Boolean).join(' · '),
            about?.minutes ?? 0,
          )}
        </span>
      </div>
      <p className="sm">
        {sentences.join(' ')} <b>{t.gets(short.minutes, about?.minutes ?? 0)}</b>
      </p>
      {fixes.length === 0 ? (
        <p className="sm muted">{t.noWays}</p>
      ) : (
        <ul className={styles.ways} aria-label={t.ways}>
          {fixes.map(({ text, nth, fix }) => (
            <li key={nth}>
              <span>{text}</span>
              <Pill tone="ok">{t.places(fix.serves)}</Pill>
              {canTry && (
                <TryIt
                  text={text}
                  tried={triedIn(scenarios, planId, short.person, fix)}
                  isBusy={isBusy || ask.isPending}
                  onTry={() => ask.mutate({ is: 'fix', planId, person: short.person, fix: nth })}
                  onShow={onShow}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <ScenarioProblem fault={ask.error} />
    </li>
  );
}

interface TryItProps {
  readonly text: string;
  readonly tried: ScenarioShown | undefined;
  readonly isBusy: boolean;
  readonly onTry: () => void;
  readonly onShow: (scenario: string) => void;
}

/** A way out is tried beside the draft, never in it; what was tried already is one press away. */
function TryIt({ text, tried, isBusy, onTry, onShow }: TryItProps) {
  const t = useWords(whatIfWords);
  if (tried !== undefined) {
    return (
      <Button look="text" compact icon="eye" aria-label={t.seeThis(text)} onClick={() => onShow(tried.id)}>
        {t.see}
      </Button>
    );
  }
  return (
    <Button
      look="text"
      compact
      icon="play"
      aria-label={t.tryThis(text)}
      aria-disabled={isBusy}
      onClick={() => !isBusy && onTry()}
    >
      {t.try}
    </Button>
  );
}
