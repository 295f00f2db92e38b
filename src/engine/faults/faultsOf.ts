/**
 * faultsOf lists what can fail in a system as it stands: each component that is up, in each way it can.
 *
 * An act that would find nothing to act on is no fault, so it is not in the list. Producers crash if they
 * publish (one that calls stands for people), and neither they nor services have a graceful stop.
 */
import { Broker, Consumer } from '../lifecycles/index.ts';
import { Event } from '../model/eventKinds.ts';
import type { Act } from '../model/Intervention.ts';
import { isProducerDown, isPublisherUp } from '../model/outages.ts';
import { wireOfPacket } from '../model/packets.ts';
import type { World } from '../model/World.ts';

export interface Fault {
  /** A node, a member of a group (`clerks/2`), a replica (`orders/2`), or a wire (`shop→orders`). */
  readonly component: string;
  /** One word for it, and unlike that of any other fault of the component. */
  readonly how: string;
  readonly act: Act;
}

/** Each component that runs, killed and, where it can be, told to stop in order. */
export function crashesOf(world: World): Fault[] {
  return world.plan.nodes.flatMap((node, i): Fault[] => {
    const { id } = node;
    switch (node.kind) {
      case 'log':
      case 'queue':
        return replicasUp(world, i).map(({ component, replica }) =>
          fault(component, 'kill', { kind: 'crashReplica', target: id, replica, how: 'kill' }),
        );
      case 'broker': {
        const state = world.brokers.state[i];
        const kill = fault(id, 'kill', { kind: 'stopBroker', target: id, how: 'kill' });
        if (state === Broker.recovering) return [kill];
        const stop: Act = { kind: 'stopBroker', target: id, how: 'graceful' };
        return state === Broker.running ? [kill, fault(id, 'graceful', stop)] : [];
      }
      case 'producer':
        return publishes(world, i) && !isProducerDown(world, i)
          ? [fault(id, 'kill', { kind: 'crashProducer', target: id, point: 'now' })]
          : [];
      case 'service':
        return world.services.isUp[i] === 1
          ? [fault(id, 'kill', { kind: 'crashService', target: id })]
          : [];
      case 'consumer':
        return membersUp(world, i).flatMap(({ component, member, isLeaving }) => {
          const kill: Act = { kind: 'crashConsumer', target: id, member, point: 'now' };
          const leave: Act = { kind: 'removeConsumer', target: id, member };
          const killed = fault(component, 'kill', kill);
          return isLeaving ? [killed] : [killed, fault(component, 'graceful', leave)];
        });
      default:
        return [];
    }
  });
}

/** What else can go wrong: crashes at a point of the next work, an ack dropped, a disk lost, a wire cut. */
export function otherFaultsOf(world: World): Fault[] {
  const { plan, wires, groups } = world;
  const inWork = plan.nodes.flatMap((node, i): Fault[] => {
    if (node.kind !== 'consumer') return [];
    const { id } = node;
    const points = membersUp(world, i).flatMap(({ component, member }) =>
      (['beforeWork', 'midWork', 'afterEffect'] as const).map((point) =>
        fault(component, point, { kind: 'crashConsumer', target: id, member, point }),
      ),
    );
    if (groups.acksToDrop[i] > 0) return points;
    return [...points, fault(id, 'dropNextAck', { kind: 'dropNextAck', target: id })];
  });
  const emptied = plan.nodes.flatMap(({ id, kind }, i) => {
    if (kind !== 'log') return [];
    return replicasUp(world, i).map(({ component, replica }) =>
      fault(component, 'loseDisk', { kind: 'crashReplica', target: id, replica, how: 'loseDisk' }),
    );
  });
  const atCommit = world.commits.committers.flatMap((node): Fault[] => {
    const { id, kind } = plan.nodes[node];
    if (!isPublisherUp(world, node)) return [];
    return (['beforeCommit', 'afterCommit'] as const).map((point) =>
      fault(id, point, {
        kind: kind === 'service' ? 'crashService' : 'crashProducer',
        target: id,
        point,
      }),
    );
  });
  const cuts = plan.scenario.wires.flatMap(({ from, to }, wire) =>
    wires.isCut[wire] === 0 ? [fault(`${from}→${to}`, 'cut', { kind: 'cutWire', from, to })] : [],
  );
  return [...inWork, ...atCommit, ...emptied, ...cuts];
}

/** What can happen to the packet whose arrival is the next event: it is lost, late or, a publish, doubled. */
export function packetFaultsOf(world: World, lateByUs: number): Fault[] {
  const { agenda, acts, nextIntervention, plan } = world;
  const act = acts[nextIntervention];
  const next = agenda.peek();
  if (next === null || (act !== undefined && act.act.atUs <= next.dueUs)) return [];
  const wire = wireOfPacket(world, next.kind, next.a);
  if (wire < 0) return [];
  const { from, to } = plan.scenario.wires[wire];
  const component = `${from}→${to}`;
  const faults = [
    fault(component, 'lose', { kind: 'losePacket', from, to }),
    fault(component, 'delay', { kind: 'delayPacket', from, to, byUs: lateByUs }),
  ];
  if (next.kind !== Event.publishArrives) return faults;
  return [...faults, fault(component, 'double', { kind: 'doublePacket', from, to })];
}

function fault(component: string, how: string, act: Act): Fault {
  return { component, how, act };
}

/** The replicas of a node that run, while their cluster does. */
function replicasUp(world: World, node: number): { component: string; replica: number }[] {
  const { plan, replicas } = world.replicas;
  if (plan.count[node] === 0 || !world.isRunning(world.plan.brokerOf[node])) return [];
  const { id } = world.plan.nodes[node];
  return Array.from({ length: plan.count[node] }, (_, i) => i + 1)
    .filter((replica) => replicas.isUp[plan.firstReplica[node] + replica - 1] === 1)
    .map((replica) => ({ component: `${id}/${replica}`, replica }));
}

/** Whether what a producer is wired to takes messages: else it calls a service. */
function publishes({ plan }: World, producer: number): boolean {
  return plan.kinds[plan.wireTo[plan.wiresFrom[producer][0]]] !== 'service';
}

function membersUp(world: World, group: number) {
  const { consumers, groups, plan } = world;
  const { id } = plan.nodes[group];
  const found: { component: string; member: number; isLeaving: boolean }[] = [];
  for (let row = 0; row < consumers.rows; row++) {
    if (consumers.group[row] !== group || !world.isAlive(row)) continue;
    const member = consumers.member[row];
    const component = groups.members[group] === 1 ? id : `${id}/${member}`;
    found.push({ component, member, isLeaving: consumers.state[row] === Consumer.leaving });
  }
  return found;
}
