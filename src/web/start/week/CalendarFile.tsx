import { type ChangeEvent, lazy, Suspense, useRef, useState } from 'react';
import { Button, useSite, useWords } from '../../design/public.ts';
import type { FileAnswered } from './FileAnswer.tsx';
import { weekWords } from './words.ts';

type State =
  | { readonly is: 'nothing' }
  | { readonly is: 'reading' }
  | { readonly is: 'answered'; readonly answer: FileAnswered };

// The reader, its words and its dialog come only for people who bring a file.
const FileAnswer = lazy(() => import('./FileAnswer.tsx'));

const BYTES_MAX = 5_000_000;

/** Picks a calendar file and reads it here, in the browser: nothing of it is sent. */
export function CalendarFile() {
  const about = useWords(weekWords);
  const site = useSite();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ is: 'nothing' });

  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (file.size > BYTES_MAX)
      return setState({ is: 'answered', answer: { ok: false, reason: 'too-large' } });
    setState({ is: 'reading' });
    try {
      const [text, { readCalendar }] = await Promise.all([file.text(), import('./calendarFile.ts')]);
      const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const answer = readCalendar(text, site?.zone ?? device, device, new Date().toLocaleDateString('sv-SE'));
      setState({ is: 'answered', answer });
    } catch {
      setState({ is: 'answered', answer: { ok: false, reason: 'unreadable' } });
    }
  };
  return (
    <>
      <Button compact icon="upload" busy={state.is === 'reading'} onClick={() => input.current?.click()}>
        {about.file}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".ics,text/calendar"
        aria-label={about.file}
        onChange={(event) => void read(event)}
      />
      {state.is === 'answered' && (
        <Suspense>
          <FileAnswer answer={state.answer} onClose={() => setState({ is: 'nothing' })} />
        </Suspense>
      )}
    </>
  );
}
