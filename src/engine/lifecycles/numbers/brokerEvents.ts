/** brokerEvents numbers what may happen to a broker. */
export const KILL = 0;
export const STOP = 1;
export const START = 2;
export const RECOVER = 3;
