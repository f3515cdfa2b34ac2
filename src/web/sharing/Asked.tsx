import { type ReactNode, useState } from 'react';
import { Button, useHeadingFocus, useWords } from '../design/index.ts';
import type { Answers } from './draft.ts';
import { newWords } from './new.words.ts';

export interface StepProps {
  readonly answers: Answers;
  readonly change: (more: Partial<Answers>) => void;
  readonly go: () => void;
}

/** One question with its way on; what is missing is said where it is. */
export function Asked({
  isAnswered,
  go,
  children,
}: {
  readonly isAnswered: boolean;
  readonly go: () => void;
  readonly children: (error: string | undefined) => ReactNode;
}) {
  const t = useWords(newWords);
  const [isTried, setTried] = useState(false);
  useHeadingFocus();
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isAnswered) go();
        else setTried(true);
      }}
    >
      {children(isTried && !isAnswered ? t.missing : undefined)}
      <p>
        <Button type="submit" look="primary">
          {t.go}
        </Button>
      </p>
    </form>
  );
}
