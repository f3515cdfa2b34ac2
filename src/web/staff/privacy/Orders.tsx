import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import {
  Button,
  dateWords,
  ErrorSummary,
  Pill,
  RadioCards,
  Select,
  TextField,
  Tick,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { listed, type Part } from '../../sharing/sharing.ts';
import { useAct } from './act.ts';
import { seenWords } from './look-words.ts';
import styles from './Privacy.module.css';
import { Ticks } from './Ticks.tsx';

const w = words(
  {
    orders: 'What its orders open',
    none: 'No order is written down yet.',
    opens: (parts: string, from: string, until: string) => `${parts}; from ${from} to ${until}`,
    to: (name: string, of: string) => `To ${name}, ${of}`,
    used: (date: string) => `let out on ${date}`,
    unused: 'not used yet',
    enter: 'Enter an order',
    code: 'Record code',
    section: 'What kind of order it is',
    sections: {
      '2.64': 'Civil or administrative (2.64)',
      '2.65': 'To investigate or charge the person for an extremely serious crime (2.65)',
      '2.66': 'To investigate or charge the program or its staff (2.66)',
    },
    parts: 'Which parts it opens',
    from: 'From the day',
    until: 'Until the day',
    name: 'Who gets it',
    affiliation: 'Of which court or office',
    grounds: 'It finds the grounds of 2.63 for what was said in confidence',
    hold: 'The record is held from then on: it is not shredded.',
    keep: 'Keep the order',
    kept: 'Kept. The record is held.',
    release: 'Let out under this order…',
    releaseOf: (code: string) => `Let out under this order: ${code}`,
    once: 'It lets something out once. Less than it opens is fine; more is refused.',
    way: 'How it goes out',
    ways: { print: 'on paper', mail: 'by mail', fax: 'by fax', spoken: 'in words', export: 'as a file' },
    what: 'What it is, in a few words',
    letOut: 'Write it down and let it out',
    gone: (to: string) => `Written down. Hand over just this, to ${to}.`,
    close: 'Not now',
  },
  {
    orders: 'Lo que abren sus órdenes',
    none: 'Todavía no hay ninguna orden anotada.',
    opens: (parts, from, until) => `${parts}; del ${from} al ${until}`,
    to: (name, of) => `Para ${name}, ${of}`,
    used: (date) => `salió el ${date}`,
    unused: 'sin usar',
    enter: 'Anotar una orden',
    code: 'Código',
    section: 'Qué clase de orden es',
    sections: {
      '2.64': 'Civil o administrativa (2.64)',
      '2.65': 'Para investigar o acusar a la persona de un delito muy grave (2.65)',
      '2.66': 'Para investigar o acusar al programa o a su personal (2.66)',
    },
    parts: 'Qué partes abre',
    from: 'Desde el día',
    until: 'Hasta el día',
    name: 'Quién lo recibe',
    affiliation: 'De qué juzgado u oficina',
    grounds: 'Reconoce los motivos de 2.63 para lo dicho en confianza',
    hold: 'Desde entonces el expediente se retiene: no se destruye.',
    keep: 'Guardar la orden',
    kept: 'Guardada. El expediente queda retenido.',
    release: 'Dejar salir con esta orden…',
    releaseOf: (code) => `Dejar salir con esta orden: ${code}`,
    once: 'Deja salir algo una sola vez. Menos de lo que abre está bien; más se rechaza.',
    way: 'Cómo sale',
    ways: {
      print: 'en papel',
      mail: 'por correo',
      fax: 'por fax',
      spoken: 'de palabra',
      export: 'como archivo',
    },
    what: 'Qué es, en pocas palabras',
    letOut: 'Anotarlo y dejarlo salir',
    gone: (to) => `Anotado. Entregue solo esto, a ${to}.`,
    close: 'Ahora no',
  },
);

/** Every part of a record an order may open, as the consent forms list them. */
const PARTS: readonly Part[] = [
  'identity',
  'contact',
  'schedule',
  'attendance',
  'assessment',
  'plan',
  'note',
  'counselling_note',
  'measure',
  'medication',
  'test',
  'money',
  'document',
];

type Section = keyof (typeof w)['en']['sections'];
type Way = keyof (typeof w)['en']['ways'];
interface Order {
  readonly id: string;
  readonly recordCode: string | null;
  readonly to: { readonly name: string; readonly affiliation: string } | null;
  readonly section: Section;
  readonly categories: readonly Part[];
  readonly from: string;
  readonly until: string;
  readonly usedAt: string | null;
}

const useDay = () => {
  const language = useLanguage();
  return (date: string) =>
    dateWords(date.slice(0, 10), language, { year: 'numeric', month: 'short', day: 'numeric' });
};
const usePartNames = () => {
  const names = useWords(seenWords);
  const language = useLanguage();
  return {
    all: (parts: readonly Part[]) =>
      listed(
        parts.map((part) => names[part]),
        language,
      ),
    offered: (parts: readonly Part[]) => parts.map((part) => [part, names[part]] as const),
  };
};

/** The orders of one request: what each opens, letting it out once, entering another. */
export function Orders({ request, mayEnter }: { readonly request: string; readonly mayEnter: boolean }) {
  const t = useWords(w);
  const reading = useQuery({
    queryKey: ['orders', request],
    queryFn: () => api.get<{ orders: readonly Order[] }>(`/api/guard/legal-requests/${request}/orders`),
  });
  const [isEntering, setEntering] = useState(false);
  const orders = reading.data?.orders ?? [];
  return (
    <>
      <h3>{t.orders}</h3>
      {reading.isSuccess && orders.length === 0 && <p className="muted">{t.none}</p>}
      <ul className="plain">
        {orders.map((order) => (
          <One key={order.id} request={request} order={order} />
        ))}
      </ul>
      {mayEnter &&
        (isEntering ? (
          <Enter request={request} onDone={() => setEntering(false)} />
        ) : (
          <p>
            <Button onClick={() => setEntering(true)}>{t.enter}</Button>
          </p>
        ))}
    </>
  );
}

function One({ request, order }: { readonly request: string; readonly order: Order }) {
  const t = useWords(w);
  const day = useDay();
  const parts = usePartNames();
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <p className="row wrap">
        <b>{order.recordCode ?? '…'}</b>
        <Pill tone={order.usedAt === null ? 'info' : 'ok'}>
          {order.usedAt === null ? t.unused : t.used(day(order.usedAt))}
        </Pill>
      </p>
      <p>{t.opens(parts.all(order.categories), day(order.from), day(order.until))}</p>
      <p className="sm muted">
        {t.sections[order.section]}
        {order.to !== null && `. ${t.to(order.to.name, order.to.affiliation)}`}
      </p>
      {order.usedAt === null &&
        (isOpen ? (
          <Release request={request} order={order} onDone={() => setOpen(false)} />
        ) : (
          <p>
            <Button aria-label={t.releaseOf(order.recordCode ?? '')} onClick={() => setOpen(true)}>
              {t.release}
            </Button>
          </p>
        ))}
    </li>
  );
}

