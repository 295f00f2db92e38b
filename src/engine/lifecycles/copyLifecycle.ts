/**
 * copyLifecycle says what may happen to a message copy: one message in one queue.
 *
 * It never waits. When something happens is the model's business; whether it may is decided here, and
 * the same machine is drawn in the inspector with the current state lit.
 */
import type { Lifecycle } from './Lifecycle.ts';

export const copyStates = [
  'inTransit',
  'ready',
  'delayed',
  'unacked',
  'handedOver',
  'done',
  'deadLettered',
  'dropped',
  'lost',
  'refused',
  'redriven',
] as const;
export type CopyState = (typeof copyStates)[number];

export const copyEvents = [
  'STORE',
  'REFUSE',
  'LOSE',
  'FORGET',
  'DELIVER',
  'ACK',
  'ACK_EARLY',
  'FINISH',
  'RETURN',
  'DELAY',
  'DUE',
  'DEAD_LETTER',
  'DROP',
  'RESURRECT',
  'REDRIVE',
] as const;
export type CopyEvent = (typeof copyEvents)[number];

export const copyLifecycle: Lifecycle<CopyState, CopyEvent> = {
  id: 'messageCopy',
  initial: 'inTransit',
  states: {
    // With its producer or on a wire: the queue does not have it, or has told nobody that it had it.
    inTransit: { on: { STORE: 'ready', REFUSE: 'refused', LOSE: 'lost' } },
    ready: {
      on: {
        DELIVER: 'unacked',
        // A late ack, where they count.
        ACK: 'done',
        DEAD_LETTER: 'deadLettered',
        DROP: 'dropped',
        LOSE: 'lost',
        FORGET: 'inTransit',
        REDRIVE: 'redriven',
      },
    },
    // Returned with a pause: stored, and not to be delivered before the pause is over.
    delayed: { on: { DUE: 'ready', ACK: 'done', LOSE: 'lost', FORGET: 'inTransit' } },
    unacked: {
      on: {
        ACK: 'done',
        ACK_EARLY: 'handedOver',
        RETURN: 'ready',
        DELAY: 'delayed',
        DEAD_LETTER: 'deadLettered',
        DROP: 'dropped',
        LOSE: 'lost',
        FORGET: 'inTransit',
      },
    },
    // Acknowledged before the work: the broker has deleted it, only the consumer's memory holds it.
    handedOver: { on: { FINISH: 'done', LOSE: 'lost', RESURRECT: 'ready' } },
    // An ack that was not on disk when the broker died is forgotten, and the message comes back.
    done: { on: { RESURRECT: 'ready' } },
    deadLettered: { type: 'final' },
    dropped: { type: 'final' },
    lost: { type: 'final' },
    refused: { type: 'final' },
    // A dead letter that went back: it goes on as another copy, in another queue.
    redriven: { type: 'final' },
  },
};
