/** sqs are the two kinds of queues of Amazon SQS, as data: what they do and where that is said. */
import { managedSources, managedTraits } from './managedTraits.ts';
import type { Preset, QueueTraits, Vocabulary } from './Preset.ts';

/** The default visibility timeout. */
const VISIBILITY_US = 30_000_000;
/** However often it is extended. */
const VISIBILITY_AT_MOST_US = 43_200_000_000;
/** A receive with WaitTimeSeconds: a long poll. */
const LONG_POLL_AT_MOST_US = 20_000_000;
/** For so long a FIFO queue knows a deduplication id. */
const DEDUPLICATION_US = 300_000_000;

const words: Vocabulary = {
  producer: 'sender',
  consumer: 'consumer',
  queue: 'queue',
  exchange: 'SNS topic',
  binding: 'SNS subscription',
  message: 'message',
  confirm: 'the answer to SendMessage',
  ack: 'DeleteMessage',
  nack: 'ChangeMessageVisibility to 0',
  return: 'becoming visible again',
  prefetchLimit: 'MaxNumberOfMessages (up to 10)',
  lease: 'visibility timeout',
  maxDeliveries: 'maxReceiveCount',
  deadLetterQueue: 'dead-letter queue (redrive policy)',
  maxLength: '(no limit)',
  durable: '(always)',
  persistent: '(always)',
};

const common: Pick<
  QueueTraits,
  | 'lease'
  | 'onReturn'
  | 'onClose'
  | 'maxDeliveries'
  | 'counts'
  | 'showsCount'
  | 'prefetchCap'
  | 'longestWaitUs'
> = {
  lease: { kind: 'timer', us: VISIBILITY_US, maxUs: VISIBILITY_AT_MOST_US },
  onReturn: 'original',
  onClose: 'original',
  // None without a redrive policy. With a maxReceiveCount of N, N deliveries.
  maxDeliveries: Number.POSITIVE_INFINITY,
  counts: { nack: true, reject: true, close: true, timeout: true },
  showsCount: true,
  // What a receive asks for, and how long it waits.
  prefetchCap: 10,
  longestWaitUs: LONG_POLL_AT_MOST_US,
};

const commonSources = {
  ...managedSources,
  lease:
    'developer guide, "Amazon SQS visibility timeout": 30 s unless told otherwise; API reference, ChangeMessageVisibility: at most 12 h in all, and what would go beyond that is refused',
  onClose: 'there are no connections: only the visibility timeout brings a message back',
  maxDeliveries:
    'developer guide, "Using dead-letter queues in Amazon SQS": maxReceiveCount counts receives without a delete; no redrive policy, no limit',
  counts: 'developer guide, "Using dead-letter queues": every receive counts, whatever came of it',
  showsCount: 'API reference, ReceiveMessage: ApproximateReceiveCount',
  prefetchCap: 'API reference, ReceiveMessage: MaxNumberOfMessages is 1 to 10',
  longestWaitUs:
    'developer guide, "short and long polling": WaitTimeSeconds is 20 at most; 0 is a short poll',
} as const;

const commonLeftOut = [
  'that all consumers ask: one that does not say so is sent what it has room for at once',
  'short polls that ask a few servers only, and come back empty although there are messages',
  'deletes and visibility changes in batches, and what each call costs',
  'the limit of 120,000 messages in flight',
  'retention (4 days) and delay queues',
  'that dead letters keep their first timestamp (standard) or get a new one (FIFO)',
];

export const sqsStandard: Preset = {
  name: 'sqs-standard',
  title: 'Amazon-SQS-like (standard queue)',
  asOf: '2026-08',
  versions: ['service'],
  traits: (): QueueTraits => ({
    ...managedTraits,
    ...common,
    perKeyInFlight: false,
    idWindowUs: 0,
    lateAck: 'ifLatest',
    missedDeletes: 0.001,
  }),
  sources: {
    ...commonSources,
    onReturn: 'developer guide, "standard queues": best-effort order; the original place is ours',
    perKeyInFlight:
      'developer guide, "fair queues": a MessageGroupId on a standard queue is no order',
    idWindowUs: 'developer guide, "standard queues": at least once, without deduplication',
    lateAck:
      'API reference, DeleteMessage: the most recent receipt handle deletes, an older one does not; re:Post, "receipt handle error": only on FIFO queues a handle expires with its timeout',
    missedDeletes:
      'API reference, DeleteMessage: a server that was unavailable may hand out a deleted message; one in a thousand is ours, as no figure is published',
  },
  leavesOut: [
    ...commonLeftOut,
    'best-effort order: this queue is in order until something returns',
  ],
  words,
};

export const sqsFifo: Preset = {
  name: 'sqs-fifo',
  title: 'Amazon-SQS-like (FIFO queue)',
  asOf: '2026-08',
  versions: ['service'],
  traits: (): QueueTraits => ({
    ...managedTraits,
    ...common,
    perKeyInFlight: true,
    idWindowUs: DEDUPLICATION_US,
    lateAck: 'reject',
    missedDeletes: 0,
  }),
  sources: {
    ...commonSources,
    onReturn: 'developer guide, "FIFO queue delivery logic": the order of a message group is kept',
    perKeyInFlight:
      'developer guide, "FIFO queue delivery logic": while a message of a group is in flight no more of that group are returned',
    idWindowUs:
      'developer guide, "Exactly-once processing": a deduplication id is known for 5 minutes, also when its message has been deleted',
    lateAck:
      're:Post, "receipt handle error": on FIFO queues a handle expires with its visibility timeout',
    missedDeletes: 'developer guide, "Exactly-once processing": no duplicates are introduced',
  },
  leavesOut: [
    ...commonLeftOut,
    'several messages of one group in one receive: one at a time is in flight here',
    'that it looks for groups among the first 120,000 messages only',
    'its quotas: 300 calls a second for each action, 3,000 messages with batches',
    'deduplication by content, and across the 5 minutes of two queues',
    'that every message must have a group: one without a key waits for nobody here',
  ],
  words: {
    ...words,
    message: 'message (its key is the MessageGroupId, its id the deduplication id)',
  },
};
