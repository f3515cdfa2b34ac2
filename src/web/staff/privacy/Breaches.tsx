import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  AnchorButton,
  Button,
  Card,
  dateWords,
  EmptyState,
  ErrorSummary,
  Pill,
  Select,
  TextArea,
  TextField,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { ToDuties } from './Duties.tsx';

const FACTORS = ['what-it-held', 'who-got-it', 'whether-seen', 'what-was-done'] as const;
type Factor = (typeof FACTORS)[number];
const TOLD = ['happened', 'steps', 'doing', 'contact'] as const;
type Told = (typeof TOLD)[number];

const w = words(
  {
    title: 'Breaches',
    heading: 'What somebody saw who should not have',
    none: 'No breach was reported',
    noneBody: 'Report what may be one below. The log says whose records were looked at.',
    of: (date: string) => `Found on ${date}`,
    people: (n: number) => (n === 1 ? '1 person' : `${n} people`),
    tell: (date: string) => `Tell everybody by ${date}`,
    told: (n: number) => `${n} were told`,
    hhsAtOnce: (date: string) => `HHS: now, by ${date} at the latest (500 people or more)`,
    hhsYearly: (date: string) => `HHS: once for the year, by ${date} (fewer than 500 people)`,
    hhsDone: (date: string) => `HHS was told on ${date}`,
    media: (date: string) => `The media, by ${date}, if more than 500 live in one state`,
    weigh: 'Weigh the four factors',
    factors: {
      'what-it-held': 'What it held, and whether somebody can be known by it',
      'who-got-it': 'Who used it or got it',
      'whether-seen': 'Whether it was really looked at or taken',
      'what-was-done': 'What was done to make up for it',
    },
    is: 'It is a breach: everybody is told',
    isNot: 'Low probability that anything was compromised',
    notBreach: 'Weighed: low probability that anything was compromised. Nobody has to be told.',
    letter: 'What everybody is told',
    parts: {
      happened: 'What happened, and when',
      steps: 'What they can do',
      doing: 'What you are doing about it',
      contact: 'Whom they can ask: a name, a phone number',
    },
    send: 'Tell everybody now',
    neutral: 'Each finds a letter in their record. A message says only that there is something to read.',
    print: 'Print the letters',
    hhs: 'HHS was told today',
    report: 'Report what may be a breach',
    what: 'What happened',
    found: 'The day it was found',
    who: 'Who looked',
    anybody: 'Anybody',
    from: 'From the day',
    until: 'Until the day',
    look: 'Find whose records were touched',
  },
  {
    title: 'Fugas',
    heading: 'Lo que vio alguien que no debía',
    none: 'No se avisó de ninguna fuga',
    noneBody: 'Avise abajo de lo que pueda serlo. El registro dice qué expedientes se miraron.',
    of: (date) => `Se descubrió el ${date}`,
    people: (n) => (n === 1 ? '1 persona' : `${n} personas`),
    tell: (date) => `Avisar a todos antes del ${date}`,
    told: (n) => `Se avisó a ${n}`,
    hhsAtOnce: (date) => `HHS: ahora, a más tardar el ${date} (500 personas o más)`,
    hhsYearly: (date) => `HHS: una vez por el año, antes del ${date} (menos de 500 personas)`,
    hhsDone: (date) => `Se avisó a HHS el ${date}`,
    media: (date) => `La prensa, antes del ${date}, si más de 500 viven en un estado`,
    weigh: 'Pesar los cuatro factores',
    factors: {
      'what-it-held': 'Qué contenía, y si se puede reconocer a alguien',
      'who-got-it': 'Quién lo usó o lo recibió',
      'whether-seen': 'Si de verdad se miró o se tomó',
      'what-was-done': 'Qué se hizo para remediarlo',
    },
    is: 'Es una fuga: se avisa a todos',
    isNot: 'Poca probabilidad de daño',
    notBreach: 'Pesado: poca probabilidad de daño. No hay que avisar a nadie.',
    letter: 'Lo que se dice a todos',
    parts: {
      happened: 'Qué pasó, y cuándo',
      steps: 'Qué pueden hacer',
      doing: 'Qué hacen ustedes',
      contact: 'A quién preguntar: un nombre, un teléfono',
    },
    send: 'Avisar a todos ahora',
    neutral:
      'Cada persona encuentra una carta en su expediente. El mensaje solo dice que hay algo para leer.',
    print: 'Imprimir las cartas',
    hhs: 'Se avisó a HHS hoy',
    report: 'Avisar de lo que puede ser una fuga',
    what: 'Qué pasó',
    found: 'El día en que se descubrió',
    who: 'Quién miró',
    anybody: 'Cualquiera',
    from: 'Desde el día',
    until: 'Hasta el día',
    look: 'Buscar qué expedientes se tocaron',
  },
);

