import { Card, Icon, Pill, useLanguage, useWords } from '../../design/index.ts';
import { fixInWords, sentencesOf } from './because.ts';
import styles from './Plan.module.css';
import type { PlanBoard } from './plan.ts';
import { planWords } from './words.ts';

type Short = PlanBoard['unserved'][number];

/** Who has no full week in this plan, why, and what would change that: never a "no" without a because. */
export function CantBePlaced({ board }: { readonly board: PlanBoard }) {
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
            <Person key={short.person} short={short} board={board} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Person({ short, board }: { readonly short: Short; readonly board: PlanBoard }) {
  const words = useWords(planWords);
  const language = useLanguage();
  const { cant: t } = words;
  const about = board.people.find(({ person }) => person === short.person);
  const level = about?.tags.find((tag) => tag in words.level);
  const track = about?.tags.includes('dual') ? words.level.dual : undefined;
  const sentences = sentencesOf(short.because, board, words, language);
  const fixes = short.fixes.flatMap((fix) => {
    const text = fixInWords(fix, board, words, language);
    return text === undefined ? [] : [{ text, serves: fix.serves }];
  });
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
          {fixes.map(({ text, serves }) => (
            <li key={text}>
              <span>{text}</span>
              <Pill tone="ok">{t.places(serves)}</Pill>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
