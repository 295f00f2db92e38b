/** deeds says what an act does, as a verb phrase: "crashed C1", "set prefetch of E-mail to 5". */
import {
  type CommitPoint,
  type CrashPoint,
  findKnob,
  type Intervention,
  isLogAct,
  Rule,
  type World,
} from '../engine/index.ts';
import { logDeedOf } from './logDeeds.ts';
import { name, nodeCalled, placeOfMember, the } from './names.ts';
import { type Piece, say } from './Sentence.ts';
import { digits, time } from './words.ts';

/** Who acted, where a rule says that somebody did. */
export function actorOf(rule: number): string | null {
  return rule === Rule.person ? 'you' : rule === Rule.script ? 'the script' : null;
}

export function deedOf(world: World, act: Intervention): Piece {
  if (isLogAct(act)) return logDeedOf(world, act);
  switch (act.kind) {
    case 'spike':
      return say`multiplied the orders of ${target(world, act)} by ${digits(act.factor)} for ${time(act.lengthUs)}`;
    case 'slow':
      return say`made ${target(world, act)} ${pace(act.factor)} for ${time(act.lengthUs)}`;
    case 'crashConsumer':
      return act.point === 'now'
        ? say`crashed ${member(world, act)}`
        : say`set ${member(world, act)} to crash ${points[act.point]}`;
    case 'restartConsumer':
      return say`restarted ${member(world, act)}`;
    case 'addConsumer':
      return say`added a consumer to ${target(world, act)}`;
    case 'removeConsumer':
      return say`removed ${member(world, act)}`;
    case 'crashService':
      return act.point === undefined || act.point === 'now'
        ? say`took ${target(world, act)} down`
        : say`set ${target(world, act)} to go down ${points[act.point]}`;
    case 'crashProducer':
      return act.point === 'now'
        ? say`crashed ${target(world, act)}`
        : say`set ${target(world, act)} to crash ${points[act.point]}`;
    case 'restartProducer':
      return say`restarted ${target(world, act)}`;
    case 'restartService':
      return say`started ${target(world, act)} again`;
    case 'stopBroker':
      return act.how === 'kill'
        ? say`killed ${target(world, act)}`
        : say`stopped ${target(world, act)} in order`;
    case 'startBroker':
      return say`started ${target(world, act)}`;
    case 'fillDisk':
      return say`filled the disk of ${target(world, act)}`;
    case 'freeDisk':
      return say`made room on the disk of ${target(world, act)}`;
    case 'crashReplica': {
      const disk = act.how === 'loseDisk' ? ' with its disk' : '';
      return say`killed ${replica(world, act, 'the leader')}${disk}`;
    }
    case 'restartReplica':
      return say`restarted ${replica(world, act, 'a replica')}`;
    case 'poisonNext':
      return say`poisoned the next message for ${target(world, act)}`;
    case 'redrive':
      return say`sent the messages in ${target(world, act)} ${backWhere(world, act)}, ${paceOf(act.perS)}`;
    case 'stopRedrive':
      return say`stopped the redrive of ${target(world, act)}`;
    case 'dropNextAck':
      return say`made the next ack of ${target(world, act)} vanish`;
    case 'cutWire':
      return say`cut the wire from ${end(world, act.from)} to ${end(world, act.to)}`;
    case 'healWire':
      return say`mended the wire from ${end(world, act.from)} to ${end(world, act.to)}`;
    case 'losePacket':
      return say`made the next packet between ${end(world, act.from)} and ${end(world, act.to)} vanish`;
    case 'delayPacket':
      return say`held the next packet between ${end(world, act.from)} and ${end(world, act.to)} up for ${time(act.byUs)}`;
    case 'doublePacket':
      return say`made the next message from ${end(world, act.from)} to ${end(world, act.to)} arrive twice`;
    case 'publish':
      return say`published a message as ${target(world, act)}`;
    case 'subscribe':
      return say`subscribed ${target(world, act)}`;
    case 'cancel':
      return say`cancelled the subscription of ${target(world, act)}`;
    case 'get':
      return say`fetched a message for ${target(world, act)}`;
    case 'settle':
      return say`${verdicts[act.verdict]} ${act.message === null ? 'a message' : `message ${act.message}`} for ${target(world, act)}`;
    case 'recover':
      return say`gave back all that ${target(world, act)} held`;
    case 'closeChannel':
      return act.how === 'crash'
        ? say`crashed ${target(world, act)}`
        : say`closed the channel of ${target(world, act)}`;
    case 'declareQueue':
      return act.isPassive
        ? say`asked for ${target(world, act)}`
        : say`declared ${target(world, act)}`;
    case 'deleteQueue':
      return say`deleted ${target(world, act)}`;
    case 'purgeQueue':
      return say`purged ${target(world, act)}`;
    case 'setKnob': {
      const node = world.plan.nodes[nodeCalled(world.plan, act.target)];
      const knob = node === undefined ? undefined : findKnob(node.kind, act.knob);
      const title = knobNouns[act.knob] ?? knob?.title ?? act.knob;
      return say`set the ${title} of ${target(world, act)} to ${position(knob, act.value)}`;
    }
  }
}

