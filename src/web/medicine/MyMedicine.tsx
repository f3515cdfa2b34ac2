import { useQuery } from '@tanstack/react-query';
import type { MyMedicationShown } from '../../treat/index.ts';
import { api, Problem } from '../api.ts';
import {
  Button,
  Card,
  dateWords,
  EmptyState,
  ErrorSummary,
  Page,
  useLanguage,
  useSite,
  useWords,
  words,
} from '../design/index.ts';
import { Bottom } from '../week/Bottom.tsx';

const w = words(
  {
    title: 'My list',
    heading: 'My medicines',
    loading: 'Loading…',
    none: 'Nothing is on your list yet',
    noneBody: 'When you and the team talk about medicines, you will find the list here.',
    dose: 'How you take it',
    from: (who: string) => `Prescribed by ${who}`,
    other: 'Prescribed somewhere else',
    since: (date: string) => `Since ${date}`,
    shot: (from: string, by: string) => `Your next shot here: from ${from} to ${by}.`,
    shotNow: (by: string) => `Your next shot here: by ${by}. Please call us to set a time.`,
    refill: (date: string) => `You have enough until ${date}. Ask for more a few days before.`,
    refillNow: 'Your supply may be used up. Please call us or your pharmacy today.',
    bring: 'What to bring next time',
    things: {
      list: 'This list. You can show it on your phone or print it.',
      packages: 'Your boxes or bottles, even when they are empty.',
      'wallet-card': 'Your wallet card. Show it to any doctor or dentist.',
      'dosing-times': 'When you get your dose. We plan your groups around it.',
    },
    naloxone: 'Naloxone',
    has: 'You have naloxone. It can save a life. Tell the people you live with where it is.',
    until: (date: string) => `It is good until ${date}.`,
    ask: 'Ask us for naloxone. It is free here. It can save a life: yours or a friend’s.',
    stop: 'Before you change or stop anything',
    stopBody: 'Please talk with us first. Some medicines are not safe to stop all at once.',
    call: (phone: string) => `Call us: ${phone}. In danger, call 911.`,
    wrong: 'Is something wrong or missing? Tell us. You know best what you take.',
    print: 'Print',
  },
  {
    title: 'Mi lista',
    heading: 'Mis medicinas',
    loading: 'Cargando…',
    none: 'Su lista está vacía todavía',
    noneBody: 'Cuando hable de medicinas con el equipo, aquí encontrará la lista.',
    dose: 'Cómo la toma',
    from: (who) => `La receta ${who}`,
    other: 'La recetan en otro lugar',
    since: (date) => `Desde el ${date}`,
    shot: (from, by) => `Su próxima inyección aquí: del ${from} al ${by}.`,
    shotNow: (by) => `Su próxima inyección aquí: antes del ${by}. Llámenos para fijar la hora.`,
    refill: (date) => `Le alcanza hasta el ${date}. Pida más unos días antes.`,
    refillNow: 'Puede que se le haya acabado. Llámenos hoy, o llame a su farmacia.',
    bring: 'Qué traer la próxima vez',
    things: {
      list: 'Esta lista. Puede mostrarla en su teléfono o imprimirla.',
      packages: 'Sus cajas o frascos, aunque estén vacíos.',
      'wallet-card': 'Su tarjeta. Muéstrela a todo médico o dentista.',
      'dosing-times': 'A qué hora recibe su dosis. Planeamos sus grupos alrededor.',
    },
    naloxone: 'Naloxona',
    has: 'Usted tiene naloxona. Puede salvar una vida. Diga en casa dónde está.',
    until: (date) => `Sirve hasta el ${date}.`,
    ask: 'Pídanos naloxona. Aquí es gratis. Puede salvar una vida: la suya o la de un amigo.',
    stop: 'Antes de cambiar o dejar algo',
    stopBody: 'Hable primero con nosotros. Algunas medicinas no se pueden dejar de golpe.',
    call: (phone) => `Llámenos: ${phone}. En peligro, llame al 911.`,
    wrong: '¿Falta algo o está mal? Díganos. Usted sabe mejor qué toma.',
    print: 'Imprimir',
  },
);

/** The person's own medicines in plain words: how they take them, what comes next, what to bring. */
export default function MyMedicine() {
  const t = useWords(w);
  const language = useLanguage();
  const site = useSite();
  const reading = useQuery({
    queryKey: ['my', 'medication'],
    queryFn: () => api.get<MyMedicationShown>('/api/my/medication'),
  });
  const shown = reading.data;
  const date = (on: string) => dateWords(on, language, { month: 'long', day: 'numeric' });
  const next = (one: MyMedicationShown['medicines'][number], today: string): string | null => {
    if (one.next === null) return null;
    const { kind, fromOn, dueOn } = one.next;
    if (kind === 'refill') return dueOn < today ? t.refillNow : t.refill(date(dueOn));
    return fromOn <= today || fromOn === dueOn ? t.shotNow(date(dueOn)) : t.shot(date(fromOn), date(dueOn));
  };
  return (
    <Page title={t.title} back="/more" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.error && <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />}
      {shown?.medicines.length === 0 && (
        <EmptyState icon="pill" title={t.none}>
          {t.noneBody}
        </EmptyState>
      )}
      {shown?.medicines.map((one) => (
        <Card key={one.id} title={one.name[language]} icon="pill">
          <p>
            {t.dose}: <b>{one.dose}</b>
          </p>
          {next(one, shown.today) && <p>{next(one, shown.today)}</p>}
          <p className="sm muted">
            {one.prescriber === '' ? t.other : t.from(one.prescriber)}
            {one.since && `. ${t.since(dateWords(one.since, language, { month: 'long', year: 'numeric' }))}`}
          </p>
        </Card>
      ))}
      {shown && shown.bring.length > 0 && (
        <Card title={t.bring} icon="check">
          <ul>
            {shown.bring.map((thing) => (
              <li key={thing}>{t.things[thing]}</li>
            ))}
          </ul>
        </Card>
      )}
      {shown?.naloxone && (
        <Card title={t.naloxone} icon="shield">
          <p>{shown.naloxone.has ? t.has : t.ask}</p>
          {shown.naloxone.has && shown.naloxone.until && (
            <p>{t.until(dateWords(shown.naloxone.until, language, { month: 'long', year: 'numeric' }))}</p>
          )}
        </Card>
      )}
      {shown && shown.medicines.length > 0 && (
        <Card title={t.stop} icon="phone">
          <p>{t.stopBody}</p>
          {site && <p>{t.call(site.phone)}</p>}
        </Card>
      )}
      <p className="muted">{t.wrong}</p>
      <p>
        <Button icon="print" onClick={() => window.print()}>
          {t.print}
        </Button>
      </p>
    </Page>
  );
}
