import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AlertRuleShown } from '../../../fit/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import { Card, ErrorSummary, Tick, useWords, words } from '../../design/index.ts';
import { measureWords, said } from '../measures-words.ts';

const w = words(
  {
    title: 'When the team is told',
    safety: 'A yes to a safety question: always, within two hours.',
    score: (name: string, at: number) => `${name} reaches ${at}`,
    subscore: (name: string, part: string, at: number) => `${name}, ${part}: ${at}`,
    worse: (name: string) => `${name} gets worse by more than chance`,
    silent: (days: number) => `No answer for ${days} days`,
    missed: (count: number) => `${count} sessions missed in a row`,
    within: (hours: number) => `within ${hours} h`,
    own: 'for this person',
  },
  {
    title: 'Cuándo se avisa al equipo',
    safety: 'Un sí a una pregunta de seguridad: siempre, en dos horas.',
    score: (name, at) => `${name} llega a ${at}`,
    subscore: (name, part, at) => `${name}, ${part}: ${at}`,
    worse: (name) => `${name} empeora más que por azar`,
    silent: (days) => `Sin respuesta por ${days} días`,
    missed: (count) => `${count} sesiones seguidas sin venir`,
    within: (hours) => `en ${hours} h`,
    own: 'para esta persona',
  },
);

export type Condition = AlertRuleShown['condition'];

/** A rule in words. */
export function useConditionWords(): (condition: Condition) => string {
  const t = useWords(w);
  const m = useWords(measureWords);
  return (condition) => {
    switch (condition.kind) {
      case 'score':
        return t.score(said(m.instrument, condition.instrument), condition.at);
      case 'subscore':
        return t.subscore(
          said(m.instrument, condition.instrument),
          said(m.line, condition.subscore),
          condition.at,
        );
      case 'worse':
        return t.worse(said(m.instrument, condition.instrument));
      case 'silent':
        return t.silent(condition.days);
      case 'missed-sessions':
        return t.missed(condition.inRow);
    }
  };
}

/** A rule of one person takes the place of everybody's on the same subject. */
const subjectOf = (condition: Condition): string =>
  'instrument' in condition
    ? `${condition.kind} ${condition.instrument} ${'subscore' in condition ? condition.subscore : ''}`
    : condition.kind;

/** Shows a rule on or off before the server has answered. */
export function seenAs(client: QueryClient, key: readonly string[], id: string, isOn: boolean): void {
  client.setQueryData<{ rules: AlertRuleShown[] }>(key, (before) => ({
    rules: (before?.rules ?? []).map((one) => (one.id === id ? { ...one, isOn } : one)),
  }));
}

/** Which rules hold for one person; each can be switched off or on for them alone. */
export function RulesCard({ participant }: { readonly participant: string }) {
  const t = useWords(w);
  const wordsOf = useConditionWords();
  const client = useQueryClient();
  const key = ['person', participant, 'rules'];
  const rules = useQuery({
    queryKey: key,
    queryFn: () => api.get<{ rules: AlertRuleShown[] }>(`/api/people/${participant}/alert-rules`),
  });
  const switching = useMutation({
    mutationFn: async ({ rule, isOn }: { readonly rule: AlertRuleShown; readonly isOn: boolean }) => {
      const body = { condition: rule.condition, dueHours: rule.dueHours, isOn };
      if (rule.isForAll) {
        await api.post(`/api/people/${participant}/alert-rules`, body, { key: newKey() });
      } else {
        await api.put(`/api/alert-rules/${rule.id}`, body, { ifMatch: String(rule.version) });
      }
    },
    // Seen at once; what the server keeps is read after.
    onMutate: ({ rule, isOn }) => seenAs(client, key, rule.id, isOn),
    onSettled: () => void client.invalidateQueries({ queryKey: key }),
  });
  const all = rules.data?.rules ?? [];
  const shown = all.filter(
    (rule) =>
      !rule.isForAll ||
      !all.some((own) => !own.isForAll && subjectOf(own.condition) === subjectOf(rule.condition)),
  );
  return (
    <Card title={t.title} icon="bell">
      <p className="sm">{t.safety}</p>
      <ErrorSummary problem={switching.error instanceof Problem ? switching.error : null} />
      {shown.map((rule) => (
        <Tick
          key={rule.id}
          label={`${wordsOf(rule.condition)}, ${t.within(rule.dueHours)}${rule.isForAll ? '' : ` (${t.own})`}`}
          checked={rule.isOn}
          onChange={(isOn) => switching.mutate({ rule, isOn })}
        />
      ))}
    </Card>
  );
}
