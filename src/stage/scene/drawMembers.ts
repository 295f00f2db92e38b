/** drawMembers puts into the places of a group's members what they were given and have not finished. */
import { Consumer, NO_ROW, Reading } from '../../engine/index.ts';
import type { ConsumerPart } from '../layout/Layout.ts';
import { at, type Look } from './Look.ts';
import { nameOf } from './words.ts';

/** Draws a consumer that reads from a group. False: it takes from a queue, and is drawn elsewhere. */
export function drawMember(look: Look, part: ConsumerPart): boolean {
  const { world, scene, m } = look;
  const { consumers, logs } = world;
  if (!logs.isGroup(at(consumers.queue, part.consumer))) return false;
  const given = givenTo(look, part.consumer);
  const [first, ...rest] = given;
  const isDown = at(consumers.state, part.consumer) === Consumer.down;
  const { x, y } = part.hands;
  const r = part.style === 'card' ? m.worked : m.slot;
  if (first !== undefined) ring(look, first, x, y, r);
  else if (!isDown) scene.slots.push({ x, y, r, look: 'place' });
  const { slots } = part;
  const fits = slots === null ? 0 : Math.floor(slots.width / m.slotPitch);
  rest.slice(0, fits).forEach((read, place) => {
    if (slots === null) return;
    const from = slots.x + slots.width - (place + 0.5) * m.slotPitch;
    ring(look, read, from, slots.y + slots.height / 2, m.slot);
  });
  const also = rest.length > 0 ? `, ${rest.length} held` : '';
  const isWorking = first !== undefined && at(logs.reads.state, first) === Reading.working;
  const does = isDown ? 'DOWN' : isWorking ? `working${also}` : `waiting${also}`;
  const named = isWorking ? `working on ${nameOf(at(logs.reads.message, first))}${also}` : does;
  look.sayFirst(
    `${part.box}.${isDown ? 'down' : 'work'}`,
    named,
    does,
    isWorking ? 'working' : does,
  );
  const title = look.plan.nodes[part.node]?.title ?? '';
  look.box(part.box, { isBroken: isDown, says: `${title} C${part.member}, ${named}` });
  return true;
}

/** What it works on comes first, then what it holds; what is on the wire to it is not drawn. */
export function givenTo({ world }: Look, consumer: number): number[] {
  const { members, reads } = world.logs;
  const working: number[] = [];
  const held: number[] = [];
  for (let read = at(members.firstRead, consumer); read !== NO_ROW; read = at(reads.next, read)) {
    const state = at(reads.state, read);
    if (state === Reading.working) working.push(read);
    else if (state === Reading.held) held.push(read);
  }
  return [...working, ...held];
}

function ring(look: Look, read: number, x: number, y: number, r: number): void {
  const { reads } = look.world.logs;
  const options = { deliveries: at(reads.count, read) };
  look.mark({ kind: 'unacked', x, y, r, options, message: at(reads.message, read) });
}
