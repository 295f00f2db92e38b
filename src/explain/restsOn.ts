/**
 * restsOn is which settings of which places a promise stands on: what holds it up, and what is missing.
 * Each is a few words that are true of the system as it is set now.
 */
import {
  FlushKind,
  type GroupSpec,
  KeyMode,
  type LogSpec,
  NO_NODE,
  OnFailure,
  quorumReport,
  type VerdictName,
  type World,
} from '../engine/index.ts';
import { counted } from './words.ts';

export interface Support {
  /** The place whose setting it is. */
  readonly place: number;
  /** "confirms when the disk has it" */
  readonly words: string;
  /** Whether it holds the promise up, or is what it lacks. */
  readonly holds: boolean;
}

const NO_LIMIT = Number.POSITIVE_INFINITY;

export function queueRestsOn(world: World, name: VerdictName, queue: number): Support[] {
  const { queues, policies } = world;
  const says = (holds: boolean, yes: string, no: string, place = queue): Support => ({
    place,
    words: holds ? yes : no,
    holds,
  });
  switch (name) {
    case 'noLossAfterConfirm':
      return [
        says(isOnDisk(world, queue), 'keeps what it has on disk', 'is only in memory'),
        says(
          queues.confirmWhenFlushed[queue] === 1,
          confirmsWhen(world, queue),
          'confirms before the disk has it',
        ),
        ...publishersTo(world, queue).map(({ place, persistent }) =>
          says(
            persistent || policies.keepsTransient[queue] === 1,
            'marks messages persistent',
            'does not mark messages persistent',
            place,
          ),
        ),
        ...takersOf(world, queue).map((group) =>
          says(acksAfterWork(world, group), 'acks after the work', 'acks before the work', group),
        ),
        ...takesOut(world, queue),
      ];
    case 'noDuplicateDelivery':
      return takersOf(world, queue).map((group) =>
        says(
          false,
          '',
          acksAfterWork(world, group)
            ? 'acks after the work: without an ack it comes again'
            : 'acks before the work: only a lost ack brings it back',
          group,
        ),
      );
    case 'noDuplicateEffect':
      return takersOf(world, queue).map((group) => keyOf(world, group));
    case 'orderWithinQueue':
    case 'orderWithinKey':
      return orderRestsOn(world, name, queue);
    case 'boundedDeliveries': {
      const limit = queues.maxDeliveries[queue] ?? NO_LIMIT;
      return [
        says(
          limit !== NO_LIMIT,
          `takes out what was delivered ${counted(limit, 'time')}`,
          'delivers as often as it takes',
        ),
      ];
    }
    case 'boundedBacklog': {
      const length = queues.maxLength[queue] ?? NO_LIMIT;
      const what = queues.dropHead[queue] === 1 ? 'drops its oldest' : 'refuses more';
      return [
        says(
          length !== NO_LIMIT,
          `at ${counted(length, 'ready message')} it ${what}`,
          'takes all that comes',
        ),
      ];
    }
    case 'stateAndMessage':
      return world.commits.committers
        .filter((node) => publishersTo(world, queue).some(({ place }) => place === node))
        .map((node) =>
          says(
            world.commits.hasOutbox(node),
            'writes state and message in one transaction',
            'writes its state, and then its message or the other way round',
            node,
          ),
        );
  }
}

function confirmsWhen(world: World, queue: number): string {
  const quorum = quorumReport(world, queue);
  return quorum === null
    ? 'confirms when the disk has it'
    : `confirms when ${quorum.majority} of ${quorum.replicas} disks have it`;
}

export function groupRestsOn(world: World, name: VerdictName, group: number): Support[] {
  const { plan } = world.logs;
  const log = plan.logOf[group] ?? NO_NODE;
  const spec = plan.groups[group];
  const logSpec = plan.logs[log];
  if (spec === undefined || logSpec === undefined) return [];
  const says = (place: number, holds: boolean, yes: string, no: string): Support => ({
    place,
    words: holds ? yes : no,
    holds,
  });
  switch (name) {
    case 'noLossAfterConfirm':
      return [
        says(
          log,
          logSpec.storage.kind === 'written',
          'writes each change before it answers',
          'is written later than it answers, or never',
        ),
        says(
          log,
          !removesUnread(logSpec),
          'removes nothing unread',
          'removes records, read or not',
        ),
        ...replicasRestOn(log, logSpec),
        ...takersOf(world, group).map((one) =>
          says(one, acksAfterWork(world, one), 'acks after the work', 'acks before the work'),
        ),
        ...(spec.reading === 'shared'
          ? [
              says(
                group,
                spec.maxDeliveries === NO_LIMIT,
                'hands out as often as it takes',
                `leaves alone what was delivered ${counted(spec.maxDeliveries, 'time')}`,
              ),
            ]
          : []),
      ];
    case 'noDuplicateDelivery':
      return [says(group, false, '', whyAgain(spec))];
    case 'noDuplicateEffect':
      return takersOf(world, group).map((one) => keyOf(world, one));
    case 'orderWithinQueue':
    case 'orderWithinKey':
      return [
        says(
          group,
          spec.reading === 'perPartition',
          'reads each partition in order, by one owner',
          'hands records to any member',
        ),
      ];
    case 'boundedDeliveries':
      return [
        says(
          group,
          spec.reading === 'shared' && spec.maxDeliveries !== NO_LIMIT,
          `leaves alone what was delivered ${counted(spec.maxDeliveries, 'time')}`,
          'hands out as often as it takes',
        ),
      ];
    case 'boundedBacklog':
      return [
        says(
          log,
          logSpec.maxRecords !== NO_LIMIT,
          `holds at most ${counted(logSpec.maxRecords, 'record')}`,
          'takes all that comes',
        ),
      ];
    case 'stateAndMessage':
      return [];
  }
}

