import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L9, a queue is not capacity: 120/s in, 100/s out', () => {
  test('it grows by 20 a second: 400, 800, 1,200 after 20, 40, 60 s', () => {
    const ready = [20, 40, 60].map(
      (untilS) => lessonRun('l9-capacity-a', { untilS }).counters.ready,
    );
    expect(ready).toEqual([400, 800, 1_200]);
  });

  test('whoever comes in after 60 s finds 12 s of work before him', () => {
    const { counters } = lessonRun('l9-capacity-a');
    // 1,200 / 100 a second.
    expect(counters.ready / 100).toBe(12);
  });

  test('with room for 500 it is full after 25 s, and 700 are refused by 60 s', () => {
    // 500 / 20.
    expect(lessonRun('l9-capacity-b', { untilS: 25 }).counters).toMatchObject({
      ready: 500,
      refused: 0,
    });
    expect(Math.min(...lessonRun('l9-capacity-b').timesOf('refused'))).toBeCloseTo(25, 1);
    // 20 × (60 − 25).
    expect(lessonRun('l9-capacity-b').counters.refused).toBe(700);
  });
});

describe('L9, the spike of L8 with the clerks doubled five seconds into it', () => {
  test('the queue peaks at 1,000, not 1,500', () => {
    // (250 − 100) × 5 + (250 − 200) × 5.
    expect(lessonRun('l9-capacity-c').queues['orders']?.readyMax).toBe(1_000);
  });

  test('and is empty 6.7 s after the spike, not 30 s', () => {
    const at = (untilS: number) => lessonRun('l9-capacity-c', { untilS }).counters.ready;
    // 1,000 / (200 − 50) = 6.67.
    expect(at(26.5)).toBeGreaterThan(0);
    expect(at(26.7)).toBe(0);
  });
});
