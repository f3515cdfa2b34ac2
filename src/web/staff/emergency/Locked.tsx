import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, Problem } from '../../api.ts';
import { Card, ErrorSummary, useWords } from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import styles from './Emergency.module.css';
import { EmergencyFrame } from './EmergencyFrame.tsx';
import { type Emergency, emergencyWords, useOpenEmergency } from './emergency.ts';
import { LockedRecord } from './LockedRecord.tsx';

/** A record that is not the reader's: locked, or open for a while inside the red frame. */
export default function Locked() {
  const t = useWords(emergencyWords);
  const { person } = useParams({ strict: false }) as { person: string };
  const { open, ...reading } = useOpenEmergency(person);
  return (
    <Frame title={t.title} heading={t.title} reading={reading}>
      {open === undefined ? (
        <LockedRecord participant={person} />
      ) : (
        <EmergencyFrame emergency={open}>
          <Who emergency={open} />
        </EmergencyFrame>
      )}
    </Frame>
  );
}

interface Record {
  readonly called: string;
  readonly fullName: string | null;
  readonly bornOn: string | null;
  readonly contact: { readonly channel: string; readonly value: string } | null;
}

function Who({ emergency }: { readonly emergency: Emergency }) {
  const t = useWords(emergencyWords);
  const reading = useQuery({
    queryKey: ['emergency-record', emergency.id],
    queryFn: () => api.get<Record>(`/api/emergencies/${emergency.id}/record`),
    staleTime: 0,
    gcTime: 0,
  });
  const record = reading.data;
  return (
    <Card>
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      {record && (
        <dl className={styles.facts}>
          <div>
            <dt>{t.called}</dt>
            <dd>{record.fullName ?? record.called}</dd>
          </div>
          {record.bornOn && (
            <div>
              <dt>{t.born}</dt>
              <dd>{record.bornOn}</dd>
            </div>
          )}
          <div>
            <dt>{t.reach}</dt>
            <dd>{record.contact?.value ?? t.noContact}</dd>
          </div>
        </dl>
      )}
    </Card>
  );
}
