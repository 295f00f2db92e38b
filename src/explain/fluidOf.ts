/**
 * fluidOf is a queue's backlog as water: what comes in faster than it can go out stands, and then runs off.
 * It knows the rates and what the script and the person do to them, and no chance, no message and nothing
 * of the run; so it can be drawn to the end of the axis before the run is there.
 *
 * The arithmetic is Newell's fluid approximation, piece by piece between two changes of a rate.
 */
import { type ConsumerSpec, type Intervention, meanUs, type World } from '../engine/index.ts';
import { type Supplier, suppliersOf } from './suppliersOf.ts';

export interface Fluid {
  /** Straight from each point to the next. */
  readonly timesUs: readonly number[];
  readonly waiting: readonly number[];
  readonly peak: number;
  readonly peakAtUs: number;
  /** When it has run off after its peak; null: not before the end. */
  readonly emptyAtUs: number | null;
}

/** A backlog that stays below this is none. */
const NOTHING = 5;

export function fluidOf(world: World, queue: number, untilUs: number): Fluid | null {
  const { plan } = world;
  const spec = plan.nodes[queue];
  const suppliers = suppliersOf(world, queue);
  const groups = plan.nodes.filter((_, node) => plan.queueOf[node] === queue);
  const [group] = groups;
  if (spec?.kind !== 'queue' || suppliers === null || suppliers.length === 0) return null;
  if (groups.length !== 1 || group?.kind !== 'consumer') return null;
  // What waits at the door of a broker is not in its queue.
  if (world.hasAlarms || spec.policy !== undefined || !isPlain(world, group, suppliers))
    return null;
  const acts = world.acts.map(({ act }) => act);
  if (acts.some((act) => !isKnown(act))) return null;
  // So many crashes use up deliveries, and what has none left goes elsewhere.
  const crashes = acts.filter(({ kind }) => kind === 'crashConsumer').length;
  if (crashes >= spec.maxDeliveries) return null;
  const rates = ratesOf(world, queue, group, suppliers, acts, untilUs);
  return rates === null ? null : integrate(rates, untilUs, spec.maxLength);
}

/** Rates hold from an instant until the next. */
interface Rate {
  readonly fromUs: number;
  readonly inPerS: number;
  readonly outPerS: number;
  /** What comes at once, then. */
  readonly jump: number;
  /** What consumers take in hand beyond what they work on: it does not wait in the queue. */
  readonly held: number;
}

function integrate(rates: readonly Rate[], untilUs: number, room: number): Fluid | null {
  const timesUs: number[] = [];
  const waiting: number[] = [];
  let level = 0;
  const add = (atUs: number, next: number, held: number): void => {
    level = next;
    timesUs.push(atUs);
    waiting.push(Math.max(0, next - held));
  };
  for (const [i, { fromUs, inPerS, outPerS, jump, held }] of rates.entries()) {
    const endUs = Math.min(untilUs, rates[i + 1]?.fromUs ?? untilUs);
    const rise = inPerS - outPerS;
    const most = room + held;
    add(fromUs, Math.min(most, level + jump), held);
    if (endUs <= fromUs) continue;
    const before = level;
    const unbounded = level + (rise * (endUs - fromUs)) / 1e6;
    const after = Math.min(most, Math.max(0, unbounded));
    // It is in hand, runs dry or is full, somewhere on the way: there the line bends.
    const bends = [0, held, most]
      .filter((bend) => bend > Math.min(before, unbounded) && bend < Math.max(before, unbounded))
      .sort((a, b) => (a - b) * Math.sign(rise));
    for (const bend of bends) add(fromUs + ((bend - before) / rise) * 1e6, bend, held);
    add(endUs, after, held);
  }
  const peak = Math.max(...waiting);
  if (peak < NOTHING) return null;
  const top = waiting.indexOf(peak);
  const dry = waiting.findIndex((value, i) => i > top && value <= 0);
  return {
    timesUs,
    waiting,
    peak,
    peakAtUs: timesUs[top] ?? 0,
    emptyAtUs: dry < 0 ? null : (timesUs[dry] ?? null),
  };
}

