/**
 * groupPromises says what a group of a log promises for the records that were confirmed to their producer,
 * and how its settings may lose one all the same.
 *
 * Each group reads the whole log, so each promises for itself. A record is lost to a group when none of its
 * members ever has its effect and none ever will.
 */
import type { LogSpec } from '../model/log/LogSpec.ts';
import { partitionsOf } from '../model/replicas/crashing.ts';
import { countOf, firstOf } from '../model/replicas/holding.ts';
import { OnFailure } from '../model/tables.ts';
import { type Verdict, whyEffectsRepeat } from '../model/verdicts.ts';
import type { World } from '../model/World.ts';
import { handsOutAgain } from './logsAtRest.ts';

export type GroupVerdict = Pick<Verdict, 'name' | 'isPromised' | 'because' | 'counterExample'>;

export function groupVerdictsOf(world: World, group: number): GroupVerdict[] {
  const risk = riskOfGroup(world, group);
  const workers = workersOf(world, group);
  const missingKey = whyEffectsRepeat(world, workers);
  const fact = world.guarantees.duplicateEffect[group];
  const message = world.guarantees.duplicateEffectMessage[group];
  return [
    {
      name: 'noLossAfterConfirm',
      isPromised: risk === null,
      because: risk ?? 'in the log until it is read, and handed out until it is worked off',
      counterExample: null,
    },
    {
      name: 'noDuplicateEffect',
      isPromised: missingKey === null,
      because: missingKey ?? 'its members keep an idempotency key',
      counterExample: fact < 0 ? null : { message, fact },
    },
  ];
}

/** How a record that the log has confirmed can be lost to this group; null: it cannot. */
export function riskOfGroup(world: World, group: number): string | null {
  const { plan } = world.logs;
  const log = plan.logs[plan.logOf[group]];
  const spec = plan.groups[group];
  if (log === undefined || spec === undefined) return 'it reads no log';
  const risk =
    riskOfStorage(log) ?? riskOfReplicas(world, plan.logOf[group], log) ?? riskOfRetention(log);
  if (risk !== null) return risk;
  if (!spec.isThere) return 'the group is not there from the start';
  if (isTouchedByHand(world, spec.log, spec.id))
    return 'somebody changes the log or the group by hand';
  const workers = workersOf(world, group);
  if (workers.some((node) => world.groups.ackBeforeWork[node] === 1))
    return 'the ack comes before the work';
  if (workers.some((node) => world.groups.onFailure[node] === OnFailure.discard))
    return 'what fails is discarded';
  if (spec.reading === 'perPartition') return null;
  if (spec.ack === 'none') return 'without acks, delivered is done';
  if (spec.ack === 'all') return 'an ack covers what others still work on';
  if (spec.maxDeliveries !== Number.POSITIVE_INFINITY)
    return 'a record delivered as often as allowed is left alone';
  return handsOutAgain(spec) ? null : NOT_HANDED_OUT_AGAIN;
}

/** Why a pending record may stay so for ever. */
export const NOT_HANDED_OUT_AGAIN = 'nothing that is pending is handed out again by itself';

function riskOfStorage({ storage }: LogSpec): string | null {
  switch (storage.kind) {
    case 'written':
      return null;
    case 'memory':
      return 'the log is only in memory';
    case 'interval':
      return 'a record is confirmed before the log is written';
    case 'snapshot':
      return 'what came after the last snapshot is not on disk';
  }
}

/**
 * What replicas may lose that is confirmed. With two in sync before the confirm one disk may be lost, as
 * long as nobody leads that is not in sync; of the last one that has it, it may not.
 */
function riskOfReplicas(world: World, node: number, { replication }: LogSpec): string | null {
  if (replication === undefined) return null;
  if (replication.confirmAfter === 'leader') return 'a confirm waits for the leader alone';
  if (replication.uncleanElection) return 'a replica that is not in sync may lead';
  if (replication.minInSync < 2) return 'one replica in sync is enough for a confirm';
  return partitionsOf(world, node).some((partition) => keepersOf(world, partition) < 2)
    ? 'only one replica has what is safe, at the moment'
    : null;
}

/** How many replicas, running or not, have all of a partition that is safe. */
function keepersOf(world: World, partition: number): number {
  const { holdings, leaderships } = world.replicas;
  const first = firstOf(world, partition);
  let keepers = 0;
  for (let row = first; row < first + countOf(world, partition); row++)
    if (holdings.end[row] >= leaderships.highWatermark[partition]) keepers++;
  return keepers;
}

/** Retention looks at records, not at readers. What a full log refuses, it does not confirm. */
function riskOfRetention(log: LogSpec): string | null {
  const refuses = log.discard === 'new';
  const removes =
    log.maxAgeUs !== Number.POSITIVE_INFINITY ||
    (log.maxRecords !== Number.POSITIVE_INFINITY && !refuses) ||
    (log.maxPerKey !== Number.POSITIVE_INFINITY && !(refuses && log.refuseFullKey));
  return removes ? 'retention removes records, read or not' : null;
}

const byHand: ReadonlySet<string> = new Set([
  'append',
  'trim',
  'purge',
  'deleteRecord',
  'deleteGroup',
  'deleteMember',
  'setPosition',
  'answer',
]);

function isTouchedByHand(world: World, log: string, group: string): boolean {
  return world.plan.scenario.faults.some(
    (act) =>
      byHand.has(act.kind) && 'target' in act && (act.target === log || act.target === group),
  );
}

export function workersOf(world: World, group: number): number[] {
  const { nodes, queueOf } = world.plan;
  return nodes.flatMap((_, node) => (queueOf[node] === group ? [node] : []));
}
