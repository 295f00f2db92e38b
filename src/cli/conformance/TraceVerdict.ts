/** TraceVerdict is what is said of one replayed trace. */
export interface TraceVerdict {
  readonly name: string;
  readonly verdict: 'kept' | 'broken' | 'leftOut';
  /** What the model leaves out, which this trace is about; null: nothing. */
  readonly feature: string | null;
  /** Where the model first differs from the recording, in a sentence; null: nowhere. */
  readonly firstDifference: string | null;
}
