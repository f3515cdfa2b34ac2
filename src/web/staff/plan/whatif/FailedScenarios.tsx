import { Button, Card, useLanguage, useWords } from '../../../design/index.ts';
import { type Named, scenarioName } from './changes.ts';
import { type ScenarioShown, useDiscard } from './whatif.ts';
import { whatIfWords } from './words.ts';

interface Props {
  readonly week: string;
  readonly names: Named;
  readonly scenarios: readonly ScenarioShown[];
}

/** What was tried and came to nothing: said, until somebody has seen it. */
export function FailedScenarios({ week, names, scenarios }: Props) {
  const t = useWords(whatIfWords);
  const language = useLanguage();
  const discard = useDiscard(week);
  const failed = scenarios.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return null;
  return (
    <Card tone="warn" compact>
      <ul className="plain stack-tight">
        {failed.map((scenario) => (
          <li key={scenario.id} className="row between wrap">
            <span>{t.run.failed(scenarioName(scenario, names, t, language))}</span>
            <Button compact busy={discard.isPending} onClick={() => discard.mutate(scenario)}>
              {t.run.dismiss}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
