import { type ChangeEvent, useRef, useState } from 'react';
import { Button, Dialog, useSite, useWords } from '../../design/index.ts';
import type { FileRead, FoundWeek } from './calendarFile.ts';
import { FoundInFile } from './FoundInFile.tsx';
import { fileWords } from './fileWords.ts';
import { weekWords } from './words.ts';

type State =
  | { readonly is: 'nothing' }
  | { readonly is: 'reading' }
  | { readonly is: 'refused'; readonly why: Exclude<FileRead, FoundWeek>['reason'] | 'unreadable' }
  | { readonly is: 'found'; readonly found: FoundWeek };

const BYTES_MAX = 5_000_000;

/** Picks a calendar file and reads it here, in the browser: nothing of it is sent. */
export function CalendarFile() {
  const about = useWords(weekWords);
  const t = useWords(fileWords);
  const site = useSite();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ is: 'nothing' });
  const close = () => setState({ is: 'nothing' });

  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (file.size > BYTES_MAX) return setState({ is: 'refused', why: 'too-large' });
    setState({ is: 'reading' });
    try {
      const [text, { readCalendar }] = await Promise.all([file.text(), import('./calendarFile.ts')]);
      const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const answer = readCalendar(text, site?.zone ?? device, device, new Date().toLocaleDateString('sv-SE'));
      setState(answer.ok ? { is: 'found', found: answer } : { is: 'refused', why: answer.reason });
    } catch {
      setState({ is: 'refused', why: 'unreadable' });
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
      {state.is === 'refused' && (
        <Dialog
          title={t.refused}
          onClose={close}
          actions={
            <Button look="primary" onClick={close}>
              {t.close}
            </Button>
          }
        >
          <p>{t.why[state.why]}</p>
          <p className="muted">{t.kept}</p>
        </Dialog>
      )}
      {state.is === 'found' && <FoundInFile found={state.found} onClose={close} />}
    </>
  );
}
