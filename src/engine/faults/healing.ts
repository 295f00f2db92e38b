/** healing makes everything work again: wires whole, brokers, replicas, services and producers up, consumers back. */
import type { Act, Intervention } from '../model/Intervention.ts';
import type { Scenario } from '../model/Scenario.ts';

/** At least so many members are restarted: some may have joined a group after its beginning. */
const MEMBERS = 12;

/** The acts that heal a system at this time. Each group gets one consumer more, in case all have left. */
export function healing(scenario: Scenario, atUs: number): Intervention[] {
  const acts: Act[] = [];
  for (const { from, to } of scenario.wires) acts.push({ kind: 'healWire', from, to });
  for (const node of scenario.nodes) {
    const target = node.id;
    if (node.kind === 'broker')
      acts.push({ kind: 'startBroker', target }, { kind: 'freeDisk', target });
    if (node.kind === 'log' || node.kind === 'queue') {
      for (let i = 0; i < (node.replication?.replicas ?? 0); i++)
        acts.push({ kind: 'restartReplica', target, replica: null });
    }
    if (node.kind === 'service') acts.push({ kind: 'restartService', target });
    if (node.kind === 'producer') acts.push({ kind: 'restartProducer', target });
    if (node.kind === 'consumer') {
      const members = Math.max(node.count, MEMBERS);
      for (let i = 0; i < members; i++)
        acts.push({ kind: 'restartConsumer', target, member: null });
      acts.push({ kind: 'addConsumer', target });
    }
  }
  return acts.map((act) => ({ atUs, ...act }));
}
