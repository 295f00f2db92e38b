import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L2, the parts: the power fails from 0.5 s to 0.9 s, and order 8 can never be filled', () => {
  test('the whole machine fills nine and keeps the tenth', () => {
    const { counters, messagesOf, losses } = lessonRun('l2-parts-a');
    expect(counters).toMatchObject({ acked: 9, deadLettered: 1, lost: 0, duplicateEffects: 0 });
    expect(messagesOf('deadLettered')).toEqual([8]);
    expect(losses).toEqual([]);
    // M3 was half done; M6 to M9 met a dead broker and came again.
    expect(messagesOf('resent')).toEqual([6, 7, 8, 9]);
  });

  test('without the disk M3, M4 and M5 are lost, though confirmed', () => {
    // 0.2 s each: M1 and M2 are done by 0.4 s; M6 comes at 0.5 s.
    const { losses, timesOf } = lessonRun('l2-parts-b');
    expect(losses.map(({ message, reason }) => [message, reason])).toEqual([
      [3, 'memoryOnly'],
      [4, 'memoryOnly'],
      [5, 'memoryOnly'],
    ]);
    for (const { message } of losses) expect(timesOf('confirmed', message)[0]).toBeLessThan(0.5);
  });

  test('without confirm and resend M6 to M9 are never taken', () => {
    const { counters, messagesOf } = lessonRun('l2-parts-c');
    expect(counters).toMatchObject({ refused: 4, acked: 6, lost: 0 });
    expect(messagesOf('refused')).toEqual([6, 7, 8, 9]);
  });

  test('without the ack after the work M3 is lost with the clerk, and M8 with its failure', () => {
    const { losses } = lessonRun('l2-parts-d');
    expect(losses.map(({ message, reason }) => [message, reason])).toEqual([
      [3, 'ackBeforeWork'],
      [8, 'ackBeforeWork'],
    ]);
  });

  test('without a dead-letter queue M8 is dropped after three deliveries', () => {
    const { losses, counters } = lessonRun('l2-parts-e');
    expect(counters).toMatchObject({ acked: 9, dropped: 1 });
    expect(losses.map(({ message, reason }) => [message, reason])).toEqual([[8, 'deliveryLimit']]);
  });

  test('without the queue two find the clerk busy, and five find it dead', () => {
    const { orders } = lessonRun('l2-parts-f');
    // Those of 0.1 and 0.3 s; that of 0.4 s dies with the clerk, those of 0.5 to 0.8 s hear nothing.
    expect(orders).toMatchObject({ offered: 10, done: 3, refused: 2, timedOut: 5 });
  });
});
