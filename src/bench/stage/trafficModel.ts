/**
 * trafficModel is a system with so many messages on its wires at every instant: producers that hand over
 * as many a second as their wire is long, to as many queues, and nobody asks for a confirm.
 */
import type { NodeSpec, Scenario, WireSpec } from '../../engine/index.ts';

const LANES = 4;
const LATENCY_US = 2_000_000;
/** By when all wires are full. */
export const FULL_US = LATENCY_US + 500_000;

export function trafficModel(moving: number): Scenario {
  const times = { recoveryUs: 1_000_000, restartUs: Number.POSITIVE_INFINITY };
  const broker = { id: 'broker', title: 'Broker', ...times, heartbeatUs: 30_000_000 };
  const lanes = Array.from({ length: LANES }, (_, lane) => laneOf(lane, (moving / LANES) * 1.02));
  return {
    name: 'traffic',
    title: 'Traffic',
    about: '',
    seed: 1,
    durationUs: 600_000_000,
    nodes: [{ kind: 'broker', ...broker }, ...lanes.flatMap(({ nodes }) => nodes)],
    wires: lanes.flatMap(({ wires }) => wires),
    faults: [],
  };
}

function laneOf(lane: number, moving: number): { nodes: NodeSpec[]; wires: WireSpec[] } {
  const [shop, queue, clerks] = [`shop${lane}`, `queue${lane}`, `clerks${lane}`];
  const wire = { loss: 0, timeoutUs: Number.POSITIVE_INFINITY };
  const nodes: NodeSpec[] = [
    {
      kind: 'producer',
      id: shop,
      title: `Shop ${lane + 1}`,
      arrivals: {
        gap: { kind: 'constant', meanUs: Math.floor(LATENCY_US / moving) },
        atUs: [],
        fromUs: 0,
        count: Number.POSITIVE_INFINITY,
        onOff: null,
      },
      publishing: {
        confirm: false,
        persistent: true,
        timeoutUs: 60_000_000,
        backoffUs: [1_000_000],
        maxAttempts: 1,
      },
      poison: [],
    },
    {
      kind: 'queue',
      id: queue,
      title: `Queue ${lane + 1}`,
      broker: 'broker',
      durable: true,
      flush: { kind: 'eachPublish', us: 0 },
      confirmAfter: 'flushed',
      lease: { kind: 'connection' },
      onReturn: 'head',
      maxDeliveries: Number.POSITIVE_INFINITY,
      deadLetterTo: null,
      maxLength: Number.POSITIVE_INFINITY,
      overflow: 'reject',
    },
    {
      kind: 'consumer',
      id: clerks,
      title: 'Clerks',
      count: 2,
      work: { kind: 'constant', meanUs: 5_000 },
      onOff: null,
      concurrency: 1,
      prefetchLimit: 4,
      ack: 'afterWork',
      onFailure: 'return',
      backoffUs: [],
      idempotencyKey: 'none',
      restartUs: Number.POSITIVE_INFINITY,
      effect: { title: 'orders filled', amount: 1, unit: '' },
    },
  ];
  return {
    nodes,
    wires: [
      { from: shop, to: queue, latencyUs: LATENCY_US, ...wire },
      { from: queue, to: clerks, latencyUs: 1_000, ...wire },
    ],
  };
}