interface Breach {
  readonly case: string;
  readonly words: string;
  readonly discoveredOn: string;
  readonly people: number;
  readonly told: number;
  readonly peopleBy: string;
  readonly hhs: { readonly by: string; readonly when: 'at-once' | 'yearly' };
  readonly mediaBy: string | null;
  readonly isBreach: boolean | null;
  readonly notifiedAt: string | null;
  readonly hhsToldOn: string | null;
  readonly version: number;
}

/** The privacy officer's breaches: whom each touched, what must be done by when, what was done. */
export default function BreachesPage() {
  const t = useWords(w);
  const reading = useQuery({
    queryKey: ['breaches'],
    queryFn: () => api.get<{ breaches: readonly Breach[] }>('/api/guard/breaches'),
  });
  const breaches = reading.data?.breaches ?? [];
  return (
    <Frame title={t.title} heading={t.heading} reading={reading} beside={<ToDuties />}>
      {breaches.length === 0 ? (
        <EmptyState icon="shield" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        breaches.map((breach) => <One key={breach.case} breach={breach} />)
      )}
      <Report />
    </Frame>
  );
}

const useAct = (path: string, then: () => void = () => {}) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, version }: { body: object; version?: number }) =>
      api.post(path, body, {
        key: newKey(),
        ...(version === undefined ? {} : { ifMatch: String(version) }),
      }),
    onSuccess: () => {
      then();
      void client.invalidateQueries({ queryKey: ['breaches'] });
    },
  });
};

function One({ breach }: { readonly breach: Breach }) {
  const t = useWords(w);
  const language = useLanguage();
  const telling = useAct(`/api/guard/breaches/${breach.case}/told`);
  const day = (date: string) => dateWords(date, language);
  const isTold = breach.notifiedAt !== null;
  return (
    <Card
      title={t.of(day(breach.discoveredOn))}
      aside={
        <Pill tone={isTold || breach.isBreach === false ? 'ok' : 'warn'}>{t.people(breach.people)}</Pill>
      }
    >
      <p>{breach.words}</p>
      {breach.isBreach === false ? (
        <p>{t.notBreach}</p>
      ) : (
        <ul>
          <li>{isTold ? t.told(breach.told) : t.tell(day(breach.peopleBy))}</li>
          <li>
            {breach.hhsToldOn !== null
              ? t.hhsDone(day(breach.hhsToldOn))
              : (breach.hhs.when === 'at-once' ? t.hhsAtOnce : t.hhsYearly)(day(breach.hhs.by))}
          </li>
          {breach.mediaBy !== null && <li>{t.media(day(breach.mediaBy))}</li>}
        </ul>
      )}
      {breach.isBreach === null && <Weigh breach={breach} />}
      {breach.isBreach === true && !isTold && <Tell breach={breach} />}
      <ErrorSummary problem={telling.error instanceof Problem ? telling.error : null} />
      {isTold && (
        <p>
          <AnchorButton href={`/api/guard/breaches/${breach.case}/letters`}>{t.print}</AnchorButton>{' '}
          {breach.hhsToldOn === null && (
            <Button
              busy={telling.isPending}
              onClick={() =>
                telling.mutate({
                  body: { who: 'hhs', on: new Date().toLocaleDateString('en-CA') },
                  version: breach.version,
                })
              }
            >
              {t.hhs}
            </Button>
          )}
        </p>
      )}
    </Card>
  );
}

