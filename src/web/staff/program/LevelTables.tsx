import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import { Button, Card, ErrorSummary, Pill, TextField, toast, useWords, words } from '../../design/index.ts';
import { levelWords } from '../assessment/assessment.ts';
import { said } from '../measures-words.ts';
import { JsonFile } from './JsonFile.tsx';
import styles from './Program.module.css';

const w = words(
  {
    title: 'The level-of-care table',
    body: 'A program may load its own. It is taken only when it has a row for everybody and does not contradict itself. Old decisions keep the table they were signed with.',
    inForce: 'in force',
    builtIn: 'comes with the program',
    remarks: (count: number) => `${count} remarks of its check`,
    load: 'Load an own table (JSON)',
    loaded: (version: string) =>
      `Loaded: ${version}. Look who would be judged differently, then put it in force.`,
    compare: (version: string) => `Who would be judged differently by ${version}?`,
    stop: 'Stop',
    judged: (judged: number, total: number) => `${judged} of ${total} past decisions looked at`,
    nobody: 'Nobody would be judged differently.',
    change: (count: number, from: string, to: string) => `${count}: ${from} → ${to}`,
    from: 'In force from',
    put: (version: string) => `Put ${version} in force`,
    done: (version: string, from: string) => `${version} is in force from ${from}.`,
  },
  {
    title: 'La tabla de niveles de atención',
    body: 'Un programa puede cargar la suya. Solo se acepta si tiene una fila para cada persona y no se contradice. Las decisiones anteriores conservan su tabla.',
    inForce: 'vigente',
    builtIn: 'viene con el programa',
    remarks: (count) => `${count} observaciones de su revisión`,
    load: 'Cargar una tabla propia (JSON)',
    loaded: (version) => `Cargada: ${version}. Mire a quién juzgaría distinto y póngala en vigor.`,
    compare: (version) => `¿A quién juzgaría distinto ${version}?`,
    stop: 'Parar',
    judged: (judged, total) => `${judged} de ${total} decisiones revisadas`,
    nobody: 'A nadie se le juzgaría distinto.',
    change: (count, from, to) => `${count}: ${from} → ${to}`,
    from: 'Vigente desde',
    put: (version) => `Poner ${version} en vigor`,
    done: (version, from) => `${version} está vigente desde el ${from}.`,
  },
);

interface Listed {
  readonly version: string;
  readonly about: string;
  readonly isBuiltIn: boolean;
  readonly remarks: readonly { readonly path: string; readonly message: string }[];
}
interface Tables {
  readonly inForce: string;
  readonly tables: readonly Listed[];
}
interface Changes {
  readonly judged: number;
  readonly total: number | null;
  readonly next: string | null;
  readonly changes: readonly { readonly from: string; readonly to: string; readonly count: number }[];
}

/** The tables there are, who would be judged differently by each, and from when one counts. */
export default function LevelTables({ mayLoad }: { readonly mayLoad: boolean }) {
  const t = useWords(w);
  const client = useQueryClient();
  const reading = useQuery({
    queryKey: ['level-tables'],
    queryFn: () => api.get<Tables>('/api/level-tables'),
  });
  const loading = useMutation({
    mutationFn: (table: unknown) =>
      api.post<{ version: string }>('/api/level-tables', { table }, { key: newKey() }),
    onSuccess: ({ version }) => {
      toast({ text: t.loaded(version) });
      void client.invalidateQueries({ queryKey: ['level-tables'] });
    },
  });
  const { inForce, tables = [] } = reading.data ?? {};
  return (
    <Card title={t.title} icon="shield">
      <p className="muted">{t.body}</p>
      <ErrorSummary problem={loading.error instanceof Problem ? loading.error : null} />
      {tables.map((table) => (
        <section key={table.version} className={styles.table} aria-label={table.version}>
          <p className="row wrap">
            <b>{table.version}</b>
            {table.version === inForce && <Pill tone="ok">{t.inForce}</Pill>}
            {table.isBuiltIn && <Pill>{t.builtIn}</Pill>}
          </p>
          <p className="sm">{table.about}</p>
          {table.remarks.length > 0 && (
            <details>
              <summary>{t.remarks(table.remarks.length)}</summary>
              <ul>
                {table.remarks.map(({ path, message }) => (
                  <li key={`${path} ${message}`}>
                    {path}: {message}
                  </li>
                ))}
              </ul>
            </details>
          )}
          {mayLoad && table.version !== inForce && <Compare version={table.version} />}
        </section>
      ))}
      {mayLoad && <JsonFile label={t.load} onRead={(json) => loading.mutate(json)} />}
    </Card>
  );
}

/** Runs over every past decision, a part at a time, with a way to stop; then puts it in force from a day. */
function Compare({ version }: { readonly version: string }) {
  const t = useWords(w);
  const levels = useWords(levelWords).level;
  const client = useQueryClient();
  const [found, setFound] = useState<{
    judged: number;
    total: number;
    isOver: boolean;
    changes: Map<string, number>;
  }>();
  const [fault, setFault] = useState<Problem | null>(null);
  const [from, setFrom] = useState(() => new Intl.DateTimeFormat('en-CA').format(new Date()));
  const isStopped = useRef(false);
  const compare = async () => {
    isStopped.current = false;
    setFault(null);
    const changes = new Map<string, number>();
    let judged = 0;
    let total = 0;
    let after: string | null = null;
    try {
      do {
        const part: Changes = await api.get<Changes>(
          `/api/level-tables/${version}/changes${after === null ? '' : `?after=${after}`}`,
        );
        judged += part.judged;
        total = part.total ?? total;
        for (const { from: was, to, count } of part.changes) {
          changes.set(`${was} ${to}`, (changes.get(`${was} ${to}`) ?? 0) + count);
        }
        after = part.next;
        setFound({ judged, total, isOver: after === null, changes: new Map(changes) });
      } while (after !== null && !isStopped.current);
    } catch (reason) {
      setFault(reason instanceof Problem ? reason : null);
    }
  };
  const putting = useMutation({
    mutationFn: () => api.post(`/api/level-tables/${version}/in-force`, { from }, { key: newKey() }),
    onSuccess: () => {
      toast({ text: t.done(version, from) });
      void client.invalidateQueries({ queryKey: ['level-tables'] });
    },
  });
  const problem = fault ?? (putting.error instanceof Problem ? putting.error : null);
  return (
    <>
      <ErrorSummary problem={problem} fields={{ '/from': `from-${version}` }} />
      <p className="row wrap">
        <Button compact onClick={() => void compare()}>
          {t.compare(version)}
        </Button>
        {found && !found.isOver && (
          <Button
            look="text"
            compact
            onClick={() => {
              isStopped.current = true;
            }}
          >
            {t.stop}
          </Button>
        )}
      </p>
      {found && (
        <div role="status">
          <p>{t.judged(found.judged, found.total)}</p>
          {found.isOver && found.changes.size === 0 && <p>{t.nobody}</p>}
          <ul>
            {[...found.changes].map(([key, count]) => {
              const [was = '', to = ''] = key.split(' ');
              return <li key={key}>{t.change(count, said(levels, was), said(levels, to))}</li>;
            })}
          </ul>
        </div>
      )}
      {found?.isOver && (
        <p className={styles.file}>
          <TextField id={`from-${version}`} type="date" label={t.from} value={from} onChange={setFrom} />
          <Button busy={putting.isPending} onClick={() => putting.mutate()}>
            {t.put(version)}
          </Button>
        </p>
      )}
    </>
  );
}
