/**
 * assert stops the run when we have made a mistake: it guards what must hold whatever a learner does.
 *
 * Outcomes of the subject (a refused publish, an expired lease) are facts in the trace, never asserts.
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new EngineError(message);
}

/** fail is for the hot path: `if (!ok) fail(...)` writes its sentence only when there is one to write. */
export function fail(message: string): never {
  throw new EngineError(message);
}

/** EngineError is a broken invariant: it names the numbers, and it is never swallowed. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
