/** happening lets what replicas have scheduled happen, and then answers whoever waited for it. */
import { EngineError } from '../../kernel/index.ts';
import type { World } from '../World.ts';
import { answerSafe } from './answeringProducers.ts';
import { replicaRestarts } from './crashing.ts';
import { electionDue } from './electing.ts';
import { fetchArrives, lagEnds } from './holding.ts';
import { memberCatchesUp, queueElectionDue } from './quorums.ts';
import { ReplicaEvent } from './replicaEvents.ts';

export function happenInReplicas(world: World, kind: number, a: number, b: number): void {
  switch (kind) {
    case ReplicaEvent.fetchArrives:
      fetchArrives(world, a, b);
      break;
    case ReplicaEvent.lagEnds:
      lagEnds(world, a, b);
      break;
    case ReplicaEvent.electionDue:
      electionDue(world, a);
      break;
    case ReplicaEvent.replicaRestarts:
      replicaRestarts(world, a);
      break;
    case ReplicaEvent.queueElectionDue:
      queueElectionDue(world, a);
      break;
    case ReplicaEvent.memberCatchesUp:
      memberCatchesUp(world, a);
      break;
    default:
      throw new EngineError(`an event of unknown kind ${kind} at ${world.nowUs} µs`);
  }
  answerSafe(world);
}
