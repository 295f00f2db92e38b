/** messageFlags are the bits of `Messages.flags`. */
export const persistent = 1;
export const wantsConfirm = 2;
/** Its producer still waits for the confirm, and still has it. */
export const waiting = 4;
export const confirmSent = 8;
/** A queue has refused what arrived last: the broker's answer is no. */
export const refused = 16;
export const confirmed = 32;
export const poison = 64;
/** Its producer died before the confirm came: nobody will send it again. */
export const orphaned = 128;
/** To be sent back when no queue takes it. */
export const mandatory = 256;
/** No queue takes it. */
export const unroutable = 512;
/** Refused for now: its publisher may send it again. */
export const notNow = 1024;
/** A relay has sent it: it stands in its publisher's outbox until it is confirmed. */
export const inOutbox = 2048;
/** The process that sent it has died, and its outbox has it: it is sent again, and no confirm is heard until then. */
export const kept = 4096;
