/**
 * eventKinds numbers what can be scheduled, and the classes that order events of the same microsecond.
 *
 * The order within an instant is a rule of the model, not an accident:
 *   an intervention comes first, so that a fault at 10.6 s meets the world as it stood before 10.6 s;
 *   then the disk, then a lease that runs out (an ack that arrives at that very instant is too late);
 *   then what is finished (work, acks, confirms, answers), so that a freed place is free for
 *   then what arrives on a wire; and last, new orders.
 */
export * as Class from './numbers/classes.ts';

/** Zero is the future event list's tombstone. */
import * as Event from './numbers/events.ts';

export { Event };

/** What mostly falls due in the order it was scheduled: packets on wires alike, leases as long as another. */
export const lanes = {
  packets: [
    Event.publishArrives,
    Event.confirmArrives,
    Event.deliveryArrives,
    Event.ackArrives,
    Event.nackArrives,
    Event.callArrives,
    Event.answerArrives,
  ],
  deadlines: [Event.leaseEnds, Event.confirmTimeout, Event.callTimeout],
} as const;
