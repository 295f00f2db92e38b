/**
 * The library: ready-made systems by name, the payment system of the chapter and the worlds of the
 * lessons. Worlds of one lesson differ in the one thing the lesson is about, and in nothing else.
 *
 * They are files like any other and pass the same reader.
 */

import type { Scenario } from '../../engine/index.ts';
import { readDocument } from '../readScenario.ts';
import type { ScenarioDocument } from '../ScenarioDocument.ts';
import alarmA from './alarm-a.json' with { type: 'json' };
import alarmB from './alarm-b.json' with { type: 'json' };
import alarmC from './alarm-c.json' with { type: 'json' };
import l0HookA from './l0-hook-a.json' with { type: 'json' };
import l0HookB from './l0-hook-b.json' with { type: 'json' };
import l1CouplingA from './l1-coupling-a.json' with { type: 'json' };
import l1CouplingB from './l1-coupling-b.json' with { type: 'json' };
import l2PartsA from './l2-parts-a.json' with { type: 'json' };
import l2PartsB from './l2-parts-b.json' with { type: 'json' };
import l2PartsC from './l2-parts-c.json' with { type: 'json' };
import l2PartsD from './l2-parts-d.json' with { type: 'json' };
import l2PartsE from './l2-parts-e.json' with { type: 'json' };
import l2PartsF from './l2-parts-f.json' with { type: 'json' };
import l3LifeA from './l3-life-a.json' with { type: 'json' };
import l3LifeB from './l3-life-b.json' with { type: 'json' };
import l4DurabilityA from './l4-durability-a.json' with { type: 'json' };
import l4DurabilityB from './l4-durability-b.json' with { type: 'json' };
import l4DurabilityC from './l4-durability-c.json' with { type: 'json' };
import l4DurabilityD from './l4-durability-d.json' with { type: 'json' };
import l5AckA from './l5-ack-a.json' with { type: 'json' };
import l5AckA5 from './l5-ack-a5.json' with { type: 'json' };
import l5AckB from './l5-ack-b.json' with { type: 'json' };
import l5AckB5 from './l5-ack-b5.json' with { type: 'json' };
import l6LeaseA from './l6-lease-a.json' with { type: 'json' };
import l6LeaseB from './l6-lease-b.json' with { type: 'json' };
import l6LeaseC from './l6-lease-c.json' with { type: 'json' };
import l7IdempotencyA from './l7-idempotency-a.json' with { type: 'json' };
import l7IdempotencyB from './l7-idempotency-b.json' with { type: 'json' };
import l7IdempotencyC from './l7-idempotency-c.json' with { type: 'json' };
import l7MemoryA from './l7-memory-a.json' with { type: 'json' };
import l7MemoryB from './l7-memory-b.json' with { type: 'json' };
import l7TtlA from './l7-ttl-a.json' with { type: 'json' };
import l7TtlB from './l7-ttl-b.json' with { type: 'json' };
import l8SpikeA from './l8-spike-a.json' with { type: 'json' };
import l8SpikeB from './l8-spike-b.json' with { type: 'json' };
import l8SpikeC from './l8-spike-c.json' with { type: 'json' };
import l9CapacityA from './l9-capacity-a.json' with { type: 'json' };
import l9CapacityB from './l9-capacity-b.json' with { type: 'json' };
import l9CapacityC from './l9-capacity-c.json' with { type: 'json' };
import l10ConsumersA from './l10-consumers-a.json' with { type: 'json' };
import l10ConsumersB from './l10-consumers-b.json' with { type: 'json' };
import l10ConsumersC from './l10-consumers-c.json' with { type: 'json' };
import l10ConsumersD from './l10-consumers-d.json' with { type: 'json' };
import l10DatabaseA from './l10-database-a.json' with { type: 'json' };
import l10DatabaseB from './l10-database-b.json' with { type: 'json' };
import l10DatabaseC from './l10-database-c.json' with { type: 'json' };
import l10DatabaseD from './l10-database-d.json' with { type: 'json' };
import l11OrderA from './l11-order-a.json' with { type: 'json' };
import l11OrderB from './l11-order-b.json' with { type: 'json' };
import l11OrderC from './l11-order-c.json' with { type: 'json' };
import l12KeysA from './l12-keys-a.json' with { type: 'json' };
import l12KeysB from './l12-keys-b.json' with { type: 'json' };
import l12KeysC from './l12-keys-c.json' with { type: 'json' };
import l12KeysD from './l12-keys-d.json' with { type: 'json' };
import l13PoisonA from './l13-poison-a.json' with { type: 'json' };
import l13PoisonB from './l13-poison-b.json' with { type: 'json' };
import l13PoisonC from './l13-poison-c.json' with { type: 'json' };
import l14RetriesA from './l14-retries-a.json' with { type: 'json' };
import l14RetriesB from './l14-retries-b.json' with { type: 'json' };
import l14RetriesC from './l14-retries-c.json' with { type: 'json' };
import l14RetriesD from './l14-retries-d.json' with { type: 'json' };
import l14StormA from './l14-storm-a.json' with { type: 'json' };
import l14StormB from './l14-storm-b.json' with { type: 'json' };
import l14StormC from './l14-storm-c.json' with { type: 'json' };
import l15PaymentA from './l15-payment-a.json' with { type: 'json' };
import l15PaymentB from './l15-payment-b.json' with { type: 'json' };
import l15PaymentC from './l15-payment-c.json' with { type: 'json' };
import l16BugA from './l16-bug-a.json' with { type: 'json' };
import l16BugB from './l16-bug-b.json' with { type: 'json' };
import l16BugC from './l16-bug-c.json' with { type: 'json' };
import l16BugD from './l16-bug-d.json' with { type: 'json' };
import l16Cured from './l16-cured.json' with { type: 'json' };
import leaseExtendedA from './lease-extended-a.json' with { type: 'json' };
import leaseExtendedB from './lease-extended-b.json' with { type: 'json' };
import leaseExtendedC from './lease-extended-c.json' with { type: 'json' };
import logClaimA from './log-claim-a.json' with { type: 'json' };
import logClaimB from './log-claim-b.json' with { type: 'json' };
import logPoison from './log-poison.json' with { type: 'json' };
import logRebalanceA from './log-rebalance-a.json' with { type: 'json' };
import logRebalanceB from './log-rebalance-b.json' with { type: 'json' };
import outboxA from './outbox-a.json' with { type: 'json' };
import outboxB from './outbox-b.json' with { type: 'json' };
import outboxC from './outbox-c.json' with { type: 'json' };
import paymentSystem from './payment-system.json' with { type: 'json' };
import pollBatchA from './poll-batch-a.json' with { type: 'json' };
import pollBatchB from './poll-batch-b.json' with { type: 'json' };
import pollLong from './poll-long.json' with { type: 'json' };
import pollShort from './poll-short.json' with { type: 'json' };
import quorumA from './quorum-a.json' with { type: 'json' };
import quorumB from './quorum-b.json' with { type: 'json' };
import quorumC from './quorum-c.json' with { type: 'json' };
import redriveA from './redrive-a.json' with { type: 'json' };
import redriveB from './redrive-b.json' with { type: 'json' };
import truthAcksA from './truth-acks-a.json' with { type: 'json' };
import truthAcksB from './truth-acks-b.json' with { type: 'json' };
import truthAcksC from './truth-acks-c.json' with { type: 'json' };
import truthAcksD from './truth-acks-d.json' with { type: 'json' };
import truthAcksE from './truth-acks-e.json' with { type: 'json' };
import truthAcksF from './truth-acks-f.json' with { type: 'json' };
import truthAvailableA from './truth-available-a.json' with { type: 'json' };
import truthAvailableB from './truth-available-b.json' with { type: 'json' };
import truthBusyA from './truth-busy-a.json' with { type: 'json' };
import truthBusyB from './truth-busy-b.json' with { type: 'json' };
import truthConfirmA from './truth-confirm-a.json' with { type: 'json' };
import truthConfirmB from './truth-confirm-b.json' with { type: 'json' };
import truthConsumersA from './truth-consumers-a.json' with { type: 'json' };
import truthConsumersB from './truth-consumers-b.json' with { type: 'json' };
import truthConsumersC from './truth-consumers-c.json' with { type: 'json' };
import truthDiskA from './truth-disk-a.json' with { type: 'json' };
import truthDiskB from './truth-disk-b.json' with { type: 'json' };
import truthDlqA from './truth-dlq-a.json' with { type: 'json' };
import truthDlqB from './truth-dlq-b.json' with { type: 'json' };
import truthDlqC from './truth-dlq-c.json' with { type: 'json' };
import truthDlqD from './truth-dlq-d.json' with { type: 'json' };
import truthDurableA from './truth-durable-a.json' with { type: 'json' };
import truthDurableB from './truth-durable-b.json' with { type: 'json' };
import truthDurableC from './truth-durable-c.json' with { type: 'json' };
import truthFifoA from './truth-fifo-a.json' with { type: 'json' };
import truthFifoB from './truth-fifo-b.json' with { type: 'json' };
import truthFifoC from './truth-fifo-c.json' with { type: 'json' };
import truthGroupsA from './truth-groups-a.json' with { type: 'json' };
import truthGroupsB from './truth-groups-b.json' with { type: 'json' };
import truthInnocentA from './truth-innocent-a.json' with { type: 'json' };
import truthInnocentB from './truth-innocent-b.json' with { type: 'json' };
import truthLengthA from './truth-length-a.json' with { type: 'json' };
import truthLengthB from './truth-length-b.json' with { type: 'json' };
import truthLogA from './truth-log-a.json' with { type: 'json' };
import truthLogB from './truth-log-b.json' with { type: 'json' };
import truthLookA from './truth-look-a.json' with { type: 'json' };
import truthLookB from './truth-look-b.json' with { type: 'json' };
import truthNackA from './truth-nack-a.json' with { type: 'json' };
import truthNackB from './truth-nack-b.json' with { type: 'json' };
import truthOnceA from './truth-once-a.json' with { type: 'json' };
import truthOnceB from './truth-once-b.json' with { type: 'json' };
import truthOnceC from './truth-once-c.json' with { type: 'json' };
import truthPrefetchA from './truth-prefetch-a.json' with { type: 'json' };
import truthPrefetchB from './truth-prefetch-b.json' with { type: 'json' };
import truthRetryA from './truth-retry-a.json' with { type: 'json' };
import truthRetryB from './truth-retry-b.json' with { type: 'json' };
import truthSharedA from './truth-shared-a.json' with { type: 'json' };
import truthSharedB from './truth-shared-b.json' with { type: 'json' };
import truthTimeoutA from './truth-timeout-a.json' with { type: 'json' };
import truthTimeoutB from './truth-timeout-b.json' with { type: 'json' };
import truthTtlA from './truth-ttl-a.json' with { type: 'json' };
import truthTtlB from './truth-ttl-b.json' with { type: 'json' };

