import { describe, expect, test } from 'vitest';
import type { Act, Intervention } from '../../engine/index.ts';
import { lessonRun } from './lessonRun.ts';

const spike: Act = { kind: 'spike', target: 'customers', factor: 5, lengthUs: 10_000_000 };
const unluckyCrash: Act = {
  kind: 'crashConsumer',
  target: 'clerk',
  member: 1,
  point: 'afterEffect',
};
const kill: Act = { kind: 'stopBroker', target: 'broker', how: 'kill' };
const poison: Act = { kind: 'poisonNext', target: 'receipts' };

function at(s: number, act: Act): Intervention {
  return { ...act, atUs: s * 1_000_000 };
}

const designs = ['l16-bug-a', 'l16-bug-b', 'l16-bug-c', 'l16-bug-d'] as const;

describe('L16, find the bug: four designs with a flaw each', () => {
  test.each(designs)('%s: without a fault nothing shows', (name) => {
    const { counters, sojournUs, orders } = lessonRun(name);
    expect(counters).toMatchObject({ acked: 1_600, lost: 0, duplicateEffects: 0, ready: 0 });
    expect(Math.max(sojournUs.max, orders.answerMaxUs)).toBeLessThanOrEqual(160_000);
  });

  test('a spike shows that the answer waits in a queue', () => {
    // For ten seconds 100 a second come, and 33 can be done: 667 wait before the last, 30 ms each.
    const run = lessonRun('l16-bug-a', { interventions: [at(5, spike)] });
    expect(run.sojournUs.max).toBe(20_030_000);
    expect(lessonRun('l16-cured', { interventions: [at(5, spike)] }).orders.answerMaxUs).toBe(
      160_000,
    );
  });

  test('a crash before the ack shows that there is no key', () => {
    const run = lessonRun('l16-bug-b', { interventions: [at(5, unluckyCrash)] });
    expect(run.counters.duplicateEffects).toBe(1);
  });

  test('a message that always fails shows that there is no limit', () => {
    const { counters } = lessonRun('l16-bug-c', { interventions: [at(5, poison)] });
    expect(counters.acked).toBe(97);
    expect(counters.ready + counters.unacked).toBe(1_503);
  });

  test('a broker that dies with something inside shows that it is only in memory', () => {
    const { counters } = lessonRun('l16-bug-d', { interventions: [at(5, spike), at(7, kill)] });
    // 285 are published by 7 s and 161 done.
    expect(counters.lost).toBe(124);
    expect(lessonRun('l16-bug-d', { interventions: [at(5, kill)] }).counters.lost).toBe(0);
  });

  test('without a flaw none of them shows anything', () => {
    const acts = [at(3, spike), at(6, unluckyCrash), at(12, kill), at(15, poison)];
    const { counters, orders } = lessonRun('l16-cured', { interventions: acts });
    expect(counters).toMatchObject({ lost: 0, dropped: 0, duplicateEffects: 0, deadLettered: 1 });
    expect(counters.ready + counters.unacked).toBe(0);
    expect(orders.answerMaxUs).toBe(160_000);
  });
});
