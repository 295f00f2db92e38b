/** Facts about calls, commits and orders carry an order's number where others carry a message's. */
import { Fact } from '../engine/index.ts';

const kinds: ReadonlySet<number> = new Set([
  Fact.offered,
  Fact.called,
  Fact.calledAgain,
  Fact.callBlocked,
  Fact.callRefused,
  Fact.callTimedOut,
  Fact.answered,
  Fact.orderDone,
  Fact.orderFailed,
  Fact.committed,
  Fact.neverPublished,
  Fact.turnedAway,
]);

export function isAboutOrder(kind: number): boolean {
  return kinds.has(kind);
}
