/** trafficOf reads what is on the wires: for each way, who travels on it and how far they have come. */
import {
  Copy,
  DeliveryFlag,
  forEachPacket,
  NO_EVENT,
  NO_ROW,
  OnFailure,
  Packet,
} from '../../engine/index.ts';
import type { WirePath } from '../layout/WirePath.ts';
import { at, type Look } from './Look.ts';
import type { Head } from './Scene.ts';

/** A message on its way. */
export interface Traveller {
  /** Of the way, from its start. */
  readonly fraction: number;
  readonly message: number;
  readonly deliveries: number;
}

/** A call, an answer, an ack, a confirm: counted elsewhere, so that a wire need not show each. */
export interface Small {
  readonly fraction: number;
  readonly look: Head['look'];
  readonly goes: 1 | -1;
  /** Numbers that follow each other as the packets do. */
  readonly order: number;
}

/** What is on one way: messages in either direction, and the small packets beside them. */
export interface Traffic {
  readonly messages: Traveller[];
  readonly returning: Traveller[];
  readonly small: Small[];
  /** How much of the way a message covers in a microsecond. */
  pace: number;
}

export interface AllTraffic {
  readonly ways: ReadonlyMap<WirePath, Traffic>;
  /** The messages (rows) that are on their way to a broker. */
  readonly publishing: ReadonlySet<number>;
}

export function trafficOf(look: Look): AllTraffic {
  const reader = new TrafficReader(look);
  reader.read();
  return reader;
}

class TrafficReader implements AllTraffic {
  readonly ways = new Map<WirePath, Traffic>();
  readonly publishing = new Set<number>();
  private readonly look: Look;

  constructor(look: Look) {
    this.look = look;
  }

  read(): void {
    const { world } = this.look;
    forEachPacket(world, (kind, wire, row, leftUs) => {
      const latencyUs = at(world.wires.latencyUs, wire);
      // On a wire without latency a packet is between two events of one instant: half-way.
      const fraction = latencyUs === 0 ? 0.5 : 1 - Math.min(1, Math.max(0, leftUs / latencyUs));
      const pace = latencyUs === 0 ? 0 : 1 / latencyUs;
      if (kind === Packet.heldBack) this.readHeld(wire, row);
      else if (kind === Packet.publish) this.readPublish(wire, row, fraction, pace);
      else if (kind === Packet.confirm) this.readSmall(wire, row, fraction, -1);
      else if (kind === Packet.call) this.readSmall(wire, row, fraction, 1);
      else if (kind === Packet.answer) this.readSmall(wire, row, fraction, -1);
      else if (kind === Packet.closing) this.readClosing(row, fraction);
      else if (kind === Packet.record) this.readRecord(row, fraction, pace);
      else if (kind === Packet.memberAnswer) this.readMemberAnswer(row, fraction);
      else if (kind === Packet.extension) this.readRequest(row, fraction);
      else if (kind === Packet.receive) this.readCall(row, fraction, -1);
      else if (kind === Packet.nothing) this.readCall(row, fraction, 1);
      else this.readDelivery(kind, row, fraction, pace);
    });
    for (const message of this.publishing) this.countCopies(message);
  }

  private on(path: WirePath): Traffic {
    const known = this.ways.get(path);
    if (known !== undefined) return known;
    const fresh: Traffic = { messages: [], returning: [], small: [], pace: 0 };
    this.ways.set(path, fresh);
    return fresh;
  }

  /** To the broker; beyond an exchange as one copy for each queue, which all arrive together. */
  private readPublish(wire: number, row: number, fraction: number, pace: number): void {
    const { world, layout, plan } = this.look;
    this.publishing.add(row);
    const way = layout.tracks.ofWire.get(wire);
    if (way === undefined) return;
    const message = at(world.messages.number, row);
    const branches = layout.tracks.beyond.get(at(plan.wireTo, wire)) ?? [];
    const all = branches.reduce((total, path) => total + path.length, 0);
    const share = branches.length === 0 ? 1 : way.length / (way.length + all / branches.length);
    const isBeyond = fraction > share;
    for (const path of isBeyond ? branches : [way]) {
      const traffic = this.on(path);
      const part = isBeyond ? (fraction - share) / (1 - share) : Math.min(1, fraction / share);
      traffic.messages.push({ fraction: part, message, deliveries: 1 });
      traffic.pace = isBeyond ? pace / (1 - share) : pace / share;
    }
  }

  /** What a broker does not read stands at its door, before any exchange. */
  private readHeld(wire: number, row: number): void {
    const { world, layout } = this.look;
    this.publishing.add(row);
    const way = layout.tracks.ofWire.get(wire);
    if (way === undefined) return;
    const message = at(world.messages.number, row);
    this.on(way).messages.push({ fraction: 1, message, deliveries: 1 });
  }

  /** Confirms, calls and answers. */
  private readSmall(wire: number, row: number, fraction: number, goes: 1 | -1): void {
    const { world, layout, plan } = this.look;
    const path = layout.tracks.ofWire.get(wire);
    if (path === undefined) return;
    const isCall = plan.nodes[at(plan.wireTo, wire)]?.kind === 'service';
    const order = isCall ? at(world.calls.order, row) : at(world.messages.number, row);
    const look = isCall && goes === 1 ? 'call' : 'hollow';
    this.on(path).small.push({ fraction: goes === 1 ? fraction : 1 - fraction, look, goes, order });
  }

