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
export * as Event from './numbers/events.ts';
