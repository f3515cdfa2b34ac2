/**
 * An instrument is a FHIR R4 Questionnaire with one key of our own, `daybridge`: how its answers become a score.
 * Without that key the file is a plain Questionnaire. Its item texts are the published words, and only there where the
 * licence clearly lets them ship; `daybridge.items[].label` is our own short name for staff, never read to a person.
 */
export interface Instrument extends Questionnaire {
  readonly daybridge: Scoring;
}

export interface Questionnaire {
  readonly resourceType: 'Questionnaire';
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly status: 'active' | 'retired';
  readonly language: string;
  readonly copyright: string;
  readonly code?: readonly Coding[];
  readonly item: readonly QuestionnaireItem[];
}

export interface QuestionnaireItem {
  readonly linkId: string;
  readonly type: 'choice' | 'group' | 'display' | 'integer';
  readonly text?: string;
  /** Other languages, by FHIR's translation extension. */
  readonly _text?: Translated;
  readonly code?: readonly Coding[];
  readonly answerOption?: readonly AnswerOption[];
  readonly item?: readonly QuestionnaireItem[];
}

export interface AnswerOption {
  readonly valueCoding: Coding & {
    /** FHIR's ordinalValue: the points this answer counts. */
    readonly extension: readonly [{ readonly url: string; readonly valueDecimal: number }];
    readonly _display?: Translated;
  };
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export interface Translated {
  readonly extension: readonly Translation[];
}

export interface Translation {
  readonly url: string;
  readonly extension: readonly [
    { readonly url: 'lang'; readonly valueCode: string },
    { readonly url: 'content'; readonly valueString: string },
  ];
}

export interface Scoring {
  readonly id: string;
  /** Other names people type: "PHQ-9" is found whatever its case and dashes. */
  readonly names: readonly string[];
  /** What the score rests on; kept beside every stored score. */
  readonly ruleVersion: string;
  /** LOINC of the total, where it was verified. */
  readonly totalCode?: Coding;
  /** Days the answers look back over; null is "now". */
  readonly lookBackDays: number | null;
  /** In the order in which answers are given. */
  readonly items: readonly ItemRule[];
  /** Facts about the person that the rules need beside the answers. */
  readonly asks: readonly Ask[];
  readonly gate?: Gate;
  readonly skips: readonly Skip[];
  readonly atMost: readonly AtMost[];
  readonly excluded: readonly Exclusion[];
  readonly notApplicable: readonly NotApplicable[];
  readonly safety?: Safety;
  readonly outcome: Outcome;
  readonly change: ChangeRule;
  readonly wording: Wording;
  readonly source: string;
  /** What was not verified against the primary source. */
  readonly toCheck: readonly string[];
}

export interface ItemRule {
  readonly linkId: string;
  /** Own words, for staff. */
  readonly label: { readonly en: string; readonly es: string };
  /** Every answer that is valid: a list in the order of the options, or whole numbers from-to. */
  readonly answers: readonly number[] | { readonly from: number; readonly to: number };
  /** The lowest answer counts most: points are lowest + highest − answer. */
  readonly isReversed?: true;
  /** Asked and kept, never counted nor missed. */
  readonly isUnscored?: true;
}

export interface Ask {
  readonly key: string;
  readonly values: readonly (string | number)[];
  /** What stands where nobody said. */
  readonly ifUnknown: string | number | null;
  /** The item of the Questionnaire that asks it, where there is one. */
  readonly linkId?: string;
}

/** A first question that ends the form. Items are counted from 1 in every rule, as on paper. */
export interface Gate {
  readonly ask: string;
  readonly closedBy: number;
  readonly score: number;
  readonly band: string;
  readonly unansweredFlag: string;
  /** Fault when the gate is closed and an item is answered above 0. */
  readonly conflict: string;
}

/** When every item of `when` is answered `is`, blanks in `blank` count 0. */
export interface Skip {
  readonly when: { readonly items: readonly number[]; readonly is: number };
  /** Only with this fact about the person. */
  readonly only?: { readonly ask: string; readonly is: number };
  readonly blank: readonly number[];
  /** Raised when a blank was counted 0 by it. */
  readonly flag?: string;
  /** When an item of `blank` is answered above 0 all the same: a fault refuses the score, a band only replaces it. */
  readonly conflict?: { readonly fault?: string; readonly flag?: string; readonly band?: string };
}

/** `item` may not be answered higher than `of`. */
export interface AtMost {
  readonly item: number;
  readonly of: number;
  readonly fault: string;
  readonly flag: string;
}

/** With this fact, these items count 0 whatever the answer. */
export interface Exclusion {
  readonly ask: string;
  readonly is: number;
  readonly items: readonly number[];
  readonly flag: string;
}

/** With one of these facts, the item cannot be answered above 0; blank counts 0. */
export interface NotApplicable {
  readonly ask: string;
  readonly in: readonly string[];
  readonly item: number;
  readonly fault: string;
}

/** Answers that open an alert whatever else is on the form, even on an incomplete or invalid one. */
export interface Safety {
  readonly items: readonly number[];
  readonly from: number;
  readonly flag?: string;
  readonly unansweredFlag?: string;
  /** What staff must do. */
  readonly action: { readonly en: string; readonly es: string };
  /** The instrument to give next. */
  readonly next?: string;
}

/** A number, or one that depends on a fact about the person. */
export type Threshold = number | { readonly ask: string; readonly at: Readonly<Record<string, number>> };

/** The last band whose `from` is reached is the band. */
export interface Band {
  readonly from: Threshold;
  readonly name: string;
}

export type Missing =
  /** Up to so many blanks: sum × items ÷ answered, halves rounded up. */
  | { readonly kind: 'prorate'; readonly upTo: number }
  /** No score; what is certain all the same may be told. */
  | { readonly kind: 'refuse'; readonly tell: 'nothing' | 'minimum' | 'range' | 'positive' }
  /** A count so far, and the bands it can still end in. */
  | { readonly kind: 'bounds' };

export type Outcome =
  | {
      readonly kind: 'sum';
      readonly missing: Missing;
      readonly bands: readonly Band[];
      readonly positiveFrom?: Threshold;
      /** Raised on a positive form whose every point comes from this item. */
      readonly allPointsFrom?: { readonly item: number; readonly flag: string };
    }
  | {
      readonly kind: 'subscores';
      readonly subscores: readonly { readonly key: string; readonly items: readonly number[] }[];
      /** Raised only when certain, whatever is still blank. */
      readonly signs: readonly Sign[];
      readonly noSign: string | null;
    }
  | {
      readonly kind: 'classes';
      /** One for each item. */
      readonly classes: readonly string[];
      readonly positive: string;
      readonly negative: string;
      /** Follows the positive classes in the band. */
      readonly next: string;
      readonly unansweredFlag: string;
    }
  | {
      readonly kind: 'triage';
      /** From the worst down: the first with one of its items answered 1; the last has none. */
      readonly levels: readonly Level[];
      /** Bands of an unfinished form: the worst level is certain; it must be assumed; or nothing can be said. */
      readonly established: string;
      readonly assumed: { readonly whenItem: number; readonly blank: number; readonly band: string };
      readonly unfinished: string;
    };

export type Sign =
  | { readonly kind: 'at-least'; readonly subscore: string; readonly points: number; readonly flag: string }
  | { readonly kind: 'at-most'; readonly subscore: string; readonly points: number; readonly flag: string }
  | { readonly kind: 'above'; readonly subscore: string; readonly other: string; readonly flag: string };

export interface Level {
  readonly name: string;
  readonly band: string;
  readonly items: readonly number[];
}

export type ChangeRule =
  /** A screening tool or a form without an agreed size of change. */
  | { readonly kind: 'none'; readonly reason: string }
  | {
      readonly kind: 'total';
      readonly better: 'lower' | 'higher';
      /** Points a change must reach to be more than noise. */
      readonly reliablePoints: number;
      /** Share of the first score by which the score must fall. */
      readonly responseShare?: number;
      readonly remissionBelow?: number;
      /** Points up. */
      readonly deteriorationPoints?: number;
    };

export interface Wording {
  /** "shipped": the words are in this file. "pack": staff labels only; "loaded" once a content pack brought them. */
  readonly kind: 'shipped' | 'pack' | 'loaded';
  readonly languages: readonly string[];
  readonly licence: string;
}
