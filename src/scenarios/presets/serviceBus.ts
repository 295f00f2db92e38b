/** serviceBus is a queue of Azure Service Bus, read in peek-lock mode, as data. */
import { managedSources, managedTraits } from './managedTraits.ts';
import type { Preset, QueueTraits } from './Preset.ts';

const LOCK_US = 60_000_000;
/** The window of duplicate detection, where it is switched on and nothing else is said. */
export const DUPLICATE_DETECTION_US = 600_000_000;

export const serviceBus: Preset = {
  name: 'service-bus',
  title: 'Azure-Service-Bus-like (queue, peek-lock)',
  asOf: '2026-08',
  versions: ['service'],
  traits: (): QueueTraits => ({
    ...managedTraits,
    lease: { kind: 'timer', us: LOCK_US },
    onReturn: 'original',
    onClose: 'original',
    maxDeliveries: 10,
    counts: { nack: true, reject: true, close: true, timeout: true },
    showsCount: true,
    prefetchCap: Number.POSITIVE_INFINITY,
    // Sessions and duplicate detection are options: see `managedQueue`.
    perKeyInFlight: false,
    idWindowUs: 0,
    lateAck: 'reject',
    missedDeletes: 0,
  }),
  sources: {
    ...managedSources,
    lease:
      'CreateQueueOptions.LockDuration: 60 s unless told otherwise, 5 min at most; "Message transfers, locks, and settlement"',
    onReturn:
      '"Message transfers, locks, and settlement": an abandoned message is available again; its place is ours',
    onClose:
      '"Message transfers, locks, and settlement": the lock runs out, whatever became of the receiver',
    maxDeliveries:
      '"Overview of Service Bus dead-letter queues": MaxDeliveryCount is 10 unless told otherwise, 1 at least',
    counts:
      '"Overview of Service Bus dead-letter queues": an abandon and a lock that expires count',
    showsCount: 'ServiceBusReceivedMessage.DeliveryCount',
    prefetchCap: '"Prefetch Azure Service Bus messages": PrefetchCount is the receiver’s to say',
    perKeyInFlight:
      '"Message sessions": a receiver holds a session, and all of its messages, exclusively; only where the queue was created with sessions',
    idWindowUs:
      '"Duplicate detection": only where the queue was created with it, then 10 minutes unless told otherwise',
    lateAck:
      '"Message transfers, locks, and settlement": settling after the lock has expired fails (MessageLockLost)',
    missedDeletes: 'no such thing is documented',
  },
  leavesOut: [
    'that a session is held by one receiver for as long as it likes: here a key is free after each message',
    'session state, and deferred and scheduled messages',
    'receive-and-delete mode, which is ack before work here',
    'that each queue has a dead-letter queue of its own from which nothing expires: here one is a queue like others',
    'time to live, transactions, forwarding, partitions',
  ],
  words: {
    producer: 'sender',
    consumer: 'receiver',
    queue: 'queue',
    exchange: 'topic',
    binding: 'subscription (with a rule)',
    message: 'message (its key is the SessionId, its id the MessageId)',
    confirm: 'the completion of a send',
    ack: 'complete',
    nack: 'abandon',
    return: 'unlocking',
    prefetchLimit: 'PrefetchCount, MaxConcurrentCalls',
    lease: 'message lock (peek-lock)',
    maxDeliveries: 'MaxDeliveryCount',
    deadLetterQueue: 'dead-letter sub-queue ($DeadLetterQueue)',
    maxLength: 'MaxSizeInMegabytes',
    durable: '(always)',
    persistent: '(always)',
  },
};
