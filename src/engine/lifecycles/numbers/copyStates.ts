/** copyStates numbers the states of a message copy, as constants that a bundler writes in place. */
export const inTransit = 0;
export const ready = 1;
export const delayed = 2;
export const unacked = 3;
export const handedOver = 4;
export const done = 5;
export const deadLettered = 6;
export const dropped = 7;
export const lost = 8;
export const refused = 9;
export const redriven = 10;
