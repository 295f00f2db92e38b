/**
 * Lesson is one lesson of the course as data: what is asked, bet, run, seen, counted and said.
 *
 * It is the one source of the lesson on screen, of quiz, slides and print, and of the tests: all that a
 * learner reads stands in it, and each number it promises is held against the engine. Instants are in
 * seconds of the run and end in `S`, because people read and write them here.
 */
import type { Act, FactName, Scenario } from '../../engine/index.ts';
import type { ShippedName } from '../../scenarios/index.ts';
import type { Counter } from './counters.ts';

export const lessonIds = [
  'l0',
  'l1',
  'l2',
  'l3',
  'l4',
  'l5',
  'l6',
  'l7',
  'l8',
  'l9',
  'l10',
  'l11',
  'l12',
  'l13',
  'l14',
  'l15',
  'l16',
] as const;
export type LessonId = (typeof lessonIds)[number];

export interface Lesson {
  readonly id: LessonId;
  readonly title: string;
  /** The section of the chapter that it is about. */
  readonly covers: string;
  readonly minutes: number;
  /** The one driving question. */
  readonly question: string;
  /** What is predicted and locked before the run; null: the hook, where acting comes first. */
  readonly bet: Bet | null;
  /** Another seed than the scenarios'. */
  readonly seed?: number;
  /** Those on stage, from the top: without, with, and perhaps a third. */
  readonly worlds: readonly [LessonWorld, LessonWorld, ...LessonWorld[]];
  /** Those that are only counted, or take the place of one on stage. */
  readonly others?: readonly LessonWorld[];
  /** The one thing in which the worlds on stage differ. */
  readonly differ: string;
  /** Where the worlds stand while the bet is made: just before anything is given away. */
  readonly opensAtS: number;
  /** The instant that it is about, as a poster shows it; where it is done by hand, after five orders. */
  readonly decisiveS: number;
  readonly controls: readonly Control[];
  /** Where orders come by a person's hand, and not by themselves: what places one, and what leads on. */
  readonly byHand?: ByHand;
  readonly beats: readonly [RunBeat, ...RunBeat[]];
  /** What is drawn beside the stages: the quantity over time, or what the lesson is about. */
  readonly picture: Picture;
  readonly numbers: readonly PromisedNumber[];
  readonly theNumber: TheNumber;
  /** What the gain costs. */
  readonly price: string;
  /** Where chance is involved: what holds over many seeds. */
  readonly claim?: Claim;
  readonly observe: Observation;
  /** The facts that the explanation is made from. */
  readonly because: readonly Because[];
  /** What the worlds have shown, in the words of the lesson. */
  readonly shown: readonly string[];
  readonly ask: FollowUp;
  /** The line to take home: the chapter's own where it has one. */
  readonly say: string;
  /** The same in more words, where the line is the chapter's. */
  readonly sayMore?: string;
  readonly assumptions: string;
  readonly terms: readonly Term[];
  /** The question about this lesson that a later one opens with. */
  readonly recall: Recall;
  /** The earlier lesson whose question this one opens with. */
  readonly opensWith?: LessonId;
  /** A sentence with a gap for each of its numbers, filled from the learner's own run. */
  readonly takeaway: Takeaway;
  /** For whoever teaches it. */
  readonly notes: Notes;
}

/** What of a lesson is put on stage, and counted. A card of an interview is staged and counted in the same way. */
export type Staged = Pick<
  Lesson,
  'seed' | 'worlds' | 'others' | 'opensAtS' | 'controls' | 'byHand' | 'picture'
> & { readonly id: string };

/** What of a lesson is counted: its worlds, with its seed. */
export type Counted = Pick<Staged, 'id' | 'seed' | 'worlds' | 'others'>;

/** A name for a world within its lesson: a, b and c are those on stage. */
export type WorldId = string;

export interface LessonWorld {
  readonly id: WorldId;
  /** "in memory" */
  readonly title: string;
  readonly scenario: ShippedName;
  /** A setting or a fault of the scenario that is otherwise. */
  readonly changed?: (scenario: Scenario) => Scenario;
  /** Faults besides the script's. */
  readonly acts?: readonly TimedAct[];
}

export interface ByHand {
  /** The id of the producer whose orders these are. */
  readonly producer: string;
  readonly order: { readonly key: string; readonly label: string };
  readonly on: { readonly key: string; readonly label: string };
}

export interface TimedAct {
  readonly atS: number;
  readonly act: Act;
}

export type Bet = ChoiceBet | CurveBet | SortBet;

export interface ChoiceBet {
  readonly kind: 'choice';
  /** What is bet on, where it is not the question itself. */
  readonly asks?: string;
  readonly options: readonly Option[];
  /** The id of the option that the engine bears out. */
  readonly right: string;
  /** The number that decides it, where the options are numbers: the right one is nearest to it. */
  readonly decidedBy?: string;
}

export interface Option {
  readonly id: string;
  readonly text: string;
  /** The number that the option stands for, where it stands for one. */
  readonly value?: number;
  /** What somebody believes who chooses it. */
  readonly belief?: string;
}

/** A curve, drawn over columns before the true one is shown. */
export interface CurveBet {
  readonly kind: 'curve';
  readonly asks: string;
  /** The columns of the horizontal axis. */
  readonly at: readonly number[];
  readonly across: string;
  /** As in "30 s": the unit of a column. */
  readonly atUnit: string;
  readonly up: string;
  readonly upTo: number;
  /** What the engine draws: the depth of a queue at these seconds, or one number for each column. */
  readonly truth:
    | { readonly kind: 'ready'; readonly world: WorldId; readonly queue: string }
    | { readonly kind: 'numbers'; readonly ids: readonly string[] };
}

