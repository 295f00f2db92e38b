/** TraceReader stands beside the trace: whoever draws reads it too. */
export { TraceReader } from '../engine/index.ts';