/** What a confirm of a log on several brokers is worth. */
function replicasRestOn(place: number, { replication }: LogSpec): Support[] {
  if (replication === undefined) return [];
  const { confirmAfter, minInSync, uncleanElection } = replication;
  const says = (holds: boolean, yes: string, no: string): Support => ({
    place,
    words: holds ? yes : no,
    holds,
  });
  const isAll = confirmAfter !== 'leader';
  return [
    says(isAll, 'confirms what all replicas in sync have', 'confirms what its leader alone has'),
    ...(isAll
      ? [
          says(
            minInSync >= 2,
            `confirms with ${minInSync} replicas in sync or more`,
            'confirms with a single replica in sync',
          ),
        ]
      : []),
    says(
      !uncleanElection,
      'is led only by a replica in sync',
      'may be led by a replica that is not in sync',
    ),
  ];
}

function whyAgain({ reading }: GroupSpec): string {
  return reading === 'perPartition'
    ? 'goes on from the last commit: what came after it is read again'
    : 'hands out again what got no answer';
}

function removesUnread({ maxAgeUs, maxRecords, discard }: LogSpec): boolean {
  return maxAgeUs !== NO_LIMIT || (maxRecords !== NO_LIMIT && discard === 'old');
}

function keyOf({ groups }: World, group: number): Support {
  const holds = groups.idempotencyKey[group] !== KeyMode.none;
  const words = holds ? 'keeps an idempotency key' : 'keeps no idempotency key';
  return { place: group, words, holds };
}

function orderRestsOn(world: World, name: VerdictName, queue: number): Support[] {
  const { order, policies, queues } = world;
  const isPerKey = order.nodes.perKeyInFlight[queue] === 1;
  const isSingle = queues.hasPolicy[queue] === 1 && policies.singleActive[queue] === 1;
  const holds = isSingle || (name === 'orderWithinKey' && isPerKey);
  const one = isPerKey
    ? 'hands out one message of a key at a time'
    : 'serves one consumer at a time';
  const goesBack = queues.returnToTail[queue] === 1 ? 'tail' : 'head';
  return [
    { place: queue, holds, words: holds ? one : 'serves several at a time, whatever their order' },
    {
      place: queue,
      holds: goesBack === 'head',
      words: `puts what comes back to its ${goesBack}`,
    },
    ...takersOf(world, queue).map((group) => ({
      place: group,
      holds: acksAfterWork(world, group),
      words: acksAfterWork(world, group) ? 'acks after the work' : 'acks before the work',
    })),
  ];
}

/** Settings by which a queue gives up what it has. */
function takesOut(world: World, queue: number): Support[] {
  const { groups, queues, plan, policies } = world;
  const hasLetters = plan.deadLetterTo[queue] !== NO_NODE || policies.hasDeadLetter[queue] === 1;
  const lacks = (words: string, place = queue): Support => ({ place, words, holds: false });
  const supports: Support[] = [];
  if (!hasLetters && queues.maxLength[queue] !== NO_LIMIT && queues.dropHead[queue] === 1)
    supports.push(lacks('drops its oldest when it is full'));
  if (!hasLetters && queues.maxDeliveries[queue] !== NO_LIMIT)
    supports.push(lacks('drops what reaches its delivery limit'));
  if (queues.hasPolicy[queue] === 1 && policies.ttlUs[queue] !== NO_LIMIT)
    supports.push(lacks('lets messages expire'));
  for (const group of takersOf(world, queue))
    if (!hasLetters && groups.onFailure[group] === OnFailure.discard)
      supports.push(lacks('discards what fails', group));
  return supports;
}

function isOnDisk({ queues }: World, queue: number): boolean {
  return queues.durable[queue] === 1 && queues.flushKind[queue] !== FlushKind.never;
}

function acksAfterWork({ groups }: World, group: number): boolean {
  return groups.ackBeforeWork[group] === 0 && groups.ackOnSend[group] === 0;
}

function takersOf({ plan }: World, queue: number): number[] {
  return plan.nodes.flatMap((_, node) => (plan.queueOf[node] === queue ? [node] : []));
}

function publishersTo({ plan }: World, queue: number) {
  return plan.nodes.flatMap((node, place) =>
    'publishing' in node &&
    (plan.wiresFrom[place] ?? []).some((wire) =>
      (plan.routes[plan.wireTo[wire] ?? NO_NODE] ?? []).includes(queue),
    )
      ? [{ place, persistent: node.publishing.persistent }]
      : [],
  );
}
