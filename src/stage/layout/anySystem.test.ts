import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ConsumerSpec,
  Copy,
  type NodeSpec,
  type Publishing,
  planOf,
  type Scenario,
  Simulation,
  type WireSpec,
} from '../../engine/index.ts';
import { rungs } from '../scene/rungs.ts';
import { sceneOf } from '../scene/sceneOf.ts';
import { loadsOf } from './fates.ts';
import { layoutFaults } from './layoutFaults.ts';
import { layoutOf } from './layoutOf.ts';
import type { Frame } from './Metrics.ts';
import { staffOf } from './staff.ts';

const publishing: Publishing = {
  confirm: true,
  persistent: true,
  timeoutUs: 1_000_000,
  backoffUs: [1_000_000],
  maxAttempts: 5,
};

const title = fc.oneof(
  fc.constantFrom('Shop', 'E-mail', 'Orders', 'Payment service', 'Invoice archive'),
  fc.string({ unit: fc.constantFrom(...'abcdefgh ilmW'), minLength: 1, maxLength: 32 }),
);

const counts = fc.record({
  askers: fc.nat(3),
  services: fc.nat(5),
  feeders: fc.nat(3),
  exchanges: fc.nat(3),
  queues: fc.nat(4),
});

const anySystem: fc.Arbitrary<Scenario> = counts.chain((count) =>
  fc
    .record({
      titles: fc.array(title, { minLength: 40, maxLength: 40 }),
      picks: fc.array(fc.nat(1_000), { minLength: 120, maxLength: 120 }),
      staff: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 12, maxLength: 12 }),
    })
    .map(({ titles, picks, staff }) => build(count, titles, picks, staff)),
);

interface Counts {
  readonly askers: number;
  readonly services: number;
  readonly feeders: number;
  readonly exchanges: number;
  readonly queues: number;
}

function build(
  count: Counts,
  titles: readonly string[],
  picks: readonly number[],
  staff: readonly number[],
): Scenario {
  const nodes: NodeSpec[] = [];
  const wires: WireSpec[] = [];
  let used = 0;
  const pick = (upTo: number): number => (picks[used++ % picks.length] ?? 0) % Math.max(1, upTo);
  const named = (id: string) => ({ id, title: titles[nodes.length % titles.length] ?? id });
  const join = (from: string, to: string): void => {
    if (wires.some((wire) => wire.from === from && wire.to === to)) return;
    wires.push({ from, to, latencyUs: 1_000, loss: 0, timeoutUs: Number.POSITIVE_INFINITY });
  };
  // A queue for exchanges to lead to and for producers without a service.
  const queues = count.queues + (count.feeders + count.exchanges > 0 ? 1 : 0);
  const services = count.services + (count.askers > 0 ? 1 : 0);
  const arrivals = {
    gap: { kind: 'constant', meanUs: 20_000 },
    atUs: [],
    fromUs: 0,
    count: Number.POSITIVE_INFINITY,
    onOff: null,
  } as const;
  const target = (): string => {
    const which = pick(count.exchanges + queues);
    return which < count.exchanges ? `x${which}` : `q${which - count.exchanges}`;
  };

  for (let i = 0; i < count.askers + count.feeders; i++) {
    nodes.push({ kind: 'producer', ...named(`p${i}`), arrivals, publishing, poison: [] });
    join(`p${i}`, i < count.askers ? `s${pick(services)}` : target());
  }
  for (let i = 0; i < services; i++) {
    const work = { kind: 'constant', meanUs: 50_000 } as const;
    const spec = { threads: 1 + pick(40), waitingRoom: pick(5), work, onOff: null, publishing };
    nodes.push({ kind: 'service', ...named(`s${i}`), ...spec });
    for (let later = i + 1; later < services; later++)
      if (pick(3) === 0) join(`s${i}`, `s${later}`);
    if (queues > 0 && pick(2) === 0) join(`s${i}`, target());
  }
  if (queues > 0) {
    const times = { recoveryUs: 1_000_000, restartUs: Number.POSITIVE_INFINITY };
    nodes.push({ kind: 'broker', ...named('b'), ...times, heartbeatUs: 30_000_000 });
  }
  for (let i = 0; i < count.exchanges; i++) {
    nodes.push({ kind: 'exchange', ...named(`x${i}`), broker: 'b' });
    join(`x${i}`, `q${pick(queues)}`);
    if (pick(2) === 0) join(`x${i}`, `q${pick(queues)}`);
  }
  let groups = 0;
  for (let i = 0; i < queues; i++) {
    nodes.push(queue(named(`q${i}`), i > 0 && pick(4) === 0 ? 'q0' : null));
    for (let n = pick(3); n > 0; n--) {
      const id = `g${groups}`;
      nodes.push(consumer(named(id), staff[groups++ % staff.length] ?? 1));
      join(`q${i}`, id);
      if (services > 0 && pick(4) === 0) join(id, `s${pick(services)}`);
    }
  }
  return {
    name: 'any',
    title: 'Any',
    about: '',
    seed: 1,
    durationUs: 60_000_000,
    nodes,
    wires,
    faults: [],
  };
}