const verdicts = { ack: 'acknowledged', nack: 'nacked', reject: 'rejected' } as const;

/** Why an act did nothing: what it was meant for was not as it expected. */
export function whyInVain(act: Intervention): string | null {
  switch (act.kind) {
    case 'crashConsumer':
    case 'crashService':
    case 'crashReplica':
    case 'crashProducer':
    case 'stopBroker':
      return 'was down already';
    case 'restartProducer':
    case 'restartConsumer':
    case 'restartReplica':
    case 'restartService':
    case 'startBroker':
      return 'was not down';
    case 'removeConsumer':
      return 'was gone already';
    case 'addConsumer':
      return 'has as many as there is room for';
    case 'redrive':
      return 'had none to send, was down, or was at it already';
    case 'stopRedrive':
      return 'was not under way';
    case 'fillDisk':
      return 'was full already, or was down';
    case 'freeDisk':
      return 'was not full';
    default:
      return null;
  }
}

/** What an act that did nothing was meant for. */
export function intended(world: World, act: Intervention): Piece {
  switch (act.kind) {
    case 'crashConsumer':
      return say`tried to crash ${member(world, act)}`;
    case 'restartConsumer':
      return say`tried to restart ${member(world, act)}`;
    case 'removeConsumer':
      return say`tried to remove ${member(world, act)}`;
    case 'addConsumer':
      return say`tried to add a consumer to ${target(world, act)}`;
    case 'stopBroker':
      return say`tried to stop ${target(world, act)}`;
    case 'crashService':
      return say`tried to take down ${target(world, act)}`;
    case 'redrive':
      return say`tried to redrive ${target(world, act)}`;
    case 'stopRedrive':
      return say`tried to stop a redrive of ${target(world, act)}`;
    case 'crashReplica':
      return say`tried to kill ${replica(world, act, 'the leader')}`;
    case 'restartReplica':
      return say`tried to restart ${replica(world, act, 'a replica')}`;
    case 'crashProducer':
      return say`tried to crash ${target(world, act)}`;
    case 'restartProducer':
      return say`tried to restart ${target(world, act)}`;
    case 'fillDisk':
      return say`tried to fill the disk of ${target(world, act)}`;
    case 'freeDisk':
      return say`tried to make room on the disk of ${target(world, act)}`;
    case 'startBroker':
    case 'restartService':
      return say`tried to start ${target(world, act)}`;
    default:
      return deedOf(world, act);
  }
}

/** "back", or "on to the archive queue" */
export function backWhere(world: World, { to }: { readonly to: string | null }): Piece {
  return to === null ? 'back' : say`on to ${end(world, to)}`;
}

/** "all at once", "10 a second" */
export function paceOf(perS: number): string {
  return perS === Number.POSITIVE_INFINITY ? 'all at once' : `${digits(perS)} a second`;
}

const points: Readonly<Record<Exclude<CrashPoint | CommitPoint, 'now'>, string>> = {
  beforeWork: 'before it begins its next message',
  midWork: 'in the middle of its next message',
  afterEffect: 'after its next effect, before the ack',
  beforeCommit: 'before its next commit',
  afterCommit: 'right after its next commit',
};

function target(world: World, act: { readonly target: string }): Piece {
  return end(world, act.target);
}

function end(world: World, id: string): Piece {
  const node = nodeCalled(world.plan, id);
  return node < 0 ? 'something' : the(world, node);
}

function member(
  world: World,
  act: { readonly target: string; readonly member: number | null },
): Piece {
  const group = nodeCalled(world.plan, act.target);
  const place = act.member === null ? null : placeOfMember(world, group, act.member);
  return place === null ? say`a consumer of ${target(world, act)}` : name(world, place);
}

function replica(
  world: World,
  act: { readonly target: string; readonly replica: number | null },
  nobody: string,
): Piece {
  const which = act.replica === null ? nobody : `replica ${act.replica}`;
  return say`${which} of ${target(world, act)}`;
}

function pace(factor: number): string {
  return factor >= 1 ? `${digits(factor)} times as slow` : `${digits(1 / factor)} times as fast`;
}

/** Knobs inside a sentence, where the words beside the knob itself would not do. */
const knobNouns: Readonly<Record<string, string>> = {
  ratePerS: 'order rate',
  workUs: 'work',
  idempotencyKey: 'idempotency key',
  keyTtlUs: 'time to live of keys',
  keysKept: 'place of keys',
  maxDeliveries: 'delivery limit',
  maxLength: 'room',
  durable: 'storage',
};

/** The position of a knob, as one reads it. */
export function position(knob: ReturnType<typeof findKnob>, value: number): string {
  if (knob?.choices !== undefined) return `“${knob.choices[value] ?? value}”`;
  if (value === Number.POSITIVE_INFINITY) return 'no limit';
  if (knob?.unit === 'µs') return time(value);
  return knob?.unit === '/s' ? `${digits(value)} a second` : digits(value);
}
