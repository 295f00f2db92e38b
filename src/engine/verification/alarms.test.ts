/** Brokers short of room, in random systems, are held to every law; on failure fast-check prints the smallest one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Simulation } from '../index.ts';
import { alarmFacts, alarmRules, anyAlarmRun } from './alarmRuns.ts';
import { expectRepeatable } from './expectRepeatable.ts';
import { healedRun, playAndCheck } from './playAndCheck.ts';
import { Sightings } from './Sightings.ts';
import { at, broker, careful, consumer, line, logOf, MS, producer, queue } from './worlds.ts';

describe('any system whose brokers run short of room', { timeout: 120_000 }, () => {
  it('keeps every law, and shows each rule that is about it', () => {
    const sightings = new Sightings();
    fc.assert(
      fc.property(anyAlarmRun(), (run) => {
        sightings.note(playAndCheck(run));
      }),
      { seed: 1, numRuns: 500 },
    );
    expect(sightings.missing(alarmFacts, alarmRules)).toEqual([]);
  });

  it('plays the same from any checkpoint', () => {
    fc.assert(
      fc.property(anyAlarmRun(), fc.nat({ max: 120 }), (run, after) => {
        expectRepeatable(() => healedRun(run, 1_000), after);
      }),
      { seed: 2, numRuns: 150 },
    );
  });
});

it('waits for no confirm of a process that died while its message was at the door', () => {
  const publishing = { ...careful, timeoutUs: MS, backoffUs: [MS] };
  const system = line({
    producer: producer([0, 0], {
      publishing: { ...publishing, committing: { kind: 'outbox', everyUs: 5 * MS } },
      restartUs: 100 * MS,
    }),
    broker: broker({ alarms: { memory: 1, disk: Number.POSITIVE_INFINITY } }),
    queue: queue({}),
    consumer: consumer(30 * MS),
  });
  const simulation = new Simulation(system, {
    interventions: [at(10 * MS, { kind: 'crashProducer', target: 'p', point: 'now' })],
  });
  while (simulation.step()) simulation.recount();
  const told = logOf(simulation, ['published', 'started', 'effectApplied', 'effectRepeated']);
  // The relay sends both at 5 ms. The first is done at 35 ms, and the second goes in, of which nobody hears.
  expect(told.filter((line) => /heldBack|stored|resent|imedOut/.test(line))).toEqual([
    '5 stored m1 q',
    '5 heldBack m2 p',
    '35 stored m2 q',
    '115 resent m2 p',
    '115 storedAgain m2 q',
  ]);
});
