import type { KeptGroupNoteShown, SessionNotesShown } from '../../../../treat/index.ts';
import { api } from '../../../api.ts';
import { Card, Pill, TextArea, useLanguage, useWords } from '../../../design/index.ts';
import { clockAt } from '../said.ts';
import { Chips } from './Chips.tsx';
import { SaidSaved } from './SaidSaved.tsx';
import { type Clash, useKept } from './useKept.ts';
import { noteWords } from './words.ts';

type Group = NonNullable<SessionNotesShown['group']>;
type Content = Group['content'];
const EMPTY: Content = { topics: [], words: '' };

interface Props {
  readonly notes: SessionNotesShown;
  readonly zone: string;
  readonly onSaved: (group: Group) => void;
}

/** What the group did, once for everybody's record, and so without a name. */
export function GroupNote({ notes, zone, onSaved }: Props) {
  const t = useWords(noteWords);
  const language = useLanguage();
  const { group, topics, meeting } = notes;
  const kept = useKept<Content>({
    server: { content: group?.content ?? EMPTY, version: group?.version ?? 0 },
    async save(content, version) {
      const answer = await api.put<KeptGroupNoteShown>(`/api/sessions/${meeting}/group-note`, content, {
        ifMatch: `"${version}"`,
      });
      onSaved(answer.group);
      return { ...answer.group, mergedBy: answer.merged?.by ?? null };
    },
    clashOf: ({ document }) => {
      const current = document.current as { readonly group?: Group } | undefined;
      return current?.group && ({ ...current.group, by: current.group.savedBy } satisfies Clash<Content>);
    },
  });
  const title = (
    <span>
      {t.group} <span className="muted">{t.forAll}</span>
    </span>
  );
  if (group?.state === 'signed' && group.signature !== null) {
    return (
      <Card title={title} aside={<Pill tone="ok">{t.states.signed}</Pill>}>
        <p>{group.content.words}</p>
        <p className="sm muted">
          {t.signedBy(group.signature.by, clockAt(group.signature.at, zone, language))}
        </p>
      </Card>
    );
  }
  const named = (group?.names ?? []).map(({ words }) => `“${words}”`);
  return (
    <Card title={title} aside={<Pill>{t.noNames}</Pill>}>
      {topics.length > 0 && (
        <Chips
          label={t.topics}
          choices={topics.map((topic) => ({ value: topic.key, label: topic[language] }))}
          chosen={kept.content.topics}
          onChange={(chosen) => kept.change({ topics: [...chosen] })}
        />
      )}
      <TextArea
        id="group-note"
        label={t.did}
        rows={3}
        maxLength={8000}
        value={kept.content.words}
        error={named.length > 0 ? t.namesIn([...new Set(named)].join(', ')) : undefined}
        onChange={(words) => kept.change({ words })}
        onBlur={() => void kept.flush()}
      />
      <SaidSaved kept={kept} zone={zone} />
    </Card>
  );
}
