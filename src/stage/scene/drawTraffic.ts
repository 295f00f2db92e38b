/**
 * drawTraffic puts what is on the wires where simulated time says it is: messages going, deliveries,
 * calls; acks, confirms and answers coming back beside them.
 *
 * Only a few things can be followed. Where many are on a wire, or where they cross it faster than an eye
 * can follow, the wire flows: a band as wide as its rate, with ticks that move as fast as the messages.
 */
import type { WirePart } from '../layout/Layout.ts';
import { inset, spotAt, type WirePath } from '../layout/WirePath.ts';
import { bandScale, drawBand, type Flow } from './drawBand.ts';
import type { Look } from './Look.ts';
import { rateOf } from './rates.ts';
import { type Small, type Traffic, type Traveller, trafficOf } from './trafficOf.ts';
import { WIRES } from './views.ts';
import { counted, nameOf } from './words.ts';

/** More than so many messages on one way are a flow. */
const MOST_SINGLE = 40;
/** Up to so many are arrows with a tail and their history; more of them are heads. */
const MOST_FOLLOWED = 4;
/** Whoever crosses in less than so many seconds of the clock cannot be followed by the eye. */
const QUICK_S = 0.2;
/** As many a second of the clock as need be for a flow; fewer are seen one by one as they arrive. */
const LEAST_PER_S = 5;

/** Draws them all. Returns the messages (rows) that are on their way to a broker. */
export function drawTraffic(look: Look): ReadonlySet<number> {
  const { ways, publishing } = trafficOf(look);
  if (look.options.reducedMotion) {
    for (const [path, traffic] of ways) drawStill(look, path, traffic);
    return publishing;
  }
  const flows = flowsOf(look, ways);
  for (const [path, traffic] of ways) {
    const flow = flows.get(path);
    if (flow === undefined) drawMoving(look, path, traffic);
    else drawTraced(look, path, traffic);
  }
  const most = Math.max(0, ...[...flows.values()].map(({ perS }) => perS));
  const scale = bandScale(look.plan, most);
  for (const [path, flow] of flows) drawBand(look, path, flow, scale);
  return publishing;
}

function flowsOf(look: Look, ways: ReadonlyMap<WirePath, Traffic>): Map<WirePath, Flow> {
  const { layout } = look;
  const flows = new Map<WirePath, Flow>();
  const chosen = look.viewOf(WIRES).rung;
  // Whoever looks closer sees each of them.
  if (chosen !== null && chosen !== 'flow') return flows;
  for (const part of layout.wires) {
    const traffic = ways.get(part.path);
    const flow = flowOn(look, part, traffic, chosen === 'flow');
    if (flow !== null) flows.set(part.path, flow);
  }
  return flows;
}

function flowOn(
  look: Look,
  part: WirePart,
  traffic: Traffic | undefined,
  isChosen: boolean,
): Flow | null {
  const { world, options, plan } = look;
  const { usPerS = 0 } = options;
  const count = traffic?.messages.length ?? 0;
  const pace = traffic !== undefined && traffic.pace > 0 ? traffic.pace : paceOn(look, part);
  const isMany = count > MOST_SINGLE;
  const counted = rateOf(world, part);
  const perS = counted ?? (count * pace * 1e6 || 0);
  if (perS === 0 || pace === 0) return null;
  const isCall = plan.nodes[plan.wireTo[part.wire] ?? -1]?.kind === 'service';
  const crossingS = usPerS === 0 ? Number.POSITIVE_INFINITY : 1 / (pace * usPerS);
  const isQuick = crossingS < QUICK_S && (perS * usPerS) / 1e6 >= LEAST_PER_S;
  return isMany || isQuick || isChosen ? { perS, pace, count, isCall } : null;
}

/**
 * How much of a way a message covers in a microsecond; 0 where it takes no time. The ways into an exchange
 * and out of it are one way for a message, and it takes the first one's time for both.
 */
function paceOn({ world, layout, plan }: Look, { wire, kind, path }: WirePart): number {
  const latencyOf = (one: number): number => world.wires.latencyUs[one] ?? 0;
  const to = plan.wireTo[wire] ?? -1;
  const from = plan.wireFrom[wire] ?? -1;
  const exchange = kind === 'binding' ? from : to;
  const branches = layout.tracks.beyond.get(exchange) ?? [];
  const feeder = kind === 'binding' ? plan.wireTo.indexOf(exchange) : wire;
  const way = layout.tracks.ofWire.get(feeder);
  const latencyUs = feeder < 0 ? 0 : latencyOf(feeder);
  if (latencyUs === 0) return 0;
  if (branches.length === 0 || way === undefined) return 1 / latencyUs;
  const beyond = branches.reduce((sum, { length }) => sum + length, 0) / branches.length;
  return (way.length + beyond) / (kind === 'binding' ? path.length : way.length) / latencyUs;
}