function Enter({ request, onDone }: { readonly request: string; readonly onDone: () => void }) {
  const t = useWords(w);
  const parts = usePartNames();
  const [code, setCode] = useState('');
  const [section, setSection] = useState<Section>('2.64');
  const [categories, setCategories] = useState<readonly Part[]>([]);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [name, setName] = useState('');
  const [affiliation, setAffiliation] = useState('');
  const [hasConfidentialGrounds, setGrounds] = useState(false);
  const { act, isBusy, problem } = useAct(['orders', request], () => {
    toast({ text: t.kept });
    onDone();
  });
  const id = (field: string) => `order-${field}-${request}`;
  return (
    <fieldset className="stack">
      <legend>{t.enter}</legend>
      <ErrorSummary
        problem={problem}
        fields={{
          '/recordCode': id('code'),
          '/categories': id('parts'),
          '/from': id('from'),
          '/until': id('until'),
          '/recipient/name': id('name'),
          '/recipient/affiliation': id('of'),
        }}
      />
      <TextField
        id={id('code')}
        label={t.code}
        maxLength={20}
        autoComplete="off"
        value={code}
        onChange={setCode}
      />
      <RadioCards
        legend={t.section}
        value={section}
        onChange={setSection}
        choices={(Object.keys(t.sections) as Section[]).map((value) => ({ value, label: t.sections[value] }))}
      />
      <Ticks
        id={id('parts')}
        legend={t.parts}
        offered={parts.offered(PARTS)}
        chosen={categories}
        onChange={setCategories}
      />
      <Tick label={t.grounds} checked={hasConfidentialGrounds} onChange={setGrounds} />
      <div className={styles.search}>
        <TextField id={id('from')} type="date" label={t.from} value={from} onChange={setFrom} />
        <TextField id={id('until')} type="date" label={t.until} value={until} onChange={setUntil} />
        <TextField id={id('name')} label={t.name} maxLength={200} value={name} onChange={setName} />
        <TextField
          id={id('of')}
          label={t.affiliation}
          maxLength={200}
          value={affiliation}
          onChange={setAffiliation}
        />
      </div>
      <p className="muted">{t.hold}</p>
      <p className="row wrap">
        <Button
          look="primary"
          busy={isBusy}
          onClick={() =>
            act({
              path: `/api/guard/legal-requests/${request}/orders`,
              body: {
                recordCode: code.trim().toUpperCase(),
                section,
                categories,
                from,
                until,
                recipient: { name, affiliation },
                hasConfidentialGrounds,
              },
            })
          }
        >
          {t.keep}
        </Button>
        <Button look="text" onClick={onDone}>
          {t.close}
        </Button>
      </p>
    </fieldset>
  );
}

