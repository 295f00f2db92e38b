/**
 * LogSpec describes the second kind of store: a log, which keeps what it is given in order, and the
 * groups that read it, each with a position of its own.
 *
 * A queue forgets what is acknowledged; a log forgets when its retention says so. What a broker calls
 * these things, and which knobs make which broker, is in `src/scenarios/presets`.
 */

import type { LogReplication } from '../replicas/Replication.ts';

/** A log holds records: appended at the end of a partition, and numbered there from 0. */
export interface LogSpec {
  readonly id: string;
  readonly title: string;
  readonly kind: 'log';
  readonly broker: string;
  /** Only a partition has an order. */
  readonly partitions: number;
  /** Where a producer's order goes: by the hash of its key, or (it has none) to the next partition in turn. */
  readonly routing: 'byKey' | 'inTurn';
  /** Different keys among the orders of producers that give none: order n has the key n modulo this. */
  readonly keyCount: number;
  /** Until a limit; until the one group that may read it has acked; until every group has. */
  readonly retention: 'limits' | 'workQueue' | 'interest';
  /** Records it holds at most, and of one key; Infinity for no limit. */
  readonly maxRecords: number;
  readonly maxPerKey: number;
  readonly maxAgeUs: number;
  /** What a full log does: drop its oldest record, or refuse the new one. */
  readonly discard: 'old' | 'new';
  /** A full key refuses too (where `discard` is new), instead of dropping its oldest record. */
  readonly refuseFullKey: boolean;
  /** How long the id of an append is remembered; 0: not at all. */
  readonly duplicateWindowUs: number;
  readonly storage: LogStorage;
  /** Patterns of the keys it takes (`*` one word, `>` the rest); empty: it takes everything. */
  readonly keys: readonly string[];
  /** A log that is not there is made by the first append to it. */
  readonly madeByAppend: boolean;
  /** An approximate trim removes only whole blocks of so many records. */
  readonly blockSize: number;
  /** Left out: one broker has it. */
  readonly replication?: LogReplication;
}

/** What a log and its groups keep when their broker stops. */
export type LogStorage =
  /** Nothing: the log itself is gone. */
  | { readonly kind: 'memory' }
  /** Everything: each change is written before it is answered. A killed process loses nothing of it. */
  | { readonly kind: 'written' }
  /** What had been written at the last interval. A broker that is stopped in order writes first. */
  | { readonly kind: 'interval'; readonly us: number }
  /** What the last snapshot holds. */
  | { readonly kind: 'snapshot'; readonly onStop: boolean };

/** A group is a durable reader of a log: members share what it reads, and the group remembers how far. */
export interface GroupSpec {
  readonly id: string;
  readonly title: string;
  readonly kind: 'group';
  readonly broker: string;
  readonly log: string;
  /** `shared`: any member gets the next record. `perPartition`: each partition has one owner. */
  readonly reading: 'shared' | 'perPartition';
  /** A new group begins at the first record there is, or behind the last. */
  readonly startsAt: 'first' | 'new';
  /** There from the start; else an act makes it. */
  readonly isThere: boolean;
  /** The pattern of the keys it reads; null: all. */
  readonly filter: string | null;
  /** `all`: an ack covers what came before it. `none`: delivered is done. */
  readonly ack: 'explicit' | 'all' | 'none';
  /** An unacked record is handed out again after so long; Infinity: never by itself. */
  readonly ackWaitUs: number;
  /** Replaces the ack wait, for each delivery in turn; the last one repeats. */
  readonly backoffUs: readonly number[];
  /** Deliveries of one record; then it is parked: it stays in the log and is not handed out again. */
  readonly maxDeliveries: number;
  /** Unacked records over all members; redeliveries are let through. */
  readonly maxAckPending: number;
  /** What becomes of a pending record that the log removes: settled with it, or pending without a body. */
  readonly onRemoved: 'settled' | 'staysPending';
  /** Members ask for records, or are sent them. */
  readonly handing: 'pull' | 'push';
  /** Its members do nothing by themselves: every step of theirs is an act. */
  readonly isByHand: boolean;
  /** Automatic members of a shared group take over what has been idle for so long, every so often. */
  readonly claim: { readonly everyUs: number; readonly minIdleUs: number } | null;
  /** Of a `perPartition` group: records that one poll returns at most. */
  readonly pollRecords: number;
  /** Of a `perPartition` group: when members commit how far they are. */
  readonly commit:
    | { readonly kind: 'records'; readonly every: number }
    | { readonly kind: 'interval'; readonly us: number };
  /** A member that is silent for so long is given up. */
  readonly sessionUs: number;
  /** A member that has not polled for so long is given up. */
  readonly maxPollUs: number;
  /** How long everything stands still when partitions are dealt out anew, at the least. */
  readonly rebalanceUs: number;
  /** How long a failed record's partition waits before it is read again from there. */
  readonly retryUs: number;
}
