import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { KeptNoteShown, SessionNotesShown } from '../../../../treat/index.ts';
import { api } from '../../../api.ts';

/** The notes of a session, and how what was saved or signed shows at once. */
export function useNotes(meeting: string, enabled: boolean) {
  const client = useQueryClient();
  const queryKey = ['session', meeting, 'notes'];
  const reading = useQuery({
    queryKey,
    queryFn: () => api.get<SessionNotesShown>(`/api/sessions/${meeting}/notes`),
    enabled,
  });
  const put = (change: (before: SessionNotesShown) => SessionNotesShown) =>
    client.setQueryData<SessionNotesShown>(queryKey, (before) => before && change(before));
  /** Names in it and what reads the same are looked for by the server, over all notes. */
  const lookAgain = useCallback(
    () => void client.invalidateQueries({ queryKey: ['session', meeting, 'notes'] }),
    [client, meeting],
  );
  return {
    notes: reading.data,
    lookAgain,
    savedGroup(group: NonNullable<SessionNotesShown['group']>) {
      put((before) => ({ ...before, group }));
    },
    savedNote(note: KeptNoteShown['note']) {
      put((before) => ({
        ...before,
        people: before.people.map((one) => (one.participant === note.participant ? { ...one, note } : one)),
      }));
      lookAgain();
    },
    signed(notes: SessionNotesShown) {
      put(() => notes);
      void client.invalidateQueries({ queryKey: ['notes-due'] });
    },
  };
}
