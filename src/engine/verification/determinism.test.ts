/**
 * The same run is the same run: however it is sliced, stepped, saved, restored and played again.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healing } from '../faults/healing.ts';
import {
  type Checkpoint,
  Fact,
  type Scenario,
  Simulation,
  type SimulationOptions,
} from '../index.ts';
import { ACTS_UNTIL_US, anyRun, type RandomRun } from './randomRuns.ts';
import { consumer, entriesOf, line, MS, producer, queue, S, wire } from './worlds.ts';

const END_US = 2 * S;
const SECONDS = 1_000;

function simulationOf({ scenario, acts }: RandomRun, over: SimulationOptions = {}): Simulation {
  const interventions = [...acts, ...healing(scenario, ACTS_UNTIL_US)];
  return new Simulation(scenario, { interventions, maxEvents: 1_500, ...over });
}

/** All that a run is: what happened, what is, what was told. */
function identityOf(simulation: Simulation) {
  return {
    events: simulation.world.events,
    hash: simulation.hash(),
    state: simulation.world.stateHash(),
    trace: entriesOf(simulation),
  };
}

function straight(run: RandomRun): Simulation {
  const simulation = simulationOf(run);
  simulation.runUntil(END_US);
  return simulation;
}

describe('any run', () => {
  const check = (title: string, law: (run: RandomRun) => void, numRuns = 150): void => {
    it(title, () => fc.assert(fc.property(anyRun(), law), { seed: 3, numRuns }), 60 * SECONDS);
  };

  check('is the same when it is run again', (run) => {
    expect(identityOf(straight(run))).toEqual(identityOf(straight(run)));
  });

  check('is the same event by event, in slices, and at once', (run) => {
    const whole = identityOf(straight(run));
    const stepped = simulationOf(run);
    while (stepped.nextUs() <= END_US && stepped.step());
    stepped.runUntil(END_US);
    expect(identityOf(stepped)).toEqual(whole);

    const sliced = simulationOf(run);
    for (let i = 0; ; i++) {
      const untilUs = Math.min(END_US, (i + 1) * 13 * MS);
      while (!sliced.runUntil(untilUs, run.strides[i % run.strides.length]));
      if (untilUs === END_US) break;
    }
    expect(identityOf(sliced)).toEqual(whole);
  });

  check(
    'goes on from any checkpoint, in any order, as if it had never been left',
    (run) => {
      const whole = identityOf(straight(run));
      const saver = simulationOf(run);
      const checkpoints: Checkpoint[] = [saver.checkpoint()];
      const states: string[] = [saver.world.stateHash()];
      for (let i = 0; saver.nextUs() <= END_US && saver.step(); i++) {
        if (i % 7 !== 0) continue;
        checkpoints.push(saver.checkpoint());
        states.push(saver.world.stateHash());
      }
      // Backwards, forwards, and into a simulation that has never run.
      const order = [...checkpoints.keys()].sort((a, b) => ((a * 31) % 17) - ((b * 31) % 17));
      const other = simulationOf(run, { record: false });
      for (const [turn, i] of order.slice(0, 8).entries()) {
        const simulation = turn % 2 === 0 ? saver : other;
        simulation.restore(checkpoints[i] as Checkpoint);
        expect(simulation.world.stateHash()).toBe(states[i]);
        simulation.recount();
        simulation.runUntil(END_US);
        expect(simulation.hash()).toBe(whole.hash);
        expect(simulation.world.stateHash()).toBe(whole.state);
        if (simulation === saver) expect(identityOf(simulation)).toEqual(whole);
      }
    },
    60,
  );

  check('is the same with its facts kept and with its facts only counted', (run) => {
    const forgetful = simulationOf(run, { record: false });
    forgetful.runUntil(END_US);
    const whole = straight(run);
    expect(forgetful.hash()).toBe(whole.hash());
    expect(forgetful.world.stateHash()).toBe(whole.world.stateHash());
    expect(forgetful.world.trace.length).toBe(whole.world.trace.length);
  });

  check('is another one for another seed, as soon as chance has a part in it', (run) => {
    const hasChance = run.scenario.nodes.some(
      (node) => node.kind === 'producer' && node.arrivals.gap?.kind === 'exponential',
    );
    const [first, second] = [1, 2].map((seed) => {
      const simulation = simulationOf(run, { seed });
      simulation.runUntil(END_US);
      return simulation;
    });
    const orders = first?.world.publishers.placed.reduce((sum, placed) => sum + placed, 0) ?? 0;
    if (hasChance && orders > 5) expect(first?.hash()).not.toBe(second?.hash());
  });
});

