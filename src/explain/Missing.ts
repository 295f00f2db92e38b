/**
 * Missing is what a fate lacked, before it is put into a sentence; with what finding it needs: who
 * published a message, who takes from its queue, which knob would do.
 */
import { Fact, NO_FACT, Rule, type TraceEntry } from '../engine/index.ts';
import type { Chronicle } from './Chronicle.ts';
import { nodeAt } from './names.ts';
import { roomier, type SystemChange } from './remedies.ts';
import { messagePart, type Piece, say } from './Sentence.ts';

export type MechanismName =
  | 'diskBeforeConfirm'
  | 'persistentMessages'
  | 'publisherConfirm'
  | 'ackAfterWork'
  | 'deadLetterQueue'
  | 'idempotencyKey'
  | 'longerMemory'
  | 'sharedKeys'
  | 'rememberedIds'
  | 'moreRoom'
  | 'moreDeliveries'
  | 'deliveryLimit'
  | 'backoff'
  | 'longerLease'
  | 'moreAttempts'
  | 'queue'
  | 'outbox'
  | 'repair'
  | 'binding'
  | 'longerLife'
  | 'retention'
  | 'writtenLog'
  | 'confirmInSync'
  | 'cleanElection'
  | 'moreInSync'
  | 'noSuchAct';

/** KnobTurn is what an act of kind `setKnob` needs. */
export interface KnobTurn {
  /** The id of the node. */
  readonly node: string;
  readonly knob: string;
  readonly value: number;
}

export interface Missing {
  readonly name: MechanismName;
  readonly with: string;
  readonly turn?: KnobTurn | null;
  readonly change?: SystemChange | null;
  /** The whole sentence, where "would have ... with" does not say it. */
  readonly says?: Piece;
}

/** Somebody took it out by hand: no mechanism keeps what is thrown away. */
export function undone(entry: TraceEntry): Missing {
  const it = messagePart(entry.message);
  return {
    name: 'noSuchAct',
    with: '',
    says: say`no mechanism keeps ${it} from a hand that takes it out`,
  };
}

/** Nobody can process it: what became of it is the best that could. */
export function unprocessable(entry: TraceEntry, but: string): Missing {
  const it = messagePart(entry.message);
  return { name: 'repair', with: '', says: say`nobody can process ${it}: ${but}` };
}

/** The id of the node at a place: its own, or that of the group of a consumer. */
export function nodeIdAt({ world }: Chronicle, place: number): string {
  return world.plan.nodes[nodeAt(world, place)]?.id ?? '';
}

/** The ids of whoever published a message. */
export function publisherIds(c: Chronicle, entry: TraceEntry): string[] {
  const published = c.messages.latestOf(entry.message, publishing, entry.index + 1);
  return published === NO_FACT ? [] : [nodeIdAt(c, c.trace.place(published))];
}

export function asksForConfirm(c: Chronicle, entry: TraceEntry): boolean {
  const ids = publisherIds(c, entry);
  return c.world.plan.nodes.some(
    (node) => ids.includes(node.id) && 'publishing' in node && node.publishing.confirm,
  );
}

/** The ids of the consumers of a queue. */
export function groupIds({ world }: Chronicle, queue: number): string[] {
  const { nodes, queueOf } = world.plan;
  return nodes.flatMap((node, i) => (queueOf[i] === queue ? [node.id] : []));
}

/** Whether the attempt that led to this failed because nobody can process the message. */
export function isPoisoned(c: Chronicle, entry: TraceEntry): boolean {
  const failed = c.messages.latestOf(entry.message, failing, entry.index);
  return failed !== NO_FACT && c.trace.rule(failed) === Rule.poison;
}

const failing: ReadonlySet<number> = new Set([Fact.attemptFailed]);

export function moreRoom(c: Chronicle, queue: number): Missing {
  const node = c.world.plan.nodes[queue];
  const isInBytes =
    node?.kind === 'queue' && Number.isFinite(node.policy?.maxBytes ?? Number.POSITIVE_INFINITY);
  const missing = { name: 'moreRoom', with: 'more room in its queue' } as const;
  if (isInBytes) return { ...missing, change: roomier(node.id) };
  return { ...missing, turn: turn(c, queue, 'maxLength', Number.POSITIVE_INFINITY) };
}

export function turn(
  { world }: Chronicle,
  node: number,
  knob: string,
  value: number,
): KnobTurn | null {
  const id = world.plan.nodes[node]?.id;
  return id === undefined ? null : { node: id, knob, value };
}

const publishing: ReadonlySet<number> = new Set([Fact.published]);
