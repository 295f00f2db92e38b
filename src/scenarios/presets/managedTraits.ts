/** managedTraits are what queues of brokers that are services have in common in this model, and why. */
import type { QueueTraits } from './Preset.ts';

type Common =
  | 'flush'
  | 'confirmAfter'
  | 'turns'
  | 'activeByPriority'
  | 'getBesideSingleActive'
  | 'longestWaitUs'
  | 'resumesWindow'
  | 'refuses'
  | 'limitsReturnsFirst'
  | 'dropsLastFirst'
  | 'maxPriority'
  | 'defaultPriority'
  | 'keepsTransient'
  | 'confirmsInOrder'
  | 'writesLazily'
  | 'killFlagsAll'
  | 'replication';

export const managedTraits: Pick<QueueTraits, Common> = {
  flush: { kind: 'eachPublish', us: 5_000 },
  confirmAfter: 'flushed',
  turns: 'inOrder',
  activeByPriority: false,
  getBesideSingleActive: true,
  longestWaitUs: Number.POSITIVE_INFINITY,
  resumesWindow: false,
  refuses: 'atLimit',
  limitsReturnsFirst: false,
  dropsLastFirst: false,
  maxPriority: 0,
  defaultPriority: 0,
  keepsTransient: true,
  confirmsInOrder: true,
  writesLazily: false,
  killFlagsAll: false,
  replication: null,
};

const noLimit = 'no limit on the length of a queue is documented, so nothing follows from it';
const noPriorities = 'no priorities of messages are documented';
const noSingle = 'no single active consumer is documented';
const opaque = 'how the service stores is not documented: assumed';

export const managedSources: Readonly<Record<Common, string>> = {
  flush: `${opaque}, as are the 5 ms`,
  confirmAfter: `${opaque}, that it answers when the message is stored on several servers`,
  turns: 'consumers ask, and nobody’s turn is documented: in turn is ours',
  activeByPriority: noSingle,
  getBesideSingleActive: noSingle,
  longestWaitUs: 'how long a receive waits is the consumer’s to say',
  resumesWindow: 'a consumer asks for each batch: there is no subscription to resume',
  refuses: noLimit,
  limitsReturnsFirst: noLimit,
  dropsLastFirst: noLimit,
  maxPriority: noPriorities,
  defaultPriority: noPriorities,
  keepsTransient: 'no message can be marked transient',
  confirmsInOrder: `${opaque}; every message is stored alike`,
  writesLazily: opaque,
  killFlagsAll: 'a service is not killed by its users',
  replication: `${opaque}, but on several servers, none of which its users can lose`,
};
