/** rabbitmqQuorum is a queue of RabbitMQ's quorum kind, as data: what it does and where that is said. */
import type { QueueSpec } from '../../engine/index.ts';
import type { Preset, QueueTraits } from './Preset.ts';
import { type RabbitVersion, rabbitVersions, rabbitWords } from './rabbitmqClassic.ts';

const recorded = 'recorded on 3.10.8';
/** Since 4.0 a quorum queue has a delivery limit unless told otherwise. */
export const DEFAULT_DELIVERY_LIMIT = 20;

export const rabbitmqQuorum: Preset<RabbitVersion> = {
  name: 'rabbitmq-quorum',
  title: 'RabbitMQ-like (quorum queue)',
  asOf: '2026-08',
  versions: rabbitVersions,
  traits: (version): QueueTraits => ({
    flush: { kind: 'eachPublish', us: 5_000 },
    confirmAfter: 'flushed',
    lease: { kind: 'connection' },
    // Without a delivery limit, what is nacked stands at the tail: see `rabbitQueue`.
    onReturn: 'inOrder',
    onClose: 'inOrder',
    // A limit of N lets a message be delivered N + 1 times.
    maxDeliveries: version === '3.10' ? Number.POSITIVE_INFINITY : DEFAULT_DELIVERY_LIMIT + 1,
    counts:
      version === '4.3'
        ? { nack: false, reject: true, close: true, timeout: false }
        : { nack: true, reject: true, close: true, timeout: true },
    showsCount: true,
    turns: 'whenFull',
    activeByPriority: version !== '3.10',
    getBesideSingleActive: false,
    longestWaitUs: Number.POSITIVE_INFINITY,
    resumesWindow: true,
    prefetchCap: 2_000,
    refuses: 'beyond',
    limitsReturnsFirst: false,
    dropsLastFirst: true,
    perKeyInFlight: false,
    idWindowUs: 0,
    lateAck: 'reject',
    missedDeletes: 0,
    maxPriority: version === '4.3' ? 31 : 0,
    defaultPriority: version === '4.3' ? 4 : 0,
    keepsTransient: true,
    confirmsInOrder: true,
    writesLazily: false,
    killFlagsAll: false,
    replication: {
      replicas: 3,
      // The flush is that of a majority already.
      reachUs: 0,
      electionUs: 1_000_000,
      restartUs: Number.POSITIVE_INFINITY,
    },
  }),
  sources: {
    flush: 'quorum-queues#data-safety: flushed on a majority first; the 5 ms are ours',
    confirmAfter: 'quorum-queues#data-safety; confirms',
    lease: 'confirms#automatic-requeueing',
    onReturn: `quorum-queues (3.13, 4.0, 4.2: near the head with a delivery limit, to the back without; 4.3: a returns queue); ${recorded}: nack-requeue-position-quorum and -quorum-limit`,
    onClose: `${recorded}: requeue-position-two-crashes-quorum`,
    maxDeliveries: `quorum-queues#poison-message-handling: 20 unless told otherwise since 4.0, none before; ${recorded}: delivery-limit-quorum (N + 1 deliveries)`,
    counts: `quorum-queues#poison-message-handling: since 4.3 a nack and a timeout do not count; before, ${recorded}: delivery-limit-quorum, delivery-limit-crashes-quorum`,
    showsCount: `quorum-queues: x-delivery-count; ${recorded}: get-and-close-quorum`,
    turns: `${recorded}: round-robin-prefetch-2-quorum; rabbit_fifo.erl`,
    activeByPriority: 'release notes 4.0: single active consumers take priority into account',
    getBesideSingleActive: 'rabbit_fifo.erl: basic.get is refused beside a single active consumer',
    longestWaitUs: 'basic.get does not wait: a call for messages that does is ours',
    resumesWindow: 'rabbit_fifo.erl, merge_consumer; not recorded',
    prefetchCap: 'quorum-queues: 0 is 2,000',
    refuses: `quorum-queues: may overshoot; ${recorded}: max-length-reject-publish-quorum; rabbit_fifo.erl`,
    limitsReturnsFirst: 'rabbit_fifo.erl: it looks at the limit after delivering; not recorded',
    dropsLastFirst: `${recorded}: max-length-bytes-quorum`,
    perKeyInFlight:
      'queues#message-ordering: order is per queue and channel, and no key changes it',
    idWindowUs:
      'confirms: a publisher that sends again may cause duplicates, which consumers must handle',
    lateAck:
      'confirms: a delivery is known on its channel only, and by the channel’s end it is back',
    missedDeletes: 'quorum-queues: a queue has one leader, and an ack that reached it deletes',
    maxPriority: 'quorum-queues#priorities: 0 to 31 since 4.3',
    defaultPriority: 'quorum-queues#priorities: 4 since 4.3',
    keepsTransient: `quorum-queues: all messages are durable; ${recorded}: durability-kill9-quorum`,
    confirmsInOrder: `${recorded}: confirm-order-quorum`,
    writesLazily: `${recorded}: unconfirmed-kill9-quorum`,
    killFlagsAll: `${recorded}: durability-kill9-quorum`,
    replication:
      'quorum-queues: 3 members unless told otherwise, of which a majority has to be there; the second of an election is ours',
  },
  leavesOut: [
    'members that lose their disks, and members that are added or removed',
    'which member a client is connected to, whose end closes the connection',
    'at-least-once dead-lettering',
    'the two buckets of priorities of 4.0 to 4.2, which serve two high ones to one normal',
    'delayed retries (4.3)',
    'a newcomer of higher priority that takes over as the single active consumer (4.x)',
    'exclusive consumers, of which no source says what they do here',
    'the consumer timeout',
    'that a queue looks only every few seconds whether it has expired',
    'flow control by credit',
  ],
  words: rabbitWords,
};

/** Where what is nacked goes in a quorum queue: without a delivery limit to the tail (recorded). */
export function quorumReturns(queue: QueueSpec): QueueSpec {
  return queue.maxDeliveries === Number.POSITIVE_INFINITY ? { ...queue, onReturn: 'tail' } : queue;
}
