import { describe, expect, test } from 'vitest';
import { justBefore, lessonRun } from './lessonRun.ts';

const worlds = [
  'l4-durability-a',
  'l4-durability-b',
  'l4-durability-c',
  'l4-durability-d',
] as const;

describe('L4, durability: the broker is killed at 10.6 s and started at 12 s', () => {
  test.each(worlds)('%s: before the kill 530 are published, 317 acked, 213 inside', (name) => {
    const { counters } = lessonRun(name, { untilS: justBefore(10.6) });
    // One every 20 ms from 0 s: 0.00 to 10.58 s.
    expect(counters.published).toBe(530);
    // The first is there after 5 ms; then one every 33.333 ms: (10.6 − 0.005) / 0.033333 = 317.9.
    expect(counters.acked).toBe(317);
    expect(counters.ready + counters.unacked).toBe(213);
  });

  test('in memory: all 213 are lost, and all were confirmed', () => {
    const { counters, losses, guarantees } = lessonRun('l4-durability-a');
    expect(counters.lost).toBe(213);
    expect(new Set(losses.map((loss) => loss.reason))).toEqual(new Set(['memoryOnly']));
    expect(guarantees).toContainEqual(
      expect.objectContaining({
        name: 'noLossAfterConfirm',
        verdict: 'broken',
        // M318 is the oldest that is not acked.
        counterExample: expect.objectContaining({ message: 318 }),
      }),
    );
  });

  test('flushed each second, confirmed before: 30 are lost although the shop was told OK', () => {
    const { counters, losses, messagesOf, timesOf } = lessonRun('l4-durability-b');
    // 50/s × 0.6 s since the flush at 10 s: the messages of 10.00 to 10.58 s, M501 to M530.
    expect(counters.lost).toBe(30);
    expect(losses.map((loss) => loss.message)).toEqual(
      Array.from({ length: 30 }, (_, i) => 501 + i),
    );
    // All of them were confirmed before the kill.
    for (const { message } of losses) {
      expect(timesOf('confirmed', message)[0]).toBeLessThan(10.6);
    }
    // Acks are flushed as well: those since 10 s are forgotten, and their messages come back.
    // 300 are acked until 10.005 s, 299 of them until 10 s: M300 to M317.
    expect(messagesOf('cameBack')).toEqual(Array.from({ length: 18 }, (_, i) => 300 + i));
    // And M318 was being worked on.
    expect(counters.duplicateEffects).toBe(19);
  });

  test('confirmed when flushed: the same 30 are not confirmed, and are sent again', () => {
    const { counters, guarantees, messagesOf, timesOf } = lessonRun('l4-durability-c');
    expect(counters).toMatchObject({ lost: 0, refused: 0 });
    expect(messagesOf('forgotten')).toEqual(Array.from({ length: 30 }, (_, i) => 501 + i));
    for (const message of messagesOf('forgotten')) {
      expect(timesOf('confirmed', message)[0]).toBeGreaterThan(12);
      expect(timesOf('resent', message).length).toBeGreaterThan(0);
    }
    expect(guarantees.find((one) => one.name === 'noLossAfterConfirm')?.verdict).toBe('kept');
  });

  test('flushed each time: nothing is lost, nothing is forgotten', () => {
    const { counters, timesOf, messagesOf } = lessonRun('l4-durability-d');
    expect(counters).toMatchObject({ lost: 0, refused: 0 });
    // The last one before the kill is stored at 10.585 s and on disk at 10.589 s.
    expect(messagesOf('forgotten')).toEqual([]);
    // M318 was being worked on: its work was done to no avail and is done again.
    expect(messagesOf('effectRepeated')).toEqual([318]);
    // The price of a flush for each: 5 ms there, 4 ms flush, 5 ms back, instead of 10 ms.
    expect(timesOf('confirmed', 1)).toEqual([0.014]);
    expect(lessonRun('l4-durability-a').timesOf('confirmed', 1)).toEqual([0.01]);
  });
});
