/** The stage: the system as a picture, and the marks of a message that it shares with the panels. */
export * from './marks/index';
