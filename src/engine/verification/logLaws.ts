/**
 * logLaws say what must hold of any run of a log. They read the trace from outside and share no code
 * with the model's own checks.
 */
import { keysMisremembered } from '../faults/keyLaws.ts';
import { strays } from '../faults/laws.ts';
import { replicaLawsBroken } from '../faults/replicaLaws.ts';
import { Fact, Simulation } from '../index.ts';
import type { LogRun } from './logRuns.ts';
import { MS } from './worlds.ts';

const MAX_EVENTS = 3_000;
const END_US = 600 * MS;

/** Plays a run, and once more without what upsets the log itself, and holds both to the laws. */
export function playLogAndCheck(run: LogRun): void {
  playAndHold(run);
  playAndHold(calm(run));
}

/** The same run with members that come, go, die and are slow, and nothing else. */
export function calm({ scenario, acts }: LogRun): LogRun {
  return { scenario, acts: acts.filter(({ kind }) => isOfMembers.has(kind)) };
}

const isOfMembers: ReadonlySet<string> = new Set([
  'crashConsumer',
  'restartConsumer',
  'addConsumer',
  'removeConsumer',
  'slow',
]);

/** Counts everything anew after every event. */
function playAndHold({ scenario, acts }: LogRun): void {
  const simulation = new Simulation(scenario, { interventions: acts, maxEvents: MAX_EVENTS });
  while (simulation.nextUs() <= END_US && simulation.step()) {
    simulation.recount();
    // A member that is dying at this very instant still counts as at work.
    if (simulation.nextUs() > simulation.world.nowUs) hold(strays(simulation.world));
  }
  const broken = [
    ...ghosts(simulation),
    ...neverDone(simulation),
    ...keysMisremembered(simulation),
    ...replicaLawsBroken(simulation.world),
  ];
  hold(broken);
}

function hold(broken: readonly string[]): void {
  if (broken.length > 0) throw new Error(broken.join('\n'));
}

/** Nobody gets or settles what was not appended, and every cause comes before its fact. */
function ghosts({ world }: Simulation): string[] {
  const { trace } = world;
  const appended = new Set<number>();
  const broken: string[] = [];
  for (let fact = 0; fact < trace.length; fact++) {
    const kind = trace.kind(fact);
    const message = trace.message(fact);
    if (kind === Fact.appended) appended.add(message);
    const isGiven = kind === Fact.recordDelivered || kind === Fact.recordRedelivered;
    if ((isGiven || kind === Fact.recordAcked) && !appended.has(message))
      broken.push(`m${message} was never appended`);
    if (trace.cause(fact) >= fact) broken.push(`fact ${fact} comes before its cause`);
  }
  return broken;
}

/**
 * A group that commits after the work has done everything before what it committed: each such record
 * that the log still has was worked off by some member, unless the group was moved or made anew.
 */
function neverDone({ world }: Simulation): string[] {
  const { trace, consumers } = world;
  const { shares, records, partitions, plan, groups } = world.logs;
  const broken: string[] = [];
  for (const group of plan.groupNodes) {
    const spec = plan.groups[group];
    const workers = world.plan.queueOf.indexOf(group);
    const isCareful =
      spec?.reading === 'perPartition' &&
      spec.startsAt === 'first' &&
      groups.exists[group] === 1 &&
      world.groups.ackBeforeWork[workers] === 0;
    if (!isCareful) continue;
    const done = new Set<number>();
    let isMoved = false;
    for (let fact = 0; fact < trace.length; fact++) {
      const kind = trace.kind(fact);
      const consumer = trace.place(fact) - world.plan.nodes.length;
      if (ends.has(kind) && consumers.queue[consumer] === group) done.add(trace.message(fact));
      if (moves.has(kind)) isMoved = true;
    }
    if (isMoved) continue;
    const count = plan.logs[plan.logOf[group] as number]?.partitions ?? 0;
    for (let i = 0; i < count; i++) {
      const share = (plan.firstShare[group] as number) + i;
      let row = partitions.head[plan.partitionOfShare[share] as number] as number;
      for (; row >= 0; row = records.next[row] as number) {
        if ((records.offset[row] as number) >= (shares.committed[share] as number)) break;
        const isIts = ((records.readers[row] as number) & (plan.bitOf[group] as number)) !== 0;
        const message = records.message[row] as number;
        if (isIts && !done.has(message))
          broken.push(`m${message} is committed and never had its effect`);
      }
    }
  }
  return broken;
}

const ends: ReadonlySet<number> = new Set([
  Fact.effectApplied,
  Fact.effectRepeated,
  Fact.effectSuppressed,
  Fact.recordEnded,
]);
/** After these a group may stand behind what nobody has read. */
const moves: ReadonlySet<number> = new Set([
  Fact.positionSet,
  Fact.groupMade,
  Fact.logSetBack,
  Fact.logLost,
  Fact.recordLost,
  Fact.recordForgotten,
]);
