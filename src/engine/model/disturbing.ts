/**
 * disturbing is what can be done to a single packet: it comes late, or twice. (It is lost in `wires.ts`.)
 *
 * A late packet may be overtaken by later ones, as no connection would let it: what holds all the same
 * holds whatever carries the packets. Only a publish comes twice, since a connection drops the second copy
 * of anything else.
 */
import { Class, Event } from './eventKinds.ts';
import { LogEvent } from './log/logEvents.ts';
import { wireOfPacket } from './packets.ts';
import type { World } from './World.ts';

/** Whether the packet that is due now does not arrive now, because an act has made it late. */
export function isLate(world: World, kind: number, a: number, b: number): boolean {
  const { wires, messages, agenda } = world;
  const wire = wireOfPacket(world, kind, a);
  if (wire < 0) return false;
  if (wires.doubleNext[wire] > 0 && kind === Event.publishArrives) {
    wires.doubleNext[wire]--;
    messages.refs[a]++;
    messages.packets[a]++;
    agenda.schedule(world.nowUs, Class.arrive, kind, a, b);
  }
  const byUs = wires.delayNextUs[wire];
  if (byUs === 0) return false;
  wires.delayNextUs[wire] = 0;
  delay(world, kind, a, b, byUs);
  return true;
}

function delay(world: World, kind: number, a: number, b: number, byUs: number): void {
  const { agenda, nowUs, deliveries, calls } = world;
  const goesOut =
    kind === Event.publishArrives ||
    kind === Event.deliveryArrives ||
    kind === Event.callArrives ||
    kind === Event.receiveArrives ||
    kind === Event.receiveAnswered ||
    kind === LogEvent.recordArrives;
  const handle = agenda.schedule(nowUs + byUs, goesOut ? Class.arrive : Class.settle, kind, a, b);
  // Whoever may take the packet off the wire has to find it.
  if (kind === LogEvent.recordArrives) world.logs.reads.handle[a] = handle;
  if (kind === Event.callArrives || kind === Event.answerArrives) calls.handle[a] = handle;
  if (kind === Event.receiveArrives || kind === Event.receiveAnswered)
    world.receivers.due[a] = handle;
  const isEarlyAck = kind === Event.ackArrives && b === 1;
  const isDelivery =
    kind === Event.deliveryArrives || kind === Event.ackArrives || kind === Event.nackArrives;
  if (isDelivery && !isEarlyAck) deliveries.handle[a] = handle;
}
