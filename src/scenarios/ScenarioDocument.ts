/**
 * ScenarioDocument is the file format: what may stand in a scenario's JSON, and what each part means.
 *
 * It mirrors the engine's Scenario. Durations are texts ("200ms"), "no limit" is null or leaving it
 * out, and everything but the shape of the system has a default. The schema is the one source: it
 * checks files, its phrases end up in the sentences about them, and its descriptions in the JSON
 * Schema. A phrase completes "must be …".
 */
import * as z from 'zod/mini';
import { MAX_REPLICAS, plainPolicy } from '../engine/index.ts';
import {
  about,
  above0,
  choice,
  duration,
  durationAbove0,
  fraction,
  list,
  name,
  object,
  orUnlimited,
  text,
  whole,
  yesOrNo,
} from './fields.ts';
import { groupNode, logActFields, logNode } from './logDocument.ts';
import { queueReplication } from './replicaDocument.ts';

export const limits = {
  nodes: 50,
  wires: 200,
  faults: 500,
  consumersPerGroup: 64,
  consumers: 200,
  threads: 10_000,
  ratePerS: 1_000_000,
  count: 1_000_000,
  burst: 100_000,
  factor: 1_000,
  listed: 2_000,
  keys: 100,
  attempts: 100,
  failures: 1_000,
} as const;

const onOff = {
  on: about(
    'With `off`: open so long, shut for `off`, and so on from the start of the run.',
    z.optional(durationAbove0),
  ),
  off: about('With `on`: shut so long after each open stretch.', z.optional(durationAbove0)),
};

const work = z.union(
  [
    durationAbove0,
    z.discriminatedUnion(
      'kind',
      [
        object({
          kind: about('Every piece of work takes the same time.', z.literal('constant')),
          mean: durationAbove0,
          ...onOff,
        }),
        object({
          kind: about(
            'Exponentially distributed: often short, now and then long.',
            z.literal('exponential'),
          ),
          mean: durationAbove0,
          ...onOff,
        }),
        object({
          kind: about('Anything from low to high, equally likely.', z.literal('uniform')),
          low: duration,
          high: durationAbove0,
          ...onOff,
        }),
        object({
          kind: about(
            'One after the other from the list, then from its start again.',
            z.literal('listed'),
          ),
          list: list(durationAbove0, 'durations', limits.listed, 1),
          ...onOff,
        }),
      ],
      'a duration or an object whose kind is "constant", "exponential", "uniform" or "listed"',
    ),
  ],
  'a duration or an object',
);

/** What arrivals are where a file does not say. */
export const arrivalsStandard = { from: '0s', count: null, at: '0s' } as const;
/** What committing in two writes is where a file does not say. */
export const committingStandard = { gap: '0s' } as const;
/** What a fault is where a file does not say. */
export const faultStandard = { member: null, point: 'now', how: 'kill', replica: null } as const;
/** What acts by hand are where a file does not say. */
export const handStandards = {
  publish: {
    persistent: true,
    confirm: true,
    key: '',
    mandatory: false,
    expiration: null,
    priority: null,
    bytes: 0,
  },
  subscribe: { prefetchLimit: null, ack: 'byHand', priority: 0, exclusive: false },
  get: { ack: 'byHand' },
  settle: { message: null, verdict: 'ack', requeue: true, multiple: false },
  closeChannel: { how: 'orderly' },
  declareQueue: { as: null, isPassive: false },
  redrive: { to: null, perS: null },
} as const;

const window = {
  from: about('The time of the first order.', z._default(duration, arrivalsStandard.from)),
  count: about('At most so many orders; null: no end.', orUnlimited(whole(1, limits.count))),
  ...onOff,
};
const perS = about('Orders per second; twelve digits count.', above0(limits.ratePerS));

const arrivals = z.discriminatedUnion(
  'kind',
  [
    object({ kind: about('At even gaps.', z.literal('constant')), perS, ...window }),
    object({
      kind: about(
        'At exponentially distributed gaps: a Poisson process.',
        z.literal('exponential'),
      ),
      perS,
      ...window,
    }),
    object({
      kind: about('At gaps of anything from low to high.', z.literal('uniform')),
      low: duration,
      high: durationAbove0,
      ...window,
    }),
    object({
      kind: about(
        'At the listed gaps, one after the other, then from the start again.',
        z.literal('listed'),
      ),
      list: list(durationAbove0, 'durations', limits.listed, 1),
      ...window,
    }),
    object({
      kind: about('At the listed times, none before the one ahead of it.', z.literal('scheduled')),
      at: list(duration, 'times', limits.listed, 1),
    }),
    object({
      kind: about('All at once.', z.literal('burst')),
      count: whole(1, limits.burst),
      at: z._default(duration, arrivalsStandard.at),
    }),
  ],
  'an object whose kind is "constant", "exponential", "uniform", "listed", "scheduled" or "burst"',
);

