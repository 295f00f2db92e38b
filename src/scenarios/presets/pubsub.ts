/** pubsub is a subscription of Google Cloud Pub/Sub, as data: its backlog is the queue. */
import { managedSources, managedTraits } from './managedTraits.ts';
import type { Preset, QueueTraits } from './Preset.ts';

const ACK_DEADLINE_US = 10_000_000;
/** Attempts before a message is forwarded, where there is a dead-letter topic and nothing else is said. */
export const DEFAULT_DELIVERY_ATTEMPTS = 5;

export const pubsub: Preset = {
  name: 'pubsub',
  title: 'Google-Pub/Sub-like (subscription)',
  asOf: '2026-08',
  versions: ['service'],
  traits: (): QueueTraits => ({
    ...managedTraits,
    lease: { kind: 'timer', us: ACK_DEADLINE_US },
    onReturn: 'original',
    onClose: 'original',
    // None without a dead-letter topic; with one, DEFAULT_DELIVERY_ATTEMPTS unless told otherwise.
    maxDeliveries: Number.POSITIVE_INFINITY,
    counts: { nack: true, reject: true, close: true, timeout: true },
    showsCount: true,
    prefetchCap: 1_000,
    // Ordering keys are an option of the subscription: see `managedQueue`.
    perKeyInFlight: false,
    idWindowUs: 0,
    lateAck: 'ifLatest',
    missedDeletes: 0.001,
  }),
  sources: {
    ...managedSources,
    lease:
      'Subscription.ackDeadlineSeconds: 10 s unless told otherwise, 600 s at most (not re-read)',
    onReturn: 'redelivery has no documented place; the original one is ours',
    onClose: 'the deadline runs out, whatever became of the subscriber',
    maxDeliveries:
      'DeadLetterPolicy.maxDeliveryAttempts: 5 to 100, 5 unless told otherwise, and best effort; none without a dead-letter topic',
    counts: 'DeadLetterPolicy: attempts are 1 + nacks + deadlines that ran out',
    showsCount: 'ReceivedMessage.deliveryAttempt',
    prefetchCap:
      'client libraries, flow control: 1,000 outstanding messages unless told otherwise (not re-read)',
    perKeyInFlight:
      '"Order messages": messages of an ordering key are delivered in the order in which the service received them; only where the subscription enables it',
    idWindowUs: 'publishers’ retries are not deduplicated; exactly-once delivery is about acks',
    lateAck:
      'Subscriber.Acknowledge: an ack after its deadline may succeed, and the message may come again; with exactly-once delivery only the latest ack id counts',
    missedDeletes:
      '"Subscription overview": at least once; one in a thousand is ours, as no figure is published',
  },
  leavesOut: [
    'that client libraries extend the deadline by themselves: here a consumer says that it does',
    'that several messages of an ordering key may be outstanding, and that a redelivery brings those behind it again',
    'exactly-once delivery',
    'that the number of attempts is approximate, and that a message may be dead-lettered twice',
    'that a dead-letter topic without a subscription loses what is forwarded to it',
    'retention, seeking, filters, push',
  ],
  words: {
    producer: 'publisher',
    consumer: 'subscriber',
    queue: 'subscription',
    exchange: 'topic',
    binding: 'subscription (to a topic)',
    message: 'message (its key is the ordering key)',
    confirm: 'the message id that a publish returns',
    ack: 'acknowledge',
    nack: 'nack (modifyAckDeadline to 0)',
    return: 'redelivery',
    prefetchLimit: 'flow control (max outstanding messages)',
    lease: 'acknowledgement deadline',
    maxDeliveries: 'maxDeliveryAttempts',
    deadLetterQueue: 'subscription to the dead-letter topic',
    maxLength: '(no limit)',
    durable: '(always)',
    persistent: '(always)',
  },
};
