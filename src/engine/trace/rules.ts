/**
 * rules are the sentences of the model that a fact can rest on: why it happened the way it did.
 *
 * MODEL.md explains each and names its source.
 */
import { logRules } from './logRules.ts';
import { quorumRules } from './quorumRules.ts';
import { replicaRules } from './replicaRules.ts';

export const rules = [
  { name: 'none', says: '' },
  { name: 'arrivalProcess', says: 'Orders come when the arrival process says so.' },
  { name: 'publish', says: 'A producer hands each order to the broker as a message.' },
  { name: 'fanOut', says: 'A fan-out exchange copies a message to every queue bound to it.' },
  { name: 'confirmWhenStored', says: 'The broker confirms as soon as it has the message.' },
  { name: 'confirmWhenFlushed', says: 'The broker confirms when the message is on disk.' },
  { name: 'flushEach', says: 'Each record is written and flushed before it is confirmed.' },
  { name: 'flushInterval', says: 'Records in memory are flushed together, every so often.' },
  { name: 'flushOnStop', says: 'A broker that is stopped in order flushes what it holds.' },
  { name: 'roundRobin', says: 'The next message goes to the next consumer in turn that has room.' },
  { name: 'prefetch', says: 'A consumer holds at most its prefetch limit of unfinished messages.' },
  { name: 'work', says: 'A consumer works on what it holds, oldest first.' },
  { name: 'ackAfterWork', says: 'The ack comes after the work, and only the ack deletes.' },
  { name: 'ackBeforeWork', says: 'The ack came before the work, so the broker no longer has it.' },
  { name: 'noAck', says: 'No ack means no delete: the message goes back to its queue.' },
  { name: 'nack', says: 'A nack asks the broker to take the message back.' },
  { name: 'nackDiscard', says: 'A nack without return takes the message out of the queue.' },
  { name: 'backoff', says: 'A returned message waits out its backoff before the next delivery.' },
  {
    name: 'leaseTimer',
    says: 'A lease that runs out frees the message, whatever its consumer is doing.',
  },
  { name: 'staleReceipt', says: 'An ack for a lease that has ended is refused.' },
  { name: 'deliveryLimit', says: 'A message delivered as often as the limit allows is taken out.' },
  { name: 'maxLengthReject', says: 'A full queue refuses what is published to it.' },
  { name: 'maxLengthDropHead', says: 'A full queue drops its oldest message to make room.' },
  { name: 'memoryOnly', says: 'What is only in memory does not survive the broker.' },
  { name: 'notFlushed', says: 'What was not flushed does not survive a kill.' },
  {
    name: 'transient',
    says: 'A transient message does not survive a restart, not even in a durable queue.',
  },
  { name: 'onDisk', says: 'What is on disk comes back with the broker.' },
  {
    name: 'ackNotFlushed',
    says: 'An ack that was not on disk is forgotten, and the message comes back.',
  },
  {
    name: 'producerKeepsIt',
    says: 'Until the confirm, the producer still has the message and can send it again.',
  },
  {
    name: 'confirmOutlived',
    says: 'The confirm was on its way when the broker that sent it died.',
  },
  { name: 'resend', says: 'No confirm: the producer sends the message again after its backoff.' },
  { name: 'giveUp', says: 'A producer that has used all its attempts gives up, and knows it.' },
  { name: 'noConfirmAsked', says: 'Without confirms nobody notices that the message is gone.' },
  { name: 'brokerUnreachable', says: 'A broker that is down accepts no connection.' },
  {
    name: 'resentCopy',
    says: 'The broker cannot know a resend from a new message and stores it again.',
  },
  { name: 'idempotencyKey', says: 'A key already recorded stops the effect from happening again.' },
  {
    name: 'noIdempotencyKey',
    says: 'Without an idempotency key a second delivery repeats the effect.',
  },
  { name: 'poison', says: 'This message can never be processed.' },
  { name: 'dependencyDown', says: 'Work that needs a service fails while that service is down.' },
  { name: 'processDied', says: 'What a process holds in memory dies with it.' },
  {
    name: 'connectionSeen',
    says: 'The broker sees a closed connection and takes back what was unacked on it.',
  },
  { name: 'heartbeat', says: 'A silent connection is given up after its heartbeat.' },
  { name: 'wireLoss', says: 'A packet vanished on the wire.' },
  { name: 'wireCut', says: 'The wire is cut.' },
  {
    name: 'threadPool',
    says: 'A call needs a thread; with none free and the waiting room full it is refused.',
  },
  {
    name: 'deadServer',
    says: 'A dead service answers nobody; its callers wait for their timeout.',
  },
  { name: 'callTimeout', says: 'A caller waits no longer than its timeout.' },
  { name: 'callFailed', says: 'A synchronous call that fails makes its caller fail.' },
  { name: 'restart', says: 'It starts again after its restart delay.' },
  { name: 'spell', says: 'A spike or a slow spell lasts as long as it was set to last.' },
  { name: 'script', says: 'The script of this scenario did it.' },
  { name: 'person', says: 'You did it.' },
  {
    name: 'mishap',
    says: 'An attempt goes wrong by itself, as often as the scenario says.',
  },
  {
    name: 'routingKey',
    says: 'An exchange hands a message to the queues whose bindings fit its routing key.',
  },
  {
    name: 'unroutable',
    says: 'A message that no queue takes is gone, and is confirmed all the same.',
  },
  {
    name: 'mandatory',
    says: 'A mandatory message that no queue takes is sent back before it is confirmed.',
  },
  { name: 'deadLetterNowhere', says: 'A dead letter that no queue takes is gone, in silence.' },
  {
    name: 'deadLetterCycle',
    says: 'A dead letter that would come to the same queue again by itself is dropped.',
  },
  {
    name: 'timeToLive',
    says: 'A message past its time to live is taken out when it is at the head of its queue.',
  },
  {
    name: 'queueExpiry',
    says: 'A queue that nobody uses for its time is deleted, with all that is in it.',
  },
  { name: 'queueDeleted', says: 'What is in a queue goes with the queue.' },
  { name: 'purge', says: 'Purging a queue takes out what is ready, and leaves what is unacked.' },
  { name: 'reject', says: 'A reject that asks for it brings the message back to its queue.' },
  { name: 'recover', says: 'A channel that recovers gives back all that it holds.' },
  { name: 'get', says: 'A consumer that fetches gets one message, whatever its prefetch limit.' },
  { name: 'ackOnSend', says: 'With automatic acks the broker deletes what it has sent.' },
  {
    name: 'unknownDelivery',
    says: 'An ack for what a channel does not hold is an error, which closes the channel.',
  },
  {
    name: 'noSuchExchange',
    says: 'Publishing to an exchange that is not there is an error, which closes the channel.',
  },
  {
    name: 'noSuchQueue',
    says: 'Asking for a queue that is not there is an error, which closes the channel.',
  },
  { name: 'exclusive', says: 'An exclusive consumer keeps all others away from its queue.' },
  { name: 'singleActive', says: 'A queue with a single active consumer serves no other.' },
  {
    name: 'otherSettings',
    says: 'A queue that is there cannot be declared with other settings.',
  },
  ...logRules,
  {
    name: 'perKeyInFlight',
    says: 'While a message of a key is in flight, no other of that key is handed out.',
  },
  { name: 'lateAckAccepted', says: 'An ack deletes, even when its lease has ended.' },
  {
    name: 'missedDelete',
    says: 'A server that did not hear of the delete hands the message out again.',
  },
  {
    name: 'redrive',
    says: 'A redrive moves dead letters back as new messages, whose deliveries count from one.',
  },
  {
    name: 'noOrigin',
    says: 'What did not come from another queue as a dead letter has none to go back to.',
  },
  {
    name: 'keyTimeToLive',
    says: 'A store of keys remembers each for its time to live, and then forgets it.',
  },
  { name: 'keysInMemory', says: 'Keys in the memory of a process go with the process.' },
  {
    name: 'keyElsewhere',
    says: 'A key in the memory of one process is not known to any other.',
  },
  {
    name: 'keyNotYet',
    says: 'Between an effect and the record of its key nobody can know of it.',
  },
  ...replicaRules,
  {
    name: 'extendLease',
    says: 'A consumer that says it is still at work gets its lease anew.',
  },
  { name: 'leaseCap', says: 'A lease is not extended beyond its longest time in all.' },
  {
    name: 'dualWrite',
    says: 'State and message are two writes: a crash between them leaves one without the other.',
  },
  {
    name: 'outbox',
    says: 'State and message are one transaction: a relay publishes what stands in the outbox.',
  },
  { name: 'nobodyThere', says: 'A process that is down takes no orders.' },
  {
    name: 'retryCall',
    says: 'A call that failed is made again, so often, each time after a pause.',
  },
  {
    name: 'breakerOpens',
    says: 'After so many failures within so long a breaker opens: it refuses each call at once.',
  },
  { name: 'breakerOpen', says: 'A breaker that is not closed refuses calls, and nobody is asked.' },
  { name: 'breakerTries', says: 'After a while an open breaker lets one call try.' },
  { name: 'breakerCloses', says: 'When the call that tries is answered, the breaker closes.' },
  ...quorumRules,
  {
    name: 'memoryAlarm',
    says: 'A broker that holds too much reads nothing from publishers, until it holds less.',
  },
  {
    name: 'diskAlarm',
    says: 'A broker whose disk is full reads nothing from publishers, until there is room.',
  },
  { name: 'receive', says: 'A consumer that asks for its messages is sent none unasked.' },
  { name: 'shortPoll', says: 'A call that does not wait is answered at once, with what there is.' },
  {
    name: 'longPoll',
    says: 'A call that waits is answered by the first message, or when its time is over.',
  },
] as const;

export type RuleName = (typeof rules)[number]['name'];

/** The number of each rule. */
export * as Rule from './numbers/rules.ts';
