/**
 * outages are of producers: a producer's process may die, and takes no orders until it runs again.
 *
 * There is a row for each producer that has ever died, and none in a run in which none does.
 */
import { NO_EVENT, NO_ROW, Table } from '../kernel/index.ts';
import { NO_FACT } from '../trace/index.ts';
import type { World } from './World.ts';

export class Outages extends Table {
  producer = new Int32Array(this.capacity);
  isDown = new Uint8Array(this.capacity);
  /** When it runs again by itself: the event and the time. */
  restart = new Int32Array(this.capacity);
  restartAtUs = new Float64Array(this.capacity);
  /** Orders that came while it was down. */
  turnedAway = new Int32Array(this.capacity);
  /** Its latest fall or rise. */
  lastFact = new Int32Array(this.capacity);

  constructor() {
    super(4);
    this.seal();
  }

  /** The row of a producer, or NO_ROW: it has never died. */
  of(producer: number): number {
    for (let row = 0; row < this.rows; row++) if (this.producer[row] === producer) return row;
    return NO_ROW;
  }

  /** The row of a producer that dies. */
  begin(producer: number): number {
    const known = this.of(producer);
    if (known !== NO_ROW) return known;
    const row = this.take();
    this.producer[row] = producer;
    this.isDown[row] = this.turnedAway[row] = this.restartAtUs[row] = 0;
    this.restart[row] = NO_EVENT;
    this.lastFact[row] = NO_FACT;
    return row;
  }
}

/** Whether a producer's process is dead. */
export function isProducerDown({ outages }: World, producer: number): boolean {
  if (outages.rows === 0) return false;
  const row = outages.of(producer);
  return row !== NO_ROW && outages.isDown[row] === 1;
}

/** Whether the process of a node that publishes, a producer or a service, runs. */
export function isPublisherUp(world: World, node: number): boolean {
  return world.plan.kinds[node] === 'service'
    ? world.services.isUp[node] === 1
    : !isProducerDown(world, node);
}

/** The fact of the latest fall or rise of a node that publishes, or NO_FACT. */
export function lastTurnOf(world: World, node: number): number {
  if (world.plan.kinds[node] === 'service') return world.services.lastFact[node];
  const row = world.outages.of(node);
  return row === NO_ROW ? NO_FACT : world.outages.lastFact[row];
}
