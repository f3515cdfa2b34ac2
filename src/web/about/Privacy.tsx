import { Card, Page, telHref, useSite, useWords, words } from '../design/public.ts';

const w = words(
  {
    title: 'Privacy',
    heading: 'What we keep, and who sees it',
    intro: 'Short and true. Ask us if anything is not clear.',
    beforeTitle: 'Before you ask for a call',
    before1: 'Your answers and your week stay in this page’s memory. They are not sent and not stored.',
    before2: 'Close the page, press Leave, or wait for the browser to close it: they are gone.',
    before3: 'We ask our own computer for open seats and our phone number. That tells us nothing about you.',
    before4: 'There are no ads, no trackers and no outside scripts here.',
    deviceTitle: 'What stays on this device',
    device: 'Only your choice of language and look, and only if you change it.',
    askTitle: 'When you ask for a call',
    ask1: 'We get the name you type, one way to reach you, and what you chose to send.',
    ask2: 'Our intake staff see it. They use it to call you, and for nothing else.',
    ask3: 'We say only what you chose if someone else answers.',
    careTitle: 'When you get care here',
    care1:
      'A federal law called 42 CFR Part 2 guards your record. We need your written yes before we share it, but for a few cases such as an emergency.',
    care2: 'You can take your yes back. We stop sharing from that moment.',
    care3: 'You can see your record, and see who looked at it.',
    care4: 'Mail, texts and calendars from us do not say what this place does.',
    rightsTitle: 'If something feels wrong',
    rights:
      'Call us and ask for the privacy officer. You can also file a complaint with the U.S. Department of Health and Human Services. No one may treat you worse for it.',
    call: (phone: string) => `Call us: ${phone}`,
  },
  {
    title: 'Privacidad',
    heading: 'Qué guardamos y quién lo ve',
    intro: 'Corto y cierto. Pregunte si algo no está claro.',
    beforeTitle: 'Antes de pedir una llamada',
    before1: 'Sus respuestas y su semana quedan en la memoria de esta página. No se envían ni se guardan.',
    before2: 'Si cierra la página, oprime Salir o el navegador la cierra, desaparecen.',
    before3:
      'A nuestra computadora le pedimos los lugares libres y nuestro teléfono. Eso no nos dice nada de usted.',
    before4: 'Aquí no hay anuncios, rastreadores ni programas de afuera.',
    deviceTitle: 'Lo que queda en este aparato',
    device: 'Solo el idioma y el aspecto que eligió, y solo si los cambia.',
    askTitle: 'Cuando pide una llamada',
    ask1: 'Recibimos el nombre que escribe, una manera de hablarle y lo que eligió enviar.',
    ask2: 'Lo ve nuestro personal de ingreso. Lo usa para llamarle y para nada más.',
    ask3: 'Si contesta otra persona, decimos solo lo que usted eligió.',
    careTitle: 'Cuando recibe atención aquí',
    care1:
      'Una ley federal, 42 CFR Parte 2, protege su expediente. Necesitamos su sí por escrito para compartirlo, salvo pocos casos como una emergencia.',
    care2: 'Puede retirar su sí. Dejamos de compartir desde ese momento.',
    care3: 'Puede ver su expediente y quién lo miró.',
    care4: 'El correo, los textos y los calendarios no dicen a qué se dedica este lugar.',
    rightsTitle: 'Si algo le parece mal',
    rights:
      'Llámenos y pida hablar con la persona a cargo de la privacidad. También puede quejarse ante el Departamento de Salud de EE. UU. Nadie puede tratarle peor por eso.',
    call: (phone) => `Llámenos: ${phone}`,
  },
);

export default function Privacy() {
  const t = useWords(w);
  const site = useSite();
  return (
    <Page title={t.title} back={() => window.history.back()}>
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        <p className="muted">{t.intro}</p>
      </div>
      <Said title={t.beforeTitle} lines={[t.before1, t.before2, t.before3, t.before4]} />
      <Said title={t.deviceTitle} lines={[t.device]} />
      <Said title={t.askTitle} lines={[t.ask1, t.ask2, t.ask3]} />
      <Said title={t.careTitle} lines={[t.care1, t.care2, t.care3, t.care4]} />
      <Card title={t.rightsTitle}>
        <p>{t.rights}</p>
        {site && (
          <p>
            <a className="tap" href={telHref(site.phone)}>
              {t.call(site.phone)}
            </a>
          </p>
        )}
      </Card>
    </Page>
  );
}

function Said({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <Card title={title}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Card>
  );
}
