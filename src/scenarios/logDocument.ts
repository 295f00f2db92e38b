/** logDocument is the part of the file format about logs, the groups that read them, and acts upon both. */
import * as z from 'zod/mini';
import {
  about,
  choice,
  duration,
  durationAbove0,
  list,
  name,
  object,
  orUnlimited,
  text,
  whole,
  yesOrNo,
} from './fields.ts';
import { logReplication } from './replicaDocument.ts';

const MOST = 1_000_000;
const id = name('an id');
const named = {
  id: about('What wires and faults call this node.', id),
  title: about('What people see; left out: the id.', z.optional(text(32, 1))),
};
const key = text(100, 1);

const storage = z.discriminatedUnion(
  'kind',
  [
    object({ kind: about('It is gone with its broker.', z.literal('memory')) }),
    object({ kind: about('Each change is written before it is answered.', z.literal('written')) }),
    object({
      kind: about('Written as a whole every so often.', z.literal('interval')),
      every: durationAbove0,
    }),
    object({
      kind: about('Written as a whole when somebody takes a snapshot.', z.literal('snapshot')),
      onStop: about('Also when its broker is stopped in order.', z._default(yesOrNo, false)),
    }),
  ],
  'an object whose kind is "memory", "written", "interval" or "snapshot"',
);

export const logNode = object({
  kind: about(
    'Keeps records in the order they came, until its retention removes them; groups read it.',
    z.literal('log'),
  ),
  ...named,
  broker: about('The id of its broker.', id),
  partitions: about('Each has an order of its own.', z._default(whole(1, 32), 1)),
  routing: about(
    'Where an order goes: by the hash of its key, or to the next partition in turn.',
    z._default(choice('byKey', 'inTurn'), 'byKey'),
  ),
  keyCount: about(
    'Different keys among the orders: order n has the key n modulo this.',
    z._default(whole(1, MOST), 1_000),
  ),
  retention: about(
    'Until a limit; until its one group has acked; until every group has.',
    z._default(choice('limits', 'workQueue', 'interest'), 'limits'),
  ),
  maxRecords: about('Records it holds at most; null: no limit.', orUnlimited(whole(1, MOST))),
  maxPerKey: about('Records of one key at most; null: no limit.', orUnlimited(whole(1, MOST))),
  maxAge: about('Older records are removed; null: never.', orUnlimited(durationAbove0)),
  discard: about(
    'What a full log does: drop its oldest record, or refuse the new one.',
    z._default(choice('old', 'new'), 'old'),
  ),
  refuseFullKey: about('A full key refuses too.', z._default(yesOrNo, false)),
  duplicateWindow: about(
    'How long it remembers what it was sent; 0s: not at all.',
    z._default(duration, '0s'),
  ),
  storage: about('What is left when its broker stops.', z._default(storage, { kind: 'written' })),
  keys: about(
    'Patterns of the keys it takes; empty: all.',
    z._default(list(key, 'patterns', 20), []),
  ),
  madeByAppend: about('The first append makes it.', z._default(yesOrNo, false)),
  blockSize: about(
    'An approximate trim removes whole blocks of so many records.',
    z._default(whole(1, 10_000), 100),
  ),
  replication: logReplication,
});

const commit = z.discriminatedUnion(
  'kind',
  [
    object({
      kind: about('After so many records of a partition.', z.literal('records')),
      every: whole(1, MOST),
    }),
    object({
      kind: about('At a poll, when so long has passed.', z.literal('interval')),
      time: durationAbove0,
    }),
  ],
  'an object whose kind is "records" or "interval"',
);

