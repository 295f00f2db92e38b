/**
 * drawTraffic puts what is on the wires where simulated time says it is: messages going, deliveries,
 * calls; acks, confirms and answers coming back beside them.
 */
import { inset, spotAt, type WirePath } from '../layout/WirePath.ts';
import type { Look } from './Look.ts';
import { type Small, type Traffic, type Traveller, trafficOf } from './trafficOf.ts';
import { counted, nameOf } from './words.ts';

/** More than so many on one way are a band. */
const MOST_SINGLE = 40;

/** Draws them all. Returns the messages (rows) that are on their way to a broker. */
export function drawTraffic(look: Look): ReadonlySet<number> {
  const { ways, publishing } = trafficOf(look);
  for (const [path, traffic] of ways) {
    if (look.options.reducedMotion) drawStill(look, path, traffic);
    else drawMoving(look, path, traffic);
  }
  return publishing;
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
    if (isOneOf(packet.order, step))
      addSmall(look, path, packet, inset(path, packet.fraction, m.arrow, m.arrow));
  }
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
  if (length > 1) addCount(look, path, `${counted(length)} sending`);
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
