import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Copy,
  CopyFlag,
  type CopyState,
  copyStates,
  Fact,
  type FactName,
  healing,
  logFactKinds,
  type NodeSpec,
  type Scenario,
  Simulation,
  type World,
} from '../engine/index.ts';
import { anyAlarmRun } from '../engine/verification/alarmRuns.ts';
import { anyGuardedRun } from '../engine/verification/guardedRuns.ts';
import { anyKeyedRun } from '../engine/verification/keyedRuns.ts';
import { anyLogRun } from '../engine/verification/logRuns.ts';
import { anyQuorumRun } from '../engine/verification/quorumRuns.ts';
import { anyHandRun } from '../engine/verification/randomHands.ts';
import { ACTS_UNTIL_US, anyRun, type RandomRun } from '../engine/verification/randomRuns.ts';
import { anyReplicaRun } from '../engine/verification/replicaRuns.ts';
import { chronicleOf } from './Chronicle.ts';
import { flawsOf } from './flawsOf.ts';
import { lifeOf } from './lifeOf.ts';
import { missingMechanism } from './missingMechanism.ts';
import { consumerAt } from './names.ts';
import { type NarrateOptions, narrate, sentenceOf } from './narrate.ts';
import { plain } from './Sentence.ts';
import { sequenceOf } from './sequenceOf.ts';
import { storyOf } from './storyOf.ts';
import { summaryOf } from './summaryOf.ts';
import { toMermaid } from './toMermaid.ts';
import { actBehind, whyOf } from './whyOf.ts';

const RUNS = 80;
/** More events than the small systems need, unless they go round in circles. */
const MAX_EVENTS = 1_500;

/** Titles as people give them, so that articles and effects are put into words too. */
const titles: Readonly<Record<NodeSpec['kind'], readonly string[]>> = {
  producer: ['Shop', 'Checkout', 'Till'],
  service: ['Payment service', 'E-mail'],
  broker: ['Broker', 'Second broker'],
  exchange: ['payment.done'],
  queue: ['Order queue', 'E-mail queue', 'Dead letters', 'DLQ'],
  log: ['Order log', 'Orders'],
  group: ['Billing group', 'Billing'],
  consumer: ['Clerks', 'E-mail senders', 'Analytics', 'Encoder', 'Printer'],
};
const effects = ['orders filled', 'e-mails sent', 'charged', 'copies written', 'a job well done'];

function titled({ nodes, ...scenario }: Scenario): Scenario {
  return {
    ...scenario,
    nodes: nodes.map((node, i) => {
      const number = Number(node.id.slice(1)) || 0;
      const title = titles[node.kind][number] ?? node.id;
      if (node.kind !== 'consumer') return { ...node, title };
      return {
        ...node,
        title,
        effect: { ...node.effect, title: effects[i % effects.length] ?? '' },
      };
    }),
  };
}

function played({ scenario, acts }: RandomRun): Simulation {
  const interventions = [...acts, ...healing(scenario, ACTS_UNTIL_US)];
  const simulation = new Simulation(titled(scenario), { interventions, maxEvents: MAX_EVENTS });
  while (simulation.step());
  return simulation;
}

const anyLogSystem = anyLogRun().map((run) => ({ ...run, strides: [1] }));
const anyRunOrLog: fc.Arbitrary<RandomRun> = fc.oneof(anyRun(), anyGuardedRun(), anyLogSystem);

const replicaRun: fc.Arbitrary<RandomRun> = anyReplicaRun().map((run) => ({
  ...run,
  strides: [1],
}));

/** Systems that work by themselves, and now and then one whose consumers act by hand, or one with logs. */
const runOfAnyKind: fc.Arbitrary<RandomRun> = fc.oneof(
  { weight: 2, arbitrary: anyRun() },
  { weight: 1, arbitrary: anyHandRun() },
  { weight: 2, arbitrary: anyLogSystem },
  { weight: 2, arbitrary: replicaRun },
  { weight: 1, arbitrary: anyKeyedRun.map((run) => ({ ...run, strides: [1] })) },
  { weight: 2, arbitrary: anyGuardedRun() },
  { weight: 1, arbitrary: anyQuorumRun() },
  { weight: 1, arbitrary: anyAlarmRun() },
);