describe('changing the future', () => {
  const act = { kind: 'crashConsumer', target: 'c', member: null, point: 'now' } as const;

  it('from a checkpoint gives the run that would have been', () => {
    const system = line({
      producer: producer([0, 100 * MS, 200 * MS]),
      consumer: consumer(90 * MS, { restartUs: 50 * MS }),
    });
    const simulation = new Simulation(system);
    simulation.runUntil(120 * MS);
    const checkpoint = simulation.checkpoint();
    simulation.runUntil(S);
    simulation.restore(checkpoint);
    simulation.setInterventions([{ atUs: 150 * MS, ...act }]);
    simulation.runUntil(S);

    const fresh = new Simulation(system, { interventions: [{ atUs: 150 * MS, ...act }] });
    fresh.runUntil(S);
    expect(identityOf(simulation)).toEqual(identityOf(fresh));
  });

  it('is refused where it is the past', () => {
    const simulation = new Simulation(line({}));
    simulation.runUntil(200 * MS);
    simulation.setInterventions([{ atUs: 150 * MS, ...act }]);
    expect(() => simulation.runUntil(S)).toThrow('150000 µs happens at 200000 µs');
  });
});

describe('common random numbers', () => {
  const poisson = { kind: 'exponential', meanUs: 20 * MS } as const;
  const arrivals = {
    gap: poisson,
    atUs: [],
    fromUs: 0,
    count: 50,
    onOff: null,
  };
  const random = (over: Parameters<typeof consumer>[1] = {}): Scenario =>
    line({
      producer: producer([], { arrivals }),
      consumer: consumer(1, { work: { kind: 'exponential', meanUs: 15 * MS }, ...over }),
      latencyUs: 2 * MS,
    });

  const timesOf = (system: Scenario, kind: number, place?: number): number[] => {
    const simulation = new Simulation(system);
    simulation.runUntil(10 * S);
    return entriesOf(simulation)
      .filter((entry) => entry.kind === kind && (place === undefined || entry.place === place))
      .map((entry) => entry.atUs);
  };

  it('let a knob of the consumer change nothing about the arrivals', () => {
    const before = timesOf(random(), Fact.published);
    expect(before).toHaveLength(50);
    for (const over of [{ prefetchLimit: 10 }, { count: 3 }, { ack: 'beforeWork' as const }]) {
      expect(timesOf(random(over), Fact.published)).toEqual(before);
    }
  });

  it('let a newcomer shift nobody else’s draws', () => {
    const system = random();
    const withAnother: Scenario = {
      ...system,
      nodes: [...system.nodes, producer([], { id: 'other', arrivals }), queue({ id: 'elsewhere' })],
      wires: [...system.wires, wire('other', 'elsewhere', { loss: 0.5 })],
    };
    expect(timesOf(withAnother, Fact.published, 0)).toEqual(timesOf(system, Fact.published, 0));
    expect(timesOf(withAnother, Fact.acked)).toEqual(timesOf(system, Fact.acked));
  });

  it('give each member of a group the same work, whoever else works beside it', () => {
    // Time from beginning to end, of the first member's first messages.
    const workOf = (count: number): number[] => {
      const simulation = new Simulation(random({ count }));
      simulation.runUntil(10 * S);
      const first = simulation.world.placeOf(0);
      const entries = entriesOf(simulation).filter((entry) => entry.place === first);
      const starts = entries.filter((entry) => entry.kind === Fact.started);
      const ends = entries.filter((entry) => entry.kind === Fact.effectApplied);
      return ends.slice(0, 8).map((end, i) => end.atUs - (starts[i]?.atUs ?? 0));
    };
    expect(workOf(2)).toEqual(workOf(1));
  });
});
