import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, Problem } from '../../api.ts';
import { Card, ErrorSummary, Tick, useWords, words } from '../../design/index.ts';

const w = words(
  {
    title: 'What people read of the staff',
    roleOnly: 'Show roles without names',
    hint: 'On the page where people see who looked at their record. You see the names all the same.',
  },
  {
    title: 'Lo que leen del personal',
    roleOnly: 'Mostrar el puesto sin el nombre',
    hint: 'En la página donde cada persona ve quién miró su expediente. Usted ve los nombres igual.',
  },
);

interface Rule {
  readonly staffShown: 'name-and-role' | 'role-only';
}
const KEY = ['staff-shown'];
const PATH = '/api/guard/staff-shown';

/** The site's rule: whether people read who of the staff looked by name, or by role alone. */
export function StaffShown() {
  const t = useWords(w);
  const client = useQueryClient();
  const reading = useQuery({ queryKey: KEY, queryFn: () => api.get<Rule>(PATH) });
  const changing = useMutation({
    mutationFn: (rule: Rule) => api.put<Rule>(PATH, rule),
    onMutate: (rule) => client.setQueryData(KEY, rule),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  if (reading.data === undefined) return null;
  return (
    <Card title={t.title}>
      <ErrorSummary problem={changing.error instanceof Problem ? changing.error : null} />
      <Tick
        label={t.roleOnly}
        hint={t.hint}
        checked={reading.data.staffShown === 'role-only'}
        onChange={(isOn) => changing.mutate({ staffShown: isOn ? 'role-only' : 'name-and-role' })}
      />
    </Card>
  );
}
