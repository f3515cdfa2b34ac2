import { Card, HelpList, LinkButton, Page, telHref, useSite, useWords, words } from '../design/public.ts';

const w = words(
  {
    title: 'Helping someone',
    heading: 'You want to help someone',
    intro: 'That matters. People do better when someone stands by them. Here is what you can do.',
    nowTitle: 'If there is danger now',
    todayTitle: 'What helps today',
    today1: 'Pick a calm time. Talk when they have not used.',
    today2: 'Say what you see and how you feel. “I am worried. You seem so tired.”',
    today3: 'Listen more than you talk. Leave blame out.',
    today4: 'Notice the good days, and say so.',
    today5: 'Offer one small next step, such as looking at this page side by side.',
    notTitle: 'What to leave out',
    not1: 'Threats you will not keep.',
    not2: 'Names that hurt. The person is not the problem.',
    not3: 'Pushing someone to stop all at once. Stopping some things fast can be dangerous. Ask a doctor first.',
    walkTitle: 'Look for a week that fits',
    walk: 'It is best to do it side by side, so the answers are theirs. You can also try it on your own to see what is there.',
    start: 'Start the questions',
    youTitle: 'You count too',
    you: 'This is hard on families. Al‑Anon and Nar‑Anon are free groups for you. Ask us about family time: it is part of the program.',
    call: (phone: string) => `Call us: ${phone}`,
  },
  {
    title: 'Ayudar a alguien',
    heading: 'Usted quiere ayudar a alguien',
    intro: 'Eso vale mucho. A la gente le va mejor cuando alguien está a su lado. Esto puede hacer.',
    nowTitle: 'Si hay peligro ahora',
    todayTitle: 'Lo que ayuda hoy',
    today1: 'Busque un momento de calma. Hablen cuando no haya consumido.',
    today2: 'Diga lo que ve y lo que siente. “Me preocupo. Te veo muy cansado.”',
    today3: 'Escuche más de lo que habla. No eche culpas.',
    today4: 'Note los días buenos y dígalo.',
    today5: 'Ofrezca un paso pequeño, como ver esta página juntos.',
    notTitle: 'Lo que conviene evitar',
    not1: 'Amenazas que no va a cumplir.',
    not2: 'Palabras que lastiman. La persona no es el problema.',
    not3: 'Empujar a dejar todo de golpe. Dejar algunas cosas rápido puede ser peligroso. Pregunte antes a un médico.',
    walkTitle: 'Busquen una semana que quede bien',
    walk: 'Lo mejor es hacerlo juntos, para que las respuestas sean de esa persona. También puede probarlo usted para ver qué hay.',
    start: 'Empezar las preguntas',
    youTitle: 'Usted también cuenta',
    you: 'Esto es duro para la familia. Al‑Anon y Nar‑Anon son grupos gratis para usted. Pregunte por el tiempo en familia: es parte del programa.',
    call: (phone) => `Llámenos: ${phone}`,
  },
);

export default function Other() {
  const t = useWords(w);
  const site = useSite();
  return (
    <Page title={t.title} back="/start">
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        <p className="muted">{t.intro}</p>
      </div>
      <Card title={t.nowTitle}>
        <HelpList />
      </Card>
      <Card title={t.todayTitle} icon="heart">
        <ul>
          <li>{t.today1}</li>
          <li>{t.today2}</li>
          <li>{t.today3}</li>
          <li>{t.today4}</li>
          <li>{t.today5}</li>
        </ul>
      </Card>
      <Card title={t.notTitle}>
        <ul>
          <li>{t.not1}</li>
          <li>{t.not2}</li>
          <li>{t.not3}</li>
        </ul>
      </Card>
      <Card title={t.walkTitle} icon="calendar">
        <p>{t.walk}</p>
        <LinkButton to="/start/safety" look="primary">
          {t.start}
        </LinkButton>
      </Card>
      <Card title={t.youTitle}>
        <p>{t.you}</p>
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
