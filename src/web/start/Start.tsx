import {
  Card,
  Icon,
  type IconName,
  LinkButton,
  Page,
  telHref,
  useSite,
  useWords,
  words,
} from '../design/public.ts';
import styles from './Start.module.css';

const w = words(
  {
    title: 'Find my week',
    heading: 'Find out what help fits your week',
    intro: 'Answer a few questions. Paint the times you are busy. We show you a real week with open seats.',
    minutes: 'About 4 minutes',
    noName: 'No name asked',
    notSaved: 'Nothing is saved',
    start: 'Start',
    other: 'Helping someone else?',
    talk: 'Rather talk to a person?',
    talkBody: 'Call us. You do not have to say your name.',
    how: 'How it goes',
    one: 'Answer what you like. You can skip.',
    two: 'Paint the times you can’t come.',
    three: 'See a week that fits. Ask for a call, or don’t.',
  },
  {
    title: 'Mi semana ideal',
    heading: 'Vea qué ayuda cabe en su semana',
    intro:
      'Conteste unas preguntas. Marque las horas en que está ocupado. Le mostramos una semana real con lugares libres.',
    minutes: 'Unos 4 minutos',
    noName: 'Sin dar su nombre',
    notSaved: 'No se guarda nada',
    start: 'Empezar',
    other: '¿Ayuda a otra persona?',
    talk: '¿Prefiere hablar con alguien?',
    talkBody: 'Llámenos. No tiene que decir su nombre.',
    how: 'Cómo funciona',
    one: 'Conteste lo que quiera. Puede saltar preguntas.',
    two: 'Marque las horas en que no puede venir.',
    three: 'Vea una semana que le queda. Pida una llamada, o no.',
  },
);

export default function Start() {
  const t = useWords(w);
  const site = useSite();
  return (
    <Page title={t.title} width="medium">
      <section className={styles.hero}>
        <h1>{t.heading}</h1>
        <p className={styles.intro}>{t.intro}</p>
        <ul className={styles.facts}>
          <Fact icon="clock">{t.minutes}</Fact>
          <Fact icon="person">{t.noName}</Fact>
          <Fact icon="lock">{t.notSaved}</Fact>
        </ul>
        <div className={styles.go}>
          <LinkButton to="/start/safety" look="primary">
            {t.start}
          </LinkButton>
          <LinkButton to="/start/other" look="text">
            {t.other}
          </LinkButton>
        </div>
      </section>
      <div className={styles.two}>
        <Card title={t.how}>
          <ol className={styles.steps}>
            <li>{t.one}</li>
            <li>{t.two}</li>
            <li>{t.three}</li>
          </ol>
        </Card>
        <Card title={t.talk}>
          <p className="muted">{t.talkBody}</p>
          {site && (
            <p>
              <a className={styles.phone} href={telHref(site.phone)}>
                <Icon name="phone" />
                {site.phone}
              </a>
            </p>
          )}
        </Card>
      </div>
    </Page>
  );
}

function Fact({ icon, children }: { readonly icon: IconName; readonly children: string }) {
  return (
    <li>
      <Icon name={icon} />
      {children}
    </li>
  );
}
