/** reportAlarms sums up what alarms of a broker have kept at its door. */
import type { World } from '../World.ts';
import { Alarm } from './alarmTables.ts';

export interface AlarmReport {
  readonly isMemoryShort: boolean;
  readonly isDiskShort: boolean;
  /** Publishes at its door now, and the most that there ever were. */
  readonly held: number;
  readonly heldMax: number;
  /** How often an alarm was raised. */
  readonly times: number;
}

export function alarmReport({ alarms }: World, broker: number): AlarmReport {
  const { raised, held, heldMax, times } = alarms.alarms;
  return {
    isMemoryShort: (raised[broker] & Alarm.memory) !== 0,
    isDiskShort: (raised[broker] & Alarm.disk) !== 0,
    held: held[broker],
    heldMax: heldMax[broker],
    times: times[broker],
  };
}
