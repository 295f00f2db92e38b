/** drawConsumers puts into each consumer's places what it holds, and says what it is doing. */
import {
  Asking,
  Consumer,
  Copy,
  Delivering,
  DeliveryFlag,
  leaseSinceUs,
  NO_EVENT,
  NO_ROW,
} from '../../engine/index.ts';
import type { ConsumerPart, CrowdPart } from '../layout/Layout.ts';
import { allKeys, drawSharedKeys, ownKeys } from './drawKeys.ts';
import { drawMember, givenTo } from './drawMembers.ts';
import { at, type Look } from './Look.ts';
import type { Words } from './Scene.ts';
import { isComingBack } from './trafficOf.ts';
import { counted, nameOf, ordinal, remaining } from './words.ts';

/** Deliveries that a consumer has in its hands or holds, in the order they came. */
interface Hold {
  readonly working: number[];
  readonly held: number[];
}

export function drawConsumers(look: Look): void {
  for (const part of look.layout.consumers) {
    look.say(`${part.box}.keys`, ownKeys(look.world, part.consumer));
    if (drawMember(look, part)) continue;
    if (part.style === 'card') drawCard(look, part);
    else drawChip(look, part);
  }
  for (const crowd of look.layout.crowds) drawCrowd(look, crowd);
  drawSharedKeys(look);
}

function drawCard(look: Look, part: ConsumerPart): void {
  const { world, m } = look;
  const { consumers, groups } = world;
  const { working, held } = holdOf(look, part.consumer);
  const first = working[0];
  const isDown = at(consumers.state, part.consumer) === Consumer.down;
  if (first !== undefined) {
    addRing(look, first, part.hands.x, part.hands.y, m.worked);
  } else if (!isDown) look.scene.slots.push({ ...part.hands, r: m.worked, look: 'place' });
  const rest = [...working.slice(1), ...held];
  const places = at(groups.prefetchLimit, part.node) - 1;
  const told = drawPlaces(look, part, rest, places, isDown);
  const words = doing(look, part.consumer, first, told, part);
  look.sayFirst(`${part.box}.${isDown ? 'down' : 'work'}`, ...words);
  look.box(part.box, { isBroken: isDown, says: spoken(look, part, working.length + held.length) });
}

/** Fills the places, nearest to the hands first. Returns how many of how many have to be told instead. */
function drawPlaces(
  look: Look,
  { slots, hands }: ConsumerPart,
  rest: readonly number[],
  places: number,
  isDown: boolean,
): { held: number; places: number } | null {
  const { m, scene } = look;
  const count = rest.length;
  for (const row of rest) countUnacked(look, row);
  if (slots === null || places * m.slotPitch > slots.width + 0.01) {
    const isTold = count > 0 && places > 0;
    if (isTold) traceAmong(look, rest, hands.x, hands.y);
    return isTold ? { held: count, places } : null;
  }
  const y = slots.y + slots.height / 2;
  for (let place = 0; place < Math.max(places, Math.min(count, 12)); place++) {
    const x = slots.x + slots.width - (place + 0.5) * m.slotPitch;
    const row = rest[place];
    if (row !== undefined) ring(look, row, x, y, m.slot);
    else if (!isDown) scene.slots.push({ x, y, r: m.slot, look: 'place' });
  }
  return null;
}

function drawChip(look: Look, part: ConsumerPart): void {
  const { world, m, scene } = look;
  const { working, held } = holdOf(look, part.consumer);
  const isDown = at(world.consumers.state, part.consumer) === Consumer.down;
  const [first, ...rest] = [...working, ...held];
  const { x, y } = part.hands;
  if (first !== undefined) addRing(look, first, x, y, m.slot);
  else if (!isDown) scene.slots.push({ x, y, r: m.slot, look: 'place' });
  for (const row of rest) countUnacked(look, row);
  traceAmong(look, rest, x, y);
  look.box(part.box, { isBroken: isDown, says: spoken(look, part, working.length + held.length) });
}

