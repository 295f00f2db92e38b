/** brokerStates numbers the states of a broker. */
export const running = 0;
export const down = 1;
export const recovering = 2;
