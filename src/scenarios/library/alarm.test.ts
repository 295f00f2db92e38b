import { describe, expect, test } from 'vitest';
import { lessonRun } from './lessonRun.ts';

describe('120 a second come and 100 are filled: where does the backlog lie?', () => {
  test('without an alarm all of it lies in the broker: 20 a second, 1,200 after a minute', () => {
    const { counters, alarms } = lessonRun('alarm-a');
    // The newest is on none of the wires: they take no time.
    expect(counters).toMatchObject({ ready: 1_200, unacked: 5, inTransit: 0 });
    expect(alarms).toEqual({});
  });

  test('with an alarm at 500 the rest waits at the door: none refused, none lost', () => {
    const { counters, alarms, timesOf } = lessonRun('alarm-b');
    // Five of the 500 are being worked on: 1,205 − 500 wait outside.
    expect(counters).toMatchObject({ ready: 495, unacked: 5, refused: 0, lost: 0 });
    expect(alarms['broker']).toMatchObject({
      isMemoryShort: true,
      isDiskShort: false,
      held: 705,
      heldMax: 705,
    });
    // 5 in work and 20 more each second: 495 are ready after 24.75 s, and soon one comes that has no room.
    expect(timesOf('alarmRaised')).toEqual([24.791_667]);
    expect(timesOf('alarmCleared')).toEqual([]);
    expect(timesOf('heldBack')[0]).toBe(24.791_667);
  });

  test('a full disk: 500 wait outside for ten seconds, the queue runs empty, and none is lost', () => {
    const { counters, alarms, timesOf, queues } = lessonRun('alarm-c');
    expect(timesOf('alarmRaised')).toEqual([10]);
    expect(timesOf('alarmCleared')).toEqual([20]);
    expect(alarms['broker']).toMatchObject({ held: 0, heldMax: 500, times: 1 });
    expect(counters).toMatchObject({ refused: 0, lost: 0 });
    // Three more come until the first five are done at 20.05 s.
    expect(queues['orders']?.depthMax).toBe(503);
    // (500 waiting) ÷ (100 − 50 a second) = 10 s: at 30 s the queue is empty.
    expect(lessonRun('alarm-c', { untilS: 29 }).counters).toMatchObject({ ready: 46, unacked: 5 });
    expect(lessonRun('alarm-c', { untilS: 30.1 }).counters.ready).toBe(0);
  });
});
