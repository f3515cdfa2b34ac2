import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NotesOfPersonShown, OneNoteShown } from '../../../../treat/index.ts';
import { api } from '../../../api.ts';

export type NoteShown = NotesOfPersonShown['notes'][number];
export type NoteKind = NoteShown['kind'];

/** What of somebody's notes is asked for; empty: everything. */
interface Which {
  readonly kind: NoteKind | '';
  readonly goal: string;
}

/** The notes of somebody page by page, the newest first. */
export const useNotesOf = (person: string, { kind, goal }: Which) =>
  useInfiniteQuery({
    queryKey: ['person', person, 'notes', kind, goal],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({
        ...pageParam,
        ...(kind === '' ? {} : { kind }),
        ...(goal === '' ? {} : { goal }),
      }).toString();
      return api.get<NotesOfPersonShown>(`/api/people/${person}/notes${asked === '' ? '' : `?${asked}`}`);
    },
    initialPageParam: {} as Record<string, string>,
    getNextPageParam: ({ notes, more }) => {
      const last = notes.at(-1);
      return more && last !== undefined ? { before: last.startsAt, beside: last.note } : undefined;
    },
  });

const oneKey = (person: string, note: string) => ['person', person, 'note', note];

/** One note with what its group did. */
export const useOneNote = (person: string, note: string, enabled = true) =>
  useQuery({
    queryKey: oneKey(person, note),
    queryFn: () => api.get<OneNoteShown>(`/api/people/${person}/notes/${note}`),
    enabled,
  });

/** Shows what was saved or signed at once, and looks for the lists it stands in again. */
export function useShowNote(person: string, note: string) {
  const client = useQueryClient();
  return {
    show(answer: OneNoteShown) {
      client.setQueryData(oneKey(person, note), answer);
      void client.invalidateQueries({ queryKey: ['person', person, 'notes'] });
      void client.invalidateQueries({ queryKey: ['notes-due'] });
    },
    saved(saved: NoteShown) {
      client.setQueryData<OneNoteShown>(
        oneKey(person, note),
        (before) => before && { ...before, note: saved },
      );
      void client.invalidateQueries({ queryKey: ['person', person, 'notes'], refetchType: 'none' });
    },
    versionNow: () => client.getQueryData<OneNoteShown>(oneKey(person, note))?.note.version ?? 0,
  };
}
