/** What an instrument's rules say that cannot be: items that are not there, points that differ, facts nobody asks. */
import type { Instrument, Outcome, QuestionnaireItem, Threshold } from './instrument.ts';
import { pointsOf } from './score-sheet.ts';
import { itemsByLinkId, itemWords, optionWords } from './wording.ts';

export interface InstrumentFault {
  /** JSON path: "$.daybridge.items[3].answers". */
  readonly path: string;
  readonly message: string;
}

export function contradictionsOf(instrument: Instrument): readonly InstrumentFault[] {
  return [
    ...versionFaults(instrument),
    ...itemFaults(instrument),
    ...numberFaults(instrument),
    ...factFaults(instrument),
    ...outcomeFaults(instrument),
    ...wordingFaults(instrument),
  ];
}

const fault = (path: string, message: string): InstrumentFault => ({ path: `$.daybridge.${path}`, message });

function versionFaults({ version, daybridge: { id, ruleVersion } }: Instrument): InstrumentFault[] {
  return ruleVersion === `${id}/${version}`
    ? []
    : [fault('ruleVersion', `It is "${id}/${version}", the id and the version.`)];
}

function itemFaults(instrument: Instrument): InstrumentFault[] {
  const faults: InstrumentFault[] = [];
  const items = itemsByLinkId(instrument);
  if (items.size < countItems(instrument.item))
    faults.push({ path: '$.item', message: 'A linkId is twice.' });
  instrument.daybridge.items.forEach((rule, index) => {
    const asked = items.get(rule.linkId);
    if (asked === undefined) faults.push(fault(`items[${index}].linkId`, `There is no item ${rule.linkId}.`));
    if (asked?.answerOption === undefined || !Array.isArray(rule.answers)) return;
    const stated = asked.answerOption.map(({ valueCoding }) => valueCoding.extension[0].valueDecimal);
    const counted = rule.answers.map((answer: number) => pointsOf(rule, answer));
    if (stated.join() !== counted.join())
      faults.push(fault(`items[${index}].answers`, `Counts ${counted}, but its options state ${stated}.`));
  });
  return faults;
}

const countItems = (items: readonly QuestionnaireItem[]): number =>
  items.reduce((total, { item }) => total + 1 + countItems(item ?? []), 0);

/** Rules name items by number, from 1. */
function numberFaults({ daybridge: rules }: Instrument): InstrumentFault[] {
  const named: [string, readonly number[]][] = [
    ...rules.skips.map(({ when, blank }, index): [string, number[]] => [
      `skips[${index}]`,
      [...when.items, ...blank],
    ]),
    ...rules.atMost.map(({ item, of }, index): [string, number[]] => [`atMost[${index}]`, [item, of]]),
    ...rules.excluded.map(({ items }, index): [string, readonly number[]] => [`excluded[${index}]`, items]),
    ...rules.notApplicable.map(({ item }, index): [string, number[]] => [`notApplicable[${index}]`, [item]]),
    ['safety', rules.safety?.items ?? []],
    ['outcome', numbersIn(rules.outcome)],
  ];
  return named
    .filter(([, numbers]) => numbers.some((number) => number > rules.items.length))
    .map(([path]) => fault(path, `There are only ${rules.items.length} items.`));
}

function numbersIn(outcome: Outcome): readonly number[] {
  switch (outcome.kind) {
    case 'sum':
      return outcome.allPointsFrom === undefined ? [] : [outcome.allPointsFrom.item];
    case 'subscores':
      return outcome.subscores.flatMap(({ items }) => items);
    case 'classes':
      return [];
    case 'triage':
      return [
        ...outcome.levels.flatMap(({ items }) => items),
        outcome.assumed.whenItem,
        outcome.assumed.blank,
      ];
  }
}

function factFaults({ daybridge: rules }: Instrument): InstrumentFault[] {
  const asks = new Map(rules.asks.map(({ key, values }) => [key, values]));
  const used: [string, string, readonly (string | number)[]][] = [
    ...rules.skips.flatMap(({ only }, index): [string, string, number[]][] =>
      only === undefined ? [] : [[`skips[${index}].only`, only.ask, [only.is]]],
    ),
    ...rules.excluded.map(({ ask, is }, index): [string, string, number[]] => [
      `excluded[${index}]`,
      ask,
      [is],
    ]),
    ...rules.notApplicable.map((rule, index): [string, string, readonly string[]] => [
      `notApplicable[${index}]`,
      rule.ask,
      rule.in,
    ]),
  ];
  if (rules.gate !== undefined) used.push(['gate', rules.gate.ask, [rules.gate.closedBy]]);
  return used
    .filter(([, ask, values]) => !values.every((value) => asks.get(ask)?.includes(value)))
    .map(([path, ask]) => fault(path, `Nobody is asked "${ask}" with such an answer.`));
}

function outcomeFaults({ daybridge: { outcome, items, asks } }: Instrument): InstrumentFault[] {
  const faults: InstrumentFault[] = [];
  if (outcome.kind === 'classes' && outcome.classes.length !== items.length)
    faults.push(fault('outcome.classes', `One for each of ${items.length} items.`));
  if (outcome.kind === 'triage' && outcome.levels.at(-1)?.items.length !== 0)
    faults.push(fault('outcome.levels', 'The last level is the one with no item.'));
  if (outcome.kind === 'subscores') {
    const keys = outcome.subscores.map(({ key }) => key);
    for (const sign of outcome.signs)
      if (!keys.includes(sign.subscore) || (sign.kind === 'above' && !keys.includes(sign.other)))
        faults.push(fault('outcome.signs', `"${sign.flag}" is about a sub-score that is not there.`));
  }
  if (outcome.kind === 'sum') {
    const cuts: Threshold[] = outcome.bands.map(({ from }) => from);
    if (outcome.positiveFrom !== undefined) cuts.push(outcome.positiveFrom);
    for (const cut of cuts) {
      if (typeof cut === 'number') continue;
      const values = asks.find(({ key }) => key === cut.ask)?.values ?? [];
      if (values.length === 0 || !values.every((value) => Object.hasOwn(cut.at, String(value))))
        faults.push(fault('outcome', `A cut by "${cut.ask}" needs a number for each answer to it.`));
    }
    const fixed = outcome.bands.flatMap(({ from }) => (typeof from === 'number' ? [from] : []));
    if (fixed.some((from, index) => index > 0 && from <= (fixed[index - 1] ?? 0)))
      faults.push(fault('outcome.bands', 'Bands go up.'));
  }
  return faults;
}

/** Words ship whole, in every language they are said to ship in, or not at all. */
function wordingFaults(instrument: Instrument): InstrumentFault[] {
  const { wording, items } = instrument.daybridge;
  const asked = itemsByLinkId(instrument);
  if (wording.kind === 'pack')
    return [...asked.values()].some(({ text, _text }) => text !== undefined || _text !== undefined)
      ? [fault('wording', 'Words are in the file although they come with a content pack.')]
      : [];
  return wording.languages.flatMap((language) =>
    items
      .map(({ linkId }) => asked.get(linkId))
      .filter((item) => item !== undefined)
      .filter(
        (item) =>
          itemWords(item, language, instrument.language) === null ||
          item.answerOption?.some((option) => optionWords(option, language, instrument.language) === null),
      )
      .map(({ linkId }) => fault('wording', `Item ${linkId} has no words in "${language}".`)),
  );
}
