/**
 * StationHistory reads the facts of one run of a station, after its warm-up, stretch by stretch.
 *
 * It keeps how many are in the system and how many of them wait, and adds up the areas under these
 * curves; arrivals are asked what they find, departures how long they took.
 */
import { Fact, type Scenario, type Simulation, US_PER_S } from '../../engine/index.ts';
import type { Sums } from './batchMeans.ts';
import type { RunLength } from './runLength.ts';
import { placeOf } from './systems.ts';

/** What a stretch of a run adds up to. Areas and times are in seconds. */
const names = [
  ...(['time', 'present', 'presentSquared', 'waiting', 'working', 'empty', 'tenOrMore'] as const),
  ...(['arrivals', 'foundAllBusy', 'foundEmpty', 'refused', 'starts', 'wait'] as const),
  ...(['left', 'sojourn', 'sojournSquared', 'deliveries', 'deadLettered'] as const),
];
export type StationSum = (typeof names)[number];

const OK = 0;

export class StationHistory {
  /** One for each stretch. */
  readonly sums: readonly Sums<StationSum>[];
  /** In seconds, by stretch. */
  readonly waits: readonly number[][];
  readonly sojourns: readonly number[][];
  private readonly servers: number;
  private readonly fromUs: number;
  private readonly stretchUs: number;
  private readonly columns: Record<StationSum, number>[];
  private present = 0;
  private waiting = 0;
  private nowUs = 0;
  private stretch = -1;

  constructor(servers: number, { warmUpS, stretchS, stretches }: RunLength) {
    this.servers = servers;
    this.fromUs = warmUpS * US_PER_S;
    this.stretchUs = stretchS * US_PER_S;
    this.columns = Array.from({ length: stretches }, noSums);
    this.sums = this.columns;
    this.waits = this.columns.map(() => []);
    this.sojourns = this.columns.map(() => []);
  }

  read(simulation: Simulation, scenario: Scenario): void {
    const { trace, messageCount, consumers, plan } = simulation.world;
    const queue = placeOf(scenario, 'q');
    const pool = placeOf(scenario, 's');
    const isOfGroup = (place: number): boolean =>
      place >= plan.nodes.length && consumers.queue[place - plan.nodes.length] === queue;
    // In a system without a queue messages are orders, and each has a number too.
    const cameUs = new Float64Array((pool < 0 ? messageCount : trace.length) + 1);
    for (let i = 0; i < trace.length; i++) {
      const kind = trace.kind(i);
      const place = trace.place(i);
      const message = trace.message(i);
      this.passTo(trace.atUs(i));
      if (place === pool) {
        if (kind === Fact.called) {
          cameUs[message] = this.nowUs;
          this.arrives();
        } else if (kind === Fact.callRefused) {
          this.present--;
          this.isRefused();
        } else if (kind === Fact.answered && trace.count(i) === OK) {
          this.leaves(this.nowUs - (cameUs[message] ?? 0));
        }
        // No fact says when a thread begins; who is beyond the threads waits.
        this.waiting = Math.max(0, this.present - this.servers);
      } else if (place === queue) {
        if (kind === Fact.stored) {
          cameUs[message] = this.nowUs;
          this.arrives();
        } else if (kind === Fact.lost) {
          this.finds();
          this.isRefused();
        } else if (kind === Fact.returned) this.waiting++;
        else if (kind === Fact.acked) this.leaves(this.nowUs - (cameUs[message] ?? 0));
        else if (kind === Fact.dropped) {
          this.leaves(this.nowUs - (cameUs[message] ?? 0));
          this.count('deadLettered');
        }
      } else if (isOfGroup(place)) {
        if (kind === Fact.delivered) this.starts(this.nowUs - (cameUs[message] ?? 0));
        else if (kind === Fact.redelivered) this.isDelivered();
      }
    }
    this.passTo(this.fromUs + this.columns.length * this.stretchUs);
  }

  /** Time passes: the areas grow by what has been there since the last fact. */
  private passTo(atUs: number): void {
    while (this.stretch < this.columns.length && this.endUs() <= atUs) {
      this.grow(this.endUs());
      this.stretch++;
    }
    this.grow(atUs);
  }

  private endUs(): number {
    return this.fromUs + (this.stretch + 1) * this.stretchUs;
  }

  private grow(atUs: number): void {
    const forS = (atUs - this.nowUs) / US_PER_S;
    this.nowUs = atUs;
    const sums = this.columns[this.stretch];
    if (sums === undefined || forS === 0) return;
    const { present, waiting } = this;
    sums.time += forS;
    sums.present += present * forS;
    sums.presentSquared += present * present * forS;
    sums.waiting += waiting * forS;
    sums.working += (present - waiting) * forS;
    if (present === 0) sums.empty += forS;
    if (present >= 10) sums.tenOrMore += forS;
  }

  private arrives(): void {
    this.finds();
    this.present++;
    this.waiting++;
  }

  private finds(): void {
    this.count('arrivals');
    if (this.present >= this.servers) this.count('foundAllBusy');
    if (this.present === 0) this.count('foundEmpty');
  }

  private isRefused(): void {
    this.count('refused');
  }

  private isDelivered(): void {
    this.waiting--;
    this.count('deliveries');
  }

  private starts(waitedUs: number): void {
    this.isDelivered();
    const sums = this.columns[this.stretch];
    if (sums === undefined) return;
    const waited = waitedUs / US_PER_S;
    sums.starts++;
    sums.wait += waited;
    this.waits[this.stretch]?.push(waited);
  }

  private leaves(tookUs: number): void {
    this.present--;
    const sums = this.columns[this.stretch];
    if (sums === undefined) return;
    const took = tookUs / US_PER_S;
    sums.left++;
    sums.sojourn += took;
    sums.sojournSquared += took * took;
    this.sojourns[this.stretch]?.push(took);
  }

  private count(name: StationSum): void {
    const sums = this.columns[this.stretch];
    if (sums !== undefined) sums[name]++;
  }
}

function noSums(): Record<StationSum, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<StationSum, number>;
}
