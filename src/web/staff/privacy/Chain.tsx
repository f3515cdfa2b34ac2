import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, newKey, Problem } from '../../api.ts';
import {
  AnchorButton,
  Button,
  Card,
  ErrorSummary,
  instantWords,
  ProgressStrip,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';

const w = words(
  {
    title: 'The sealed log',
    whole: (rows: number, since: string) =>
      `${rows.toLocaleString('en-US')} records, unbroken since ${since}`,
    empty: 'Nothing is sealed yet. The sealer looks every minute.',
    never: 'Nobody proved it yet.',
    lost: 'The last proof was cut off. Prove it again.',
    waiting: (count: number) => `${count.toLocaleString('en-US')} newer records wait for the next seal.`,
    broken: (seal: number, row: string) =>
      `BROKEN at seal ${seal}${row && `, record ${row}`}. Do not restart. Call whoever runs this program.`,
    asOf: (when: string) => `Proved ${when}.`,
    prove: 'Prove it',
    going: 'Proving the log',
    progress: (done: number, of: number) =>
      `${done.toLocaleString('en-US')} of ${of.toLocaleString('en-US')} records. You may leave this page.`,
    checkpoint: 'Save a checkpoint',
  },
  {
    title: 'El registro sellado',
    whole: (rows, since) => `${rows.toLocaleString('es-US')} registros, sin romper desde ${since}`,
    empty: 'Aún no hay nada sellado. El sellador mira cada minuto.',
    never: 'Nadie lo ha probado aún.',
    lost: 'La última prueba se cortó. Pruébelo otra vez.',
    waiting: (count) => `${count.toLocaleString('es-US')} registros nuevos esperan el próximo sello.`,
    broken: (seal, row) =>
      `ROTO en el sello ${seal}${row && `, registro ${row}`}. No reinicie. Llame a quien opera este programa.`,
    asOf: (when) => `Probado: ${when}.`,
    prove: 'Probarlo',
    going: 'Se prueba el registro',
    progress: (done, of) =>
      `${done.toLocaleString('es-US')} de ${of.toLocaleString('es-US')} registros. Puede salir de esta página.`,
    checkpoint: 'Guardar un punto de control',
  },
);

interface Shown {
  readonly zone: string;
  readonly check: {
    readonly askedAt: string;
    readonly state: 'going' | 'done' | 'lost';
    readonly proved: number;
    readonly rows: number;
    readonly found: {
      readonly seals: number;
      readonly rows: number;
      readonly unsealed: number;
      readonly since: string | null;
      readonly fault: { readonly seal: number; readonly row: number | null } | null;
    } | null;
  } | null;
}
const KEY = ['chain'];
const PATH = '/api/guard/chain';
const LOOK_MS = 1000;

/** The proof of the sealed log: a job with its progress, what it found, and the head to keep elsewhere. */
export function Chain() {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const reading = useQuery({
    queryKey: KEY,
    queryFn: () => api.get<Shown>(PATH),
    refetchInterval: ({ state }) => (state.data?.check?.state === 'going' ? LOOK_MS : false),
  });
  const proving = useMutation({
    mutationFn: () => api.post<Shown>(PATH, {}, { key: newKey() }),
    onSuccess: (after) => client.setQueryData(KEY, after),
  });
  const { data } = reading;
  if (data === undefined) return null;
  const { check, zone } = data;
  const found = check?.found ?? null;
  const fault = found?.fault ?? null;
  const isGoing = check?.state === 'going';
  return (
    <Card title={t.title} icon="shield" tone={fault === null ? 'plain' : 'bad'}>
      <ErrorSummary problem={proving.error instanceof Problem ? proving.error : null} />
      <div role="status">
        {check === null && <p>{t.never}</p>}
        {check?.state === 'lost' && <p>{t.lost}</p>}
        {fault !== null && <p>{t.broken(fault.seal, fault.row === null ? '' : String(fault.row))}</p>}
        {found !== null && fault === null && (
          <p>
            {found.seals === 0
              ? t.empty
              : t.whole(found.rows, instantWords(found.since ?? '', zone, language))}
          </p>
        )}
        {found !== null && fault === null && found.unsealed > 0 && (
          <p className="muted">{t.waiting(found.unsealed)}</p>
        )}
        {found !== null && check !== null && (
          <p className="sm muted">{t.asOf(instantWords(check.askedAt, zone, language))}</p>
        )}
      </div>
      {isGoing ? (
        <ProgressStrip
          title={t.going}
          label={t.going}
          done={check.rows === 0 ? undefined : check.proved / check.rows}
          status={t.progress(check.proved, check.rows)}
        />
      ) : (
        <p className="row wrap">
          <Button compact busy={proving.isPending} onClick={() => proving.mutate()}>
            {t.prove}
          </Button>
          <AnchorButton compact look="text" href="/api/guard/chain/checkpoint" download="checkpoint.json">
            {t.checkpoint}
          </AnchorButton>
        </p>
      )}
    </Card>
  );
}
