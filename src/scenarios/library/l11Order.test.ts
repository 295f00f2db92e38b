import { describe, expect, test } from 'vitest';
import { type LessonRun, lessonRun } from './lessonRun.ts';

/** What becomes of an account that is empty at first: +$100, −$80, close. */
function booked(entries: readonly number[]) {
  let balance = 0;
  let isOpen = true;
  let paidOut = 0;
  const errors: string[] = [];
  for (const entry of entries) {
    if (!isOpen) errors.push(entry === 1 ? 'deposit bounced' : 'withdrawal refused');
    else if (entry === 1) balance += 100;
    else if (entry === 2) balance -= 80;
    else {
      isOpen = false;
      paidOut = balance;
    }
  }
  return { errors, paidOut };
}

const verdictOf = ({ guarantees }: LessonRun) =>
  guarantees.find(({ name }) => name === 'orderWithinKey')?.verdict;

describe('L11, ordering: +$100, −$80, close, published 20 ms apart', () => {
  test('three tellers who need 300, 100, 50 ms finish 3, 2, 1', () => {
    const run = lessonRun('l11-order-a');
    // 0 + 300; 20 + 100; 40 + 50.
    expect(run.timesOf('effectApplied')).toEqual([0.09, 0.12, 0.3]);
    expect(run.messagesOf('delivered')).toEqual([1, 2, 3]);
    expect(run.messagesOf('effectApplied')).toEqual([3, 2, 1]);
    // Each of the three pairs crosses; two finish after a later one.
    expect(run.order['orders']).toMatchObject({ crossings: 3, outOfOrderWithinKey: 2 });
    expect(verdictOf(run)).toBe('broken');
    expect(booked(run.messagesOf('effectApplied'))).toEqual({
      errors: ['withdrawal refused', 'deposit bounced'],
      paidOut: 0,
    });
  });

  test('one teller finishes 1, 2, 3: no error, and $20 are paid out', () => {
    const run = lessonRun('l11-order-b');
    // 300; + 100; + 50.
    expect(run.timesOf('effectApplied')).toEqual([0.3, 0.4, 0.45]);
    expect(run.messagesOf('effectApplied')).toEqual([1, 2, 3]);
    expect(run.order['orders']).toMatchObject({ crossings: 0, outOfOrderWithinKey: 0 });
    expect(booked([1, 2, 3])).toEqual({ errors: [], paidOut: 20 });
  });

  test('three tellers and one key finish 1, 2, 3 as late as one teller', () => {
    const run = lessonRun('l11-order-c');
    expect(run.timesOf('effectApplied')).toEqual([0.3, 0.4, 0.45]);
    expect(run.messagesOf('effectApplied')).toEqual([1, 2, 3]);
    expect(verdictOf(run)).toBe('kept');
  });
});
