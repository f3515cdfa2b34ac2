import { Button, toast, useWords } from '../../../design/index.ts';
import { ScenarioProblem } from './ScenarioProblem.tsx';
import { type ScenarioShown, useDiscard, useUse } from './whatif.ts';
import { whatIfWords } from './words.ts';

interface Props {
  readonly week: string;
  readonly scenario: ScenarioShown;
  readonly onGone: () => void;
}

/** Make a scenario the draft, or let it go. One that still needs something done cannot be used as it is. */
export function ScenarioActions({ week, scenario, onGone }: Props) {
  const { head: t } = useWords(whatIfWords);
  const canUse = scenario.obstacles.length === 0 && !scenario.isOutdated;
  const gone = (text: string) => () => {
    onGone();
    toast({ text });
  };
  const use = useUse(week, gone(t.used));
  const discard = useDiscard(week, gone(t.discarded));
  return (
    <>
      <ScenarioProblem fault={use.error ?? discard.error} />
      <Button compact icon="close" busy={discard.isPending} onClick={() => discard.mutate(scenario)}>
        {t.discard}
      </Button>
      {canUse && (
        <Button look="primary" compact icon="check" busy={use.isPending} onClick={() => use.mutate(scenario)}>
          {t.use}
        </Button>
      )}
    </>
  );
}
