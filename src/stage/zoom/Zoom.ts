/** Zoom is how somebody looks at the places of a stage, as long as the system is the same. */
import type { PackSizes, PileView } from '../scene/pack.ts';
import { wholePile } from '../scene/pack.ts';
import type { Rung } from '../scene/rungs.ts';
import type { Pile } from '../scene/Scene.ts';
import { WIRES } from '../scene/views.ts';
import { panned, stepOf, zoomed } from './zoomed.ts';

export class Zoom {
  private readonly views: Map<number, PileView>;
  /** Pixels of a drag that were not a whole step yet. */
  private draggedPx = 0;

  constructor(views: Map<number, PileView>) {
    this.views = views;
  }

  viewOf(place: number): PileView {
    return this.views.get(place) ?? wholePile;
  }

  /** Returns whether it looks different now. `anchor`: the message of the pile that is pointed at. */
  zoomPile(place: number, pile: Pile, sizes: PackSizes, by: 1 | -1, anchor: number): boolean {
    const before = this.viewOf(place);
    const after = zoomed(before, pile.pack, sizes, by, anchor);
    return this.set(place, before, after);
  }

  /** All wires: from each message by itself, over what suits the moment, to bands. */
  zoomWires(by: 1 | -1): boolean {
    const before = this.viewOf(WIRES);
    const steps: readonly (Rung | null)[] = ['flow', null, 'dots'];
    const rung = steps[steps.indexOf(before.rung) + by];
    return rung === undefined ? false : this.set(WIRES, before, { rung, first: 0 });
  }

  /** Moves a window by whole rows or columns. */
  panBy(place: number, { pack }: Pile, steps: number): boolean {
    const before = this.viewOf(place);
    return this.set(place, before, panned(before, pack, steps * stepOf(pack)));
  }

  /** Moves a window with the hand that holds it: to the right is further into the pile. */
  drag(place: number, pile: Pile, dx: number): boolean {
    const { size, columns } = pile.pack;
    const perStep = size.isByRow === true ? size.pitchX * Math.max(1, columns / 2) : size.pitchX;
    this.draggedPx += dx;
    const steps = Math.trunc(this.draggedPx / perStep);
    if (steps === 0) return false;
    this.draggedPx -= steps * perStep;
    return this.panBy(place, pile, steps);
  }

  /** Lets a message of a pile into sight. */
  reveal(place: number, { pack }: Pile, i: number): boolean {
    if (i >= pack.first && i < pack.first + pack.shown) return false;
    const before = this.viewOf(place);
    return this.set(place, before, {
      ...before,
      first: Math.max(0, i - Math.floor(pack.shown / 2)),
    });
  }

  closeLens(): void {
    for (const [place, view] of this.views) {
      if (view.rung === 'lens') this.views.set(place, { ...view, rung: 'cards' });
    }
  }

  private set(place: number, before: PileView, after: PileView): boolean {
    if (after.rung === before.rung && after.first === before.first) return false;
    if (after.rung === null) this.views.delete(place);
    else this.views.set(place, after);
    return true;
  }
}