const backoff = list(durationAbove0, 'durations', 20);

const letterFields = {
  key: about(
    'What exchanges route by, logs partition by and queues keep order by.',
    z._default(text(255), ''),
  ),
  mandatory: about('Send it back when no queue takes it.', z._default(yesOrNo, false)),
  expiration: about('Its own time to live; null: none.', orUnlimited(duration)),
  priority: about('Its priority; null: none.', z._default(z.nullable(whole(0, 255)), null)),
  bytes: about('The size of its body.', z._default(whole(0, 1_000_000_000), 0)),
};
const letter = object(letterFields, 'an object');

const gap = about(
  'How long after the first write the second one is made.',
  z._default(duration, committingStandard.gap),
);

const committing = z.discriminatedUnion(
  'kind',
  [
    object({
      kind: about(
        'Two writes: it commits, and then it publishes. A crash between them loses the message.',
        z.literal('commitFirst'),
      ),
      gap,
    }),
    object({
      kind: about(
        'Two writes: it publishes, and then it commits. A crash between them leaves a message about nothing.',
        z.literal('publishFirst'),
      ),
      gap,
    }),
    object({
      kind: about(
        'One transaction: the message is written beside the state, and a relay publishes it.',
        z.literal('outbox'),
      ),
      every: about('How often the relay looks into the outbox.', durationAbove0),
    }),
  ],
  'an object whose kind is "commitFirst", "publishFirst" or "outbox"',
);

const publishing = z._default(
  object(
    {
      confirm: about(
        'Ask the broker to say when it has taken responsibility.',
        z._default(yesOrNo, true),
      ),
      persistent: about(
        'Marked for the disk; a durable queue keeps it there.',
        z._default(yesOrNo, true),
      ),
      timeout: about(
        'How long to wait for a confirm before sending again; null: for ever.',
        orUnlimited(durationAbove0),
      ),
      backoff: about(
        'The pause before each resend; the last one repeats. Empty: never send again.',
        z._default(backoff, []),
      ),
      maxAttempts: about(
        'Attempts in all before giving up; null: no limit.',
        orUnlimited(whole(1, 1_000_000)),
      ),
      letter: about(
        'What is written on each message; null: nothing.',
        z._default(z.nullable(letter), null),
      ),
      resendId: about(
        'The id that a resend carries: the same as the attempt before, by which a broker may know it, or a new one.',
        z._default(choice('same', 'new'), 'same'),
      ),
      committing: about(
        'How it commits a state of its own ("order paid") beside each message; null: it has none.',
        z._default(z.nullable(committing), null),
      ),
    },
    'an object',
  ),
  {
    confirm: true,
    persistent: true,
    timeout: null,
    backoff: [],
    maxAttempts: null,
    letter: null,
    resendId: 'same',
    committing: null,
  },
);

const keys = z.discriminatedUnion(
  'kind',
  [
    object({
      kind: about('One after the other, then from the start again.', z.literal('listed')),
      list: list(text(64, 1), 'keys', limits.listed, 1),
    }),
    object({
      kind: about('Each drawn by itself, as often as its weight says.', z.literal('drawn')),
      weights: list(
        object({ key: text(64, 1), weight: whole(1, 1_000) }),
        'keys with a weight',
        limits.keys,
        1,
      ),
    }),
  ],
  'an object whose kind is "listed" or "drawn"',
);

const id = about('What wires and faults call this node.', name('an id'));
const named = {
  id,
  title: about('What people see; left out: the id.', z.optional(text(32, 1))),
};

const producer = object({
  kind: about(
    'Where orders come from. One wire leads to a service, an exchange or a queue.',
    z.literal('producer'),
  ),
  ...named,
  arrivals: about('When orders come.', arrivals),
  publishing: about('How it hands messages to a broker.', publishing),
  poison: about(
    'Numbers (from 1) of orders that no consumer can process.',
    z._default(list(whole(1, limits.count), 'order numbers', limits.listed), []),
  ),
  keys: about(
    'Which key each order has, the account it is about, say; null: what the letter says.',
    z._default(z.nullable(keys), null),
  ),
  restart: about(
    'From crash to running again; null: someone has to restart it.',
    orUnlimited(duration),
  ),
});

