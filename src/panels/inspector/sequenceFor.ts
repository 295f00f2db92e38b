/**
 * sequenceFor is the sequence of one message as far as one queue is concerned, or of what happened last
 * around that queue, with lanes short enough for a narrow panel. What the other queues of a fan-out did
 * is their own story.
 */
import type { SequenceData } from '../../charts/index.ts';
import { Fact, NO_NODE, type World } from '../../engine/index.ts';
import {
  type Sequence,
  type SequenceArrow,
  type SequenceLane,
  sequenceOf,
} from '../../explain/index.ts';

/** Without the instant that is pointed at: that is not read from the run. */
export type SequenceRead = Omit<SequenceData, 'hoverUs'>;

export function sequenceFor(world: World, message: number, queue: number): SequenceRead {
  return around(world, sequenceOf(world, world.trace, message), queue);
}

/** Facts looked back over for the latest events, and arrows drawn of them. */
const FACTS_BACK = 400;
const ARROWS = 12;

/** What happened last: who told whom what, whatever message it was about. */
export function latestFor(world: World, queue: number): SequenceRead {
  const to = world.trace.length;
  const window = { from: Math.max(0, to - FACTS_BACK), to };
  const whole = sequenceOf(world, world.trace, window, { withoutFuture: true });
  const data = around(world, whole, queue);
  const arrows = data.arrows.slice(-ARROWS);
  return { ...data, ...tight({ ...data, arrows }), playheadUs: world.nowUs };
}

function around(world: World, whole: Sequence, queue: number): Sequence & SequenceRead {
  const isAbout = (lane: SequenceLane): boolean => belongsTo(world, lane, queue);
  const store = world.logs.plan.logOf[queue] ?? NO_NODE;
  const concerns = whole.lanes.some(
    ({ kind, place }) =>
      (kind === 'queue' && place === queue) || (kind === 'log' && place === store),
  );
  const { lanes, arrows, brackets } = concerns ? only(whole, isAbout) : whole;
  return {
    lanes: lanes.map((lane) => ({ ...lane, label: shortLabel(world, lane, arrows) })),
    arrows,
    brackets,
    playheadUs: world.nowUs,
  };
}

function belongsTo(world: World, { kind, place }: SequenceLane, queue: number): boolean {
  const { plan, consumers } = world;
  if (kind === 'log') return place === world.logs.plan.logOf[queue];
  if (kind === 'queue') return place === queue || place === plan.deadLetterTo[queue];
  if (kind === 'consumer') return consumers.queue[place - plan.nodes.length] === queue;
  if (kind === 'ledger') return plan.queueOf[place] === queue;
  return true;
}

/** Without the lanes that nothing is drawn on. */
function tight(sequence: Sequence): Sequence {
  const { arrows } = sequence;
  return only(sequence, (lane) => {
    const at = sequence.lanes.indexOf(lane);
    return arrows.some(({ from, to }) => from === at || to === at);
  });
}

/** The lanes to keep, and what passes between them alone. */
function only(
  { lanes, arrows, brackets }: Sequence,
  keep: (lane: SequenceLane) => boolean,
): Sequence {
  const kept = lanes.filter(keep);
  const position = new Map(lanes.map((lane, i) => [i, kept.indexOf(lane)]));
  const of = (lane: number): number => position.get(lane) ?? -1;
  const between = arrows
    .map((arrow) => ({ ...arrow, from: of(arrow.from), to: of(arrow.to) }))
    .filter(({ from, to }) => from >= 0 && to >= 0);
  const isUsed = (lane: number): boolean =>
    between.some(({ from, to }) => from === lane || to === lane);
  const used = kept.filter((_, lane) => isUsed(lane));
  const move = (lane: number): number => used.indexOf(kept[lane] as SequenceLane);
  return {
    lanes: used,
    arrows: between.map((arrow) => ({ ...arrow, from: move(arrow.from), to: move(arrow.to) })),
    brackets: brackets
      .map((bracket) => ({ ...bracket, lane: move(of(bracket.lane)) }))
      .filter(({ lane }) => lane >= 0),
  };
}

function shortLabel(
  world: World,
  { kind, place, label }: SequenceLane,
  arrows: readonly SequenceArrow[],
): string {
  const { plan, consumers } = world;
  if (kind === 'log') return logLabel(world, place, arrows);
  if (kind === 'consumer') return `C${consumers.member[place - plan.nodes.length]}`;
  if (kind === 'ledger') return 'effect';
  if (kind === 'queue') return plan.isPrimary[place] === 1 ? 'queue' : 'dead letters';
  return label;
}

/** "log P1", where it has several partitions and the record is in one of them. */
function logLabel({ logs, trace }: World, log: number, arrows: readonly SequenceArrow[]): string {
  const append = arrows.find(({ fact }) => trace.kind(fact) === Fact.appended);
  const isOne = (logs.plan.logs[log]?.partitions ?? 1) === 1;
  return append === undefined || isOne ? 'log' : `log P${trace.count(append.fact)}`;
}
