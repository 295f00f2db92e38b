/**
 * withPresets makes queues of a scenario behave like those of a broker. What somebody declared (length,
 * durability, limit, dead letters) stays; what the broker decides is the preset's.
 *
 * A combination that the broker does not have is refused with a reason, never corrected in silence: a
 * choice says itself whether the queue is to go without what it cannot have.
 */
import { plainPolicy, type QueueSpec, type Scenario } from '../../engine/index.ts';
import { queuePreset } from './queuePresets.ts';

export interface PresetChoice {
  /** The queue's id. */
  readonly queue: string;
  /** The preset's name, and one of its versions. */
  readonly preset: string;
  readonly version: string;
  /** Without what this kind of queue cannot have. */
  readonly isMended: boolean;
}

export type WithPresets =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly error: string };

export function withPresets(scenario: Scenario, choices: readonly PresetChoice[]): WithPresets {
  let nodes = scenario.nodes;
  for (const choice of choices) {
    const queue = nodes.find((node) => node.id === choice.queue);
    if (queue?.kind !== 'queue')
      return { ok: false, error: `there is no queue "${choice.queue.slice(0, 32)}"` };
    const made = asPreset(queue, choice);
    if (typeof made === 'string') return { ok: false, error: made };
    nodes = nodes.map((node) => (node === queue ? made : node));
  }
  return { ok: true, scenario: choices.length === 0 ? scenario : { ...scenario, nodes } };
}

/** The queue as the choice wants it, or why that cannot be. */
function asPreset(
  queue: QueueSpec,
  { preset: name, version, isMended }: PresetChoice,
): QueueSpec | string {
  const found = queuePreset(name);
  if (found === undefined) return `there is no preset "${name.slice(0, 32)}"`;
  if (!found.preset.versions.includes(version))
    return `${name} has the versions ${found.preset.versions.join(', ')}, not "${version.slice(0, 32)}"`;
  const conflicts = found.conflictsOf(queue);
  const [first] = conflicts;
  if (first !== undefined && !isMended) return first.says;
  const mended = conflicts.reduce((spec, { mend }) => mend(spec), queue);
  const { flush, confirmAfter, lease, onReturn, maxDeliveries, replication, ...policy } =
    found.preset.traits(version);
  const { replication: declared, ...single } = mended;
  const hasLimit = mended.maxDeliveries !== Number.POSITIVE_INFINITY;
  // Lifted on purpose, or never set: then the broker's own limit counts.
  const limit = hasLimit || conflicts.length > 0 ? mended.maxDeliveries : maxDeliveries;
  const made: QueueSpec = {
    ...single,
    flush: mended.durable ? flush : mended.flush,
    confirmAfter,
    lease,
    onReturn,
    maxDeliveries: limit,
    policy: { ...plainPolicy, ...mended.policy, ...policy },
    ...(replication === null ? {} : { replication: declared ?? replication }),
  };
  return found.finish?.(made) ?? made;
}
