import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('L8, spike: 50/s, 250/s from 10 s to 20 s, 100/s can be done', () => {
  test('without a queue about 1,500 are refused', () => {
    const { orders } = lessonRun('l8-spike-a');
    // (250 − 100) × 10 would be 1,500 if no thread ever idled. But a thread that is free after 50 ms
    // waits for the next order, and orders come every 4 ms: it is taken again after 52 ms. Five
    // threads take 5 / 0.052 = 96 a second, and 2,500 − 960 are refused: about 1,540, the exact
    // number depending on who is in when it begins and ends.
    expect(orders.refused).toBe(1_537);
    // And the first thing after the spike: the order of 20.000 s meets a full house too.
    expect(orders.answerMaxUs).toBe(50_000);
  });

  test('with a queue nobody is refused; 1,500 wait, up to 15 s', () => {
    const { counters, queues, waitUs } = lessonRun('l8-spike-b');
    expect(counters.refused).toBe(0);
    // (250 − 100) × 10 s waiting, and five being served.
    expect(queues['orders']).toMatchObject({ readyMax: 1_500, depthMax: 1_505 });
    // 1,500 before the last one in, at 100 a second.
    expect(waitUs.max).toBe(15_000_000);
  });

  test('the queue is empty 30 s after the spike', () => {
    // 1,500 / (100 − 50). Nobody waits from then on, and somebody did until then.
    const at = (untilS: number) => lessonRun('l8-spike-b', { untilS }).counters.ready;
    expect(at(49.5)).toBeGreaterThan(0);
    expect(at(50.1)).toBe(0);
  });

  test('with room for 500 a thousand are refused, and nobody waits more than 5 s', () => {
    const { counters, queues, waitUs } = lessonRun('l8-spike-c');
    // 1,500 − 500.
    expect(counters.refused).toBe(1_000);
    expect(queues['orders']).toMatchObject({ readyMax: 500 });
    // 500 / 100.
    expect(waitUs.max).toBe(5_000_000);
  });
});
