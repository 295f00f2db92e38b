/**
 * MovedKeys are the keys that a person has moved. They stay in this browser, are read back as any input is
 * read, and last as long as the page where a browser keeps nothing.
 */
import { sameKey, whyReserved } from './keyNames';
import type { Moves } from './placeKeys';

/** The part of a browser's storage that is used. */
export type KeyShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const KEPT_AS = 'queuescope.keys';
/** Where a text goes that could not be read, before another takes its place. */
export const UNREAD_AS = 'queuescope.keys.unread';
const VERSION = 1;
const MOST_LENGTH = 4_000;

export interface KeysNow {
  readonly moves: Moves;
  /** What was wrong with what the browser had kept, or null. */
  readonly problem: string | null;
}

export class MovedKeys {
  private current: KeysNow;
  private unread: string | null = null;
  private readonly shelf: KeyShelf | null;
  private readonly listeners = new Set<() => void>();

  constructor(shelf: KeyShelf | null) {
    this.shelf = shelf;
    this.current = this.kept();
  }

  get now(): KeysNow {
    return this.current;
  }

  /** Tells of every change. Returns how to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Moves the action of a key to another; to its own, and nothing is moved. */
  move(first: string, key: string): void {
    const { [first]: _, ...others } = this.current.moves;
    this.set(key === first ? others : { ...others, [first]: key });
  }

  /** All keys as they were at first. */
  reset(): void {
    this.set({});
  }

  /** Another page of the browser has changed what is kept. */
  reload(): void {
    this.current = this.kept();
    this.tell();
  }

  private kept(): KeysNow {
    let text: string | null = null;
    try {
      text = this.shelf?.getItem(KEPT_AS) ?? null;
    } catch {
      // It keeps nothing.
    }
    if (text === null) return { moves: {}, problem: null };
    const reading = readMoves(text);
    this.unread = reading.ok ? null : text;
    return reading.ok
      ? { moves: reading.moves, problem: null }
      : {
          moves: {},
          problem: `Your kept keys ${reading.error}. All are where they were at first.`,
        };
  }

  private set(moves: Moves): void {
    this.current = { moves, problem: null };
    try {
      if (this.unread !== null) this.shelf?.setItem(UNREAD_AS, this.unread);
      this.unread = null;
      if (Object.keys(moves).length === 0) this.shelf?.removeItem(KEPT_AS);
      else this.shelf?.setItem(KEPT_AS, JSON.stringify({ version: VERSION, keys: moves }));
    } catch {
      // A full or forbidden shelf: they last as long as the page.
    }
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

type MovesReading =
  | { readonly ok: true; readonly moves: Moves }
  | { readonly ok: false; readonly error: string };

/** Reads what a browser has kept: moved keys by the key that each had at first. */
export function readMoves(text: string): MovesReading {
  if (text.length > MOST_LENGTH) {
    return wrong(`must be at most ${MOST_LENGTH} characters, got ${text.length}`);
  }
  const whole = parsed(text);
  if (!isRecord(whole)) return wrong('must be an object with "version" and "keys"');
  const { version, keys } = whole;
  if (version !== VERSION) {
    return wrong(`must have a "version" of ${VERSION}, got ${shown(version)}`);
  }
  if (!isRecord(keys)) return wrong('must have "keys", an object such as {"c": "q"}');
  const moves: Record<string, string> = {};
  for (const [first, key] of Object.entries(keys)) {
    const isKey = typeof key === 'string' && key === sameKey(key) && whyReserved(key) === null;
    if (!isKey) {
      return wrong(
        `must have a single free key such as "q" in keys.${shown(first)}, got ${shown(key)}`,
      );
    }
    moves[first] = key;
  }
  return { ok: true, moves };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** On one line and short, whatever it is. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.slice(0, 32).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');
}

function wrong(error: string): MovesReading {
  return { ok: false, error };
}
