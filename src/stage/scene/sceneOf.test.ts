import { describe, expect, test } from 'vitest';
import {
  Copy,
  countersOf,
  groupReport,
  type Intervention,
  NO_ROW,
  ordersOf,
  quorumReport,
  type Scenario,
  Simulation,
  type World,
} from '../../engine/index.ts';
import { shippedNames, shippedScenario } from '../../scenarios/index.ts';
import { loadsOf } from '../layout/fates.ts';
import type { QueuePart } from '../layout/Layout.ts';
import { layoutFaults } from '../layout/layoutFaults.ts';
import { layoutOf } from '../layout/layoutOf.ts';
import type { Frame } from '../layout/Metrics.ts';
import { staffOf } from '../layout/staff.ts';
import type { Field, Pack } from './pack.ts';
import { rungs } from './rungs.ts';
import type { Heap, Scene, SceneMark, Words } from './Scene.ts';
import { sceneOf } from './sceneOf.ts';
import { lostInCrash } from './survival.ts';
import { counted } from './words.ts';

const frames: Frame[] = [
  { width: 1048, height: 545, size: 'normal' },
  { width: 1380, height: 640, size: 'presenter' },
  { width: 390, height: 600, size: 'phone' },
];
const [normal] = frames as [Frame];
const quiet = { traced: 0, reducedMotion: false, showsIds: true };

/** Whatever can be done to this system, one thing after the other over its length. */
function troubleFor(scenario: Scenario): Intervention[] {
  const acts: Intervention[] = [];
  const at = (share: number): number => Math.floor(scenario.durationUs * share) + 3;
  for (const { kind, id: target } of scenario.nodes) {
    if (kind === 'producer') {
      acts.push({ atUs: at(0.1), kind: 'spike', target, factor: 6, lengthUs: at(0.2) });
    } else if (kind === 'consumer') {
      acts.push(
        { atUs: at(0.15), kind: 'addConsumer', target },
        { atUs: at(0.2), kind: 'crashConsumer', target, member: null, point: 'afterEffect' },
        { atUs: at(0.35), kind: 'crashConsumer', target, member: null, point: 'now' },
        { atUs: at(0.45), kind: 'restartConsumer', target, member: null },
        { atUs: at(0.7), kind: 'removeConsumer', target, member: 1 },
      );
    } else if (kind === 'broker') {
      acts.push(
        { atUs: at(0.5), kind: 'stopBroker', target, how: 'kill' },
        { atUs: at(0.6), kind: 'startBroker', target },
      );
    } else if (kind === 'service') {
      acts.push(
        { atUs: at(0.3), kind: 'crashService', target },
        { atUs: at(0.55), kind: 'restartService', target },
      );
    } else if (kind === 'queue') acts.push({ atUs: at(0.05), kind: 'poisonNext', target });
  }
  for (const { from, to } of scenario.wires) {
    acts.push(
      { atUs: at(0.75), kind: 'cutWire', from, to },
      { atUs: at(0.8), kind: 'healWire', from, to },
    );
  }
  return acts;
}

function instantsOf(scenario: Scenario, count: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    Math.floor((scenario.durationUs * (i + 0.3)) / count),
  );
}

function said(scene: Scene, key: string): string {
  const words: Words = scene.texts.get(key) ?? '';
  return typeof words === 'string' ? words : words.join('');
}

function isIn(field: Field, { x, y }: { readonly x: number; readonly y: number }): boolean {
  return x > field.x && x < field.x + field.width && y > field.y && y < field.y + field.height;
}

/** Ready messages as they are drawn: discs in the field, cells and bricks. */
function readyDrawn(scene: Scene, world: World, queue: number, field: Field): number {
  const heaps = scene.heaps.filter((heap) => heap.queue === queue && heap.look === 'ready');
  const heaped = heaps.reduce((sum, { pack }) => sum + pack.whole * pack.k + pack.remainder, 0);
  const numbers = new Set<number>();
  const { copies, queues } = world;
  for (
    let copy = queues.head[queue] ?? NO_ROW;
    copy !== NO_ROW;
    copy = copies.next[copy] ?? NO_ROW
  ) {
    numbers.add(world.messageNumber(copy));
  }
  const discs = scene.marks.filter(
    (mark) => mark.kind === 'ready' && numbers.has(mark.message) && isIn(field, mark),
  );
  return heaped + discs.length;
}

