/** What is written in the notes of the demo program: what groups did, and how people answered to it. */

export const GROUP_WORDS: readonly string[] = [
  'Members mapped one high-risk moment of the past week and practised one coping step in pairs.',
  'The group looked at how a thought turns into an urge, and filled in a thought record together.',
  'Members named what a hard evening looks like hour by hour and what could stand in each hour.',
  'Role play of saying no to an offer, first with a script and then without one.',
  'Psychoeducation on sleep in early recovery; each member chose one thing to change this week.',
  'Members spoke about whom they can call, and each wrote down two names and a time.',
  'Grounding exercises, then a round on what worked between sessions and what did not.',
];

export const OPENINGS: readonly string[] = [
  'Arrived quiet and warmed up after the first round.',
  'Spoke early and stayed with the topic to the end.',
  'Listened for the first half, then gave an example from work.',
  'Came tired from a long day and said so.',
  'Brought the worksheet filled in and read from it.',
  'Was restless at first and settled after the break.',
  'Asked two questions and wrote the answers down.',
  'Laughed with the group for the first time in a while.',
  'Tearful when family came up, accepted a pause, and went on.',
];

export const SAID: readonly string[] = [
  'Named payday Friday as the hardest hour and chose calling a brother at 4:30 as a first step.',
  'Told the group about driving another way home so as not to pass the store.',
  'Rated confidence six out of ten, up from four, because two evenings went well.',
  'Said that the urge comes when the house goes still, and planned a walk for then.',
  'Described turning down a drink at a birthday and how long the next ten minutes felt.',
  'Noticed that skipping lunch makes the afternoon worse and set an alarm for it.',
  'Talked about missing a friend who still uses, and about not answering the phone.',
  'Shared that sleep is better since the new routine, four nights out of seven.',
  'Was proud of a first week of sober mornings with the children.',
  'Said the hardest part is boredom, and wrote down three things that used to be fun.',
];

export const PLANS: readonly string[] = [
  'Try the step on Friday and tell the group how it went.',
  'Fill in one thought record before the next session.',
  'Call the person on the list once before it gets hard.',
  'Keep the sleep diary for a week.',
  'Practise the script at home, out loud.',
  'Walk after dinner on three evenings.',
];

export const DONE: Readonly<Record<string, string>> = {
  individual: 'Motivational interviewing; reviewed the goal and the past week.',
  family: 'Family session: how each asks for help, and what to do on a hard evening.',
  medication: 'Medication visit: dose, effects and side effects were gone through.',
  'case-management': 'Letters and calls made together.',
};
