import type { Notice as NoticeInForce } from '../../guard/notice/notice.store.ts';
import { Card, dateWords, useLanguage, useWords, words } from '../design/public.ts';

export type { NoticeInForce };

const w = words(
  { since: (day: string) => `In force since ${day}.` },
  { since: (day) => `Vale desde el ${day}.` },
);

/** The notice of privacy practices, part by part. */
export function NoticeText({ notice }: { readonly notice: NoticeInForce }) {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <>
      {notice[language].map(({ title, lines }) => (
        <Card key={title} title={title}>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Card>
      ))}
      <p className="sm muted">{t.since(dateWords(notice.inForceOn, language, { dateStyle: 'long' }))}</p>
    </>
  );
}
