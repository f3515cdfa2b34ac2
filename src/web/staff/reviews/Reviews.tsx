import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReviewShown } from '../../../fit/index.ts';
import { api } from '../../api.ts';
import { Card, dateWords, EmptyState, Pill, useLanguage, useWords, words } from '../../design/index.ts';
import { levelWords } from '../assessment/assessment.ts';
import { Frame } from '../Frame.tsx';
import { Suggestions } from './Suggestions.tsx';

const w = words(
  {
    title: 'Reviews',
    heading: 'Whose level to look at again',
    due: (date: string) => `Due ${date}`,
    overdue: (date: string) => `Was due ${date}`,
    waiting: 'Waits for a second signature',
    none: 'Nobody to look at',
    noneBody:
      'Everybody on your care team comes up here before their level is due to be rated again, and sooner when hours fall short or answers change.',
  },
  {
    title: 'Revisiones',
    heading: 'De quién revisar el nivel',
    due: (date) => `Para el ${date}`,
    overdue: (date) => `Era para el ${date}`,
    waiting: 'Espera una segunda firma',
    none: 'Nadie por revisar',
    noneBody:
      'Cada persona de su equipo aparece aquí antes de que toque revisar su nivel, y antes si faltan horas o cambian sus respuestas.',
  },
);

/** Everybody on the counselor's care team, soonest first, with what speaks for looking sooner. */
export default function Reviews() {
  const t = useWords(w);
  const reading = useQuery({
    queryKey: ['reviews'],
    queryFn: () => api.get<{ reviews: ReviewShown[] }>('/api/reviews'),
  });
  const reviews = reading.data?.reviews ?? [];
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      {reviews.length === 0 ? (
        <EmptyState icon="clock" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        reviews.map((review) => <Row key={review.participant} review={review} />)
      )}
    </Frame>
  );
}

function Row({ review }: { readonly review: ReviewShown }) {
  const t = useWords(w);
  const levels = useWords(levelWords).level;
  const language = useLanguage();
  const date = dateWords(review.dueOn, language, { month: 'short', day: 'numeric' });
  return (
    <Card
      title={
        <Link to="/people/$person" params={{ person: review.participant }}>
          {review.recordCode} {review.called}
        </Link>
      }
      aside={
        <Pill tone={review.isOverdue ? 'warn' : 'neutral'}>
          {(review.isOverdue ? t.overdue : t.due)(date)}
        </Pill>
      }
    >
      <p className="row wrap">
        {levels[review.level]}
        {review.isWaiting && <Pill tone="info">{t.waiting}</Pill>}
      </p>
      <Suggestions
        participant={review.participant}
        draft={review.draft}
        isWaiting={review.isWaiting}
        suggestions={review.suggestions}
      />
    </Card>
  );
}
