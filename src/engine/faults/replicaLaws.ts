/**
 * replicaLaws say what replicas promise, told from the trace alone: what is read, and what is confirmed
 * where the confirm waits for those in sync, is on all of them; and what is safe is lost only where the
 * settings, or a disk that is gone, say so.
 */
import type { World } from '../model/World.ts';
import { Fact, NO_FACT, Rule } from '../trace/index.ts';
import { targetOf } from './laws.ts';

export function replicaLawsBroken(world: World): string[] {
  if (!world.replicas.hasLogs) return [];
  const { trace, plan } = world;
  const found: string[] = [];
  /** Records of a message in a partition, in their order, and how many of them are safe. */
  const records = new Map<string, { count: number; safe: number }>();
  const of = (message: number, place: number, partition: number) => {
    const key = `${message} ${place} ${partition}`;
    const known = records.get(key) ?? { count: 0, safe: 0 };
    records.set(key, known);
    return known;
  };
  /** Messages that are safe or have been, or were removed by a limit before, by log. */
  const once = new Set<string>();
  const isRemoved = new Set<string>();
  /** Logs of which a disk has been lost. */
  const emptied = new Set<number>();
  for (let fact = 0; fact < trace.length; fact++) {
    const kind = trace.kind(fact);
    const message = trace.message(fact);
    const place = trace.place(fact);
    const what = `m${message} in ${plan.nodes[place]?.id}`;
    switch (kind) {
      case Fact.replicaDown:
        if (losesDisk(world, fact)) emptied.add(place);
        break;
      case Fact.appended:
        of(message, place, trace.count(fact)).count++;
        break;
      case Fact.recordReplicated:
        of(message, place, trace.count(fact)).safe++;
        once.add(`${message} ${place}`);
        break;
      // Whoever waits for what a limit has removed is answered when it would have been safe.
      case Fact.recordRemoved:
        once.add(`${message} ${place}`);
        isRemoved.add(`${message} ${place}`);
        break;
      case Fact.recordLost:
      case Fact.recordForgotten: {
        // A resend may have made a second record of it: the later ones go first.
        const own = of(message, place, trace.count(fact));
        const isUnclear = isRemoved.has(`${message} ${place}`);
        own.count--;
        if (own.safe <= own.count) break;
        own.safe--;
        if (!isUnclear && !mayLose(world, place, trace.rule(fact), emptied))
          found.push(`${what} was safe, and is lost with its leader`);
        break;
      }
      case Fact.recordDelivered: {
        const log = world.logs.plan.logOf[groupAt(world, place)];
        if (world.replicas.plan.logs[log] && !once.has(`${message} ${log}`))
          found.push(`m${message} is read before it is safe in ${plan.nodes[log].id}`);
        break;
      }
      case Fact.confirmed: {
        const log = targetOf(world, place);
        const spec = world.replicas.plan.logs[log];
        if (spec?.confirmAfter === 'inSync' && !once.has(`${message} ${log}`))
          found.push(`m${message} is confirmed before it is safe in ${plan.nodes[log].id}`);
        break;
      }
    }
  }
  return found;
}

/** Whether what is safe may be lost for that reason: by the settings, or because a disk is gone. */
function mayLose(
  { replicas }: World,
  log: number,
  rule: number,
  emptied: ReadonlySet<number>,
): boolean {
  if (rule === Rule.uncleanElection) return replicas.plan.logs[log]?.uncleanElection === true;
  return rule === Rule.diskLost && emptied.has(log);
}

function losesDisk({ trace, acts }: World, fact: number): boolean {
  const cause = trace.cause(fact);
  const act = trace.kind(cause) === Fact.intervened ? acts[trace.count(cause)]?.act : undefined;
  return act?.kind === 'crashReplica' && act.how === 'loseDisk';
}

function groupAt({ plan, consumers }: World, place: number): number {
  return place < plan.nodes.length ? NO_FACT : consumers.queue[place - plan.nodes.length];
}