function Weigh({ breach }: { readonly breach: Breach }) {
  const t = useWords(w);
  const [factors, setFactors] = useState<Partial<Record<Factor, string>>>({});
  const weighing = useAct(`/api/guard/breaches/${breach.case}/assessment`);
  const decide = (isBreach: boolean) =>
    weighing.mutate({ body: { factors, isBreach }, version: breach.version });
  const id = (factor: Factor) => `${factor}-${breach.case}`;
  return (
    <fieldset>
      <legend>{t.weigh}</legend>
      <ErrorSummary
        problem={weighing.error instanceof Problem ? weighing.error : null}
        fields={Object.fromEntries(FACTORS.map((factor) => [`/factors/${factor}`, id(factor)]))}
      />
      {FACTORS.map((factor) => (
        <TextArea
          key={factor}
          id={id(factor)}
          label={t.factors[factor]}
          maxLength={4000}
          value={factors[factor] ?? ''}
          onChange={(value) => setFactors({ ...factors, [factor]: value })}
        />
      ))}
      <p>
        <Button busy={weighing.isPending} onClick={() => decide(true)}>
          {t.is}
        </Button>{' '}
        <Button busy={weighing.isPending} onClick={() => decide(false)}>
          {t.isNot}
        </Button>
      </p>
    </fieldset>
  );
}

function Tell({ breach }: { readonly breach: Breach }) {
  const t = useWords(w);
  const [told, setTold] = useState<Partial<Record<Told, string>>>({});
  const telling = useAct(`/api/guard/breaches/${breach.case}/letters`);
  const id = (part: Told) => `${part}-${breach.case}`;
  return (
    <fieldset>
      <legend>{t.letter}</legend>
      <p className="muted">{t.neutral}</p>
      <ErrorSummary
        problem={telling.error instanceof Problem ? telling.error : null}
        fields={Object.fromEntries(TOLD.map((part) => [`/${part}`, id(part)]))}
      />
      {TOLD.map((part) => (
        <TextArea
          key={part}
          id={id(part)}
          label={t.parts[part]}
          maxLength={4000}
          value={told[part] ?? ''}
          onChange={(value) => setTold({ ...told, [part]: value })}
        />
      ))}
      <p>
        <Button
          busy={telling.isPending}
          onClick={() => telling.mutate({ body: told, version: breach.version })}
        >
          {t.send}
        </Button>
      </p>
    </fieldset>
  );
}

function Report() {
  const t = useWords(w);
  const [what, setWhat] = useState('');
  const [found, setFound] = useState('');
  const [actor, setActor] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const staff = useQuery({
    queryKey: ['staff-who-looked'],
    queryFn: () =>
      api.get<{ staff: readonly { readonly id: string; readonly name: string }[] }>('/api/guard/looks'),
    select: (looks) => looks.staff,
  });
  const reporting = useAct('/api/guard/breaches', () => setWhat(''));
  return (
    <Card title={t.report} icon="warning">
      <ErrorSummary
        problem={reporting.error instanceof Problem ? reporting.error : null}
        fields={{ '/words': 'breach-words', '/discoveredOn': 'breach-found', '/lookedFor': 'breach-who' }}
      />
      <TextArea id="breach-words" label={t.what} maxLength={4000} value={what} onChange={setWhat} />
      <TextField id="breach-found" type="date" label={t.found} value={found} onChange={setFound} />
      <Select
        id="breach-who"
        label={t.who}
        value={actor}
        onChange={setActor}
        options={[
          { value: '', label: t.anybody },
          ...(staff.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField id="breach-from" type="date" label={t.from} value={from} onChange={setFrom} />
      <TextField id="breach-until" type="date" label={t.until} value={until} onChange={setUntil} />
      <p>
        <Button
          busy={reporting.isPending}
          onClick={() =>
            reporting.mutate({
              body: {
                words: what,
                discoveredOn: found,
                lookedFor: {
                  ...(actor === '' ? {} : { actor }),
                  ...(from === '' ? {} : { from }),
                  ...(until === '' ? {} : { until }),
                },
              },
            })
          }
        >
          {t.look}
        </Button>
      </p>
    </Card>
  );
}
