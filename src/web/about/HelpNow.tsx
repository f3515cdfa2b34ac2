import { Card, HelpList, Page, useWords, words } from '../design/public.ts';

const w = words(
  {
    title: 'Help now',
    heading: 'Help right now',
    intro: 'You can reach a person at any hour. It is all right to call if you are not sure.',
    overdose: 'If someone may have taken too much',
    od1: 'Call 911. Say where you are.',
    od2: 'Give naloxone (Narcan) if you have it.',
    od3: 'Lay the person on their side. Stay until help comes.',
    od4: 'In most states the law shields people who call for help.',
    stop: 'If you feel sick after you stop',
    stopBody: 'Shaking, seeing things, a seizure or a racing heart need a doctor now. Call 911.',
    talk: 'Free help to find care',
    talkBody: 'The national helpline is open day and night, in English and Spanish. It is free and private.',
    talkCall: 'Call 1‑800‑662‑4357',
  },
  {
    title: 'Ayuda ahora',
    heading: 'Ayuda ahora mismo',
    intro: 'Puede hablar con una persona a toda hora. Puede llamar aunque no esté seguro.',
    overdose: 'Si alguien pudo haber tomado demasiado',
    od1: 'Llame al 911. Diga dónde está.',
    od2: 'Dé naloxona (Narcan) si la tiene.',
    od3: 'Ponga a la persona de lado. Quédese hasta que llegue ayuda.',
    od4: 'En casi todos los estados la ley protege a quien llama.',
    stop: 'Si se siente mal al dejar de consumir',
    stopBody:
      'Temblores, ver cosas, una convulsión o el corazón muy rápido necesitan un médico ya. Llame al 911.',
    talk: 'Ayuda gratis para hallar atención',
    talkBody: 'La línea nacional atiende día y noche, en inglés y español. Es gratis y privada.',
    talkCall: 'Llamar al 1‑800‑662‑4357',
  },
);

export default function HelpNow() {
  const t = useWords(w);
  return (
    <Page title={t.title} back={() => window.history.back()}>
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        <p className="muted">{t.intro}</p>
      </div>
      <Card>
        <HelpList />
      </Card>
      <Card title={t.overdose} tone="bad" icon="warning">
        <ol>
          <li>{t.od1}</li>
          <li>{t.od2}</li>
          <li>{t.od3}</li>
        </ol>
        <p className="sm">{t.od4}</p>
      </Card>
      <Card title={t.stop} tone="warn" icon="warning">
        <p>{t.stopBody}</p>
      </Card>
      <Card title={t.talk}>
        <p>{t.talkBody}</p>
        <p>
          <a className="tap" href="tel:18006624357">
            {t.talkCall}
          </a>
        </p>
      </Card>
    </Page>
  );
}
