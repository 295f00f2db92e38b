/**
 * promises are what a run must have kept when its faults are over and it has drained: each has a name,
 * and each way in which it is broken a sentence.
 *
 * What a queue promises depends on its settings, and `verdictsOf` says so. A loss that the settings allow
 * breaks nothing: it is told with its reason. All else is promised of any system.
 */
import type { Simulation } from '../model/Simulation.ts';
import { type VerdictName, verdictsOf } from '../model/verdicts.ts';
import type { World } from '../model/World.ts';
import { Fact, rules } from '../trace/index.ts';
import { alarmsAstray } from './alarmLaws.ts';
import { callsAstray } from './callLaws.ts';
import { writesMissing } from './commitLaws.ts';
import { type GroupVerdict, groupVerdictsOf, riskOfGroup } from './groupPromises.ts';
import { keysMisremembered } from './keyLaws.ts';
import { littleDiffers, strays, unanswered, unexplainedLosses, unfinished } from './laws.ts';
import { replicaLawsBroken } from './replicaLaws.ts';
import type { LostMessage, QueueAccount } from './TotalQueue.ts';

export type PromiseOfRun =
  | VerdictName
  /** After healing and draining every message has met its end, within the bound. */
  | 'comesToRest'
  /** Nobody is served what was never published (Jepsen's "unexpected"). */
  | 'noGhost'
  /** Each loss rests on a rule of the model. */
  | 'everyLossExplained'
  /** Whoever keeps keys for a while repeats nothing that it knows, and skips nothing that it does not. */
  | 'keysAreKept'
  /** The books balance: an invariant of the engine, checked after each event. */
  | 'booksBalance'
  /** Whatever is unfinished has somebody that will finish it. */
  | 'nothingStray'
  /** What a publisher commits it publishes, and the other way round, or a fact says why not. */
  | 'bothAreWritten'
  /** Callers try again as often as they may, and breakers open, let through and close as they say. */
  | 'callsAreGuarded'
  /** Under an alarm a broker reads nothing, and afterwards in the order in which it came. */
  | 'alarmsBlock'
  /** ∫N dt is the sum of the sojourns. */
  | 'littlesLaw'
  /** What is read, or confirmed by all in sync, is on all of them, and stays there. */
  | 'replicasKeep';

export interface BrokenPromise {
  readonly promise: PromiseOfRun;
  readonly queue: string | null;
  readonly message: number | null;
  /** What is wrong, in a sentence. */
  readonly says: string;
}

/** What these settings promise, as `queue name`, among what can be lost by a fault. */
export function promisedBy(world: World): Set<string> {
  return new Set(
    world.plan.nodes.flatMap((node, place) =>
      verdictsAt(world, place).flatMap((one) => (one.isPromised ? [`${node.id} ${one.name}`] : [])),
    ),
  );
}

/** What a queue promises, or a group of a log. */
function verdictsAt(world: World, place: number): readonly GroupVerdict[] {
  const { kind } = world.plan.nodes[place];
  if (kind === 'queue') return verdictsOf(world, place);
  return kind === 'group' ? groupVerdictsOf(world, place) : [];
}

/** What the verdicts of a world show to be broken, now. */
export function brokenVerdicts(world: World, promised: ReadonlySet<string>): BrokenPromise[] {
  return world.plan.nodes.flatMap((node, place) =>
    verdictsAt(world, place).flatMap(({ name, isPromised, because, counterExample }) =>
      isPromised && counterExample !== null && promised.has(`${node.id} ${name}`)
        ? [
            {
              promise: name,
              queue: node.id,
              message: counterExample.message,
              says: `m${counterExample.message} shows it, though: ${because}`,
            },
          ]
        : [],
    ),
  );
}

