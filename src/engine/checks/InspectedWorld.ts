/**
 * InspectedWorld is as much of a world as the checks look at.
 *
 * The model calls the checks, so the checks cannot know the model: they name what they need, and the
 * compiler holds `World` to it.
 */
import type { InspectedQuorums } from './replicaBounds.ts';

type Column = { readonly [row: number]: number };

export interface InspectedWorld {
  readonly seed: number;
  readonly nowUs: number;
  readonly events: number;
  readonly messageCount: number;
  readonly plan: {
    readonly nodes: readonly { readonly id: string; readonly kind: string }[];
    readonly brokerOf: Column;
  };
  readonly replicas: InspectedQuorums;
  isRunning(broker: number): boolean;
  readonly copyCounts: Column;
  /** Queues whose books have changed since they were last taken from here; -1 ends them. */
  readonly touched: { take(): number };
  countOf(queue: number, state: number): number;
  readonly messages: { readonly number: Column };
  readonly copies: {
    readonly rows: number;
    readonly message: Column;
    readonly queue: Column;
    readonly state: Column;
    readonly previous: Column;
    readonly next: Column;
    readonly delivery: Column;
    readonly letter: Column;
  };
  readonly deliveries: { readonly copy: Column; readonly consumer: Column; readonly next: Column };
  readonly letters: { readonly lane: Column };
  readonly order: {
    readonly isOn: boolean;
    readonly nodes: { readonly acksOfReady: Column; readonly perKeyInFlight: Column };
    readonly lanes: { readonly rows: number; readonly queue: Column; readonly inFlight: Column };
  };
  readonly keyStores: {
    readonly isOn: boolean;
    readonly keys: {
      readonly rows: number;
      readonly place: Column;
      readonly state: Column;
      readonly timer: Column;
    };
    readonly stores: {
      readonly rows: number;
      readonly place: Column;
      readonly remembered: Column;
    };
  };
  readonly queues: { readonly head: Column; readonly tail: Column; readonly flush: Column };
  readonly consumers: {
    readonly rows: number;
    readonly firstDelivery: Column;
    readonly window: Column;
  };
  readonly tallies: {
    readonly offered: Column;
    readonly storedAgain: Column;
    readonly deliveries: Column;
    readonly acks: Column;
    readonly nacks: Column;
    readonly leasesEnded: Column;
    readonly takenBack: Column;
    readonly cutShort: Column;
  };
}
