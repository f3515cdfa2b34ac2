import type { PlanContent } from '../treat/plan/treatment-plan.ts';
import { addDays, signedAt } from './calendar.ts';
import type { DemoPerson } from './people/person.ts';
import type { decisionRows, Keyring } from './people.rows.ts';
import { personId } from './people.rows.ts';
import { PEOPLE } from './people.ts';
import { licenceUntil, ORG_ID } from './program.rows.ts';
import { STAFF } from './program.ts';
import { chanceOf, idOf } from './seed.ts';
import { type DemoGoal, OWN_GOALS, planWordsOf, SAID } from './treatment-plans.ts';

type Decided = ReturnType<typeof decisionRows>;
type Level = Decided['levels'][number];

/** Days after the first day on which the first plan is signed. */
const FIRST_AFTER = 5;
/** How long ago the newest plan was signed at most, by level: some are due, one is late. */
const NEWEST_DAYS = { PHP: 6, IOP: 20, OP: 60 } as const;
const LATE = { code: 'Q-1556', daysAgo: 34 };
/** Signed by the counselor yesterday; it waits on the person's phone. */
const WAITS = 'M-1187';
/** The next version is being written. */
const DRAFTED = 'D-1203';
const TARGET_WEEKS = 6;
const SLOW_SHARE = 0.25;

/** A version of somebody's plan on the day it was signed, or as the draft stands today. */
export interface DemoPlan {
  readonly person: DemoPerson;
  readonly number: number;
  /** null: a draft. */
  readonly signedOn: string | null;
  readonly content: PlanContent;
}

/** Every version of every plan of the people in care. */
export function demoPlans(today: string, decided: Decided): readonly DemoPlan[] {
  return PEOPLE.flatMap((person) => {
    const level = levelOf(person, decided);
    const stay = decided.episodes.find(({ participant_id }) => participant_id === personId(person.code));
    // Whoever begins next week has no plan yet: theirs is due in the first days.
    if (level === undefined || stay === undefined || person.weeksIn < 0) return [];
    const yesterday = addDays(today, -1);
    const early = (date: string) => (date < yesterday ? date : yesterday);
    const first = early(addDays(stay.opened_on, FIRST_AFTER));
    const back =
      person.code === LATE.code
        ? LATE.daysAgo
        : 1 + Math.floor(chanceOf('plan', person.code) * NEWEST_DAYS[person.level]);
    const wished = person.code === WAITS ? yesterday : addDays(today, -back);
    const newest = wished < level.from_on ? early(addDays(level.from_on, 2)) : wished;
    const hasSecond = newest > addDays(first, 3);
    const whole = contentOf(person, today);
    const plans: DemoPlan[] = [{ person, number: 1, signedOn: first, content: whole }];
    if (hasSecond) plans.push({ person, number: 2, signedOn: newest, content: whole });
    if (person.code === DRAFTED) {
      plans.push({ person, number: plans.length + 1, signedOn: null, content: whole });
    }
    return plans;
  });
}

const levelOf = (person: DemoPerson, decided: Decided): Level | undefined =>
  decided.levels.find(
    ({ participant_id, until_on }) => participant_id === personId(person.code) && until_on === null,
  );

const problemId = (code: string, key: string): string => idOf('problem', `${code} ${key}`);
export const goalId = (code: string, key: string): string => idOf('goal', `${code} ${key}`);

function contentOf(person: DemoPerson, today: string): PlanContent {
  const { code, language } = person;
  const { problems, goals } = planWordsOf(person);
  return {
    problems: problems.map(({ key, kind, area, icd10, words, provisionalWeeks }) => ({
      id: problemId(code, key),
      kind,
      area,
      icd10,
      words: words[language],
      status: provisionalWeeks === undefined ? 'active' : 'provisional',
      reviewOn: provisionalWeeks === undefined ? null : addDays(today, provisionalWeeks * 7),
      isArchived: false,
    })),
    goals: goals.map((goal) => ({
      id: goalId(code, goal.key),
      words: goal.words[language],
      nextStep: goal.nextStep[language],
      problems: goal.about.map((key) => problemId(code, key)),
      isArchived: false,
      objectives: [
        {
          id: idOf('objective', `${code} ${goal.key}`),
          words: goal.seenBy[language],
          targetOn: addDays(today, TARGET_WEEKS * 7),
          isArchived: false,
        },
      ],
      interventions: goal.help.map(([activity, times, every]) => ({
        id: idOf('intervention', `${code} ${goal.key} ${activity}`),
        activity,
        times,
        every,
        words: '',
        isArchived: false,
      })),
    })),
    areas: [],
  };
}

const statusOf = (person: DemoPerson, goal: DemoGoal) =>
  goal.status ?? (chanceOf('slow', person.code, goal.key) < SLOW_SHARE ? 'slow' : 'on-track');

