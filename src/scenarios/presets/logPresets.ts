/**
 * logPresets are the brokers with a log that the model can be set to be like: when each was looked at,
 * what its knobs rest on, what is left out, and what the broker calls our terms.
 */
import type { GroupSpec, LogSpec } from '../../engine/index.ts';
import { jetStreamWorkQueue } from './jetStream.ts';
import { kafkaGroup, kafkaShareGroup } from './kafka.ts';
import { redisStreamsGroup } from './redisStreams.ts';

export interface LogPreset {
  readonly name: 'kafkaGroup' | 'kafkaShareGroup' | 'jetStreamWorkQueue' | 'redisStreamsGroup';
  /** "Kafka-like": no more is claimed. */
  readonly title: string;
  /** The version and the month of the sources. */
  readonly dated: string;
  /** True: replays of what a real broker did hold it to that. */
  readonly isRecorded: boolean;
  readonly leftOut: readonly string[];
  /** Our word, and the broker's. */
  readonly words: Readonly<Record<string, string>>;
  readonly make: (
    names: { readonly broker: string; readonly log: string; readonly group: string },
    change?: { readonly log?: Partial<LogSpec>; readonly group?: Partial<GroupSpec> },
  ) => readonly [LogSpec, GroupSpec];
}

const kafkaWords = {
  log: 'topic',
  record: 'record',
  member: 'consumer',
  offset: 'offset',
  owner: 'assigned consumer',
} as const;

export const logPresets: readonly LogPreset[] = [
  {
    name: 'kafkaGroup',
    title: 'Kafka-like consumer group',
    dated: 'Apache Kafka 3.9, documentation of October 2024',
    isRecorded: false,
    leftOut: [
      'eligible leader replicas (4.0), and moving leaders back to where they were',
      'a machine that loses what it had not flushed: a replica keeps its disk or loses all of it',
      'transactions, read_committed and exactly-once between topics',
      'cooperative rebalancing and static membership: all partitions stand still',
      'segments: retention is record by record, and compaction keeps a key’s latest at once',
      'fetch sizes in bytes, and prefetching behind the poll',
    ],
    words: { ...kafkaWords, group: 'consumer group', 'dealt out anew': 'rebalance' },
    make: kafkaGroup,
  },
  {
    name: 'kafkaShareGroup',
    title: 'Kafka-like share group',
    dated: 'KIP-932, with the defaults of the code of October 2024',
    isRecorded: false,
    leftOut: [
      'limits for each partition: the model counts over the whole group',
      'RENEW (KIP-1222) and dead-letter topics (KIP-1191)',
      'batches that are acknowledged as a whole',
    ],
    words: {
      ...kafkaWords,
      group: 'share group',
      ack: 'ACCEPT',
      'give back': 'RELEASE',
      'give up': 'REJECT',
      parked: 'Archived',
      'ack wait': 'record lock',
    },
    make: kafkaShareGroup,
  },
  {
    name: 'jetStreamWorkQueue',
    title: 'JetStream-like work queue',
    dated: 'NATS 2.9.10 (recorded) and documentation of June 2026',
    isRecorded: true,
    leftOut: [
      'replicas and clusters; the file is never lost with the machine',
      'several streams with mirrors, sources, republishing; headers',
      'flow control, idle heartbeats, rate limits, inactive thresholds, limits in bytes',
      'advisories: that a message is parked is a fact of the model, and no message',
    ],
    words: {
      log: 'stream',
      group: 'consumer',
      member: 'client',
      record: 'message',
      offset: 'stream sequence, from 1',
      'give back': 'nak',
      'give up': 'term',
      'still at work': '+WPI',
      parked: 'past max_deliver',
      key: 'subject',
    },
    make: jetStreamWorkQueue,
  },
  {
    name: 'redisStreamsGroup',
    title: 'Redis-Streams-like group',
    dated: 'Redis 7.0.15 (recorded) and documentation of August 2026',
    isRecorded: true,
    leftOut: [
      'replication, clusters, and losing what was not yet synced when the machine fails',
      'save rules that take a snapshot while the server runs',
      'ids with a time: an entry has a number; XNACK and idempotent XADD (8.6)',
      'blocking reads, XPENDING by idle time, FORCE and LASTID of XCLAIM',
    ],
    words: {
      log: 'stream',
      group: 'consumer group',
      member: 'consumer',
      record: 'entry',
      pending: 'in the PEL',
      'take over': 'XCLAIM',
      'look for idle records': 'XAUTOCLAIM',
      ack: 'XACK',
    },
    make: redisStreamsGroup,
  },
];
