/**
 * Random mixes of what people do by hand, upon queues of random kinds: whatever the mix, the books
 * balance, what a policy says holds, and a run can be gone back in.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Copy, factKinds, NO_ROW, rules, Simulation, type World } from '../index.ts';
import { anyHandRun, handFacts, handRules } from './randomHands.ts';
import type { RandomRun } from './randomRuns.ts';

const SECONDS = 1_000;
const MAX_EVENTS = 3_000;

function simulationOf({ scenario, acts }: RandomRun): Simulation {
  return new Simulation(scenario, { interventions: acts, maxEvents: MAX_EVENTS });
}

/** What a policy promises about its queue, and is not so now. */
function policyBroken(world: World): string[] {
  const { copies, consumers, groups, letters, policies, plan, queues, existence } = world;
  const broken: string[] = [];
  const mind = (isWrong: boolean, what: string): void => {
    if (isWrong) broken.push(what);
  };
  plan.nodes.forEach((node, queue) => {
    if (node.kind !== 'queue') return;
    const ready = world.countOf(queue, Copy.ready);
    if (existence.isGone[queue] === 1)
      mind(world.depthOf(queue) > 0, `${node.id} is gone, with copies`);
    if (queues.hasPolicy[queue] === 0) return;
    const isUp = world.isRunning(plan.brokerOf[queue] ?? 0);
    if (isUp && queues.dropHead[queue] === 1)
      mind(ready > (queues.maxLength[queue] ?? 0), `${node.id} has ${ready} ready, over its limit`);
    const atHead = queues.head[queue] ?? NO_ROW;
    if (isUp && atHead !== NO_ROW)
      mind(
        (letters.expiresAtUs[copies.letter[atHead] ?? 0] ?? 0) < world.nowUs,
        `${node.id} has an expired message at its head`,
      );
    let bytes = 0;
    let before = NO_ROW;
    for (let copy = atHead; copy !== NO_ROW; copy = copies.next[copy] ?? NO_ROW) {
      bytes += letters.bytes[copies.letter[copy] ?? 0] ?? 0;
      before = copy;
    }
    mind(before !== queues.tail[queue], `${node.id}: its list does not end at its tail`);
    mind(
      bytes !== policies.readyBytes[queue],
      `${node.id}: ${bytes} bytes are ready, other than booked`,
    );
    const served: number[] = [];
    for (let row = 0; row < consumers.rows; row++) {
      if (consumers.queue[row] !== queue || consumers.connected[row] === 0) continue;
      served.push(row);
      const group = consumers.group[row] ?? 0;
      const inWindow = (consumers.window[row] ?? 0) - (consumers.outsideWindow[row] ?? 0);
      mind(
        groups.ackOnSend[group] === 0 && inWindow > (groups.prefetchLimit[group] ?? 0),
        `${plan.nodes[group]?.id} holds ${inWindow}, more than its prefetch limit`,
      );
    }
    const isAlone = served.some((row) => consumers.isExclusive[row] === 1);
    mind(isAlone && served.length > 1, `${node.id} has another beside an exclusive consumer`);
  });
  return broken;
}

function play(run: RandomRun): Simulation {
  const simulation = simulationOf(run);
  let stride = 0;
  while (simulation.step()) {
    const broken = policyBroken(simulation.world);
    if (broken.length > 0) throw new Error(`${broken.join('\n')} at ${simulation.nowUs} µs`);
    if (--stride > 0) continue;
    stride = run.strides[simulation.world.events % run.strides.length] ?? 1;
    simulation.recount();
  }
  simulation.recount();
  return simulation;
}

describe('queues with policies, whatever people do by hand', () => {
  it(
    'keep their books and their policies, and everything happens some time',
    () => {
      const seen = new Set<string>();
      fc.assert(
        fc.property(anyHandRun(), (run) => {
          const { trace } = play(run).world;
          for (let i = 0; i < trace.length; i++) {
            seen.add(`fact ${factKinds[trace.kind(i)]?.name}`);
            seen.add(`rule ${rules[trace.rule(i)]?.name}`);
          }
        }),
        { seed: 1, numRuns: 1_500 },
      );
      const own = [
        ...handFacts.map((name) => `fact ${name}`),
        ...handRules.map((name) => `rule ${name}`),
      ];
      expect(own.filter((name) => !seen.has(name))).toEqual([]);
    },
    120 * SECONDS,
  );

  it(
    'play the same from any checkpoint',
    () => {
      fc.assert(
        fc.property(anyHandRun(), fc.nat({ max: 200 }), (run, after) => {
          const straight = simulationOf(run);
          while (straight.step());
          const detour = simulationOf(run);
          for (let i = 0; i < after && detour.step(); i++);
          const checkpoint = detour.checkpoint();
          const there = detour.world.stateHash();
          while (detour.step());
          detour.restore(checkpoint);
          expect(detour.world.stateHash()).toBe(there);
          while (detour.step());
          expect(detour.hash()).toBe(straight.hash());
          expect(detour.world.stateHash()).toBe(straight.world.stateHash());
        }),
        { seed: 2, numRuns: 300 },
      );
    },
    60 * SECONDS,
  );

  it(
    'give back every row that nothing refers to any more',
    () => {
      fc.assert(
        fc.property(anyHandRun(), (run) => {
          const { world } = play(run);
          const letters = new Set<number>();
          for (let copy = 0; copy < world.copies.rows; copy++) {
            if ((world.copies.queue[copy] ?? NO_ROW) === NO_ROW) continue;
            const letter = world.copies.letter[copy] ?? NO_ROW;
            expect(letters.has(letter)).toBe(false);
            letters.add(letter);
          }
          expect(world.letters.rows - world.letters.snapshot().free.length).toBe(letters.size);
        }),
        { seed: 3, numRuns: 300 },
      );
    },
    60 * SECONDS,
  );
});