// What is plain enough

function isPlain(world: World, group: ConsumerSpec, suppliers: readonly Supplier[]): boolean {
  const node = world.plan.nodes.indexOf(group);
  return (
    group.byHand === undefined &&
    group.mishaps === undefined &&
    group.onOff === null &&
    group.work.kind !== 'listed' &&
    (world.plan.needs[node] ?? []).length === 0 &&
    suppliers.every(
      ({ producer, services }) =>
        producer.arrivals.onOff === null &&
        producer.poison.length === 0 &&
        services.every(({ onOff, work }) => onOff === null && work.kind !== 'listed'),
    )
  );
}

/** Acts whose effect on the rates is known. The others make the water say nothing. */
function isKnown(act: Intervention): boolean {
  switch (act.kind) {
    case 'spike':
    case 'slow':
    case 'addConsumer':
    case 'removeConsumer':
    case 'restartConsumer':
    case 'setKnob':
      return true;
    case 'crashConsumer':
      return act.point === 'now';
    default:
      return false;
  }
}

// Rates

interface Step {
  readonly atUs: number;
  apply(): void;
}

function ratesOf(
  world: World,
  queue: number,
  group: ConsumerSpec,
  suppliers: readonly Supplier[],
  acts: readonly Intervention[],
  untilUs: number,
): Rate[] | null {
  const { plan } = world;
  const node = plan.nodes.indexOf(group);
  const wireUs = plan.scenario.wires[plan.subscriptionOf[node] ?? -1]?.latencyUs ?? 0;
  const now = {
    consumers: group.count,
    down: 0,
    workUs: meanUs(group.work),
    jump: 0,
    slow: 1,
    prefetch: group.prefetchLimit,
    inflows: suppliers.map(({ producer: { arrivals } }) => ({
      perS: arrivals.gap === null ? 0 : 1e6 / meanUs(arrivals.gap),
      factor: 1,
      isOn: false,
    })),
  };
  const steps: Step[] = [];
  const at = (atUs: number, apply: () => void): void => void steps.push({ atUs, apply });
  for (const [i, supplier] of suppliers.entries()) {
    const { arrivals } = supplier.producer;
    const inflow = now.inflows[i];
    if (inflow === undefined) return null;
    const delayUs = delayOf(supplier);
    // Listed orders come at their times, several together where the times are the same.
    for (const atUs of arrivals.atUs)
      at(atUs + delayUs, () => {
        now.jump++;
      });
    at(arrivals.fromUs + delayUs, () => {
      inflow.isOn = true;
    });
    for (const act of acts) {
      if (!('target' in act) || act.target !== supplier.producer.id) continue;
      if (act.kind === 'spike') {
        at(act.atUs + delayUs, () => {
          inflow.factor *= act.factor;
        });
        at(act.atUs + act.lengthUs + delayUs, () => {
          inflow.factor /= act.factor;
        });
      } else if (act.kind === 'setKnob' && act.knob === 'ratePerS')
        at(act.atUs + delayUs, () => {
          inflow.perS = act.value;
        });
    }
  }
  for (const act of acts) {
    if (!('target' in act) || act.target !== group.id) continue;
    addStep(act, group, now, at);
  }
  const room = acts.some(
    (act) =>
      act.kind === 'setKnob' && act.target === plan.nodes[queue]?.id && act.knob === 'maxLength',
  );
  if (room) return null;
  steps.sort((a, b) => a.atUs - b.atUs);
  const rateAt = (fromUs: number): Rate => {
    const perS = now.inflows.reduce(
      (sum, { perS: rate, factor, isOn }, i) =>
        sum + (isOn ? Math.min(rate * factor, capacityOf(suppliers[i])) : 0),
      0,
    );
    const { jump } = now;
    now.jump = 0;
    const held = now.consumers * Math.max(0, now.prefetch - group.concurrency);
    return { fromUs, inPerS: perS, outPerS: outOf(group, now, wireUs), jump, held };
  };
  const rates: Rate[] = [rateAt(0)];
  for (const [i, { atUs, apply }] of steps.entries()) {
    apply();
    if (atUs <= untilUs && steps[i + 1]?.atUs !== atUs) rates.push(rateAt(atUs));
  }
  const ended = endOfOrders(suppliers, rates);
  return ended === null
    ? rates
    : [
        ...rates.filter(({ fromUs }) => fromUs < ended),
        { ...rateAt(ended), fromUs: ended, inPerS: 0 },
      ];
}

