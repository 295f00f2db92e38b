/**
 * sheetChart is the chart of a printed page: its axes, lanes or columns for whoever draws on it, and what the
 * engine draws there, when the worlds of the lesson have run to their end.
 */
import { Fact, type World } from '../../../engine/index.ts';
import {
  type CurveBet,
  type Lesson,
  type Picture,
  truthOf,
  worldOf,
  worldsOf,
} from '../../../lessons/course/index.ts';
import { decisiveStage, LessonWorlds, type Slot } from '../../../lessons/index.ts';
import { type SequenceRead, sequenceFor } from '../../index.ts';
import { dashes, worldCurves } from '../worldCurves.ts';

export type SheetChart = AxesChart | LanesChart | OrderChart;

export interface AxesChart {
  readonly kind: 'axes';
  readonly across: string;
  readonly up: string;
  /** Ticks across, from zero to where the axis ends. */
  readonly at: readonly { readonly x: number; readonly text: string }[];
  /** Ticks upwards, the same. */
  readonly heights: readonly number[];
  readonly lines: readonly SheetLine[];
}

export interface SheetLine {
  /** "A"; empty where there is one line alone. */
  readonly letter: string;
  /** Which world it is, where that is none of the picture. */
  readonly title: string;
  readonly dash: string | undefined;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** The life of a message, from top to bottom, in each world. */
export interface LanesChart {
  readonly kind: 'lanes';
  readonly message: number;
  readonly worlds: readonly (SequenceRead & { readonly letter: string })[];
}

/** In at the left, out at the right. */
export interface OrderChart {
  readonly kind: 'order';
  readonly worlds: readonly {
    readonly letter: string;
    readonly published: readonly number[];
    readonly finished: readonly number[];
  }[];
}

const US_PER_S = 1_000_000;
/** Instants at which a curve is read. */
const POINTS = 280;
/** The axis goes higher than the curve: where it ends gives nothing away. */
const ABOVE = 1.3;

export function sheetChart(lesson: Lesson): SheetChart {
  const { picture, bet } = lesson;
  if (bet?.kind === 'curve') return drawnChart(lesson, bet);
  const charted = isOverTime(picture) ? withWorldsCounted(lesson) : lesson;
  const worlds = new LessonWorlds(charted, () => 0, decisiveStage(charted));
  worlds.seek(worlds.endUs);
  if (picture.kind === 'sequence') {
    const { message } = picture;
    return { kind: 'lanes', message, worlds: worlds.slots.map((slot) => lifeIn(slot, message)) };
  }
  if (picture.kind === 'order') {
    return {
      kind: 'order',
      worlds: worlds.slots.map(({ letter, session }) => ({
        letter,
        published: messagesOf(session.timeline.world, Fact.published),
        finished: messagesOf(session.timeline.world, Fact.effectApplied),
      })),
    };
  }
  const toS = endS(worlds);
  const lines =
    picture.kind === 'ledger'
      ? worlds.slots.map((slot, i) => ({
          dash: dashes[i],
          points: charged(slot, picture.consumer),
          letter: slot.letter,
          title: '',
        }))
      : worldCurves(worlds).lines.map(({ label, dash, curve }, i) => ({
          // Not A and B: those are others.
          letter: charted === lesson ? label : String(i + 1),
          title: charted === lesson ? '' : (worlds.lesson.worlds[i]?.title ?? ''),
          dash,
          points: readAt(curve.timesUs, curve.values, curve.length, toS),
        }));
  const highest = Math.max(1, ...lines.flatMap(({ points }) => points.map(([, y]) => y)));
  const ups = { ledger: '$ charged', depth: 'waiting', done: 'done', failed: 'orders failed' };
  return {
    kind: 'axes',
    across: 'seconds',
    up: ups[picture.kind],
    at: ticksWithin(toS, 6).map((x) => ({ x, text: String(x) })),
    heights: ticksTo(ABOVE * highest, 4),
    lines,
  };
}

function isOverTime({ kind }: Picture): boolean {
  return kind === 'depth' || kind === 'failed' || kind === 'done';
}

/** A lesson whose number is counted in other worlds than those on stage: with those that it is about. */
function withWorldsCounted(lesson: Lesson): Lesson {
  const counted = lesson.theNumber.numbers.flatMap((id) => {
    const number = lesson.numbers.find((one) => one.id === id);
    return number === undefined ? [] : worldsOf(number);
  });
  const [first, second, ...others] = [...new Set(counted)].map((id) => worldOf(lesson, id));
  const isOnStage = counted.every((id) => lesson.worlds.some((world) => world.id === id));
  if (isOnStage || first === undefined || second === undefined) return lesson;
  return { ...lesson, worlds: [first, second, ...others] };
}

/** What a learner draws as a bet: one line, and its true heights. */
function drawnChart(lesson: Lesson, bet: CurveBet): AxesChart {
  const truth = truthOf(lesson, bet);
  return {
    kind: 'axes',
    across: bet.atUnit === '' ? bet.across : `${bet.across}, ${bet.atUnit}`,
    up: bet.up,
    // Its columns stand side by side, whatever is between them.
    at: bet.at.map((at, x) => ({ x, text: String(at) })),
    heights: ticksTo(bet.upTo, 4),
    lines: [
      {
        letter: '',
        title: '',
        dash: undefined,
        points: bet.at.map((_, i) => [i, truth[i] ?? 0] as const),
      },
    ],
  };
}

function lifeIn({ letter, session }: Slot, message: number): LanesChart['worlds'][number] {
  return {
    letter,
    ...sequenceFor(session.timeline.world, message, session.store.getState().queue),
  };
}

function messagesOf({ trace }: World, kind: number): number[] {
  const numbers: number[] = [];
  for (let i = 0; i < trace.length; i++) {
    if (trace.kind(i) === kind) numbers.push(trace.message(i));
  }
  return numbers;
}

/** What has been charged, effect by effect. */
function charged({ session }: Slot, consumer: string): SheetLine['points'] {
  const { trace, plan } = session.timeline.world;
  const node = plan.nodes.find(({ id }) => id === consumer);
  const amount = node?.kind === 'consumer' ? node.effect.amount : 1;
  const points: [number, number][] = [[0, 0]];
  let sum = 0;
  for (let i = 0; i < trace.length; i++) {
    const kind = trace.kind(i);
    if (kind !== Fact.effectApplied && kind !== Fact.effectRepeated) continue;
    const atS = trace.atUs(i) / US_PER_S;
    points.push([atS, sum]);
    sum += amount;
    points.push([atS, sum]);
  }
  return points;
}

/** Where the lesson's last beat ends; or, where it is done by hand, soon after the last thing that happens. */
function endS({ lesson, slots, endUs }: LessonWorlds): number {
  const toS = lesson.beats.findLast((beat) => beat.toS !== undefined)?.toS;
  if (toS !== undefined) return toS;
  if (lesson.byHand === undefined) return endUs / US_PER_S;
  const last = slots.map(({ session }) => {
    const { trace } = session.timeline.world;
    return trace.length === 0 ? 0 : trace.atUs(trace.length - 1);
  });
  return Math.ceil(Math.max(...last) / US_PER_S);
}

/** A curve that keeps its height until it changes, at so many instants. */
function readAt(
  timesUs: ArrayLike<number>,
  values: ArrayLike<number>,
  length: number,
  toS: number,
): (readonly [number, number])[] {
  let at = 0;
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const s = (toS * i) / POINTS;
    while (at + 1 < length && (timesUs[at + 1] ?? 0) <= s * US_PER_S) at++;
    return [s, values[at] ?? 0] as const;
  });
}

/** Round ticks from zero, and the end itself. */
function ticksWithin(end: number, most: number): number[] {
  const round = ticksTo(end, most).filter((tick) => tick < end * 0.94);
  return [...round, end];
}

/** Round ticks from zero to an end that is not below `least`: at most so many steps. */
export function ticksTo(least: number, most: number): number[] {
  const magnitude = 10 ** Math.floor(Math.log10(least / most));
  const step =
    [1, 2, 2.5, 5, 10].map((part) => part * magnitude).find((one) => one * most >= least) ??
    10 * magnitude;
  const count = Math.max(1, Math.ceil(least / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(9)));
}
