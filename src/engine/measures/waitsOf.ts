/**
 * waitsOf reads waits and sojourns out of a trace: W_q from publish to first delivery, W from publish
 * to ack, each message and queue once.
 */

import type { Trace } from '../trace/index.ts';
import { Fact } from '../trace/index.ts';

export interface Waits {
  /** In microseconds, in the order of the deliveries. */
  readonly waitUs: number[];
  /** In microseconds, in the order of the acks. */
  readonly sojournUs: number[];
}

/** Waits at the places that `queueAt` maps to a queue that counts; NaN leaves a fact out. */
export function waitsOf(
  trace: Trace,
  messageCount: number,
  counts: (place: number) => boolean,
): Waits {
  const publishedAtUs = new Float64Array(messageCount + 1);
  const waitUs: number[] = [];
  const sojournUs: number[] = [];
  for (let i = 0; i < trace.length; i++) {
    const kind = trace.kind(i);
    if (kind === Fact.published) publishedAtUs[trace.message(i)] = trace.atUs(i);
    else if (!counts(trace.place(i))) continue;
    else if (kind === Fact.delivered) waitUs.push(trace.atUs(i) - publishedAtUs[trace.message(i)]);
    else if (kind === Fact.acked || kind === Fact.ackedEarly) {
      sojournUs.push(trace.atUs(i) - publishedAtUs[trace.message(i)]);
    }
  }
  return { waitUs, sojournUs };
}
