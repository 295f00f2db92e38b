import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('12 a second come and 10 are filled: where does the backlog lie?', () => {
  test('without an alarm all of it lies in the broker: 2 a second, 120 after a minute', () => {
    const { counters, alarms } = lessonRun('alarm-a');
    // And five in work. On the wires there is nothing: they take no time.
    expect(counters).toMatchObject({ ready: 120, unacked: 5, inTransit: 0 });
    expect(alarms).toEqual({});
  });

  test('with an alarm at 50 the rest waits at the door: none refused, none lost', () => {
    const { counters, alarms, timesOf } = lessonRun('alarm-b');
    // 125 have come and are not filled: 50 of them are in, and 75 wait outside.
    expect(counters).toMatchObject({ ready: 45, unacked: 5, inTransit: 75, refused: 0, lost: 0 });
    expect(alarms['broker']).toEqual({
      isMemoryShort: true,
      isDiskShort: false,
      held: 75,
      heldMax: 75,
      times: 1,
    });
    // 5 in work and 2 more each second: 45 are ready after 22.5 s, and soon one comes that has no room.
    expect(timesOf('alarmRaised')).toEqual([22.916_667]);
    expect(timesOf('heldBack')[0]).toBe(22.916_667);
    expect(timesOf('alarmCleared')).toEqual([]);
  });

  test('a full disk: 50 wait outside for ten seconds, the queue runs empty, and none is lost', () => {
    const { counters, alarms, timesOf, queues } = lessonRun('alarm-c');
    expect(timesOf('alarmRaised')).toEqual([10]);
    expect(timesOf('alarmCleared')).toEqual([20]);
    expect(alarms['broker']).toMatchObject({ held: 0, heldMax: 50, times: 1 });
    expect(counters).toMatchObject({ refused: 0, lost: 0 });
    expect(lessonRun('alarm-c', { untilS: 19.9 }).counters).toMatchObject({ ready: 0, unacked: 0 });
    // Three more come until the first five are done at 20.5 s.
    expect(queues['orders']?.depthMax).toBe(53);
    // (50 waiting) ÷ (10 − 5 a second) = 10 s: at 30 s nobody waits any more.
    expect(lessonRun('alarm-c', { untilS: 29 }).counters).toMatchObject({ ready: 1, unacked: 5 });
    expect(lessonRun('alarm-c', { untilS: 30.1 }).counters).toMatchObject({ ready: 0, unacked: 2 });
  });
});
