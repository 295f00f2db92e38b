/** queueSettings puts what a queue's declaration says into the tables that the model reads. */
import { NO_ROW } from '../kernel/index.ts';
import type { LeaseCaps } from './extendingTables.ts';
import type { Words } from './letters.ts';
import type { OrderState } from './order/OrderState.ts';
import { LateAck } from './order/orderTables.ts';
import { nodeOf, type Plan, specOf } from './Plan.ts';
import { plainPolicy } from './QueuePolicy.ts';
import type { QueueSpec } from './Scenario.ts';
import { FlushKind, type Policies, type Queues, Returning, Turns } from './tables.ts';
import type { World } from './World.ts';

interface Settings {
  readonly plan: Plan;
  readonly queues: Queues;
  readonly policies: Policies;
  readonly words: Words;
  readonly order: OrderState;
  readonly leaseCaps: LeaseCaps;
}

export function setQueue(world: Settings, queue: number, spec: QueueSpec): void {
  const { queues } = world;
  queues.durable[queue] = spec.durable ? 1 : 0;
  queues.flushKind[queue] = FlushKind[spec.flush.kind];
  const reachUs = spec.replication?.reachUs ?? 0;
  queues.flushUs[queue] = spec.flush.kind === 'never' ? 0 : spec.flush.us + reachUs;
  queues.confirmWhenFlushed[queue] = spec.confirmAfter === 'flushed' ? 1 : 0;
  queues.leaseUs[queue] = spec.lease.kind === 'timer' ? spec.lease.us : 0;
  if (world.plan.extendsLeases)
    world.leaseCaps.maxUs[queue] =
      (spec.lease.kind === 'timer' ? spec.lease.maxUs : undefined) ?? Number.POSITIVE_INFINITY;
  queues.returnToTail[queue] = spec.onReturn === 'tail' ? 1 : 0;
  queues.onReturn[queue] = Returning[spec.onReturn];
  queues.maxDeliveries[queue] = spec.maxDeliveries;
  queues.maxLength[queue] = spec.maxLength;
  queues.dropHead[queue] = spec.overflow === 'dropHead' ? 1 : 0;
  queues.hasPolicy[queue] = spec.policy === undefined ? 0 : 1;
  if (world.plan.writesLetters) setPolicy(world, queue, spec);
}

function setPolicy(world: Settings, queue: number, spec: QueueSpec): void {
  const { order, plan, policies, words } = world;
  const policy = spec.policy ?? plainPolicy;
  policies.turns[queue] = Turns[policy.turns];
  policies.singleActive[queue] = policy.singleActive ? 1 : 0;
  policies.activeByPriority[queue] = policy.activeByPriority ? 1 : 0;
  policies.getBesideSingleActive[queue] = policy.getBesideSingleActive ? 1 : 0;
  policies.prefetchCap[queue] = policy.prefetchCap;
  policies.resumesWindow[queue] = policy.resumesWindow ? 1 : 0;
  policies.onClose[queue] = Returning[policy.onClose];
  policies.countsNack[queue] = policy.counts.nack ? 1 : 0;
  policies.countsReject[queue] = policy.counts.reject ? 1 : 0;
  policies.countsClose[queue] = policy.counts.close ? 1 : 0;
  policies.countsTimeout[queue] = policy.counts.timeout ? 1 : 0;
  policies.showsCount[queue] = policy.showsCount ? 1 : 0;
  policies.maxBytes[queue] = policy.maxBytes;
  policies.refusesBeyond[queue] = policy.refuses === 'beyond' ? 1 : 0;
  policies.isRefusing[queue] = 0;
  policies.limitsReturnsFirst[queue] = policy.limitsReturnsFirst ? 1 : 0;
  policies.deadLettersRefused[queue] = policy.deadLettersRefused ? 1 : 0;
  policies.dropsLastFirst[queue] = policy.dropsLastFirst ? 1 : 0;
  policies.ttlUs[queue] = policy.ttlUs;
  policies.expiresUs[queue] = policy.expiresUs;
  policies.maxPriority[queue] = policy.maxPriority;
  policies.defaultPriority[queue] = policy.defaultPriority;
  order.nodes.perKeyInFlight[queue] = policy.perKeyInFlight ? 1 : 0;
  order.nodes.idWindowUs[queue] = policy.idWindowUs;
  order.nodes.lateAck[queue] = LateAck[policy.lateAck];
  order.nodes.missThreshold[queue] = Math.floor(policy.missedDeletes * 4_294_967_296 + 0.5);
  policies.keepsTransient[queue] = policy.keepsTransient ? 1 : 0;
  policies.confirmsInOrder[queue] = policy.confirmsInOrder ? 1 : 0;
  policies.writesLazily[queue] = policy.writesLazily ? 1 : 0;
  policies.killFlagsAll[queue] = policy.killFlagsAll ? 1 : 0;
  const { deadLetter } = policy;
  policies.hasDeadLetter[queue] = deadLetter === null ? 0 : 1;
  policies.deadLetterExchange[queue] =
    deadLetter === null || deadLetter.exchange === null
      ? NO_ROW
      : nodeOf(plan, deadLetter.exchange);
  policies.deadLetterKey[queue] =
    deadLetter === null || deadLetter.key === null ? NO_ROW : words.numberOf(deadLetter.key);
}

/** The settings that the queue has now. */
export function declaredAs(world: World, queue: number): QueueSpec {
  const act = world.acts[world.policies.declaredBy[queue]]?.act;
  const own = specOf(world.plan, queue, 'queue');
  return act?.kind === 'declareQueue' ? (act.as ?? own) : own;
}
