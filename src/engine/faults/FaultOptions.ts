/** FaultOptions says how much of a run a fault campaign goes through, and with what faults. */
export interface FaultOptions {
  readonly seed?: number | undefined;
  /** Only the first so many events of the run; all of them if not given. */
  readonly events?: number | undefined;
  /** One of each so many events. Not given: as many as `budget` allows. */
  readonly every?: number | undefined;
  /** About so many events are played in all; `every` overrules it. */
  readonly budget?: number | undefined;
  /** Also what can go wrong besides crashes: acks dropped, wires cut, crashes within the work. */
  readonly allKinds?: boolean | undefined;
  /** Also each packet lost, late and, a publish, doubled. */
  readonly packets?: boolean | undefined;
  /** false: only what else is asked for. */
  readonly crashes?: boolean | undefined;
  /** Also two faults, of which the second comes before the first is healed. */
  readonly pairs?: boolean | undefined;
  /** Components that never fail: their ids. */
  readonly spared?: readonly string[] | undefined;
  /** How long a fault lasts, in µs. */
  readonly healAfterUs?: number | undefined;
  /** Simulated time from the healing on, after which all must be at rest, in µs. */
  readonly boundUs?: number | undefined;
}

export const DEFAULT_FAULT_OPTIONS = {
  budget: 10_000_000,
  healAfterUs: 1_000_000,
  boundUs: 600_000_000,
} as const;