/** What is drawn of a pile is its window; with what lies before and behind it is the counter, always. */
function showsWindow(scene: Scene, world: World, node: number, field: Field, where: string): void {
  const piles = scene.piles.get(node) ?? [];
  const sum = (of: (pack: Pack) => number): number =>
    piles.reduce((total, { pack }) => total + of(pack), 0);
  for (const { pack } of piles) {
    expect(pack.whole * pack.k + pack.remainder, where).toBe(pack.shown);
    expect(pack.first + pack.shown, where).toBeLessThanOrEqual(pack.count);
  }
  const isIn = (heap: Heap): boolean =>
    heap.queue === node &&
    (heap.look === 'ready' || heap.look === 'unacked' || heap.look === 'lost');
  const heaped = scene.heaps
    .filter((heap) => isIn(heap) && heap.isAside !== true)
    .reduce((total, { pack }) => total + pack.whole * pack.k + pack.remainder, 0);
  const apart = scene.heaps
    .filter((heap) => isIn(heap) && heap.isAside === true)
    .reduce((total, { pack }) => total + pack.whole * pack.k + pack.remainder, 0);
  const isHere = ({ place, queue, kind, x, y }: SceneMark): boolean =>
    kind === 'lost'
      ? queue === node && y > field.y
      : place === node && x > field.x && (kind === 'ready' || kind === 'unacked');
  const inPile = piles.some(({ pack }) => pack.k > 1 || pack.grain === 'cell')
    ? 0
    : scene.marks.filter((mark) => isHere(mark) && mark.isAside !== true).length;
  expect(heaped + inPile, `${where} in sight`).toBe(sum(({ shown }) => shown));
  if (world.plan.nodes[node]?.kind !== 'queue') return;
  const returned = scene.marks.filter(
    ({ kind, place, isAside, message }) =>
      kind === 'ready' && place === node && isAside === true && isReady(world, node, message),
  ).length;
  const ready = world.countOf(node, Copy.ready);
  const gone = lostInCrash(world, node);
  expect(sum(({ count }) => count) + apart + returned, `${where} in all`).toBe(ready + gone);
}

function isReady({ copies, queues, messages }: World, queue: number, message: number): boolean {
  let copy = queues.head[queue] ?? NO_ROW;
  for (; copy !== NO_ROW; copy = copies.next[copy] ?? NO_ROW) {
    if (messages.number[copies.message[copy] ?? NO_ROW] === message) return true;
  }
  return false;
}

/** Unacked copies that nobody has: their consumer is gone, and their lease runs on. */
function orphansOf(
  { copies, deliveries, consumers, plan }: World,
  queue: number,
  staffed: Set<number>,
): number {
  let orphans = 0;
  for (let copy = 0; copy < copies.rows; copy++) {
    if (copies.queue[copy] !== queue || copies.state[copy] !== Copy.unacked) continue;
    const delivery = copies.delivery[copy] ?? NO_ROW;
    const consumer = delivery === NO_ROW ? NO_ROW : (deliveries.consumer[delivery] ?? NO_ROW);
    if (consumer === NO_ROW || !staffed.has(consumer)) orphans++;
  }
  return plan.nodes.length > 0 && consumers.rows >= 0 ? orphans : 0;
}

/** What a group has before it lies in its box: hollow what it was handed, solid what it has not read. */
function showsGroup(scene: Scene, world: World, part: QueuePart, where: string): void {
  const { node, box, field } = part;
  const { unread, pending, partitions } = groupReport(world, node);
  const count = said(scene, `${box}.count`);
  if (count !== 'DOWN') expect(count, where).toMatch(new RegExp(`^${counted(unread)} to read`));
  // Another group of the log has its box above or below this one.
  const isHere = (x: number, y: number): boolean =>
    x > field.x && x < field.x + field.width && y > field.y - 1 && y < field.y + field.height + 1;
  const isHeapHere = ({ x, y, width, height }: Field): boolean =>
    isHere(x + width / 2, y + height / 2);
  const drawn = (look: 'ready' | 'unacked'): number =>
    scene.marks.filter(({ kind, x, y }) => kind === look && isHere(x, y)).length +
    scene.heaps
      .filter(({ look: its, pack }) => its === look && isHeapHere(pack.field))
      .reduce((sum, { pack }) => sum + pack.whole * pack.k + pack.remainder, 0);
  expect(drawn('ready'), `${where} not read`).toBe(unread);
  const isOrdered = world.logs.plan.groups[node]?.reading === 'perPartition';
  const read = partitions.reduce((sum, { position, committed }, p) => {
    // What retention has removed meanwhile has nothing to be drawn.
    const there = offsetsThere(world, node, p);
    return sum + there.filter((offset) => offset >= committed && offset < position).length;
  }, 0);
  expect(drawn('unacked'), `${where} handed out`).toBe(isOrdered ? read : pending);
}

