/** drawSources says what producers, services and exchanges are doing. */
import {
  Broker,
  Calling,
  Copy,
  meanUs,
  NO_EVENT,
  NO_ROW,
  type ProducerSpec,
  type ServiceSpec,
} from '../../engine/index.ts';
import type { ExchangePart, ProducerPart, Rect, ServicePart } from '../layout/Layout.ts';
import { guardWords } from './drawBreakers.ts';
import { commitWords, downWords, drawCommits } from './drawCommits.ts';
import { drawLog } from './drawLogs.ts';
import { at, type Look } from './Look.ts';
import type { Slot, Words } from './Scene.ts';
import { brokerWord } from './tellQueue.ts';
import { about, counted, rated } from './words.ts';

/** `publishing`: the messages (rows) that are on a wire. */
export function drawSources(look: Look, publishing: ReadonlySet<number>): void {
  const waiting = callersOf(look);
  for (const part of look.layout.producers) drawProducer(look, part, publishing);
  for (const part of look.layout.services) drawService(look, part, publishing, waiting);
  for (const part of look.layout.exchanges) {
    if (look.plan.nodes[part.node]?.kind === 'log') drawLog(look, part);
    else drawExchange(look, part);
  }
}

function drawProducer(look: Look, part: ProducerPart, publishing: ReadonlySet<number>): void {
  const { world, plan } = look;
  const { node, box, isAsker } = part;
  const spec = plan.nodes[node];
  if (spec?.kind !== 'producer') return;
  const { tallies } = world;
  const sent = counted(at(tallies.published, node));
  const left = ordersLeft(look, node, spec);
  const pace =
    left === 0 ? (isAsker ? 'all placed' : `sent all ${sent}`) : paceOf(look, node, spec);
  let note: string;
  if (isAsker) {
    const ended = at(tallies.done, node) + at(tallies.refused, node) + at(tallies.timedOut, node);
    const waiting = at(tallies.offered, node) - ended;
    note = `${counted(waiting)} ${waiting === 1 ? 'user waits' : 'users wait'}`;
  } else {
    const kept = keptBy(look, node, publishing);
    const isAllConfirmed =
      spec.publishing.confirm && at(tallies.confirmed, node) === at(tallies.published, node);
    const also = left > 0 ? `${sent} sent` : isAllConfirmed ? 'all confirmed' : '';
    note = kept > 0 ? `${counted(kept)} unconfirmed` : also;
  }
  const down = downWords(world, node);
  if (down === null) look.say(`${box}.rate`, pace);
  else look.sayFirst(`${box}.rate`, down, ['DOWN', '']);
  look.say(`${box}.note`, note);
  drawCommits(look, part);
  const does = [down === null ? pace : 'DOWN', note, commitWords(world, node)];
  look.box(box, {
    isBroken: down !== null,
    says: [spec.title, ...does].filter((part) => part !== '').join(', '),
  });
}

/** Orders that are still to come: 0 when the last one has been placed. */
function ordersLeft({ world }: Look, node: number, { arrivals }: ProducerSpec): number {
  const { publishers } = world;
  const placed = at(publishers.placed, node);
  if (arrivals.gap === null) return Math.min(arrivals.atUs.length, arrivals.count) - placed;
  const isOver = at(publishers.due, node) === NO_EVENT && placed > 0;
  return isOver ? 0 : Number.POSITIVE_INFINITY;
}

/** How fast orders come now. */
function paceOf(look: Look, node: number, spec: ProducerSpec): string {
  const { publishers } = look.world;
  const { gap } = spec.arrivals;
  if (gap === null) return `${counted(ordersLeft(look, node, spec))} to come`;
  const turnedUs = at(publishers.gapUs, node);
  return rated((1e6 / (turnedUs > 0 ? turnedUs : meanUs(gap))) * at(publishers.factor, node));
}

/**
 * Messages that a publisher still has because no queue has them: it waits for a confirm that may not
 * come, or to send again.
 */
function keptBy(look: Look, node: number, publishing: ReadonlySet<number>): number {
  const { world } = look;
  const { publishers, messages, copies } = world;
  let kept = 0;
  for (
    let message = at(publishers.firstWaiting, node);
    message !== NO_ROW;
    message = at(messages.nextWaiting, message)
  ) {
    if (publishing.has(message)) continue;
    let isKept = waitsForReplicas(look, message);
    for (
      let copy = at(messages.firstCopy, message);
      copy !== NO_ROW;
      copy = at(copies.sibling, copy)
    ) {
      if (at(copies.state, copy) !== Copy.inTransit) continue;
      look.tally(at(copies.queue, copy)).inTransit++;
      isKept = true;
    }
    if (isKept) kept++;
  }
  return kept;
}

/** A log with replicas has not taken it yet: its publisher will send it again. */
function waitsForReplicas({ world, plan }: Look, message: number): boolean {
  const { messages, replicas } = world;
  const log = at(plan.wireTo, at(messages.wire, message));
  return replicas.plan.logs[log] !== undefined && at(messages.awaiting, message) === 0;
}

// Services

/** By service, how many of its threads wait for another service. */
function callersOf({ world }: Look): Map<number, number> {
  const { calls } = world;
  const waiting = new Map<number, number>();
  for (let row = 0; row < calls.rows; row++) {
    if (at(calls.state, row) !== Calling.calling) continue;
    const service = at(calls.service, row);
    waiting.set(service, (waiting.get(service) ?? 0) + 1);
  }
  return waiting;
}

