/** consequences tells which facts are what an act did, so that both are told in one sentence. */
import { Fact, type RunAct, type Trace, type World } from '../engine/index.ts';

const kinds: ReadonlySet<number> = new Set([
  Fact.consumerCrashed,
  Fact.consumerRestarted,
  Fact.consumerJoined,
  Fact.consumerLeft,
  Fact.brokerDown,
  Fact.brokerStarted,
  Fact.serviceDown,
  Fact.serviceUp,
  Fact.redriveBegan,
  Fact.redriveEnded,
  Fact.replicaDown,
  Fact.replicaUp,
  Fact.producerDown,
  Fact.producerUp,
  Fact.alarmRaised,
  Fact.alarmCleared,
]);

export function isConsequenceOfAct(kind: number): boolean {
  return kinds.has(kind);
}

/** The act that a fact of kind `intervened` (or the end of a spell) is about. */
export function actOf(world: World, trace: Trace, fact: number): RunAct | undefined {
  return world.acts[trace.count(fact)];
}

/** A crash that waits for a point of the work, or for a commit, to come. */
export function isArmedAct(world: World, trace: Trace, fact: number): boolean {
  const act = actOf(world, trace, fact)?.act;
  if (trace.kind(fact) !== Fact.intervened || act === undefined || !('point' in act)) return false;
  return act.point !== undefined && act.point !== 'now';
}