const service = object({
  kind: about(
    'Answers calls: work, then its wires in their order. A wire to a service is a call it waits for; a wire to an exchange or a queue is a publish it does not wait for.',
    z.literal('service'),
  ),
  ...named,
  threads: about(
    'Calls that it works on at the same time.',
    z._default(whole(1, limits.threads), 1),
  ),
  waitingRoom: about(
    'Calls that may wait for a thread; more are refused.',
    z._default(whole(0, limits.count), 0),
  ),
  work: about('The time a call takes, without the calls it makes itself.', work),
  publishing: about('How it hands messages to a broker.', publishing),
});

const broker = object({
  kind: about('Holds exchanges and queues. It has no wires: they have.', z.literal('broker')),
  ...named,
  recovery: about('From start to answering again.', z._default(duration, '0s')),
  restart: about(
    'From kill to start by itself; null: someone has to start it.',
    orUnlimited(duration),
  ),
  heartbeat: about(
    'How long a silent connection is believed alive.',
    z._default(durationAbove0, '10s'),
  ),
  alarms: about(
    'When it reads nothing from publishers, by what its queues have; null: only when its disk is filled.',
    z._default(
      z.nullable(
        object(
          {
            memory: about(
              'So many messages, in all its queues; null: no alarm.',
              orUnlimited(whole(1, limits.count)),
            ),
            disk: about(
              'So many messages, in its durable queues; null: no alarm.',
              orUnlimited(whole(1, limits.count)),
            ),
          },
          'an object',
        ),
      ),
      null,
    ),
  ),
});

const exchange = object({
  kind: about(
    'Hands each message to the queues and exchanges it is wired to: to all, or to those whose keys fit.',
    z.literal('exchange'),
  ),
  ...named,
  broker: about('The id of its broker.', id),
  routing: about(
    'How it chooses; null: a copy to all that it is wired to.',
    z._default(
      z.nullable(
        object(
          {
            type: about(
              'direct: equal keys. topic: patterns, * for a word and # for any number. default: every queue of the broker by its id.',
              choice('fanOut', 'direct', 'topic', 'default'),
            ),
            alternate: about(
              'The id of the exchange for what fits nowhere; null: none.',
              z._default(z.nullable(id), null),
            ),
            durable: about('Outlives its broker.', z._default(yesOrNo, true)),
            isDeclared: about('There from the start.', z._default(yesOrNo, true)),
          },
          'an object',
        ),
      ),
      null,
    ),
  ),
});

const flush = z.discriminatedUnion(
  'kind',
  [
    object({ kind: about('What is in memory stays there.', z.literal('never')) }),
    object({
      kind: about(
        'Each record is written before the next, and takes `time`.',
        z.literal('eachPublish'),
      ),
      time: z._default(duration, '0s'),
    }),
    object({
      kind: about(
        'All records in memory are written together, every so often.',
        z.literal('interval'),
      ),
      every: durationAbove0,
    }),
  ],
  'an object whose kind is "never", "eachPublish" or "interval"',
);

const lease = z.discriminatedUnion(
  'kind',
  [
    object({
      kind: about(
        'Until the ack, or until the broker sees the connection close.',
        z.literal('connection'),
      ),
    }),
    object({
      kind: about(
        'Until the ack, or for so long, whatever the consumer is doing.',
        z.literal('timer'),
      ),
      time: durationAbove0,
      atMost: about(
        'Where consumers extend it: its longest time in all, since the message was handed out; null: no end.',
        orUnlimited(durationAbove0),
      ),
    }),
  ],
  'an object whose kind is "connection" or "timer"',
);

const returning = choice('head', 'tail', 'original', 'inOrder');