function drawCrowd(look: Look, { node, box }: CrowdPart): void {
  const { world } = look;
  const { consumers } = world;
  let working = 0;
  let down = 0;
  let all = 0;
  let more = 0;
  for (const part of look.layout.consumers) {
    if (part.node !== node) continue;
    all++;
    const state = at(consumers.state, part.consumer);
    if (state === Consumer.down) down++;
    else if (state === Consumer.working || state === Consumer.leaving) working++;
    more += Math.max(0, heldBy(look, part.consumer) - 1);
  }
  const waiting = all - working - down;
  const keys = allKeys(world, node);
  const held = more > 0 ? `, ${counted(more)} more held` : '';
  const also = keys === '' ? held : `${held}, ${keys}`;
  const does = [
    working > 0 ? `${working} working` : '',
    waiting > 0 ? `${waiting} waiting` : '',
    down > 0 ? `${down} DOWN` : '',
  ].filter((part) => part !== '');
  const text = does.join(', ') + also;
  look.say(`${box}.count`, `×${all}`);
  look.sayFirst(`${box}.work`, text, does.join(', '), does[0] ?? '');
  const title = look.plan.nodes[node]?.title ?? '';
  look.box(box, { isBroken: down === all && all > 0, says: `${title}, ${all} consumers: ${text}` });
}

/** How many it has, from a queue or from a log. */
function heldBy(look: Look, consumer: number): number {
  const { consumers, logs } = look.world;
  if (logs.isGroup(at(consumers.queue, consumer))) return givenTo(look, consumer).length;
  const { working, held } = holdOf(look, consumer);
  return working.length + held.length;
}

/** What it works on and what it holds besides. What is on a wire is drawn there. */
function holdOf(look: Look, consumer: number): Hold {
  const { consumers, deliveries, copies } = look.world;
  const working: number[] = [];
  const held: number[] = [];
  for (
    let row = at(consumers.firstDelivery, consumer);
    row !== NO_ROW;
    row = at(deliveries.next, row)
  ) {
    const state = at(deliveries.state, row);
    const copy = at(deliveries.copy, row);
    if (state === Delivering.working) working.push(row);
    else if (state === Delivering.held) held.push(row);
    else if (
      (state === Delivering.gone || state === Delivering.settling) &&
      at(deliveries.handle, row) === NO_EVENT &&
      at(copies.delivery, copy) === row &&
      at(copies.state, copy) === Copy.unacked &&
      !isComingBack(look, row)
    ) {
      held.push(row);
    }
  }
  return { working, held };
}

function addRing(look: Look, row: number, x: number, y: number, r: number): void {
  countUnacked(look, row);
  ring(look, row, x, y, r);
}

function ring(look: Look, row: number, x: number, y: number, r: number): void {
  const { world } = look;
  const { deliveries, copies } = world;
  const copy = at(deliveries.copy, row);
  // Once its lease is over, the message is where the queue says, not here.
  const isHere = at(copies.delivery, copy) === row;
  look.mark({
    kind: 'unacked',
    x,
    y,
    r,
    options: { leaseLeft: leaseLeft(look, row), deliveries: at(deliveries.number, row) },
    message: world.messageNumber(copy),
    ...(isHere
      ? { place: world.placeOf(at(deliveries.consumer, row)), queue: at(copies.queue, copy) }
      : {}),
  });
}

/**
 * What is left of the lease: undefined while the connection is the lease, 0 when nothing protects the
 * message any more, because it was acked before the work or because somebody else may have it by now.
 */
function leaseLeft({ world }: Look, row: number): number | undefined {
  const { deliveries, copies, queues, nowUs } = world;
  const copy = at(deliveries.copy, row);
  const isLive = at(copies.delivery, copy) === row && at(copies.state, copy) === Copy.unacked;
  if (!isLive) return 0;
  const leaseUs = at(queues.leaseUs, at(copies.queue, copy));
  if (leaseUs === 0) return undefined;
  return Math.max(0, 1 - (nowUs - leaseSinceUs(world, row)) / leaseUs);
}

