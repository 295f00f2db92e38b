/** deliveryFlags are the bits of `Deliveries.flags`. */
/** An ack sent before the work is on the wire. */
export const earlyAckOnWire = 1;
export const ackedEarly = 2;
/** The key was known before the work began: there is nothing to do. */
export const suppressed = 4;
/** The work failed, and the ack sent before it has not arrived yet. */
export const failed = 8;
/** Fetched, or left from an earlier subscription: it takes no place in the prefetch window. */
export const outsideWindow = 16;
/** Fetched, one at a time. */
export const fetched = 32;
/** Mishaps drawn when the work began. */
export const willFail = 64;
export const willDie = 128;