const policy = object(
  {
    isDeclared: about('There from the start.', z._default(yesOrNo, plainPolicy.isDeclared)),
    isPossible: about(
      'false: declaring it is an error.',
      z._default(yesOrNo, plainPolicy.isPossible),
    ),
    declaration: about(
      'The settings as they were said; whoever declares the queue again must say the same.',
      z._default(text(1_000), plainPolicy.declaration),
    ),
    turns: about(
      'When a full consumer leaves the turn, to join it again at the end: never, at once, or when its turn comes.',
      z._default(choice('inOrder', 'whenFull', 'whenPassedOver'), plainPolicy.turns),
    ),
    singleActive: about('Only one consumer is served.', z._default(yesOrNo, false)),
    activeByPriority: about(
      'Its successor is the one with the highest priority.',
      z._default(yesOrNo, false),
    ),
    getBesideSingleActive: about(
      'Messages can be fetched beside a single active consumer.',
      z._default(yesOrNo, true),
    ),
    prefetchCap: about(
      'What a consumer without a prefetch limit holds at most, and what a call gets; null: no limit.',
      orUnlimited(whole(1, limits.count)),
    ),
    longestWait: about(
      'A call for messages waits no longer, whatever it asks for; null: no limit.',
      orUnlimited(durationAbove0),
    ),
    resumesWindow: about(
      'A consumer that subscribes again counts what it still holds.',
      z._default(yesOrNo, false),
    ),
    onClose: about(
      'Where what comes back with a closed connection goes.',
      z._default(returning, plainPolicy.onClose),
    ),
    counts: about(
      'Which ends of a delivery count towards maxDeliveries.',
      z._default(
        object(
          {
            nack: z._default(yesOrNo, true),
            reject: z._default(yesOrNo, true),
            close: z._default(yesOrNo, true),
            timeout: z._default(yesOrNo, true),
          },
          'an object',
        ),
        plainPolicy.counts,
      ),
    ),
    showsCount: about('Consumers read the count of attempts.', z._default(yesOrNo, false)),
    maxBytes: about(
      'Bytes of ready messages at most; null: no limit.',
      orUnlimited(whole(0, 1_000_000_000_000)),
    ),
    refuses: about(
      'A full queue refuses at its limit, or only once it is beyond it and until it is well below.',
      z._default(choice('atLimit', 'beyond'), plainPolicy.refuses),
    ),
    limitsReturnsFirst: about(
      'What comes back has to find room before anything is delivered.',
      z._default(yesOrNo, false),
    ),
    deadLettersRefused: about('What is refused becomes a dead letter.', z._default(yesOrNo, false)),
    dropsLastFirst: about(
      'Of several pushed out at once the last one goes first.',
      z._default(yesOrNo, false),
    ),
    ttl: about('Time to live of a message; null: none.', orUnlimited(duration)),
    expires: about('A queue not used for so long is deleted; null: never.', orUnlimited(duration)),
    maxPriority: about('Highest priority; 0: none.', z._default(whole(0, 255), 0)),
    defaultPriority: about(
      'What a message without a priority counts as.',
      z._default(whole(0, 255), 0),
    ),
    perKeyInFlight: about(
      'While a message of a key is in flight no other of that key is handed out.',
      z._default(yesOrNo, plainPolicy.perKeyInFlight),
    ),
    idWindow: about(
      'How long the id of a message is remembered, so that a resend is not taken in again; 0s: not at all.',
      z._default(duration, '0s'),
    ),
    lateAck: about(
      'What an ack does that comes after its lease: nothing, or it deletes all the same, always or unless somebody else has got the message since.',
      z._default(choice('reject', 'ifLatest', 'accept'), plainPolicy.lateAck),
    ),
    missedDeletes: about(
      'The chance that an ack misses a server, which hands the message out again.',
      z._default(fraction, plainPolicy.missedDeletes),
    ),
    deadLetter: about(
      'Where dead letters are published; null: to deadLetterTo, or nowhere.',
      z._default(
        z.nullable(
          object(
            {
              exchange: about(
                'The id of an exchange; null: the default one.',
                z._default(z.nullable(id), null),
              ),
              key: about(
                'Their routing key; null: each keeps its own.',
                z._default(z.nullable(text(255)), null),
              ),
            },
            'an object',
          ),
        ),
        null,
      ),
    ),
    keepsTransient: about('Transient messages are kept like others.', z._default(yesOrNo, false)),
    confirmsInOrder: about(
      'Messages that are not kept are confirmed after the writes before them.',
      z._default(yesOrNo, false),
    ),
    writesLazily: about(
      'Only what a publisher waits for is written soon.',
      z._default(yesOrNo, false),
    ),
    killFlagsAll: about(
      'After a kill every message counts as seen before.',
      z._default(yesOrNo, false),
    ),
  },
  'an object',
);

