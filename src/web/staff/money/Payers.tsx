import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PayersShown } from '../../../treat/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Card,
  Dialog,
  ErrorSummary,
  Select,
  TextArea,
  TextField,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import styles from './Money.module.css';
import { moneyWords } from './words.ts';

const w = words(
  {
    title: 'Payers',
    heading: 'Who pays, and by which rules',
    add: 'Add a payer',
    change: 'Change',
    changeOf: (name: string) => `Change ${name}`,
    none: 'No payer yet. Add the first one.',
    rates: (n: number) => (n === 0 ? 'No rates: money is told in days and units.' : `Rates for ${n} codes`),
    rules: (minutes: number | null, round: string, days: number) =>
      `${minutes === null ? 'Paid by services a day' : `A day is ${minutes} minutes`}; ${round}; claims within ${days} days`,
    name: 'Name',
    set: 'Rules',
    setHint: 'Take the nearest, then enter what your contract says in its place.',
    sources: 'Where these numbers come from',
    minutes: 'Minutes that make a day',
    file: 'Claims are due within, in days',
    payerNumber: 'Payer ID',
    npi: 'Our NPI with this payer',
    rate: 'Rates, in dollars a unit',
    rateHint: 'One a line: H0015 182.00',
    rateWrong: (line: string) => `We could not read “${line}”. Write a code, a space and dollars.`,
    optional: 'if it differs',
    can: 'can wait',
    save: 'Save this payer',
    saved: 'Saved.',
  },
  {
    title: 'Pagadores',
    heading: 'Quién paga y con qué reglas',
    add: 'Agregar un pagador',
    change: 'Cambiar',
    changeOf: (name) => `Cambiar ${name}`,
    none: 'Todavía no hay pagadores. Agregue el primero.',
    rates: (n) =>
      n === 0 ? 'Sin tarifas: el dinero se dice en días y unidades.' : `Tarifas de ${n} códigos`,
    rules: (minutes, round, days) =>
      `${minutes === null ? 'Paga por servicios al día' : `Un día son ${minutes} minutos`}; ${round}; facturas en ${days} días`,
    name: 'Nombre',
    set: 'Reglas',
    setHint: 'Tome la más parecida y anote lo que su contrato dice en su lugar.',
    sources: 'De dónde vienen estos números',
    minutes: 'Minutos que hacen un día',
    file: 'Plazo de las facturas, en días',
    payerNumber: 'Identificador del pagador',
    npi: 'Nuestro NPI con este pagador',
    rate: 'Tarifas, en dólares por unidad',
    rateHint: 'Una por línea: H0015 182.00',
    rateWrong: (line) => `No pudimos leer “${line}”. Escriba un código, un espacio y los dólares.`,
    optional: 'si es distinto',
    can: 'puede esperar',
    save: 'Guardar este pagador',
    saved: 'Guardado.',
  },
);
type Payer = PayersShown['payers'][number];
type RuleSet = PayersShown['ruleSets'][number];

/** The program's payers: rules that come with the program, its contract's own numbers, rates. */
export default function Payers() {
  const t = useWords(w);
  const m = useWords(moneyWords);
  const language = useLanguage();
  const [open, setOpen] = useState<Payer | 'new' | null>(null);
  const reading = useQuery({
    queryKey: ['money', 'payers'],
    queryFn: () => api.get<PayersShown>('/api/money/payers'),
  });
  const { payers = [], ruleSets = [] } = reading.data ?? {};
  return (
    <Frame
      title={t.title}
      heading={t.heading}
      reading={reading}
      actions={
        <Button compact icon="plus" onClick={() => setOpen('new')}>
          {t.add}
        </Button>
      }
    >
      <div className={styles.stack}>
        {payers.length === 0 && <p className="muted">{t.none}</p>}
        {payers.map((payer) => {
          const set = ruleSets.find(({ key }) => key === payer.ruleSet);
          return (
            <Card
              key={payer.id}
              title={payer.name}
              aside={
                <Button compact icon="pen" aria-label={t.changeOf(payer.name)} onClick={() => setOpen(payer)}>
                  {t.change}
                </Button>
              }
            >
              {set && (
                <>
                  <p>{set.label[language]}</p>
                  <p className="sm muted">
                    {t.rules(
                      payer.own.minMinutes ?? set.minMinutes,
                      m.round[(payer.own.round ?? set.round) as keyof typeof m.round],
                      payer.own.fileWithinDays ?? set.fileWithinDays,
                    )}
                  </p>
                </>
              )}
              <p className="sm muted">{t.rates(Object.keys(payer.rates).length)}</p>
            </Card>
          );
        })}
      </div>
      {open !== null && (
        <PayerForm payer={open === 'new' ? null : open} ruleSets={ruleSets} onClose={() => setOpen(null)} />
      )}
    </Frame>
  );
}

