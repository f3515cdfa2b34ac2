import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Dialog,
  dateWords,
  EmptyState,
  ErrorSummary,
  hours,
  Pill,
  pluralEn,
  pluralEs,
  TextField,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { Shortfalls } from '../today/Shortfalls.tsx';
import { Find } from './Find.tsx';
import styles from './People.module.css';

const w = words(
  {
    title: 'People',
    heading: 'My people',
    empty: 'Nobody is on your care team yet',
    emptyBody:
      'When you sign a decision that admits somebody, you join their care team and they appear here.',
    code: 'Code',
    name: 'Name',
    level: 'Level of care',
    dose: 'Prescribed',
    since: 'Since',
    invite: 'Invite to sign in',
    inviteOf: (code: string) => `Invite to sign in: ${code}`,
    perWeek: (h: string, days: number) =>
      `${h} h, ${pluralEn(days, { one: '1 day', other: `${days} days` })}`,
    dual: 'dual',
    linkTitle: 'A one-time address',
    linkBody:
      'Give it to the person yourself: shown on your screen, or by the safe way they chose. It works once, for 72 hours.',
    link: 'Address',
    copy: 'Copy',
    copied: 'Copied',
  },
  {
    title: 'Personas',
    heading: 'Mis personas',
    empty: 'Todavía no hay nadie en su equipo de atención',
    emptyBody:
      'Cuando firme una decisión que ingresa a alguien, usted pasa a su equipo y la persona aparece aquí.',
    code: 'Código',
    name: 'Nombre',
    level: 'Nivel de atención',
    dose: 'Indicado',
    since: 'Desde',
    invite: 'Invitar a entrar',
    inviteOf: (code) => `Invitar a entrar: ${code}`,
    perWeek: (h, days) => `${h} h, ${pluralEs(days, { one: '1 día', other: `${days} días` })}`,
    dual: 'dual',
    linkTitle: 'Una dirección de un solo uso',
    linkBody:
      'Désela usted: en su pantalla, o por la vía segura que eligió. Sirve una vez, durante 72 horas.',
    link: 'Dirección',
    copy: 'Copiar',
    copied: 'Copiado',
  },
);

interface Row {
  readonly participant: string;
  readonly recordCode: string | null;
  readonly called: string | null;
  readonly level: 'OP' | 'IOP' | 'PHP';
  readonly track: 'standard' | 'dual';
  readonly minutesPerWeek: number;
  readonly daysMin: number;
  readonly since: string;
}

export default function People() {
  const t = useWords(w);
  const language = useLanguage();
  const reading = useQuery({
    queryKey: ['people'],
    queryFn: () => api.get<{ people: readonly Row[] }>('/api/people'),
  });
  const inviting = useMutation({
    mutationFn: (participant: string) =>
      api.post<{ link: string }>(`/api/people/${participant}/invitation`, {}),
  });
  const people = reading.data?.people ?? [];
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      <ErrorSummary problem={inviting.error instanceof Problem ? inviting.error : null} />
      <Find />
      <Shortfalls />
      {people.length === 0 ? (
        <EmptyState icon="group" title={t.empty}>
          {t.emptyBody}
        </EmptyState>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.code}</th>
              <th scope="col">{t.name}</th>
              <th scope="col">{t.level}</th>
              <th scope="col">{t.dose}</th>
              <th scope="col">{t.since}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {people.map((row) => (
              <tr key={row.participant}>
                <th scope="row">
                  <Link to="/people/$person" params={{ person: row.participant }}>
                    {row.recordCode}
                  </Link>
                </th>
                <td data-label={t.name}>{row.called}</td>
                <td data-label={t.level}>
                  {row.level} {row.track === 'dual' && <Pill tone="info">{t.dual}</Pill>}
                </td>
                <td data-label={t.dose}>{t.perWeek(hours(row.minutesPerWeek, language), row.daysMin)}</td>
                <td data-label={t.since}>
                  {dateWords(row.since, language, { month: 'short', day: 'numeric', year: 'numeric' })}
                </td>
                <td>
                  <Button
                    compact
                    icon="link"
                    aria-label={t.inviteOf(row.recordCode ?? '')}
                    onClick={() => inviting.mutate(row.participant)}
                  >
                    {t.invite}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {inviting.data && <Invitation link={inviting.data.link} onClose={() => inviting.reset()} />}
    </Frame>
  );
}

function Invitation({ link, onClose }: { readonly link: string; readonly onClose: () => void }) {
  const t = useWords(w);
  const [isCopied, setCopied] = useState(false);
  return (
    <Dialog
      title={t.linkTitle}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          onClick={async () => {
            await navigator.clipboard.writeText(link);
            setCopied(true);
          }}
        >
          <span role="status">{isCopied ? t.copied : t.copy}</span>
        </Button>
      }
    >
      <p>{t.linkBody}</p>
      <TextField
        label={t.link}
        value={link}
        readOnly
        onChange={() => {}}
        onFocus={(event) => event.target.select()}
      />
    </Dialog>
  );
}