const queue = object({
  kind: about('Keeps messages until a consumer has acknowledged them.', z.literal('queue')),
  ...named,
  broker: about('The id of its broker.', id),
  durable: about(
    'Outlives its broker; a queue that does not, and all in it, is gone with it.',
    z._default(yesOrNo, true),
  ),
  flush: about(
    'When its records reach the disk.',
    z._default(flush, { kind: 'eachPublish', time: '0s' }),
  ),
  confirmAfter: about(
    'When the broker says OK: as soon as it has the message, or when the disk has it.',
    z._default(choice('stored', 'flushed'), 'flushed'),
  ),
  lease: about(
    'How long a delivery keeps a message from the others.',
    z._default(lease, { kind: 'connection' }),
  ),
  onReturn: about('Where a returned message goes.', z._default(returning, 'head')),
  maxDeliveries: about(
    'Deliveries of one message before it is taken out; null: no limit.',
    orUnlimited(whole(1, limits.count)),
  ),
  deadLetterTo: about(
    'The id of the queue, on the same broker, for what is taken out; null: it is dropped.',
    z._default(z.nullable(id), null),
  ),
  maxLength: about(
    'Ready messages it holds at most; null: no limit.',
    orUnlimited(whole(1, limits.count)),
  ),
  overflow: about(
    'What a full queue does: refuse the newcomer, or drop its oldest.',
    z._default(choice('reject', 'dropHead'), 'reject'),
  ),
  policy: about(
    'What its kind of queue does besides; null: nothing of it.',
    z._default(z.nullable(policy), null),
  ),
  replication: queueReplication,
});

const consumer = object({
  kind: about(
    'Consumers that share the messages of one queue. A wire to a service means that their work fails while it is down.',
    z.literal('consumer'),
  ),
  ...named,
  count: about('How many there are.', z._default(whole(1, limits.consumersPerGroup), 1)),
  work: about('The time one message takes.', work),
  workBy: about(
    'Whose the time is: drawn anew by each consumer for what it does, or the same for an order whoever does it. The n-th order has the n-th of a list.',
    z._default(choice('consumer', 'order'), 'consumer'),
  ),
  holdsThread: about(
    'Its work is done by the services it is wired to: it holds a thread of each, and waits where none is free.',
    z._default(yesOrNo, false),
  ),
  extendLeaseEvery: about(
    'While it works on a message it asks for the lease of its queue anew, every so often; null: never.',
    orUnlimited(durationAbove0),
  ),
  concurrency: about(
    'Messages that one consumer works on at the same time.',
    z._default(whole(1, limits.threads), 1),
  ),
  prefetchLimit: about(
    'Messages that one consumer may hold unfinished; with `receive` so many a call asks for.',
    z._default(whole(1, limits.threads), 1),
  ),
  receive: about(
    'It asks for its messages when it has none in hand; null: they are sent to it unasked.',
    z._default(
      z.nullable(
        object(
          {
            wait: about(
              'How long a call waits for a message where there is none; 0s: it is answered at once.',
              z._default(duration, '0s'),
            ),
            pause: about('After a call that brought nothing.', z._default(duration, '0s')),
          },
          'an object with wait, pause or both',
        ),
      ),
      null,
    ),
  ),
  ack: about(
    'When it says that the message may be deleted.',
    z._default(choice('afterWork', 'beforeWork', 'onSend'), 'afterWork'),
  ),
  onFailure: about(
    'What a failed attempt asks for: back at once, back after the backoff, or never again.',
    z._default(choice('return', 'backoff', 'discard'), 'return'),
  ),
  backoff: about(
    'The pause before each new delivery; the last one repeats.',
    z._default(backoff, []),
  ),
  idempotencyKey: about(
    "When it records an order's key: never, in one step with the effect, before it, or after it. It looks for the key before the work; withEffect looks again at the effect.",
    z._default(choice('none', 'withEffect', 'beforeEffect', 'afterEffect'), 'none'),
  ),
  keyStore: about(
    'Where it records keys, and for how long; null: in one store for the group, on disk, for ever.',
    z._default(
      z.nullable(
        object(
          {
            kept: about(
              'shared: in one store for the group, which outlives its consumers. inMemory: each consumer has its own, and loses it when it dies.',
              choice('shared', 'inMemory'),
            ),
            ttl: about(
              'How long a key is remembered after it was recorded; null: for ever.',
              orUnlimited(durationAbove0),
            ),
          },
          'an object with kept',
        ),
      ),
      null,
    ),
  ),
  restart: about(
    'From crash to running again; null: someone has to restart it.',
    orUnlimited(duration),
  ),
  mishaps: about(
    'The chances that an attempt goes wrong by itself; together at most 1.',
    z.optional(
      object({
        fails: about('The work fails: no effect.', z._default(fraction, 0)),
        diesBeforeWork: about(
          'The consumer dies when it comes to the message.',
          z._default(fraction, 0),
        ),
        diesAfterEffect: about(
          'The consumer dies after the effect and before the ack.',
          z._default(fraction, 0),
        ),
      }),
    ),
  ),
  effect: about(
    'What each processed message does in the world, and what one counts for.',
    z._default(
      object(
        {
          title: z._default(text(32, 1), 'processed'),
          amount: z._default(
            z
              .number('a number from -1000000 to 1000000')
              .check(
                z.gte(-1_000_000, 'a number from -1000000 to 1000000'),
                z.lte(1_000_000, 'a number from -1000000 to 1000000'),
              ),
            1,
          ),
          unit: z._default(text(8), ''),
        },
        'an object',
      ),
      { title: 'processed', amount: 1, unit: '' },
    ),
  ),
  priority: about(
    'Served before those of a lower one, where the queue has a policy.',
    z._default(whole(-1_000, 1_000), 0),
  ),
  byHand: about(
    'The name of its channel, where a person acts for it; null: it works by itself.',
    z._default(z.nullable(name('a name')), null),
  ),
});

