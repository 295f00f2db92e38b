import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('A hundred orders, three crashes before a commit and five after one', () => {
  test('commit, then publish: 97 paid, 92 told, 5 never', () => {
    const { commits, counters, effects, timesOf } = lessonRun('outbox-a');
    // A crash before the commit leaves nothing: 100 − 3. One after it leaves an order without a message.
    expect(commits['shop']).toMatchObject({ committed: 97, turnedAway: 3, neverPublished: 5 });
    expect(counters).toMatchObject({ published: 92, confirmed: 92, lost: 0 });
    expect(effects['mailer']).toMatchObject({ effects: 92, duplicates: 0 });
    expect(timesOf('neverPublished')).toEqual([4, 5, 6, 7, 8]);
  });

  test('publish, then commit: 97 paid, 100 told, 3 of them about nothing', () => {
    const { commits, counters, effects, timesOf } = lessonRun('outbox-b');
    expect(commits['shop']).toMatchObject({ committed: 97, turnedAway: 0, neverCommitted: 3 });
    expect(counters).toMatchObject({ published: 100, lost: 0 });
    expect(effects['mailer']).toMatchObject({ effects: 100, duplicates: 0 });
    // Published with the order, and 10 ms later the crash.
    expect(timesOf('neverCommitted')).toEqual([1.01, 2.01, 3.01]);
  });

  test('an outbox: 97 paid, 97 told, one of them twice', () => {
    const { commits, counters, effects, guarantees, timesOf } = lessonRun('outbox-c');
    expect(commits['shop']).toEqual({
      committed: 97,
      inOutbox: 0,
      halfway: 0,
      neverPublished: 0,
      neverCommitted: 0,
      turnedAway: 3,
    });
    expect(counters).toMatchObject({ published: 97, confirmed: 97, storedAgain: 1 });
    expect(effects['mailer']).toMatchObject({ effects: 98, duplicates: 1 });
    // The order of 9 s is sent at 9.05 s and stored at 9.06 s. The crash of 9.065 s comes before its confirm;
    // the shop is back at 9.095 s, and its relay looks again at 9.1 s.
    expect(timesOf('resent')).toEqual([9.1]);
    expect(timesOf('storedAgain')).toEqual([9.11]);
    expect(guarantees.find(({ name }) => name === 'stateAndMessage')).toMatchObject({
      verdict: 'kept',
      isPromised: true,
    });
  });

  test('the price of an outbox is the wait for its relay', () => {
    const firstPublish = (name: 'outbox-a' | 'outbox-c') => lessonRun(name).timesOf('published')[0];
    // The first order is committed at 0 s: published 10 ms later, or when the relay looks after 50 ms.
    expect(firstPublish('outbox-a')).toBe(0.01);
    expect(firstPublish('outbox-c')).toBe(0.05);
  });
});
