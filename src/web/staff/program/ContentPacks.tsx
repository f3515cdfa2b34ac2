import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, Problem } from '../../api.ts';
import { Card, dateWords, ErrorSummary, Pill, useLanguage, useWords, words } from '../../design/index.ts';
import { measureWords, said } from '../measures-words.ts';
import { JsonFile } from './JsonFile.tsx';
import styles from './Program.module.css';

const w = words(
  {
    title: 'Words of forms',
    body: 'Some forms may not come with the program: their words belong to somebody. Who may use them loads them here, as a content pack.',
    none: 'Nothing was loaded yet.',
    loaded: (name: string, date: string) => `loaded by ${name} on ${date}`,
    old: 'for an older version',
    load: 'Load a content pack (JSON)',
  },
  {
    title: 'Palabras de los formularios',
    body: 'Algunos formularios no pueden venir con el programa: sus palabras son de alguien. Quien puede usarlas las carga aquí, como paquete.',
    none: 'Aún no se cargó nada.',
    loaded: (name, date) => `lo cargó ${name} el ${date}`,
    old: 'para una versión anterior',
    load: 'Cargar un paquete (JSON)',
  },
);

interface Packs {
  readonly packs: readonly {
    readonly instrument: string;
    readonly version: string;
    readonly language: string;
    readonly notice: string;
    readonly loadedBy: string;
    readonly loadedAt: string;
    readonly isInForce: boolean;
  }[];
}

/** The words that were loaded, with their copyright line, and a way to load more. */
export default function ContentPacks({ mayLoad }: { readonly mayLoad: boolean }) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const language = useLanguage();
  const client = useQueryClient();
  const reading = useQuery({
    queryKey: ['content-packs'],
    queryFn: () => api.get<Packs>('/api/content-packs'),
  });
  const loading = useMutation({
    mutationFn: (pack: unknown) => api.put<Packs>('/api/content-packs', pack),
    onSuccess: (answer) => {
      client.setQueryData(['content-packs'], answer);
      void client.invalidateQueries({ queryKey: ['measure-plan'] });
    },
  });
  const packs = reading.data?.packs ?? [];
  return (
    <Card title={t.title} icon="book">
      <p className="muted">{t.body}</p>
      <ErrorSummary problem={loading.error instanceof Problem ? loading.error : null} />
      {packs.length === 0 && <p>{t.none}</p>}
      <ul className={styles.lines}>
        {packs.map((pack) => (
          <li key={`${pack.instrument} ${pack.version} ${pack.language}`}>
            <span>
              <b>
                {said(m.instrument, pack.instrument)} {pack.version}, {pack.language}
              </b>{' '}
              {t.loaded(pack.loadedBy, dateWords(pack.loadedAt.slice(0, 10), language))}{' '}
              {!pack.isInForce && <Pill tone="warn">{t.old}</Pill>}
              <br />
              <span className="sm muted">{pack.notice}</span>
            </span>
          </li>
        ))}
      </ul>
      {mayLoad && <JsonFile label={t.load} onRead={(json) => loading.mutate(json)} />}
    </Card>
  );
}
