/**
 * eventKinds numbers what can be scheduled, and the classes that order events of the same microsecond.
 *
 * The order within an instant is a rule of the model, not an accident:
 *   an intervention comes first, so that a fault at 10.6 s meets the world as it stood before 10.6 s;
 *   then the disk, then a lease that runs out (an ack that arrives at that very instant is too late);
 *   then what is finished (work, acks, confirms, answers), so that a freed place is free for
 *   then what arrives on a wire; and last, new orders.
 */
export const Class = {
  fault: 0,
  disk: 1,
  lease: 2,
  settle: 3,
  arrive: 4,
  offer: 5,
} as const;

/** Zero is the future event list's tombstone. */
export const Event = {
  orderDue: 1,
  publishArrives: 2,
  confirmArrives: 3,
  confirmTimeout: 4,
  resendDue: 5,
  flushDue: 6,
  deliveryArrives: 7,
  workEnds: 8,
  ackArrives: 9,
  nackArrives: 10,
  leaseEnds: 11,
  delayEnds: 12,
  connectionClosed: 13,
  consumerRestarts: 14,
  consumerCrashes: 15,
  brokerStarts: 16,
  brokerRecovers: 17,
  callArrives: 18,
  answerArrives: 19,
  callTimeout: 20,
  serviceEnds: 21,
  heartbeatMissed: 22,
  spellEnds: 23,
  headExpires: 24,
  queueExpires: 25,
  handArrives: 26,
  brokerHangsUp: 27,
  brokerStops: 28,
} as const;
