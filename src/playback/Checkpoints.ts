/**
 * Checkpoints are the places of a run that one can go back to at once.
 *
 * They are spaced by events, so that going on from the nearest one is always a little work, and thinned
 * to every second one when they take too many bytes: a long run goes back in slightly larger strides.
 */
import type { Checkpoint } from '../engine/index.ts';

const BYTES_AT_MOST = 64 * 1024 * 1024;

export class Checkpoints {
  private kept: Checkpoint[] = [];
  private bytes = 0;
  private everyEvents: number;

  constructor(everyEvents = 2_000) {
    this.everyEvents = everyEvents;
  }

  /** Whether a checkpoint after this many events is worth its bytes. */
  isDue(events: number): boolean {
    const last = this.kept.at(-1);
    return last === undefined || events >= last.events + this.everyEvents;
  }

  add(checkpoint: Checkpoint): void {
    this.kept.push(checkpoint);
    this.bytes += bytesOf(checkpoint);
    if (this.bytes > BYTES_AT_MOST && this.kept.length > 8) this.thin();
  }

  /** The latest checkpoint at which nothing later than this instant has happened. */
  before(atUs: number): Checkpoint {
    return this.latest((checkpoint) => checkpoint.nowUs <= atUs);
  }

  /** The latest checkpoint at which nothing at this instant has happened yet. */
  strictlyBefore(atUs: number): Checkpoint {
    return this.latest((checkpoint) => checkpoint.events === 0 || checkpoint.nowUs < atUs);
  }

  /** The latest checkpoint with at most this many events. */
  atEvent(events: number): Checkpoint {
    return this.latest((checkpoint) => checkpoint.events <= events);
  }

  /** Drops all checkpoints that know of this instant: it is about to be changed. */
  cutAt(atUs: number): void {
    this.kept = this.kept.filter(
      (checkpoint) => checkpoint.events === 0 || checkpoint.nowUs < atUs,
    );
    this.bytes = this.kept.reduce((sum, checkpoint) => sum + bytesOf(checkpoint), 0);
  }

  private latest(isEarlyEnough: (checkpoint: Checkpoint) => boolean): Checkpoint {
    for (let i = this.kept.length - 1; i > 0; i--) {
      const checkpoint = this.kept[i];
      if (checkpoint !== undefined && isEarlyEnough(checkpoint)) return checkpoint;
    }
    const first = this.kept[0];
    if (first === undefined) throw new RangeError('a timeline has a checkpoint of its start');
    return first;
  }

  private thin(): void {
    this.kept = this.kept.filter((_, i) => i % 2 === 0);
    this.bytes = this.kept.reduce((sum, checkpoint) => sum + bytesOf(checkpoint), 0);
    this.everyEvents *= 2;
  }
}

function bytesOf(checkpoint: Checkpoint): number {
  let bytes = checkpoint.copyCounts.byteLength;
  for (const table of checkpoint.tables) {
    for (const column of table.columns) bytes += column.byteLength;
  }
  for (const column of Object.values(checkpoint.agenda)) {
    if (typeof column !== 'number') bytes += column.byteLength;
  }
  return bytes;
}
