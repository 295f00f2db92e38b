/**
 * quickActs are the faults of the button row: what each would do to this system, here and now.
 *
 * Which consumer, queue or broker is meant follows from what is selected and from the queue that the
 * bar and the chart are about.
 */
import { type Act, Broker, Consumer, findKnob, type World } from '../engine/index.ts';
import type { Selection } from './SessionState.ts';

export interface QuickAct {
  readonly id: 'spike' | 'crash' | 'broker' | 'poison' | 'service';
  readonly label: string;
  /** The key that does the same. */
  readonly key: string;
  readonly act: Act;
}

export const SPIKE_FACTOR = 5;
export const SPIKE_US = 10_000_000;

export function quickActs(world: World, queue: number, selection: Selection | null): QuickAct[] {
  const { nodes } = world.plan;
  const first = (kind: string): number => nodes.findIndex((node) => node.kind === kind);
  const acts: (QuickAct | null)[] = [
    spikeOf(world, first('producer')),
    crashOf(world, queue, selection),
    brokerOf(world, queue >= 0 ? (world.plan.brokerOf[queue] ?? -1) : -1),
    poisonOf(world, queue),
    serviceOf(world, selection),
  ];
  return acts.filter((act) => act !== null);
}

function spikeOf(world: World, producer: number): QuickAct | null {
  const node = world.plan.nodes[producer];
  if (node?.kind !== 'producer' || node.arrivals.gap === null) return null;
  const act: Act = { kind: 'spike', target: node.id, factor: SPIKE_FACTOR, lengthUs: SPIKE_US };
  return { id: 'spike', label: `Spike ×${SPIKE_FACTOR}`, key: 'T', act };
}

function crashOf(world: World, queue: number, selection: Selection | null): QuickAct | null {
  const { plan, consumers } = world;
  const nodes = plan.nodes.length;
  const chosen =
    selection?.kind === 'place' && selection.place >= nodes ? selection.place - nodes : -1;
  const group = chosen >= 0 ? (consumers.group[chosen] ?? -1) : groupsOf(world, queue)[0];
  const node = group === undefined ? undefined : plan.nodes[group];
  if (group === undefined || node === undefined) return null;
  const member = chosen >= 0 ? (consumers.member[chosen] ?? null) : null;
  if (chosen >= 0 && consumers.state[chosen] === Consumer.down) {
    const act: Act = { kind: 'restartConsumer', target: node.id, member };
    return { id: 'crash', label: `Restart C${member}`, key: 'C', act };
  }
  if (chosen < 0 && isGroupDown(world, group)) {
    const act: Act = { kind: 'restartConsumer', target: node.id, member: null };
    return { id: 'crash', label: `Restart ${memberWord(world, group)}`, key: 'C', act };
  }
  const who = memberWord(world, group);
  // Who is meant by "a consumer" is settled now, so that the flag can say it and a drag keeps it.
  const busiest = member ?? busiestOf(world, group);
  const act: Act = { kind: 'crashConsumer', target: node.id, member: busiest, point: 'now' };
  return {
    id: 'crash',
    label: member === null ? `Crash ${who}` : `Crash C${member}`,
    key: 'C',
    act,
  };
}

function brokerOf(world: World, broker: number): QuickAct | null {
  const node = world.plan.nodes[broker];
  if (node === undefined) return null;
  const isDown = world.brokers.state[broker] === Broker.down;
  return isDown
    ? { id: 'broker', label: 'Broker up', key: 'D', act: { kind: 'startBroker', target: node.id } }
    : {
        id: 'broker',
        label: 'Broker down',
        key: 'D',
        act: { kind: 'stopBroker', target: node.id, how: 'kill' },
      };
}

function poisonOf(world: World, queue: number): QuickAct | null {
  const node = world.plan.nodes[queue];
  if (node === undefined) return null;
  // What is poisoned is the next record, for every group that reads the log.
  const target = node.kind === 'group' ? node.log : node.id;
  return { id: 'poison', label: 'Poison', key: 'X', act: { kind: 'poisonNext', target } };
}

/** A service that can fail: the one selected, or the last one, which others depend on. */
function serviceOf(world: World, selection: Selection | null): QuickAct | null {
  const { nodes } = world.plan;
  const chosen = selection?.kind === 'place' ? nodes[selection.place] : undefined;
  const node =
    chosen?.kind === 'service'
      ? chosen
      : nodes.findLast((candidate) => candidate.kind === 'service');
  if (node === undefined) return null;
  const isUp = world.services.isUp[nodes.indexOf(node)] === 1;
  return {
    id: 'service',
    label: isUp ? `${node.title} down` : `${node.title} up`,
    key: 'K',
    act: { kind: isUp ? 'crashService' : 'restartService', target: node.id },
  };
}

/** What those are called who take from a queue, or read for a group: by consumer node. */
export function memberWord({ plan, logs }: World, group: number): 'consumer' | 'member' {
  return logs.isGroup(plan.queueOf[group] ?? -1) ? 'member' : 'consumer';
}

/** The consumer nodes of a queue, or of a group that reads a log, by node number. */
export function groupsOf(world: World, queue: number): number[] {
  const { plan } = world;
  return plan.nodes.flatMap((_, node) =>
    queue >= 0 && plan.queueOf[node] === queue ? [node] : [],
  );
}

function membersOf(world: World, group: number): number[] {
  const { consumers } = world;
  const rows: number[] = [];
  for (let row = 0; row < consumers.rows; row++) if (consumers.group[row] === group) rows.push(row);
  return rows;
}

function isGroupDown(world: World, group: number): boolean {
  const { state } = world.consumers;
  return membersOf(world, group).every(
    (row) => state[row] === Consumer.down || state[row] === Consumer.removed,
  );
}

/** The consumer of a group that holds most, by its number in the group; null where none is alive. */
export function busiestOf(world: World, group: number): number | null {
  const { consumers } = world;
  const alive = membersOf(world, group).filter((row) => world.isAlive(row));
  const { reads } = world.logs.members;
  const load = (row: number): number =>
    (world.logs.isGroup(consumers.queue[row] ?? -1) ? reads[row] : consumers.window[row]) ?? 0;
  const busiest = alive.reduce(
    (best, row) => (load(row) > load(best) ? row : best),
    alive[0] ?? -1,
  );
  return busiest < 0 ? null : (consumers.member[busiest] ?? null);
}

/** Consumers of a group that are there to stay, alive or down. */
export function consumerCountOf(world: World, group: number): number {
  const { state } = world.consumers;
  return membersOf(world, group).filter(
    (row) => state[row] !== Consumer.removed && state[row] !== Consumer.leaving,
  ).length;
}

/** The present value of a node's knob. */
export function knobValue(world: World, node: number, name: string): number {
  const kind = world.plan.nodes[node]?.kind;
  return kind === undefined ? 0 : (findKnob(kind, name)?.read(world, node) ?? 0);
}
