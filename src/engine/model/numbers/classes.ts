/** classes numbers the classes that order events of the same microsecond: see `eventKinds.ts` for why. */
export const fault = 0;
export const disk = 1;
export const lease = 2;
export const settle = 3;
export const arrive = 4;
export const offer = 5;
