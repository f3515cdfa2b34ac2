import { Card, hours, LinkButton, Pill, useLanguage, useSite, useWords } from '../../design/index.ts';
import styles from './Fit.module.css';
import { Drawing } from './Fit.tsx';
import { type FitView, fixInWords } from './fit.ts';
import { fitWords } from './words.ts';

/** No week fits yet: the closest one, and what would change that, easiest first. Every no has a because and a way on. */
export function NotYet({ view }: { readonly view: FitView }) {
  const t = useWords(fitWords);
  const language = useLanguage();
  const site = useSite();
  const { closest, needed, fixes } = view;
  const needs = hours(needed.minutes, language);
  return (
    <>
      <section className={styles.hero}>
        <div className="stack-tight">
          <p className="sm strong dawn">{t.eyebrow}</p>
          <h1>{t.not}</h1>
          <p className="muted">{closest ? t.notBody(hours(closest.minutes, language), needs) : t.nothing}</p>
        </div>
      </section>
      <div className={styles.two}>
        <div className="stack">
          {fixes.length > 0 && (
            <Card title={t.fixes}>
              {fixes.map((fix) => (
                <p key={fix.id} className={styles.fix}>
                  <span>{fixInWords(fix, t, site, language)}</span>
                  <Pill tone={fix.fits ? 'ok' : 'neutral'}>
                    {fix.fits ? t.fixWorks : t.fixEffect(hours(fix.minutes, language))}
                  </Pill>
                </p>
              ))}
              <LinkButton to="/start/week" look="secondary">
                {t.change}
              </LinkButton>
            </Card>
          )}
          {closest && <Drawing view={view} chosen={closest} />}
        </div>
        <aside className="stack">
          <Card title={t.waitTitle} tone="dawn">
            <p>{t.wait}</p>
            <p className="sm">{t.fixLighter}</p>
          </Card>
          <LinkButton to="/start/ask" look="primary">
            {t.ask}
          </LinkButton>
          <p className="sm muted">{t.askNote}</p>
        </aside>
      </div>
    </>
  );
}
