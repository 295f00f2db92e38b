import { describe, expect, it } from 'vitest';
import { Fact, factKinds, type Intervention, Simulation } from '../engine/index.ts';
import { shippedScenario } from '../scenarios/index.ts';
import { type EventFilter, EventIndex } from './EventIndex.ts';
import { eventKindTitles, factsOfKind } from './eventKinds.ts';
import { queueAt } from './names.ts';

const all: EventFilter = { kind: null, place: null, message: null };
const crash: Intervention = {
  atUs: 2_000_000,
  kind: 'crashConsumer',
  target: 'senders',
  member: 1,
  point: 'now',
};

function played(): Simulation {
  const simulation = new Simulation(shippedScenario('payment-system'), { interventions: [crash] });
  simulation.runUntil(4_000_000);
  return simulation;
}

function rows(index: EventIndex): number[] {
  return Array.from({ length: index.rows }, (_, row) => index.at(row));
}

describe('the log', () => {
  const simulation = played();
  const { world } = simulation;
  const { trace } = world;
  const where = (isMeant: (fact: number) => boolean): number[] =>
    Array.from({ length: trace.length }, (_, fact) => fact).filter(isMeant);

  it('shows what is asked for, and all of it: by kind, by place, by message', () => {
    const of = (filter: Partial<EventFilter>): number[] =>
      rows(new EventIndex(world, trace, { ...all, ...filter }));
    const queue = world.plan.nodes.findIndex(({ id }) => id === 'emails');
    expect(of({})).toEqual(where(() => true));
    expect(of({ kind: 'faults' }).map((fact) => trace.kind(fact))).toEqual([
      Fact.intervened,
      Fact.consumerCrashed,
    ]);
    // A consumer's doings are found at its queue too.
    expect(of({ place: queue })).toEqual(
      where((fact) => queueAt(world, trace.place(fact)) === queue),
    );
    expect(of({ message: 7, kind: 'working' }).length).toBe(4);
    expect(of({ message: 7 }).every((fact) => trace.message(fact) === 7)).toBe(true);
    expect(of({ message: 1_000_000 })).toEqual([]);
  });

  it('follows the trace, and forgets what is not true any more', () => {
    const index = new EventIndex(world, trace, { ...all, kind: 'faults' });
    expect(index.rows).toBe(2);
    expect(index.rowsBefore(0)).toBe(0);
    expect(index.rowsBefore(trace.length)).toBe(2);
    const start = new Simulation(shippedScenario('payment-system')).checkpoint();
    simulation.restore(start);
    simulation.setInterventions([]);
    trace.forgetFuture();
    simulation.runUntil(4_000_000);
    expect(index.rows).toBe(0);
  });
});

describe('each kind of fact', () => {
  it('is of a kind that can be asked for', () => {
    const found = new Set(
      (Object.keys(eventKindTitles) as (keyof typeof eventKindTitles)[]).flatMap((kind) => [
        ...factsOfKind(kind),
      ]),
    );
    expect(factKinds.filter((_, kind) => !found.has(kind))).toEqual([]);
  });
});