  /** A consumer's call for messages, and the answer that there are none. */
  private readCall(consumer: number, fraction: number, goes: 1 | -1): void {
    const path = this.look.layout.tracks.ofConsumer.get(consumer);
    if (path === undefined) return;
    const look = goes === -1 ? 'call' : 'hollow';
    const order = consumer;
    this.on(path).small.push({ fraction: goes === 1 ? fraction : 1 - fraction, look, goes, order });
  }

  /** What a consumer asks for goes to its queue beside its acks. */
  private readRequest(row: number, fraction: number): void {
    const { world, layout } = this.look;
    const path = layout.tracks.ofConsumer.get(at(world.deliveries.consumer, row));
    if (path === undefined) return;
    const order = world.messageNumber(at(world.deliveries.copy, row));
    this.on(path).small.push({ fraction: 1 - fraction, look: 'call', goes: -1, order });
  }

  /** Deliveries, and the acks and nacks that answer them. */
  private readDelivery(kind: number, row: number, fraction: number, pace: number): void {
    const { world, layout } = this.look;
    const { deliveries, consumers, groups, copies } = world;
    const consumer = at(deliveries.consumer, row);
    const path = layout.tracks.ofConsumer.get(consumer);
    if (path === undefined) return;
    const copy = at(deliveries.copy, row);
    const isLive = at(copies.delivery, copy) === row && at(copies.state, copy) === Copy.unacked;
    const message = world.messageNumber(copy);
    const count = at(deliveries.number, row);
    const traffic = this.on(path);
    const onFailure = at(groups.onFailure, at(consumers.group, consumer));
    if (kind === Packet.delivery) {
      traffic.messages.push({ fraction, message, deliveries: count });
      traffic.pace = pace;
    } else if (kind === Packet.nack && isLive && onFailure !== OnFailure.discard) {
      // With this nack the message comes back.
      traffic.returning.push({ fraction: 1 - fraction, message, deliveries: count + 1 });
    } else {
      traffic.small.push({ fraction: 1 - fraction, look: 'hollow', goes: -1, order: message });
    }
    // One acked early is worked on while its ack travels: it is drawn in its consumer's hands.
    const isEarly = (at(deliveries.flags, row) & DeliveryFlag.earlyAckOnWire) !== 0;
    if (isLive && !isEarly) this.look.tally(at(copies.queue, copy)).unacked++;
  }

  /** A record on its way to a member. It stays where it is in the log, so that no row counts it here. */
  private readRecord(read: number, fraction: number, pace: number): void {
    const { world, layout } = this.look;
    const { reads } = world.logs;
    const path = layout.tracks.ofConsumer.get(at(reads.consumer, read));
    if (path === undefined) return;
    const traffic = this.on(path);
    const [message, deliveries] = [at(reads.message, read), at(reads.count, read)];
    traffic.messages.push({ fraction, message, deliveries });
    traffic.pace = pace;
  }

  private readMemberAnswer(answer: number, fraction: number): void {
    const { world, layout } = this.look;
    const path = layout.tracks.ofConsumer.get(at(world.logs.answers.consumer, answer));
    if (path === undefined) return;
    this.on(path).small.push({ fraction: 1 - fraction, look: 'hollow', goes: -1, order: answer });
  }

  /** The news of a dead consumer travels, and what was unacked on it comes back with it, in order. */
  private readClosing(consumer: number, fraction: number): void {
    const { world, layout, m } = this.look;
    const { consumers, deliveries, copies } = world;
    const path = layout.tracks.ofConsumer.get(consumer);
    if (path === undefined) return;
    let behind = 0;
    let row = at(consumers.firstDelivery, consumer);
    for (; row !== NO_ROW; row = at(deliveries.next, row)) {
      const copy = at(deliveries.copy, row);
      if (!isComingBack(this.look, row) || at(copies.delivery, copy) !== row) continue;
      this.on(path).returning.push({
        fraction: Math.min(1, 1 - fraction + (behind * 3 * m.arrow) / path.length),
        message: world.messageNumber(copy),
        deliveries: at(deliveries.number, row) + 1,
      });
      this.look.tally(at(copies.queue, copy)).unacked++;
      behind++;
    }
  }

  private countCopies(message: number): void {
    const { messages, copies } = this.look.world;
    let copy = at(messages.firstCopy, message);
    for (; copy !== NO_ROW; copy = at(copies.sibling, copy)) {
      if (at(copies.state, copy) !== Copy.inTransit) continue;
      this.look.tally(at(copies.queue, copy)).inTransit++;
    }
  }
}

/** Unacked on a consumer that has died, with the news of it on its way. */
export function isComingBack({ world }: Look, row: number): boolean {
  const { deliveries, copies, consumers } = world;
  const consumer = at(deliveries.consumer, row);
  return (
    !world.isAlive(consumer) &&
    at(consumers.closing, consumer) !== NO_EVENT &&
    at(copies.state, at(deliveries.copy, row)) === Copy.unacked &&
    at(deliveries.handle, row) === NO_EVENT
  );
}