function drawService(
  look: Look,
  part: ServicePart,
  publishing: ReadonlySet<number>,
  waiting: ReadonlyMap<number, number>,
): void {
  const { world, plan } = look;
  const { node, box } = part;
  const spec = plan.nodes[node];
  if (spec?.kind !== 'service') return;
  const { services, tallies } = world;
  const isUp = at(services.isUp, node) === 1;
  const threads = at(services.threads, node);
  const busy = at(services.busy, node);
  const calling = Math.min(busy, waiting.get(node) ?? 0);
  const queued = at(services.waiting, node);
  const kept = keptBy(look, node, publishing);
  const refused = at(tallies.refused, node);

  // A service that only the work of consumers needs has no callers of its own in this model.
  const isCalled = at(tallies.offered, node) > 0 || !isNeeded(look, node);
  const load = isCalled ? `${counted(busy)} of ${counted(threads)} busy` : '';
  const takes = answers(look, node, spec);
  const notes = [
    ...guardWords(world, node),
    calling > 0 ? `${counted(calling)} ${calling === 1 ? 'waits' : 'wait'} for an answer` : '',
    queued > 0 ? `${counted(queued)} in line` : '',
    refused > 0 ? `${counted(refused)} refused` : '',
    kept > 0 ? `${counted(kept)} unconfirmed` : '',
    commitWords(world, node),
  ].filter((note) => note !== '');
  const does = [takes, ...notes].join(', ');
  const hasLoad = look.say(`${box}.load`, isUp ? load : '');
  if (!isUp) look.say(`${box}.work`, ['DOWN', refused > 0 ? `, ${counted(refused)} refused` : '']);
  else if (hasLoad || load === '') look.sayFirst(`${box}.work`, does, notes[0] ?? takes, takes);
  else
    look.sayFirst(
      `${box}.work`,
      `${takes}, ${load}`,
      load,
      `${counted(busy)} of ${counted(threads)}`,
    );
  if (isCalled) drawThreads(look, part, { threads, busy, calling, queued, isUp });
  look.box(box, {
    isBroken: !isUp,
    says: `${spec.title}, ${isUp ? [load, does].filter(Boolean).join(', ') : 'DOWN'}`,
  });
}

function isNeeded({ plan }: Look, node: number): boolean {
  return plan.needs.some((services) => services.includes(node));
}

function answers({ world }: Look, node: number, spec: ServiceSpec): string {
  const { services } = world;
  const us = meanUs(spec.work) * at(services.workScale, node) * at(services.slowFactor, node);
  return `answers in ${about(spec.work, us)}`;
}

interface Load {
  readonly threads: number;
  readonly busy: number;
  readonly calling: number;
  readonly queued: number;
  readonly isUp: boolean;
}

/** A slot for each thread, then a round one for each place in the waiting room; none if they do not fit. */
function drawThreads(
  { scene, m, world }: Look,
  { threads: rect, node }: ServicePart,
  { threads, busy, calling, queued, isUp }: Load,
): void {
  const room = at(world.services.waitingRoom, node);
  const places = room > 0 && Number.isFinite(room) ? room : 0;
  const grid = threadGrid(rect, threads + (places > 0 ? places + 1 : 0), m.unit);
  if (grid === null) return;
  const { pitch, columns, top } = grid;
  const put = (i: number, look: Slot['look']): void => {
    const x = rect.x + (i % columns) * pitch + pitch * 0.4;
    const y = top + Math.floor(i / columns) * pitch + pitch / 2;
    scene.slots.push({ x, y, r: pitch * 0.36, look });
  };
  for (let i = 0; i < threads; i++) {
    // Those that work stand first, those that wait for somebody else after them.
    const look = i < busy - calling ? 'busy' : i < busy ? 'calling' : 'free';
    put(i, isUp ? look : 'free');
  }
  for (let i = 0; i < places; i++) put(threads + 1 + i, i < queued ? 'taken' : 'room');
}

const LARGEST_PITCH = 28;
const LEAST_PITCH = 6;
const MOST_ROWS = 6;

/** The grid in which so many slots are largest, or null where they would be too small to see. */
function threadGrid(rect: Rect, count: number, unit: number) {
  let best = { pitch: 0, columns: 1, rows: 1 };
  for (let rows = 1; rows <= MOST_ROWS; rows++) {
    const columns = Math.ceil(count / rows);
    const pitch = Math.min(LARGEST_PITCH * unit, rect.width / columns, rect.height / rows);
    if (pitch > best.pitch) best = { pitch, columns, rows };
  }
  const { pitch, columns, rows } = best;
  if (pitch < LEAST_PITCH * unit) return null;
  return { pitch, columns, top: rect.y + (rect.height - rows * pitch) / 2 };
}

function drawExchange(look: Look, { node, box }: ExchangePart): void {
  const { world, plan } = look;
  const broker = at(plan.brokerOf, node);
  const isDown = at(world.brokers.state, broker) !== Broker.running;
  const title = plan.nodes[node]?.title ?? '';
  const word: Words = isDown ? 'DOWN' : '';
  look.say(`${box}.state`, word);
  const says = isDown
    ? `${title}, fan-out exchange, ${brokerWord(look, broker)}`
    : `${title}, fan-out exchange`;
  look.box(box, { isBroken: isDown, says });
}
