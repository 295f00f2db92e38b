/** The package has no types; what it puts on the window is described where it is used. */
declare module 'simjs';
