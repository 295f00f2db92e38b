/**
 * sequenceFor is the sequence of one message as far as one queue is concerned, with lanes short enough
 * for a narrow panel. What the other queues of a fan-out did with it is their own story.
 */
import type { SequenceData } from '../../charts/index.ts';
import { Fact, NO_NODE, type World } from '../../engine/index.ts';
import {
  type Sequence,
  type SequenceArrow,
  type SequenceLane,
  sequenceOf,
} from '../../explain/index.ts';

export function sequenceFor(world: World, message: number, queue: number): SequenceData {
  const whole = sequenceOf(world, world.trace, message);
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
