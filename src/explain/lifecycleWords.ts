/** lifecycleWords is what the states and events of a lifecycle are called where people read them. */
import type { BrokerState, ConsumerState, CopyState } from '../engine/index.ts';

export const stateWords: Readonly<Record<CopyState | ConsumerState | BrokerState, string>> = {
  inTransit: 'sending',
  ready: 'ready',
  delayed: 'delayed',
  unacked: 'unacked',
  handedOver: 'acked early',
  done: 'done',
  deadLettered: 'dead-letter',
  dropped: 'dropped',
  lost: 'LOST',
  refused: 'refused',
  redriven: 'sent back',
  idle: 'idle',
  working: 'working',
  down: 'DOWN',
  leaving: 'leaving',
  removed: 'gone',
  running: 'running',
  recovering: 'recovering',
};

const events: Readonly<Record<string, string>> = {
  // A message in a queue.
  STORE: 'its queue stores it',
  REFUSE: 'its queue refuses it',
  LOSE: 'what holds it dies',
  FORGET: 'its broker forgets it, and its producer has it',
  DELIVER: 'a consumer gets it',
  ACK: 'its ack arrives',
  ACK_EARLY: 'its ack arrives before the work',
  FINISH: 'the work is over',
  RETURN: 'it comes back without an ack',
  DELAY: 'it comes back with a pause',
  DUE: 'the pause is over',
  DEAD_LETTER: 'its queue gives it up, with a dead-letter queue',
  DROP: 'its queue gives it up, without one',
  RESURRECT: 'its ack was not on disk',
  REDRIVE: 'somebody sends it back from the dead letters',
  // A consumer.
  START: 'it begins a message',
  REST: 'it has nothing more to do',
  CRASH: 'it crashes',
  RESTART: 'it starts again',
  LEAVE: 'it is told to leave',
  // A broker.
  KILL: 'it is killed',
  STOP: 'it is stopped in order',
  RECOVER: 'it has read its store',
};

/** A broker starts, where a consumer begins a message. */
const ofBroker: Readonly<Record<string, string>> = { START: 'it is started' };

/** What happens when a machine of this name takes an event: "its ack arrives". */
export function eventWords(machine: string, event: string): string {
  const own = machine === 'broker' ? ofBroker[event] : undefined;
  return own ?? events[event] ?? event;
}
