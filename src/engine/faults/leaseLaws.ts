/**
 * leaseLaws say how long a lease lasts, told from the trace and the settings alone: so long after the
 * message was handed out or its lease was extended, neither sooner nor later, and never longer in all than
 * its queue allows. An extension is of a lease that runs, and its consumer is at work.
 *
 * Where a queue has two copies of one message the trace does not tell which is meant, and a queue that is
 * declared anew may have another lease: of these the laws ask for nothing.
 */
import type { Simulation } from '../model/Simulation.ts';
import { Fact, factName } from '../trace/index.ts';

interface Held {
  readonly consumer: number;
  readonly sentAtUs: number;
  sinceUs: number;
  isAtWork: boolean;
}

export function leasesAstray({ world }: Simulation): string[] {
  const { trace, plan, consumers } = world;
  if (world.acts.some(({ act }) => act.kind === 'declareQueue')) return [];
  const nodes = plan.nodes.length;
  const held = new Map<string, Held>();
  const isInDoubt = new Set<string>();
  const found: string[] = [];
  for (let i = 0; i < trace.length; i++) {
    const { kind, message, place, atUs } = trace.entry(i);
    const queue = place < nodes ? place : consumers.queue[place - nodes];
    const spec = plan.nodes[queue];
    // A dead letter may be the second copy of its message where it goes.
    if (kind === Fact.deadLettered) isInDoubt.add(`${message} ${plan.deadLetterTo[queue]}`);
    if (spec?.kind !== 'queue' || spec.lease.kind !== 'timer') continue;
    const { us, maxUs = Number.POSITIVE_INFINITY } = spec.lease;
    const key = `${message} ${queue}`;
    const what = `the lease of m${message} in ${spec.id}`;
    const one = held.get(key);
    switch (kind) {
      case Fact.storedAgain:
      case Fact.redriven:
      case Fact.cameBack:
        isInDoubt.add(key);
        break;
      case Fact.delivered:
      case Fact.redelivered:
        held.set(key, { consumer: place, sentAtUs: atUs, sinceUs: atUs, isAtWork: false });
        break;
      case Fact.started:
        if (one?.consumer === place) one.isAtWork = true;
        break;
      case Fact.leaseExtended:
        if (isInDoubt.has(key)) break;
        if (one === undefined || !one.isAtWork)
          found.push(`${what} is extended at ${atUs} µs, and nobody is at work on it`);
        else if (atUs + us > one.sentAtUs + maxUs)
          found.push(`${what} is extended to ${atUs + us} µs, though it began at ${one.sentAtUs}`);
        else one.sinceUs = atUs;
        break;
      case Fact.leaseEnded:
        if (one !== undefined && !isInDoubt.has(key) && atUs !== one.sinceUs + us)
          found.push(`${what} ends at ${atUs} µs, and not at ${one.sinceUs + us}`);
        held.delete(key);
        break;
      default:
        if (endsDelivery.has(factName(kind))) held.delete(key);
    }
  }
  return found;
}

const endsDelivery: ReadonlySet<string> = new Set([
  'acked',
  'ackedEarly',
  'returned',
  'delayed',
  'deadLettered',
  'dropped',
  'lost',
  'forgotten',
]);
