/** eventKinds sorts the kinds of fact into the few that somebody would look for in a log. */
import { Fact, type FactName, factKinds } from '../engine/index.ts';

export type EventKind =
  | 'headlines'
  | 'publishing'
  | 'delivering'
  | 'working'
  | 'settling'
  | 'fates'
  | 'faults'
  | 'calls'
  | 'logs';

export const eventKindTitles: Readonly<Record<EventKind, string>> = {
  headlines: 'Headlines',
  publishing: 'Publishing and confirms',
  delivering: 'Deliveries',
  working: 'Work and effects',
  settling: 'Acks, returns, leases',
  fates: 'Lost, dead, refused, repeated',
  faults: 'Faults and acts',
  calls: 'Orders and calls',
  logs: 'Logs and groups',
};

const members: Readonly<Record<Exclude<EventKind, 'headlines' | 'logs'>, readonly FactName[]>> = {
  publishing: [
    'committed',
    'published',
    'resent',
    'stored',
    'storedAgain',
    'flushed',
    'confirmed',
    'confirmLost',
    'confirmTimedOut',
    'forgotten',
    'unroutable',
    'sentBack',
    'redriven',
  ],
  delivering: [
    'delivered',
    'redelivered',
    'packetLost',
    'heldBack',
    'connectionClosed',
    'subscribed',
    'unsubscribed',
    'asked',
    'receiveLost',
    'foundEmpty',
    'recordDelivered',
    'recordRedelivered',
    'recordClaimed',
  ],
  working: [
    'started',
    'effectApplied',
    'effectRepeated',
    'effectSuppressed',
    'attemptFailed',
    'keyForgotten',
  ],
  settling: [
    'acked',
    'ackedEarly',
    'ackCameTooLate',
    'ackLost',
    'returned',
    'delayed',
    'delayEnded',
    'leaseEnded',
    'leaseExtended',
    'extensionRefused',
    'extensionLost',
    'cameBack',
    'recordAcked',
    'recordReturned',
    'waitExtended',
    'waitEnded',
    'answerIgnored',
    'offsetCommitted',
    'commitFenced',
  ],
  fates: [
    'lost',
    'dropped',
    'deadLettered',
    'refused',
    'gaveUp',
    'effectRepeated',
    'storedAgain',
    'unroutable',
    'callRefused',
    'callTimedOut',
    'callBlocked',
    'orderFailed',
    'turnedAway',
    'neverPublished',
    'neverCommitted',
    'recordParked',
    'recordEnded',
    'recordRemoved',
    'appendRefused',
    'logLost',
    'logSetBack',
  ],
  faults: [
    'intervened',
    'spellEnded',
    'consumerCrashed',
    'consumerRestarted',
    'consumerJoined',
    'consumerLeft',
    'brokerDown',
    'brokerStarted',
    'brokerRecovered',
    'serviceDown',
    'serviceUp',
    'channelClosed',
    'purged',
    'queueDeclared',
    'queueDeleted',
    'actRefused',
    'redriveBegan',
    'redriveEnded',
    'keysLost',
    'producerDown',
    'producerUp',
    'breakerOpened',
    'breakerHalfOpened',
    'breakerClosed',
    'replicaDown',
    'replicaUp',
    'leaderElected',
    'majorityLost',
    'majorityBack',
    'alarmRaised',
    'alarmCleared',
  ],
  calls: [
    'offered',
    'called',
    'calledAgain',
    'callBlocked',
    'callRefused',
    'callTimedOut',
    'answered',
    'orderDone',
    'orderFailed',
  ],
};

const firstOfLogs = Fact.appended;
const firstAfterLogs = Fact.redriveBegan;

/** The kinds of fact of an event kind, by their numbers; a fact may be of several. */
export function factsOfKind(kind: EventKind): ReadonlySet<number> {
  if (kind === 'headlines') return numbersWhere((_, rank) => rank === 1);
  if (kind === 'logs')
    return numbersWhere(
      (number) =>
        (number >= firstOfLogs && number < firstAfterLogs) ||
        (number >= Fact.recordReplicated && number <= Fact.joinedInSync),
    );
  return new Set(members[kind].map((name) => Fact[name]));
}

function numbersWhere(isMeant: (number: number, rank: number) => boolean): ReadonlySet<number> {
  return new Set(factKinds.flatMap(({ rank }, number) => (isMeant(number, rank) ? [number] : [])));
}
