/** copyFlags are the bits of `Copies.flags`. */
export const onDisk = 1;
/** In its queue's list of records to flush. */
export const toFlush = 2;
/** The broker's confirm waits for this copy's flush. */
export const awaited = 4;
export const ackOnDisk = 8;
/** Stored again, after a resend or by a redrive. */
export const extra = 16;
/** Moved here from another queue as a dead letter. */
export const deadLetter = 32;
export const poison = 64;
/** It still holds its message (its one reference). */
export const holds = 128;
