/**
 * lessonLifecycle says in which order a lesson is taken: recall, bet, run, what was seen, the result, a
 * question more, the line.
 *
 * Nothing of the run is shown before a bet is locked, except in the hook, which has none, and in an
 * interview; and no explanation before it was said what was seen. Whoever bets right may skip the run.
 */
import { assign, setup } from 'xstate';
import { type Beat, beatsOf, type StepName } from './beatsOf.ts';
import type { BetAnswer, Lesson } from './course/index.ts';

/** What somebody says to have seen: a count, an option, or nothing. */
export type Seen =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'choice'; readonly option: string }
  | { readonly kind: 'unsure' };

/** How far somebody is in a lesson. */
export interface LessonState {
  readonly recalled: string | null;
  readonly bet: BetAnswer | null;
  readonly seen: Seen | null;
  /** The bet was checked instead of run, and it was right. */
  readonly isKnown: boolean;
  /** The position in `beatsOf`. */
  readonly beat: number;
}

export interface LessonInput extends Partial<LessonState> {
  readonly lesson: Lesson;
  /** In an interview the run may come first. */
  readonly isInterview?: boolean;
}

export interface LessonContext extends LessonState {
  readonly beats: readonly Beat[];
  readonly needsBet: boolean;
}

export type LessonEvent =
  | { type: 'NEXT' }
  | { type: 'BACK' }
  /** Goes to a beat, or to the one before it that is not done yet. */
  | { type: 'GO'; beat: number }
  | { type: 'RECALL'; option: string }
  | { type: 'LOCK'; answer: BetAnswer }
  /** "I know this": a bet that, if right, ends the lesson; if wrong, it is a bet like any other. */
  | { type: 'CHECK'; answer: BetAnswer; isRight: boolean }
  | { type: 'SEE'; seen: Seen }
  | { type: 'RESTART' };

/** The beat that may be shown when this one is wanted. */
function reachable(context: LessonContext, wanted: number): number {
  const { beats, bet, seen, isKnown, needsBet } = context;
  const first = (step: StepName): number => beats.findIndex((beat) => beat.step === step);
  const last = beats.length - 1;
  const within = Math.max(0, Math.min(last, Number.isInteger(wanted) ? wanted : 0));
  if (isKnown) return within;
  if (needsBet && bet === null) return Math.min(within, first('bet'));
  if (seen === null) return Math.min(within, first('observe'));
  return within;
}

function stepAt({ beats, beat }: LessonContext): StepName {
  return beats[beat]?.step ?? 'line';
}

const isAt =
  (step: StepName) =>
  ({ context }: { context: LessonContext }): boolean =>
    stepAt(context) === step;

export const lessonLifecycle = setup({
  types: {
    context: {} as LessonContext,
    events: {} as LessonEvent,
    input: {} as LessonInput,
  },
  guards: {
    isAtRecall: isAt('recall'),
    isAtBet: isAt('bet'),
    isAtRun: isAt('run'),
    isAtObserve: isAt('observe'),
    isAtResult: isAt('result'),
    isAtAsk: isAt('ask'),
    isOpen: ({ context }) => context.bet === null,
    isLocked: ({ context }) => context.bet !== null,
    hasBet: ({ context }) => context.bet !== null || !context.needsBet,
    hasSeen: ({ context }) => context.seen !== null || context.isKnown,
    isRight: ({ event }) => event.type === 'CHECK' && event.isRight,
  },
  actions: {
    goOn: assign({ beat: ({ context }) => reachable(context, context.beat + 1) }),
    goBack: assign({ beat: ({ context }) => reachable(context, context.beat - 1) }),
    goTo: assign({
      beat: ({ context, event }) =>
        event.type === 'GO' ? reachable(context, event.beat) : context.beat,
    }),
    goToLine: assign({ beat: ({ context }) => context.beats.length - 1 }),
    recall: assign({
      recalled: ({ context, event }) => (event.type === 'RECALL' ? event.option : context.recalled),
    }),
    lock: assign({
      bet: ({ context, event }) =>
        event.type === 'LOCK' || event.type === 'CHECK' ? event.answer : context.bet,
    }),
    know: assign({ isKnown: true }),
    see: assign({
      seen: ({ context, event }) => (event.type === 'SEE' ? event.seen : context.seen),
    }),
    forget: assign({ recalled: null, bet: null, seen: null, isKnown: false, beat: 0 }),
  },
}).createMachine({
  id: 'lesson',
  context: ({ input }) => {
    const { lesson, isInterview = false } = input;
    const context: LessonContext = {
      beats: beatsOf(lesson),
      needsBet: lesson.bet !== null && !isInterview,
      recalled: input.recalled ?? null,
      bet: input.bet ?? null,
      seen: input.seen ?? null,
      isKnown: input.isKnown ?? false,
      beat: 0,
    };
    return { ...context, beat: reachable(context, input.beat ?? 0) };
  },
  initial: 'turning',
  on: {
    GO: { target: '.turning', actions: 'goTo' },
    RESTART: { target: '.turning', actions: 'forget' },
  },
  states: {
    /** Between two beats: the beat says which step is next. */
    turning: {
      always: [
        { guard: 'isAtRecall', target: 'recall' },
        { guard: 'isAtBet', target: 'bet' },
        { guard: 'isAtRun', target: 'run' },
        { guard: 'isAtObserve', target: 'observe' },
        { guard: 'isAtResult', target: 'result' },
        { guard: 'isAtAsk', target: 'ask' },
        { target: 'line' },
      ],
    },
    recall: {
      on: {
        RECALL: { actions: 'recall' },
        NEXT: { target: 'turning', actions: 'goOn' },
      },
    },
    bet: {
      on: {
        LOCK: { guard: 'isOpen', target: 'turning', actions: ['lock', 'goOn'] },
        CHECK: [
          { guard: 'isLocked' },
          { guard: 'isRight', target: 'turning', actions: ['lock', 'know', 'goToLine'] },
          { target: 'turning', actions: ['lock', 'goOn'] },
        ],
        // What is locked stays locked: going on needs no second bet.
        NEXT: { guard: 'hasBet', target: 'turning', actions: 'goOn' },
        BACK: { target: 'turning', actions: 'goBack' },
      },
    },
    run: {
      on: {
        NEXT: { target: 'turning', actions: 'goOn' },
        BACK: { target: 'turning', actions: 'goBack' },
      },
    },
    observe: {
      on: {
        SEE: { target: 'turning', actions: ['see', 'goOn'] },
        NEXT: { guard: 'hasSeen', target: 'turning', actions: 'goOn' },
        BACK: { target: 'turning', actions: 'goBack' },
      },
    },
    result: {
      on: {
        NEXT: { target: 'turning', actions: 'goOn' },
        BACK: { target: 'turning', actions: 'goBack' },
      },
    },
    ask: {
      initial: 'question',
      states: {
        question: { on: { NEXT: 'answer' } },
        answer: { on: { NEXT: { target: '#lesson.turning', actions: 'goOn' } } },
      },
      on: { BACK: { target: 'turning', actions: 'goBack' } },
    },
    line: { on: { BACK: { target: 'turning', actions: 'goBack' } } },
  },
});
