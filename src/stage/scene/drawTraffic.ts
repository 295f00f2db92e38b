/**
 * drawTraffic puts what is on the wires where simulated time says it is: messages going, deliveries,
 * calls; acks, confirms and answers coming back beside them.
 */
import {
  Copy,
  DeliveryFlag,
  forEachPacket,
  NO_ROW,
  OnFailure,
  Packet,
} from '../../engine/index.ts';
import { inset, spotAt, type WirePath } from '../layout/WirePath.ts';
import { at, type Look } from './Look.ts';
import type { Head } from './Scene.ts';
import { counted, nameOf } from './words.ts';

/** More than so many on one way are a band. */
const MOST_SINGLE = 40;

interface Traveller {
  /** Of the way, from its start. */
  readonly fraction: number;
  /** The number of its message, or 0. */
  readonly message: number;
  readonly deliveries: number;
}

/** A call, an answer, an ack, a confirm: counted elsewhere, so that a wire need not show each. */
interface Small {
  readonly fraction: number;
  readonly look: Head['look'];
  readonly goes: 1 | -1;
  /** Numbers that follow each other as the packets do. */
  readonly order: number;
}

/** What is on one way: messages in either direction, and the small packets beside them. */
interface Traffic {
  readonly messages: Traveller[];
  readonly returning: Traveller[];
  readonly small: Small[];
  /** How much of the way a packet covers in a microsecond. */
  pace: number;
}

/** Draws them all. Returns the messages (rows) that are on their way to a broker. */
export function drawTraffic(look: Look): Set<number> {
  const traffic = new Map<WirePath, Traffic>();
  const publishing = collect(look, traffic);
  for (const [path, found] of traffic) {
    if (look.options.reducedMotion) drawStill(look, path, found);
    else drawMoving(look, path, found);
  }
  return publishing;
}

