/** alarmRuns generates systems whose brokers have limits, and fills and frees their disks beside all else that is done. */
import fc from 'fast-check';
import type { AlarmLimits, Intervention } from '../index.ts';
import { ACTS_UNTIL_US, anyRun, type RandomRun } from './randomRuns.ts';
import { MS } from './worlds.ts';

const anyLimit = fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 1, 2, 3, 5);
const anyLimits: fc.Arbitrary<AlarmLimits> = fc.record({ memory: anyLimit, disk: anyLimit });

const anyFill = fc.record({
  atUs: fc.integer({ min: 0, max: ACTS_UNTIL_US / MS }).map((ms) => ms * MS),
  broker: fc.nat({ max: 1_000 }),
  isFull: fc.boolean(),
});

/** Facts and rules that these runs alone show. */
export const alarmFacts = ['alarmRaised', 'alarmCleared', 'heldBack'] as const;
export const alarmRules = ['memoryAlarm', 'diskAlarm'] as const;

/** Like any other run, where each broker has limits and a disk that may be full. */
export function anyAlarmRun(): fc.Arbitrary<RandomRun> {
  return fc
    .tuple(
      anyRun(),
      fc.array(anyLimits, { minLength: 1, maxLength: 2 }),
      fc.array(anyFill, { maxLength: 5 }),
    )
    .map(([{ scenario, acts, strides }, limits, fills]) => {
      let next = 0;
      const nodes = scenario.nodes.map((node) => {
        const alarms = limits[next % limits.length];
        if (node.kind !== 'broker' || alarms === undefined) return node;
        next++;
        return { ...node, alarms };
      });
      const brokers = nodes.filter(({ kind }) => kind === 'broker');
      const own = fills.flatMap(({ atUs, broker, isFull }): Intervention[] => {
        const target = brokers[broker % brokers.length]?.id;
        if (target === undefined) return [];
        return [{ kind: isFull ? 'fillDisk' : 'freeDisk', target, atUs }];
      });
      return {
        scenario: { ...scenario, nodes },
        acts: [...acts, ...own].sort((a, b) => a.atUs - b.atUs),
        strides,
      };
    });
}