function drawMoving(look: Look, path: WirePath, traffic: Traffic): void {
  const { m, options } = look;
  const { messages, returning, small } = traffic;
  const groups = together(messages);
  const isTight = groups.length > MOST_FOLLOWED && groups.length * 3.4 * m.arrow > path.length;
  for (const { traveller, count } of groups) {
    const isTraced = traveller.message === options.traced && traveller.message > 0;
    addArrow(look, path, traveller, 1, isTight && !isTraced);
    if (count > 1) addCountAt(look, path, traveller.fraction, `×${counted(count)}`);
  }
  for (const traveller of returning) addArrow(look, path, traveller, -1, false);
  // Where they would touch, every second one is shown, or every third.
  const step = Math.max(1, Math.ceil((small.length * 1.3 * m.arrow) / path.length));
  for (const packet of small) {
    if (isOneOf(packet.order, step))
      addSmall(look, path, packet, inset(path, packet.fraction, m.arrow, m.arrow));
  }
}

interface Party {
  readonly traveller: Traveller;
  readonly count: number;
}

/** Those that set out together are one arrow with their number: a poll hands out many at once. */
function together(travellers: readonly Traveller[]): Party[] {
  const at = new Map<number, { traveller: Traveller; count: number }>();
  for (const traveller of travellers) {
    const party = at.get(traveller.fraction);
    if (party === undefined) at.set(traveller.fraction, { traveller, count: 1 });
    else party.count++;
  }
  return [...at.values()];
}

/** In a flow the traced message is drawn, and nobody else. */
function drawTraced(look: Look, path: WirePath, traffic: Traffic): void {
  for (const traveller of tracedAmong(look, traffic.messages)) {
    addArrow(look, path, traveller, 1, false);
  }
  for (const traveller of traffic.returning) addArrow(look, path, traveller, -1, false);
}

/** The same ones in each picture, and of neighbours in the order not always the same. */
function isOneOf(order: number, step: number): boolean {
  return step === 1 || (Math.imul(order, 0x9e3779b1) >>> 8) % step === 0;
}

/** What goes back keeps to its own side of the wire. */
function addSmall({ m, scene }: Look, path: WirePath, packet: Small, fraction: number): void {
  const spot = spotAt(path, fraction);
  const angle = packet.goes === 1 ? spot.angle : spot.angle + Math.PI;
  const aside = packet.goes === 1 ? 0 : m.arrow * 1.35;
  const x = spot.x - Math.sin(angle) * aside;
  const y = spot.y + Math.cos(angle) * aside;
  scene.heads.push({ x, y, angle, r: m.arrow * 0.75, look: packet.look });
}

function tracedAmong({ options }: Look, travellers: readonly Traveller[]): Traveller[] {
  return travellers.filter(({ message }) => message > 0 && message === options.traced);
}

/** Nothing moves: one arrow for each direction stands half-way, with its number. */
function drawStill(look: Look, path: WirePath, traffic: Traffic): void {
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
  if (length > 1) {
    const words = `${counted(length)} sending`;
    // Between boxes that stand close there is room for the number alone.
    const fits = look.widthOf(words, 'small') <= path.length;
    addCountAt(look, path, 0.5, fits ? words : `×${counted(length)}`);
  }
  for (const goes of [1, -1] as const) {
    const first = traffic.small.find((packet) => packet.goes === goes);
    if (first !== undefined) addSmall(look, path, first, goes === 1 ? 0.6 : 0.4);
  }
}

function addArrow(
  look: Look,
  path: WirePath,
  { fraction, message, deliveries }: Traveller,
  goes: 1 | -1,
  isHead: boolean,
): void {
  const { m, scene } = look;
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
  if (look.isNamed(message)) {
    scene.names.push({ x, y: y - 2.4 * m.arrow, text: nameOf(message), anchor: 'middle' });
  }
}

function addCountAt({ scene, m }: Look, path: WirePath, fraction: number, text: string): void {
  const spot = spotAt(path, inset(path, fraction, 3 * m.arrow, 3 * m.arrow));
  const y = spot.y - 2.2 * m.arrow;
  scene.names.push({ x: spot.x, y, text, anchor: 'middle', isWords: true });
}