/** Each item into one of the bins. */
export interface SortBet {
  readonly kind: 'sort';
  readonly asks: string;
  readonly bins: readonly { readonly id: string; readonly text: string }[];
  readonly items: readonly SortItem[];
}

export interface SortItem {
  readonly id: string;
  readonly text: string;
  readonly right: string;
  /** The number that decides it, and the bin that each value of it means. */
  readonly decidedBy?: {
    readonly number: string;
    readonly bins: Readonly<Record<number, string>>;
  };
  readonly because?: string;
}

/** What was bet: the option, the height at each column, or the bin of each item. */
export type BetAnswer =
  | { readonly kind: 'choice'; readonly option: string }
  | { readonly kind: 'curve'; readonly heights: readonly number[] }
  | { readonly kind: 'sort'; readonly bins: Readonly<Record<string, string>> };

/** A control of the lesson: there are three at most. */
export type Control = ActControl | VariantControl | NumberControl;

export interface ActControl {
  readonly kind: 'act';
  readonly key: string;
  readonly label: string;
  /** What it does, now or so much later, in each world that it does something to. */
  readonly acts: Readonly<Record<WorldId, readonly Act[]>>;
  readonly later?: { readonly afterS: number; readonly acts: ActControl['acts'] };
  /** For a control that toggles: what takes it back, and what it is called then. */
  readonly back?: { readonly label: string; readonly acts: ActControl['acts'] };
}

/** Puts other worlds of the lesson on stage. */
export interface VariantControl {
  readonly kind: 'variant';
  readonly key: string;
  readonly label: string;
  readonly choices: readonly {
    readonly label: string;
    readonly worlds: Readonly<Record<WorldId, WorldId>>;
  }[];
}

/** A number in the sentence of the lesson that can be turned. */
export interface NumberControl {
  readonly kind: 'number';
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly standard: number;
  readonly apply: (scenario: Scenario, value: number) => Scenario;
}

/** A stretch of the run that is looked at as one. */
export interface RunBeat {
  readonly title: string;
  /** What to look for. */
  readonly watch: string;
  /** Where it ends; left out: whenever the learner goes on. */
  readonly toS?: number;
  /** Position in `speeds`. */
  readonly pace: number;
  /** The instant that the lesson is about lies in it: the pace is slow here and says so. */
  readonly slowedFor?: string;
  /** Which world is looked at; left out: all. */
  readonly world?: WorldId;
}

export type Picture =
  /** Ready messages of a queue over time, one line for each world. */
  | { readonly kind: 'depth'; readonly queue: string }
  /** What became of orders over time. */
  | { readonly kind: 'failed' }
  /** Messages done over time. */
  | { readonly kind: 'done'; readonly queue: string }
  /** The life of a message, arrow by arrow. */
  | { readonly kind: 'sequence'; readonly message: number }
  /** In at the left, out at the right, and the lines that cross. */
  | { readonly kind: 'order'; readonly queue: string }
  /** What the effects should add up to, and what they do. */
  | { readonly kind: 'ledger'; readonly consumer: string; readonly expected: number };

export interface CountedNumber {
  readonly id: string;
  /** "LOST, in memory" */
  readonly label: string;
  readonly counter: Counter;
  /** The world it is counted in; of several the sum. */
  readonly in: WorldId | readonly WorldId[];
  /** Counted at this instant; left out: when the world ends. */
  readonly atS?: number;
}

export interface PromisedNumber extends CountedNumber {
  readonly promised: number;
  /** Left out: exact. Whatever is not exact says why in `sum` or in the assumptions. */
  readonly tolerance?: number;
  /** The arithmetic that gives it on a whiteboard. */
  readonly sum: string;
}

/** The number in large: without → with. */
export interface TheNumber {
  /** By their ids. */
  readonly numbers: readonly [string, string, ...string[]];
  readonly word: string;
}

export interface Claim {
  readonly says: string;
  /** The numbers that it is about. */
  readonly numbers: readonly CountedNumber[];
  /** Of so many seeds, each with those numbers by their ids: what does not hold, seed by seed or over all. */
  readonly fails: (samples: readonly Readonly<Record<string, number>>[]) => readonly string[];
}

/** What is asked right after the run, before any explanation. */
export type Observation =
  | {
      readonly kind: 'count';
      readonly asks: string;
      /** What is counted. */
      readonly number: string;
      /** How far off a count may be that was read off a picture. */
      readonly within: number;
      readonly unit: string;
    }
  | {
      readonly kind: 'choice';
      readonly asks: string;
      readonly options: readonly Option[];
      readonly right: string;
    };

/** A fact of the trace that the explanation follows back to its causes. */
export interface Because {
  readonly world: WorldId;
  readonly fact: FactName;
  readonly which: 'first' | 'last';
}

export interface FollowUp {
  readonly question: string;
  readonly answer: string;
  /** The number behind the answer, where it is one. */
  readonly number?: string;
}

export interface Term {
  /** What we call it. */
  readonly here: string;
  readonly rabbitmq: string;
  readonly sqs: string;
  readonly kafka: string;
}

export interface Recall {
  readonly question: string;
  readonly options: readonly Option[];
  readonly right: string;
  readonly because: string;
}

export interface Takeaway {
  /** With {id} where a number goes. */
  readonly text: string;
}

export interface Notes {
  /** What to ask the class while it runs, in which beat of the run, and what is so. */
  readonly prompt: { readonly beat: number; readonly ask: string; readonly answer: string };
  /** What a class is likely to answer to the question, and what to say then. */
  readonly wrongAnswers: readonly { readonly answer: string; readonly say: string }[];
  /** The bet as a class takes it with raised hands, where it is a curve or has several parts. */
  readonly hands?: ChoiceBet;
}