function queue(named: { id: string; title: string }, deadLetterTo: string | null): NodeSpec {
  return {
    kind: 'queue',
    ...named,
    broker: 'b',
    durable: true,
    flush: { kind: 'eachPublish', us: 4_000 },
    confirmAfter: 'flushed',
    lease: { kind: 'connection' },
    onReturn: 'head',
    maxDeliveries: 3,
    deadLetterTo,
    maxLength: Number.POSITIVE_INFINITY,
    overflow: 'reject',
  };
}

function consumer(named: { id: string; title: string }, count: number): ConsumerSpec {
  return {
    kind: 'consumer',
    ...named,
    count,
    work: { kind: 'constant', meanUs: 50_000 },
    onOff: null,
    concurrency: 1,
    prefetchLimit: count,
    ack: 'afterWork',
    onFailure: 'return',
    backoffUs: [],
    idempotencyKey: 'none',
    restartUs: Number.POSITIVE_INFINITY,
    effect: { title: 'orders filled', amount: 1, unit: '' },
  };
}

const anyFrame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({
    width: fc.integer({ min: 700, max: 1_900 }),
    height: fc.integer({ min: 300, max: 1_000 }),
    size: fc.constant('normal' as const),
  }),
  fc.record({
    width: fc.integer({ min: 1_100, max: 1_900 }),
    height: fc.integer({ min: 500, max: 1_000 }),
    size: fc.constant('presenter' as const),
  }),
  fc.record({
    width: fc.integer({ min: 340, max: 560 }),
    height: fc.integer({ min: 300, max: 900 }),
    size: fc.constant('phone' as const),
  }),
);

test('any system stands without a fault on any stage', () => {
  fc.assert(
    fc.property(anySystem, anyFrame, (scenario, frame) => {
      const plan = planOf(scenario);
      const staff = staffOf(new Simulation(scenario).world);
      expect(layoutFaults(layoutOf(plan, staff, frame), plan)).toEqual([]);
    }),
    { numRuns: 150, seed: 7 },
  );
}, 60_000);

test('any system in motion shows its queues exactly, on any rung, and crowds nothing', () => {
  fc.assert(
    fc.property(anySystem, anyFrame, fc.constantFrom(null, ...rungs), (scenario, frame, rung) => {
      const simulation = new Simulation(scenario, { maxEvents: 6_000 });
      const { world } = simulation;
      for (const atUs of [90_000, 800_000, 3_000_000]) {
        simulation.runUntil(atUs);
        const layout = layoutOf(world.plan, staffOf(world), frame, loadsOf(world));
        const views = new Map(layout.queues.map(({ node }) => [node, { rung, first: 20 }]));
        const options = { traced: 3, reducedMotion: false, showsIds: true, views };
        const scene = sceneOf(world, layout, options);
        expect(layoutFaults(layout, world.plan, scene.texts)).toEqual([]);
        for (const { node } of layout.queues) {
          const [pile] = scene.piles.get(node) ?? [];
          const { first = 0, shown = 0, whole = 0, k = 1, remainder = 0 } = pile?.pack ?? {};
          expect(whole * k + remainder).toBe(shown);
          expect(first + shown).toBeLessThanOrEqual(pile?.pack.count ?? 0);
          expect(pile?.pack.count).toBe(world.countOf(node, Copy.ready));
        }
      }
    }),
    { numRuns: 60, seed: 7 },
  );
}, 120_000);
