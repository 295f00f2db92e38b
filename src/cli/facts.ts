/** facts reads a run's trace with its numbers turned into names. */
import {
  type FactName,
  factName,
  NO_FACT,
  NO_MESSAGE,
  rules,
  type Simulation,
} from '../engine/index.ts';

export interface NamedFact {
  readonly index: number;
  readonly atUs: number;
  readonly fact: FactName;
  /** The number of the message, or of the order where the fact is about a call; else null. */
  readonly message: number | null;
  readonly order: number | null;
  /** A node, or a consumer of a group: `senders/2`. */
  readonly place: string;
  /** Delivery count or attempt, as the fact says. */
  readonly count: number;
  /** The index of the fact that caused it. */
  readonly cause: number | null;
  readonly rule: string;
}

/** Facts about an order, on its way through services or at who publishes it; all others with a number are about a message. */
const aboutOrders: ReadonlySet<FactName> = new Set<FactName>([
  'offered',
  'called',
  'calledAgain',
  'callBlocked',
  'callRefused',
  'callTimedOut',
  'answered',
  'orderDone',
  'orderFailed',
  'committed',
  'neverPublished',
  'turnedAway',
]);

export function factAt(simulation: Simulation, index: number): NamedFact {
  const entry = simulation.world.trace.entry(index);
  const fact = factName(entry.kind);
  const number = entry.message === NO_MESSAGE ? null : entry.message;
  const isAboutOrder = aboutOrders.has(fact);
  return {
    index,
    atUs: entry.atUs,
    fact,
    message: isAboutOrder ? null : number,
    order: isAboutOrder ? number : null,
    place: placeName(simulation, entry.place),
    count: entry.count,
    cause: entry.cause === NO_FACT ? null : entry.cause,
    rule: rules[entry.rule]?.name ?? 'none',
  };
}

export function* allFacts(simulation: Simulation): Generator<NamedFact> {
  const { length } = simulation.world.trace;
  for (let index = 0; index < length; index++) yield factAt(simulation, index);
}

/**
 * What happened to one message, and to the order it came from: the facts about it, the call that led to
 * its publishing, and whatever came of that call.
 */
export function factsOfMessage(simulation: Simulation, message: number): NamedFact[] {
  const story = new Set<number>();
  for (const fact of allFacts(simulation)) {
    if (fact.message !== message) continue;
    story.add(fact.index);
    if (fact.fact !== 'published') continue;
    let cause = fact.cause;
    while (cause !== null) {
      story.add(cause);
      cause = factAt(simulation, cause).cause;
    }
  }
  // An order's later facts are caused by its earlier ones.
  for (const fact of allFacts(simulation)) {
    if (fact.order !== null && fact.cause !== null && story.has(fact.cause)) story.add(fact.index);
  }
  return [...story].sort((a, b) => a - b).map((index) => factAt(simulation, index));
}

function placeName({ world }: Simulation, place: number): string {
  const { nodes } = world.plan;
  const node = nodes[place];
  if (node) return node.id;
  const consumer = place - nodes.length;
  const group = nodes[world.consumers.group[consumer] ?? -1];
  return `${group?.id ?? 'consumer'}/${world.consumers.member[consumer]}`;
}
