import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  ErrorSummary,
  Pill,
  TextArea,
  TextField,
  toast,
  useLanguage,
  useWords,
} from '../../design/index.ts';
import { said } from '../../seen-by/words.ts';
import { askerWords } from '../privacy/look-words.ts';
import styles from './Apart.module.css';
import { apartWords, type Pair, type Pairs } from './apart-words.ts';

/** What every list of pairs is read again after. */
const APART: QueryKey = ['apart'];

/** Pairs, each with why for whoever may read that, and a way to end it that can be taken back. */
export function PairList({ pairs, of }: { readonly pairs: readonly Pair[]; readonly of?: string }) {
  const t = useWords(apartWords);
  const client = useQueryClient();
  const changing = useMutation({
    mutationFn: ({ pair, isKept }: { readonly pair: Pair; readonly isKept: boolean }) =>
      api.post<Pairs>(
        `/api/apart/${pair.people.map(({ participant }) => participant).join('/')}`,
        { isKept },
        { key: newKey() },
      ),
    onSuccess: (_, { isKept }) => {
      toast({ text: isKept ? t.keptNow : t.endedNow });
      return client.invalidateQueries({ queryKey: APART });
    },
  });
  return (
    <>
      <ErrorSummary problem={changing.error instanceof Problem ? changing.error : null} />
      <ul className={styles.pairs}>
        {pairs.map((pair) => (
          <One
            key={pair.people.map(({ participant }) => participant).join()}
            pair={pair}
            of={of}
            onChange={(isKept) => changing.mutate({ pair, isKept })}
          />
        ))}
      </ul>
    </>
  );
}

function One({
  pair,
  of,
  onChange,
}: {
  readonly pair: Pair;
  readonly of: string | undefined;
  readonly onChange: (isKept: boolean) => void;
}) {
  const t = useWords(apartWords);
  const roles = useWords(askerWords);
  const language = useLanguage();
  const codes = pair.people.map(({ recordCode }) => recordCode ?? '…');
  const name = t.pair(codes[0] ?? '', codes[1] ?? '');
  const other = pair.people.find(({ participant }) => participant !== of)?.recordCode ?? '…';
  const isKept = pair.endedAt === null;
  const role = said(roles, pair.owner);
  const groups = pair.shared.map((group) => group[language]).join(', ');
  return (
    <li>
      <p className="row wrap">
        <b>{of === undefined ? name : other}</b>
        <Pill tone={isKept ? 'info' : 'neutral'}>{isKept ? t.kept : t.ended}</Pill>
        <span className="sm muted">{t.owner(role)}</span>
      </p>
      {pair.reason !== null && (
        <p>
          {t.why} {pair.reason}
        </p>
      )}
      {isKept && groups !== '' && <p role="status">{t.shared(groups)}</p>}
      {isKept && !pair.isMine && <p className="sm muted">{t.ask(role)}</p>}
      {pair.isMine && (
        <p>
          <Button
            compact
            look="text"
            aria-label={(isKept ? t.endOf : t.againOf)(name)}
            onClick={() => onChange(!isKept)}
          >
            {isKept ? t.end : t.again}
          </Button>
        </p>
      )}
    </li>
  );
}

/** Two record codes and why; on one person's page their code is there already. */
export function KeepApart({ code, onDone }: { readonly code?: string; readonly onDone?: () => void }) {
  const t = useWords(apartWords);
  const client = useQueryClient();
  const [one, setOne] = useState(code ?? '');
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const keeping = useMutation({
    mutationFn: () =>
      api.post<Pairs>(
        '/api/apart',
        { one: one.trim().toUpperCase(), other: other.trim().toUpperCase(), reason },
        { key: newKey() },
      ),
    onSuccess: () => {
      setOther('');
      setReason('');
      if (code === undefined) setOne('');
      toast({ text: t.keptNow });
      onDone?.();
      return client.invalidateQueries({ queryKey: APART });
    },
  });
  const problem = keeping.error instanceof Problem ? keeping.error : null;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        keeping.mutate();
      }}
    >
      <ErrorSummary
        problem={problem}
        fields={{ '/one': 'apart-one', '/other': 'apart-other', '/reason': 'apart-reason' }}
      />
      {code === undefined && (
        <TextField
          id="apart-one"
          label={t.one}
          maxLength={20}
          autoComplete="off"
          error={problem?.at('/one')}
          value={one}
          onChange={setOne}
        />
      )}
      <TextField
        id="apart-other"
        label={code === undefined ? t.other : t.otherOne}
        maxLength={20}
        autoComplete="off"
        error={problem?.at('/other')}
        value={other}
        onChange={setOther}
      />
      <TextArea
        id="apart-reason"
        label={t.reason}
        maxLength={500}
        error={problem?.at('/reason')}
        value={reason}
        onChange={setReason}
      />
      <p>
        <Button type="submit" busy={keeping.isPending}>
          {t.keep}
        </Button>
      </p>
    </form>
  );
}
