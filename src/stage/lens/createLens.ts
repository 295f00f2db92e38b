/** createLens shows the lens as a card beside its message: the one thing on the stage with a shadow. */
import { createMarkElement } from '../marks/index.ts';
import type { Lens, LensField } from './lensOf.ts';
import './lens.css';

export interface LensCard {
  /** Shows this lens beside a place of the sheet, within it; null takes it away. */
  show(lens: Lens | null): void;
  moveTo(anchor: LensAnchor, within: { readonly width: number; readonly height: number }): void;
  destroy(): void;
}

export interface LensAnchor {
  readonly x: number;
  readonly y: number;
  /** To be kept clear of. */
  readonly r: number;
}

const GAP = 14;

export function createLens(sheet: HTMLElement, onClose: () => void): LensCard {
  const card = element('div', 'stage-lens');
  card.setAttribute('role', 'group');
  card.hidden = true;
  sheet.append(card);
  let shown = '';

  function fill(lens: Lens): void {
    card.setAttribute('aria-label', `${lens.name} under the lens`);
    const head = element('header', 'stage-lens-head');
    const close = element('button', 'stage-lens-close', '×');
    close.setAttribute('type', 'button');
    close.setAttribute('aria-label', 'Close the lens');
    close.addEventListener('click', onClose);
    head.append(element('strong', 'stage-lens-name', lens.name), close);
    card.replaceChildren(head, element('p', 'stage-lens-title', lens.title));
    if (lens.fields.length > 0) card.append(listOf(lens.fields));
    for (const { kind, options, title, words, fields } of lens.copies) {
      const state = element('p', 'stage-lens-state');
      const text = element('span', '', '');
      text.append(element('strong', '', title), document.createTextNode(`: ${words}`));
      state.append(createMarkElement(kind, 8, options), text);
      card.append(state);
      if (fields.length > 0) card.append(listOf(fields));
    }
  }

  return {
    show(lens) {
      card.hidden = lens === null;
      if (lens === null) {
        shown = '';
        return;
      }
      const key = JSON.stringify(lens);
      // What has the focus in it is not taken away under somebody's hands.
      if (key === shown || card.contains(document.activeElement)) return;
      shown = key;
      fill(lens);
    },
    moveTo(anchor, within) {
      const { x, y } = besideOf(anchor, card.offsetWidth, card.offsetHeight, within);
      card.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    },
    destroy() {
      card.remove();
    },
  };
}

/** To the right of it, or to the left, or above; always within the stage. */
function besideOf(
  { x, y, r }: LensAnchor,
  width: number,
  height: number,
  within: { readonly width: number; readonly height: number },
): { x: number; y: number } {
  const top = Math.max(4, Math.min(y - height / 2, within.height - height - 4));
  const right = x + r + GAP;
  if (right + width <= within.width - 4) return { x: right, y: top };
  const left = x - r - GAP - width;
  if (left >= 4) return { x: left, y: top };
  const middle = Math.max(4, Math.min(x - width / 2, within.width - width - 4));
  const above = y - r - GAP - height;
  return { x: middle, y: above >= 4 ? above : y + r + GAP };
}

function listOf(fields: readonly LensField[]): HTMLElement {
  const list = element('dl', 'stage-lens-fields');
  for (const { label, value } of fields) {
    const pair = element('div', '');
    pair.append(element('dt', '', label), element('dd', '', value));
    list.append(pair);
  }
  return list;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const node = document.createElement(name);
  if (className !== '') node.className = className;
  if (text !== '') node.textContent = text;
  return node;
}
