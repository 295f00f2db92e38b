/**
 * counters are the figures of a run that a lesson can promise: each has the name under which the command
 * line prints it, and is read from a simulation at the instant where that stands.
 */
import {
  Copy,
  type Counters,
  countersOf,
  type EffectReport,
  type FactName,
  factName,
  type OrderCounters,
  type OrderReport,
  orderReport,
  ordersOf,
  type QueueReport,
  queueReport,
  type RunReport,
  reportRun,
  type Simulation,
  type Spread,
} from '../../engine/index.ts';

export interface Counter {
  /** `lost`, `queues.orders.readyMax`, `last acked` */
  readonly name: string;
  readonly unit: '' | 's' | 'ms' | '$';
  readonly of: (run: Simulation) => number;
}

const US_PER_S = 1_000_000;

/** A counter of the run: where copies are, and how often they were handed out. */
export function count(name: keyof Counters): Counter {
  return { name, unit: '', of: ({ world }) => countersOf(world)[name] };
}

/** Of the orders that a service answers. */
export function orders(name: 'offered' | 'done' | 'refused' | 'timedOut' | 'waiting'): Counter {
  return { name: `orders.${name}`, unit: '', of: ({ world }) => ordersOf(world)[name] };
}

/** How long the one who waited longest for an answer waited, in milliseconds. */
export const answerMaxMs: Counter = {
  name: 'orders.answerMaxMs',
  unit: 'ms',
  of: ({ world }) => (ordersOf(world) satisfies OrderCounters).answerMaxUs / 1_000,
};

export function inQueue(
  queue: string,
  name: Exclude<keyof QueueReport, 'oldestAgeMaxUs'>,
): Counter {
  return {
    name: `queues.${queue}.${name}`,
    unit: '',
    of: ({ world }) => queueReport(world, nodeOf(world, queue))[name],
  };
}

export function finishing(queue: string, name: keyof OrderReport): Counter {
  return {
    name: `order.${queue}.${name}`,
    unit: '',
    of: ({ world }) => orderReport(world, nodeOf(world, queue))[name],
  };
}

/** Of the effects that a group of consumers had. */
export function effects(
  consumer: string,
  name: Exclude<keyof EffectReport, 'title' | 'unit'>,
): Counter {
  return {
    name: `effects.${consumer}.${name}`,
    unit: name === 'amount' ? '$' : '',
    of: (run) => reportOf(run).effects[consumer]?.[name] ?? Number.NaN,
  };
}

/** From publish to first delivery, in seconds. */
export function waitS(of: Exclude<keyof Spread, 'count'>): Counter {
  return { name: `waitS.${of}`, unit: 's', of: (run) => reportOf(run).waitUs[of] / US_PER_S };
}

/** From publish to ack, in seconds. */
export function sojournS(of: Exclude<keyof Spread, 'count'>): Counter {
  return { name: `sojournS.${of}`, unit: 's', of: (run) => reportOf(run).sojournUs[of] / US_PER_S };
}

/** The longest wait for a first delivery from one queue, in seconds. */
export function longestWaitS(queue: string): Counter {
  return {
    name: `queues.${queue}.waitMaxS`,
    unit: 's',
    of: ({ world }) => {
      const { trace, consumers, plan } = world;
      const node = nodeOf(world, queue);
      const publishedAtUs = new Map<number, number>();
      let longestUs = 0;
      for (let i = 0; i < trace.length; i++) {
        const name = factName(trace.kind(i));
        if (name === 'published') publishedAtUs.set(trace.message(i), trace.atUs(i));
        if (name !== 'delivered') continue;
        const place = trace.place(i);
        if ((consumers.queue[place - plan.nodes.length] ?? place) !== node) continue;
        const fromUs = publishedAtUs.get(trace.message(i)) ?? 0;
        longestUs = Math.max(longestUs, trace.atUs(i) - fromUs);
      }
      return longestUs / US_PER_S;
    },
  };
}

