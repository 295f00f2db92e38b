/** checkTaking finds settings of a consumer that the place it takes its messages from does not have. */
import { usOf } from './durationText.ts';
import type { Nodes } from './naming.ts';
import type { ConsumerDocument, NodeDocument, WireDocument } from './ScenarioDocument.ts';
import { type Problem, problemAt } from './sentences.ts';

/** The first setting that means nothing where this consumer takes its messages from. */
export function checkTaking(
  node: ConsumerDocument,
  path: readonly PropertyKey[],
  wires: readonly WireDocument[],
  nodes: Nodes,
): Problem | undefined {
  const sources = wires.filter((wire) => wire.to === node.id).map((wire) => nodes.get(wire.from));
  const source = sources.find((one) => one?.kind === 'queue' || one?.kind === 'group');
  if (source === undefined) return undefined;
  const noLease = node.extendLeaseEvery === null ? null : whyNoLease(node, source);
  if (noLease !== null)
    return problemAt([...path, 'extendLeaseEvery'], `must be left out: ${noLease}`);
  if (node.receive === null) return undefined;
  const noCall = whyNoCall(node, source);
  if (noCall !== null) return problemAt([...path, 'receive'], `must be left out: ${noCall}`);
  return usOf(node.receive.wait) + usOf(node.receive.pause) > 0
    ? undefined
    : problemAt(
        [...path, 'receive'],
        'must have a wait or a pause above 0s, or it would ask for ever in no time',
      );
}

/** Why a consumer cannot ask for its messages; null: it can. */
function whyNoCall(node: ConsumerDocument, source: NodeDocument): string | null {
  if (source.kind !== 'queue') return `members of ${source.id} read a log, and ask by themselves`;
  return node.byHand === null ? null : 'a consumer by hand does nothing by itself';
}

/** Why a consumer has no lease that it could extend; null: it has one. */
function whyNoLease(node: ConsumerDocument, source: NodeDocument): string | null {
  if (source.kind !== 'queue') return `${source.id} is a group of a log, and has no leases`;
  if (source.lease.kind !== 'timer')
    return `a lease of ${source.id} lasts as long as its connection`;
  if (node.byHand !== null) return 'a consumer by hand does nothing by itself';
  return node.ack === 'afterWork' ? null : 'what is acked before the work has no lease';
}