/** The rows of all that: plans are filled as drafts, and signed after that. */
export function treatmentPlanRows(today: string, keys: Keyring, decided: Decided) {
  const plans = demoPlans(today, decided);
  const planId = ({ person, number }: DemoPlan) => idOf('treatment-plan', `${person.code} ${number}`);
  const of = (plan: DemoPlan) => ({
    org_id: ORG_ID,
    plan_id: planId(plan),
    participant_id: personId(plan.person.code),
  });
  const about = (plan: DemoPlan) => ({
    ...of(plan),
    number: plan.number,
    begun_by: idOf('staff', plan.person.counselor),
    begun_at: signedAt(plan.signedOn ?? addDays(today, -1)),
    saved_at: signedAt(plan.signedOn ?? addDays(today, -1)),
  });
  const newest = new Map(plans.map((plan) => [plan.person.code, plan]));
  const oldest = new Map(plans.toReversed().map((plan) => [plan.person.code, plan]));
  const parts = plans.flatMap((plan) =>
    plan.content.goals.map((goal, place) => ({ plan, goal, place, code: plan.person.code })),
  );
  return {
    // The same plan cannot be two drafts at once: each is signed before the next is begun.
    rounds: [1, 2, 3].map((number) => {
      const these = plans.filter((plan) => plan.number === number);
      const within = parts.filter(({ plan }) => plan.number === number);
      return {
        plans: these.map(about),
        problems: these.flatMap((plan) =>
          plan.content.problems.map(({ id, words, reviewOn, isArchived: _, ...rest }, place) => ({
            ...of(plan),
            ...rest,
            problem_id: id,
            place,
            words_sealed: keys.seal(plan.person.code, words),
            review_on: reviewOn,
          })),
        ),
        goals: within.map(({ plan, goal, place, code }) => ({
          ...of(plan),
          goal_id: goal.id,
          place,
          words_sealed: keys.seal(code, goal.words),
          next_step_sealed: keys.seal(code, goal.nextStep),
          problem_ids: [...goal.problems],
        })),
        objectives: within.flatMap(({ plan, goal, code }) =>
          goal.objectives.map(({ id, words, targetOn }, place) => ({
            ...of(plan),
            objective_id: id,
            goal_id: goal.id,
            place,
            words_sealed: keys.seal(code, words),
            target_on: targetOn,
          })),
        ),
        interventions: within.flatMap(({ plan, goal }) =>
          goal.interventions.map(({ id, activity, times, every }, place) => ({
            ...of(plan),
            intervention_id: id,
            goal_id: goal.id,
            place,
            activity_id: activity,
            times,
            every,
          })),
        ),
        signed: these.flatMap((plan) => {
          const { person, signedOn } = plan;
          if (signedOn === null) return [];
          const counselor = STAFF.find(({ key }) => key === person.counselor);
          const level = levelOf(person, decided);
          const hasAnswered = !(person.code === WAITS && plan === newest.get(WAITS));
          return [
            {
              ...about(plan),
              state: 'signed',
              level: person.level,
              track: person.isDual ? 'dual' : 'standard',
              decision_id: level?.decision_id ?? null,
              signed_by: idOf('staff', person.counselor),
              signed_name: counselor?.name ?? '',
              licence: `${counselor?.licence}, FL, to ${licenceUntil(today)}`,
              signed_at: signedAt(signedOn),
              ...(hasAnswered
                ? {
                    person_answer: 'signed',
                    person_words_sealed: keys.seal(person.code, { name: person.full }),
                    person_at: signedAt(signedOn),
                    person_noted_by: personId(person.code),
                  }
                : {}),
              version: 2,
            },
          ];
        }),
      };
    }),
    goals: [
      ...[...oldest.values()].flatMap((plan) =>
        planWordsOf(plan.person).goals.map((goal) => ({
          org_id: ORG_ID,
          goal_id: goalId(plan.person.code, goal.key),
          participant_id: personId(plan.person.code),
          words_sealed: keys.seal(plan.person.code, goal.words[plan.person.language]),
          added_by: idOf('staff', plan.person.counselor),
          added_at: signedAt(plan.signedOn ?? today),
          status: statusOf(plan.person, goal),
          status_at: signedAt(plan.signedOn ?? today),
          progress_sealed: keys.seal(plan.person.code, goal.progress[plan.person.language]),
        })),
      ),
      ...OWN_GOALS.map(({ code, key, words }) => ({
        org_id: ORG_ID,
        goal_id: goalId(code, key),
        participant_id: personId(code),
        words_sealed: keys.seal(code, words),
        from_person: true,
        added_by: personId(code),
        added_at: signedAt(addDays(today, -2)),
        status_at: signedAt(addDays(today, -2)),
      })),
    ],
    remarks: SAID.map(({ code, goal, words, isFromPerson, daysAgo }) => {
      const counselor = PEOPLE.find((one) => one.code === code)?.counselor ?? '';
      return {
        org_id: ORG_ID,
        remark_id: idOf('remark', `${code} ${goal} ${daysAgo}`),
        participant_id: personId(code),
        goal_id: goalId(code, goal),
        kind: 'comment',
        words_sealed: keys.seal(code, words),
        from_person: isFromPerson,
        by_id: isFromPerson ? personId(code) : idOf('staff', counselor),
        at: signedAt(addDays(today, -daysAgo)),
      };
    }),
  };
}
