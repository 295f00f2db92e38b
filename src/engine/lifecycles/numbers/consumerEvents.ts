/** consumerEvents numbers what may happen to a consumer. */
export const START = 0;
export const REST = 1;
export const CRASH = 2;
export const RESTART = 3;
export const LEAVE = 4;
