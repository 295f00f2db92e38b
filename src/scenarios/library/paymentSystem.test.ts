import { describe, expect, test } from 'vitest';
import type { Intervention } from '../../engine/index.ts';
import { lessonRun } from './lessonRun.ts';

const spike: Intervention = {
  atUs: 10_000_000,
  kind: 'spike',
  target: 'checkout',
  factor: 5,
  lengthUs: 10_000_000,
};

describe('the payment system, left alone', () => {
  const { orders, counters, queues, sojournUs } = lessonRun('payment-system');

  test('answers every order in 160 ms', () => {
    expect(orders).toMatchObject({ refused: 0, timedOut: 0, answerMaxUs: 160_000 });
    // 20 ms there, 120 ms of work, 20 ms back. 50/s × 0.160 s are on their way when the clock stops.
    expect(orders.waiting).toBe(8);
  });

  test('keeps nothing waiting', () => {
    expect(counters).toMatchObject({ refused: 0, lost: 0, dropped: 0, deadLettered: 0, ready: 0 });
    expect(queues['emails']?.readyMax).toBe(1);
    // 40 ms to the broker, 20 ms to the sender, 20 ms of work, 20 ms back.
    expect(sojournUs.max).toBe(100_000);
  });
});

describe('the payment system in a spike: 250/s from 10 s to 20 s, e-mail can do 100/s', () => {
  const { orders, counters, queues } = lessonRun('payment-system', { interventions: [spike] });

  test('refuses nobody and answers as fast as ever', () => {
    // 250/s × 0.120 s = 30 of 64 threads.
    expect(orders).toMatchObject({ refused: 0, timedOut: 0, answerMaxUs: 160_000 });
    expect(counters).toMatchObject({ refused: 0, lost: 0, dropped: 0, deadLettered: 0 });
  });

  test('lets 1,500 e-mails wait', () => {
    // (250 − 100) × 10, and what the two senders hold: at most ten each.
    const { depthMax, readyMax } = queues['emails'] ?? { depthMax: 0, readyMax: 0 };
    expect(readyMax).toBeGreaterThan(1_480);
    expect(readyMax).toBeLessThanOrEqual(1_500);
    expect(depthMax).toBeGreaterThanOrEqual(1_500);
    expect(depthMax).toBeLessThan(1_510);
  });

  test('has caught up 30 s after the spike', () => {
    const at = (untilS: number) =>
      lessonRun('payment-system', { interventions: [spike], untilS }).queues['emails']?.ready;
    // 1,500 / (100 − 50); orders are published 140 ms after they come and are there 40 ms later.
    expect(at(49)).toBeGreaterThan(0);
    expect(at(50.5)).toBe(0);
  });

  test('lets analytics, which is fast enough, wait for nothing', () => {
    expect(queues['analytics']?.depthMax).toBeLessThan(20);
  });
});

describe('the payment system, hurt', () => {
  test('a dead sender loses no e-mail, and the other one goes on', () => {
    const crash: Intervention = {
      atUs: 10_000_000,
      kind: 'crashConsumer',
      target: 'senders',
      member: null,
      point: 'afterEffect',
    };
    const { counters, effects } = lessonRun('payment-system', { interventions: [crash] });
    expect(counters).toMatchObject({ lost: 0, dropped: 0, deadLettered: 0, ready: 0 });
    // The one whose e-mail was out and whose ack was not: sent twice.
    expect(effects['senders']?.duplicates).toBe(1);
  });

  test('a broker killed for 5 s loses nothing that was confirmed; what was not is sent again', () => {
    const interventions: Intervention[] = [
      { atUs: 10_000_000, kind: 'stopBroker', target: 'broker', how: 'kill' },
      { atUs: 15_000_000, kind: 'startBroker', target: 'broker' },
    ];
    const { orders, counters, guarantees } = lessonRun('payment-system', { interventions });
    // The customers do not notice: the payment is made, the message waits with its publisher.
    expect(orders).toMatchObject({ refused: 0, timedOut: 0, answerMaxUs: 160_000 });
    expect(counters).toMatchObject({ lost: 0, refused: 0, dropped: 0, deadLettered: 0, ready: 0 });
    const losses = guarantees.filter((one) => one.name === 'noLossAfterConfirm');
    expect(losses.map((one) => one.verdict)).toEqual(['kept', 'kept']);
  });
});