/** What must hold of any run that has drained, whatever its settings. */
export function brokenLaws(
  simulation: Simulation,
  fromFact: number,
  isAtRest: boolean,
): BrokenPromise[] {
  const { world } = simulation;
  const of =
    (promise: PromiseOfRun) =>
    (says: string): BrokenPromise => ({ promise, queue: null, message: null, says });
  return [
    ...strays(world).map(of('nothingStray')),
    ...unexplainedLosses(simulation, fromFact).map(of('everyLossExplained')),
    ...(world.keyStores.isOn ? keysMisremembered(simulation) : []).map(of('keysAreKept')),
    ...(world.hasAlarms ? alarmsAstray(simulation) : []).map(of('alarmsBlock')),
    ...(world.guards.isOn ? callsAstray(simulation) : []).map(of('callsAreGuarded')),
    ...(world.commits.isOn ? writesMissing(simulation, isAtRest) : []).map(of('bothAreWritten')),
    ...littleDiffers(world).map(of('littlesLaw')),
    ...replicaLawsBroken(world).map(of('replicasKeep')),
    ...(isAtRest ? [...unfinished(world), ...unanswered(world)].map(of('comesToRest')) : []),
  ];
}

/** What the account of the trace shows: an oracle that shares nothing with the engine's own books. */
export function brokenByAccount(
  world: World,
  promised: ReadonlySet<string>,
  account: QueueAccount,
  lost: readonly LostMessage[],
): BrokenPromise[] {
  const broken: BrokenPromise[] = [];
  const told = new Set<number>();
  for (const { queue, message, why } of lost) {
    const { id, kind } = world.plan.nodes[queue];
    if (kind === 'group' && why === null)
      broken.push({
        promise: 'everyLossExplained',
        queue: id,
        message,
        says: `m${message} was confirmed, no member had it, and no fact says why`,
      });
    if (told.has(queue) || !promised.has(`${id} noLossAfterConfirm`)) continue;
    told.add(queue);
    broken.push({
      promise: 'noLossAfterConfirm',
      queue: id,
      message,
      says: `m${message} was confirmed, and no consumer had it`,
    });
  }
  if (account.unexpected > 0)
    broken.push({
      promise: 'noGhost',
      queue: null,
      message: null,
      says: `${account.unexpected} were served that were never published`,
    });
  return broken;
}

export interface Loss {
  readonly queue: string;
  /** The rule that the loss rests on, or `leftPending`: not lost, and never to be worked off. */
  readonly reason: string;
  /** Why no promise is broken by it; null where one is. */
  readonly notPromised: string | null;
  readonly count: number;
}

/** What was lost or dropped from this fact on, by queue and reason. */
export function lossesFrom(world: World, fact: number): Loss[] {
  const { trace, plan } = world;
  const losses = new Map<string, Loss>();
  for (let i = fact; i < trace.length; i++) {
    const kind = trace.kind(i);
    if (kind !== Fact.lost && kind !== Fact.dropped) continue;
    const place = trace.place(i);
    const queue = plan.nodes[place].id;
    const reason = rules[trace.rule(i)].name;
    const key = `${queue} ${reason}`;
    const known = losses.get(key);
    losses.set(key, {
      queue,
      reason,
      notPromised: known ? known.notPromised : whyNotPromised(world, place),
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...losses.values()];
}

/**
 * What a log has confirmed and a group has not worked off, by group and reason: lost over the whole run, or
 * `leftPending` where nothing will ever hand it out again.
 */
export function lossesOfGroups(
  world: World,
  lost: readonly LostMessage[],
  left: readonly LostMessage[],
): Loss[] {
  const losses = new Map<string, Loss>();
  const note = (place: number, reason: string): void => {
    const node = world.plan.nodes[place];
    if (node.kind !== 'group') return;
    const key = `${node.id} ${reason}`;
    const count = (losses.get(key)?.count ?? 0) + 1;
    losses.set(key, { queue: node.id, reason, notPromised: riskOfGroup(world, place), count });
  };
  for (const { queue, why } of lost) note(queue, why ?? 'unexplained');
  for (const { queue } of left) note(queue, 'leftPending');
  return [...losses.values()];
}

function whyNotPromised(world: World, queue: number): string | null {
  const [verdict] = verdictsOf(world, queue);
  if (!verdict.isPromised) return verdict.because;
  return verdict.verdict === 'kept' ? 'its producer had not been told that it is safe' : null;
}
