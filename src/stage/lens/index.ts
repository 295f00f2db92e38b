/** The lens: one message and all there is to say of it. It tells stories, and is fetched when somebody looks. */
import type { World } from '../../engine/index.ts';
import { createLens, type LensCard } from './createLens.ts';
import { lensOf } from './lensOf.ts';

export interface Lens extends Pick<LensCard, 'moveTo' | 'destroy'> {
  /** Shows a message of a world; 0 takes the card away. */
  look(world: World, message: number): void;
}

export function lensIn(sheet: HTMLElement, onClose: () => void): Lens {
  const card = createLens(sheet, onClose);
  return {
    look: (world, message) => card.show(message === 0 ? null : lensOf(world, message)),
    moveTo: (anchor, within) => card.moveTo(anchor, within),
    destroy: () => card.destroy(),
  };
}
