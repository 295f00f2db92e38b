/** reportReceives sums up how often consumers have asked for messages, and what came of it. */
import type { World } from './World.ts';

export interface ReceiveReport {
  /** Calls made; each costs a way there and a way back. */
  readonly calls: number;
  /** Of them, those that came back with nothing. */
  readonly empty: number;
  /** Messages that were handed out in answer. */
  readonly messages: number;
}

/** How a group of consumers has asked; null: its messages are sent to it unasked. */
export function receiveReport({ plan, receiveCounts }: World, group: number): ReceiveReport | null {
  if (plan.consumers[group]?.receive === undefined) return null;
  return {
    calls: receiveCounts.calls[group],
    empty: receiveCounts.empty[group],
    messages: receiveCounts.messages[group],
  };
}
