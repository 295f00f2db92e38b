import { describe, expect, it } from 'vitest';
import {
  type Act,
  Fact,
  type Intervention,
  type Scenario,
  Simulation,
  type World,
} from '../engine/index.ts';
import { shippedNames, shippedScenario } from '../scenarios/index.ts';
import { differencesOf } from './outcomesOf.ts';
import { type RunChange, whatIfsOf } from './whatIfsOf.ts';

const S = 1_000_000;

interface Deeds {
  readonly acts: readonly Intervention[];
  readonly leftOut: readonly number[];
}

function played(scenario: Scenario, { acts, leftOut }: Deeds, untilUs: number): World {
  const simulation = new Simulation(scenario, { interventions: acts, leftOut });
  simulation.runUntil(untilUs);
  return simulation.world;
}

/** The run with the change in it. */
function changed(world: World, acts: readonly Intervention[], change: RunChange): World {
  const { scenario } = world.plan;
  const none = { acts, leftOut: [] };
  if (change.kind === 'system') return played(change.change(scenario), none, world.nowUs);
  if (change.kind === 'turn') {
    const { node: target, knob, value } = change.turn;
    const turned: Intervention = { atUs: 0, kind: 'setKnob', target, knob, value };
    return played(scenario, { acts: [turned, ...acts], leftOut: [] }, world.nowUs);
  }
  const { act, isScript } = world.acts[change.act] ?? { act: null, isScript: false };
  const leftOut = isScript && act !== null ? [scenario.faults.indexOf(act)] : [];
  return played(scenario, { acts: acts.filter((one) => one !== act), leftOut }, world.nowUs);
}

function latest({ trace }: World, kind: number): number {
  let fact = trace.length - 1;
  while (fact >= 0 && trace.kind(fact) !== kind) fact--;
  return fact;
}

/** Each what-if of the latest fact of a kind, and what would be different. */
function told(world: World, acts: readonly Intervention[], kind: number): string[] {
  return whatIfsOf(world, world.trace, latest(world, kind)).map(({ label, change }) => {
    const rows = differencesOf(world, changed(world, acts, change));
    return `${label}: ${rows.map(({ title, before, after }) => `${title} ${before} to ${after}`).join(', ')}`;
  });
}

const crash: Intervention = {
  atUs: 4 * S,
  ...({ kind: 'crashConsumer', target: 'senders', member: 1, point: 'afterEffect' } satisfies Act),
};

describe('what if', () => {
  it('you had not crashed it, or there had been a key: nothing is done twice', () => {
    const world = played(shippedScenario('payment-system'), { acts: [crash], leftOut: [] }, 10 * S);
    expect(told(world, [crash], Fact.effectRepeated)).toEqual([
      'if you had not set E-mail senders C1 to crash after its next effect, before the ack: done twice 1 to 0, delivered again 2 to 0, done 981 to 980, most waiting 2 to 1, longest wait 100000 to 40000',
      'with an idempotency key: done twice 1 to 0, done 981 to 980',
    ]);
  });

  it('the script had not killed the broker, or it had a disk: nothing is lost', () => {
    const scenario = shippedScenario('l4-durability-a');
    const world = played(scenario, { acts: [], leftOut: [] }, scenario.durationUs);
    const [without = '', withDisk = ''] = told(world, [], Fact.lost);
    expect(without).toMatch(/^if the script had not killed the broker: LOST 213 to 0,/);
    expect(withDisk).toMatch(/^with disk before the confirm: LOST 213 to 0,/);
  });

  it('is offered for nothing that needs no cure', () => {
    const world = played(shippedScenario('payment-system'), { acts: [], leftOut: [] }, S);
    expect(told(world, [], Fact.stored)).toEqual([]);
  });
});

describe('of every shipped system', { timeout: 120_000 }, () => {
  it('an act taken away is found in the script, and the label is a phrase', () => {
    for (const name of shippedNames) {
      const scenario = shippedScenario(name);
      const world = played(scenario, { acts: [], leftOut: [] }, scenario.durationUs);
      const { trace } = world;
      for (let fact = 0; fact < trace.length; fact += 7) {
        for (const { label, change } of whatIfsOf(world, trace, fact)) {
          expect(label).toMatch(/^(if (the script|you) had not |with )\S/);
          expect(label).not.toMatch(/undefined|had not (took|gave)/);
          if (change.kind !== 'withoutAct') continue;
          expect(scenario.faults).toContain(world.acts[change.act]?.act);
        }
      }
    }
  });
});
