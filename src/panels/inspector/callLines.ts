/** callLines says in words how a node calls others: its attempts, and its breakers as they are now. */
import {
  type BreakerReport,
  breakerReport,
  type CallBreaker,
  type CallRetry,
  type World,
} from '../../engine/index.ts';
import { counted, nameOf, time } from '../../explain/index.ts';
import type { SettingLine } from './logSettings.ts';

/** Two lines at most for each wire along which it calls and does not leave it at one attempt. */
export function callLines(world: World, node: number): SettingLine[] {
  const { guards, plan } = world;
  return (plan.wiresFrom[node] ?? []).flatMap((wire) => {
    const to = nameOf(world, plan.wireTo[wire] ?? -1);
    const retry = guards.retryOf[wire];
    const breaker = guards.breakerOf[wire];
    const line = (what: string, words: string): SettingLine => ({
      id: `${what} ${wire}`,
      name: `${what} ${to}`,
      words,
    });
    return [
      ...(retry === undefined ? [] : [line('calls', retryWords(retry))]),
      ...(breaker === undefined
        ? []
        : [line('breaker before', breakerWords(breaker, breakerReport(world, wire), world.nowUs))]),
    ];
  });
}

function retryWords({ attempts, backoffUs }: CallRetry): string {
  const pauses = backoffUs.slice(0, attempts - 1).map(time);
  return `${counted(attempts, 'attempt')}, ${pauses.length === 1 ? `${pauses[0]} between them` : `pauses of ${pauses.join(', ')}`}`;
}

function breakerWords(
  { failures, withinUs, openUs }: CallBreaker,
  { state, opened, blocked, triesAtUs }: BreakerReport,
  nowUs: number,
): string {
  const is = {
    closed: `closed: opens for ${time(openUs)} at ${counted(failures, 'failure')} within ${time(withinUs)}`,
    open: `OPEN: refuses each call${triesAtUs === null ? '' : `, for ${time(triesAtUs - nowUs)} more`}`,
    halfOpen: 'half-open: lets one call try',
  }[state];
  return opened === 0
    ? is
    : `${is}; opened ${counted(opened, 'time')}, refused ${counted(blocked, 'call')}`;
}