function collect(look: Look, traffic: Map<WirePath, Traffic>): Set<number> {
  const { world, layout } = look;
  const { messages, deliveries, consumers, copies, groups } = world;
  const publishing = new Set<number>();
  const on = (path: WirePath): Traffic => {
    const known = traffic.get(path);
    if (known !== undefined) return known;
    const fresh: Traffic = { messages: [], returning: [], small: [], pace: 0 };
    traffic.set(path, fresh);
    return fresh;
  };
  const { tracks } = layout;

  forEachPacket(world, (kind, wire, row, leftUs) => {
    const latencyUs = at(world.wires.latencyUs, wire);
    // On a wire without latency a packet is between two events of one instant: half-way.
    const fraction = latencyUs === 0 ? 0.5 : 1 - Math.min(1, Math.max(0, leftUs / latencyUs));
    const way = tracks.ofWire.get(wire);
    const small = (path: WirePath | undefined, isBack: boolean, form: Head['look']): void => {
      if (path === undefined) return;
      const goes = isBack ? -1 : 1;
      const order = orderOf(look, kind, row);
      on(path).small.push({ fraction: isBack ? 1 - fraction : fraction, look: form, goes, order });
    };
    switch (kind) {
      case Packet.publish: {
        publishing.add(row);
        const number = at(messages.number, row);
        if (way !== undefined) publishOn(look, way, wire, fraction, number, latencyUs, on);
        return;
      }
      case Packet.confirm:
        small(way, true, 'hollow');
        return;
      case Packet.call:
        small(way, false, 'call');
        return;
      case Packet.answer:
        small(way, true, 'hollow');
        return;
      case Packet.closing:
        comeBack(look, row, fraction, on);
        return;
    }
    const path = tracks.ofConsumer.get(at(deliveries.consumer, row));
    if (path === undefined) return;
    const copy = at(deliveries.copy, row);
    const isLive = at(copies.delivery, copy) === row && at(copies.state, copy) === Copy.unacked;
    const message = world.messageNumber(copy);
    const count = at(deliveries.number, row);
    if (kind === Packet.delivery) {
      const lane = on(path);
      lane.messages.push({ fraction, message, deliveries: count });
      lane.pace = latencyUs === 0 ? 0 : 1 / latencyUs;
    } else if (kind === Packet.nack && isLive) {
      const group = at(consumers.group, at(deliveries.consumer, row));
      const comes = at(groups.onFailure, group) !== OnFailure.discard;
      if (comes)
        on(path).returning.push({ fraction: 1 - fraction, message, deliveries: count + 1 });
      else small(path, true, 'hollow');
    } else small(path, true, 'hollow');
    // A message acked early is worked on while its ack travels: it is drawn in its consumer's hands.
    const isEarly = (at(deliveries.flags, row) & DeliveryFlag.earlyAckOnWire) !== 0;
    if (isLive && !isEarly) look.tally(at(copies.queue, copy)).unacked++;
  });

  for (const message of publishing) {
    for (
      let copy = at(messages.firstCopy, message);
      copy !== NO_ROW;
      copy = at(copies.sibling, copy)
    ) {
      if (at(copies.state, copy) === Copy.inTransit) {
        look.tally(at(copies.queue, copy)).inTransit++;
      }
    }
  }
  return publishing;

  function publishOn(
    { plan: { wireTo } }: Look,
    way: WirePath,
    wire: number,
    fraction: number,
    message: number,
    latencyUs: number,
    lanes: typeof on,
  ): void {
    const branches = tracks.beyond.get(at(wireTo, wire)) ?? [];
    const beyond =
      branches.reduce((total, path) => total + path.length, 0) / (branches.length || 1);
    // The copies part at the exchange, and reach their queues together.
    const share = way.length / (way.length + beyond || 1);
    const pace = latencyUs === 0 ? 0 : 1 / latencyUs;
    if (fraction <= share || branches.length === 0) {
      const lane = lanes(way);
      lane.messages.push({ fraction: Math.min(1, fraction / share), message, deliveries: 1 });
      lane.pace = pace / share;
      return;
    }
    for (const branch of branches) {
      const lane = lanes(branch);
      const part = (fraction - share) / (1 - share);
      lane.messages.push({ fraction: part, message, deliveries: 1 });
      lane.pace = pace / (1 - share);
    }
  }

  /** The news of a dead consumer travels, and what was unacked on it comes back with it, in order. */
  function comeBack({ m }: Look, consumer: number, fraction: number, lanes: typeof on): void {
    const path = tracks.ofConsumer.get(consumer);
    if (path === undefined) return;
    let place = 0;
    for (
      let row = at(consumers.firstDelivery, consumer);
      row !== NO_ROW;
      row = at(deliveries.next, row)
    ) {
      const copy = at(deliveries.copy, row);
      if (!isHeldByDead(look, row) || at(copies.delivery, copy) !== row) continue;
      const behind = (place++ * 3 * m.arrow) / path.length;
      lanes(path).returning.push({
        fraction: Math.min(1, 1 - fraction + behind),
        message: world.messageNumber(copy),
        deliveries: at(deliveries.number, row) + 1,
      });
      look.tally(at(copies.queue, copy)).unacked++;
    }
  }
}

/** The number of the order or the message that a packet is about. */
function orderOf({ world }: Look, kind: number, row: number): number {
  if (kind === Packet.call || kind === Packet.answer) return at(world.calls.order, row);
  if (kind === Packet.confirm) return at(world.messages.number, row);
  if (kind === Packet.closing) return 0;
  return world.messageNumber(at(world.deliveries.copy, row));
}

/** Unacked on a consumer that has died, with the news of it on its way. */
export function isHeldByDead({ world }: Look, row: number): boolean {
  const { deliveries, copies, consumers } = world;
  const consumer = at(deliveries.consumer, row);
  return (
    !world.isAlive(consumer) &&
    at(consumers.closing, consumer) >= 0 &&
    at(copies.state, at(deliveries.copy, row)) === Copy.unacked &&
    at(deliveries.handle, row) < 0
  );
}

