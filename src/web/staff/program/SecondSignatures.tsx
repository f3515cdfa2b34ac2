import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, Problem } from '../../api.ts';
import { Card, ErrorSummary, Tick, useWords, words } from '../../design/index.ts';

const w = words(
  {
    title: 'Second signatures',
    body: 'Where this is on, a level of care begins only after a second licensed colleague has signed.',
    at: (name: string) => `Decisions for ${name} need a second signature`,
  },
  {
    title: 'Segundas firmas',
    body: 'Donde esto está activo, un nivel de atención empieza solo cuando firma otro colega con licencia.',
    at: (name) => `Las decisiones para ${name} necesitan una segunda firma`,
  },
);

interface Sites {
  readonly sites: readonly {
    readonly id: string;
    readonly name: string;
    readonly asksSecondSignature: boolean;
  }[];
}

/** Place by place: whether a decision waits for a second signature. */
export default function SecondSignatures() {
  const t = useWords(w);
  const client = useQueryClient();
  const reading = useQuery({ queryKey: ['sites'], queryFn: () => api.get<Sites>('/api/sites') });
  const setting = useMutation({
    mutationFn: ({ id, isAsked }: { readonly id: string; readonly isAsked: boolean }) =>
      api.put(`/api/sites/${id}/second-signature`, { isAsked }),
    // Seen at once; what the server keeps is read after.
    onMutate: ({ id, isAsked }) =>
      client.setQueryData<Sites>(['sites'], (before) => ({
        sites: (before?.sites ?? []).map((one) =>
          one.id === id ? { ...one, asksSecondSignature: isAsked } : one,
        ),
      })),
    onSettled: () => void client.invalidateQueries({ queryKey: ['sites'] }),
  });
  return (
    <Card title={t.title} icon="pen">
      <p className="muted">{t.body}</p>
      <ErrorSummary problem={setting.error instanceof Problem ? setting.error : null} />
      {reading.data?.sites.map(({ id, name, asksSecondSignature }) => (
        <Tick
          key={id}
          label={t.at(name)}
          checked={asksSecondSignature}
          onChange={(isAsked) => setting.mutate({ id, isAsked })}
        />
      ))}
    </Card>
  );
}