interface Now {
  /** At work or able to be, and those that are down. */
  consumers: number;
  down: number;
  workUs: number;
  slow: number;
  prefetch: number;
}

/** Each consumer does as much as it has hands for, or as its prefetch lets it have in hand over the wire. */
function outOf({ concurrency }: ConsumerSpec, now: Now, wireUs: number): number {
  const workUs = now.workUs * now.slow;
  const byHands = concurrency / workUs;
  const byPrefetch = now.prefetch / (workUs + 2 * wireUs);
  return now.consumers * Math.min(byHands, byPrefetch) * 1e6;
}

function addStep(
  act: Intervention,
  group: ConsumerSpec,
  now: Now,
  at: (atUs: number, apply: () => void) => void,
): void {
  const rise = (): void => {
    if (now.down === 0) return;
    now.down--;
    now.consumers++;
  };
  switch (act.kind) {
    case 'crashConsumer':
      at(act.atUs, () => {
        if (now.consumers === 0) return;
        now.consumers--;
        now.down++;
      });
      if (group.restartUs !== Number.POSITIVE_INFINITY) at(act.atUs + group.restartUs, rise);
      return;
    case 'restartConsumer':
      at(act.atUs, rise);
      return;
    case 'addConsumer':
      at(act.atUs, () => {
        now.consumers++;
      });
      return;
    case 'removeConsumer':
      at(act.atUs, () => {
        now.consumers = Math.max(0, now.consumers - 1);
      });
      return;
    case 'slow':
      at(act.atUs, () => {
        now.slow *= act.factor;
      });
      at(act.atUs + act.lengthUs, () => {
        now.slow /= act.factor;
      });
      return;
    case 'setKnob':
      at(act.atUs, () => {
        if (act.knob === 'workUs') now.workUs = act.value;
        if (act.knob === 'prefetchLimit') now.prefetch = act.value;
      });
  }
}

function delayOf({ services, wiresUs }: Supplier): number {
  return wiresUs + services.reduce((sum, { work }) => sum + meanUs(work), 0);
}

/** What the services on the way let through, each second. */
function capacityOf(supplier: Supplier | undefined): number {
  return (supplier?.services ?? []).reduce(
    (least, { threads, work }) => Math.min(least, (threads / meanUs(work)) * 1e6),
    Number.POSITIVE_INFINITY,
  );
}

/** When the last order of a producer with a last order has come; only for a single producer. */
function endOfOrders(suppliers: readonly Supplier[], rates: readonly Rate[]): number | null {
  const finite = suppliers.filter(
    ({ producer: { arrivals } }) =>
      arrivals.gap !== null && arrivals.count !== Number.POSITIVE_INFINITY,
  );
  const [only] = finite;
  if (only === undefined || suppliers.length !== 1) return null;
  let left = only.producer.arrivals.count;
  for (const [i, { fromUs, inPerS }] of rates.entries()) {
    const endUs = rates[i + 1]?.fromUs ?? Number.POSITIVE_INFINITY;
    const come = inPerS === 0 ? 0 : (inPerS * (endUs - fromUs)) / 1e6;
    if (come >= left && inPerS > 0) return fromUs + (left / inPerS) * 1e6;
    left -= come;
  }
  return null;
}