const files = {
  'payment-system': paymentSystem,
  'l0-hook-a': l0HookA,
  'l0-hook-b': l0HookB,
  'l1-coupling-a': l1CouplingA,
  'l1-coupling-b': l1CouplingB,
  'l2-parts-a': l2PartsA,
  'l2-parts-b': l2PartsB,
  'l2-parts-c': l2PartsC,
  'l2-parts-d': l2PartsD,
  'l2-parts-e': l2PartsE,
  'l2-parts-f': l2PartsF,
  'l3-life-a': l3LifeA,
  'l3-life-b': l3LifeB,
  'l4-durability-a': l4DurabilityA,
  'l4-durability-b': l4DurabilityB,
  'l4-durability-c': l4DurabilityC,
  'l4-durability-d': l4DurabilityD,
  'l5-ack-a': l5AckA,
  'l5-ack-a5': l5AckA5,
  'l5-ack-b': l5AckB,
  'l5-ack-b5': l5AckB5,
  'l6-lease-a': l6LeaseA,
  'l6-lease-b': l6LeaseB,
  'l6-lease-c': l6LeaseC,
  'lease-extended-a': leaseExtendedA,
  'lease-extended-b': leaseExtendedB,
  'lease-extended-c': leaseExtendedC,
  'l7-idempotency-a': l7IdempotencyA,
  'l7-idempotency-b': l7IdempotencyB,
  'l7-idempotency-c': l7IdempotencyC,
  'l7-ttl-a': l7TtlA,
  'l7-ttl-b': l7TtlB,
  'l7-memory-a': l7MemoryA,
  'l7-memory-b': l7MemoryB,
  'l8-spike-a': l8SpikeA,
  'l8-spike-b': l8SpikeB,
  'l8-spike-c': l8SpikeC,
  'l9-capacity-a': l9CapacityA,
  'l9-capacity-b': l9CapacityB,
  'l9-capacity-c': l9CapacityC,
  'alarm-a': alarmA,
  'alarm-b': alarmB,
  'alarm-c': alarmC,
  'l10-consumers-a': l10ConsumersA,
  'l10-consumers-b': l10ConsumersB,
  'l10-consumers-c': l10ConsumersC,
  'l10-consumers-d': l10ConsumersD,
  'l10-database-a': l10DatabaseA,
  'l10-database-b': l10DatabaseB,
  'l10-database-c': l10DatabaseC,
  'l10-database-d': l10DatabaseD,
  'l11-order-a': l11OrderA,
  'l11-order-b': l11OrderB,
  'l11-order-c': l11OrderC,
  'l12-keys-a': l12KeysA,
  'l12-keys-b': l12KeysB,
  'l12-keys-c': l12KeysC,
  'l12-keys-d': l12KeysD,
  'l13-poison-a': l13PoisonA,
  'l13-poison-b': l13PoisonB,
  'l13-poison-c': l13PoisonC,
  'redrive-a': redriveA,
  'redrive-b': redriveB,
  'l14-retries-a': l14RetriesA,
  'l14-retries-b': l14RetriesB,
  'l14-retries-c': l14RetriesC,
  'l14-retries-d': l14RetriesD,
  'l14-storm-a': l14StormA,
  'l14-storm-b': l14StormB,
  'l14-storm-c': l14StormC,
  'l15-payment-a': l15PaymentA,
  'l15-payment-b': l15PaymentB,
  'l15-payment-c': l15PaymentC,
  'l16-bug-a': l16BugA,
  'l16-bug-b': l16BugB,
  'l16-bug-c': l16BugC,
  'l16-bug-d': l16BugD,
  'l16-cured': l16Cured,
  'outbox-a': outboxA,
  'outbox-b': outboxB,
  'outbox-c': outboxC,
  'poll-short': pollShort,
  'poll-long': pollLong,
  'poll-batch-a': pollBatchA,
  'poll-batch-b': pollBatchB,
  'quorum-a': quorumA,
  'quorum-b': quorumB,
  'quorum-c': quorumC,
  'log-poison': logPoison,
  'log-rebalance-a': logRebalanceA,
  'log-rebalance-b': logRebalanceB,
  'log-claim-a': logClaimA,
  'log-claim-b': logClaimB,
  'truth-once-a': truthOnceA,
  'truth-once-b': truthOnceB,
  'truth-once-c': truthOnceC,
  'truth-look-a': truthLookA,
  'truth-look-b': truthLookB,
  'truth-durable-a': truthDurableA,
  'truth-durable-b': truthDurableB,
  'truth-durable-c': truthDurableC,
  'truth-confirm-a': truthConfirmA,
  'truth-confirm-b': truthConfirmB,
  'truth-timeout-a': truthTimeoutA,
  'truth-timeout-b': truthTimeoutB,
  'truth-nack-a': truthNackA,
  'truth-nack-b': truthNackB,
  'truth-fifo-a': truthFifoA,
  'truth-fifo-b': truthFifoB,
  'truth-fifo-c': truthFifoC,
  'truth-groups-a': truthGroupsA,
  'truth-groups-b': truthGroupsB,
  'truth-consumers-a': truthConsumersA,
  'truth-consumers-b': truthConsumersB,
  'truth-consumers-c': truthConsumersC,
  'truth-available-a': truthAvailableA,
  'truth-available-b': truthAvailableB,
  'truth-busy-a': truthBusyA,
  'truth-busy-b': truthBusyB,
  'truth-prefetch-a': truthPrefetchA,
  'truth-prefetch-b': truthPrefetchB,
  'truth-innocent-a': truthInnocentA,
  'truth-innocent-b': truthInnocentB,
  'truth-dlq-a': truthDlqA,
  'truth-dlq-b': truthDlqB,
  'truth-dlq-c': truthDlqC,
  'truth-dlq-d': truthDlqD,
  'truth-retry-a': truthRetryA,
  'truth-retry-b': truthRetryB,
  'truth-ttl-a': truthTtlA,
  'truth-ttl-b': truthTtlB,
  'truth-length-a': truthLengthA,
  'truth-length-b': truthLengthB,
  'truth-log-a': truthLogA,
  'truth-log-b': truthLogB,
  'truth-disk-a': truthDiskA,
  'truth-disk-b': truthDiskB,
  'truth-acks-a': truthAcksA,
  'truth-acks-b': truthAcksB,
  'truth-acks-c': truthAcksC,
  'truth-acks-d': truthAcksD,
  'truth-acks-e': truthAcksE,
  'truth-acks-f': truthAcksF,
  'truth-shared-a': truthSharedA,
  'truth-shared-b': truthSharedB,
} as const;