function drawMoving(look: Look, path: WirePath, traffic: Traffic): void {
  const { m, scene, world } = look;
  const { messages, returning, small, pace } = traffic;
  const singles = messages.length > MOST_SINGLE ? tracedAmong(look, messages) : messages;
  if (messages.length > MOST_SINGLE) {
    const width = Math.min(12, 4 + messages.length / 40) * m.unit;
    // The pattern moves as fast as the packets do.
    scene.crowds.push({ path, width, shift: (world.nowUs * pace * path.length) % (8 * m.unit) });
    addCount(look, path, `${counted(messages.length)} sending`);
  }
  const isTight = singles.length * 3.4 * m.arrow > path.length;
  for (const traveller of singles) {
    addArrow(look, path, traveller, 1, isTight && traveller.message !== look.options.traced);
  }
  for (const traveller of returning) addArrow(look, path, traveller, -1, false);
  // Where they would touch, every second one is shown, or every third.
  const step = Math.max(1, Math.ceil((small.length * 1.3 * m.arrow) / path.length));
  for (const packet of small) {
    if (packet.order % step !== 0) continue;
    const spot = spotAt(path, inset(path, packet.fraction, m.arrow, m.arrow));
    const angle = packet.goes === 1 ? spot.angle : spot.angle + Math.PI;
    // What goes back keeps to its own side.
    const aside = packet.goes === 1 ? 0 : m.arrow * 1.35;
    scene.heads.push({
      x: spot.x - Math.sin(angle) * aside,
      y: spot.y + Math.cos(angle) * aside,
      angle,
      r: m.arrow * 0.75,
      look: packet.look,
    });
  }
}

function tracedAmong({ options }: Look, travellers: readonly Traveller[]): Traveller[] {
  return travellers.filter(({ message }) => message > 0 && message === options.traced);
}

/** Nothing moves: one arrow for each direction stands half-way, with its number. */
function drawStill(look: Look, path: WirePath, traffic: Traffic): void {
  const { m, scene } = look;
  const half = (travellers: readonly Traveller[], goes: 1 | -1): void => {
    const first = travellers[0];
    if (first === undefined) return;
    const traced = tracedAmong(look, travellers)[0] ?? first;
    const fraction = travellers.length === 1 ? 0.5 : 0.5 + goes * 0.1;
    addArrow(look, path, { ...traced, fraction }, goes, false);
  };
  half(traffic.messages, 1);
  half(traffic.returning, -1);
  const { length } = traffic.messages;
  if (length > 1) addCount(look, path, `${counted(length)} sending`);
  for (const goes of [1, -1] as const) {
    const found = traffic.small.filter((packet) => packet.goes === goes);
    const first = found[0];
    if (first === undefined) continue;
    const spot = spotAt(path, goes === 1 ? 0.6 : 0.4);
    const angle = goes === 1 ? spot.angle : spot.angle + Math.PI;
    const x = spot.x - Math.sin(angle) * m.arrow;
    const y = spot.y + Math.cos(angle) * m.arrow;
    scene.heads.push({ x, y, angle, r: m.arrow * 0.75, look: first.look });
  }
}

function addArrow(
  look: Look,
  path: WirePath,
  { fraction, message, deliveries }: Traveller,
  goes: 1 | -1,
  isHead: boolean,
): void {
  const { m, scene, options } = look;
  // An arrow is as long as its tail: it starts when it has left its box and ends when it touches the next.
  const tail = isHead ? m.arrow : 2.1 * m.arrow;
  const spot = spotAt(
    path,
    goes === 1 ? inset(path, fraction, tail, m.arrow) : inset(path, fraction, m.arrow, tail),
  );
  const angle = goes === 1 ? spot.angle : spot.angle + Math.PI;
  if (isHead) {
    scene.heads.push({ x: spot.x, y: spot.y, angle, r: m.arrow * 0.8, look: 'message' });
    return;
  }
  const { x, y } = spot;
  look.mark({ kind: 'inTransit', x, y, r: m.arrow, options: { angle, deliveries }, message });
  if (message > 0 && message === options.traced) {
    scene.names.push({ x, y: y - 2.4 * m.arrow, text: nameOf(message), anchor: 'middle' });
  }
}

function addCount({ scene, m }: Look, path: WirePath, text: string): void {
  const spot = spotAt(path, 0.5);
  const y = spot.y - 2.2 * m.arrow;
  scene.names.push({ x: spot.x, y, text, anchor: 'middle', isWords: true });
}
