/** Playable is what a player moves: one timeline, or several side by side. */
export interface Playable {
  /** The playhead: all that is due up to here has happened. */
  readonly nowUs: number;
  /** How far the time axis goes. */
  readonly endUs: number;
  /** Why it cannot go on, or null. */
  readonly stopped: string | null;
  /** Goes to an instant, backwards or forwards, all the way. */
  seek(atUs: number): void;
  /** The same, but what takes long is left to `goOn`, in the frames that follow: it is then under way. */
  goTo(atUs: number): void;
  readonly isUnderWay: boolean;
  /** Sets where to go; `goOn` goes there, in slices if need be. */
  aim(atUs: number): void;
  /** Simulates towards the aim, at most so many events. Returns whether it got there. */
  goOn(maxSteps?: number): boolean;
  /** One event forwards or backwards. Returns false at either end. */
  step(direction: 1 | -1): boolean;
  /** Lets the axis go further than it did. */
  extend(): void;
}