export const nodeSchema = z.discriminatedUnion(
  'kind',
  [producer, service, broker, exchange, queue, consumer, logNode, groupNode],
  'an object whose kind is "producer", "service", "broker", "exchange", "queue", "consumer", "log" or "group"',
);

const retry = object(
  {
    attempts: about('In all, with the first.', whole(2, limits.attempts)),
    backoff: about(
      'The pause before each further attempt; the last one repeats.',
      list(durationAbove0, 'durations', 20, 1),
    ),
  },
  'an object with attempts and backoff, or null',
);

const breaker = object(
  {
    failures: about(
      'So many calls that are refused, time out or fail ...',
      whole(1, limits.failures),
    ),
    within: about('... within so long open it.', durationAbove0),
    open: about('How long it refuses each call before it lets one try.', durationAbove0),
  },
  'an object with failures, within and open, or null',
);

export const wireSchema = object(
  {
    from: about('The id of the node it begins at.', id),
    to: about('The id of the node it ends at.', id),
    latency: about('How long a packet takes, either way.', z._default(duration, '0s')),
    loss: about('The chance of a packet vanishing.', z._default(fraction, 0)),
    timeout: about(
      'Only for a call: how long the caller waits for the answer; null: for ever.',
      orUnlimited(durationAbove0),
    ),
    retry: about(
      'Only for a call: how the caller tries again what was refused, timed out or failed; null: it does not.',
      z._default(z.nullable(retry), null),
    ),
    breaker: about(
      'Only for a call with a timeout: the circuit breaker of the caller; null: it has none.',
      z._default(z.nullable(breaker), null),
    ),
    keys: about(
      'Only for a binding: its keys or patterns.',
      z._default(list(text(255), 'keys', 50, 1), ['']),
    ),
  },
  'an object with from and to',
);

const at = about('When, since the start of the run.', duration);
const target = about('The id of the node it is done to.', id);
const member = about(
  'Which one of the group, from 1; null: the busiest.',
  z._default(z.nullable(whole(1, limits.consumersPerGroup)), faultStandard.member),
);
const replica = whole(1, MAX_REPLICAS);
const factorFor = {
  factor: about('So many times as much.', above0(limits.factor)),
  length: about('For so long.', durationAbove0),
};

function act<const Do extends string, Fields extends z.core.$ZodShape>(
  verb: Do,
  description: string,
  fields: Fields,
) {
  return object({ at, do: about(description, z.literal(verb)), ...fields });
}

const commitPoint = about(
  'now, or at its next commit: before it has committed, or right after.',
  z._default(choice('now', 'beforeCommit', 'afterCommit'), faultStandard.point),
);

const handAck = about(
  'byHand: it says so itself. onSend: what is sent is acked.',
  z._default(choice('byHand', 'onSend'), 'byHand'),
);

