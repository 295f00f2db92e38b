/**
 * TraceReader reads a trace as it grows, fact by fact, and takes back what is no longer true.
 *
 * It reads each fact once, whatever the playhead does: a seek changes nothing, and a changed future cuts
 * it back to the facts that still hold. What it keeps is therefore a function of the facts alone.
 */
import type { Trace } from './Trace.ts';

export abstract class TraceReader {
  protected readonly trace: Trace;
  /** Facts read. */
  private length = 0;
  private forgettings = 0;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  /** Reads what is new. */
  follow(): this {
    const { forgettings, known } = this.trace;
    let kept = this.length;
    for (; this.forgettings < forgettings.length; this.forgettings++) {
      kept = Math.min(kept, forgettings[this.forgettings] ?? 0);
    }
    if (kept < this.length) {
      this.cut(kept);
      this.length = kept;
    }
    for (; this.length < known; this.length++) this.read(this.length);
    return this;
  }

  /** Takes in one more fact. */
  protected abstract read(fact: number): void;

  /** Goes back to what it was after `length` facts. Those from there on cannot be read any more. */
  protected abstract cut(length: number): void;
}