export const groupNode = object({
  kind: about(
    'Reads a log from a position of its own. A wire leads to the consumers that are its members.',
    z.literal('group'),
  ),
  ...named,
  broker: about('The id of its broker.', id),
  log: about('The id of the log, on the same broker, that it reads.', id),
  reading: about(
    'Any member gets the next record, or each partition has one owner.',
    z._default(choice('shared', 'perPartition'), 'shared'),
  ),
  startsAt: about('Where a new group begins.', z._default(choice('first', 'new'), 'first')),
  isThere: about('There from the start.', z._default(yesOrNo, true)),
  filter: about('The pattern of the keys it reads; null: all.', z._default(z.nullable(key), null)),
  ack: about(
    'For each record, for everything before it, or none: delivered is done.',
    z._default(choice('explicit', 'all', 'none'), 'explicit'),
  ),
  ackWait: about(
    'An unacked record is handed out again after so long; null: never by itself.',
    orUnlimited(durationAbove0),
  ),
  backoff: about(
    'Replaces ackWait for each delivery in turn; the last one repeats.',
    z._default(list(durationAbove0, 'durations', 20), []),
  ),
  maxDeliveries: about(
    'Deliveries of one record before it is left alone; null: no limit.',
    orUnlimited(whole(1, MOST)),
  ),
  maxAckPending: about(
    'Unacked records over all members; null: no limit.',
    orUnlimited(whole(1, MOST)),
  ),
  onRemoved: about(
    'What becomes of a pending record that the log removes.',
    z._default(choice('settled', 'staysPending'), 'settled'),
  ),
  handing: about(
    'Members by hand ask for records, or are sent them.',
    z._default(choice('pull', 'push'), 'pull'),
  ),
  isByHand: about('Its members do nothing by themselves.', z._default(yesOrNo, false)),
  claim: about(
    'Members take over what has been idle for minIdle, every so often; null: never.',
    z._default(
      z.nullable(object({ every: durationAbove0, minIdle: duration }, 'an object or null')),
      null,
    ),
  ),
  pollRecords: about('Records of one poll at most.', z._default(whole(1, MOST), 500)),
  commit: about(
    'When members commit how far they are.',
    z._default(commit, { kind: 'interval', time: '5s' }),
  ),
  session: about('A silent member is given up after so long.', z._default(durationAbove0, '45s')),
  maxPoll: about(
    'A member that does not ask for more is given up after so long.',
    z._default(durationAbove0, '5min'),
  ),
  rebalance: about('A rebalance takes at least so long.', z._default(duration, '0s')),
  retry: about(
    'How long a partition waits before a failed record is read again.',
    z._default(durationAbove0, '1s'),
  ),
});

const target = about('The id of the log or group it is done to.', id);
const member = about('Which member, from 1.', whole(1, 200));
const message = about('The number of its message: m7 is 7.', whole(1, MOST * 10));
const messages = list(message, 'numbers', 2_000);
const batch = about('So many records at most.', whole(1, MOST * 1_000));
const trimTo = whole(0, MOST);

/** The acts on logs and groups, made with the helper that gives each its time and its verb. */
export const logActFields = {
  append: {
    says: 'A record arrives at a log.',
    fields: {
      target,
      key: z._default(text(100), ''),
      messageId: z._default(z.nullable(text(100, 1)), null),
      expectedOffset: z._default(z.nullable(whole(0, MOST * 10)), null),
      entry: z._default(z.nullable(whole(0, MOST * 10)), null),
      trimTo: z._default(z.nullable(trimTo), null),
      isApproximate: z._default(yesOrNo, false),
    },
  },
  fetch: {
    says: 'A member asks for records, now or within a time.',
    fields: {
      target,
      member,
      batch,
      wait: z._default(duration, '0s'),
      isAcked: z._default(yesOrNo, false),
    },
  },
  listen: { says: 'A member of a group that pushes begins to listen.', fields: { target, member } },
  readOwn: { says: 'A member reads what it holds.', fields: { target, member, batch } },
  answer: {
    says: 'A member acks records, gives them back, gives them up, or asks for more time.',
    fields: {
      target,
      member,
      messages,
      answer: choice('ack', 'return', 'end', 'working'),
      offset: z._default(z.nullable(whole(0, MOST * 10)), null),
      delay: z._default(duration, '0s'),
    },
  },
  claim: {
    says: 'A member takes over records that have been idle for so long.',
    fields: { target, member, messages, minIdle: duration, isQuiet: z._default(yesOrNo, false) },
  },
  claimIdle: {
    says: 'A member takes over whatever has been idle for so long.',
    fields: {
      target,
      member,
      batch,
      fromOffset: z._default(whole(0, MOST * 10), 0),
      minIdle: duration,
      isQuiet: z._default(yesOrNo, false),
    },
  },
  trim: {
    says: 'A log is cut to so many records.',
    fields: { target, trimTo, isApproximate: z._default(yesOrNo, false) },
  },
  deleteRecord: { says: 'A record is deleted.', fields: { target, message } },
  purge: { says: 'All records of a log are deleted.', fields: { target } },
  createGroup: {
    says: 'A group is made.',
    fields: { target, startsAt: z._default(z.nullable(choice('first', 'new')), null) },
  },
  deleteGroup: { says: 'A group is deleted.', fields: { target } },
  deleteMember: { says: 'A member is deleted with what it holds.', fields: { target, member } },
  setPosition: {
    says: 'A group goes on from an offset.',
    fields: { target, offset: whole(0, MOST * 10) },
  },
  saveSnapshot: { says: 'A log and its groups are written down.', fields: { target } },
} as const;