/** Holds every run to a law; a broken one is printed as the smallest run that breaks it. */
function forAnyRun(law: (simulation: Simulation, run: RandomRun) => void, of = runOfAnyKind): void {
  fc.assert(
    fc.property(of, (run) => law(played(run), run)),
    { numRuns: 2 * RUNS },
  );
}

describe('for any run', { timeout: 60_000 }, () => {
  it('every fact has a whole sentence', () => {
    forAnyRun(({ world }) => {
      for (let fact = 0; fact < world.trace.length; fact++) {
        const sentence = sentenceOf(world, world.trace, fact);
        expect(sentence.fact).toBe(fact);
        expect(flawsOf(world, sentence.parts)).toEqual([]);
      }
    });
  });

  it('every fact has a reason that ends in a rule or in somebody’s act', () => {
    forAnyRun(({ world }) => {
      const { trace } = world;
      for (let fact = 0; fact < trace.length; fact++) {
        const chain = whyOf(world, trace, fact);
        const rule = chain.filter(({ parts }) => plain({ parts }).startsWith('Rule: '));
        const links = chain.slice(0, chain.length - rule.length);
        expect(links.length).toBeGreaterThanOrEqual(1);
        expect(links.length).toBeLessThanOrEqual(4);
        const last = links.at(-1)?.fact ?? 0;
        const isAct =
          trace.kind(last) === Fact.intervened || /\b(you|the script)\b/i.test(plain(links[0]!));
        expect(rule.length === 1 || isAct, chain.map(plain).join(' ')).toBe(true);
        // Causes come before what they cause.
        for (let i = 1; i < links.length; i++)
          expect(links[i]!.fact).toBeLessThan(links[i - 1]!.fact);
        expect(chain.flatMap(({ parts }) => flawsOf(world, parts))).toEqual([]);
        const act = actBehind(world, trace, fact);
        if (act !== null) expect(world.acts[act]).toBeDefined();
      }
    });
  });

  it('what is told together is a whole sentence too, at every grain and everywhere', () => {
    forAnyRun(({ world }) => {
      const { trace } = world;
      const messages = [1, world.messageCount].filter((message) => message > 0);
      const places = world.plan.nodes.map((_, place) => place);
      const options: NarrateOptions[] = ([1, 2, 3] as const).flatMap((grain) => [
        { grain, limit: 150 },
        ...messages.map((message) => ({ grain, limit: 150, message })),
        ...places.map((place) => ({ grain, limit: 50, place })),
      ]);
      for (const option of options) {
        const sentences = narrate(world, trace, option);
        expect(sentences.flatMap(({ parts }) => flawsOf(world, parts))).toEqual([]);
        const facts = sentences.map(({ fact }) => fact);
        expect(facts).toEqual([...new Set(facts)].sort((a, b) => a - b));
      }
    });
  });

  it('what would have prevented a fact is a whole sentence, and its knob exists', () => {
    forAnyRun(({ world }) => {
      for (let fact = 0; fact < world.trace.length; fact++) {
        const missing = missingMechanism(world, world.trace, fact);
        if (missing === null) continue;
        expect(flawsOf(world, missing.sentence.parts)).toEqual([]);
        if (missing.turn === null) continue;
        expect(world.plan.nodes.map(({ id }) => id)).toContain(missing.turn.node);
      }
    });
  });

  it('the facts alone say how many messages each queue has, and what became of all the others', () => {
    forAnyRun(
      ({ world }) => {
        const chronicle = chronicleOf(world, world.trace);
        const told = new Map<string, number>();
        for (let message = 1; message <= world.messageCount; message++) {
          for (const { queue, state } of lifeOf(chronicle, message, world.trace.length).copies) {
            const key = `${queue} ${state}`;
            told.set(key, (told.get(key) ?? 0) + 1);
          }
        }
        // A resend that a full queue refuses leaves no fact, so what was refused is not compared.
        const compared = copyStates.filter((state) => state !== 'refused' && state !== 'inTransit');
        for (const [queue, node] of world.plan.nodes.entries()) {
          if (node.kind !== 'queue') continue;
          expect(chronicle.backlog.depthOf(queue)).toBe(world.depthOf(queue));
          const counts = (of: (state: CopyState) => number): Record<string, number> =>
            Object.fromEntries(compared.map((state) => [state, of(state)]));
          expect(counts((state) => told.get(`${queue} ${state}`) ?? 0)).toEqual(
            counts((state) => world.countOf(queue, Copy[state])),
          );
        }
      },
      fc.oneof(
        anyRun(),
        anyGuardedRun(),
        anyKeyedRun.map((run) => ({ ...run, strides: [1] })),
      ),
    );
  });

  // What is published by hand is persistent or not message by message, which no fact says.
  it('the facts alone say how many of the ready messages of a queue are on its disk', () => {
    forAnyRun(({ world }) => {
      const { copies, plan, trace } = world;
      const told = new Map<number, number>();
      const chronicle = chronicleOf(world, trace);
      for (let message = 1; message <= world.messageCount; message++) {
        for (const { queue, state, isOnDisk } of lifeOf(chronicle, message, trace.length).copies) {
          if (state === 'ready' && isOnDisk) told.set(queue, (told.get(queue) ?? 0) + 1);
        }
      }
      const written = new Map<number, number>();
      for (let copy = 0; copy < copies.rows; copy++) {
        const queue = copies.queue[copy] ?? -1;
        const isOnDisk = ((copies.flags[copy] ?? 0) & CopyFlag.onDisk) !== 0;
        if (plan.nodes[queue] === undefined || copies.state[copy] !== Copy.ready || !isOnDisk)
          continue;
        written.set(queue, (written.get(queue) ?? 0) + 1);
      }
      expect([...told].sort()).toEqual([...written].sort());
    }, anyRun());
  });

  it('a consumer has the name that the world gives it', () => {
    forAnyRun(({ world, stopped }) => {
      const { consumers } = world;
      for (let row = 0; row < consumers.rows; row++) {
        expect(consumerAt(world, world.placeOf(row))).toEqual({
          group: consumers.group[row],
          member: consumers.member[row],
        });
      }
      // A run that went round in circles never came to its last acts.
      if (stopped === null) expect(consumerAt(world, world.placeOf(consumers.rows))).toBeNull();
    });
  });

  it('each message has a story and a sequence that hold together', () => {
    forAnyRun(({ world }) => {
      const { trace } = world;
      for (let message = 1; message <= Math.min(8, world.messageCount); message++) {
        const story = storyOf(world, trace, message);
        expect(story.copies.flatMap(({ parts }) => flawsOf(world, parts))).toEqual([]);
        expect(JSON.stringify(story)).not.toMatch(/undefined|NaN/);
        checkSequence(sequenceOf(world, trace, message));
      }
      checkRecords(world);
      checkSequence(sequenceOf(world, trace, { from: 0, to: trace.length }, { limit: 40 }));
    }, anyRunOrLog);
  });

  it('the screen is one sentence, or two', () => {
    forAnyRun(({ world }) => {
      expect(summaryOf(world)).toMatch(/^At [\d.,]+ (s|ms|µs): [^.]+\.( So far: [^.]+\.)?$/);
    });
  });
});

