/** rabbitmqClassic is a queue of RabbitMQ's classic kind, as data: what it does and where that is said. */
import type { Preset, QueueTraits, Vocabulary } from './Preset.ts';

export const rabbitVersions = ['3.10', '4.2', '4.3'] as const;
export type RabbitVersion = (typeof rabbitVersions)[number];

/** RabbitMQ's own words for ours. */
export const rabbitWords: Vocabulary = {
  producer: 'publisher',
  consumer: 'consumer',
  queue: 'queue',
  exchange: 'exchange',
  binding: 'binding',
  message: 'message',
  confirm: 'publisher confirm (basic.ack to the publisher)',
  ack: 'acknowledgement (basic.ack)',
  nack: 'negative acknowledgement (basic.nack, basic.reject)',
  return: 'requeue',
  prefetchLimit: 'prefetch count (basic.qos)',
  lease: 'unacknowledged until its channel closes',
  maxDeliveries: 'delivery limit (x-delivery-limit) + 1',
  deadLetterQueue: 'queue behind a dead letter exchange (x-dead-letter-exchange)',
  maxLength: 'x-max-length',
  durable: 'durable',
  persistent: 'persistent (delivery mode 2)',
};

const recorded = 'recorded on 3.10.8';

export const rabbitmqClassic: Preset<RabbitVersion> = {
  name: 'rabbitmq-classic',
  title: 'RabbitMQ-like (classic queue)',
  asOf: '2026-08',
  versions: rabbitVersions,
  traits: (): QueueTraits => ({
    flush: { kind: 'eachPublish', us: 1_000 },
    confirmAfter: 'flushed',
    lease: { kind: 'connection' },
    onReturn: 'original',
    onClose: 'original',
    maxDeliveries: Number.POSITIVE_INFINITY,
    counts: { nack: true, reject: true, close: true, timeout: true },
    showsCount: false,
    turns: 'whenPassedOver',
    activeByPriority: true,
    getBesideSingleActive: true,
    longestWaitUs: Number.POSITIVE_INFINITY,
    resumesWindow: false,
    prefetchCap: Number.POSITIVE_INFINITY,
    refuses: 'atLimit',
    limitsReturnsFirst: true,
    dropsLastFirst: false,
    perKeyInFlight: false,
    idWindowUs: 0,
    lateAck: 'reject',
    missedDeletes: 0,
    maxPriority: 0,
    defaultPriority: 0,
    keepsTransient: false,
    confirmsInOrder: true,
    writesLazily: true,
    killFlagsAll: true,
    replication: null,
  }),
  sources: {
    flush:
      'confirms: written, and not flushed (fsync), before the confirm; the millisecond is ours. A kill of the process loses what was not written, a power cut can lose more',
    confirmAfter: 'confirms; blog "How are the messages stored", 2025-01-17',
    lease: 'confirms#automatic-requeueing',
    onReturn: `nack: "to its original position, if possible"; ${recorded}: nack-requeue-position-classic`,
    onClose: `${recorded}: requeue-position-two-crashes-classic`,
    maxDeliveries: 'quorum-queues: only quorum queues have a delivery limit',
    counts: 'no delivery limit, so nothing follows from it',
    showsCount: 'quorum-queues: x-delivery-count is theirs',
    turns: `${recorded}: nack-requeue-other-consumer-free-classic, round-robin-prefetch-2-classic; rabbit_queue_consumers.erl`,
    activeByPriority: 'consumers#single-active-consumer; rabbit_queue_consumers.erl',
    getBesideSingleActive: 'consumers#single-active-consumer',
    longestWaitUs: 'basic.get does not wait: a call for messages that does is ours',
    resumesWindow: 'rabbit_limiter.erl: a subscription begins with its whole prefetch count',
    prefetchCap: 'consumer-prefetch: 0 is no limit',
    refuses: `maxlength; ${recorded}: max-length-reject-publish-classic`,
    limitsReturnsFirst: 'rabbit_amqqueue_process.erl, requeue_and_run; not recorded',
    dropsLastFirst: `${recorded}: max-length-bytes-classic`,
    perKeyInFlight:
      'queues#message-ordering: order is per queue and channel, and no key changes it',
    idWindowUs:
      'confirms: a publisher that sends again may cause duplicates, which consumers must handle',
    lateAck:
      'confirms: a delivery is known on its channel only, and by the channel’s end it is back',
    missedDeletes:
      'queues#message-ordering: a queue has one leader, and an ack that reached it deletes',
    maxPriority: 'priority: none unless x-max-priority says so',
    defaultPriority: `priority: a message without one counts as 0; ${recorded}: message-priority-classic`,
    keepsTransient: 'queues#durability: transient messages are discarded at recovery',
    confirmsInOrder: `${recorded}: confirm-order-mixed-classic`,
    writesLazily: `${recorded}: unconfirmed-kill9-classic`,
    killFlagsAll: `${recorded}: durability-kill9-classic`,
    replication: 'classic-queues: one node has it; mirroring is gone since 4.0',
  },
  leavesOut: [
    'flow control by credit',
    'the difference between written and flushed',
    'mirroring (until 3.13), and everything about several nodes',
    'publisher confirms for several messages at once',
    'header exchanges, transactions, message headers but x-death',
    'the consumer timeout (until 4.2)',
  ],
  words: { ...rabbitWords, maxDeliveries: '(none: only quorum queues have a delivery limit)' },
};