const fault = z.discriminatedUnion(
  'do',
  [
    act('spike', 'Orders of a producer come so many times as often, for so long.', {
      target,
      ...factorFor,
    }),
    act('slow', 'Work of a consumer or a service takes so many times as long, for so long.', {
      target,
      ...factorFor,
    }),
    act('crashConsumer', 'A consumer dies: now, or at a point of the next message it comes to.', {
      target,
      member,
      point: about(
        'beforeWork has done nothing; midWork is half-way, before the effect; afterEffect has had its effect and not sent its ack.',
        z._default(choice('now', 'beforeWork', 'midWork', 'afterEffect'), faultStandard.point),
      ),
    }),
    act('restartConsumer', 'A dead consumer runs again.', { target, member }),
    act('addConsumer', 'One consumer more in the group.', { target }),
    act('removeConsumer', 'One consumer fewer in the group.', { target, member }),
    act('crashService', 'A service dies with all that it was doing.', {
      target,
      point: commitPoint,
    }),
    act('restartService', 'A dead service runs again.', { target }),
    act(
      'crashProducer',
      'A producer that publishes dies, and takes no orders until it runs again.',
      {
        target,
        point: commitPoint,
      },
    ),
    act('restartProducer', 'A dead producer runs again.', { target }),
    act('stopBroker', 'A broker stops: at once, or after it has flushed its memory.', {
      target,
      how: z._default(choice('kill', 'graceful'), faultStandard.how),
    }),
    act('startBroker', 'A stopped broker starts.', { target }),
    act('fillDisk', 'The disk of a broker is full: it reads nothing from publishers.', { target }),
    act('freeDisk', 'There is room on the disk of a broker again.', { target }),
    act('crashReplica', 'One of the replicas of a log or a queue dies.', {
      target,
      replica: about(
        'Which one, from 1; null: the one that leads.',
        z._default(z.nullable(replica), faultStandard.replica),
      ),
      how: about(
        'kill: its disk stays as it is. loseDisk, of a log: it will come back with nothing.',
        z._default(choice('kill', 'loseDisk'), faultStandard.how),
      ),
    }),
    act('restartReplica', 'A dead replica runs again.', {
      target,
      replica: about(
        'Which one, from 1; null: the first that is down.',
        z._default(z.nullable(replica), faultStandard.replica),
      ),
    }),
    act('poisonNext', 'The next message this queue stores can never be processed.', { target }),
    act('redrive', 'What a dead-letter queue has ready goes back, as new messages.', {
      target,
      to: about(
        'The id of the queue that all of it goes to, on the same broker; null: back to where each died.',
        z._default(z.nullable(id), null),
      ),
      perS: about(
        'Messages a second at most; null: all at once.',
        orUnlimited(above0(limits.ratePerS)),
      ),
    }),
    act('stopRedrive', 'The redrive of a queue ends; what is not moved stays.', { target }),
    act('dropNextAck', 'The next ack sent by a consumer of this group never arrives.', { target }),
    act('cutWire', 'Nothing passes this wire any more.', { from: id, to: id }),
    act('healWire', 'The wire carries packets again.', { from: id, to: id }),
    act('losePacket', 'The next packet that arrives on this wire never does.', {
      from: id,
      to: id,
    }),
    act('delayPacket', 'The next packet that arrives on this wire does so later.', {
      from: id,
      to: id,
      by: about('So much later.', durationAbove0),
    }),
    act('doublePacket', 'The next publish that arrives on this wire does so twice.', {
      from: id,
      to: id,
    }),
    act('publish', 'A producer publishes one message.', {
      target,
      to: about('The id of the exchange or queue its wire leads to.', id),
      persistent: z._default(yesOrNo, true),
      confirm: z._default(yesOrNo, true),
      ...letterFields,
    }),
    act('subscribe', 'A consumer by hand asks for messages.', {
      target,
      prefetchLimit: about(
        'Messages that it may hold; null: no limit.',
        orUnlimited(whole(1, limits.threads)),
      ),
      ack: handAck,
      priority: z._default(whole(-1_000, 1_000), 0),
      exclusive: about('No other may take from the queue.', z._default(yesOrNo, false)),
    }),
    act('cancel', 'A consumer by hand asks for no more, and keeps what it holds.', { target }),
    act('get', 'A consumer by hand fetches one message.', { target, ack: handAck }),
    act('settle', 'A consumer by hand says what became of a message that it holds.', {
      target,
      message: about(
        'Its number; null: the oldest it holds.',
        z._default(z.nullable(whole(1, 2_000_000_000)), null),
      ),
      verdict: z._default(choice('ack', 'nack', 'reject'), 'ack'),
      requeue: about('Back to its queue, if it is no ack.', z._default(yesOrNo, true)),
      multiple: about('With all that it was sent before.', z._default(yesOrNo, false)),
    }),
    act('recover', 'A consumer by hand gives back all that its channel holds.', { target }),
    act('closeChannel', 'The channel of a consumer by hand is closed, or its process dies.', {
      target,
      how: z._default(choice('orderly', 'crash'), 'orderly'),
    }),
    act('declareQueue', 'A queue is declared, or only asked for.', {
      target,
      as: about('With these settings; null: its own.', z._default(z.nullable(queue), null)),
      isPassive: z._default(yesOrNo, false),
    }),
    act('deleteQueue', 'A queue is deleted with all that is in it.', { target }),
    act('purgeQueue', 'All that is ready in a queue is taken out.', { target }),
    act('setKnob', 'Turns a knob of a node.', {
      target,
      knob: z.string('the name of a knob').check(z.regex(/^[a-zA-Z]{1,32}$/, 'the name of a knob')),
      value: about(
        'The new setting; null: no limit, for a knob that has that position.',
        z.nullable(z.number('a number or null')),
      ),
    }),
    act('append', logActFields.append.says, logActFields.append.fields),
    act('fetch', logActFields.fetch.says, logActFields.fetch.fields),
    act('listen', logActFields.listen.says, logActFields.listen.fields),
    act('readOwn', logActFields.readOwn.says, logActFields.readOwn.fields),
    act('answer', logActFields.answer.says, logActFields.answer.fields),
    act('claim', logActFields.claim.says, logActFields.claim.fields),
    act('claimIdle', logActFields.claimIdle.says, logActFields.claimIdle.fields),
    act('trim', logActFields.trim.says, logActFields.trim.fields),
    act('deleteRecord', logActFields.deleteRecord.says, logActFields.deleteRecord.fields),
    act('purge', logActFields.purge.says, logActFields.purge.fields),
    act('createGroup', logActFields.createGroup.says, logActFields.createGroup.fields),
    act('deleteGroup', logActFields.deleteGroup.says, logActFields.deleteGroup.fields),
    act('deleteMember', logActFields.deleteMember.says, logActFields.deleteMember.fields),
    act('setPosition', logActFields.setPosition.says, logActFields.setPosition.fields),
    act('saveSnapshot', logActFields.saveSnapshot.says, logActFields.saveSnapshot.fields),
  ],
  'an object with at, and do: the name of an act',
);

