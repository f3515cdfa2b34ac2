import { Button, useWords } from '../../design/index.ts';
import { weekWords } from './words.ts';
export function CalendarFile() {
  const t = useWords(weekWords);
  return (
    <Button compact icon="upload">
      {t.file}
    </Button>
  );
}
