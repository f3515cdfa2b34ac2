import { Card, Page, telHref, useSite, useWords, words } from '../design/index.ts';
import { Tabs } from './Tabs.tsx';

const w = words(
  {
    title: 'How to help',
    heading: 'How to help',
    lead: 'Small things help, and they add up.',
    say: 'What to say',
    say1: 'Pick a calm time, when they have not used.',
    say2: '“I am glad you went today.”',
    say3: '“Do you want a ride, or some quiet?”',
    say4: 'Listen more than you talk. Leave blame out.',
    do: 'What to do',
    do1: 'Notice a good day, and say so that same day.',
    do2: 'Plan something nice that has no use in it.',
    do3: 'Let them feel what their use costs. You do not have to fix it.',
    do4: 'When you are angry, step away. Talk later.',
    hard: 'After a hard day',
    hard1: 'A return to use happens to many people. It is not the end.',
    hard2: 'Ask: “What would help right now?”',
    hard3: 'Some things are not safe to stop all at once. Ask a doctor first.',
    danger: 'If they do not wake up',
    danger1: 'Call 911. Say where you are.',
    danger2: 'Give naloxone if you have it. You can get it at a drugstore.',
    danger3: 'Lay them on their side and stay.',
    self: 'For you',
    craft: 'CRAFT is a way to help that does not use force. It has been tested, and it helps families.',
    craftLink: 'A free guide in 20 minutes a day',
    alanon: 'Al‑Anon: free groups for family and friends',
    naranon: 'Nar‑Anon: free groups when the matter is drugs',
    smart: 'SMART Recovery for family and friends',
    samhsa: 'SAMHSA: call 1‑800‑662‑4357. Free, day and night',
    tab: 'These links open in a new tab.',
    us: (phone: string) => `Ask us about family time: ${phone}`,
  },
  {
    title: 'Cómo ayudar',
    heading: 'Cómo ayudar',
    lead: 'Las cosas pequeñas ayudan, y se suman.',
    say: 'Qué decir',
    say1: 'Busque un momento de calma, cuando no haya consumido.',
    say2: '“Me alegra que hayas ido hoy.”',
    say3: '“¿Quieres que te lleve, o un rato de calma?”',
    say4: 'Escuche más de lo que habla. No eche culpas.',
    do: 'Qué hacer',
    do1: 'Note un buen día, y dígalo ese mismo día.',
    do2: 'Haga un plan lindo en el que no haya consumo.',
    do3: 'Deje que sienta lo que le cuesta consumir. A usted no le toca arreglarlo.',
    do4: 'Si tiene enojo, aléjese un rato. Hablen después.',
    hard: 'Después de un día duro',
    hard1: 'Volver a consumir le pasa a mucha gente. No es el final.',
    hard2: 'Pregunte: “¿Qué te ayuda ahora?”',
    hard3: 'Algunas cosas no se deben dejar de golpe. Pregunte antes a un médico.',
    danger: 'Si no despierta',
    danger1: 'Llame al 911. Diga dónde está.',
    danger2: 'Dele naloxona si la tiene. Se consigue en la farmacia.',
    danger3: 'Póngale de lado y quédese ahí.',
    self: 'Para usted',
    craft: 'CRAFT es una manera de ayudar sin forzar. Está probada, y ayuda a las familias.',
    craftLink: 'Una guía gratis, 20 minutos al día (en inglés)',
    alanon: 'Al‑Anon: grupos gratis para familia y amigos',
    naranon: 'Nar‑Anon: grupos gratis cuando se trata de drogas',
    smart: 'SMART Recovery para familia y amigos',
    samhsa: 'SAMHSA: llame al 1‑800‑662‑4357. Gratis, día y noche',
    tab: 'Estos enlaces se abren en otra pestaña.',
    us: (phone) => `Pregunte por el tiempo en familia: ${phone}`,
  },
);

const outside = { target: '_blank', rel: 'noreferrer noopener', className: 'tap' } as const;

/** Plain words for whoever wants to help, and places for themself. Nothing here is about anybody. */
export default function Help() {
  const t = useWords(w);
  const site = useSite();
  return (
    <Page title={t.title} tabs={<Tabs />}>
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        <p className="muted">{t.lead}</p>
      </div>
      <Card title={t.say} icon="message">
        <ul>
          <li>{t.say1}</li>
          <li>{t.say2}</li>
          <li>{t.say3}</li>
          <li>{t.say4}</li>
        </ul>
      </Card>
      <Card title={t.do} icon="heart">
        <ul>
          <li>{t.do1}</li>
          <li>{t.do2}</li>
          <li>{t.do3}</li>
          <li>{t.do4}</li>
        </ul>
      </Card>
      <Card title={t.hard} icon="moon">
        <ul>
          <li>{t.hard1}</li>
          <li>{t.hard2}</li>
          <li>{t.hard3}</li>
        </ul>
      </Card>
      <Card title={t.danger} icon="warning" tone="warn">
        <ol>
          <li>{t.danger1}</li>
          <li>{t.danger2}</li>
          <li>{t.danger3}</li>
        </ol>
      </Card>
      <Card title={t.self} icon="group">
        <p>{t.craft}</p>
        <ul className="plain stack-tight">
          <li>
            <a href="https://the20minuteguide.com/" {...outside}>
              {t.craftLink}
            </a>
          </li>
          <li>
            <a href="https://al-anon.org/" {...outside}>
              {t.alanon}
            </a>
          </li>
          <li>
            <a href="https://www.nar-anon.org/" {...outside}>
              {t.naranon}
            </a>
          </li>
          <li>
            <a href="https://smartrecovery.org/family/" {...outside}>
              {t.smart}
            </a>
          </li>
          <li>
            <a href="tel:18006624357" className="tap">
              {t.samhsa}
            </a>
          </li>
          {site && (
            <li>
              <a href={telHref(site.phone)} className="tap">
                {t.us(site.phone)}
              </a>
            </li>
          )}
        </ul>
        <p className="sm muted">{t.tab}</p>
      </Card>
    </Page>
  );
}
