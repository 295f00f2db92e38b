/** AlarmState is what a world has of brokers that block publishers when memory or disk run short. */
import type { Table } from '../../kernel/index.ts';
import type { AlarmLimits, Scenario } from '../Scenario.ts';
import { Alarms, HeldBack } from './alarmTables.ts';

const NO_LIMITS: AlarmLimits = {
  memory: Number.POSITIVE_INFINITY,
  disk: Number.POSITIVE_INFINITY,
};

export class AlarmState {
  /** Whether any broker has a limit. */
  readonly hasLimits: boolean;
  readonly brokers: readonly number[];
  /** By node. */
  readonly limitsOf: readonly AlarmLimits[];
  readonly alarms: Alarms;
  readonly heldBack = new HeldBack();
  readonly tables: readonly Table[];

  constructor({ nodes }: Scenario) {
    this.brokers = nodes.flatMap(({ kind }, i) => (kind === 'broker' ? [i] : []));
    this.limitsOf = nodes.map((node) =>
      node.kind === 'broker' && node.alarms !== undefined ? node.alarms : NO_LIMITS,
    );
    this.hasLimits = this.limitsOf.some((limits) => limits !== NO_LIMITS);
    this.alarms = new Alarms(nodes.length);
    if (this.hasLimits) this.alarms.open();
    this.tables = [this.alarms, this.heldBack];
  }
}