export const scenarioSchema = object(
  {
    schemaVersion: about('The version of this format.', z.literal(1, '1')),
    name: about('A short name, as in a link or on the command line.', name('a name')),
    title: about('What people see.', text(32, 1)),
    about: about('What to notice, in a sentence or two. Plain text.', z._default(text(400), '')),
    seed: about('The seed of all chance.', z._default(whole(0, Number.MAX_SAFE_INTEGER), 1)),
    duration: about('How long the run lasts.', durationAbove0),
    nodes: about('The parts of the system.', list(nodeSchema, 'nodes', limits.nodes)),
    wires: about(
      'What is connected to what: producer or service to service (a call), exchange, queue or log (a publish); exchange to queue or exchange (a binding); queue or group to consumer (a subscription); consumer to service (its work needs it).',
      z._default(list(wireSchema, 'wires', limits.wires), []),
    ),
    faults: about(
      'What happens to the system by itself, and when.',
      z._default(list(fault, 'faults', limits.faults), []),
    ),
  },
  'an object',
);

/** What a file may say: everything with a default may be left out. */
export type ScenarioDocument = z.input<typeof scenarioSchema>;
/** The same with every default filled in. */
export type FullDocument = z.output<typeof scenarioSchema>;
export type NodeDocument = FullDocument['nodes'][number];
export type WireDocument = FullDocument['wires'][number];
export type QueueDocument = z.output<typeof queue>;
export type ConsumerDocument = z.output<typeof consumer>;
export type KeysDocument = z.output<typeof keys>;
export type KeyStoreDocument = NonNullable<z.output<typeof consumer>['keyStore']>;
export type CommittingDocument = z.output<typeof committing>;
export type LetterDocument = z.output<typeof letter>;
export type FaultDocument = FullDocument['faults'][number];
export type WorkDocument = z.output<typeof work>;
export type ArrivalsDocument = z.output<typeof arrivals>;

/** The format as a JSON Schema (2020-12), for editors and other programs. */
export function scenarioJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(scenarioSchema, { io: 'input' });
  return {
    $schema,
    title: 'Queuescope scenario',
    description:
      'A system to simulate: its nodes, the wires between them, and the faults of its script.',
    ...schema,
  };
}
