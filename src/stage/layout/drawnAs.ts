/**
 * drawnAs says which box stands for a node. A log is drawn as a station that things pass on their way,
 * as an exchange is; a group that reads it as a lane of its own, as a queue is.
 */
import type { NodeKind, Plan } from '../../engine/index.ts';

export type DrawnKind = Exclude<NodeKind, 'log' | 'group'>;

export function drawnAs({ nodes }: Plan, node: number | undefined): DrawnKind | undefined {
  const kind = nodes[node ?? -1]?.kind;
  return kind === 'log' ? 'exchange' : kind === 'group' ? 'queue' : kind;
}