export type ShippedName = keyof typeof files;
export type ShippedScenario = Scenario & { readonly name: ShippedName };

/** In the order of the chapter. */
export const shippedNames = Object.keys(files) as ShippedName[];

export function isShippedName(name: string): name is ShippedName {
  return Object.hasOwn(files, name);
}

interface Shipped {
  readonly scenario: ShippedScenario;
  readonly document: ScenarioDocument;
}
const read = new Map<ShippedName, Shipped>();

/** The system of this name. Always the same object: scenarios do not change. */
export function shippedScenario(name: ShippedName): ShippedScenario {
  return readOnce(name).scenario;
}

/** Its file, in canonical form. */
export function shippedDocument(name: ShippedName): ScenarioDocument {
  return readOnce(name).document;
}

export function shippedScenarios(): ShippedScenario[] {
  return shippedNames.map(shippedScenario);
}

/** Reading all of them would keep a page waiting that shows one. */
function readOnce(name: ShippedName): Shipped {
  const known = read.get(name);
  if (known) return known;
  const reading = readDocument(files[name], `${name}.json`);
  // Our own files are held to the format by a test.
  if (!reading.ok) throw new Error(reading.error);
  const shipped = { scenario: { ...reading.scenario, name }, document: reading.document };
  read.set(name, shipped);
  return shipped;
}