function Release(props: { readonly request: string; readonly order: Order; readonly onDone: () => void }) {
  const { request, order, onDone } = props;
  const t = useWords(w);
  const parts = usePartNames();
  const [categories, setCategories] = useState(order.categories);
  const [from, setFrom] = useState(order.from);
  const [until, setUntil] = useState(order.until);
  const [way, setWay] = useState<Way>('mail');
  const [what, setWhat] = useState('');
  const { act, isBusy, problem } = useAct<{ to: string }>(['orders', request], ({ to }) => {
    toast({ text: t.gone(to) });
    onDone();
  });
  const id = (field: string) => `release-${field}-${order.id}`;
  return (
    <fieldset className="stack">
      <legend>{t.releaseOf(order.recordCode ?? '')}</legend>
      <p className="muted">{t.once}</p>
      <ErrorSummary
        problem={problem}
        fields={{
          '/categories': id('parts'),
          '/from': id('from'),
          '/until': id('until'),
          '/what': id('what'),
        }}
      />
      <Ticks
        id={id('parts')}
        legend={t.parts}
        offered={parts.offered(order.categories)}
        chosen={categories}
        onChange={setCategories}
      />
      <div className={styles.search}>
        <TextField id={id('from')} type="date" label={t.from} value={from} onChange={setFrom} />
        <TextField id={id('until')} type="date" label={t.until} value={until} onChange={setUntil} />
        <Select
          label={t.way}
          value={way}
          onChange={setWay}
          options={(Object.keys(t.ways) as Way[]).map((value) => ({ value, label: t.ways[value] }))}
        />
        <TextField id={id('what')} label={t.what} maxLength={500} value={what} onChange={setWhat} />
      </div>
      <p className="row wrap">
        <Button
          look="primary"
          busy={isBusy}
          onClick={() =>
            act({
              path: `/api/guard/orders/${order.id}/release`,
              body: { recordCode: order.recordCode ?? '', categories, from, until, way, what },
            })
          }
        >
          {t.letOut}
        </Button>
        <Button look="text" onClick={onDone}>
          {t.close}
        </Button>
      </p>
    </fieldset>
  );
}
