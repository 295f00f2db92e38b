/** perMessage reads what happened to each message of a run, where messages do not meet each other. */
import { Fact, type Scenario, type Simulation } from '../../engine/index.ts';
import { type Lab, seeds } from './Family.ts';
import { Samples } from './samples.ts';

export interface MessageFate {
  /** Sends by its producer. */
  readonly attempts: number;
  readonly copies: number;
  readonly deliveries: number;
  /** Deliveries up to the first effect, or all when there was none. */
  readonly untilEffect: number;
  readonly effects: number;
  readonly leasesEnded: number;
  readonly deadLettered: number;
  readonly gaveUp: number;
  readonly lost: number;
}

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
  private readonly columns: Readonly<Record<keyof MessageFate, Uint16Array>>;
  readonly count: number;

  constructor({ world }: Simulation) {
    this.count = world.messageCount;
    const column = (): Uint16Array => new Uint16Array(this.count + 1);
    const attempts = column();
    const copies = column();
    const deliveries = column();
    const untilEffect = column();
    const effects = column();
    const leasesEnded = column();
    const deadLettered = column();
    const gaveUp = column();
    const lost = column();
    this.columns = {
      ...{ attempts, copies, deliveries, untilEffect, effects },
      ...{ leasesEnded, deadLettered, gaveUp, lost },
    };
    const counted: ReadonlyMap<number, Uint16Array> = new Map([
      [Fact.published, attempts],
      [Fact.resent, attempts],
      [Fact.stored, copies],
      [Fact.storedAgain, copies],
      [Fact.delivered, deliveries],
      [Fact.redelivered, deliveries],
      [Fact.effectApplied, effects],
      [Fact.effectRepeated, effects],
      [Fact.leaseEnded, leasesEnded],
      [Fact.deadLettered, deadLettered],
      [Fact.gaveUp, gaveUp],
      [Fact.lost, lost],
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

  *all(): Generator<MessageFate> {
    const { columns } = this;
    for (let m = 1; m <= this.count; m++) {
      const of = (name: keyof MessageFate): number => columns[name][m] ?? 0;
      yield {
        attempts: of('attempts'),
        copies: of('copies'),
        deliveries: of('deliveries'),
        untilEffect: of('untilEffect'),
        effects: of('effects'),
        leasesEnded: of('leasesEnded'),
        deadLettered: of('deadLettered'),
        gaveUp: of('gaveUp'),
        lost: of('lost'),
      };
    }
  }
}
