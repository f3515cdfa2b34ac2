import { useState } from 'react';
import {
  Button,
  classes,
  Dialog,
  Icon,
  type IconName,
  Tick,
  useLanguage,
  useWords,
} from '../../../design/index.ts';
import type { PlanBoard } from '../plan.ts';
import { changeInWords, groupName, type Named } from './changes.ts';
import { Fields } from './Fields.tsx';
import {
  type Clash,
  changeFrom,
  clashOf,
  type Filled,
  firstFilling,
  TEMPLATES,
  type Template,
} from './filling.ts';
import { formWords } from './formWords.ts';
import { ScenarioProblem } from './ScenarioProblem.tsx';
import styles from './WhatIf.module.css';
import { type ScenarioShown, useAsk, type WeekChange } from './whatif.ts';
import { whatIfWords } from './words.ts';

const ICONS: Readonly<Record<Template, IconName>> = {
  'staff-away': 'person',
  'room-closed': 'door',
  'add-group': 'plus',
  'open-group': 'star',
  'raise-cap': 'group',
  'move-group': 'clock',
  'accept-intakes': 'inbox',
};

interface Props {
  readonly board: PlanBoard;
  readonly names: Named;
  /** The scenario on the page, which a new one can take along. */
  readonly shown: ScenarioShown | undefined;
  readonly onClose: () => void;
}

/** One change of the week, chosen from templates and tried beside the draft. */
export function WhatIfDialog({ board, names, shown, onClose }: Props) {
  const t = useWords(formWords);
  const words = useWords(whatIfWords);
  const language = useLanguage();
  const [filled, setFilled] = useState<Filled>(() => firstFilling(board));
  const [isAlso, setIsAlso] = useState(false);
  const ask = useAsk(board.week);
  const change = changeFrom(filled, board);
  const clash = change && clashOf(change, board);
  const changes: WeekChange[] = [...(isAlso && shown ? shown.changes : []), ...(change ? [change] : [])];
  const canTry = change !== undefined && clash === undefined;
  const fill = (more: Partial<Filled>) => setFilled((was) => ({ ...was, ...more }));
  return (
    <Dialog
      title={t.title}
      shape="wide"
      onClose={onClose}
      actions={
        <>
          <Button look="text" onClick={onClose}>
            {t.close}
          </Button>
          <Button
            look="primary"
            icon="play"
            busy={ask.isPending}
            aria-disabled={!canTry}
            onClick={() => canTry && ask.mutate({ is: 'what-if', changes }, { onSuccess: onClose })}
          >
            {t.go}
          </Button>
        </>
      }
    >
      <p className="muted">{t.intro}</p>
      <ScenarioProblem fault={ask.error} />
      <fieldset className={styles.templates}>
        <legend>{t.what}</legend>
        {TEMPLATES.map((template) => (
          <label key={template} className={styles.template}>
            <input
              type="radio"
              name="what-if-template"
              className="visually-hidden"
              checked={filled.template === template}
              onChange={() => fill({ template })}
            />
            <Icon name={ICONS[template]} />
            {t.template[template]}
          </label>
        ))}
      </fieldset>
      <Fields board={board} filled={filled} fill={fill} />
      {shown && shown.kind === 'what-if' && <Tick label={t.also} checked={isAlso} onChange={setIsAlso} />}
      <div className={classes(styles.sum, clash && styles.clash)} role="status">
        {clash ? (
          <p className="row">
            <Icon name="warning" />
            {clashWords(clash)}
          </p>
        ) : (
          changes.length > 0 && (
            <>
              <p>
                {t.sum}: <b>{changes.map((one) => changeInWords(one, names, words, language)).join(' · ')}</b>
              </p>
              <p className="sm muted">{t.about}</p>
            </>
          )
        )}
      </div>
    </Dialog>
  );

  function clashWords(found: Clash): string {
    const group = groupName(found.group, language);
    return found.of === 'room'
      ? t.clash.room(board.rooms.find(({ id }) => id === found.room)?.name ?? '', group)
      : t.clash.staff(board.staff.find(({ id }) => id === found.staff)?.name ?? '', group);
  }
}
