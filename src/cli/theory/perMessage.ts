/** perMessage reads what happened to each message of a run, where messages do not meet each other. */
import { Fact, type Scenario, type Simulation } from '../../engine/index.ts';
import { type Lab, seeds } from './Family.ts';
import { Samples } from './samples.ts';

/** What is counted of each message. */
const names = [
  /** Sends by its producer. */
  'attempts',
  'copies',
  'deliveries',
  /** Deliveries up to the first effect, or all when there was none. */
  'untilEffect',
  'effects',
  'leasesEnded',
  'deadLettered',
  'gaveUp',
  'lost',
] as const;
type Name = (typeof names)[number];
export type MessageFate = Readonly<Record<Name, number>>;

/** The fates of all messages of a scenario that ends by itself, over all seeds. */
export function fatesOf(name: string, scenario: Scenario, lab: Lab): MessageFates[] {
  return lab.once(name, () => seeds.map((seed) => new MessageFates(lab.play(scenario, seed))));
}

/** One figure of each message, as independent samples. */
export function sampled(
  runs: readonly MessageFates[],
  figure: (fate: MessageFate) => number,
): Samples {
  const samples = new Samples();
  for (const run of runs) for (const fate of run.all()) samples.add(figure(fate));
  return samples;
}

export class MessageFates {
  private readonly columns: Readonly<Record<Name, Uint16Array>>;
  readonly count: number;

  constructor({ world }: Simulation) {
    this.count = world.messageCount;
    const columns = Object.fromEntries(
      names.map((name) => [name, new Uint16Array(this.count + 1)]),
    ) as Record<Name, Uint16Array>;
    this.columns = columns;
    const { attempts, copies, deliveries, effects, untilEffect } = columns;
    const counted: ReadonlyMap<number, Uint16Array> = new Map([
      [Fact.published, attempts],
      [Fact.resent, attempts],
      [Fact.stored, copies],
      [Fact.storedAgain, copies],
      [Fact.delivered, deliveries],
      [Fact.redelivered, deliveries],
      [Fact.effectApplied, effects],
      [Fact.effectRepeated, effects],
      [Fact.leaseEnded, columns.leasesEnded],
      [Fact.deadLettered, columns.deadLettered],
      [Fact.gaveUp, columns.gaveUp],
      [Fact.lost, columns.lost],
    ]);
    const { trace } = world;
    for (let i = 0; i < trace.length; i++) {
      const counts = counted.get(trace.kind(i));
      if (counts === undefined) continue;
      const message = trace.message(i);
      counts[message] = (counts[message] ?? 0) + 1;
      if (counts === deliveries && effects[message] === 0)
        untilEffect[message] = (untilEffect[message] ?? 0) + 1;
    }
  }

  /** One fate after the other, in the same object. */
  *all(): Generator<MessageFate> {
    const fate = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
    for (let message = 1; message <= this.count; message++) {
      for (const name of names) fate[name] = this.columns[name][message] ?? 0;
      yield fate;
    }
  }
}