/** How often something happened. */
export function times(fact: FactName): Counter {
  return { name: `times ${fact}`, unit: '', of: (run) => instantsOf(run, fact).length };
}

/** When something happened for the first time, in seconds. */
export function firstS(fact: FactName): Counter {
  return {
    name: `first ${fact}`,
    unit: 's',
    of: (run) => (instantsOf(run, fact)[0] ?? Number.NaN) / US_PER_S,
  };
}

/** When something happened for the last time, in seconds. */
export function lastS(fact: FactName): Counter {
  return {
    name: `last ${fact}`,
    unit: 's',
    of: (run) => (instantsOf(run, fact).at(-1) ?? Number.NaN) / US_PER_S,
  };
}

/** How long after this instant the last one was delivered who had to wait, in seconds. */
export function emptyAfterS(queue: string, sinceS: number): Counter {
  return {
    name: `queues.${queue}.emptyAfterS`,
    unit: 's',
    of: ({ world }) => {
      const { trace, consumers, plan } = world;
      const node = nodeOf(world, queue);
      const storedAtUs = new Map<number, number>();
      let lastUs = sinceS * US_PER_S;
      for (let i = 0; i < trace.length; i++) {
        const name = factName(trace.kind(i));
        const message = trace.message(i);
        if (name === 'stored' && trace.place(i) === node) storedAtUs.set(message, trace.atUs(i));
        if (name !== 'delivered') continue;
        const place = trace.place(i);
        if ((consumers.queue[place - plan.nodes.length] ?? place) !== node) continue;
        if (trace.atUs(i) > (storedAtUs.get(message) ?? 0))
          lastUs = Math.max(lastUs, trace.atUs(i));
      }
      return (lastUs - sinceS * US_PER_S) / US_PER_S;
    },
  };
}

/** What is not done, not a dead letter and not given up when all should be over. */
export const stuck: Counter = {
  name: 'stuck',
  unit: '',
  of: ({ world }) => {
    const { ready, delayed, unacked, inTransit, handedOver } = countersOf(world);
    return ready + delayed + unacked + inTransit + handedOver;
  },
};

/** Ready messages of a queue, now. */
export function readyIn(queue: string): Counter {
  return {
    name: `queues.${queue}.ready`,
    unit: '',
    of: ({ world }) => world.countOf(nodeOf(world, queue), Copy.ready),
  };
}

/** A counter of a lesson's own. */
export function counted(name: string, unit: Counter['unit'], of: Counter['of']): Counter {
  return { name, unit, of };
}

/** The numbers of the messages in the order in which a fact of this name was recorded. */
export function messagesOf({ world: { trace } }: Simulation, fact: FactName): number[] {
  const numbers: number[] = [];
  for (let i = 0; i < trace.length; i++) {
    if (factName(trace.kind(i)) === fact) numbers.push(trace.message(i));
  }
  return numbers;
}

function instantsOf({ world: { trace } }: Simulation, fact: FactName): number[] {
  const instants: number[] = [];
  for (let i = 0; i < trace.length; i++) {
    if (factName(trace.kind(i)) === fact) instants.push(trace.atUs(i));
  }
  return instants;
}

function nodeOf({ plan }: Simulation['world'], id: string): number {
  const node = plan.nodes.findIndex((candidate) => candidate.id === id);
  if (node < 0) throw new RangeError(`no node "${id}" in ${plan.scenario.name}`);
  return node;
}

/** A report walks over the whole trace: those of one instant share it. */
const reports = new WeakMap<Simulation, { readonly at: string; readonly report: RunReport }>();

function reportOf(run: Simulation): RunReport {
  const at = `${run.world.events} ${run.world.nowUs} ${run.hash()}`;
  const known = reports.get(run);
  if (known?.at === at) return known.report;
  const report = reportRun(run);
  reports.set(run, { at, report });
  return report;
}
