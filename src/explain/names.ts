/**
 * names calls nodes and consumers what a learner reads on the stage.
 *
 * A name is a function of the run alone (its scenario and its acts), not of where the playhead stands,
 * so that a seek never changes a sentence.
 */
import { NO_NODE, type Plan, type World } from '../engine/index.ts';
import type { Part, Piece } from './Sentence.ts';

export interface ConsumerName {
  /** The consumer node that it belongs to. */
  readonly group: number;
  /** From 1 within the group. */
  readonly member: number;
}

/** What a place is called: a node's title, or "C2". */
export function nameOf(world: World, place: number): string {
  const node = world.plan.nodes[place];
  if (node !== undefined) return node.title;
  const consumer = consumerAt(world, place);
  if (consumer === null) return 'a consumer';
  const title = world.plan.nodes[consumer.group]?.title;
  return hasOneGroup(world.plan) ? `C${consumer.member}` : `${title} C${consumer.member}`;
}

export function name(world: World, place: number): Part {
  return { kind: 'name', text: nameOf(world, place), place };
}

/** A queue, an exchange or a broker, with its article where its title is a thing: "the e-mail queue". */
export function the(world: World, place: number): Piece {
  if (!isThing(world, place)) return name(world, place);
  return ['the ', { kind: 'name', text: nameInside(world, place), place }];
}

/** A name as it stands inside a sentence: "e-mail queue", "E-mail", "C1". */
export function nameInside(world: World, place: number): string {
  const title = nameOf(world, place);
  return isThing(world, place) ? inTheMiddle(title) : title;
}

/** Whether a title says what it is, and not only what it is called. */
function isThing(world: World, place: number): boolean {
  const kind = world.plan.nodes[place]?.kind;
  const isPartOfBroker =
    kind === 'queue' ||
    kind === 'exchange' ||
    kind === 'broker' ||
    kind === 'log' ||
    kind === 'group';
  return isPartOfBroker && endsInNoun.test(nameOf(world, place));
}

const endsInNoun =
  /(^|[\s-])(queue|exchange|broker|letters|log|stream|topic|group|inbox|mailbox|bus)$/i;

/** "E-mail queue" is "e-mail queue" inside a sentence, and "DLQ" stays "DLQ". */
function inTheMiddle(title: string): string {
  const [first = ''] = title.split(/\s/);
  return /[A-Z]/.test(first.slice(1)) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

/**
 * The consumer at a place: those of the scenario come first, in the order of its nodes, then those that
 * were added, in the order of the acts.
 */
export function consumerAt(world: World, place: number): ConsumerName | null {
  let row = place - world.plan.nodes.length;
  if (row < 0) return null;
  for (const [group, node] of world.plan.nodes.entries()) {
    if (node.kind !== 'consumer') continue;
    if (row < node.count) return { group, member: row + 1 };
    row -= node.count;
  }
  const added = new Map<string, number>();
  for (const { act } of world.acts) {
    if (act.kind !== 'addConsumer' || isByHand(world, act.target)) continue;
    const members = (added.get(act.target) ?? 0) + 1;
    added.set(act.target, members);
    if (row-- > 0) continue;
    const group = nodeCalled(world.plan, act.target);
    const node = world.plan.nodes[group];
    return node?.kind === 'consumer' ? { group, member: node.count + members } : null;
  }
  return null;
}

/** A consumer by hand stays the only one of its group. */
function isByHand({ plan }: World, id: string): boolean {
  const node = plan.nodes[nodeCalled(plan, id)];
  return node?.kind === 'consumer' && node.byHand !== undefined;
}

/** The place of a group's member, or null when the run never has it. */
export function placeOfMember(world: World, group: number, member: number): number | null {
  const { nodes } = world.plan;
  for (let place = nodes.length; ; place++) {
    const consumer = consumerAt(world, place);
    if (consumer === null) return null;
    if (consumer.group === group && consumer.member === member) return place;
  }
}

/** The node of a place: itself, or the group of a consumer. */
export function nodeAt(world: World, place: number): number {
  return place < world.plan.nodes.length ? place : (consumerAt(world, place)?.group ?? NO_NODE);
}

export function nodeCalled(plan: Plan, id: string): number {
  return plan.nodes.findIndex((node) => node.id === id);
}

/** The queue of a place: itself, or the one that a consumer takes from; else NO_NODE. */
export function queueAt(world: World, place: number): number {
  const node = nodeAt(world, place);
  if (world.plan.nodes[node]?.kind === 'queue') return node;
  return world.plan.queueOf[node] ?? NO_NODE;
}

/** The broker of a place: of a queue, of a consumer's queue, of all that a publisher publishes to. */
export function brokerAt(world: World, place: number): number {
  const { plan } = world;
  const queue = queueAt(world, place);
  if (queue !== NO_NODE) return plan.brokerOf[queue] ?? NO_NODE;
  const own = plan.brokerOf[nodeAt(world, place)] ?? NO_NODE;
  if (own !== NO_NODE) return own;
  const brokers = publishWires(plan, place).map((wire) => plan.brokerOf[plan.wireTo[wire] ?? 0]);
  return new Set(brokers).size === 1 ? (brokers[0] ?? NO_NODE) : NO_NODE;
}

/** The wires along which a node publishes. */
export function publishWires(plan: Plan, node: number): number[] {
  return (plan.wiresFrom[node] ?? []).filter(
    (wire) => (plan.routes[plan.wireTo[wire] ?? 0] ?? []).length > 0 && isPublisher(plan, node),
  );
}

function isPublisher(plan: Plan, node: number): boolean {
  const kind = plan.nodes[node]?.kind;
  return kind === 'producer' || kind === 'service';
}

function hasOneGroup(plan: Plan): boolean {
  return plan.nodes.filter((node) => node.kind === 'consumer').length === 1;
}
