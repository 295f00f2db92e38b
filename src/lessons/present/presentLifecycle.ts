/**
 * presentLifecycle says what a class sees of a lesson: which beat, whether its answer is out, whether the
 * picture is held, and whether the screen is blank.
 *
 * A class goes through the beats of the lesson with nobody locking a bet: the hands that were raised are
 * the bet, and the one in front decides when to go on. While the picture is held the beat in hand may move,
 * and the class keeps seeing the one at which it was frozen.
 */
import { assign, setup } from 'xstate';
import { type Beat, beatsOf } from '../beatsOf.ts';
import type { Lesson } from '../course/index.ts';

/** What a class looks at: all, or one thing alone in large. */
export const spotlights = ['stage', 'chart', 'sequence', 'number', 'narration', 'all'] as const;
export type Spotlight = (typeof spotlights)[number];

export const audienceThemes = ['paper', 'ink'] as const;
export type AudienceTheme = (typeof audienceThemes)[number];

/** The place in a lesson: what decides about the picture, besides the worlds. */
export interface Scene {
  /** The position in `beatsOf`. */
  readonly beat: number;
  /** The answer of a question is shown. */
  readonly isAnswered: boolean;
  /** The world that is shown alone, by its position; null: all. */
  readonly world: number | null;
}

export interface PresentContext {
  readonly beats: readonly Beat[];
  readonly beat: number;
  readonly world: number | null;
  /** What the class sees while the picture is held; null: it sees what is in hand. */
  readonly held: Scene | null;
  /** The hands for each option of the bet; null: not counted. */
  readonly tally: readonly number[] | null;
  readonly spotlight: Spotlight;
  readonly theme: AudienceTheme;
  /** When the timer was started, in milliseconds since 1970; null: not yet. */
  readonly sinceMs: number | null;
  /** Where it is begun. */
  readonly opening: { readonly isAnswered: boolean; readonly isBlank: boolean };
}

export interface PresentInput {
  readonly lesson: Lesson;
  readonly scene?: Scene;
  readonly held?: Scene | null;
  readonly isBlank?: boolean;
  readonly tally?: readonly number[] | null;
  readonly spotlight?: Spotlight;
  readonly theme?: AudienceTheme;
  readonly sinceMs?: number | null;
}

export type PresentEvent =
  | { type: 'NEXT' }
  | { type: 'BACK' }
  | { type: 'GO'; beat: number }
  /** Holds the picture as it is, or lets it go. */
  | { type: 'FREEZE'; scene: Scene }
  | { type: 'BLANK' }
  | { type: 'CLEAR' }
  | { type: 'SPOTLIGHT'; part: Spotlight }
  | { type: 'WORLD'; world: number | null }
  | { type: 'TALLY'; counts: readonly number[] | null }
  | { type: 'THEME'; theme: AudienceTheme }
  | { type: 'TIMER'; sinceMs: number };

const within = ({ beats }: PresentContext, beat: number): number =>
  Math.max(0, Math.min(beats.length - 1, beat));

export const presentLifecycle = setup({
  types: {
    context: {} as PresentContext,
    events: {} as PresentEvent,
    input: {} as PresentInput,
  },
  guards: {
    asks: ({ context: { beats, beat } }) => {
      const step = beats[beat]?.step;
      return step === 'recall' || step === 'ask';
    },
    opensAnswered: ({ context }) => context.opening.isAnswered,
    opensHeld: ({ context }) => context.held !== null,
    opensBlank: ({ context }) => context.opening.isBlank,
  },
  actions: {
    goOn: assign({ beat: ({ context }) => within(context, context.beat + 1) }),
    goBack: assign({ beat: ({ context }) => within(context, context.beat - 1) }),
    goTo: assign({
      beat: ({ context, event }) =>
        event.type === 'GO' ? within(context, event.beat) : context.beat,
    }),
    hideAnswer: assign({
      opening: ({ context }) => ({ ...context.opening, isAnswered: false }),
    }),
    hold: assign({
      held: ({ context, event }) => (event.type === 'FREEZE' ? event.scene : context.held),
    }),
    letGo: assign({ held: null }),
    count: assign({
      tally: ({ context, event }) => (event.type === 'TALLY' ? event.counts : context.tally),
    }),
    light: assign({
      spotlight: ({ context, event }) =>
        event.type === 'SPOTLIGHT' ? event.part : context.spotlight,
    }),
    lightAll: assign({ spotlight: 'all' }),
    show: assign({
      world: ({ context, event }) => (event.type === 'WORLD' ? event.world : context.world),
    }),
    paint: assign({
      theme: ({ context, event }) => (event.type === 'THEME' ? event.theme : context.theme),
    }),
    time: assign({
      sinceMs: ({ context, event }) => (event.type === 'TIMER' ? event.sinceMs : context.sinceMs),
    }),
  },
}).createMachine({
  id: 'present',
  type: 'parallel',
  context: ({ input }) => {
    const context: PresentContext = {
      beats: beatsOf(input.lesson),
      beat: 0,
      world: input.scene?.world ?? null,
      held: input.held ?? null,
      tally: input.tally ?? null,
      spotlight: input.spotlight ?? 'all',
      theme: input.theme ?? 'paper',
      sinceMs: input.sinceMs ?? null,
      opening: {
        isAnswered: input.scene?.isAnswered ?? false,
        isBlank: input.isBlank ?? false,
      },
    };
    return { ...context, beat: within(context, input.scene?.beat ?? 0) };
  },
  on: {
    SPOTLIGHT: { actions: 'light' },
    CLEAR: { actions: 'lightAll' },
    WORLD: { actions: 'show' },
    TALLY: { actions: 'count' },
    THEME: { actions: 'paint' },
    TIMER: { actions: 'time' },
  },
  states: {
    telling: {
      initial: 'turning',
      on: {
        GO: { target: '.turning', actions: ['hideAnswer', 'goTo'] },
        BACK: { target: '.turning', actions: ['hideAnswer', 'goBack'] },
      },
      states: {
        /** Between two beats: some ask something, whose answer comes with the next key. */
        turning: {
          always: [
            { guard: 'opensAnswered', target: 'answer' },
            { guard: 'asks', target: 'question' },
            { target: 'beat' },
          ],
        },
        beat: { on: { NEXT: { target: 'turning', actions: ['hideAnswer', 'goOn'] } } },
        question: { on: { NEXT: 'answer' } },
        answer: {
          on: {
            NEXT: { target: 'turning', actions: ['hideAnswer', 'goOn'] },
            BACK: { target: 'question', actions: 'hideAnswer' },
          },
        },
      },
    },
    picture: {
      initial: 'opening',
      states: {
        opening: { always: [{ guard: 'opensHeld', target: 'held' }, { target: 'shown' }] },
        shown: { on: { FREEZE: { target: 'held', actions: 'hold' } } },
        held: { on: { FREEZE: { target: 'shown', actions: 'letGo' } } },
      },
    },
    screen: {
      initial: 'opening',
      states: {
        opening: { always: [{ guard: 'opensBlank', target: 'blank' }, { target: 'lit' }] },
        lit: { on: { BLANK: 'blank' } },
        blank: { on: { BLANK: 'lit', CLEAR: 'lit' } },
      },
    },
  },
});
