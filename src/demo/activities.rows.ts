import { CURRICULA } from '../treat/activities/catalogue.ts';
import { ORG_ID } from './program.rows.ts';
import { idOf } from './seed.ts';

const topicsOf = (...keys: readonly string[]) =>
  CURRICULA.filter(({ key }) => keys.includes(key)).flatMap(({ topics }) => topics);

/** What the sessions and visits of the demo program are called, what they count as, and what they can be about. */
const ACTIVITIES = [
  {
    activity: 'recovery-skills',
    like: 'A03',
    en: 'Recovery skills',
    es: 'Habilidades de recuperación',
    topics: topicsOf('early-recovery', 'relapse-prevention'),
  },
  {
    activity: 'skills',
    like: 'A10',
    en: 'Skills for hard feelings',
    es: 'Habilidades para sentimientos difíciles',
    topics: topicsOf('dbt-skills'),
  },
  {
    activity: 'both-together',
    like: 'A16',
    en: 'Whole health',
    es: 'Salud integral',
    topics: topicsOf('both-conditions'),
  },
  {
    activity: 'day-program',
    like: 'A15',
    en: 'Day program',
    es: 'Programa de día',
    topics: topicsOf('health-education'),
  },
  { activity: 'continuing', like: 'A36', en: 'Continuing care', es: 'Cuidado continuo', topics: [] },
  { activity: 'family', like: 'A20', en: 'Family hour', es: 'Hora de la familia', topics: [] },
  { activity: 'individual', like: 'A17', en: 'Individual hour', es: 'Hora individual', topics: [] },
  { activity: 'medication', like: 'A22', en: 'Medication visit', es: 'Visita de medicación', topics: [] },
];

export const activityRows = () =>
  ACTIVITIES.map(({ activity, like, en, es, topics }) => ({
    org_id: ORG_ID,
    activity,
    catalogue_id: like,
    label_en: en,
    label_es: es,
    class: 'A',
    topics: JSON.stringify(topics),
    set_by: idOf('staff', 'rosa'),
  }));
