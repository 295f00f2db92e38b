/**
 * logsAtRest says whether logs and groups have come to rest, and what they have left lying that they should
 * not have.
 *
 * A log that is written every so often, a group whose members look for idle records, and a consumer that asks a
 * queue for messages never have an empty agenda. They rest when nothing else is to come and a look would find
 * nothing.
 */
import { NO_ROW } from '../kernel/index.ts';
import type { GroupSpec } from '../model/log/LogSpec.ts';
import { LogEvent } from '../model/log/logEvents.ts';
import { undeliveredOf } from '../model/log/positions.ts';
import type { World } from '../model/World.ts';
import { asksInVain } from './receiveLaws.ts';

/** Nothing more will happen, except that somebody looks whether there is something to do. */
export function isAtRest(world: World): boolean {
  const { groups, plan } = world.logs;
  let isOnlyLooking = true;
  world.agenda.forEachPending((_, kind, a) => {
    const isLook = kind === LogEvent.claimDue || kind === LogEvent.logFlush;
    if (!isLook && !asksInVain(world, kind, a)) isOnlyLooking = false;
  });
  return (
    isOnlyLooking &&
    !plan.groupNodes.some(
      (group) => groups.pending[group] > 0 && automatic(world, group)?.claim != null,
    )
  );
}

/** Whether a group hands out again what stays pending; if not, that may stay so for ever. */
export function handsOutAgain({ ackWaitUs, backoffUs, claim }: GroupSpec): boolean {
  return ackWaitUs !== Number.POSITIVE_INFINITY || backoffUs.length > 0 || claim !== null;
}

/** What is unread or pending when nothing more will happen, though its group would have dealt with it. */
export function unfinishedInLogs(world: World): string[] {
  const { groups, plan } = world.logs;
  return plan.groupNodes.flatMap((group) => {
    const spec = automatic(world, group);
    if (spec === null) return [];
    const found: string[] = [];
    const unread = undeliveredOf(world, group);
    const pending = groups.pending[group];
    const isAllowed =
      spec.reading === 'shared' && !handsOutAgain(spec) && pending >= spec.maxAckPending;
    if (unread > 0 && !isAllowed) found.push(`${unread} records are unread in ${spec.id} for ever`);
    if (pending > 0 && handsOutAgain(spec))
      found.push(`${pending} records are pending in ${spec.id} for ever`);
    else if (groups.firstAgain[group] !== NO_ROW)
      found.push(`a record is to be handed out again in ${spec.id} for ever`);
    return found;
  });
}

/** The settings of a group that is there and whose members work by themselves; null for any other. */
export function automatic(world: World, group: number): GroupSpec | null {
  const spec = world.logs.plan.groups[group];
  const isWorked = world.plan.queueOf.includes(group) && world.logs.groups.exists[group] === 1;
  return spec === undefined || spec.isByHand || !isWorked ? null : spec;
}
