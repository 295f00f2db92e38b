/** reportCommits sums up what publishers have committed, published, and left half done. */
import { NO_ROW } from '../../kernel/index.ts';
import type { World } from '../World.ts';

export interface CommitReport {
  /** Orders whose state is in the database. */
  readonly committed: number;
  /** Of which the message is still to be published or confirmed: it stands in the outbox. */
  readonly inOutbox: number;
  /** One of two writes is done, and the other on its way. */
  readonly halfway: number;
  /** Committed, and never to be published: nobody is told. */
  readonly neverPublished: number;
  /** Published, and never to be committed: a message about nothing. */
  readonly neverCommitted: number;
  /** Orders that came while the process was down, or that it died at before it wrote anything. */
  readonly turnedAway: number;
}

export function commitReport(world: World, node: number): CommitReport {
  const { committed, inOutbox, halfway, unpublished, uncommitted } = world.commits.nodes;
  const outage = world.outages.of(node);
  return {
    committed: committed[node],
    inOutbox: inOutbox[node],
    halfway: halfway[node],
    neverPublished: unpublished[node],
    neverCommitted: uncommitted[node],
    turnedAway: outage === NO_ROW ? 0 : world.outages.turnedAway[outage],
  };
}

/** By the id of each publisher that commits. */
export function commitsOf(world: World): Record<string, CommitReport> {
  const { committers } = world.commits;
  return Object.fromEntries(
    committers.map((node) => [world.plan.nodes[node].id, commitReport(world, node)]),
  );
}