/** The story of each record agrees with the tables: its offset, and whether its group is done with it. */
function checkRecords(world: World): void {
  const { plan, records, shares } = world.logs;
  for (let row = 0; row < records.rows; row++) {
    const partition = records.partition[row] ?? -1;
    if (partition < 0) continue;
    const log = plan.logOfPartition[partition] ?? -1;
    const { copies } = storyOf(world, world.trace, records.message[row] ?? 0);
    const offset = records.offset[row] ?? 0;
    const told = copies.filter(({ words }) => new RegExp(`offset ${offset}\\b`).test(words));
    expect(told.length).toBeGreaterThan(0);
    for (const group of plan.groupsOf[log] ?? []) {
      if (plan.groups[group]?.reading !== 'perPartition') continue;
      const isDone = offset < (shares.committed[world.logs.shareOf(group, partition)] ?? 0);
      const own = told.filter(({ queue }) => queue === group);
      if (own.length === 1) expect(own[0]?.state === 'done').toBe(isDone);
    }
  }
}

function checkSequence(sequence: ReturnType<typeof sequenceOf>): void {
  const { lanes, arrows, brackets } = sequence;
  const ids = arrows.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { from, to, label, atUs, arriveUs } of arrows) {
    expect(lanes[from]).toBeDefined();
    expect(lanes[to]).toBeDefined();
    expect(label).not.toBe('');
    expect(atUs).toBeGreaterThanOrEqual(0);
    expect(arriveUs).toBeGreaterThanOrEqual(atUs);
  }
  for (const { lane, fromUs, toUs } of brackets) {
    expect(lanes[lane]).toBeDefined();
    expect(toUs).toBeGreaterThanOrEqual(fromUs);
  }
  expect(arrows.filter(({ current }) => current).length).toBeLessThanOrEqual(1);
  expect(toMermaid(sequence)).not.toMatch(/undefined|;|"|<|%%/);
}

