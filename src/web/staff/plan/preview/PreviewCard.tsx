import { lazy, Suspense, useState } from 'react';
import { Button, Card, useWords } from '../../../design/index.ts';
import type { PlanBoard } from '../plan.ts';
import { previewWords } from './words.ts';

// The grid to paint on comes when somebody asks.
const PreviewDialog = lazy(() => import('./PreviewDialog.tsx'));

/** Beside the plan: whether somebody who is not admitted yet would get a week. */
export function PreviewCard({ board }: { readonly board: PlanBoard }) {
  const t = useWords(previewWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <Card title={t.title} icon="search">
      <p className="sm muted">{t.intro}</p>
      <div>
        <Button compact icon="person" onClick={() => setOpen(true)}>
          {t.open}
        </Button>
      </div>
      {isOpen && (
        <Suspense>
          <PreviewDialog board={board} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Card>
  );
}
