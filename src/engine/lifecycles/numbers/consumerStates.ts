/** consumerStates numbers the states of a consumer. */
export const idle = 0;
export const working = 1;
export const down = 2;
export const leaving = 3;
export const removed = 4;
