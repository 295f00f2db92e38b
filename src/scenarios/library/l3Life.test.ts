import { describe, expect, test } from 'vitest';
import type { Intervention } from '../../engine/index.ts';
import { lessonRun } from './lessonRun.ts';

/** Broker and clerk die at this instant, and are back a second later. */
function allDies(atS: number): Intervention[] {
  const [atUs, againUs] = [atS, atS + 1].map((s) => Math.round(s * 1e6)) as [number, number];
  return [
    { kind: 'stopBroker', target: 'broker', how: 'kill', atUs },
    { kind: 'crashConsumer', target: 'clerk', member: 1, point: 'now', atUs },
    { kind: 'startBroker', target: 'broker', atUs: againUs },
    { kind: 'restartConsumer', target: 'clerk', member: 1, atUs: againUs },
  ];
}

const steps = [
  ['publish', 0.05],
  ['store', 0.12],
  ['confirm', 0.2],
  ['deliver', 0.3],
  ['work', 0.5],
  ['ack', 0.75],
  ['delete', 0.92],
] as const;

describe('L3, the life of one message', () => {
  test('on disk its steps come one after the other', () => {
    const { timesOf } = lessonRun('l3-life-b');
    // 100 ms there, 50 ms to the disk, 100 ms back; 300 ms to the clerk, 200 ms of work, 300 ms back.
    expect(timesOf('stored')).toEqual([0.1]);
    expect(timesOf('confirmed')).toEqual([0.25]);
    expect(timesOf('started')).toEqual([0.4]);
    expect(timesOf('effectApplied')).toEqual([0.6]);
    expect(timesOf('acked')).toEqual([0.9]);
  });

  test.each(steps)('on disk it is not lost when all dies at the step "%s"', (step, atS) => {
    const { counters } = lessonRun('l3-life-b', { untilS: 6, interventions: allDies(atS) });
    const isTwice = step === 'ack' || step === 'delete';
    expect(counters).toMatchObject({ lost: 0, acked: 1, duplicateEffects: isTwice ? 1 : 0 });
  });

  test.each(steps)('in memory it may be when all dies at the step "%s"', (step, atS) => {
    const { counters } = lessonRun('l3-life-a', { untilS: 6, interventions: allDies(atS) });
    // At first the shop still has it; at last the work was done.
    const survives = step === 'publish' || step === 'ack' || step === 'delete';
    expect(counters).toMatchObject({ lost: survives ? 0 : 1, effects: survives ? 1 : 0 });
  });
});