/** The broker counts it as unacked: not if its lease is over or its ack came early. */
function countUnacked(look: Look, row: number): void {
  const { copies, deliveries } = look.world;
  const copy = at(deliveries.copy, row);
  if (at(copies.delivery, copy) !== row || at(copies.state, copy) !== Copy.unacked) return;
  look.tally(at(copies.queue, copy)).unacked++;
}

/** A traced message among those that are only told of: it is drawn over the hands. */
function traceAmong(look: Look, rows: readonly number[], x: number, y: number): void {
  const { world, options, m } = look;
  const traced = rows.find(
    (row) => world.messageNumber(at(world.deliveries.copy, row)) === options.traced,
  );
  if (traced !== undefined && options.traced > 0) ring(look, traced, x, y, m.slot);
}

/** What it is doing, in words that get shorter. */
function doing(
  look: Look,
  consumer: number,
  first: number | undefined,
  told: { held: number; places: number } | null,
  part: ConsumerPart,
): Words[] {
  const { world } = look;
  const { consumers, deliveries } = world;
  const also = told === null ? '' : `, ${told.held} held`;
  switch (at(consumers.state, consumer)) {
    case Consumer.down: {
      if (at(consumers.restart, consumer) === NO_EVENT) return [['DOWN', '']];
      const leftUs = at(consumers.restartAtUs, consumer) - world.nowUs;
      return [
        ['DOWN', `  back in ${remaining(leftUs)}`],
        ['DOWN', ''],
      ];
    }
    case Consumer.leaving:
      return ['leaving'];
    case Consumer.working: {
      if (first === undefined) return [`working${also}`];
      const name = nameOf(world.messageNumber(at(deliveries.copy, first)));
      const history = historyOf(look, first);
      return history === ''
        ? [`working on ${name}${also}`, `working${also}`, 'working']
        : [`${name}${also}, ${history}`, `${name}, ${history}`, history, 'working'];
    }
    default:
      return at(consumers.connected, consumer) === 1
        ? (asking(look, consumer) ?? [`waiting${also}`, 'waiting'])
        : part.style === 'card'
          ? ['not connected', 'idle']
          : ['idle'];
  }
}

/** How far a consumer is that asks for its messages; null: it is sent them, or has none coming. */
function asking({ world }: Look, consumer: number): Words[] | null {
  const { agenda, plan, receivers } = world;
  if (!plan.receives) return null;
  switch (at(receivers.state, consumer)) {
    case Asking.onWire:
    case Asking.answered:
      return ['asking'];
    case Asking.waiting:
      return ['waiting at its queue', 'waiting'];
    case Asking.pausing: {
      const leftUs = agenda.dueUs(at(receivers.due, consumer)) - world.nowUs;
      return [`asks again in ${remaining(leftUs)}`, 'pausing'];
    }
    default:
      return null;
  }
}

/** What is special about the message in its hands, in the words of the lessons. */
function historyOf({ world }: Look, row: number): string {
  const { deliveries, copies } = world;
  const copy = at(deliveries.copy, row);
  if ((at(deliveries.flags, row) & DeliveryFlag.ackedEarly) !== 0) return 'acked before';
  if (at(copies.delivery, copy) !== row) return 'lease over';
  const count = at(deliveries.number, row);
  return count > 1 ? `${ordinal(count)} delivery` : '';
}

function spoken(look: Look, part: ConsumerPart, holds: number): string {
  const { world } = look;
  const { consumers } = world;
  const title = look.plan.nodes[part.node]?.title ?? '';
  const state = at(consumers.state, part.consumer);
  const does =
    state === Consumer.down
      ? 'DOWN'
      : state === Consumer.leaving
        ? 'leaving'
        : state === Consumer.working
          ? 'working'
          : 'waiting';
  const keys = ownKeys(world, part.consumer);
  const has = holds > 0 ? `, has ${holds}` : '';
  return `${title} C${part.member}, ${does}${has}${keys === '' ? '' : `, knows ${keys}`}`;
}
