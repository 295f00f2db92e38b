/**
 * createDrawing holds the part of the stage that stands still: boxes, wires, lines and words as SVG.
 * It is built when the layout changes; between two layouts only words and states are touched, and
 * only where they differ.
 */
import type { Plan } from '../../engine/index.ts';
import type { Box, Layout, Line, TextPlace, WirePart } from '../layout/Layout.ts';
import { svgPath } from '../layout/WirePath.ts';
import { createMarkElement, svgElement, themeMarkPalette } from '../marks/index.ts';
import type { Selection } from '../Selection.ts';
import type { Scene, Words } from '../scene/Scene.ts';
import { timed } from '../scene/words.ts';

export interface Drawing {
  readonly svg: SVGSVGElement;
  rebuild(layout: Layout, plan: Plan): void;
  update(scene: Scene, selection: Selection | null, focusQueue: number | null): void;
}

export function createDrawing(sheet: HTMLElement): Drawing {
  const svg = svgElement('svg', {
    class: 'stage-drawing',
    role: 'group',
    'aria-label': 'The system',
  });
  sheet.append(svg);
  const boxes = new Map<string, SVGGElement>();
  const texts = new Map<string, { node: SVGTextElement; said: string }>();
  const wires: { wire: number; node: SVGGElement; says: string }[] = [];
  const places: { place: number; isQueue: boolean; node: SVGGElement }[] = [];

  function rebuild(layout: Layout, plan: Plan): void {
    svg.replaceChildren();
    boxes.clear();
    texts.clear();
    wires.length = 0;
    places.length = 0;
    svg.setAttribute('width', String(layout.width));
    svg.setAttribute('height', String(layout.height));
    const lines = svgElement('g', { class: 'stage-lines' });
    for (const line of layout.lines) {
      lines.append(svgElement('path', { class: `stage-${line.kind}`, d: linePath(line) }));
    }
    // In the order in which the system is read: its parts, then what joins them.
    const [boxLayer, wireLayer, wordLayer] = [svgElement('g'), svgElement('g'), svgElement('g')];
    svg.append(lines, boxLayer, wireLayer, wordLayer);
    const seen = new Set<number>();
    for (const part of layout.wires) {
      addWire(wireLayer, part, plan, !seen.has(part.wire));
      seen.add(part.wire);
    }
    for (const box of layout.boxes) addBox(boxLayer, box, layout);
    for (const place of layout.texts) addText(place, wordLayer);
  }

  function addWire(layer: SVGGElement, part: WirePart, plan: Plan, isFirst: boolean): void {
    const { wire, kind, path } = part;
    const spec = plan.scenario.wires[wire];
    const title = (id: string | undefined): string =>
      plan.nodes.find((node) => node.id === id)?.title ?? '';
    const latency = spec === undefined || spec.latencyUs === 0 ? '' : `, ${timed(spec.latencyUs)}`;
    const says = `${kind}: ${title(spec?.from)} to ${title(spec?.to)}${latency}`;
    const d = svgPath(path);
    const node = svgElement('g', {
      class: `stage-wire stage-wire-${kind}`,
      'data-wire': wire,
      role: 'button',
      'aria-label': says,
      // One stop for the keyboard, however many consumers share the wire.
      ...(isFirst ? { tabindex: 0 } : { 'aria-hidden': 'true' }),
    });
    node.append(
      svgElement('path', { class: 'stage-wire-reach', d }),
      svgElement('path', { class: 'stage-wire-line', d }),
      titleElement(says),
    );
    layer.append(node);
    wires.push({ wire, node, says });
  }

  function addBox(layer: SVGGElement, box: Box, layout: Layout): void {
    const { key, kind, place, x, y, width, height } = box;
    const node = svgElement('g', {
      class: `stage-box stage-box-${box.within === undefined ? kind : 'chip'}`,
      ...(place >= 0 ? { 'data-place': place, role: 'button', tabindex: 0 } : { role: 'img' }),
    });
    layer.append(node);
    if (kind === 'exchange') {
      const r = width / 2;
      node.append(svgElement('circle', { class: 'stage-outline', cx: x + r, cy: y + r, r }));
    } else {
      const rx = box.within === undefined ? layout.metrics.radius : layout.metrics.radius / 2;
      node.append(svgElement('rect', { class: 'stage-outline', x, y, width, height, rx }));
    }
    const queue = layout.queues.find((part) => part.box === key);
    if (queue !== undefined) {
      node.append(svgElement('path', { class: 'stage-focus', d: linePath(queue.underline) }));
    }
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

  function addText(place: TextPlace, wordLayer: SVGGElement): void {
    const layer = boxes.get(place.box);
    const node = svgElement('text', {
      class: `stage-text stage-text-${place.style}`,
      x: place.x,
      y: place.y,
      'text-anchor': place.anchor,
    });
    (layer ?? wordLayer).append(node);
    if (place.text !== undefined) {
      node.textContent = place.text;
      if (place.full !== place.text) node.append(titleElement(place.full ?? ''));
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

  return { svg, rebuild, update };
}

function linePath({ points }: Line): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x},${y}`).join('');
}

/** What a pointer that rests there is told. */
function titleElement(text: string): SVGTitleElement {
  const title = svgElement('title');
  title.textContent = text;
  return title;
}

function write(node: SVGTextElement, words: Words): void {
  if (typeof words === 'string') {
    node.textContent = words;
    return;
  }
  const [strong, rest] = words;
  const span = svgElement('tspan', { class: 'stage-strong' });
  span.textContent = strong;
  // What the count is of: an interviewer may take it away and ask.
  const word = svgElement('tspan', { class: 'stage-word' });
  word.textContent = rest;
  node.replaceChildren(span, word);
}

/** Returns whether it changed. */
function toggle(node: Element, attribute: string, isOn: boolean): boolean {
  if (node.hasAttribute(attribute) === isOn) return false;
  node.toggleAttribute(attribute, isOn);
  return true;
}