describe('a transcript', { timeout: 60_000 }, () => {
  it('is the same however the run was played: straight, in slices, back and forth, or past another future', () => {
    fc.assert(
      fc.property(
        runOfAnyKind,
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }),
        (run, slices) => {
          const straight = played(run);
          const restless = playedRestlessly(run, slices, (simulation) => {
            const upTo = simulation.world.trace.length;
            expect(transcripts(simulation)).toEqual(transcripts(straight, upTo));
          });
          expect(transcripts(restless)).toEqual(transcripts(straight));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

/** Goes on in slices; after each it looks, goes back half-way, tries another future, and comes back. */
function playedRestlessly(
  { scenario, acts }: RandomRun,
  slices: readonly number[],
  look: (simulation: Simulation) => void,
): Simulation {
  const interventions = [...acts, ...healing(scenario, ACTS_UNTIL_US)];
  const simulation = new Simulation(titled(scenario), { interventions, maxEvents: MAX_EVENTS });
  let from = simulation.checkpoint();
  for (const slice of slices) {
    for (let i = 0; i < slice && simulation.step(); i++);
    const here = simulation.checkpoint();
    look(simulation);
    simulation.restore(from);
    look(simulation);
    // What was done so far stays; the rest of the acts is left out.
    simulation.setInterventions(interventions.slice(0, here.nextIntervention));
    simulation.world.trace.forgetFuture();
    for (let i = 0; i < 50 && simulation.step(); i++);
    transcripts(simulation);
    simulation.restore(from);
    simulation.setInterventions(interventions);
    simulation.world.trace.forgetFuture();
    while (simulation.world.events < here.events && simulation.step());
    look(simulation);
    from = here;
  }
  while (simulation.step());
  return simulation;
}

function transcripts({ world }: Simulation, upTo?: number): string[][] {
  const at = upTo === undefined ? {} : { upTo };
  return ([1, 2, 3] as const).map((grain) =>
    narrate(world, world.trace, { grain, limit: 60, ...at }).map(
      (sentence) => `${sentence.fact} ${plain(sentence)}`,
    ),
  );
}

describe('the generator', { timeout: 60_000 }, () => {
  it('makes every kind of fact happen', () => {
    const seen = new Set<number>();
    // What a log forgets when its leader changes, or a dead publisher never sends, is rare among all runs.
    const runs = [runOfAnyKind, replicaRun, anyGuardedRun()].flatMap((of) =>
      fc.sample(of, { seed: 1, numRuns: 600 }),
    );
    for (const run of runs) {
      const { trace } = played(run).world;
      for (let fact = 0; fact < trace.length; fact++) seen.add(trace.kind(fact));
    }
    // Facts about logs have a generator of their own: see logs.test.ts.
    const ofLogs = new Set<string>(logFactKinds.map(({ name }) => name));
    const missing = Object.keys(Fact).filter((name) => !seen.has(Fact[name as FactName]));
    expect(missing.filter((name) => !ofLogs.has(name))).toEqual([]);
  });
});
