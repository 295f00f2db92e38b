/**
 * sequenceFor is the sequence of one message as far as one queue is concerned, with lanes short enough
 * for a narrow panel. What the other queues of a fan-out did with it is their own story.
 */
import type { SequenceData } from '../../charts/index.ts';
import type { World } from '../../engine/index.ts';
import { type Sequence, type SequenceLane, sequenceOf } from '../../explain/index.ts';

export function sequenceFor(world: World, message: number, queue: number): SequenceData {
  const whole = sequenceOf(world, world.trace, message);
  const isAbout = (lane: SequenceLane): boolean => belongsTo(world, lane, queue);
  const concerns = whole.lanes.some((lane) => lane.kind === 'queue' && lane.place === queue);
  const { lanes, arrows, brackets } = concerns ? only(whole, isAbout) : whole;
  return {
    lanes: lanes.map((lane) => ({ ...lane, label: shortLabel(world, lane) })),
    arrows,
    brackets,
    playheadUs: world.nowUs,
  };
}

function belongsTo(world: World, { kind, place }: SequenceLane, queue: number): boolean {
  const { plan, consumers } = world;
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

function shortLabel(world: World, { kind, place, label }: SequenceLane): string {
  const { plan, consumers } = world;
  if (kind === 'consumer') return `C${consumers.member[place - plan.nodes.length]}`;
  if (kind === 'ledger') return 'effect';
  if (kind === 'queue') return plan.isPrimary[place] === 1 ? 'queue' : 'dead letters';
  return label;
}
