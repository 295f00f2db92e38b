/** counts are how many states and events a message copy has, as constants that a bundler writes in place. */
export const COPY_STATES = 11;
export const COPY_EVENTS = 15;
