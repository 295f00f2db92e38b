/**
 * LogReplay runs a system by hand: one act after the other, each at an instant of its own, and hands
 * back the facts of every event. A step of a trace takes a few microseconds; only a wait takes time.
 */
import {
  type Act,
  type GroupSpec,
  type Intervention,
  type LogSpec,
  type NodeSpec,
  type Scenario,
  Simulation,
  type TraceEntry,
  type World,
} from '../../engine/index.ts';

const BETWEEN_ACTS_US = 10;

export class LogReplay {
  readonly simulation: Simulation;
  private readonly acts: Intervention[] = [];
  private nowUs = 0;
  private seen = 0;
  /** Told the facts of each event, with the world as it is after it. */
  private readonly onEvent: (facts: readonly TraceEntry[]) => void;

  constructor(scenario: Scenario, onEvent: (facts: readonly TraceEntry[]) => void) {
    this.simulation = new Simulation(scenario);
    this.onEvent = onEvent;
    this.seen = this.world.trace.length;
  }

  get world(): World {
    return this.simulation.world;
  }

  /** Does one thing. Returns the facts of the act alone; what it sets off comes through `onEvent` too. */
  do(act: Act): TraceEntry[] {
    this.nowUs += BETWEEN_ACTS_US;
    this.acts.push({ ...act, atUs: this.nowUs } as Intervention);
    this.simulation.setInterventions(this.acts);
    while (this.simulation.nextUs() < this.nowUs) this.step();
    const first = this.step();
    while (this.simulation.nextUs() <= this.nowUs) this.step();
    return first;
  }

  wait(ms: number): void {
    this.nowUs += ms * 1_000;
    while (this.simulation.nextUs() <= this.nowUs) this.step();
    this.simulation.runUntil(this.nowUs);
  }

  /** The broker stops, in order or not, and is there again: in a replay that takes no time. */
  restartBroker(kind: 'graceful' | 'kill -9'): void {
    const how = kind === 'graceful' ? 'graceful' : 'kill';
    this.do({ kind: 'stopBroker', target: 'broker', how });
    this.do({ kind: 'startBroker', target: 'broker' });
  }

  node(id: string): number {
    return this.world.plan.nodes.findIndex((node) => node.id === id);
  }

  private step(): TraceEntry[] {
    this.simulation.step();
    const { trace } = this.world;
    const facts: TraceEntry[] = [];
    for (let fact = this.seen; fact < trace.length; fact++) facts.push(trace.entry(fact));
    this.seen = trace.length;
    this.onEvent(facts);
    return facts;
  }
}

/** A scenario of one broker with these logs, these groups, and the clients that act on them by hand. */
export function handDriven(
  logs: readonly LogSpec[],
  groups: readonly GroupSpec[],
  clients: number,
): Scenario {
  const broker: NodeSpec = {
    kind: 'broker',
    id: 'broker',
    title: 'broker',
    recoveryUs: 0,
    restartUs: Number.POSITIVE_INFINITY,
    heartbeatUs: 10_000_000,
  };
  return {
    name: 'replay',
    title: 'Replay',
    about: '',
    seed: 1,
    durationUs: 1,
    nodes: [broker, ...logs, ...groups, ...groups.map((group) => clientsOf(group, clients))],
    wires: groups.map(({ id }) => ({
      from: id,
      to: clientsId(id),
      latencyUs: 0,
      loss: 0,
      timeoutUs: Number.POSITIVE_INFINITY,
    })),
    faults: [],
  };
}

export function clientsId(group: string): string {
  return `${group} clients`;
}

function clientsOf({ id }: GroupSpec, count: number): NodeSpec {
  return {
    kind: 'consumer',
    id: clientsId(id),
    title: clientsId(id),
    count: Math.max(1, count),
    work: { kind: 'constant', meanUs: 1 },
    onOff: null,
    concurrency: 1,
    prefetchLimit: 1,
    ack: 'afterWork',
    onFailure: 'return',
    backoffUs: [],
    idempotencyKey: 'none',
    restartUs: Number.POSITIVE_INFINITY,
    effect: { title: '', amount: 1, unit: '' },
  };
}
