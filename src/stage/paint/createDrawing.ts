/**
 * createDrawing holds the part of the stage that stands still: boxes, wires, lines and words as SVG.
 * It is built when the layout changes; between two layouts only words and states are touched, and
 * only where they differ.
 */
import { type Selection as D3Selection, select } from 'd3';
import type { Plan } from '../../engine/index.ts';
import type { Box, Layout, Line, TextPlace, WirePart } from '../layout/Layout.ts';
import { svgPath } from '../layout/WirePath.ts';
import { createMarkElement, themeMarkPalette } from '../marks/index.ts';
import type { Selection } from '../Selection.ts';
import type { Scene, Words } from '../scene/Scene.ts';
import { timed } from '../scene/words.ts';

type Group = D3Selection<SVGGElement, unknown, null, undefined>;

export interface Drawing {
  readonly svg: SVGSVGElement;
  rebuild(layout: Layout, plan: Plan): void;
  update(scene: Scene, selection: Selection | null, focusQueue: number | null): void;
}

export function createDrawing(sheet: HTMLElement): Drawing {
  const svg = select(sheet)
    .append('svg')
    .attr('class', 'stage-drawing')
    .attr('role', 'group')
    .attr('aria-label', 'The system');
  const boxes = new Map<string, SVGGElement>();
  const texts = new Map<string, { node: SVGTextElement; said: string }>();
  const wires: { wire: number; node: SVGGElement; says: string }[] = [];
  const places: { place: number; isQueue: boolean; node: SVGGElement }[] = [];

  function rebuild(layout: Layout, plan: Plan): void {
    svg.selectAll('*').remove();
    boxes.clear();
    texts.clear();
    wires.length = 0;
    places.length = 0;
    svg.attr('width', layout.width).attr('height', layout.height);
    const lines = svg.append('g').attr('class', 'stage-lines');
    for (const { kind, points } of layout.lines) {
      lines.append('path').attr('class', `stage-${kind}`).attr('d', linePath({ kind, points }));
    }
    // In the order in which the system is read: its parts, then what joins them.
    const boxLayer = svg.append('g');
    const wireLayer = svg.append('g');
    const wordLayer = svg.append('g');
    const seen = new Set<number>();
    for (const part of layout.wires) {
      addWire(wireLayer, part, plan, !seen.has(part.wire));
      seen.add(part.wire);
    }
    for (const box of layout.boxes) addBox(boxLayer, box, layout);
    for (const place of layout.texts) addText(place, wordLayer);
  }

  function addWire(layer: Group, part: WirePart, plan: Plan, isFirst: boolean): void {
    const { wire, kind, path } = part;
    const spec = plan.scenario.wires[wire];
    const title = (id: string | undefined): string =>
      plan.nodes.find((node) => node.id === id)?.title ?? '';
    const latency = spec === undefined || spec.latencyUs === 0 ? '' : `, ${timed(spec.latencyUs)}`;
    const says = `${kind}: ${title(spec?.from)} to ${title(spec?.to)}${latency}`;
    const d = svgPath(path);
    const group = layer
      .append('g')
      .attr('class', `stage-wire stage-wire-${kind}`)
      .attr('data-wire', wire)
      .attr('role', 'button')
      .attr('aria-label', says);
    // One stop for the keyboard, however many consumers share the wire.
    if (isFirst) group.attr('tabindex', 0);
    else group.attr('aria-hidden', 'true');
    group.append('path').attr('class', 'stage-wire-reach').attr('d', d);
    group.append('path').attr('class', 'stage-wire-line').attr('d', d);
    group.append('title').text(says);
    const node = group.node();
    if (node !== null) wires.push({ wire, node, says });
  }

  function addBox(layer: Group, box: Box, layout: Layout): void {
    const { key, kind, place, x, y, width, height } = box;
    const group = layer
      .append('g')
      .attr('class', `stage-box stage-box-${box.within === undefined ? kind : 'chip'}`);
    if (place >= 0) {
      group.attr('data-place', place).attr('role', 'button').attr('tabindex', 0);
    } else group.attr('role', 'img');
    if (kind === 'exchange') {
      const r = width / 2;
      group
        .append('circle')
        .attr('class', 'stage-outline')
        .attr('cx', x + r)
        .attr('cy', y + r)
        .attr('r', r);
    } else {
      const corner = box.within === undefined ? layout.metrics.radius : layout.metrics.radius / 2;
      group
        .append('rect')
        .attr('class', 'stage-outline')
        .attr('x', x)
        .attr('y', y)
        .attr('width', width)
        .attr('height', height)
        .attr('rx', corner);
    }
    const queue = layout.queues.find((part) => part.box === key);
    if (queue !== undefined) {
      group.append('path').attr('class', 'stage-focus').attr('d', linePath(queue.underline));
    }
    const node = group.node();
    if (node === null) return;
    if (kind === 'tray') addGhost(node, box, layout);
    boxes.set(key, node);
    if (place >= 0) places.push({ place, isQueue: kind === 'queue', node });
  }

  /** In an empty tray its mark is pale: what would be there. */
  function addGhost(node: SVGGElement, box: Box, { metrics, trays }: Layout): void {
    const tray = trays.find((part) => part.box === box.key);
    if (tray === undefined) return;
    const ghost = createMarkElement(tray.kind, metrics.trayMark, {}, themeMarkPalette('--page'));
    const [width, height] = [
      Number(ghost.getAttribute('width')),
      Number(ghost.getAttribute('height')),
    ];
    ghost.setAttribute('x', String(tray.ghost.x - width / 2));
    ghost.setAttribute('y', String(tray.ghost.y - height / 2));
    ghost.setAttribute('class', 'stage-ghost');
    node.append(ghost);
  }

  function addText(place: TextPlace, wordLayer: Group): void {
    const layer = boxes.get(place.box);
    const text = (layer === undefined ? wordLayer : select(layer))
      .append('text')
      .attr('class', `stage-text stage-text-${place.style}`)
      .attr('x', place.x)
      .attr('y', place.y)
      .attr('text-anchor', place.anchor);
    const node = text.node();
    if (node === null) return;
    if (place.text !== undefined) {
      text.text(place.text);
      if (place.full !== place.text) text.append('title').text(place.full ?? '');
    }
    texts.set(place.key, { node, said: place.text === undefined ? '' : '\0' });
  }

  function update(scene: Scene, selection: Selection | null, focusQueue: number | null): void {
    for (const [key, entry] of texts) {
      if (entry.said === '\0') continue;
      const words = scene.texts.get(key) ?? '';
      const said = typeof words === 'string' ? words : words.join('\t');
      if (said === entry.said) continue;
      entry.said = said;
      write(entry.node, words);
    }
    for (const [key, look] of scene.boxes) {
      const node = boxes.get(key);
      if (node === undefined) continue;
      toggle(node, 'data-broken', look.isBroken);
      toggle(node, 'data-quiet', look.isQuiet);
      if (node.getAttribute('aria-label') !== look.says) node.setAttribute('aria-label', look.says);
    }
    for (const { wire, node, says } of wires) {
      const isCut = scene.cut.has(wire);
      if (toggle(node, 'data-cut', isCut)) {
        node.setAttribute('aria-label', isCut ? `${says}, cut` : says);
      }
      toggle(node, 'data-selected', selection?.kind === 'wire' && selection.wire === wire);
    }
    const isSeveral = places.filter(({ isQueue }) => isQueue).length > 1;
    for (const { place, isQueue, node } of places) {
      toggle(node, 'data-selected', selection?.kind === 'place' && selection.place === place);
      if (isQueue) toggle(node, 'data-focus', isSeveral && place === focusQueue);
    }
  }

  return { svg: svg.node() as SVGSVGElement, rebuild, update };
}

function linePath({ points }: Line): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x},${y}`).join('');
}

function write(node: SVGTextElement, words: Words): void {
  if (typeof words === 'string') {
    node.textContent = words;
    return;
  }
  const [strong, rest] = words;
  const span = document.createElementNS('http://www.w3.org/2000/svg', 'tspan');
  span.setAttribute('class', 'stage-strong');
  span.textContent = strong;
  node.replaceChildren(span, document.createTextNode(rest));
}

/** Returns whether it changed. */
function toggle(node: Element, attribute: string, isOn: boolean): boolean {
  if (node.hasAttribute(attribute) === isOn) return false;
  node.toggleAttribute(attribute, isOn);
  return true;
}