/** The offsets of the records that are still in the p-th partition of a group's log. */
function offsetsThere({ logs: { records, plan } }: World, group: number, p: number): number[] {
  const partition = (plan.firstPartition[plan.logOf[group] ?? NO_ROW] ?? 0) + p;
  return Array.from({ length: records.rows }, (_, row) => row)
    .filter((row) => records.partition[row] === partition)
    .map((row) => records.offset[row] ?? 0);
}

describe.each(shippedNames)('%s in trouble', (name) => {
  const scenario = shippedScenario(name);
  const instants = instantsOf(scenario, 40);

  test('shows exactly what there is, at many instants', () => {
    const simulation = new Simulation(scenario, { interventions: troubleFor(scenario) });
    const { world } = simulation;
    for (const atUs of instants) {
      simulation.runUntil(atUs);
      const staff = staffOf(world);
      const layout = layoutOf(world.plan, staff, normal);
      const scene = sceneOf(world, layout, quiet);
      const where = `at ${atUs} µs`;
      for (const part of layout.queues) {
        const { node, field, box } = part;
        if (world.plan.nodes[node]?.kind === 'group') {
          showsGroup(scene, world, part, where);
          continue;
        }
        const tally = scene.tallies.get(node);
        const ready = world.countOf(node, Copy.ready);
        expect(readyDrawn(scene, world, node, field), `${where} ready`).toBe(ready);
        expect(tally, where).toEqual({
          ready,
          delayed: world.countOf(node, Copy.delayed),
          unacked: world.countOf(node, Copy.unacked),
          inTransit: world.countOf(node, Copy.inTransit),
        });
        const orphans = orphansOf(world, node, new Set(staff.map(({ consumer }) => consumer)));
        const aside = said(scene, `${box}.aside`);
        expect(aside.includes('nobody'), `${where} orphans`).toBe(orphans > 0);
        if (orphans > 0) expect(aside, where).toContain(`${counted(orphans)} held by nobody`);
        const text = said(scene, `${box}.count`);
        const still = quorumReport(world, node)?.standsStill === true ? 'stands still, ' : '';
        if (!text.startsWith('DOWN'))
          expect(text).toMatch(new RegExp(`^${still}${counted(ready)} ready`));
      }
      const counters = countersOf(world);
      for (const { kind, box } of layout.trays) {
        const count = {
          refused: counters.refused,
          lost: counters.lost + counters.dropped,
          // What was redriven lies there no longer.
          deadLettered: counters.deadLettered - counters.redrivenIn,
          duplicateEffect: counters.duplicateEffects,
        }[kind];
        expect(said(scene, `${box}.count`), where).toMatch(new RegExp(`^${counted(count)} `));
      }
      for (const { node, key } of layout.results) {
        const effects = node < 0 ? ordersOf(world).done : (world.groups.effects[node] ?? 0);
        const spec = world.plan.nodes[node];
        const isMoney = spec?.kind === 'consumer' && spec.effect.unit !== '';
        if (!isMoney) expect(said(scene, `${key}.count`), where).toBe(counted(effects));
      }
    }
  });

  test.each(rungs)('is exact on the rung of %s, with what is out of sight', (rung) => {
    const simulation = new Simulation(scenario, { interventions: troubleFor(scenario) });
    const { world } = simulation;
    instants
      .filter((_, i) => i % 6 === 3)
      .forEach((atUs, i) => {
        simulation.runUntil(atUs);
        const frame = frames[i % frames.length] ?? normal;
        const layout = layoutOf(world.plan, staffOf(world), frame, loadsOf(world));
        const { length } = world.plan.nodes;
        // Somewhere in the middle of whatever there is.
        const views = new Map(Array.from({ length }, (_, place) => [place, { rung, first: 37 }]));
        const scene = sceneOf(world, layout, { ...quiet, views });
        for (const { node, field } of layout.queues) {
          showsWindow(scene, world, node, field, `at ${atUs} µs on ${frame.size}`);
        }
      });
  });

  test('crowds nothing: no words lie on others or stick out', () => {
    const simulation = new Simulation(scenario, { interventions: troubleFor(scenario) });
    const { world } = simulation;
    for (const atUs of instants) {
      simulation.runUntil(atUs);
      for (const frame of frames) {
        const layout = layoutOf(world.plan, staffOf(world), frame, loadsOf(world));
        const { texts } = sceneOf(world, layout, quiet);
        expect(layoutFaults(layout, world.plan, texts), `${atUs} ${frame.size}`).toEqual([]);
      }
    }
  });

  test('changes nothing in the world', () => {
    const simulation = new Simulation(scenario, { interventions: troubleFor(scenario) });
    simulation.runUntil(instants[20] ?? 0);
    const { world } = simulation;
    const before = world.stateHash();
    sceneOf(world, layoutOf(world.plan, staffOf(world), normal), quiet);
    expect(world.stateHash()).toBe(before);
  });
});
