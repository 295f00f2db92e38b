/** checkTaking finds settings of a consumer that the place it takes its messages from does not have. */
import type { Nodes } from './naming.ts';
import type { NodeDocument, WireDocument } from './ScenarioDocument.ts';
import { type Problem, problemAt } from './sentences.ts';

type ConsumerDocument = NodeDocument & { kind: 'consumer' };

/** The first setting that means nothing where this consumer takes its messages from. */
export function checkTaking(
  node: ConsumerDocument,
  path: readonly PropertyKey[],
  wires: readonly WireDocument[],
  nodes: Nodes,
): Problem | undefined {
  const sources = wires.filter((wire) => wire.to === node.id).map((wire) => nodes.get(wire.from));
  const source = sources.find((one) => one?.kind === 'queue' || one?.kind === 'group');
  if (node.extendLeaseEvery === null || source === undefined) return undefined;
  const why = whyNoLease(node, source);
  return why === null
    ? undefined
    : problemAt([...path, 'extendLeaseEvery'], `must be left out: ${why}`);
}

/** Why a consumer has no lease that it could extend; null: it has one. */
function whyNoLease(node: ConsumerDocument, source: NodeDocument): string | null {
  if (source.kind !== 'queue') return `${source.id} is a group of a log, and has no leases`;
  if (source.lease.kind !== 'timer')
    return `a lease of ${source.id} lasts as long as its connection`;
  if (node.byHand !== null) return 'a consumer by hand does nothing by itself';
  return node.ack === 'afterWork' ? null : 'what is acked before the work has no lease';
}
