/** Look is one look at a world: what is read from, what is drawn on, and how a text gets its place. */
import type { Plan, World } from '../../engine/index.ts';
import { type Layout, sizeOf, type TextPlace, weightOf } from '../layout/Layout.ts';
import type { Metrics } from '../layout/Metrics.ts';
import { fitText, textWidth } from '../layout/textWidth.ts';
import { type PileView, wholePile } from './pack.ts';
import type { SceneMark } from './Scene.ts';
import { type BoxLook, emptyScene, type Scene, type Tally, type Words } from './Scene.ts';
import type { Views } from './views.ts';

export interface SceneOptions {
  /** The number of the message that is traced, or 0. */
  readonly traced: number;
  readonly reducedMotion: boolean;
  readonly showsIds: boolean;
  /** The number of the message under the pointer or the cursor, or 0: it is named. */
  readonly pointed?: number;
  /** Piles and wires that somebody looks at on a rung of their own, by place. */
  readonly views?: Views;
  /** The scene of a moment ago, so that a pile near the edge of a rung does not go back and forth. */
  readonly before?: Scene | undefined;
  /** Simulated microseconds for a second of the clock; 0: time stands still. */
  readonly usPerS?: number;
}

export class Look {
  readonly world: World;
  readonly plan: Plan;
  readonly layout: Layout;
  readonly m: Metrics;
  readonly options: SceneOptions;
  readonly scene: Scene = emptyScene();
  private readonly places: ReadonlyMap<string, TextPlace>;

  constructor(world: World, layout: Layout, options: SceneOptions) {
    this.world = world;
    this.plan = world.plan;
    this.layout = layout;
    this.m = layout.metrics;
    this.options = options;
    this.places = placesOf(layout);
  }

  /** How somebody looks at a place. */
  viewOf(place: number): PileView {
    return this.options.views?.get(place) ?? wholePile;
  }

  placeOf(key: string): TextPlace | undefined {
    return this.places.get(key);
  }

  /** Puts words in a place, as many as fit. Returns whether there is such a place. */
  say(key: string, words: Words): boolean {
    const place = this.places.get(key);
    if (place === undefined) return false;
    this.scene.texts.set(key, this.fitted(place, words));
    return true;
  }

  /** The first of several wordings that fits, else as much of the last as does. Returns which it was. */
  sayFirst(key: string, ...wordings: readonly Words[]): number {
    const place = this.places.get(key);
    if (place === undefined) return -1;
    const fitting = wordings.findIndex((words) => this.widthIn(place, words) <= place.width);
    const which = fitting < 0 ? wordings.length - 1 : fitting;
    this.say(key, wordings[which] ?? '');
    return which;
  }

  box(key: string, look: Partial<BoxLook> & { readonly says: string }): void {
    this.scene.boxes.set(key, { isBroken: false, isQuiet: false, ...look });
  }

  /** A mark; the traced message is ringed wherever it is. */
  mark(mark: SceneMark): void {
    const { scene, options, m } = this;
    scene.marks.push(mark);
    if (mark.message > 0 && mark.message === options.traced) {
      scene.rings.push({ x: mark.x, y: mark.y, r: mark.r + m.gap * 0.5 });
    }
  }

  /** Whether a mark that has no name as such is to have one. */
  isNamed(message: number): boolean {
    const { traced, pointed = 0 } = this.options;
    return message > 0 && (message === traced || message === pointed);
  }

  tally(queue: number): Tally {
    const known = this.scene.tallies.get(queue);
    if (known !== undefined) return known;
    const tally: Tally = { ready: 0, delayed: 0, unacked: 0, inTransit: 0 };
    this.scene.tallies.set(queue, tally);
    return tally;
  }

  widthOf(text: string, style: TextPlace['style']): number {
    return textWidth(text, sizeOf(style, this.m), weightOf(style));
  }

  widthOfWords(words: Words, style: TextPlace['style']): number {
    if (typeof words === 'string') return this.widthOf(words, style);
    const size = sizeOf(style, this.m);
    return textWidth(words[0], size, 'bold') + textWidth(words[1], size);
  }

  private widthIn(place: TextPlace, words: Words): number {
    return this.widthOfWords(words, place.style);
  }

  private fitted(place: TextPlace, words: Words): Words {
    if (this.widthIn(place, words) <= place.width) return words;
    const size = sizeOf(place.style, this.m);
    if (typeof words === 'string') {
      return fitText(words, place.width, size, weightOf(place.style));
    }
    const strong = textWidth(words[0], size, 'bold');
    return [words[0], fitText(words[1], place.width - strong, size)];
  }
}

const known = new WeakMap<Layout, ReadonlyMap<string, TextPlace>>();

function placesOf(layout: Layout): ReadonlyMap<string, TextPlace> {
  const before = known.get(layout);
  if (before !== undefined) return before;
  const places = new Map(layout.texts.map((place) => [place.key, place]));
  known.set(layout, places);
  return places;
}

/** An entry of a column. The engine's rows are whole, so the fallback is for the compiler alone. */
export function at(column: { readonly [row: number]: number }, row: number): number {
  return column[row] ?? 0;
}
