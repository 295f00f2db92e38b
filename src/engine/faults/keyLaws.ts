/**
 * keyLaws say what must hold of keys that are not kept for ever, told from the trace and the scenario alone:
 * what is remembered is not done again, and what is skipped was remembered.
 */
import type { Simulation } from '../model/Simulation.ts';
import type { World } from '../model/World.ts';
import { Fact } from '../trace/index.ts';

/**
 * Repeats that a key should have stopped, and effects that were skipped without a key, where a group records
 * each key in one step with the effect. Nobody may have turned a knob of keys.
 */
export function keysMisremembered({ world }: Simulation): string[] {
  const { trace, plan, consumers } = world;
  const found: string[] = [];
  // By store, when the key of each message was last recorded.
  const recorded = new Map<number, Map<number, number>>();
  const storeAt = (place: number): Map<number, number> => {
    const store = recorded.get(place) ?? new Map<number, number>();
    recorded.set(place, store);
    return store;
  };
  const isOrderOneMessage = isEachOrderOneMessage(world);
  for (let i = 0; i < trace.length; i++) {
    const { kind, place, message, atUs } = trace.entry(i);
    const consumer = place - plan.nodes.length;
    if (consumer < 0) continue;
    const group = consumers.group[consumer];
    const spec = plan.consumers[group];
    if (spec?.keyStore === undefined || spec.idempotencyKey !== 'withEffect') continue;
    const { kept, ttlUs } = spec.keyStore;
    if (kind === Fact.consumerCrashed && kept === 'inMemory') recorded.delete(place);
    const store = storeAt(kept === 'inMemory' ? place : group);
    const atRecordUs = store.get(message);
    const isKnown = atRecordUs !== undefined && atUs < atRecordUs + ttlUs;
    const what = `fact ${i}: m${message}`;
    if (kind === Fact.effectRepeated && isKnown)
      found.push(`${what} was done again at ${spec.id}, though its key was known`);
    if (kind === Fact.effectSuppressed && !isKnown && isOrderOneMessage)
      found.push(`${what} was skipped at ${spec.id}, though its key was not known`);
    if (kind === Fact.effectApplied || kind === Fact.effectRepeated) store.set(message, atUs);
  }
  return found;
}

/**
 * Whether no two messages are about the same order: services may publish twice about one, a relay may begin
 * anew with another message, and what somebody appends by hand counts its own orders.
 */
export function isEachOrderOneMessage({ plan, commits, acts }: World): boolean {
  return (
    plan.nodes.every((node, i) => node.kind !== 'service' && !commits.hasOutbox(i)) &&
    acts.every(({ act }) => act.kind !== 'append')
  );
}
