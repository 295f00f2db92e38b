import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('a redrive: 100 dead letters go back at 10 s, to a bank that does two of 200 ms at a time', () => {
  test('before it, each order has failed twice, within 20 ms', () => {
    const { counters, timesOf } = lessonRun('redrive-a', { untilS: 9 });
    expect(counters).toMatchObject({ deliveries: 200, deadLettered: 100, effects: 0 });
    // The last order comes at 4.95 s.
    expect(Math.max(...timesOf('deadLettered'))).toBe(4.97);
  });

  test('all at once: 48 are done in their lease of 5 s, 52 are dead again, and charged twice', () => {
    const { counters, effects, messagesOf, queues, timesOf } = lessonRun('redrive-a');
    expect(timesOf('redriven')).toEqual(Array(100).fill(10));
    // Ten a second: the pairs that end at 10.2, 10.4, … 14.8 s. Those of 15 s come as their lease ends.
    expect(counters.acked).toBe(2 * 24);
    expect(messagesOf('acked')).toEqual(Array.from({ length: 48 }, (_, i) => i + 1));
    // The clerk still has the other 52, and does them from 14.8 s on; their acks are too late.
    expect(timesOf('ackCameTooLate').at(0)).toBe(15);
    expect(timesOf('ackCameTooLate').at(-1)).toBe(25.2);
    // Handed out again at 15 s, the last two at 15.2 s, they wait behind that: second leases end.
    expect(timesOf('deadLettered').filter((atS) => atS > 10)).toEqual([
      ...Array(50).fill(20),
      20.2,
      20.2,
    ]);
    expect(queues['dead']).toMatchObject({ ready: 52, redrivenOut: 100 });
    expect(effects['clerk']).toMatchObject({ effects: 152, duplicates: 52 });
    expect(queues['orders']).toMatchObject({ offered: 100, redrivenIn: 100, deadLettered: 152 });
  });

  test('10 a second: each has a call to itself, and all are done once', () => {
    const { counters, effects, queues, timesOf } = lessonRun('redrive-b');
    // The n-th goes back at 10 + (n − 1) / 10 s and is done 0.2 s later.
    expect(timesOf('redriven', 7)).toEqual([10.6]);
    expect(timesOf('acked', 7)).toEqual([10.8]);
    expect(Math.max(...timesOf('acked'))).toBe(20.1);
    expect(counters).toMatchObject({ acked: 100, deadLettered: 100, redrivenIn: 100 });
    expect(effects['clerk']).toMatchObject({ effects: 100, duplicates: 0 });
    expect(queues['dead']).toMatchObject({ ready: 0, redrivenOut: 100 });
  });

  test('a person who redrives once more moves the 52 that are dead again', () => {
    const { counters, effects } = lessonRun('redrive-a', {
      untilS: 40,
      interventions: [{ atUs: 26_000_000, kind: 'redrive', target: 'dead', to: null, perS: 10 }],
    });
    expect(counters).toMatchObject({ acked: 100, redrivenIn: 152 });
    // Nothing tells the clerk that they were charged.
    expect(effects['clerk']).toMatchObject({ effects: 204, duplicates: 104 });
  });
});