/** "H0015 182.00" a line, as cents by code; the first line that cannot be read stands alone. */
function ratesIn(text: string): { readonly rates: Record<string, number> } | { readonly wrong: string } {
  const rates: Record<string, number> = {};
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const match = /^([A-Z]?\d{4,5})\s+\$?(\d{1,5}(?:[.,]\d{1,2})?)$/i.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) return { wrong: line };
    rates[match[1].toUpperCase()] = Math.round(Number(match[2].replace(',', '.')) * 100);
  }
  return { rates };
}

const wholeNumber = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

function PayerForm(props: {
  readonly payer: Payer | null;
  readonly ruleSets: readonly RuleSet[];
  readonly onClose: () => void;
}) {
  const { payer, ruleSets, onClose } = props;
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const [name, setName] = useState(payer?.name ?? '');
  const [ruleSet, setRuleSet] = useState(payer?.ruleSet ?? ruleSets[0]?.key ?? '');
  const [minutes, setMinutes] = useState(String(payer?.own.minMinutes ?? ''));
  const [days, setDays] = useState(String(payer?.own.fileWithinDays ?? ''));
  const [payerNumber, setPayerNumber] = useState(payer?.payerNumber ?? '');
  const [npi, setNpi] = useState(payer?.providerNumber ?? '');
  const [rates, setRates] = useState(
    Object.entries(payer?.rates ?? {})
      .map(([code, cents]) => `${code} ${(cents / 100).toFixed(2)}`)
      .join('\n'),
  );
  const read = ratesIn(rates);
  const set = ruleSets.find((one) => one.key === ruleSet);
  const saving = useMutation({
    mutationFn: () => {
      const [minMinutes, fileWithinDays] = [wholeNumber(minutes), wholeNumber(days)];
      const body = {
        name,
        ruleSet,
        own: {
          ...(minMinutes === undefined ? {} : { minMinutes }),
          ...(payer?.own.round === undefined ? {} : { round: payer.own.round }),
          ...(fileWithinDays === undefined ? {} : { fileWithinDays }),
        },
        rates: 'rates' in read ? read.rates : {},
        payerNumber: payerNumber.trim() || null,
        providerNumber: npi.trim() || null,
        endedOn: payer?.endedOn ?? null,
      };
      return payer === null
        ? api.post('/api/money/payers', body, { key })
        : api.put(`/api/money/payers/${payer.id}`, body, { ifMatch: String(payer.version) });
    },
    onSuccess: () => {
      toast({ text: t.saved });
      void client.invalidateQueries({ queryKey: ['money'] });
      onClose();
    },
  });
  const wrong = 'wrong' in read ? t.rateWrong(read.wrong) : undefined;
  return (
    <Dialog
      title={payer?.name ?? t.add}
      shape="wide"
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={saving.isPending}
          onClick={() =>
            wrong === undefined ? saving.mutate() : document.getElementById('payer-rates')?.focus()
          }
        >
          {t.save}
        </Button>
      }
    >
      <ErrorSummary
        problem={saving.error instanceof Problem ? saving.error : null}
        fields={{
          '/name': 'payer-name',
          '/providerNumber': 'payer-npi',
          '/own/minMinutes': 'payer-minutes',
          '/own/fileWithinDays': 'payer-days',
        }}
      />
      <div className={styles.fields}>
        <TextField id="payer-name" label={t.name} maxLength={120} value={name} onChange={setName} />
        <Select
          label={t.set}
          hint={t.setHint}
          value={ruleSet}
          onChange={setRuleSet}
          options={ruleSets.map((one) => ({ value: one.key, label: one.label[language] }))}
        />
        <TextField
          id="payer-minutes"
          label={t.minutes}
          optional={t.optional}
          inputMode="numeric"
          placeholder={String(set?.minMinutes ?? '')}
          value={minutes}
          onChange={setMinutes}
        />
        <TextField
          id="payer-days"
          label={t.file}
          optional={t.optional}
          inputMode="numeric"
          placeholder={String(set?.fileWithinDays ?? '')}
          value={days}
          onChange={setDays}
        />
        <TextField
          label={t.payerNumber}
          optional={t.can}
          maxLength={40}
          value={payerNumber}
          onChange={setPayerNumber}
        />
        <TextField
          id="payer-npi"
          label={t.npi}
          optional={t.can}
          inputMode="numeric"
          maxLength={10}
          value={npi}
          onChange={setNpi}
        />
      </div>
      <Rates text={rates} wrong={wrong} onChange={setRates} />
      {set && (
        <details>
          <summary>{t.sources}</summary>
          <ul className="sm" lang="en">
            {set.sources.map((source) => (
              <li key={source}>{source}</li>
            ))}
          </ul>
        </details>
      )}
    </Dialog>
  );
}

function Rates(props: {
  readonly text: string;
  readonly wrong: string | undefined;
  readonly onChange: (text: string) => void;
}) {
  const t = useWords(w);
  return (
    <TextArea
      id="payer-rates"
      label={t.rate}
      hint={t.rateHint}
      optional={t.can}
      error={props.wrong}
      value={props.text}
      onChange={props.onChange}
    />
  );
}
