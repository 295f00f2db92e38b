/**
 * interviewLifecycle says in which order a card is told: state it, break it, fix it, the number, the price.
 *
 * Unlike a lesson it waits for nobody: one may go to any beat at any time, and the key that breaks or mends
 * works from everywhere. What has been reached once stays on the board.
 */
import { assign, setup } from 'xstate';
import { type BeatName, beatNames } from './cards/index.ts';

/** How far a card has been told. */
export interface InterviewState {
  /** Position in `beatNames`. */
  readonly beat: number;
  /** The farthest beat so far: what belongs to it, and to those before, stands on the board. */
  readonly reached: number;
  /** Which world is looked at: the one with the mend, or the one without. */
  readonly isMended: boolean;
  /** Both worlds are looked at. */
  readonly isBoth: boolean;
}

export type InterviewEvent =
  | { type: 'NEXT' }
  | { type: 'BACK' }
  | { type: 'GO'; beat: number }
  /** The key that breaks it: from wherever one is. */
  | { type: 'BREAK' }
  /** The toggle: before anything was fixed it is the beat that fixes, afterwards it only turns. */
  | { type: 'MEND' }
  | { type: 'BOTH' }
  | { type: 'RESTART' };

export const atFirst: InterviewState = { beat: 0, reached: 0, isMended: true, isBoth: false };

const LAST = beatNames.length - 1;
const BREAK = beatNames.indexOf('break');
const FIX = beatNames.indexOf('fix');

/** The state at a beat: the world without belongs to the beat that breaks it, the other to those around it. */
function at(context: InterviewState, wanted: number): InterviewState {
  const beat = Math.max(0, Math.min(LAST, Number.isInteger(wanted) ? wanted : 0));
  return {
    beat,
    reached: Math.max(context.reached, beat),
    isMended: beat !== BREAK,
    isBoth: false,
  };
}

const isAt =
  (name: BeatName) =>
  ({ context }: { context: InterviewState }): boolean =>
    beatNames[context.beat] === name;

export const interviewLifecycle = setup({
  types: {
    context: {} as InterviewState,
    events: {} as InterviewEvent,
    input: {} as Partial<InterviewState>,
  },
  guards: {
    isAtState: isAt('state'),
    isAtBreak: isAt('break'),
    isAtFix: isAt('fix'),
    isAtNumber: isAt('number'),
  },
  actions: {
    goOn: assign(({ context }) => at(context, context.beat + 1)),
    goBack: assign(({ context }) => at(context, context.beat - 1)),
    goTo: assign(({ context, event }) => (event.type === 'GO' ? at(context, event.beat) : context)),
    breakIt: assign(({ context }) => at(context, BREAK)),
    fixIt: assign(({ context }) => at(context, FIX)),
    turn: assign(({ context }) => ({ isMended: !context.isMended, isBoth: false })),
    showBoth: assign(({ context }) => ({ isBoth: !context.isBoth })),
    forget: assign(() => atFirst),
  },
}).createMachine({
  id: 'interview',
  context: ({ input }) => {
    const { beat = 0, reached = beat, isMended, isBoth = false } = input;
    const begun = at({ ...atFirst, reached }, beat);
    return { ...begun, isMended: isMended ?? begun.isMended, isBoth };
  },
  initial: 'turning',
  on: {
    NEXT: { target: '.turning', actions: 'goOn' },
    BACK: { target: '.turning', actions: 'goBack' },
    GO: { target: '.turning', actions: 'goTo' },
    BREAK: { target: '.turning', actions: 'breakIt' },
    BOTH: { actions: 'showBoth' },
    RESTART: { target: '.turning', actions: 'forget' },
  },
  states: {
    /** Between two beats: the beat says which is next. */
    turning: {
      always: [
        { guard: 'isAtState', target: 'state' },
        { guard: 'isAtBreak', target: 'break' },
        { guard: 'isAtFix', target: 'fix' },
        { guard: 'isAtNumber', target: 'number' },
        { target: 'price' },
      ],
    },
    state: { on: { MEND: { target: 'turning', actions: 'fixIt' } } },
    break: { on: { MEND: { target: 'turning', actions: 'fixIt' } } },
    fix: { on: { MEND: { actions: 'turn' } } },
    number: { on: { MEND: { actions: 'turn' } } },
    price: { on: { MEND: { actions: 'turn' } } },
  },
});
