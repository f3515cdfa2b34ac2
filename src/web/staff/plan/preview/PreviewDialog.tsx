import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useId, useState } from 'react';
import { api } from '../../../api.ts';
import { Button, Dialog, Select, TextField, Tick, useLanguage, useWords } from '../../../design/index.ts';
import { BrushPicker } from '../../../design/WeekGrid/BrushPicker.tsx';
import { busySpans, EMPTY_WEEK } from '../../../design/WeekGrid/index.ts';
import { type Brush, PaintGrid } from '../../../design/WeekGrid/PaintGrid.tsx';
import { applyPreset, PRESETS } from '../../../start/presets.ts';
import { lifeInWords } from '../because.ts';
import { PlanProblem } from '../PlanProblem.tsx';
import type { PlanBoard } from '../plan.ts';
import { Answer } from './Answer.tsx';
import {
  askedFrom,
  DAYS_MAX,
  daysIn,
  fieldsOf,
  firstTold,
  HOURS_MAX,
  LEVELS,
  minutesIn,
  type PreviewAsked,
  type PreviewShown,
  type Told,
  USUAL,
} from './asked.ts';
import styles from './Preview.module.css';
import { previewWords } from './words.ts';

interface Props {
  readonly board: PlanBoard;
  readonly onClose: () => void;
}

/** One new intake beside the plan: told on the left, answered on the right as fast as it is told. */
export default function PreviewDialog({ board, onClose }: Props) {
  const t = useWords(previewWords);
  const language = useLanguage();
  const [told, setTold] = useState<Told>(() => firstTold(board, language));
  const tell = (more: Partial<Told>) => setTold((was) => ({ ...was, ...more }));
  const reading = usePreview(board, askedFrom(useDeferredValue(told), board));
  return (
    <Dialog title={t.title} shape="wide" onClose={onClose}>
      <p className="muted">{t.about}</p>
      <div className={styles.two}>
        <Form board={board} told={told} tell={tell} />
        {reading.data ? (
          <Answer board={board} told={told} shown={reading.data} />
        ) : (
          <div className={styles.verdict}>
            <PlanProblem fault={reading.error} />
            {reading.isFetching && <p className="muted">{t.asking}</p>}
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** The answer to one question; while the next is on its way the last one stays. Nothing of it is kept when closed. */
const usePreview = (board: PlanBoard, asked: PreviewAsked | undefined) =>
  useQuery({
    queryKey: ['plan', board.week, 'preview', asked],
    queryFn: ({ signal }) => api.post<PreviewShown>(`/api/plan/${board.week}/preview`, asked, { signal }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

interface FormProps {
  readonly board: PlanBoard;
  readonly told: Told;
  readonly tell: (more: Partial<Told>) => void;
}

function Form({ board, told, tell }: FormProps) {
  const t = useWords(previewWords);
  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      <Select
        label={t.care}
        value={told.level}
        options={LEVELS.map((level) => ({
          value: level,
          label: t.level[level](String(USUAL[level].minutes / 60), USUAL[level].days),
        }))}
        onChange={(level) => tell({ level, ...fieldsOf(level) })}
      />
      <div className={styles.pair}>
        <TextField
          label={t.hours}
          inputMode="decimal"
          maxLength={4}
          value={told.hours}
          error={minutesIn(told.hours) === undefined ? t.number(1, HOURS_MAX) : undefined}
          onChange={(hours) => tell({ hours })}
        />
        <TextField
          label={t.days}
          inputMode="numeric"
          maxLength={1}
          value={told.days}
          error={daysIn(told.days) === undefined ? t.number(1, DAYS_MAX) : undefined}
          onChange={(days) => tell({ days })}
        />
      </div>
      <Life told={told} tell={tell} />
      <Group legend={t.places}>
        <div className={styles.ticks}>
          {board.sites.map(({ id, name }) => (
            <Tick
              key={id}
              label={name}
              checked={told.sites.includes(id)}
              onChange={(on) =>
                tell({ sites: on ? [...told.sites, id] : told.sites.filter((site) => site !== id) })
              }
            />
          ))}
          <Tick label={t.video} checked={told.video} onChange={(video) => tell({ video })} />
        </div>
      </Group>
      <Group legend={t.care}>
        <Tick label={t.visit} checked={told.withVisit} onChange={(withVisit) => tell({ withVisit })} />
        <Tick label={t.dual} checked={told.isDual} onChange={(isDual) => tell({ isDual })} />
        <Tick label={t.family} checked={told.hasFamily} onChange={(hasFamily) => tell({ hasFamily })} />
      </Group>
      <Select
        label={t.language}
        value={told.language}
        options={[
          { value: 'en', label: t.en },
          { value: 'es', label: t.es },
        ]}
        onChange={(language) => tell({ language })}
      />
    </form>
  );
}

/** Busy time by the usual weeks, painted over where needed. */
function Life({ told, tell }: Omit<FormProps, 'board'>) {
  const t = useWords(previewWords);
  const language = useLanguage();
  const [isPainting, setPainting] = useState(false);
  const [brush, setBrush] = useState<Brush>('work');
  const spans = busySpans(told.life).map(({ start, end }): [number, number] => [start, end]);
  return (
    <Group legend={t.life}>
      <p className="sm muted">{spans.length === 0 ? t.free : lifeInWords(spans, language)}</p>
      <div className={styles.presets}>
        {PRESETS.map((preset) => (
          <Button key={preset} compact onClick={() => tell({ life: applyPreset(told.life, preset) })}>
            {t.presets[preset]}
          </Button>
        ))}
        <Button
          compact
          icon="pen"
          look="text"
          aria-expanded={isPainting}
          onClick={() => setPainting(!isPainting)}
        >
          {isPainting ? t.hidePaint : t.paint}
        </Button>
        {spans.length > 0 && (
          <Button compact icon="erase" look="text" onClick={() => tell({ life: EMPTY_WEEK })}>
            {t.clear}
          </Button>
        )}
      </div>
      {isPainting && (
        <div className={styles.paint}>
          <BrushPicker brush={brush} onPick={setBrush} />
          <PaintGrid
            week={told.life}
            brush={brush}
            onStrokeStart={() => {}}
            onChange={(change) => tell({ life: change(told.life) })}
          />
        </div>
      )}
    </Group>
  );
}

function Group({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out as a line of this form.
    <div role="group" aria-labelledby={id} className="stack-tight">
      <h3 id={id}>{legend}</h3>
      {children}
    </div>
  );
}
