/**
 * ProgressStore keeps progress in the browser, and nowhere else. Where a browser keeps nothing (a private
 * window, say), it lasts as long as the page.
 */
import type { LessonId } from '../course/index.ts';
import {
  type CardMark,
  type LessonProgress,
  noProgress,
  notBegun,
  type Progress,
} from './Progress.ts';
import { readProgress, writeProgress } from './progressFile.ts';

/** The part of a browser's storage that is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEPT_AS = 'queuescope.progress';

export class ProgressStore {
  /** What was wrong with what the browser had kept, or null. */
  readonly problem: string | null;
  private current: Progress;
  private readonly shelf: Shelf | null;
  private readonly listeners = new Set<() => void>();

  constructor(shelf: Shelf | null) {
    this.shelf = shelf;
    const kept = this.kept();
    const reading = kept === null ? null : readProgress(kept, 'Your kept progress');
    this.current = reading?.ok ? reading.progress : noProgress;
    this.problem = reading === null || reading.ok ? null : reading.error;
  }

  get progress(): Progress {
    return this.current;
  }

  of(id: LessonId): LessonProgress {
    return this.current.lessons[id] ?? notBegun;
  }

  /** Tells of every change. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  update(id: LessonId, part: Partial<LessonProgress>): void {
    const lesson = { ...this.of(id), ...part };
    this.set({ ...this.current, lessons: { ...this.current.lessons, [id]: lesson } });
  }

  /** One lesson from the start. */
  forget(id: LessonId): void {
    const { [id]: _, ...lessons } = this.current.lessons;
    this.set({ ...this.current, lessons });
  }

  markCard(id: LessonId, mark: CardMark): void {
    this.set({ ...this.current, cards: { ...this.current.cards, [id]: mark } });
  }

  /** Everything, as a file to take along. */
  export(): string {
    return writeProgress(this.current);
  }

  /** Takes a file in place of what is there. Returns what is wrong with it, or null. */
  import(text: string, file: string): string | null {
    const reading = readProgress(text, file);
    if (!reading.ok) return reading.error;
    this.set(reading.progress);
    return null;
  }

  /** Another page of the browser has changed what is kept. */
  reload(): void {
    const kept = this.kept();
    const reading = kept === null ? null : readProgress(kept, 'Your kept progress');
    if (reading?.ok === false) return;
    this.current = reading?.progress ?? noProgress;
    this.tell();
  }

  clear(): void {
    this.current = noProgress;
    try {
      this.shelf?.removeItem(KEPT_AS);
    } catch {
      // It kept nothing.
    }
    this.tell();
  }

  private set(progress: Progress): void {
    this.current = progress;
    try {
      this.shelf?.setItem(KEPT_AS, writeProgress(progress));
    } catch {
      // A full or forbidden shelf: it lasts as long as the page.
    }
    this.tell();
  }

  private kept(): string | null {
    try {
      return this.shelf?.getItem(KEPT_AS) ?? null;
    } catch {
      return null;
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The browser's shelf, where it has one. */
export function browserShelf(): Shelf | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
