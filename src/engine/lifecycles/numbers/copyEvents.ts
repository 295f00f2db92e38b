/** copyEvents numbers what may happen to a message copy. */
export const STORE = 0;
export const REFUSE = 1;
export const LOSE = 2;
export const FORGET = 3;
export const DELIVER = 4;
export const ACK = 5;
export const ACK_EARLY = 6;
export const FINISH = 7;
export const RETURN = 8;
export const DELAY = 9;
export const DUE = 10;
export const DEAD_LETTER = 11;
export const DROP = 12;
export const RESURRECT = 13;
export const REDRIVE = 14;
