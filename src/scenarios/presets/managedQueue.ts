/** managedQueue makes a queue of a broker that is a service: what one says when one creates it, and no more. */
import { plainPolicy, type QueueSpec } from '../../engine/index.ts';
import type { Preset } from './Preset.ts';

/** What can be said about it. Left out: as the preset says. */
export interface ManagedQueueSettings {
  readonly id: string;
  readonly title: string;
  readonly broker: string;
  /** The visibility timeout, the lock duration, the ack deadline. */
  readonly leaseUs?: number;
  readonly maxDeliveries?: number;
  readonly deadLetterTo?: string;
  /** Sessions, ordering keys. */
  readonly perKeyInFlight?: boolean;
  readonly idWindowUs?: number;
}

/** The queue as the engine takes it. */
export function managedQueue(preset: Preset, settings: ManagedQueueSettings): QueueSpec {
  const [version] = preset.versions;
  const { flush, confirmAfter, lease, onReturn, maxDeliveries, replication, ...traits } =
    preset.traits(version);
  return {
    kind: 'queue',
    id: settings.id,
    title: settings.title,
    broker: settings.broker,
    durable: true,
    flush,
    confirmAfter,
    lease:
      settings.leaseUs === undefined ? lease : { ...lease, kind: 'timer', us: settings.leaseUs },
    onReturn,
    maxDeliveries: settings.maxDeliveries ?? maxDeliveries,
    deadLetterTo: settings.deadLetterTo ?? null,
    maxLength: Number.POSITIVE_INFINITY,
    overflow: 'reject',
    policy: {
      ...plainPolicy,
      ...traits,
      perKeyInFlight: settings.perKeyInFlight ?? traits.perKeyInFlight,
      idWindowUs: settings.idWindowUs ?? traits.idWindowUs,
    },
    ...(replication === null ? {} : { replication }),
  };
}
