/**
 * Intervention is an act upon a running system: at this time, this, to that.
 *
 * A scenario's script and a learner's hand use the same acts, so that every fault is an object on the
 * time axis that can be moved, edited and taken away.
 */
import type { SimTime } from '../kernel/index.ts';
import type { LogAct } from './log/LogAct.ts';
import type { Letter, QueueSpec } from './Scenario.ts';

export type Intervention = { readonly atUs: SimTime } & Act;

/** An act as part of a run: the script's own or a person's. */
export interface RunAct {
  readonly act: Intervention;
  readonly isScript: boolean;
}

export type Act =
  | HandAct
  /** What a client of a log asks for, done by hand. */
  | LogAct
  /** Orders of a producer come `factor` times as often for `lengthUs`. */
  | {
      readonly kind: 'spike';
      readonly target: string;
      readonly factor: number;
      readonly lengthUs: number;
    }
  /** A consumer dies: now, or at that point of the next message it comes to. Member from 1; null: the busiest. */
  | {
      readonly kind: 'crashConsumer';
      readonly target: string;
      readonly member: number | null;
      readonly point: CrashPoint;
    }
  | { readonly kind: 'restartConsumer'; readonly target: string; readonly member: number | null }
  | { readonly kind: 'addConsumer'; readonly target: string }
  | { readonly kind: 'removeConsumer'; readonly target: string; readonly member: number | null }
  /** Work of a consumer or a service takes `factor` times as long for `lengthUs`. */
  | {
      readonly kind: 'slow';
      readonly target: string;
      readonly factor: number;
      readonly lengthUs: number;
    }
  /** A service dies: now, or at that point of its next commit. Left out: now. */
  | { readonly kind: 'crashService'; readonly target: string; readonly point?: CommitPoint }
  | { readonly kind: 'restartService'; readonly target: string }
  /** A producer that publishes dies: now, or at that point of its next commit. */
  | { readonly kind: 'crashProducer'; readonly target: string; readonly point: CommitPoint }
  | { readonly kind: 'restartProducer'; readonly target: string }
  /** kill: at once, nothing more is written. graceful: what is in memory of a durable queue is flushed first. */
  | { readonly kind: 'stopBroker'; readonly target: string; readonly how: 'kill' | 'graceful' }
  | { readonly kind: 'startBroker'; readonly target: string }
  /** The disk of a broker is full: it reads nothing from publishers until there is room. */
  | { readonly kind: 'fillDisk'; readonly target: string }
  | { readonly kind: 'freeDisk'; readonly target: string }
  /**
   * One of the replicas of a log dies, from 1; null: the one that leads. kill: its disk is as it was when
   * it runs again. loseDisk: it comes back with nothing.
   */
  | {
      readonly kind: 'crashReplica';
      readonly target: string;
      readonly replica: number | null;
      readonly how: 'kill' | 'loseDisk';
    }
  /** A dead replica runs again; null: the first that is down. */
  | { readonly kind: 'restartReplica'; readonly target: string; readonly replica: number | null }
  /** The next message that this queue stores can never be processed. */
  | { readonly kind: 'poisonNext'; readonly target: string }
  /**
   * What a dead-letter queue has ready goes to `to`, or (null) back to the queues that it died in: at most
   * so many a second, or (Infinity) all at once.
   */
  | {
      readonly kind: 'redrive';
      readonly target: string;
      readonly to: string | null;
      readonly perS: number;
    }
  /** The redrive of a queue ends; what is not moved stays. */
  | { readonly kind: 'stopRedrive'; readonly target: string }
  /** The next ack sent by a consumer of this group never arrives. */
  | { readonly kind: 'dropNextAck'; readonly target: string }
  | { readonly kind: 'cutWire'; readonly from: string; readonly to: string }
  | { readonly kind: 'healWire'; readonly from: string; readonly to: string }
  /** The next packet that arrives on this wire, either way, never does; or does so later. */
  | { readonly kind: 'losePacket'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'delayPacket';
      readonly from: string;
      readonly to: string;
      readonly byUs: number;
    }
  /** The next publish that arrives on this wire does so twice. */
  | { readonly kind: 'doublePacket'; readonly from: string; readonly to: string }
  /** Turns a knob. Which there are, and their ranges: `knobs.ts`. */
  | {
      readonly kind: 'setKnob';
      readonly target: string;
      readonly knob: string;
      readonly value: number;
    };

/** What a person does in the place of a producer, of a consumer `byHand`, or of whoever runs the broker. */
export type HandAct =
  /** A producer publishes one message along its wire to `to`, which may be an exchange that is not there. */
  | ({
      readonly kind: 'publish';
      readonly target: string;
      readonly to: string;
      readonly persistent: boolean;
      readonly confirm: boolean;
    } & Letter)
  /** A consumer by hand asks for messages. Infinity: without a prefetch limit. */
  | {
      readonly kind: 'subscribe';
      readonly target: string;
      readonly prefetchLimit: number;
      readonly ack: 'byHand' | 'onSend';
      readonly priority: number;
      readonly exclusive: boolean;
    }
  /** It asks for no more messages and keeps those it holds. */
  | { readonly kind: 'cancel'; readonly target: string }
  /** It fetches one message, if there is one. */
  | { readonly kind: 'get'; readonly target: string; readonly ack: 'byHand' | 'onSend' }
  /**
   * It says what became of a message that it holds: the latest delivery of it (null: the oldest that it
   * holds); with `multiple`, of everything on its channel up to that one.
   */
  | {
      readonly kind: 'settle';
      readonly target: string;
      readonly message: number | null;
      readonly verdict: 'ack' | 'nack' | 'reject';
      readonly requeue: boolean;
      readonly multiple: boolean;
    }
  /** It gives back all that its channel holds. */
  | { readonly kind: 'recover'; readonly target: string }
  /** Its channel is closed, or its process dies. */
  | { readonly kind: 'closeChannel'; readonly target: string; readonly how: 'orderly' | 'crash' }
  /** A queue is declared with these settings (null: the scenario's), or is only asked for. */
  | {
      readonly kind: 'declareQueue';
      readonly target: string;
      readonly as: QueueSpec | null;
      readonly isPassive: boolean;
    }
  | { readonly kind: 'deleteQueue'; readonly target: string }
  | { readonly kind: 'purgeQueue'; readonly target: string };

export type ActKind = Act['kind'];

/**
 * Where a consumer dies. `beforeWork` has done nothing yet; `midWork` is half-way, before the effect;
 * `afterEffect` has had its effect and has not sent the ack: the one that makes duplicates.
 */
export type CrashPoint = 'now' | 'beforeWork' | 'midWork' | 'afterEffect';

/** Where a publisher dies: before it commits the state of its next order, or right after. */
export type CommitPoint = 'now' | 'beforeCommit' | 'afterCommit';

/** Whether it makes the next packet on a wire come late or twice. */
export function disturbsPackets(kind: ActKind): boolean {
  return kind === 'doublePacket' || kind === 'delayPacket';
}
