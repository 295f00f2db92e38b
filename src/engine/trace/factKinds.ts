/**
 * factKinds lists what a run can record. A fact is past and certain; its name says it as such.
 *
 * `rank` is how much of the story it is: 1 a headline (fates and faults), 2 a change of state, 3 the log.
 */
import { logFactKinds } from './logFactKinds.ts';
import { quorumFactKinds } from './quorumFactKinds.ts';
import { replicaFactKinds } from './replicaFactKinds.ts';

export const factKinds = [
  { name: 'offered', rank: 3 },
  { name: 'published', rank: 3 },
  { name: 'resent', rank: 2 },
  { name: 'stored', rank: 3 },
  { name: 'storedAgain', rank: 1 },
  { name: 'flushed', rank: 3 },
  { name: 'confirmed', rank: 3 },
  { name: 'confirmLost', rank: 1 },
  { name: 'confirmTimedOut', rank: 2 },
  { name: 'refused', rank: 1 },
  { name: 'gaveUp', rank: 1 },
  { name: 'delivered', rank: 3 },
  { name: 'redelivered', rank: 1 },
  { name: 'started', rank: 3 },
  { name: 'effectApplied', rank: 3 },
  { name: 'effectRepeated', rank: 1 },
  { name: 'effectSuppressed', rank: 1 },
  { name: 'attemptFailed', rank: 2 },
  { name: 'acked', rank: 3 },
  { name: 'ackedEarly', rank: 3 },
  { name: 'ackCameTooLate', rank: 1 },
  { name: 'ackLost', rank: 1 },
  { name: 'returned', rank: 1 },
  { name: 'delayed', rank: 2 },
  { name: 'delayEnded', rank: 3 },
  { name: 'leaseEnded', rank: 1 },
  { name: 'deadLettered', rank: 1 },
  { name: 'dropped', rank: 1 },
  { name: 'lost', rank: 1 },
  { name: 'forgotten', rank: 2 },
  { name: 'cameBack', rank: 1 },
  { name: 'packetLost', rank: 1 },
  { name: 'connectionClosed', rank: 2 },
  { name: 'consumerCrashed', rank: 1 },
  { name: 'consumerRestarted', rank: 1 },
  { name: 'consumerJoined', rank: 1 },
  { name: 'consumerLeft', rank: 1 },
  { name: 'brokerDown', rank: 1 },
  { name: 'brokerStarted', rank: 2 },
  { name: 'brokerRecovered', rank: 1 },
  { name: 'serviceDown', rank: 1 },
  { name: 'serviceUp', rank: 1 },
  { name: 'called', rank: 3 },
  { name: 'callRefused', rank: 1 },
  { name: 'callTimedOut', rank: 1 },
  { name: 'answered', rank: 3 },
  { name: 'orderDone', rank: 3 },
  { name: 'orderFailed', rank: 1 },
  { name: 'intervened', rank: 1 },
  { name: 'spellEnded', rank: 2 },
  { name: 'unroutable', rank: 1 },
  { name: 'sentBack', rank: 1 },
  { name: 'channelClosed', rank: 1 },
  { name: 'subscribed', rank: 2 },
  { name: 'unsubscribed', rank: 2 },
  { name: 'foundEmpty', rank: 3 },
  { name: 'purged', rank: 1 },
  { name: 'queueDeclared', rank: 2 },
  { name: 'queueDeleted', rank: 1 },
  ...logFactKinds,
  { name: 'redriveBegan', rank: 1 },
  { name: 'redriven', rank: 2 },
  { name: 'redriveEnded', rank: 2 },
  { name: 'keyForgotten', rank: 3 },
  { name: 'keysLost', rank: 1 },
  ...replicaFactKinds,
  { name: 'leaseExtended', rank: 3 },
  { name: 'extensionRefused', rank: 1 },
  { name: 'extensionLost', rank: 1 },
  { name: 'committed', rank: 3 },
  { name: 'neverPublished', rank: 1 },
  { name: 'neverCommitted', rank: 1 },
  { name: 'turnedAway', rank: 1 },
  { name: 'producerDown', rank: 1 },
  { name: 'producerUp', rank: 1 },
  { name: 'calledAgain', rank: 2 },
  { name: 'callBlocked', rank: 1 },
  { name: 'breakerOpened', rank: 1 },
  { name: 'breakerHalfOpened', rank: 1 },
  { name: 'breakerClosed', rank: 1 },
  ...quorumFactKinds,
  { name: 'alarmRaised', rank: 1 },
  { name: 'alarmCleared', rank: 1 },
  { name: 'heldBack', rank: 2 },
] as const;

export type FactName = (typeof factKinds)[number]['name'];

/** The number of each kind of fact. */
export * as Fact from './numbers/facts.ts';

export function factName(kind: number): FactName {
  return factKinds[kind].name;
}
