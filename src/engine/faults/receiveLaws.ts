/**
 * receiveLaws hold consumers that ask for their messages to it: they are sent none unasked and no more than
 * they asked for, all in one answer; and whoever has nothing in hand asks, or will.
 */
import { NO_EVENT } from '../kernel/index.ts';
import { Event } from '../model/eventKinds.ts';
import { isIdle, receiveOf } from '../model/receiving.ts';
import { Asking } from '../model/receivingTables.ts';
import type { Simulation } from '../model/Simulation.ts';
import type { World } from '../model/World.ts';
import { Fact } from '../trace/index.ts';

interface Call {
  left: number;
  /** When it was answered; -1: not yet. */
  answeredAtUs: number;
}

/** What consumers were sent without having asked for it, told from the trace alone. */
export function receivesAstray({ world }: Simulation): string[] {
  const { trace, plan } = world;
  if (!plan.receives) return [];
  const calls = new Map<number, Call>();
  const found: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const { kind, message, place, count, atUs } = trace.entry(i);
    const consumer = place - plan.nodes.length;
    switch (kind) {
      case Fact.asked:
        calls.set(consumer, { left: count, answeredAtUs: -1 });
        break;
      case Fact.foundEmpty:
      case Fact.receiveLost:
      case Fact.connectionClosed:
      case Fact.consumerCrashed:
      case Fact.consumerLeft:
        calls.delete(consumer);
        break;
      case Fact.delivered:
      case Fact.redelivered: {
        if (receiveOf(world, consumer) === undefined) break;
        const call = calls.get(consumer);
        const isOpen = call !== undefined && (call.answeredAtUs < 0 || call.answeredAtUs === atUs);
        if (!isOpen || call.left === 0)
          found.push(`m${message} was sent to consumer ${consumer}, which had not asked for it`);
        if (call !== undefined) {
          call.left--;
          call.answeredAtUs = atUs;
        }
        break;
      }
    }
  }
  return found;
}

/** Consumers that have nothing in hand and will never ask, or whose call nothing will end. */
export function strayReceivers(world: World): string[] {
  const { consumers, plan, receivers } = world;
  if (!plan.receives) return [];
  const found: string[] = [];
  for (let consumer = 0; consumer < consumers.rows; consumer++) {
    if (receiveOf(world, consumer) === undefined) continue;
    const isAsking = receivers.state[consumer] !== Asking.not;
    if (isAsking !== (receivers.due[consumer] !== NO_EVENT))
      found.push(
        `the call of consumer ${consumer} is in state ${receivers.state[consumer]}, and nothing will end it`,
      );
    if (!isAsking && isIdle(world, consumer))
      found.push(`consumer ${consumer} has nothing in hand, and asks for nothing`);
  }
  return found;
}

const asking: ReadonlySet<number> = new Set([
  Event.askDue,
  Event.receiveArrives,
  Event.receiveEnds,
  Event.receiveAnswered,
]);

/** Whether an event is of somebody who asks where there is nothing: it changes nothing. */
export function asksInVain({ consumers, queues }: World, kind: number, consumer: number): boolean {
  return asking.has(kind) && queues.head[consumers.queue[consumer]] < 0;
}
